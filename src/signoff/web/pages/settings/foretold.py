"""What would become of a request that was opened now and that nobody answers, in words.

The plan is made as for a real request that no rule matches; nothing is stored
and nobody's turn is taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from signoff.inbox.calendar import after
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan
from signoff.inbox.policy import Policy
from signoff.inbox.request import Ask
from signoff.inbox.routing.plan import make_plan
from signoff.inbox.routing.stages import Question
from signoff.interpret.outcome import permits
from signoff.jobs.routing import StoredOffice, spelling
from signoff.store.unit_of_work import UnitOfWork

_DOES = {
    Act.REMIND: "whoever has not answered is reminded",
    Act.ADD: "{} is asked as well",
    Act.REASSIGN: "{} is asked instead",
    Act.ESCALATE: "{} is asked instead",
    Act.ANSWER: "it is answered with “{}”",
    Act.APPROVE: "it is approved",
    Act.FAIL: "it expires and its run fails",
}
_REFUSED = "it would be approved, which is not allowed: the backup is asked instead, or it expires"


def foretell(
    unit: UnitOfWork, deployment_id: str, policy: Policy, *, now: datetime
) -> tuple[str, ...]:
    """Return sentences in the order of time."""
    creator = spelling(unit.deployments.get(deployment_id).creator)
    ask = Ask(key="", method="", message="", content="", outcomes=())
    question = Question(ask, "", creator, creator)
    office = StoredOffice(unit, deployment_id, now=None)
    plan = make_plan(replace(policy, routing_rules=()), question, office)
    zone = plan.calendar.zone if plan.calendar else "UTC"
    said = [f"A request that is opened now, {_at(now, zone)} ({zone}):"]
    if plan.sla_minutes is not None:
        said.append(f"The target is an answer by {_at(_due(plan, plan.sla_minutes, now), zone)}.")
    for step in plan.ladder:
        when = _at(_due(plan, step.after_minutes, now), zone)
        said.append(f"{when}: {_does(step, plan)}.")
    if not plan.ladder:
        said.append("It waits until somebody answers: nothing happens by itself.")
    elif plan.ladder[-1].act not in FINAL_ACTS:
        said.append("After that it waits until somebody answers: it never expires.")
    return tuple(said)


def _does(step: LadderStep, plan: Plan) -> str:
    approves = step.act is Act.APPROVE or (
        step.act is Act.ANSWER and step.outcome is not None and permits(step.outcome, None)
    )
    if approves and not plan.may_approve_on_timeout:
        return _REFUSED
    if step.act is Act.ANSWER:
        return _DOES[step.act].format(step.outcome)
    who = step.who or ", ".join(plan.backup) or "whoever deployed this"
    return _DOES[step.act].format(who)


def _due(plan: Plan, minutes: int, now: datetime) -> datetime:
    return after(now, minutes, plan.calendar)


def _at(moment: datetime, zone: str) -> str:
    local = moment.astimezone(UTC if zone == "UTC" else ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"
