"""A job that was tried for the last time leaves its mark where people look."""

import pytest

from signoff.errors import RequestClosed
from signoff.inbox import lifecycle
from signoff.inbox.delivery import DeliveryStatus
from signoff.jobs.start import retry_blocked
from signoff.jobs.taken import WorkersDied
from tests.jobs.conftest import open_bench
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to


@pytest.fixture
def bench(tmp_path, sqlite_models):
    bench = open_bench(tmp_path, sqlite_models)
    yield bench
    bench.app.engine.dispose()


def kinds(bench, run_id):
    with bench.app.unit() as unit:
        return [event.kind.value for event in unit.trail.of_run(run_id)]


class TestARunThatCouldNotBeAdvanced:
    def test_is_blocked_with_the_reason_and_tried_again_at_the_next_start(self, bench):
        run_id = bench.start("post")

        bench.app.give_up("advance", run_id, OSError("the disk is full"))

        assert kinds(bench, run_id)[-1] == "run.blocked"
        with bench.app.unit() as unit:
            [blocked] = unit.runs.blocked()
            assert blocked.id == run_id
            assert retry_blocked(unit, now=bench.clock.now(), deployment_id="another's") == 0
            ours = bench.app.deployment_id
            assert retry_blocked(unit, now=bench.clock.now(), deployment_id=ours) == 1
            unit.commit()
        bench.drain()
        with bench.app.unit() as unit:
            assert unit.runs.blocked() == []


class TestARunWhoseServersDied:
    def test_fails_with_the_reason_and_is_not_tried_at_the_next_start(self, bench):
        run_id = bench.start("post")

        bench.app.give_up("advance", run_id, WorkersDied(11))
        bench.app.give_up("advance", run_id, WorkersDied(11))

        assert kinds(bench, run_id)[-2:] == ["request.cancelled", "run.failed"]
        assert kinds(bench, run_id).count("run.failed") == 1
        with bench.app.unit() as unit:
            assert unit.runs.get(run_id).status == "failed"
            assert retry_blocked(unit, now=bench.clock.now()) == 0
        with bench.app.reading() as connection:
            said = connection.exec_driver_sql("SELECT error FROM run").scalar_one()
        assert "each of the 11 times that this was begun" in said

    def test_fails_though_somebody_answers_at_that_very_instant(self, bench, monkeypatch):
        def too_late(*_, **__):
            raise RequestClosed("Somebody was faster.")

        run_id = bench.start("post")
        monkeypatch.setattr(lifecycle, "cancel", too_late)

        bench.app.give_up("advance", run_id, WorkersDied(11))

        assert kinds(bench, run_id)[-1] == "run.failed"


class TestAMailThatCouldNotBeMade:
    def test_is_a_failed_delivery(self, bench):
        run_id = bench.start("post")
        with bench.app.unit() as unit:
            [request] = unit.requests.of_run(run_id)
            [sent] = unit.deliveries.of_request(request.id)
            bench.app.outbox.ask(unit, request, now=bench.clock.now())
            unit.commit()
            queued = unit.deliveries.of_request(request.id)[-1]

        bench.app.give_up("deliver", sent.id, ValueError("no template"))
        bench.app.give_up("deliver", queued.id, ValueError("no template"))

        with bench.app.unit() as unit:
            assert unit.deliveries.find(sent.id).status is DeliveryStatus.SENT
            assert unit.deliveries.find(queued.id).status is DeliveryStatus.FAILED
        assert kinds(bench, run_id).count("delivery.failed") == 1


class TestAMailThatCouldNotBeRead:
    def test_is_kept_aside(self, bench):
        bench.start("post")
        raw = reply_to(bench.posted[0], "approved")
        jobs = dict(bench.jobs)

        def breaks(subject, *, job):
            bench.app.give_up("receive", subject, RuntimeError("a fault of ours"))

        bench.jobs = {**jobs, "receive": breaks}
        bench.receive(raw, sender=ANA, recipient=reply_address(bench.posted[0]))

        with bench.app.reading() as connection:
            row = connection.exec_driver_sql("SELECT verdict, reason FROM reply").one()
        assert row.verdict == "quarantined"
        assert row.reason == "RuntimeError: a fault of ours"


class TestASubjectThatIsGone:
    @pytest.mark.parametrize("job", ["advance", "deliver", "receive"])
    def test_leaves_nothing_to_record(self, bench, job):
        bench.app.give_up(job, "nothing", OSError("gone"))
