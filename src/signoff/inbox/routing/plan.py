"""The plan of one request, from the policy of its deployment and what its author said.

The rule comes first, the policy where the rule is silent, the author where
both are. How people of a source are chosen is known to stages and choose.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta

from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan, Stage
from signoff.inbox.policy import Assign, AutoResponse, Choice, Group, Policy, RoutingRule
from signoff.inbox.request import Ask
from signoff.inbox.routing.choose import Want, choose_members
from signoff.inbox.routing.match import Matched, find_rule
from signoff.inbox.routing.office import Office
from signoff.inbox.routing.stages import Asking, Question, creator_stage, named_stage, staffed

_MINUTE = timedelta(minutes=1)
_MOST_WORDS = 1500


def make_plan(policy: Policy, question: Question, office: Office) -> Plan:
    """Return how a request is to be decided; turns that it takes are taken."""
    matched = find_rule(policy, question.ask, flow=question.flow)
    rule = matched.rule or RoutingRule("")
    groups = {group.name: group for group in policy.groups}
    backup = people_of(rule.backup or policy.backup, groups, office)
    if rule.is_four_eyes:
        backup = tuple(person for person in backup if person not in question.starters)
    asking = Asking(
        question,
        groups,
        backup=backup,
        is_four_eyes=rule.is_four_eyes,
        office=office,
    )
    _hold_turns(rule, asking)
    stages, why = _stages(matched, asking)
    ladder, may_approve = _ladder(policy, rule, question.ask)
    return Plan(
        stages=stages,
        why=why,
        rule=matched.rule.name if matched.rule else None,
        is_four_eyes=rule.is_four_eyes,
        starter=question.starter if rule.is_four_eyes else None,
        backup=asking.backup,
        ladder=ladder,
        may_approve_on_timeout=may_approve,
        sla_minutes=rule.sla_target_minutes or policy.sla_target_minutes,
        calendar=policy.calendar,
        minimum_verification=rule.minimum_verification or policy.minimum_verification,
        language=rule.language or policy.language,
        named=question.ask.assignees,
        quorum=question.ask.quorum,
        bulk_outcomes=rule.bulk_outcomes,
        origins=question.origins if rule.is_four_eyes else (),
    )


def people_of(who: str | None, groups: Mapping[str, Group], office: Office) -> tuple[str, ...]:
    """Return the people of an address or a group's name; none of a group that is not there.

    A group that takes turns gives one of its own, and the turn is not taken: a backup may never
    be asked.
    """
    if who is None:
        return ()
    group = groups.get(who)
    if group is None:
        return (who,) if "@" in who else ()
    want = Want(wanted=1) if group.choice.takes_one else Want()
    return tuple(choose_members(group, want, _Looking(office)).people)


class _Looking:
    """An office whose turns are only looked at."""

    def __init__(self, office: Office) -> None:
        self.find_absence = office.find_absence
        self.find_delegate = office.find_delegate
        self.in_charge = office.in_charge
        self.n_open = office.n_open
        self.whose = office.whose
        self.find_last_turn = self.peek_last_turn = office.peek_last_turn

    def take_turn(self, group: str, person: str) -> None:
        """Leave the turn where it is."""


def _hold_turns(rule: RoutingRule, asking: Asking) -> None:
    """Have the turns of several groups in one order, lest two requests wait for each other."""
    named = [assign.to_group for assign in rule.stages] or asking.question.ask.assignees
    groups = [group for name, group in asking.groups.items() if name in named]
    turning = [group.name for group in groups if group.choice is Choice.ROUND_ROBIN]
    if len(turning) > 1:
        for name in sorted(turning):
            asking.office.find_last_turn(name)


def _stages(matched: Matched, asking: Asking) -> tuple[tuple[Stage, ...], str]:
    rule, why = matched.rule, list(matched.unsure)
    if rule is not None and rule.stages:
        why.append(f"Rule {rule.name!r} matches.")
        found = []
        for n, assign in enumerate(rule.stages, 1):
            stage, said = staffed(assign, asking)
            found.append(stage)
            why += [f"Stage {n}:", *said] if len(rule.stages) > 1 else said
        return tuple(found), _words(why)
    if rule is not None:
        why.append(f"Rule {rule.name!r} matches and names nobody.")
    else:
        why.append("No rule matches.")
    if asking.question.ask.assignees:
        stage, said = named_stage(asking)
        return (stage,), _words([*why, *said])
    stage, said = creator_stage(asking, [], Assign(needed=asking.question.ask.quorum))
    return (stage,), _words([*why, *said])


def _ladder(policy: Policy, rule: RoutingRule, ask: Ask) -> tuple[tuple[LadderStep, ...], bool]:
    """Return what happens when nobody answers, and whether it may approve."""
    auto = rule.auto_response or policy.auto_response
    steps = list(policy.ladder if rule.ladder is None else rule.ladder)
    own_end = rule.ladder is None and rule.auto_response is not None and rule.auto_response.closes
    if rule.never_expires or own_end:
        # The policy's end is not this rule's.
        steps = [step for step in steps if step.act not in FINAL_ACTS]
    has_end = any(step.act in FINAL_ACTS for step in steps)
    if auto.is_enabled and not (auto.closes and (has_end or rule.never_expires)):
        steps.append(_auto_step(auto))
    may_approve = auto.allows_approval and not rule.never_expires
    if ask.deadline is not None and not (has_end or auto.closes or rule.never_expires):
        steps.append(_author_step(ask, ask.deadline))
        # An outcome that the author names for this moment is said in so many words.
        may_approve = ask.on_timeout in ask.outcomes
    return _until_end(sorted(steps, key=lambda step: step.after_minutes)), may_approve


def _auto_step(auto: AutoResponse) -> LadderStep:
    outcome = auto.default_outcome if auto.strategy is Act.ANSWER else None
    return LadderStep(auto.timeout_minutes, auto.strategy, outcome=outcome)


def _author_step(ask: Ask, deadline: timedelta) -> LadderStep:
    minutes = max(1, math.ceil(deadline / _MINUTE))
    if ask.on_timeout in (None, "expire") and ask.on_timeout not in ask.outcomes:
        return LadderStep(minutes, Act.FAIL)
    named = ask.on_timeout if ask.on_timeout in ask.outcomes else ask.default_outcome
    return LadderStep(minutes, Act.ANSWER, outcome=named)


def _until_end(steps: list[LadderStep]) -> tuple[LadderStep, ...]:
    """Return steps up to the one that closes the request: nothing is left to do after it."""
    ends = [n for n, step in enumerate(steps) if step.act in FINAL_ACTS]
    return tuple(steps[: ends[0] + 1] if ends else steps)


def _words(sentences: list[str]) -> str:
    text = " ".join(sentences)
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]}..."
