"""The served document is kept: nothing breaks, and no answer is other than it says.

Made-up calls by schemathesis, half of them about things that are there, as
everybody who may call. Bounded: a few of each call, the same ones each time.
"""

import logging
from copy import deepcopy

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.cast import ANA, BEN

API = "/api/v1"
# Ends who is calling, or asks for so long that nobody could wait here.
LEFT_OUT = {"DELETE /api/v1/me/sessions/{session_id}"}
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip
SETTINGS = hypothesis.settings(
    deadline=None, database=None, derandomize=True,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def known(stage):
    """Something of each kind that a call can be about, by the name of its parameter."""
    stage.member(BEN, "reviewer")
    ana, here = stage.program(ANA), stage.bench.app.deployment_id
    request_id = stage.pending(topic="Known")
    asked = ana.get(f"{API}/requests/{request_id}").json()
    hook = {"name": "app", "url": "https://hooks.example.com/x"}
    made = ana.post(f"{API}/deployments/{here}/webhooks", json=hook).json()
    delivery = ana.post(f"{API}/webhooks/{made['id']}/test").json()
    return {
        "request_id": request_id, "run_id": asked["run_id"], "deployment_id": here,
        "deployment": "signoff", "webhook_id": made["id"], "delivery_id": delivery["id"],
        "flow": "post", "person": BEN, "role": "reviewer",
    }  # fmt: skip


def operations(document):
    found = {}
    for result in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = result.ok()
        found[operation.label] = operation
    return found


def problems_of(operation, call, known, *, n):
    """Return what is wrong with the answers to ``n`` made-up calls; ``call`` makes one."""
    found = []

    @hypothesis.settings(SETTINGS, max_examples=n)
    @given(case=operation.as_strategy(), is_known=st.booleans())
    def tried(case, is_known):
        if is_known:
            case.path_parameters.update(
                {name: value for name, value in known.items() if name in case.path_parameters}
            )
        if case.query and "wait" in case.query:
            case.query["wait"] = "0"
        try:
            case.validate_response(call(case), checks=CHECKS)
        except (FailureGroup, Failure) as error:
            found.append(f"{operation.label}: {error}")

    tried()
    return found


def call_of(client):
    def call(case):
        sent = case.as_transport_kwargs(base_url=str(client.base_url).rstrip("/"))
        body = {"json": sent["json"]} if "json" in sent else {"content": sent.get("data")}
        headers = {**sent.get("headers", {}), **client.headers}
        return client.request(
            sent["method"], sent["url"], params=sent.get("params"), headers=headers, **body
        )

    return call


class TestTheServedDocument:
    def test_is_kept_whatever_is_called_by_whomever(self, stage, known, document, caplog):
        caplog.set_level(logging.CRITICAL)
        callers = {
            "owner": (stage.program(ANA), 3),
            "reviewer": (stage.program(BEN), 2),
            "stranger": (stage.stranger(), 1),
        }

        found = [
            f"{name}: {problem}"
            for label, operation in operations(document).items()
            if label not in LEFT_OUT
            for name, (client, n) in callers.items()
            for problem in problems_of(operation, call_of(client), known, n=n)
        ]

        assert found == []

    def test_would_be_found_out_where_it_is_not_kept(self, stage, known, document):
        label = "GET /api/v1/me"
        document = deepcopy(document)
        answered = document["paths"]["/api/v1/me"]["get"]["responses"]
        answered["200"]["content"]["application/json"]["schema"] = {"type": "array"}
        call = call_of(stage.program(ANA))

        [found] = problems_of(operations(document)[label], call, known, n=1)

        assert "is not of type" in found

    def test_has_examples_that_fit(self, document):
        parts = document["components"]

        wrong = [
            f"{where}: {problem.message}"
            for where, schema, example in written_examples(document)
            for problem in Draft202012Validator({"components": parts, **schema}).iter_errors(
                example
            )
        ]

        assert wrong == []

    def test_says_of_every_call_in_a_line_what_it_does(self, document):
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                said = (method, path)
                assert operation["summary"], said
                assert operation["description"], said
                assert operation["tags"], said
                assert {"400"} <= set(operation["responses"]), said


def written_examples(document):
    """Where each example stands, its schema, and the example."""
    for name, schema in document["components"]["schemas"].items():
        for member, found in schema.get("properties", {}).items():
            for example in found.get("examples", ()):
                yield f"{name}.{member}", found, example
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            bodies = operation.get("requestBody", {}).get("content", {}).values()
            for one in (*operation.get("parameters", ()), *bodies):
                for example in one["schema"].get("examples", ()):
                    yield f"{method} {path}", one["schema"], example
