"""Why a request came to these people, what happens in time, and why it ended as it did.

Plain sentences, of what is on record: nothing is worked out anew, since the
rules may have changed since. Whether an outcome permits something is asked of
the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from signoff.inbox.assignment import CLOSED, Assignment
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan, Stage
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response, Source, Verification, by_way, how_found
from signoff.inbox.routing.stages import listed

Permits = Callable[[str], bool]

_PROOF = {
    Verification.NONE: "Nobody checked who it was.",
    Verification.MATCHED: "The reply came to an address that was given to them alone.",
    Verification.ALIGNED: "The mail was proved to come from their address.",
    Verification.SESSION: "They were signed in.",
    Verification.TOKEN: "A program answered with their API token.",
}
_CALLED_BACK = "A program answered by the callback address that its webhook was given."
_DOES = {
    Act.REMIND: "whoever has not answered is reminded",
    Act.ADD: "{} is asked as well",
    Act.REASSIGN: "{} is asked instead",
    Act.ESCALATE: "{} is asked instead",
    Act.ANSWER: "it is answered with {!r}",
    Act.APPROVE: "it is approved",
    Act.FAIL: "it expires and its run fails",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Sentences about who is asked, what comes by itself, and what it came to."""

    people: tuple[str, ...]
    time: tuple[str, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is known of a request: everybody ever asked, every vote by stage, the response."""

    request: Request
    assignments: Sequence[Assignment]
    votes: Sequence[tuple[int, Response]]
    response: Response | None


def explain(known: OnRecord, *, permits: Permits) -> Explanation:
    """Return what the record says of a request."""
    plan = known.request.plan
    if plan is None:
        said = "It was opened before people were planned: whoever may answer requests may."
        return Explanation((said,), (), tuple(_outcome(known)))
    return Explanation(
        tuple(_people(known, plan)),
        tuple(_time(known.request, plan, permits)),
        tuple(_outcome(known)),
    )


def _people(known: OnRecord, plan: Plan) -> Iterator[str]:
    yield plan.why
    for n, stage in enumerate(plan.stages, 1):
        where = f"Stage {n} of {len(plan.stages)}: " if len(plan.stages) > 1 else ""
        yield f"{where}{_deciders(stage)}"
    if plan.is_four_eyes:
        yield f"{plan.starter} started the run and may not approve it."
    for starter in plan.origins:
        yield f"{starter} started the run that it was forked from and may not approve it either."
    yield from _proof_wanted(plan)
    if plan.bulk_outcomes:
        yield f"It may be answered together with others by: {', '.join(plan.bulk_outcomes)}."
    for each in known.assignments:
        yield _assigned(each, plan)
    if known.request.claimed_by is not None:
        yield f"{known.request.claimed_by} has claimed it."


def _proof_wanted(plan: Plan) -> Iterator[str]:
    if plan.minimum_verification is Verification.NONE:
        yield "An answer by mail needs no more proof than every mail here."
    elif plan.minimum_verification is not None:
        yield f"An answer by mail must be {plan.minimum_verification.value}, at least."


def _deciders(stage: Stage) -> str:
    if not stage.people:
        return "Nobody was asked."
    people = listed(stage.people)
    if len(stage.people) == 1:
        return f"{people} decides."
    if stage.is_claimed:
        return f"{people}. The first to take it decides."
    if stage.needed == 1:
        return f"{people}. One of them decides."
    against = "one who refuses decides against it"
    if not stage.has_veto:
        against = "it is refused once too few are left to agree"
    return f"{people}. {stage.needed} of them must agree; {against}."


def _assigned(each: Assignment, plan: Plan) -> str:
    place = f" in place of {each.in_place_of}" if each.in_place_of else ""
    left = ""
    if each.ended_at is not None and each.ended_why != CLOSED:
        left = f" until {_at(each.ended_at)} ({str(each.ended_why).replace('_', ' ')})"
    why = "as planned." if each.why == plan.why else each.why
    return f"{each.person} was asked{place} at {_at(each.added_at)}{left}: {why}"


def _time(request: Request, plan: Plan, permits: Permits) -> Iterator[str]:
    if plan.sla_minutes is not None:
        yield f"The target is an answer within {_minutes(plan.sla_minutes, plan)}."
    if not plan.ladder:
        yield "It waits until somebody answers: nothing happens by itself."
    for step in plan.ladder:
        yield f"After {_minutes(step.after_minutes, plan)} {_does(step, request, plan, permits)}."
    if plan.ladder and plan.ladder[-1].act not in FINAL_ACTS:
        yield "It never expires."
    if request.extended_s:
        yield f"It was given {request.extended_s // 60} minutes more."
    if request.status is RequestStatus.PENDING and request.due_at is not None:
        yield f"The next of this comes at {_at(request.due_at)}."


def _does(step: LadderStep, request: Request, plan: Plan, permits: Permits) -> str:
    who = step.who or listed(plan.backup) or "the deployment's creator"
    does = _DOES[step.act].format(step.outcome if step.act is Act.ANSWER else who)
    offered = request.ask.outcomes
    if step.act is Act.ANSWER and offered and step.outcome not in offered:
        return f"{does}, which is not offered: the backup is asked instead, or it expires"
    approves = step.act is Act.APPROVE or (
        step.act is Act.ANSWER and step.outcome is not None and permits(step.outcome)
    )
    if approves and not plan.may_approve_on_timeout:
        return (
            f"{does}, which would permit something and is not allowed here: the backup is asked "
            "instead, or it expires"
        )
    return does


def _outcome(known: OnRecord) -> Iterator[str]:
    request, response = known.request, known.response
    for stage, vote in known.votes:
        where = f" at stage {stage + 1}" if request.plan and len(request.plan.stages) > 1 else ""
        yield f"{vote.responder} said {_gave(vote)}{where} at {_at(vote.at)}."
    if response is None:
        yield _without_answer(request)
        return
    if response.source is Source.TIMEOUT:
        yield f"Nobody answered in time: the clock gave {_gave(response)} at {_at(response.at)}."
        return
    how = how_found(response.source, response.read_by)
    way = by_way(response.channel)
    yield f"{response.responder} gave {_gave(response)} {way} at {_at(response.at)}: {how}."
    yield _CALLED_BACK if response.channel == "webhook" else _PROOF[response.verification]


def _without_answer(request: Request) -> str:
    if request.status is RequestStatus.PENDING:
        return "It waits for an answer."
    when = f" at {_at(request.closed_at)}" if request.closed_at is not None else ""
    if request.superseded_by is not None:
        return f"Request {request.superseded_by} took its place{when}: it shows a newer version."
    if request.status is RequestStatus.EXPIRED:
        return f"Nobody answered in time: it expired{when}."
    return f"Its run did not need an answer any more: it was cancelled{when}."


def _gave(response: Response) -> str:
    return repr(response.outcome) if response.outcome else "an answer in words"


def _minutes(minutes: int, plan: Plan) -> str:
    spoken = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return spoken if plan.calendar is None else f"{spoken} of working time"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
