"""What people do with a request besides deciding it: each is a form, and says what was done.

The same verbs as the API's; a refusal shows the page again with what was
typed. Times are typed by the clock of the person, in the zone of their account.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import (
    AccessError,
    AddressInvalid,
    DeadlineInvalid,
    GroupNotFound,
    NothingToUndo,
    PlanRefuses,
    RemarkInvalid,
    RequestClosed,
    SignoffError,
)
from signoff.inbox.request import Request as Question
from signoff.jobs.extend import extend, snooze
from signoff.jobs.remark import add_remark
from signoff.jobs.undo import undo
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.asking import people_named
from signoff.web.auth import Answering, Caller, Looking, SignedIn
from signoff.web.pages.inbox.listed import list_of, request_address
from signoff.web.pages.render import remember
from signoff.web.pages.review.draft import Draft
from signoff.web.pages.review.page import review_page
from signoff.web.pages.review.posted import Posted, said
from signoff.web.seam import app_of

router = APIRouter()

MOST_PEOPLE = 50  # at once
MORNING = time(9)
_SECOND_CLICK = timedelta(seconds=10)  # the same words again so soon were sent twice, not said so
_LONGEST_WHY = 500
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Doing:
    """One act under way, in the transaction that does it."""

    app: App
    unit: UnitOfWork
    question: Question
    caller: Caller
    fields: FormData
    now: datetime

    @property
    def why(self) -> str:
        return said(self.fields, "why").strip()[:_LONGEST_WHY]


@router.get("/requests/{request_id}/acts")
@router.get("/requests/{request_id}/remarks")
def show_after(request: Request, request_id: str, person: SignedIn) -> Response:
    """Lead back to the request whoever reloads the page that refused something."""
    del person
    return _back(request, request_id)


@router.post("/requests/{request_id}/acts")
def act(request: Request, caller: Answering, request_id: str, fields: Posted) -> Response:
    """Do what the field ``do`` names: claim, release, hand over, snooze, extend or undo."""
    name = said(fields, "do")
    do = _ACTS.get(name, _no_such)
    return _done(request, caller, request_id, fields, name, do)


@router.post("/requests/{request_id}/remarks")
def say(request: Request, caller: Looking, request_id: str, fields: Posted) -> Response:
    """Say something about a request to everybody who sees it."""
    return _done(request, caller, request_id, fields, "remark", _remark)


def _done(
    request: Request,
    caller: Caller,
    request_id: str,
    fields: FormData,
    name: str,
    do: Callable[[Doing], None],
) -> Response:
    app = app_of(request)
    try:
        with app.unit() as unit:
            question = unit.requests.get(request_id)
            do(Doing(app, unit, question, caller, fields, app.clock.now()))
            unit.commit()
    except AccessError as refused:
        return _again(request, caller, request_id, fields, refused, 403)
    except (RequestClosed, PlanRefuses, NothingToUndo) as refused:
        return _again(request, caller, request_id, fields, refused, 409)
    except (AddressInvalid, GroupNotFound, DeadlineInvalid, RemarkInvalid) as refused:
        return _again(request, caller, request_id, fields, refused, 422)
    response = _back(request, request_id)
    remember(response, "act", name)
    return response


def _again(
    request: Request,
    caller: Caller,
    request_id: str,
    fields: FormData,
    refused: SignoffError,
    status: int,
) -> Response:
    typed = {name: value for name, value in fields.items() if isinstance(value, str)}
    draft = Draft(fields=typed)
    return review_page(
        request, caller, request_id, status=status, act_fault=str(refused), draft=draft
    )


def _back(request: Request, request_id: str) -> Response:
    return RedirectResponse(request_address(request_id, list_of(request)), 303)


def _no_such(doing: Doing) -> None:
    raise PlanRefuses(
        f"{said(doing.fields, 'do')[:60]!r} is nothing that can be done to a request. Nothing was "
        f"changed. Use one of: {', '.join(_ACTS)}."
    )


def _claim(doing: Doing) -> None:
    doing.app.asked.claim(doing.unit, doing.question, doing.caller.person, now=doing.now)


def _release(doing: Doing) -> None:
    doing.app.asked.release(
        doing.unit,
        doing.question,
        doing.caller.person,
        now=doing.now,
        may_override=doing.caller.may_override,
    )


def _reassign(doing: Doing) -> None:
    doing.app.asked.reassign(
        doing.unit,
        doing.question,
        _people(doing),
        by=doing.caller.person,
        why=doing.why or f"{doing.caller.person} passed it on.",
        now=doing.now,
        may_override=doing.caller.may_override,
    )


def _add(doing: Doing) -> None:
    for person in _people(doing):
        doing.app.asked.add(
            doing.unit,
            doing.question,
            person,
            why=doing.why or f"{doing.caller.person} asks for an answer of theirs too.",
            by=doing.caller.person,
            now=doing.now,
            may_override=doing.caller.may_override,
        )


def _people(doing: Doing) -> list[str]:
    names = [each for each in _BETWEEN.split(said(doing.fields, "to")) if each]
    if not 1 <= len(names) <= MOST_PEOPLE:
        raise AddressInvalid(
            f"{len(names)} people were named, and 1 to {MOST_PEOPLE} can be. Nothing was changed. "
            "Write addresses, or names of groups, with blanks or commas in between."
        )
    return people_named(doing.unit, doing.question, names, doing.caller)


def _snooze(doing: Doing) -> None:
    snooze(
        doing.unit,
        doing.question.id,
        until=_until(doing),
        by=doing.caller.person,
        now=doing.now,
        may_override=doing.caller.may_override,
    )


def _until(doing: Doing) -> datetime:
    """Return the end of a snooze. Raises: DeadlineInvalid."""
    wanted, typed = said(doing.fields, "until"), said(doing.fields, "at").strip()
    known = doing.unit.members.find(doing.caller.person)
    zone = ZoneInfo((known.zone if known else None) or "UTC")
    if wanted == "hour":
        return doing.now + timedelta(hours=1)
    if wanted == "tomorrow":
        day = doing.now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(day, MORNING, zone).astimezone(UTC)
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DeadlineInvalid(
            f"{typed[:40]!r} is no date and time. Reminders come as planned. Write one like "
            "2026-03-04T09:00, or choose another."
        ) from error


def _extend(doing: Doing) -> None:
    typed = said(doing.fields, "hours").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 5):  # noqa: PLR2004 - of hours
        raise DeadlineInvalid(
            f"{typed[:40]!r} is no number of hours. The deadline stays. Write one like 4."
        )
    extend(
        doing.unit,
        doing.question.id,
        minutes=int(typed) * 60,
        by=doing.caller.person,
        now=doing.now,
        may_override=doing.caller.may_override,
    )


def _undo(doing: Doing) -> None:
    by, now, is_free = doing.caller.person, doing.now, doing.caller.may_override
    again = undo(doing.unit, doing.question.id, by=by, now=now, may_override=is_free)
    doing.app.asked.ask_again(doing.unit, again, by=by, now=now)


def _remark(doing: Doing) -> None:
    text = said(doing.fields, "text").replace("\r\n", "\n")
    unit, request_id, by = doing.unit, doing.question.id, doing.caller.person
    unit.requests.hold(request_id)  # a second click waits here until the first has said it
    last = unit.remarks.find_newest(request_id)
    is_again = last is not None and (last.person, last.text.strip()) == (by, text.strip())
    if last is None or not is_again or doing.now - last.at > _SECOND_CLICK:
        add_remark(unit, request_id, text, by=by, now=doing.now)


_ACTS: Mapping[str, Callable[[Doing], None]] = {
    "claim": _claim,
    "release": _release,
    "reassign": _reassign,
    "add": _add,
    "snooze": _snooze,
    "extend": _extend,
    "undo": _undo,
}
