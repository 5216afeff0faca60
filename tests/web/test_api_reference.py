"""The OpenAPI document, and the page made from it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from signoff.cli import main
from signoff.web.api.description import describe
from signoff.web.problems import KINDS

MANUAL = Path(__file__).parents[2] / "docs/reference/api.md"


def operations(document):
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


class TestTheCommand:
    def test_prints_the_document_that_is_served(self, document, capsys):
        assert main(["openapi"]) == 0

        assert json.loads(capsys.readouterr().out) == document


class TestTheDocument:
    def test_is_valid_openapi_3_1(self, document):
        assert document["openapi"].startswith("3.1.")
        assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []

    def test_holds_the_api_and_no_page(self, document):
        assert set(operations(document)) == {
            "GET /api/v1/health",
            "GET /api/v1/people",
            "POST /api/v1/people",
            "GET /api/v1/people/{person}",
            "PATCH /api/v1/people/{person}",
            "POST /api/v1/people/{person}/roles",
            "DELETE /api/v1/people/{person}/roles/{role}",
            "GET /api/v1/roles",
            "PUT /api/v1/roles/{role}",
            "DELETE /api/v1/roles/{role}",
            "GET /api/v1/me",
            "PATCH /api/v1/me",
            "PUT /api/v1/me/password",
            "GET /api/v1/me/sessions",
            "DELETE /api/v1/me/sessions/{session_id}",
            "GET /api/v1/tokens",
            "POST /api/v1/tokens",
            "DELETE /api/v1/tokens/{token_id}",
            "GET /api/v1/flows",
            "POST /api/v1/flows/{flow}/kickoff",
            "GET /api/v1/runs",
            "GET /api/v1/runs/{run_id}",
            "GET /api/v1/runs/{run_id}/steps",
            "POST /api/v1/runs/{run_id}/fork",
            "POST /api/v1/runs/{run_id}/cancel",
            "GET /api/v1/requests/feed",
            "GET /api/v1/requests",
            "GET /api/v1/requests/{request_id}",
            "POST /api/v1/requests/{request_id}/respond",
            "POST /api/v1/requests/{request_id}/claim",
            "POST /api/v1/requests/{request_id}/release",
            "POST /api/v1/requests/{request_id}/reassign",
            "POST /api/v1/requests/{request_id}/assignees",
            "POST /api/v1/requests/{request_id}/seen",
            "POST /api/v1/requests/{request_id}/undo",
            "GET /api/v1/requests/{request_id}/remarks",
            "POST /api/v1/requests/{request_id}/remarks",
            "GET /api/v1/delegations",
            "POST /api/v1/delegations",
            "DELETE /api/v1/delegations/{delegation_id}",
            "GET /api/v1/requests/{request_id}/explanation",
            "POST /api/v1/deployments/{deployment_id}/routing/simulate",
            "GET /api/v1/lessons",
            "GET /api/v1/lessons/{lesson_id}",
            "PATCH /api/v1/lessons/{lesson_id}",
            "POST /api/v1/lessons/{lesson_id}/merge",
            "GET /api/v1/deployments",
            "GET /api/v1/deployments/{deployment}/policy",
            "PUT /api/v1/deployments/{deployment}/policy",
            "PATCH /api/v1/deployments/{deployment}/policy",
            "GET /api/v1/configuration",
            "PUT /api/v1/configuration",
            "GET /api/v1/deployments/{deployment_id}/webhooks",
            "POST /api/v1/deployments/{deployment_id}/webhooks",
            "GET /api/v1/webhooks/{webhook_id}",
            "PATCH /api/v1/webhooks/{webhook_id}",
            "DELETE /api/v1/webhooks/{webhook_id}",
            "POST /api/v1/webhooks/{webhook_id}/rotate",
            "POST /api/v1/webhooks/{webhook_id}/test",
            "GET /api/v1/webhooks/{webhook_id}/deliveries",
            "GET /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}",
            "POST /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
            "POST /api/v1/webhooks/{webhook_id}/redeliver-failed",
            "POST /api/v1/callbacks/{token}",
            "GET /api/v1/audit",
            "GET /api/v1/audit/head",
            "GET /api/v1/audit/export",
            "GET /api/v1/runs/{run_id}/evidence",
            "POST /api/v1/requests/{request_id}/extend",
            "POST /api/v1/requests/{request_id}/snooze",
            "GET /crews/{crew}",
            "GET /crews/{crew}/inputs",
            "POST /crews/{crew}/kickoff",
            "GET /crews/{crew}/status/{kickoff_id}",
            "POST /crews/{crew}/resume",
            "GET /api/v1/runs/{run_id}/crew-calls",
            "POST /api/v1/deployments/{deployment_id}/crew-secret",
            "GET /api/v1/analytics/summary",
            "GET /api/v1/analytics/response-times",
            "GET /api/v1/analytics/volume",
            "GET /api/v1/analytics/outcomes",
            "GET /api/v1/analytics/sla",
            "GET /api/v1/analytics/channels",
            "GET /api/v1/analytics/ratings",
            "GET /api/v1/analytics/backlog",
        }

    def test_describes_every_call_and_names_it_shortly(self, document):
        for call, operation in operations(document).items():
            assert operation["description"], call
            assert re.fullmatch("[a-z_]{3,20}", operation["operationId"]), call
            assert all(item["description"] for item in operation.get("parameters", ())), call

    def test_gives_an_example_of_every_member(self, document):
        without = [
            f"{name}.{member}"
            for name, schema in document["components"]["schemas"].items()
            for member, found in schema.get("properties", {}).items()
            if not found.get("examples") and "$ref" not in str(found)
        ]

        assert without == []

    def test_says_which_calls_need_somebody(self, document):
        assert document["security"] == [{"token": []}, {"session": []}]
        for call, operation in operations(document).items():
            is_open = call.endswith(("/health", "/callbacks/{token}"))
            assert operation.get("security", "inherited") == ([] if is_open else "inherited")
            assert ("401" in operation["responses"]) is not is_open

    def test_promises_problem_documents_for_every_refusal(self, document):
        for call, operation in operations(document).items():
            for status, response in operation["responses"].items():
                if not status.startswith(("2", "3")):
                    content = response["content"]
                    assert list(content) == ["application/problem+json"], (call, status)

    def test_is_made_once(self, served):
        assert describe(served.web) is describe(served.web)


class Page(HTMLParser):
    """What of a page could run a script, reach another host, or lead nowhere."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets, self.suspicious = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in {"href", "src", "action"}:
                self.targets.append(value)
            if name.startswith("on") or name == "style" or (value or "").startswith("javascript:"):
                self.suspicious.append((tag, name, value))
        if tag in {"style", "iframe"} or (tag == "script" and "src" not in dict(attrs)):
            self.suspicious.append((tag,))


@pytest.fixture(scope="module", params=["stranger", "browser"])
def pages(served, request, document):
    """Each page by its address: where all begin, and a chapter for each tag."""
    client = getattr(served, request.param)(Accept="text/html")
    tags = {call["tags"][0] for call in operations(document).values()}
    addresses = ["/api/reference", *(f"/api/reference/{tag}" for tag in sorted(tags))]
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.text for address, answer in answers.items()}


class TestTheReference:
    def test_holds_every_call_object_and_problem(self, pages, document):
        found = {address: Page(text).ids for address, text in pages.items()}

        assert all(len(ids) == len(set(ids)) for ids in found.values())
        of_chapters = {each for address, ids in found.items() if "e/" in address for each in ids}
        assert {call["operationId"] for call in operations(document).values()} <= of_chapters
        assert {f"problem-{kind.slug}" for kind in KINDS} <= set(found["/api/reference"])
        objects = {
            f"object-{name}"
            for name, schema in document["components"]["schemas"].items()
            if schema.get("properties") and name != "Problem"
        }
        assert objects <= of_chapters

    def test_leads_only_to_what_is_there(self, pages, served):
        ids = {address: set(Page(text).ids) for address, text in pages.items()}
        client = served.browser()
        others = set()

        for address, text in pages.items():
            for target in Page(text).targets:
                assert target.startswith(("/", "#")), target
                assert not target.startswith("//"), target
                where, _, anchor = target.partition("#")
                if (where or address) in ids:
                    assert not anchor or anchor in ids[where or address], target
                elif where not in {"/theme", "/sign-out"}:
                    others.add(where)
        assert {client.get(other).status_code for other in others} <= {200, 303}

    def test_runs_nothing_of_its_own(self, pages):
        assert [Page(text).suspicious for text in pages.values()] == [[]] * len(pages)

    def test_has_no_long_page(self, pages):
        assert {address: len(text) for address, text in pages.items() if len(text) > 60_000} == {}

    def test_has_no_chapter_that_nobody_wrote(self, served):
        assert served.stranger().get("/api/reference/nothing").status_code == 404

    def test_shows_what_authors_wrote_as_text(self, stage):
        hostile = "</code><script>alert(1)</script><img src=x onerror=alert(1)>"
        schema = describe(stage.web)
        schema["info"]["description"] = hostile
        kickoff = schema["paths"]["/api/v1/flows/{flow}/kickoff"]["post"]
        kickoff["description"] = hostile
        kickoff["parameters"][0]["description"] = hostile
        kickoff["parameters"][0]["schema"]["examples"] = [hostile]
        schema["components"]["schemas"]["Kickoff"]["properties"][hostile] = {
            "type": "string",
            "examples": [hostile],
            "description": hostile,
        }

        client = stage.stranger()
        text = client.get("/api/reference").text + client.get("/api/reference/flows").text

        assert text.count("alert(1)") >= 6
        assert Page(text).suspicious == []
        assert "<img" not in text

    def test_explains_each_type_of_problem_at_its_own_address(self, served):
        for kind in KINDS:
            answer = served.stranger().get(f"/api/problems/{kind.slug}")

            assert answer.headers["location"] == f"/api/reference#problem-{kind.slug}"

    def test_is_led_to_by_an_unknown_type_as_well(self, served):
        answer = served.stranger().get("/api/problems/%22%3E%3Cscript%3E")

        assert answer.headers["location"] == "/api/reference"


class TestTheManual:
    def test_names_every_call_and_every_problem(self, document):
        manual = MANUAL.read_text(encoding="utf-8")

        missing = [call for call in operations(document) if f"`{call}`" not in manual]
        missing += [kind.slug for kind in KINDS if f"`{kind.slug}`" not in manual]

        assert missing == []
