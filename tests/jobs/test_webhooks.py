"""What programs are told, on both databases, over real sockets."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from threading import Barrier, Thread

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from signoff import ids
from signoff.channels.webhook.events import SUBSCRIBABLE, TOLD, WebhookEvent
from signoff.channels.webhook.send import Posted
from signoff.inbox import lifecycle
from signoff.inbox.audit import EventKind
from signoff.inbox.policy_text import read_policy
from signoff.jobs.calls import webhook_setup
from signoff.jobs.calls.notify import LONGEST_WAIT, MAX_RETRIES, next_wait
from signoff.jobs.calls.pace import SLOW, Pace
from signoff.jobs.undo import undo
from signoff.store.calls import Call, CallStatus
from signoff.store.crew_hooks import Hook, HookKind
from signoff.store.tables import call_attempts, calls
from signoff.testing.clock import FakeClock
from tests.jobs.webhook_stage import MEMBERS, OF_REQUEST, opened_office
from tests.support.databases import SqliteDatabases
from tests.support.webhook_receiver import answering, hang
from tests.way.cast import ANA
from tests.way.stage import prepare

_TRIED = "n, at, duration_ms, address, status_code, error, response_body"
_FAR = "status, n_attempts, n_left, happened_at"
_OLD_LOGS = {  # as they were kept before schema 16
    "webhook_delivery": f"""id, webhook_id, fact AS fact_id, kind AS event, request_id,
        assigned_to, data, {_FAR} FROM call WHERE hook_id IS NULL""",
    "webhook_attempt": f"""call_id AS delivery_id, {_TRIED}, request_headers, response_headers
        FROM call_attempt WHERE call_id IN (SELECT id FROM call WHERE hook_id IS NULL)""",
    "crew_call": f"""id, run_id, hook_id, kind, fact, data AS body, {_FAR}
        FROM call WHERE webhook_id IS NULL""",
    "crew_call_attempt": f"""call_id, {_TRIED}
        FROM call_attempt WHERE call_id IN (SELECT id FROM call WHERE webhook_id IS NULL)""",
}


@pytest.fixture
def office(tmp_path, databases):
    with opened_office(tmp_path / "data", databases.prepared(prepare)) as office:
        yield office


class TestAWebhook:
    def test_is_told_of_a_request_in_the_form_that_is_promised(self, office):
        webhook = office.add()

        run = office.ask()

        call, told = office.receiver.calls[0], office.told()[0]
        assert set(told) >= MEMBERS
        assert set(told["request"]) >= OF_REQUEST
        request = run.requests[0]
        assert told["event"] == "new_request"
        assert told["assigned_to_email"] == ANA
        assert told["request"]["id"] == request.id
        assert told["request"]["emit_options"] == ["approved", "needs_revision", "rejected"]
        assert told["request"]["state"]["topic"] == "AI safety"
        assert told["request"]["created_at"].endswith("Z")
        assert told["deployment"]["name"] == "signoff"
        assert told["callback_url"].startswith("http://127.0.0.1:8800/api/v1/callbacks/")
        assert len(office.told()) == 1
        # The check that the product describes, word for word.
        secret, timestamp = office.secrets[webhook], call.headers["X-Timestamp"]
        expected = hmac.new(
            secret.encode(), f"{timestamp}.{call.body.decode()}".encode(), hashlib.sha256
        ).hexdigest()
        assert call.headers["X-Signature"] == f"sha256={expected}"
        assert office.is_signed(call, secret)
        assert int(timestamp) == int(office.bench.clock.now().timestamp())

    def test_is_told_of_all_that_follows(self, office):
        office.add()
        run = office.ask()

        office.answer(run.requests[0], "needs_revision")
        office.answer(run.requests[1], "approved")

        told = office.told()
        assert [each["event"] for each in told if each["event"] != "cancelled"] == [
            "new_request",
            "answered",
            "resumed",
            "new_request",
            "answered",
            "resumed",
        ]
        answered = next(each for each in told if each["event"] == "answered")
        assert answered["details"]["outcome"] == "needs_revision"
        assert answered["details"]["responder"] == ANA
        assert told[3]["request"]["revision"] == 2

    def test_is_told_that_an_answer_was_taken_back(self, office):
        office.add(events=[WebhookEvent.ANSWERED, WebhookEvent.REOPENED])
        with office.bench.app.unit() as unit:
            unit.policies.put(
                office.bench.app.deployment_id,
                read_policy({"undo_seconds": 30}),
                expected_version=None,
            )
            unit.commit()
        run = office.ask()
        office.answer(run.requests[0], "approved")

        office.do(lambda unit, by: undo(unit, run.requests[0].id, by=ANA, now=by.now))

        answered, reopened = office.told()
        assert (answered["event"], reopened["event"]) == ("answered", "reopened")
        given = (answered["details"]["answered_at"], answered["details"]["final_at"])
        assert given == ("2030-01-07T09:00:00Z", "2030-01-07T09:00:30Z")
        assert reopened["details"]["outcome"] == "approved"

    def test_is_told_of_nothing_that_it_did_not_ask_for(self, office):
        office.add(events=[WebhookEvent.ANSWERED])
        off = office.add(is_active=False)
        run = office.ask()

        office.answer(run.requests[0])

        assert [each["event"] for each in office.told()] == ["answered"]
        assert office.deliveries(off) == []

    def test_is_told_of_nothing_that_did_not_happen(self, office):
        webhook = office.add()
        run = office.ask()
        with office.bench.app.unit() as unit:
            request = unit.requests.get(run.requests[0].id)
            lifecycle.expire(unit, request, now=office.bench.clock.now())
            # left without a commit

        office.bench.drain()

        assert [each.kind for each, _ in office.deliveries(webhook)] == ["new_request"]

    def test_keeps_its_secret_from_whoever_reads_the_database(self, office):
        webhook = office.add()
        office.ask()

        with office.bench.app.engine.connect() as connection:
            rows = [
                str(connection.execute(text(f"SELECT * FROM {table}")).all())
                for table in ("webhook", "call", "call_attempt", "audit_event")
            ]

        token = office.told()[0]["callback_url"].rpartition("/")[2]
        assert not any(office.secrets[webhook] in row or token in row for row in rows)

    def test_is_told_of_nothing_once_it_was_removed(self, office):
        webhook = office.add()
        office.do(webhook_setup.remove_webhook, webhook)

        office.ask()

        assert office.told() == []
        with office.bench.app.engine.connect() as connection:
            kept = connection.execute(text("SELECT secret, next_secret FROM webhook")).one()
        assert tuple(kept) == (None, None)

    def test_is_told_whom_a_request_goes_to_afterwards(self, office):
        office.add(events=[WebhookEvent.NEW_REQUEST, WebhookEvent.ASSIGNED])
        run = office.ask()
        app, now = office.bench.app, office.bench.clock.now()

        with app.unit() as unit:
            request = unit.requests.get(run.requests[0].id)
            app.asked.reassign(unit, request, ["bo@example.com"], by=ANA, why="away", now=now)
            unit.commit()
        office.bench.drain()

        assert [(each["event"], each["assigned_to_email"]) for each in office.told()] == [
            ("new_request", ANA),
            ("assigned", "bo@example.com"),
        ]


class TestACallThatFails:
    def test_is_made_once_and_stays_on_record(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST])
        office.receiver.behave = answering(500, b"out of paper")

        run = office.ask()
        office.pass_time(timedelta(days=2))

        assert len(office.receiver.calls) == 1
        [(delivery, [attempt])] = office.deliveries(webhook)
        assert delivery.status is CallStatus.FAILED
        assert (attempt.status_code, attempt.response_body) == (500, "out of paper")
        assert attempt.request_headers["X-Delivery-Id"] == delivery.id
        with office.bench.app.unit() as unit:
            facts = unit.trail.of_request(run.requests[0].id)
        failed = [fact for fact in facts if fact.kind is EventKind.WEBHOOK_FAILED]
        assert [fact.data["status_code"] for fact in failed] == [500]

    def test_is_made_again_where_the_webhook_asks_for_it(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST], n_retries=3)
        office.receiver.behave = answering(503)

        office.ask()
        for _ in range(8):
            office.pass_time(timedelta(hours=1))

        calls = office.receiver.calls
        assert len(calls) == 4
        assert len({call.headers["X-Delivery-Id"] for call in calls}) == 1
        assert len({call.body for call in calls}) == 1
        assert len({call.headers["X-Timestamp"] for call in calls}) == 4
        [(delivery, attempts)] = office.deliveries(webhook)
        assert (delivery.status, len(attempts)) == (CallStatus.FAILED, 4)

    def test_is_over_once_the_receiver_takes_it(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST], n_retries=3)
        office.receiver.behave = answering(503)
        office.ask()
        office.receiver.behave = answering(200)

        office.pass_time(timedelta(minutes=5))
        office.pass_time(timedelta(days=1))

        [(delivery, attempts)] = office.deliveries(webhook)
        assert (delivery.status, len(attempts)) == (CallStatus.DELIVERED, 2)

    def test_can_be_made_once_more_by_a_person(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST])
        office.receiver.behave = answering(500)
        office.ask()
        office.ask()
        office.receiver.behave = answering(200)
        office.bench.clock.forward(timedelta(minutes=10))

        n_queued = office.do(
            lambda unit, by: webhook_setup.redeliver_failed(unit, webhook, limit=10, by=by)
        )

        assert n_queued == 2
        first, _, again, _ = sorted(
            office.receiver.calls, key=lambda call: (call.headers["X-Timestamp"], call.body)
        )
        twice = [call for call in office.receiver.calls if call.body == first.body]
        assert len(twice) == 2
        assert twice[0].headers["X-Signature"] != twice[1].headers["X-Signature"]
        assert office.is_signed(twice[1], office.secrets[webhook])
        assert {each.status for each, _ in office.deliveries(webhook)} == {CallStatus.DELIVERED}
        assert again.headers["X-Timestamp"] > first.headers["X-Timestamp"]

    def test_is_recorded_once_by_two_workers_that_make_it_at_once(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST])
        office.receiver.behave = answering(500)
        office.ask()
        [(delivery, _)] = office.deliveries(webhook)
        with office.bench.app.unit() as unit:
            unit.calls.queue_again(delivery, n_left=0)
            unit.commit()
        both, job = Barrier(2), office.bench.jobs["notify"]

        def work():
            both.wait()
            job(delivery.id, job="twice")

        workers = [Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        [(_, attempts)] = office.deliveries(webhook)
        assert [attempt.n for attempt in attempts] == [1, 2]


class TestASecretThatIsReplaced:
    def test_goes_on_signing_until_the_next_one_takes_its_place(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST])
        old = office.secrets[webhook]

        new = office.rotate(webhook, hours=24)
        office.ask()
        office.pass_time(timedelta(hours=24))
        office.ask()

        before, after = office.receiver.calls
        assert office.is_signed(after, new)
        assert not office.is_signed(after, old)
        assert office.is_signed(after, [old, new])
        assert "X-Signature-Next" not in after.headers
        office.bench.clock.forward(-timedelta(hours=24))
        assert office.is_signed(before, old)
        assert office.is_signed(before, [old, new])
        following = before.headers["X-Signature-Next"]
        before.headers["X-Signature"] = following
        assert office.is_signed(before, new)

    def test_signs_nothing_more_at_once_where_it_leaked(self, office):
        webhook = office.add(events=[WebhookEvent.NEW_REQUEST])

        new = office.rotate(webhook, hours=0)
        office.ask()

        assert office.is_signed(office.receiver.calls[0], new)


class TestALogOfTwo:
    def test_is_one_log_after_the_upgrade(self, office):
        office.add(events=[WebhookEvent.NEW_REQUEST])
        run = office.ask()
        hook = Hook(ids.new_id(), run.run_id, HookKind.STEP, office.receiver.url)
        told = Call(
            "step", "s", {"a": 1}, office.bench.clock.now(), hook_id=hook.id, run_id=run.run_id
        )
        with office.bench.app.unit() as unit:
            unit.crew_hooks.add_hook(hook)
            unit.calls.tell(told)
            unit.calls.add_attempt(told, Posted(7, "No."), headers={}, at=told.happened_at)
            unit.commit()
        with office.bench.app.unit() as unit, pytest.raises(IntegrityError, match="receiver"):
            unit.calls.tell(replace(told, id=ids.new_id(), hook_id=None, fact="to nobody"))
        engine = office.bench.app.engine
        rows = [select(table).order_by(*table.primary_key) for table in (calls, call_attempts)]

        with engine.begin() as connection:
            before = [connection.execute(each).all() for each in rows]
            for old, made_of in _OLD_LOGS.items():
                connection.execute(text(f"CREATE TABLE {old} AS SELECT {made_of}"))
            call_attempts.drop(connection)
            calls.drop(connection)
            with Operations.context(MigrationContext.configure(connection)):
                import_module("signoff.store.migrations.versions.0016_one_call_log").upgrade()
            after = [connection.execute(each).all() for each in rows]

        assert [len(each) for each in before] == [2, 2]
        assert after == before


class TestATest:
    def test_tells_of_nothing_in_the_form_of_everything(self, office):
        webhook = office.add(is_active=False, events=[WebhookEvent.ANSWERED])

        office.do(webhook_setup.try_webhook, webhook)

        told = office.told()[0]
        assert set(told) >= MEMBERS
        assert set(told["request"]) >= OF_REQUEST
        assert (told["event"], told["callback_url"]) == ("test", None)
        assert office.is_signed(office.receiver.calls[0], office.secrets[webhook])


class TestAReceiverThatHangs:
    def test_is_given_up_in_time_and_delays_no_request(self, tmp_path, sqlite_models):
        database = SqliteDatabases(tmp_path, sqlite_models).prepared(prepare)
        with opened_office(tmp_path / "data", database, patience_s=0.2) as office:
            webhook = office.add(events=[WebhookEvent.NEW_REQUEST])
            office.receiver.behave = hang

            run = office.ask()

            [(delivery, [attempt])] = office.deliveries(webhook)
            assert delivery.status is CallStatus.FAILED
            assert attempt.error == "The receiver did not answer within 0.2 seconds."
            assert run.requests[0].status.value == "pending"
            assert office.bench.posted


class Tardy:
    """Makes calls; those to `localhost` take half a minute while it is told so."""

    def __init__(self, office):
        self.clock, self.sender = office.bench.clock, office.bench.app.webhook_sender
        self.is_tardy, self.called = False, []

    def post(self, url, *, headers, body):
        is_there = "localhost" in url
        self.called.append("slow" if is_there else "quick")
        if is_there and self.is_tardy:
            self.clock.forward(timedelta(seconds=30))
        return self.sender.post(url, headers=headers, body=body)


class TestAReceiverThatIsSlow:
    def test_keeps_those_waiting_that_are_slow_as_well_and_no_others(self, office):
        tardy = Tardy(office)
        office.bench.app = replace(office.bench.app, caller=tardy)
        told = {"events": [WebhookEvent.NEW_REQUEST]}
        slow = office.add(
            name="slow", url=office.receiver.url.replace("127.0.0.1", "localhost"), **told
        )
        quick = office.add(name="quick", **told)
        office.receiver.behave = answering(500)
        for _ in range(3):
            office.ask()
        office.receiver.behave = answering(200)
        tardy.is_tardy, tardy.called = True, []

        office.do(
            lambda unit, by: [
                webhook_setup.redeliver_failed(unit, each, limit=10, by=by)
                for each in (slow, quick)
            ]
        )

        assert tardy.called == ["slow", "quick", "quick", "quick", "slow", "slow"]
        for webhook in (slow, quick):
            found = office.deliveries(webhook)
            assert [each.status for each, _ in found] == [CallStatus.DELIVERED] * 3
            assert [len(attempts) for _, attempts in found] == [2] * 3

    def test_is_one_until_a_call_is_quick_again(self):
        clock, pace, url = FakeClock(), Pace(), "https://Hooks.example.com/a"
        with pace.calling(url, clock=clock):
            assert not pace.is_slow(url, now=clock.now())
            clock.forward(SLOW)
            assert pace.is_slow("https://hooks.example.com/b", now=clock.now()), "under way"
        assert pace.is_slow(url, now=clock.now())
        assert not pace.is_slow("https://hooks.example.com:8443/a", now=clock.now())

        with pace.calling(url, clock=clock):
            clock.forward(timedelta(seconds=1))

        assert not pace.is_slow(url, now=clock.now())

    def test_is_one_of_a_thousand_at_most_that_are_known(self):
        clock, pace = FakeClock(), Pace()
        urls = [f"https://h{n}.example.com/" for n in range(1001)]

        for url in urls:
            with pace.calling(url, clock=clock):
                clock.forward(SLOW)

        known = [url for url in urls if pace.is_slow(url, now=clock.now())]
        assert known == urls[1:]


def test_every_event_that_can_be_subscribed_to_has_its_fact():
    kinds = {kind.value for kind in EventKind}

    assert set(TOLD.values()) == set(SUBSCRIBABLE)
    assert set(TOLD) <= kinds


def test_waits_grow_to_a_day_in_all():
    waits = [next_wait(n) for n in range(1, MAX_RETRIES + 1)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == LONGEST_WAIT
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)


def test_a_body_is_json_whatever_a_flow_says(tmp_path, sqlite_models):
    database = SqliteDatabases(tmp_path, sqlite_models).prepared(prepare)
    with opened_office(tmp_path / "data", database) as office:
        office.add()

        office.bench.start("post", topic="Größe 🙂 \x01 </script> NaN")

        assert json.loads(office.receiver.calls[0].body)["request"]["state"]["topic"].startswith(
            "Größe 🙂"
        )
