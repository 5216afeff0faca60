"""What a mail says of a person's part, of the plan and the clock."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from signoff.channels.email.part import Due
from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.inbox.request import Ask, Request
from signoff.jobs.parts import part_in

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
ANA, BO, CY = "ana@corp.test", "bo@corp.test", "cy@corp.test"
ASK = Ask(key="k#1", method="k", message="?", content="c", outcomes=("approved", "rejected"))
LEGAL = Stage((ANA, BO, CY), needed=2, has_veto=False)


@dataclass
class Unit:
    """As far as a part looks into it: only Cy gave a name."""

    members: object = field(init=False)

    def __post_init__(self):
        self.members = self

    @staticmethod
    def names(addresses):
        return {CY: "Cy Young"} if CY in addresses else {}


def part(plan, ask=ASK, **changes):
    request = Request("r", "run", "flow", ask, ANA, NOW, plan=plan)
    return part_in(
        Unit(),
        replace(request, **changes),
        ANA,
        why="",
        people=(ANA, BO, CY),
        in_place_of=None,
        zone="Asia/Tokyo",
    )


def ladder(*steps, **plan):
    return Plan((LEGAL,), ladder=steps, **plan)


class TestAPart:
    def test_names_the_others_how_many_decide_and_which_stage_it_is(self):
        found = part(Plan((Stage((BO,)), LEGAL)), stage=1)

        assert found.others == ("bo", "Cy Young")
        assert (found.needed, found.has_veto, found.stage, found.n_stages) == (2, False, 2, 2)
        assert found.zone == "Asia/Tokyo"

    def test_in_a_group_of_which_one_has_it_needs_one(self):
        found = part(Plan((replace(LEGAL, is_claimed=True),)))

        assert (found.needed, found.is_claimed) == (1, True)

    def test_in_a_request_of_an_earlier_version_is_the_usual_one(self):
        assert part(None).due is None


class TestTheEndOfItsTime:
    @pytest.mark.parametrize(
        ("plan", "due"),
        [
            (ladder(LadderStep(30, Act.REMIND)), None),
            (ladder(LadderStep(60, Act.FAIL)), (Act.FAIL, None)),
            (ladder(LadderStep(60, Act.ANSWER, outcome="rejected")), (Act.ANSWER, "rejected")),
            (ladder(LadderStep(60, Act.APPROVE)), (Act.FAIL, None)),
            (
                ladder(LadderStep(60, Act.APPROVE), may_approve_on_timeout=True),
                (Act.APPROVE, "approved"),
            ),
            (
                ladder(LadderStep(60, Act.ANSWER, outcome="approved"), backup=(CY,)),
                (Act.ESCALATE, None),
            ),
            (ladder(LadderStep(60, Act.ANSWER, outcome="unknown")), (Act.FAIL, None)),
            (ladder(LadderStep(60, Act.ANSWER)), (Act.FAIL, None)),
        ],
    )
    def test_is_told_as_it_will_be(self, plan, due):
        at = NOW + timedelta(hours=1)

        assert part(plan).due == (due and Due(at, *due))

    def test_without_outcomes_is_no_answer_or_an_approval(self):
        words = replace(ASK, outcomes=())

        assert part(ladder(LadderStep(60, Act.ANSWER)), words).due.act is Act.ANSWER
        approves = ladder(LadderStep(60, Act.APPROVE), may_approve_on_timeout=True)
        assert part(approves, words).due.act is Act.APPROVE

    def test_moves_with_what_it_was_given_and_with_the_hours_of_work(self):
        plan = ladder(LadderStep(60, Act.FAIL))
        calendar = Calendar("UTC", {0: ((time(12), time(18)),)})

        assert part(plan, extended_s=1800).due.at == NOW + timedelta(minutes=90)
        assert part(replace(plan, calendar=calendar)).due.at == NOW + timedelta(hours=4)
