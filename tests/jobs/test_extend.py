"""More time for a request, or quiet for a while."""

from datetime import datetime, timedelta

import pytest

from signoff.errors import DeadlineInvalid, NotYours, RequestClosed, RequestNotFound
from signoff.inbox.plan import Act
from signoff.inbox.request import RequestStatus
from signoff.jobs.extend import MAX_MINUTES, extend, snooze
from signoff.store.queries import find_request
from tests.jobs.late import CEM, HOUR, ask, hours
from tests.way.cast import ANA

LADDER = (hours(1, Act.REMIND), hours(2, Act.REMIND), hours(4, Act.FAIL))


@pytest.fixture
def change(late_bench):
    """Do something to a request's time in a transaction of its own."""

    def changed(do, request_id, *, by=ANA, **what):
        with late_bench.app.unit() as unit:
            put = do(unit, request_id, by=by, now=late_bench.clock.now(), **what)
            unit.commit()
        return put

    return changed


class TestARequestWithALadder:
    def test_that_is_extended_has_all_that_is_ahead_come_later(self, late_bench, change):
        late = ask(late_bench, *LADDER)
        opened = late.request.opened_at
        late_bench.wait(HOUR)

        put = change(extend, late.request.id, minutes=90)
        again = change(extend, late.request.id, minutes=30, by=CEM, may_override=True)

        assert (put.due_at, put.closes_at) == (opened + 3.5 * HOUR, opened + 5.5 * HOUR)
        assert (again.due_at, again.extended) == (opened + 4 * HOUR, 2 * HOUR)
        assert [fact["minutes"] for fact in late.facts("request.extended")] == [90, 30]
        assert late_bench.wait(3 * HOUR - timedelta(seconds=1)) == 0
        assert late_bench.wait(timedelta(seconds=1)) == 1
        late_bench.wait(2 * HOUR)
        assert late.request.status is RequestStatus.EXPIRED

    def test_that_is_extended_names_its_new_end_to_whoever_is_asked_again(self, late_bench, change):
        late = ask(late_bench, *LADDER)
        change(extend, late.request.id, minutes=120)

        late_bench.reply(late_bench.posted[0], "hm")

        asked_back = late_bench.posted[-1].message.get_body(("plain",)).get_content()
        assert "by Monday 7 January 2030, 15:00 UTC" in asked_back

    def test_that_is_snoozed_is_not_reminded_of_until_then_and_ends_as_planned(
        self, late_bench, change
    ):
        late = ask(late_bench, *LADDER)
        until = late.request.opened_at + 3 * HOUR

        put = change(snooze, late.request.id, until=until)

        assert (put.due_at, put.snoozed_until) == (until, until)
        with late_bench.app.reading() as connection:
            shown = find_request(connection, late.request.id)
        assert shown.wanted_at == late.request.opened_at + HOUR, "a list says how much is left"
        assert late_bench.wait(3 * HOUR - timedelta(seconds=1)) == 0
        late_bench.wait(timedelta(seconds=1))
        assert late.mails == [(ANA, "request"), (ANA, "reminder")]
        late_bench.wait(HOUR)
        assert late.request.status is RequestStatus.EXPIRED

    def test_is_snoozed_and_then_reminded_of_where_it_has_no_ladder(self, late_bench, change):
        late = ask(late_bench)

        change(snooze, late.request.id, until=late.request.opened_at + 48 * HOUR)

        assert late_bench.wait(48 * HOUR) == 1
        assert late.mails == [(ANA, "request"), (ANA, "reminder")]
        assert late.facts("request.reminded") == [{"act": "remind", "n_reminded": 1}]
        assert (late.request.due_at, late_bench.wait(99 * HOUR)) == (None, 0)


class TestWhatCannotBe:
    def test_is_refused_with_what_can_be_and_changes_nothing(self, late_bench, change):
        late, timeless = ask(late_bench, *LADDER), ask(late_bench)
        before = late.request.due_at
        now = late_bench.clock.now()
        year = timedelta(days=366)
        cases = [
            (extend, late, {"minutes": 0}, "by 0 minutes"),
            (extend, late, {"minutes": -5}, "by -5 minutes"),
            (extend, late, {"minutes": MAX_MINUTES + 1}, f"1 to {MAX_MINUTES}"),
            (extend, timeless, {"minutes": 5}, "by itself"),
            (
                snooze,
                late,
                {"until": now + 4 * HOUR},
                r"is closed at \S+Z if .* until \S+:\d\dZ\. It",
            ),
            (snooze, late, {"until": now + 4.0001 * HOUR}, r"until [^.+]+Z\. .* extend it first"),
            (snooze, late, {"until": now}, "within a year"),
            (snooze, late, {"until": now + year + HOUR}, "within a year"),
            (snooze, late, {"until": datetime(2031, 1, 1)}, "its zone"),  # noqa: DTZ001 - the case
        ]
        for do, whose, what, said in cases:
            with pytest.raises(DeadlineInvalid, match=said):
                change(do, whose.request.id, **what)
        for do, what in ((extend, {"minutes": 5}), (snooze, {"until": now + HOUR})):
            with pytest.raises(NotYours, match=f"not of {CEM}"):
                change(do, late.request.id, by=CEM, **what)
            with pytest.raises(RequestNotFound):
                change(do, "nothing", **what)
        assert late.request.due_at == before
        for _ in range(10):
            change(extend, late.request.id, minutes=MAX_MINUTES)
        with pytest.raises(DeadlineInvalid, match="ten years in all"):
            change(extend, late.request.id, minutes=1)
        late_bench.clock.forward(10 * year)

        late_bench.wait(9 * HOUR)
        with pytest.raises(RequestClosed, match="is expired"):
            change(extend, late.request.id, minutes=5)
