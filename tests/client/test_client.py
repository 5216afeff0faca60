"""The typed client against a real application: what it does, and what it makes of refusals."""

import asyncio
import inspect
import ssl
import subprocess
import sys
import threading
from datetime import UTC, datetime
from urllib.parse import unquote

import httpx2
import pytest

from signoff import errors
from signoff.client import AsyncClient, Client
from signoff.client.refusals import error_of
from signoff.web.problems import KINDS, TYPES
from tests.support.certificates import write_certificate
from tests.support.webhook_receiver import opened_receiver
from tests.web.cast import ANA, BEN


class TestAClient:
    def test_goes_the_whole_way_of_a_request(self, stage, ana):
        run = ana.kickoff("post", {"topic": "Spring"}, key="k1")
        assert ana.kickoff("post", {"topic": "Spring"}, key="k1").id == run.id
        stage.bench.drain()
        [asked] = ana.requests(status="pending")
        shown = ana.get_request(asked.id)

        done = ana.respond(asked.id, outcome="approved", content_hash=shown.content_hash)
        stage.bench.drain()

        assert [flow.name for flow in ana.flows()] == ["careful", "odd", "post", "words"]
        assert shown.content.startswith("# Spring")
        assert (done.result, done.response.responder) == ("decided", ANA)
        ended = ana.wait_for_run(run.id, within=10)
        assert (ended.status, ended.result) == ("ended", "published: ")
        assert [one.id for one in ana.runs(flow="post")] == [run.id]
        assert ended.started_at.tzinfo is not None
        assert "request.answered" in [fact.kind for fact in ana.audit(run_id=run.id)]
        assert ana.evidence(run.id).startswith(b"PK")

    def test_forks_a_run_and_cancels_the_fork(self, stage, ana):
        run = ana.kickoff("post")
        stage.bench.drain()
        [asked] = ana.requests(status="pending")
        with pytest.raises(errors.ForkRefused):
            ana.fork(run.id, asked.id)
        ana.respond(asked.id, outcome="rejected")
        stage.bench.drain()

        fork = ana.fork(run.id, asked.id)
        stage.bench.drain()

        assert (fork.forked_from.run_id, fork.forked_from.request_id) == (run.id, asked.id)
        assert [one.run_id for one in ana.get_run(run.id).forks] == [fork.id]
        assert ana.cancel(fork.id).status == "cancelled"

    def test_changes_who_is_asked_and_until_when(self, stage, ana):
        stage.member(BEN, "reviewer")
        request_id = stage.pending()

        assert ana.claim(request_id).claimed_by == ANA
        assert ana.release(request_id).claimed_by is None
        assert ana.add_assignee(request_id, BEN).assignees == (ANA, BEN)
        assert ana.reassign(request_id, [BEN], why="Away.").assignees == (BEN,)
        until = datetime(2031, 1, 1, tzinfo=UTC)
        assert ana.snooze(request_id, until=until).snoozed_until == until
        with pytest.raises(errors.DeadlineInvalid):
            ana.extend(request_id, minutes=60)

    def test_gets_lists_page_by_page(self, stage, ana):
        made = [stage.pending() for _ in range(3)]

        found = ana._bridge.run(self.listed(ana._calls))

        assert found == made

    async def listed(self, calls):
        from signoff.client.operating import pages

        return [one["id"] async for one in pages(calls._wire, "/requests", {}, size=1)]

    def test_waits_for_an_answer_by_the_feed(self, stage, ana):
        request_id = stage.pending()
        program = stage.program(BEN)
        where = f"/api/v1/requests/{request_id}/respond"
        soon = threading.Timer(0.2, program.post, [where], {"json": {"outcome": "rejected"}})
        soon.start()

        closed = ana.wait_for_request(request_id, within=20)

        soon.join()
        assert closed.response.outcome == "rejected"
        events = [item.event for item in ana.feed("0", wait=0).items]
        assert events[-1] == "answered"

    def test_gives_up_waiting_in_time(self, stage, ana):
        with pytest.raises(TimeoutError):
            ana.wait_for_request(stage.pending(), within=0.05)

    def test_changes_a_policy_from_the_version_it_saw(self, ana):
        seen = ana.get_policy("signoff")

        changed = ana.patch_policy("signoff", {"undo_seconds": 60}, tag=seen.tag)

        assert changed.values["undo_seconds"] == 60
        with pytest.raises(errors.PolicyChanged):
            ana.put_policy("signoff", {}, tag=seen.tag)
        with pytest.raises(errors.PolicyInvalid) as refused:
            ana.put_policy("signoff", {"undo_seconds": -1})
        assert list(refused.value.problems) == ["undo_seconds"]

    def test_looks_after_webhooks_and_figures(self, ana):
        [here] = ana.deployments()
        made = ana.add_webhook(here.id, name="app", url="https://hooks.example.com/x")

        changed = ana.change_webhook(made.id, {"is_active": False})

        assert made.secret.startswith("whsec_")
        assert ana.webhooks(here.id) == (changed,)
        assert ana.rotate_webhook(made.id).secret != made.secret
        assert list(ana.webhook_deliveries(made.id)) == []
        ana.remove_webhook(made.id)
        assert ana.webhooks(here.id) == ()
        assert ana.figures("volume").items[0]["opened"] == 0
        assert ana.summary()["backlog"]["n"] == 0


class TestARefusal:
    def test_is_the_error_that_the_server_means(self, ana):
        with pytest.raises(errors.RequestNotFound, match="There is no request") as refused:
            ana.get_request("0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10")

        assert refused.value.__cause__.status == 404

    def test_of_fields_says_which(self, stage, ana):
        with pytest.raises(errors.ApiProblem) as refused:
            ana.respond(stage.pending())

        assert refused.value.type.endswith("/invalid-fields")
        assert list(refused.value.fields) == ["body"]

    def test_of_a_form_that_is_not_asked_for_says_so(self, stage, ana):
        request_id = stage.pending()

        with pytest.raises(errors.AnswerInvalid) as refused:
            ana.respond(request_id, outcome="approved", answer={"amount": 1})
        with pytest.raises(errors.AnswerInvalid, match="author does not allow"):
            ana.respond(request_id, outcome="approved", edited_output="Another text")

        assert refused.value.problems == {"answer": "this request asks for none"}
        shown = ana.get_request(request_id)
        assert (shown.response, shown.editable, shown.response_schema) == (None, False, None)

    def test_of_every_kind_has_its_error(self):
        wrong = []
        for kind in KINDS:
            document = {"type": TYPES + kind.slug, "status": kind.status, "detail": "So."}
            is_ours = kind.error is not None and issubclass(kind.error, errors.SignoffError)
            meant = kind.error if is_ours else errors.ApiProblem
            made = error_of(document)
            if type(made) is not meant or str(made) != "So.":
                wrong.append((kind.slug, made))

        assert wrong == []


class Flaky(httpx2.AsyncBaseTransport):
    """A network that loses the first answers, after the server did what was asked."""

    def __init__(self, web, n_lost, *, status=None):
        self.behind = httpx2.ASGITransport(app=web)
        self.lost, self.n_calls, self.status = range(n_lost + 1), 0, status

    def go_away(self, *, for_calls, after=0):
        """Lose so many of the answers that come after the next ``after``."""
        first = self.n_calls + after + 1
        self.lost = range(first, first + for_calls)

    async def handle_async_request(self, request):
        self.n_calls += 1
        answer = await self.behind.handle_async_request(request)
        if self.n_calls not in self.lost:
            return answer
        if self.status is not None:
            return httpx2.Response(self.status, headers={"Retry-After": "0"})
        raise httpx2.ReadError("connection reset")


def _answered(**parts):
    """A response; its body is decoded when it is read, as one from a network is."""
    content = parts.pop("content", None)
    if content is None:
        return httpx2.Response(**parts)
    return httpx2.Response(**parts, stream=httpx2.ByteStream(content))


class TestANameInAPath:
    @pytest.mark.parametrize("name", ["a/b", "..", ".", "../flows", "Q & A #1?x=1", "50%", "ü"])
    def test_is_one_part_of_it_whatever_it_holds(self, connect, name):
        asked = []

        def answer(request):
            asked.append(request.url.raw_path.decode())
            return httpx2.Response(404)

        client = connect(transport=httpx2.MockTransport(answer))
        calls = [
            lambda: client.kickoff(name),
            lambda: client.get_run(name),
            lambda: client.cancel(name),
            lambda: client.fork(name, "x"),
            lambda: client.get_request(name),
            lambda: client.respond(name, outcome="approved"),
            lambda: client.claim(name),
            lambda: client.extend(name, minutes=5),
            lambda: client.snooze(name, until=datetime(2030, 1, 8, tzinfo=UTC)),
            lambda: client.get_policy(name),
            lambda: client.put_policy(name, {}),
            lambda: client.webhooks(name),
            lambda: client.add_webhook(name, name="x", url="https://x.example"),
            lambda: client.change_webhook(name, {}),
            lambda: client.remove_webhook(name),
            lambda: client.rotate_webhook(name),
            lambda: list(client.webhook_deliveries(name)),
            lambda: client.redeliver("x", name),
            lambda: client.figures(name),
            lambda: client.evidence(name),
        ]

        for call in calls:
            with pytest.raises(errors.ApiUnreachable):
                call()

        names = [unquote(each) for path in asked for each in path.partition("?")[0].split("/")]
        assert names.count(name) == len(calls)

    def test_may_be_one_that_must_be_quoted(self, stage, ana):
        with pytest.raises(errors.FlowNotFound, match="no flow 'a b"):
            ana.kickoff("a b?c#d")


class TestABadNetwork:
    @pytest.mark.parametrize("status", [None, 503])
    def test_does_not_start_a_run_twice(self, stage, connect, status):
        client = connect(transport=Flaky(stage.web, 2, status=status))

        run = client.kickoff("post")

        assert [one.id for one in client.runs()] == [run.id]

    def test_that_stays_bad_is_said_after_three_tries(self, stage, connect):
        transport = Flaky(stage.web, 99)

        with pytest.raises(errors.ApiUnreachable, match="connection reset"):
            connect(transport=transport).flows()

        assert transport.n_calls == 3

    def test_that_compresses_answers_does_not_keep_a_policy_from_being_changed(
        self, stage, connect
    ):
        class Compressing(httpx2.ASGITransport):
            async def handle_async_request(self, request):
                answer = await super().handle_async_request(request)
                if "etag" in answer.headers:
                    answer.headers["etag"] = f"W/{answer.headers['etag']}"
                return answer

        client = connect(transport=Compressing(app=stage.web))
        seen, all_of_it = client.get_policy("signoff"), client.get_configuration()

        client.put_configuration(all_of_it.values, tag=all_of_it.tag)
        changed = client.patch_policy("signoff", {"undo_seconds": 60}, tag=seen.tag)

        assert changed.values["undo_seconds"] == 60

    def test_is_waited_through_by_who_waits(self, stage, connect):
        transport = Flaky(stage.web, 0)
        client = connect(transport=transport)
        followed = client.follow("0")
        run = client.kickoff("post")
        stage.bench.drain()
        [asked] = client.requests(run_id=run.id)
        assert next(followed).event == "opened"

        transport.go_away(for_calls=20, after=1)
        waiting = client.wait_for_run(run.id, within=60, or_waiting=True)
        client.respond(asked.id, outcome="approved")
        transport.go_away(for_calls=20, after=1)
        closed = client.wait_for_request(asked.id, within=60)
        transport.go_away(for_calls=20)

        assert (waiting.status, closed.status) == ("waiting", "answered")
        assert "answered" in (each.event for each in followed)

    def test_at_the_first_look_is_said_at_once(self, stage, connect):
        transport = Flaky(stage.web, 99)
        client = connect(transport=transport)

        for waiting in (
            lambda: client.wait_for_run("x", within=60),
            lambda: client.wait_for_request("x", within=60),
            lambda: next(client.follow()),
        ):
            with pytest.raises(errors.ApiUnreachable):
                waiting()

        assert transport.n_calls == 9

    def test_is_no_reason_to_change_a_policy_twice(self, stage, connect):
        transport = Flaky(stage.web, 1)

        with pytest.raises(errors.ApiUnreachable):
            connect(transport=transport).put_policy("signoff", {})

        assert transport.n_calls == 1

    def test_with_something_else_at_its_end_is_said(self, connect):
        html = httpx2.MockTransport(lambda _: httpx2.Response(404, text="<h1>Not here</h1>"))
        other = httpx2.MockTransport(lambda _: httpx2.Response(200, json={"items": [{"a": 1}]}))

        with pytest.raises(errors.ApiUnreachable, match="answered 404"):
            connect(transport=html).flows()
        with pytest.raises(errors.ApiUnreachable, match="no Flow"):
            connect(transport=other).flows()

    @pytest.mark.parametrize(
        "answer",
        [
            {"status_code": 200, "html": "<h1>Sign in</h1>"},
            {"status_code": 301, "headers": {"Location": "https://there.example/"}},
            {"status_code": 200, "json": []},
            {"status_code": 200, "json": {}},
            {"status_code": 200, "headers": {"Content-Type": "application/json"}, "content": b"{"},
            {"status_code": 200, "headers": {"Content-Encoding": "gzip"}, "content": b"no gzip"},
            {
                "status_code": 400,
                "headers": {"Content-Type": "application/problem+json"},
                "content": b"{",
            },
            {"status_code": 204},
        ],
        ids=["page", "redirect", "list", "empty", "half", "no gzip", "half a problem", "nothing"],
    )
    def test_takes_what_no_signoff_says_for_no_answer_to_any_call(self, connect, answer):
        client = connect(transport=httpx2.MockTransport(lambda _: _answered(**answer)))
        calls = [
            client.flows,
            lambda: client.kickoff("post"),
            lambda: list(client.requests()),
            lambda: client.get_policy("signoff"),
            lambda: client.put_configuration({}),
            lambda: client.webhooks("signoff"),
            lambda: client.evidence("run"),
        ]
        if answer != {"status_code": 204}:
            calls.append(lambda: client.remove_webhook("hook"))

        for call in calls:
            with pytest.raises(errors.ApiUnreachable):
                call()

    def test_says_where_it_is_sent_to_instead(self, connect):
        moved = {"Location": "https://there.example/api"}
        away = httpx2.MockTransport(lambda _: httpx2.Response(308, headers=moved))

        with pytest.raises(
            errors.ApiUnreachable, match=r"308 and points to https://there\.example"
        ):
            connect(transport=away).flows()

    def test_starts_with_an_address_that_is_one(self):
        with pytest.raises(errors.ConfigurationError, match="no address"):
            AsyncClient("signoff.example.com", "sgn_x")
        for token in ("", " ", "sgn_ü", "sgn_x\r\nX: 1"):
            with pytest.raises(errors.ConfigurationError, match="token"):
                AsyncClient("https://signoff.example.com", token)


class TestAServerAskedByTls:
    def test_is_told_the_token_only_where_its_certificate_is_trusted(self, tmp_path, monkeypatch):
        certificate, key = write_certificate(tmp_path)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)

        async def no_rest(_):
            pass

        def start(url):
            with (
                Client(url, "sgn_x", pause=no_rest) as client,
                pytest.raises(errors.ApiUnreachable) as refused,
            ):
                client.kickoff("post")
            return str(refused.value)

        with opened_receiver(tls=tls) as receiver:
            server = receiver.url.partition("/hook")[0]
            assert "CERTIFICATE_VERIFY_FAILED" in start(server)
            assert receiver.calls == []
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            assert "not as a signoff" in start(server)
            assert receiver.calls[0].headers["Authorization"] == "Bearer sgn_x"


class TestBothClients:
    def test_have_the_same_calls(self):
        def calls(kind):
            return {n for n, one in inspect.getmembers(kind, callable) if not n.startswith("_")}

        assert calls(Client) == calls(AsyncClient)

    def test_do_the_same(self, stage):
        token = stage.program(ANA).headers["authorization"].removeprefix("Bearer ")

        async def story():
            async with (
                httpx2.AsyncClient(transport=httpx2.ASGITransport(app=stage.web)) as http,
                AsyncClient(stage.base_url, token, http=http) as client,
            ):
                return await client.flows()

        assert len(asyncio.run(story())) == 4

    def test_load_nothing_of_the_server(self):
        code = (
            "import sys, signoff.client; "
            "print(sorted({'sqlalchemy', 'fastapi', 'pydantic', 'starlette'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert done.stdout.strip() == "[]", done.stderr
