"""The verbs of the inbox: every change to a request passes through here.

A verb takes an open unit of work and never commits: the door or job that
opened it decides what belongs together. An answer holds the request before it
looks at anything, so of two answers at the same instant one is judged after
the other. Who is asked is changed by the verbs of inbox/asking.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from signoff.errors import NothingToUndo, NotYours
from signoff.inbox import asking
from signoff.inbox.agreement import (
    Decided,
    Permits,
    StagePassed,
    Verdict,
    is_simple,
    judge,
)
from signoff.inbox.assignment import CLOSED, people_in
from signoff.inbox.audit import EventKind
from signoff.inbox.plan import Plan
from signoff.inbox.request import Ask, Request, RequestStatus, Verb
from signoff.inbox.response import Response, Source
from signoff.inbox.shown import sha256_of, words_hash
from signoff.inbox.standing import check_asked, check_fit, check_open, closed
from signoff.inbox.storable import storable
from signoff.inbox.terms import terms_hash, terms_of
from signoff.inbox.unit import Unit, record

__all__ = ["Answered", "Unit", "answer", "cancel", "check_open", "expire", "open_request", "reopen"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to.

    ``request`` is as it is now. ``moved`` says who is asked instead, where a stage was passed;
    ``awaited`` who was asked as well and need not answer any more, where it was decided.
    """

    request: Request
    verdict: Verdict
    moved: asking.Moved | None = None
    awaited: tuple[str, ...] = ()


def open_request(  # noqa: PLR0913 - each names a column of the row it opens
    unit: Unit,
    ask: Ask,
    *,
    request_id: str,
    run_id: str,
    flow: str,
    now: datetime,
    assignee: str | None = None,
    deployment_id: str = "",
    plan: Plan | None = None,
    due_at: datetime | None = None,
    sla_due_at: datetime | None = None,
) -> Request:
    """Store a new question for the people of the plan's first stage; ``assignee`` if no plan."""
    people = plan.stages[0].people if plan else ()
    ask = replace(ask, message=storable(ask.message), content=storable(ask.content))
    request = Request(
        id=request_id,
        run_id=run_id,
        flow=flow,
        ask=ask,
        assignee=next(iter(people), assignee),
        opened_at=now,
        deployment_id=deployment_id,
        plan=plan,
        due_at=due_at,
        sla_due_at=sla_due_at,
    )
    unit.requests.add(request)
    shown = {
        "method": ask.method,
        "content_hash": ask.content_hash(),
        "terms_sha256": terms_hash(terms_of(request)),
        "revision": ask.revision,
    }
    record(unit, EventKind.REQUEST_OPENED, request, "flow", now, shown)
    if plan is None:
        assigned = {"assignee": assignee}
        record(unit, EventKind.REQUEST_ASSIGNED, request, "flow", now, assigned)
    else:
        asking.ask_planned(unit, request, by="flow", now=now)
    return request


def answer(  # noqa: PLR0913 - an answer, what it may do, and who is behind an address
    unit: Unit,
    response: Response,
    *,
    now: datetime,
    permits: Permits | None = None,
    may_override: bool = False,
    undo: timedelta = timedelta(0),
    whose: Callable[[str], str] = str,
) -> Answered:
    """Record what a person said; where that decides the request, close it.

    ``permits`` says whether an outcome permits something; a plan of several people, and one of
    four eyes, needs to know. With ``may_override`` somebody who is not asked may answer, and is
    asked by that. An answer of the clock (source timeout) needs nobody to be asked. ``whose``
    returns the person behind an address: whoever has two is one of four eyes, and votes once.

    Raises:
        RequestNotFound: nothing has this id.
        ContentChanged: what was answered is not what the request shows.
        RequestClosed: somebody was faster, or the time was over; the message says who and when.
        UnknownOutcome: the outcome is none of those offered; the request stays pending.
        AnswerInvalid: it lacks the typed answer, or edits what may not be edited; so too.
        NotYours: somebody else is asked, or has claimed it.
        NotProved: it is less sure who answers than the plan wants.
        FourEyes: who started the run approves their own request.

    """
    request = unit.requests.hold(response.request_id)
    check_open(unit, request, content_hash=response.content_hash)
    request.check_outcome(response.outcome)
    request.check_form(edited=response.edited_output, answer=response.answer)
    if request.plan is None or response.source is Source.TIMEOUT:
        return _decide(unit, request, response, now=now, undo=undo)
    knows = permits or _not_told
    asked = people_in(unit.assignments.open_of(request.id))
    check_asked(request, response.responder, asked, may_override=may_override)
    check_fit(request, request.plan, response, permits=knows, whose=whose)
    more = {} if response.responder in asked else {"override": True}
    if is_simple(request.plan.stages):
        done = _decide(unit, request, response, now=now, undo=undo, more=more)
        awaited = tuple(each for each in asked if each != response.responder)
        return replace(done, awaited=awaited)
    if more:
        why, by = "Answers in place of those who are asked.", response.responder
        asking.ask(unit, request, [by], why=why, by=by, now=now)
        asked = (*asked, by)
    _drop_own(unit, request, response.responder, whose)
    return _count(
        unit, request, request.plan, response, asked, now=now, permits=knows, undo=undo, more=more
    )


def cancel(
    unit: Unit, request: Request, *, actor: str, now: datetime, superseded_by: str | None = None
) -> Request:
    """Close a request that nobody needs to answer any more.

    Raises: RequestClosed, where it was closed before.
    """
    request = replace(request, superseded_by=superseded_by)
    kind = EventKind.REQUEST_CANCELLED if superseded_by is None else EventKind.REQUEST_SUPERSEDED
    data = {} if superseded_by is None else {"superseded_by": superseded_by}
    return _close(unit, request, Verb.CANCEL, kind, actor=actor, now=now, data=data)


def expire(unit: Unit, request: Request, *, now: datetime) -> Request:
    """Close a request whose time is over.

    Raises: RequestClosed, where it was closed before.
    """
    return _close(unit, request, Verb.EXPIRE, EventKind.REQUEST_EXPIRED, actor="clock", now=now)


def reopen(
    unit: Unit, request_id: str, *, by: str, now: datetime, may_override: bool = False
) -> Request:
    """Take an answer back while it is not final; who was asked is asked again.

    Raises:
        RequestNotFound: nothing has this id.
        NothingToUndo: there is no answer, or it is final.
        NotYours: somebody else gave it, and ``by`` may not override.

    """
    request = unit.requests.hold(request_id)
    response = unit.requests.find_response(request_id)
    if request.status is not RequestStatus.ANSWERED or response is None:
        raise NothingToUndo(
            f"Request {request_id} is {request.status}: it has no answer to take back. Nothing "
            "was changed. Open it to see where it stands."
        )
    if response.final_at is None or response.final_at <= now:
        raise NothingToUndo(
            f"The answer to request {request_id} is final since "
            f"{response.final_at or response.at:%Y-%m-%d %H:%M:%S} UTC, and its run went on. It "
            "stands. Start a new run if the decision must change."
        )
    if by != response.responder and not may_override:
        raise NotYours(
            f"The answer to request {request_id} is {response.responder}'s, not {by}'s. It stands. "
            f"Ask {response.responder} to take it back."
        )
    again = request.move(Verb.REOPEN, now=now)
    unit.requests.reopen(again)
    unit.assignments.reopen(request_id)
    unit.votes.drop(request_id, stage=request.stage, person=response.responder)
    # The trail keeps no words; that these were the words can still be shown.
    said = _said(request, response)
    record(unit, EventKind.REQUEST_REOPENED, again, by, now, {**said, "of": response.responder})
    return again


def _drop_own(unit: Unit, request: Request, person: str, whose: Callable[[str], str]) -> None:
    """Forget what the same person voted at this stage under another address of theirs."""
    for vote in unit.votes.of_stage(request.id, request.stage):
        if vote.responder != person and whose(vote.responder) == whose(person):
            unit.votes.drop(request.id, stage=request.stage, person=vote.responder)


def _count(  # noqa: PLR0913 - a vote, those it counts among, and what it may do
    unit: Unit,
    request: Request,
    plan: Plan,
    response: Response,
    asked: tuple[str, ...],
    *,
    now: datetime,
    permits: Permits,
    undo: timedelta,
    more: Mapping[str, Any],
) -> Answered:
    """Keep a vote and do what it comes to, together with those before it."""
    before = unit.votes.of_stage(request.id, request.stage)
    others = [vote for vote in before if vote.responder != response.responder]
    is_changed = {} if len(others) == len(before) else {"is_changed": True}
    unit.votes.put(response, stage=request.stage)
    said = {**_said(request, response), "stage": request.stage, **is_changed, **more}
    record(unit, EventKind.REQUEST_VOTED, request, response.responder, now, said)
    verdict = judge(
        plan.stages[request.stage],
        asked=asked,
        votes=[*others, response],
        permits=permits,
        is_last=request.stage == len(plan.stages) - 1,
    )
    if isinstance(verdict, Decided):
        done = _decide(unit, request, verdict.response._replace(at=now), now=now, undo=undo)
        voted = {response.responder, *(vote.responder for vote in others)}
        return replace(done, awaited=tuple(each for each in asked if each not in voted))
    if isinstance(verdict, StagePassed):
        moved = asking.pass_stage(unit, request, by=response.responder, now=now)
        return Answered(moved.request, verdict, moved)
    return Answered(request, verdict)


def _decide(
    unit: Unit,
    request: Request,
    response: Response,
    *,
    now: datetime,
    undo: timedelta,
    more: Mapping[str, Any] | None = None,
) -> Answered:
    response = response._replace(final_at=response.at + undo)
    done = request.move(Verb.ANSWER, now=now)
    if not unit.requests.close(done):
        raise closed(unit, unit.requests.get(request.id))
    unit.assignments.end(request.id, why=CLOSED, now=now)
    unit.requests.add_response(response)
    said = {**_said(request, response), **(more or {}), **_wait(undo)}
    record(unit, EventKind.REQUEST_ANSWERED, done, response.responder, now, said)
    return Answered(done, Decided(response))


def _close(  # noqa: PLR0913 - how, by whom, and what is to be noted
    unit: Unit,
    request: Request,
    verb: Verb,
    kind: EventKind,
    *,
    actor: str,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> Request:
    done = request.move(verb, now=now)
    if not unit.requests.close(done):
        raise closed(unit, unit.requests.get(request.id))
    unit.assignments.end(request.id, why=CLOSED, now=now)
    record(unit, kind, done, actor, now, data)
    return done


def _wait(undo: timedelta) -> dict[str, float]:
    """Return for how long the run is not to go on."""
    # A second more: the clock of the machine that advances the run may be behind.
    return {"wait_s": undo.total_seconds() + 1} if undo else {}


def _said(request: Request, response: Response) -> dict[str, Any]:
    read_by = {} if response.read_by is None else {"read_by": response.read_by}
    return {
        "outcome": response.outcome,
        "source": response.source.value,
        **read_by,
        "channel": response.channel,
        "verification": response.verification.value,
        "content_hash": response.content_hash,
        "feedback_sha256": words_hash(storable(response.feedback)),
        "text_sha256": words_hash(storable(response.text)),
        **_judgement(response),
        **_form_facts(request, response),
    }


def _judgement(response: Response) -> dict[str, Any]:
    """Return what the trail keeps of how good somebody found what they were shown."""
    facts: dict[str, Any] = {}
    if response.rating is not None:
        facts["rating"] = response.rating
    if response.comment:
        facts["comment_sha256"] = words_hash(storable(response.comment))
    return facts


def _form_facts(request: Request, response: Response) -> dict[str, Any]:
    """Return what the trail keeps of an edit and of a typed answer: that these were they."""
    facts: dict[str, Any] = {}
    if response.edited_output is not None:
        facts["edited_sha256"] = sha256_of(response.edited_output)
    if response.answer is not None:
        # Only names that the author gave: a person may send others, and they may say something.
        named = (request.ask.response_schema or {}).get("properties", {})
        facts["answer_fields"] = [name for name in named if name in response.answer]
        facts["answer_sha256"] = sha256_of(dict(response.answer))
    return facts


def _not_told(outcome: str) -> bool:
    raise TypeError(f"Nobody said whether {outcome!r} permits something. Pass permits= to answer.")
