"""Who is asked, and why: from rules, groups, the author's word, and who is there."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.absence import Absence
from signoff.inbox.agreement import n_needed
from signoff.inbox.plan import Act, LadderStep, Stage
from signoff.inbox.policy import Assign, AutoResponse, Choice, Group, Match, Policy, RoutingRule
from signoff.inbox.request import Ask
from signoff.inbox.response import Verification
from signoff.inbox.routing.plan import make_plan
from signoff.inbox.routing.stages import Question

ANA, BO, CY, DEE = (f"{name}@example.com" for name in ("ana", "bo", "cy", "dee"))
CREATOR, STARTER = "creator@example.com", "starter@example.com"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
ASK = Ask(
    key="review_draft#1",
    method="review_draft",
    message="Fine?",
    content="...",
    outcomes=("approved", "rejected"),
    state={"sales_rep_email": "Alice@Company.com", "wrong": "Alice", "many": [ANA, BO], "n": 7},
)


@dataclass
class FakeOffice:
    """People as a test says; turns go round as in life."""

    away: tuple[str, ...] = ()
    delegates: dict[str, str] = field(default_factory=dict)
    load: dict[str, int] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    managing: tuple[str, ...] = ()

    def find_absence(self, person):
        if person in self.gone:
            return Absence(person, NOW, has_left=True)
        return Absence(person, NOW, date(2026, 12, 3)) if person in self.away else None

    def find_delegate(self, person):
        return self.delegates.get(person)

    def whose(self, address):
        return self.aliases.get(address, address)

    def in_charge(self):
        return self.managing

    def n_open(self, people):
        return {person: n for person, n in self.load.items() if person in people}

    def find_last_turn(self, group):
        self.held.append(group)
        return self.turns.get(group)

    def peek_last_turn(self, group):
        return self.turns.get(group)

    def take_turn(self, group, person):
        self.turns[group] = person


def plan_of(policy=None, *, ask=ASK, starter=STARTER, office=None, **changes):
    question = Question(replace(ask, **changes), "posts", starter, CREATOR)
    return make_plan(policy or Policy(), question, office or FakeOffice())


def ruled(*stages, groups=(), backup=None, **rule):
    made = RoutingRule("The rule", stages=stages, **rule)
    return Policy(groups=tuple(groups), backup=backup, routing_rules=(made,))


def group(choice=Choice.ALL, *members):
    return Group("team", members or (ANA, BO, CY), choice)


TEAM = Assign(to_group="team")


class TestARule:
    @pytest.mark.parametrize(
        ("assign", "asked", "why"),
        [  # the seed's order: from the state, else the address, else the group, else the creator
            (Assign("sales_rep_email"), "alice@company.com", "names alice@company.com"),
            (Assign("sales_rep_email", ANA, "team"), "alice@company.com", "sales_rep_email"),
            (Assign("gone", ANA), ANA, "The state has no gone. It names ana@example.com."),
            (Assign("wrong", ANA), ANA, "wrong in the state is 'Alice', which is no mail address."),
            (Assign("n", None, "team"), CY, "n in the state is 7, which is no mail address."),
            (Assign("gone"), CREATOR, "It goes to the deployment's creator."),
            (Assign(None, ANA, "team"), ANA, "It names ana@example.com."),
        ],
    )
    def test_asks_whom_the_first_usable_source_names(self, assign, asked, why):
        policy = ruled(assign, groups=[Group("team", (CY,))])

        plan = plan_of(policy)

        assert plan.stages[0].people == (asked,)
        assert plan.rule == "The rule"
        assert plan.why.startswith("Rule 'The rule' matches. ")
        assert why in plan.why

    def test_asks_all_whom_a_list_in_the_state_names(self):
        plan = plan_of(ruled(Assign("many", needed=2, has_veto=False)))

        assert plan.stages == (Stage((ANA, BO), 2, has_veto=False),)

    def test_that_needs_more_than_there_are_passes_to_the_next_source(self):
        plan = plan_of(
            ruled(Assign("sales_rep_email", to_group="team", needed=2), groups=[group()])
        )

        assert plan.stages[0].people == (ANA, BO, CY)
        assert "2 must decide and 1 may: that is passed over." in plan.why

    def test_with_stages_has_people_for_each(self):
        plan = plan_of(ruled(Assign(to_email=ANA), TEAM, groups=[group()]))

        assert plan.stages == (Stage((ANA,)), Stage((ANA, BO, CY), group="team"))
        assert "Stage 2: All of group team are asked." in plan.why

    def test_that_names_nobody_leaves_people_to_the_author(self):
        policy = ruled(sla_target_minutes=5, minimum_verification=Verification.ALIGNED)

        plan = plan_of(policy, assignees=(BO,))

        assert plan.stages[0].people == (BO,)
        assert plan.rule == "The rule"
        assert (plan.sla_minutes, plan.minimum_verification) == (5, Verification.ALIGNED)


class TestWithoutARule:
    @pytest.mark.parametrize(
        ("named", "quorum", "stage"),
        [
            ((), 1, Stage((CREATOR,))),
            (("Ana@Example.com", BO), 1, Stage((ANA, BO))),
            ((ANA, BO, CY), 2, Stage((ANA, BO, CY), 2)),
            (("team",), 2, Stage((ANA, BO, CY), 2, group="team")),
            ((DEE, "team"), 2, Stage((DEE, ANA, BO, CY), 2)),
            (("no group",), 1, Stage((CREATOR,))),
            (("no group", ANA), 2, Stage((CREATOR,), 2)),
        ],
    )
    def test_the_author_names_who_is_asked_else_it_is_the_creator(self, named, quorum, stage):
        plan = plan_of(Policy(groups=(group(),)), assignees=named, quorum=quorum)

        assert plan.stages == (stage,)
        assert plan.rule is None
        assert plan.why.startswith("No rule matches. ")
        assert (plan.named, plan.quorum) == (named, quorum)

    @pytest.mark.parametrize(
        ("backup", "people", "why"),
        [
            (DEE, (CREATOR, DEE), "It goes to the deployment's creator and the backup."),
            (None, (CREATOR,), "but 2 must agree: nothing is approved until somebody is added."),
        ],
    )
    def test_who_decides_in_place_of_several_is_never_fewer(self, backup, people, why):
        plan = plan_of(Policy(backup=backup), assignees=("no group",), quorum=2)

        assert plan.stages == (Stage(people, 2),)
        assert why in plan.why

    def test_an_unknown_name_is_said(self):
        plan = plan_of(assignees=("finance", ANA))

        assert plan.stages[0].people == (ANA,)
        assert "The author named 'finance', which is no mail address and no group." in plan.why


class TestAGroup:
    def test_takes_turns(self):
        office = FakeOffice()
        policy = ruled(TEAM, groups=[group(Choice.ROUND_ROBIN)])

        asked = [plan_of(policy, office=office).stages[0].people for _ in range(4)]

        assert asked == [(ANA,), (BO,), (CY,), (ANA,)]

    def test_gives_two_turns_where_two_are_needed(self):
        office = FakeOffice()
        policy = ruled(Assign(to_group="team", needed=2), groups=[group(Choice.ROUND_ROBIN)])

        asked = [plan_of(policy, office=office).stages[0].people for _ in range(2)]

        assert asked == [(ANA, BO), (CY, ANA)]

    def test_is_held_in_the_same_order_by_whatever_rule_names_several(self):
        groups = [Group(name, (ANA, BO), Choice.ROUND_ROBIN) for name in ("a", "b", "c")]
        offices = []
        for names in ("ab", "ba"):
            offices.append(FakeOffice())
            stages = [Assign(to_group=name) for name in names]
            plan_of(ruled(*stages, groups=groups, backup="c"), office=offices[-1])

        assert [list(dict.fromkeys(office.held)) for office in offices] == [["a", "b"]] * 2
        assert [office.turns for office in offices] == [{"a": ANA, "b": ANA}] * 2

    def test_begins_anew_when_whose_turn_it_was_has_left(self):
        office = FakeOffice(turns={"team": DEE})

        assert plan_of(ruled(TEAM, groups=[group(Choice.ROUND_ROBIN)]), office=office).stages[
            0
        ].people == (ANA,)

    def test_asks_who_has_least_to_do_and_of_equals_the_first(self):
        policy = ruled(TEAM, groups=[group(Choice.LEAST_LOADED)])

        busy = FakeOffice(load={ANA: 3, BO: 1, CY: 1})
        assert plan_of(policy, office=busy).stages[0].people == (BO,)

    def test_whose_first_takes_it_is_asked_as_a_whole(self):
        plan = plan_of(ruled(TEAM, groups=[group(Choice.FIRST_COME)]))

        assert plan.stages == (Stage((ANA, BO, CY), group="team", is_claimed=True),)

    def test_whose_first_takes_it_agrees_as_many_as_the_author_wants(self):
        policy = Policy(groups=(group(Choice.FIRST_COME),))

        plan = plan_of(policy, assignees=("team",), quorum=2)

        assert plan.stages == (Stage((ANA, BO, CY), 2, group="team"),)
        assert n_needed(plan.stages[0]) == 2
        assert "All of group team are asked." in plan.why


class TestSomebodyWhoIsAway:
    def test_is_stood_in_for_by_their_delegate(self):
        office = FakeOffice(away=(ANA,), delegates={ANA: BO, BO: DEE})

        plan = plan_of(ruled(Assign(to_email=ANA)), office=office)

        assert plan.stages == (Stage((DEE,), in_place_of=((DEE, ANA),)),)
        assert "dee@example.com answers for ana@example.com." in plan.why

    @pytest.mark.parametrize("choice", [Choice.ALL, Choice.ROUND_ROBIN, Choice.LEAST_LOADED])
    def test_is_passed_over_in_their_group(self, choice):
        plan = plan_of(ruled(TEAM, groups=[group(choice)]), office=FakeOffice(away=(ANA,)))

        assert plan.stages[0].people[0] == BO
        assert ANA not in plan.stages[0].people
        assert "ana@example.com is away until 3 Dec 2026." in plan.why

    def test_does_not_make_a_quorum_smaller(self):
        policy = ruled(Assign(to_group="team", needed=3), groups=[group()], backup=DEE)

        plan = plan_of(policy, office=FakeOffice(away=(ANA, BO)))

        assert plan.stages[0] == Stage((CY, DEE, BO), 3, group="team", in_place_of=((DEE, ANA),))
        assert "bo@example.com is away until 3 Dec 2026. Nobody is there in their place" in plan.why

    def test_is_stood_in_for_by_the_backup(self):
        plan = plan_of(ruled(Assign(to_email=ANA), backup=BO), office=FakeOffice(away=(ANA,)))

        assert plan.stages == (Stage((BO,), in_place_of=((BO, ANA),)),)

    def test_is_asked_all_the_same_when_nobody_else_is_there(self):
        plan = plan_of(ruled(Assign(to_email=ANA)), office=FakeOffice(away=(ANA,)))

        assert plan.stages[0].people == (ANA,)
        assert "they are asked anyway" in plan.why

    def test_is_asked_themselves_when_two_answer_for_each_other(self):
        office = FakeOffice(delegates={ANA: BO, BO: ANA})

        assert plan_of(ruled(Assign(to_email=ANA)), office=office).stages == (Stage((ANA,)),)

    def test_is_asked_besides_a_delegate_who_would_have_two_votes(self):
        office = FakeOffice(delegates={ANA: CY, BO: CY})

        plan = plan_of(ruled(Assign("many", needed=2)), office=office)

        assert plan.stages[0] == Stage((CY, BO), 2, in_place_of=((CY, ANA),))


class TestACreatorWhoCannotComeInAnyMore:
    @pytest.mark.parametrize(
        ("gone", "backup", "quorum", "people", "why"),
        [
            ((CREATOR,), BO, 1, (BO,), "creator@example.com cannot be asked, so the backup is."),
            (
                (CREATOR,),
                None,
                1,
                (ANA,),
                "ana@example.com is asked instead, as backup or in charge",
            ),
            ((CREATOR, BO), BO, 1, (ANA,), "the deployment's creator, cannot come in any more:"),
            ((CREATOR,), BO, 2, (BO, ANA), "bo@example.com and ana@example.com are asked instead"),
            (
                (CREATOR, ANA, CY),
                None,
                1,
                (),
                "nobody else is in charge of the deployment: nobody is asked.",
            ),
        ],
    )
    def test_is_stood_in_for_by_the_backup_else_by_whoever_is_in_charge(
        self, gone, backup, quorum, people, why
    ):
        in_charge = tuple(person for person in (ANA, CY) if person not in gone)
        office = FakeOffice(gone=gone, managing=in_charge)

        plan = plan_of(Policy(backup=backup), quorum=quorum, office=office)

        assert plan.stages == (Stage(people, quorum),)
        assert why in plan.why
        assert "creator@example.com is not here any more: the account was closed." in plan.why

    def test_leaves_who_is_in_charge_and_started_the_run_to_refuse(self):
        office = FakeOffice(gone=(CREATOR,), managing=(STARTER,))

        plan = plan_of(ruled(Assign(to_email=CREATOR), is_four_eyes=True), office=office)

        assert plan.stages == (Stage((STARTER,)),)
        assert "they can only refuse. Set a backup." in plan.why


class TestFourEyes:
    def test_leave_the_starter_out_where_somebody_else_is(self):
        policy = ruled(TEAM, groups=[group()], is_four_eyes=True)

        plan = plan_of(policy, starter=ANA)

        assert plan.stages[0].people == (BO, CY)
        assert (plan.is_four_eyes, plan.starter) == (True, ANA)

    def test_pass_over_a_source_that_is_the_starter_alone(self):
        plan = plan_of(ruled(Assign(to_email=ANA), is_four_eyes=True), starter=ANA)

        assert plan.stages[0].people == (CREATOR,)
        assert "Who is named there started the run and may not approve it." in plan.why

    def test_are_not_gone_round_by_a_delegate(self):
        office = FakeOffice(delegates={ANA: BO})

        plan = plan_of(ruled(TEAM, groups=[group()], is_four_eyes=True), starter=BO, office=office)

        assert BO not in plan.stages[0].people

    def test_ask_the_backup_where_the_creator_is_the_starter(self):
        policy = ruled(Assign(to_email=CREATOR), is_four_eyes=True, backup=DEE)

        assert plan_of(policy, starter=CREATOR).stages[0].people == (DEE,)

    def test_ask_the_starter_to_refuse_where_nobody_else_is(self):
        plan = plan_of(ruled(Assign(to_email=CREATOR), is_four_eyes=True), starter=CREATOR)

        assert plan.stages == (Stage((CREATOR,)),)
        assert "they can only refuse. Set a backup." in plan.why

    @given(
        members=st.lists(st.sampled_from([ANA, BO, CY, DEE]), min_size=1, max_size=4, unique=True),
        choice=st.sampled_from(Choice),
        needed=st.integers(1, 3),
        away=st.frozensets(st.sampled_from([ANA, BO, CY, DEE, CREATOR])),
        delegates=st.dictionaries(*[st.sampled_from([ANA, BO, CY, DEE, CREATOR])] * 2),
        backup=st.sampled_from([None, DEE, BO, "team"]),
        starter=st.sampled_from([ANA, BO, CREATOR, STARTER]),
    )
    def test_hold_whoever_is_away(  # noqa: PLR0917 - all that can differ
        self, members, choice, needed, away, delegates, backup, starter
    ):
        policy = ruled(
            Assign(to_group="team", needed=needed), groups=[group(choice, *members)],
            is_four_eyes=True, backup=backup,
        )  # fmt: skip
        office = FakeOffice(tuple(away), delegates)

        plan = plan_of(policy, starter=starter, office=office)

        [stage] = plan.stages
        assert stage.people
        assert len(set(stage.people)) == len(stage.people)
        assert stage.needed == needed
        is_said = "nothing is approved until" in plan.why or "can only refuse" in plan.why
        assert len(stage.people) >= needed or is_said
        assert set(dict(stage.in_place_of)) <= set(stage.people)
        if starter in stage.people:  # nobody else could be asked
            assert stage.people == (CREATOR,)
            assert starter == CREATOR


REMIND = LadderStep(60, Act.REMIND)
APPROVING = AutoResponse(
    is_enabled=True, timeout_minutes=30, strategy=Act.APPROVE, allows_approval=True
)
ANSWERING = AutoResponse(is_enabled=True, timeout_minutes=90, default_outcome="rejected")
ESCALATING = AutoResponse(is_enabled=True, timeout_minutes=90, strategy=Act.ESCALATE)
ESCALATE = LadderStep(90, Act.ESCALATE)
FAIL = LadderStep(1440, Act.FAIL)
TWO_DAYS = {"deadline": timedelta(days=2)}


class TestWhenNobodyAnswers:
    @pytest.mark.parametrize(
        ("policy", "ask", "ladder", "may_approve"),
        [
            (Policy(), {}, (), False),
            (Policy(ladder=(REMIND,)), {}, (REMIND,), False),
            (
                Policy(ladder=(REMIND,), auto_response=ANSWERING),
                {},
                (REMIND, LadderStep(90, Act.ANSWER, outcome="rejected")),
                False,
            ),
            # What comes after the end never comes.
            (Policy(ladder=(REMIND,), auto_response=APPROVING), {}, (LadderStep(30, Act.APPROVE),), True),
            (ruled(never_expires=True, ladder=(REMIND,)), TWO_DAYS, (REMIND,), False),
            (ruled(ladder=()), {}, (), False),
            (ruled(auto_response=ANSWERING), TWO_DAYS, (LadderStep(90, Act.ANSWER, outcome="rejected"),), False),
            (
                replace(ruled(auto_response=ANSWERING), ladder=(REMIND, LadderStep(70, Act.FAIL))),
                {},
                (REMIND, LadderStep(90, Act.ANSWER, outcome="rejected")),
                False,
            ),
            (
                replace(ruled(ladder=(LadderStep(70, Act.FAIL),)), auto_response=ANSWERING),
                {},
                (LadderStep(70, Act.FAIL),),
                False,
            ),
            # To escalate closes nothing: an end stands beside it, whoever says it.
            (Policy(ladder=(FAIL,), auto_response=ESCALATING), {}, (ESCALATE, FAIL), False),
            (replace(ruled(auto_response=ESCALATING), ladder=(FAIL,)), {}, (ESCALATE, FAIL), False),
            (
                replace(ruled(auto_response=ESCALATING), auto_response=ANSWERING, ladder=(REMIND,)),
                {},
                (REMIND, ESCALATE),
                False,
            ),
            (Policy(auto_response=ESCALATING), TWO_DAYS, (ESCALATE, LadderStep(2880, Act.FAIL)), False),
            (
                replace(ruled(never_expires=True), auto_response=ESCALATING, ladder=(FAIL,)),
                TWO_DAYS,
                (ESCALATE,),
                False,
            ),
            (Policy(), TWO_DAYS, (LadderStep(2880, Act.FAIL),), False),
            (Policy(ladder=(REMIND,)), TWO_DAYS, (REMIND, LadderStep(2880, Act.FAIL)), False),
            (Policy(), {"deadline": timedelta(seconds=1)}, (LadderStep(1, Act.FAIL),), False),
            (Policy(), TWO_DAYS | {"on_timeout": "expire"}, (LadderStep(2880, Act.FAIL),), False),
            (
                Policy(),
                TWO_DAYS | {"on_timeout": "default", "default_outcome": "approved"},
                (LadderStep(2880, Act.ANSWER, outcome="approved"),),
                False,
            ),
            (
                Policy(),
                TWO_DAYS | {"on_timeout": "approved"},
                (LadderStep(2880, Act.ANSWER, outcome="approved"),),
                True,
            ),
        ],
    )  # fmt: skip
    def test_the_rule_says_what_happens_else_the_policy_else_the_author(
        self, policy, ask, ladder, may_approve
    ):
        plan = plan_of(policy, **ask)

        assert plan.ladder == ladder
        assert plan.may_approve_on_timeout is may_approve


class TestAPlan:
    def test_takes_from_the_policy_what_the_rule_does_not_say(self):
        base = Policy(sla_target_minutes=60, backup="team", language="de", groups=(group(),))
        rules = (
            RoutingRule("own", Match(flow="x"), language="fr", sla_target_minutes=5, backup=DEE),
            RoutingRule("plain"),
        )
        policy = replace(base, routing_rules=rules)

        plain = make_plan(policy, Question(ASK, "posts", STARTER, CREATOR), FakeOffice())
        own = make_plan(policy, Question(ASK, "x", STARTER, CREATOR), FakeOffice())

        assert (plain.sla_minutes, plain.language, plain.backup) == (60, "de", (ANA, BO, CY))
        assert (own.sla_minutes, own.language, own.backup) == (5, "fr", (DEE,))
