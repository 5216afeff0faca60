"""When something happens to a question that nobody answers, and what."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.calendar import Calendar
from signoff.inbox.deadlines import Waiting, act_due, closes_at, first_due, next_due, wanted_by
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan, Stage

OPENED = datetime(2026, 11, 20, 9, tzinfo=UTC)  # a Friday
HOUR = timedelta(hours=1)
OFFICE = Calendar("UTC", {day: ((time(9), time(17)),) for day in range(5)})


def plan(*steps, **more):
    ladder = tuple(LadderStep(hours * 60, act) for hours, act in steps)
    return Plan(stages=(Stage(("ana@example.com",)),), ladder=ladder, **more)


def done_at(asked, hours, waiting=None):
    """Which step is due after so many hours, and how many it has overtaken."""
    due = act_due(asked, waiting or Waiting(OPENED), now=OPENED + hours * HOUR)
    return None if due is None else (due.n, due.step.act, len(due.skipped))


LADDER = plan((1, Act.REMIND), (2, Act.REMIND), (4, Act.ESCALATE), (8, Act.FAIL))


class TestANewRequest:
    def test_is_due_when_its_first_act_is_and_late_when_its_target_is_missed(self):
        cases = [
            ("a ladder", LADDER, (OPENED + HOUR, None)),
            ("a target", plan(sla_minutes=90), (None, OPENED + 1.5 * HOUR)),
            ("neither", plan(), (None, None)),
            (
                "working hours",
                plan((10, Act.FAIL), sla_minutes=8 * 60, calendar=OFFICE),
                (OPENED + timedelta(days=3, hours=2), OPENED + 8 * HOUR),
            ),
        ]
        for case, asked, due in cases:
            assert first_due(asked, OPENED) == due, case

    def test_is_closed_at_its_first_final_act(self):
        assert closes_at(LADDER, Waiting(OPENED)) == OPENED + 8 * HOUR
        assert closes_at(plan((1, Act.REMIND)), Waiting(OPENED)) is None


class TestByWhenAnAnswerIsWanted:
    def test_is_the_target_unless_it_is_closed_before_and_no_snooze_changes_it(self):
        asleep = Waiting(OPENED, snoozed_until=OPENED + 3 * HOUR)
        cases = [
            ("the target, not a reminder", LADDER, 5, 5),
            ("it is closed before its target", LADDER, 9, 8),
            ("no target: the next that happens", LADDER, None, 1),
            ("nothing closes it", plan((1, Act.REMIND)), 9, 9),
            ("nothing says so", plan(), None, None),
        ]
        for case, asked, target, hours in cases:
            for waiting in (Waiting(OPENED), asleep):
                at = None if target is None else OPENED + target * HOUR
                found = wanted_by(asked, waiting, target=at)
                assert found == (None if hours is None else OPENED + hours * HOUR), case


class TestALadder:
    def test_is_climbed_step_by_step(self):
        assert done_at(LADDER, 0.9) is None
        assert done_at(LADDER, 1) == (0, Act.REMIND, 0)
        assert done_at(LADDER, 1, Waiting(OPENED, 1)) is None
        assert done_at(LADDER, 4, Waiting(OPENED, 2)) == (2, Act.ESCALATE, 0)
        assert done_at(LADDER, 9, Waiting(OPENED, 3)) == (3, Act.FAIL, 0)
        assert done_at(LADDER, 99, Waiting(OPENED, 4)) is None

    def test_leaves_out_after_a_standstill_what_was_overtaken(self):
        together = plan((1, Act.ADD), (1, Act.REMIND), (2, Act.REASSIGN), (3, Act.REMIND))
        cases = [
            ("one reminder, not two", LADDER, 3, (1, Act.REMIND, 1)),
            ("nobody is reminded who is asked no more", LADDER, 5, (2, Act.ESCALATE, 2)),
            ("nobody is asked who could not answer", LADDER, 9, (3, Act.FAIL, 3)),
            ("all of the same minute", together, 1, (0, Act.ADD, 0)),
            ("whoever is to be added, is", together, 5, (0, Act.ADD, 0)),
        ]
        for case, asked, hours, due in cases:
            assert done_at(asked, hours) == due, case

    def test_is_moved_as_far_as_it_is_ahead(self):
        extended = Waiting(OPENED, 1, extended=3 * HOUR)

        assert next_due(LADDER, extended) == OPENED + 5 * HOUR
        assert closes_at(LADDER, extended) == OPENED + 11 * HOUR
        assert next_due(plan((1, Act.FAIL), calendar=OFFICE), Waiting(OPENED, 0, 8 * HOUR)) == (
            OPENED + timedelta(days=3, hours=1)
        )

    def test_holds_reminders_while_it_is_snoozed_and_nothing_else(self):
        snoozed = Waiting(OPENED, snoozed_until=OPENED + 3 * HOUR)

        assert next_due(LADDER, snoozed) == OPENED + 3 * HOUR
        assert done_at(LADDER, 2.5, snoozed) is None
        assert act_due(LADDER, snoozed, now=OPENED + 3 * HOUR).left.snoozed_until is None
        assert done_at(LADDER, 3, snoozed) == (1, Act.REMIND, 1)
        for_ever = Waiting(OPENED, snoozed_until=OPENED + 9999 * HOUR)
        assert next_due(LADDER, for_ever) == OPENED + 4 * HOUR
        assert done_at(LADDER, 4, for_ever) == (2, Act.ESCALATE, 2)
        assert done_at(LADDER, 8, for_ever) == (3, Act.FAIL, 3)

    def test_wakes_once_at_the_end_of_a_snooze(self):
        until = OPENED + 3 * HOUR
        snoozed = Waiting(OPENED, snoozed_until=until)
        cases = [
            ("no ladder", plan(), (None, Act.REMIND), None),
            ("a held reminder is the one", plan((1, Act.REMIND)), (0, Act.REMIND), None),
            (
                "whoever is asked only now is written to",
                plan((2, Act.ESCALATE)),
                (0, Act.ESCALATE),
                None,
            ),
            (
                "another who is added is not the one who waits",
                plan((2, Act.ADD)),
                (0, Act.ADD),
                until,
            ),
            ("its end", plan((3, Act.FAIL)), (0, Act.FAIL), until),
        ]
        for case, asked, first, left in cases:
            due = act_due(asked, snoozed, now=until)
            assert (due.n, due.step.act) == first, case
            assert due.left.snoozed_until == left, case
        woken = act_due(plan((2, Act.ADD)), Waiting(OPENED, 1, snoozed_until=until), now=until)
        assert (woken.n, woken.step.act, next_due(plan(), woken.left)) == (None, Act.REMIND, None)


steps = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(Act)), max_size=6).map(sorted)


class TestAnyLadder:
    @given(steps, st.lists(st.integers(0, 20), min_size=1, max_size=12), st.integers(0, 60))
    def test_ends_where_it_should_however_seldom_anybody_looks(self, ladder, looks, snoozed):
        asked = plan(*ladder)
        waiting, now, done = Waiting(OPENED, snoozed_until=OPENED + snoozed * HOUR), OPENED, []
        for hours in [*looks, 200]:
            now += hours * HOUR
            while (due := act_due(asked, waiting, now=now)) is not None:
                assert due.n is None or due.n >= waiting.next_act
                done.append(due.step)
                waiting = due.left
                if due.step.act in FINAL_ACTS:
                    break
            else:
                left = next_due(asked, waiting)
                assert left is None or left > now
                continue
            break

        finals = [step for step in asked.ladder if step.act in FINAL_ACTS]
        assert [step for step in done if step.act in FINAL_ACTS] == finals[:1]
