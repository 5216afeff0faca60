"""The guard: who comes in, from where, and how much of it."""

import asyncio

import pytest
from fastapi.routing import iter_route_contexts
from starlette.responses import Response

from signoff.web.problems import answer as answer_of
from signoff.web.security import Guard, Incoming
from tests.web.conftest import OWN_PAGE

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
PUBLIC = {
    ("GET", "/api/v1/openapi.json"),
    ("HEAD", "/api/v1/openapi.json"),
    ("GET", "/api/v1/health"),
    ("HEAD", "/api/v1/health"),
    ("GET", "/api/reference"),
    ("GET", "/api/reference/{chapter}"),
    ("GET", "/api/problems/{slug}"),
    ("GET", "/sign-in"),
    ("GET", "/sign-in/{secret}"),
    ("POST", "/sign-in/{secret}"),
    ("GET", "/sign-in/password"),
    ("POST", "/sign-in/password"),
    ("GET", "/sign-in/link"),
    ("POST", "/sign-in/link"),
    ("GET", "/sign-in/oidc"),
    ("GET", "/sign-in/oidc/callback"),
    ("POST", "/api/v1/callbacks/{token}"),
    ("POST", "/sign-out"),
    ("GET", "/answer/{token}"),
    ("HEAD", "/answer/{token}"),
    ("POST", "/answer/{token}"),
    ("POST", "/theme"),
}
CHROME_TYPED = {"Sec-Fetch-Site": "none"}
HEALTH = "/api/v1/health"
PROBLEM = "application/problem+json"


def all_calls(web):
    """Every (method, path) the door answers, the static files aside."""
    return sorted(
        (method, route.path)
        for route in iter_route_contexts(web.routes)
        for method in getattr(route, "methods", None) or ()
    )


def filled(path):
    return "/".join(
        "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47" if part.startswith("{") else part
        for part in path.split("/")
    )


class TestAStranger:
    def test_is_refused_on_every_route_that_is_not_public_on_purpose(self, stage):
        stranger = stage.stranger(**OWN_PAGE)
        calls = all_calls(stage.web)
        assert len(calls) > len(PUBLIC) + 6, calls

        let_in = {
            (method, path)
            for method, path in calls
            if stranger.request(method, filled(path)).status_code != 401
        }

        assert let_in <= PUBLIC

    def test_is_led_to_sign_in_where_a_browser_asks_for_a_page(self, stage):
        stranger = stage.stranger(Accept="text/html", **OWN_PAGE)
        pages = [
            (method, path)
            for method, path in all_calls(stage.web)
            if (method, path) not in PUBLIC and not path.startswith(("/api/", "/crews/"))
        ]

        answers = {call: stranger.request(call[0], filled(call[1])) for call in pages}

        assert {answer.status_code for answer in answers.values()} == {303}
        assert all(a.headers["location"].startswith("/sign-in") for a in answers.values())

    def test_learns_from_the_public_routes_nothing_that_somebody_wrote(self, stage):
        stage.pending(topic="Secret merger")
        stranger = stage.stranger(**OWN_PAGE)

        said = [stranger.request(method, filled(path)).text for method, path in PUBLIC]

        assert not any(
            "merger" in text or "ana@" in text.replace("ana@example.com", "") for text in said
        )


class TestAChange:
    @pytest.fixture
    def browser(self, stage):
        client = stage.browser()
        del client.headers["Sec-Fetch-Site"]
        return client

    def _sent(self, request_id, browser, headers):
        address = f"/api/v1/requests/{request_id}/respond"
        return browser.post(address, json={"outcome": "approved"}, headers=headers).status_code

    def test_passes_when_a_page_of_ours_or_a_person_sends_it(self, stage, browser):
        ours = (
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "none"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8800"},
            {"Origin": "http://127.0.0.1:8800"},
            {"Origin": "HTTP://127.0.0.1:8800"},
        )

        refused = [
            headers for headers in ours if self._sent(stage.pending(), browser, headers) != 200
        ]

        assert refused == []

    def test_is_refused_when_it_may_come_from_elsewhere(self, stage, browser):
        foreign = (
            {},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": ""},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8800"},
            {"Origin": ""},
            {"Origin": "null"},
            {"Origin": "http://evil.example"},
            {"Origin": "https://127.0.0.1:8800"},
            {"Origin": "http://127.0.0.1:8801"},
            {"Origin": "http://127.0.0.1:8800.evil.example"},
            {"Origin": "http://127.0.0.1:8800@evil.example"},
            {"Referer": "http://127.0.0.1:8800/inbox"},
            {"Authorization": "Basic YW5hOmFuYQ=="},
            {"Sec-Fetch-Site": "cross-site", "Authorization": "Basic YW5hOmFuYQ=="},
        )

        waits = stage.pending()  # for all of them, until one is let in

        let_in = [headers for headers in foreign if self._sent(waits, browser, headers) != 403]

        assert let_in == []

    def test_is_refused_on_every_unsafe_route_when_another_site_sends_it(self, stage, browser):
        unsafe = [call for call in all_calls(stage.web) if call[0] in UNSAFE]
        assert len(unsafe) >= 4

        answers = {
            call: browser.request(
                call[0], filled(call[1]), headers={"Sec-Fetch-Site": "cross-site"}
            ).status_code
            for call in unsafe
        }

        assert set(answers.values()) == {403}, answers

    def test_leaves_no_trace_when_refused(self, stage, browser):
        request_id = stage.pending()
        before = stage.trail(request_id)

        browser.post(
            f"/api/v1/requests/{request_id}/respond",
            json={"outcome": "approved"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )

        assert stage.trail(request_id) == before

    def test_by_a_program_needs_no_origin(self, stage):
        program = stage.program()
        program.headers["Sec-Fetch-Site"] = "cross-site"

        assert program.post("/api/v1/flows/post/kickoff", json={}).status_code == 202

    def test_with_an_invalid_token_does_not_fall_back_on_the_cookie(self, stage, browser):
        headers = {"Authorization": "Bearer sgn_wrong", "Sec-Fetch-Site": "cross-site"}

        assert self._sent(stage.pending(), browser, headers) == 401

    def test_with_an_empty_token_does_not_fall_back_on_the_cookie(self, stage, browser):
        headers = {"Authorization": "Bearer ", "Sec-Fetch-Site": "cross-site"}

        assert self._sent(stage.pending(), browser, headers) == 401

    def test_without_token_and_cookie_hears_about_the_token(self, stage):
        answer = stage.stranger().post("/api/v1/flows/post/kickoff", json={})

        assert (answer.status_code, answer.json()["type"]) == (401, "/api/problems/not-signed-in")

    def test_that_signs_somebody_in_is_checked_without_a_cookie_too(self, stage):
        stranger = stage.stranger()
        secret = stage.link()

        refused = stranger.post(f"/sign-in/{secret}", headers={"Sec-Fetch-Site": "cross-site"})

        assert refused.status_code == 403
        assert stranger.post(f"/sign-in/{secret}", headers=CHROME_TYPED).status_code == 303

    def test_behind_a_proxy_passes_with_the_public_origin_only(self, open_stage):
        stage = open_stage(public_url="https://signoff.example.com")
        client = stage.stranger()

        def status(origin):
            return client.post(f"/sign-in/{stage.link()}", headers={"Origin": origin}).status_code

        assert status("https://signoff.example.com") == 303
        assert status("https://evil.example.com") == 403


class TestAHostHeader:
    def test_of_ours_is_answered(self, stage):
        ours = ("127.0.0.1:8800", "127.0.0.1", "localhost", "LocalHost:9999", "localhost.", "[::1]")
        client = stage.stranger()

        answers = {host: client.get(HEALTH, headers={"Host": host}).status_code for host in ours}

        assert set(answers.values()) == {200}, answers

    def test_of_somebody_else_gets_nothing(self, stage):
        foreign = (
            "evil.example",
            "evil.example:8800",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "10.0.0.7",
            "0.0.0.0",
            "2130706433",
            "user@localhost",
            "localhost@evil.example",
            "localhost:8800@evil.example",
            "[::1",
            "",
        )
        program = stage.program()

        answers = {host: program.get(HEALTH, headers={"Host": host}) for host in foreign}

        assert {host: answer.status_code for host, answer in answers.items()} == dict.fromkeys(
            foreign, 421
        )
        assert {a.json()["type"] for a in answers.values()} == {"/api/problems/foreign-host"}
        assert "SIGNOFF_PUBLIC_URL" in answers["10.0.0.7"].json()["detail"]

    def test_that_is_public_is_answered_beside_the_bound_one(self, open_stage):
        client = open_stage(public_url="https://signoff.example.com", host="10.1.2.3").stranger()

        hosts = ["signoff.example.com", "10.1.2.3:8800", "127.0.0.1:8800", "evil.example"]
        answers = [client.get(HEALTH, headers={"Host": host}) for host in hosts]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 421]

    def test_is_a_number_or_refused_when_we_are_bound_to_every_address(self, open_stage):
        client = open_stage(host="0.0.0.0").stranger()

        hosts = ["192.168.1.20:8800", "[fe80::1]:8800", "rebound.example"]
        answers = [client.get(HEALTH, headers={"Host": host}) for host in hosts]

        assert [answer.status_code for answer in answers] == [200, 200, 421]


class TestALargeBody:
    def test_is_refused_by_its_declared_length_before_anybody_signed_in(self, stage):
        answer = stage.stranger().post("/api/v1/flows/post/kickoff", content=b"x" * 1_000_001)

        assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
        assert "1,000,000 bytes" in answer.json()["detail"]

    def test_is_refused_while_it_comes_in_pieces(self, stage):
        pieces = (b" " * 100_000 for _ in range(11))

        answer = stage.program().post(
            "/api/v1/flows/post/kickoff",
            content=pieces,
            headers={"Content-Type": "application/json"},
        )

        assert answer.status_code == 413

    def test_of_a_form_is_refused_while_it_comes_in_pieces(self, stage):
        answer = stage.browser().post(
            "/theme",
            content=(b"a" * 100_000 for _ in range(11)),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )

        assert answer.status_code == 413

    def test_waits_for_others_where_all_together_are_more_than_can_be_held(self, stage):
        incoming, said = Incoming(most=10), []
        scope = {
            "type": "http", "method": "POST", "path": "/api/v1/flows/post/kickoff", "headers": [
                (b"host", b"127.0.0.1")], "query_string": b"", "scheme": "http",
        }  # fmt: skip

        async def story():
            has_read, may_end = asyncio.Event(), asyncio.Event()

            async def app(_scope, receive, send):
                await receive()
                has_read.set()
                await may_end.wait()
                await Response("done")(_scope, receive, send)

            async def receive():
                return {"type": "http.request", "body": b"x" * 8}

            async def send(message):
                if message["type"] == "http.response.start":
                    said.append(message["status"])

            guard = Guard(
                app, settings=stage.bench.app.settings, answer=answer_of, incoming=incoming
            )
            first = asyncio.create_task(guard(dict(scope), receive, send))
            await has_read.wait()
            await guard(dict(scope), receive, send)
            may_end.set()
            await first
            await guard(dict(scope), receive, send)

        asyncio.run(story())

        assert (said, incoming.n_octets) == ([503, 200, 200], 0)

    def test_just_within_the_limit_is_taken(self, stage):
        topic = "x" * (1_000_000 - len('{"inputs":{"topic":""}}'))

        answer = stage.program().post(
            "/api/v1/flows/post/kickoff",
            content=f'{{"inputs":{{"topic":"{topic}"}}}}',
            headers={"Content-Type": "application/json"},
        )

        assert answer.status_code == 202
