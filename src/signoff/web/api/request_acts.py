"""What people do with a request besides answering: claim it, pass it on, take an answer back."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request

from signoff.app import App
from signoff.inbox import asking
from signoff.inbox.request import Request as Question
from signoff.jobs.undo import undo
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api import request_act_schemas as acts
from signoff.web.api import schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX, Id
from signoff.web.api.requests import seen_by
from signoff.web.asking import people_named
from signoff.web.auth import Answering, Caller
from signoff.web.seam import app_of

router = APIRouter(prefix=PREFIX, tags=["handling"])
_AT_ONE = "/requests/{request_id}"
_REFUSALS = refuses(401, 403, 404, 409)
_REFUSES_FIELDS = refuses(401, 403, 404, 409, 413, 422)


@router.post(_AT_ONE + "/claim", responses=_REFUSALS)
def claim_request(request: Request, request_id: Id, caller: Answering) -> schemas.Request:
    """Claim a request: the others who are asked cannot answer it until it is released."""
    app = app_of(request)

    def claim(unit: UnitOfWork, question: Question) -> None:
        app.asked.claim(unit, question, caller.person, now=app.clock.now())

    return _done(request, request_id, caller, claim)


@router.post(_AT_ONE + "/release", responses=_REFUSALS)
def release_request(request: Request, request_id: Id, caller: Answering) -> schemas.Request:
    """Give a claimed request back to all who are asked."""
    app = app_of(request)

    def release(unit: UnitOfWork, question: Question) -> None:
        now, is_free = app.clock.now(), caller.may_override
        app.asked.release(unit, question, caller.person, now=now, may_override=is_free)

    return _done(request, request_id, caller, release)


@router.post(_AT_ONE + "/reassign", responses=_REFUSES_FIELDS)
def reassign_request(
    request: Request, request_id: Id, caller: Answering, given: acts.Reassignment
) -> schemas.Request:
    """Ask others in place of all who have not answered. Who is asked may, and who manages."""
    app = app_of(request)

    def reassign(unit: UnitOfWork, question: Question) -> None:
        app.asked.reassign(
            unit,
            question,
            people_named(unit, question, given.to, caller),
            by=caller.person,
            why=given.why or f"{caller.person} passed it on.",
            now=app.clock.now(),
            may_override=caller.may_override,
        )

    return _done(request, request_id, caller, reassign)


@router.post(_AT_ONE + "/assignees", responses=_REFUSES_FIELDS)
def add_assignee(
    request: Request, request_id: Id, caller: Answering, given: acts.Addition
) -> schemas.Request:
    """Ask one more person, or a group. Who is asked may, and who manages requests."""
    app = app_of(request)

    def add(unit: UnitOfWork, question: Question) -> None:
        for person in people_named(unit, question, [given.person], caller):
            app.asked.add(
                unit,
                question,
                person,
                why=given.why or f"{caller.person} asks for an answer of theirs too.",
                by=caller.person,
                now=app.clock.now(),
                may_override=caller.may_override,
            )

    return _done(request, request_id, caller, add)


@router.post(_AT_ONE + "/seen", responses=_REFUSALS)
def mark_seen(request: Request, request_id: Id, caller: Answering) -> schemas.Request:
    """Note that the caller, who is asked, has seen a request. The first time counts."""
    app = app_of(request)

    def see(unit: UnitOfWork, question: Question) -> None:
        if caller.person in asking.asked_of(unit, question):
            asking.see(unit, question, caller.person, now=app.clock.now())

    return _done(request, request_id, caller, see)


@router.post(_AT_ONE + "/undo", responses=_REFUSALS)
def undo_answer(request: Request, request_id: Id, caller: Answering) -> schemas.Request:
    """Take an answer back while it is not final. Who gave it may, and who manages requests."""
    app = app_of(request)

    def take_back(unit: UnitOfWork, question: Question) -> None:
        now, is_free = app.clock.now(), caller.may_override
        again = undo(unit, question.id, by=caller.person, now=now, may_override=is_free)
        app.asked.ask_again(unit, again, by=caller.person, now=now)

    return _done(request, request_id, caller, take_back)


def _done(
    request: Request,
    request_id: str,
    caller: Caller,
    act: Callable[[UnitOfWork, Question], None],
) -> schemas.Request:
    """Do something to a request that the caller may see, and return it as it is then."""
    app: App = app_of(request)
    before = seen_by(request, request_id, caller)
    with app.unit() as unit:
        act(unit, unit.requests.get(before.id))
        unit.commit()
    return schemas.Request.model_validate(seen_by(request, request_id, caller))
