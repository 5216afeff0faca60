"""A request that only tests the way of a mail, from the order to the confirmation."""

import pytest

from signoff.errors import AddressInvalid, ConfigurationError, FlowNotFound
from signoff.jobs.trial import TRIAL_FLOW, start_trial
from tests.jobs.conftest import open_bench
from tests.way.cast import ANA, EVE, Seen
from tests.way.mails import reply_address, reply_to, text_of

BO = "bo@example.com"


@pytest.fixture
def bench(tmp_path, sqlite_models):
    """An installation whose requests go to ana."""
    bench = open_bench(tmp_path, sqlite_models)
    yield bench
    bench.app.engine.dispose()


def order(bench, address=BO, deployment=None):
    now = bench.clock.now()
    with bench.app.unit() as unit:
        run_id = start_trial(unit, address=address, deployment=deployment, starter="root", now=now)
        unit.commit()
    bench.drain()
    return Seen(bench, run_id)


class TestATestRequest:
    def test_goes_to_the_address_that_was_named_and_says_what_it_is(self, bench):
        run = order(bench, "Bo@Example.COM")

        [posted] = bench.posted
        assert posted.recipient == run.requests[0].assignee == BO
        assert "Test request" in posted.message["Subject"]
        assert "root tests whether people get the requests" in text_of(posted)
        assert run.status == "waiting"

    def test_is_answered_by_mail_recorded_and_confirmed(self, bench):
        run = order(bench)
        [posted] = bench.posted

        bench.receive(reply_to(posted, "received"), sender=BO, recipient=reply_address(posted))

        [response] = run.responses
        assert (response.outcome, response.responder, response.channel) == ("received", BO, "email")
        assert (run.status, run.result) == ("ended", "received")
        confirmation = bench.posted[1]
        assert confirmation.recipient == BO
        assert "received" in text_of(confirmation)

    def test_is_answered_by_nobody_else(self, bench):
        run = order(bench)
        [posted] = bench.posted

        bench.receive(
            reply_to(posted, "received", sender=EVE), sender=EVE, recipient=reply_address(posted)
        )

        assert run.responses == []

    def test_changes_nothing_for_other_requests(self, bench):
        order(bench)

        bench.start("post")

        assert [posted.recipient for posted in bench.posted] == [BO, ANA]


class TestItsFlow:
    def test_is_not_among_those_that_anybody_may_start(self, bench):
        assert TRIAL_FLOW not in bench.app.flows

        with pytest.raises(FlowNotFound) as refused:
            bench.start(TRIAL_FLOW, address=EVE)

        assert TRIAL_FLOW not in str(refused.value).partition("Start one of")[2]


class TestAnOrderThatCannotBe:
    def test_names_no_address(self, bench):
        with pytest.raises(AddressInvalid):
            order(bench, "bo")

        assert bench.posted == []

    def test_names_no_deployment_where_there_are_two(self, bench):
        with bench.app.unit() as unit:
            unit.deployments.put("other", creator=ANA, now=bench.clock.now())
            unit.commit()

        with pytest.raises(ConfigurationError, match="other, signoff"):
            order(bench)
        with pytest.raises(ConfigurationError, match="'third'"):
            order(bench, deployment="third")

        assert order(bench, deployment="other").status == "waiting"
