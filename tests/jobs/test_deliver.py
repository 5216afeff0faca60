"""Mails that do not go out at once, or never: cases 110 and 111."""

from dataclasses import replace
from datetime import timedelta

import pytest

from signoff.errors import DeliveryError
from signoff.inbox.delivery import GIVE_UP_AFTER, LONGEST_WAIT
from signoff.store.membership import Actor, admit
from signoff.testing import RecordingPostman
from tests.jobs.conftest import BO, open_bench
from tests.way.cast import ANA, Seen
from tests.way.mails import text_of

LATER = DeliveryError("451 4.3.0 try again later", permanent=False)
NEVER = DeliveryError("550 5.1.1 no such user", permanent=True)


@pytest.fixture
def bench(tmp_path, sqlite_models):
    bench = open_bench(tmp_path, sqlite_models)
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def asked(bench):
    """A question to ana whose mail did not go out yet, in a flow that bo runs by now."""
    bench.postman.fail_with = LATER
    run = Seen(bench, bench.start("post"))
    with bench.app.unit() as unit:
        unit.deployments.put("signoff", creator=BO, now=bench.clock.now())
        unit.commit()
    return run.requests[0]


def deliveries(bench, request):
    with bench.app.unit() as unit:
        return unit.deliveries.of_request(request.id)


def kinds(bench, request):
    with bench.app.unit() as unit:
        return [event.kind.value for event in unit.trail.of_request(request.id)]


def wait(bench, by=LONGEST_WAIT):
    bench.clock.forward(by)
    bench.drain()


class TestAMailServerThatSaysLater:
    """Case 110."""

    def test_is_in_the_log_with_what_it_said(self, bench, asked, caplog):
        wait(bench)

        [record] = [each for each in caplog.records if each.name == "signoff.jobs.deliver"]
        assert record.why == str(LATER)

    def test_is_in_the_log_without_the_addresses_that_it_names(self, bench, asked, caplog):
        said = "550 5.7.1 <bounce+1a2b3c@corp.test>: not for ana@example.com, by 127.0.0.1:25"
        bench.postman.fail_with = DeliveryError(said)
        wait(bench)

        [record] = [each for each in caplog.records if each.name == "signoff.jobs.deliver"]
        assert record.why == "550 5.7.1 <(an address)>: not for (an address), by 127.0.0.1:25"

    def test_is_asked_again_with_the_same_mail(self, bench, asked):
        bench.postman.fail_with = None
        [queued] = deliveries(bench, asked)
        wait(bench)

        [sent] = deliveries(bench, asked)
        assert (queued.status.value, sent.status.value, sent.n_attempts) == ("queued", "sent", 2)
        [posted] = bench.posted
        assert posted.message["Message-ID"] == queued.message_id

    def test_is_asked_less_and_less_often_and_not_for_ever(self, bench, asked):
        wait(bench, timedelta(seconds=29))
        assert deliveries(bench, asked)[0].n_attempts == 1
        wait(bench, timedelta(seconds=1))
        assert deliveries(bench, asked)[0].n_attempts == 2
        wait(bench, timedelta(seconds=30))
        assert deliveries(bench, asked)[0].n_attempts == 2

        for _ in range(GIVE_UP_AFTER // LONGEST_WAIT + 2):
            wait(bench)

        assert deliveries(bench, asked)[0].status.value == "failed"
        assert kinds(bench, asked).count("delivery.failed") == 1


class TestAMailServerThatSaysNever:
    """Case 110."""

    @pytest.fixture
    def failed(self, bench, asked):
        bench.postman.fail_with = NEVER
        bench.clock.forward(LONGEST_WAIT)
        bench.queue.step(bench.jobs)
        bench.postman.fail_with = None
        return asked

    def test_is_not_asked_again(self, bench, failed):
        for _ in range(3):
            wait(bench)

        assert deliveries(bench, failed)[0].status.value == "failed"
        assert [posted.recipient for posted in bench.posted] == [BO]

    def test_has_who_runs_the_flow_told_once(self, bench, failed):
        bench.drain()

        [told] = bench.posted
        assert (told.recipient, told.envelope_from) == (BO, "")
        assert told.message["Subject"].startswith(f"{ANA} was not reached")
        assert "550 5.1.1 no such user" in text_of(told)
        assert "The request is still open" in text_of(told)
        assert told.message["Reply-To"] is None, "only ana may answer"
        assert told.message["In-Reply-To"] is None, "the first mail's id holds her ticket"
        assert "/answer/" not in text_of(told), "so does her page"

        with bench.app.unit() as unit:
            bench.app.outbox.tell_undelivered(
                unit, deliveries(bench, failed)[0], "again", now=bench.clock.now()
            )
            unit.commit()
        bench.drain()
        assert len(bench.posted) == 1

    def test_has_who_is_in_charge_told_where_the_creator_left(self, bench, asked):
        cy, deployment_id = "cy@example.com", bench.app.deployment_id
        with bench.app.unit() as unit:
            actor = Actor(ANA, unit.members.organisation_of(deployment_id))
            admit(unit, cy, "owner", by=actor, now=bench.clock.now())
            left = admit(unit, BO, "owner", by=actor, now=bench.clock.now())
            unit.members.change(left.id, is_active=False)
            unit.commit()
        bench.postman.fail_with = NEVER
        bench.clock.forward(LONGEST_WAIT)
        bench.queue.step(bench.jobs)
        bench.postman.fail_with = None
        bench.drain()

        [told] = bench.posted
        assert told.recipient == cy, "ana is in charge too, and it is about her"

    def test_ends_it_when_the_notice_fails_too(self, bench, asked):
        bench.postman.fail_with = NEVER
        wait(bench)

        assert [each.status.value for each in deliveries(bench, asked)] == ["failed", "failed"]

    def test_tells_nobody_about_themselves(self, bench, sqlite_models):
        bench.postman.fail_with = NEVER
        run = Seen(bench, bench.start("post"))

        assert [each.address for each in deliveries(bench, run.requests[0])] == [ANA]


class TestAnAddressThatCannotBeWrittenTo:
    """Cases 107 and 108."""

    @pytest.mark.parametrize(
        "address", ["ana@b.test, eve@evil.test", "Ana <a@b.test>", "x@reply.signoff.localhost"]
    )
    def test_fails_at_once_and_is_on_record(self, bench, asked, address):
        [queued] = deliveries(bench, asked)
        bad = replace(queued, id="bad", address=address, message_id="<bad@x.test>", n_attempts=0)
        with bench.app.unit() as unit:
            unit.deliveries.add(bad)
            unit.commit()
        bench.postman.fail_with = None

        bench.jobs["deliver"]("bad", job="once")

        assert not [
            posted for posted in bench.posted if posted.message["Message-ID"] == "<bad@x.test>"
        ]
        with bench.app.unit() as unit:
            assert unit.deliveries.find("bad").status.value == "failed"


class Crash(BaseException):
    """The process dies."""


class DyingPostman(RecordingPostman):
    """Sends a mail, and dies before anybody hears of it."""

    async def send(self, message, *, envelope_from, recipient):
        await super().send(message, envelope_from=envelope_from, recipient=recipient)
        raise Crash


class TestACrashBetweenSendingAndCommitting:
    """Case 111."""

    def test_sends_the_same_mail_again(self, bench, asked):
        bench.clock.forward(LONGEST_WAIT)
        dying = DyingPostman()
        with pytest.raises(Crash):
            bench.queue.step(bench.app.jobs(dying))
        assert deliveries(bench, asked)[0].status.value == "queued"

        bench.postman.fail_with = None
        bench.drain()

        [first], [second] = dying.posted, bench.posted
        assert first.message["Message-ID"] == second.message["Message-ID"]
        assert text_of(first) == text_of(second)
        assert deliveries(bench, asked)[0].status.value == "sent"
