"""The page that a mail's buttons lead to, for whoever was asked and has no account.

Opening it never decides anything: mail scanners and previews open links, and
some run scripts. Only the form acts, and only with what this page put into
it, for the person its ticket is bound to. Why a ticket does not open is said
without a word about the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.channels.email.choices import Choice, choice_of, spoken
from signoff.channels.email.ticket import TicketPurpose
from signoff.channels.email.wording import gone, settled
from signoff.channels.email.words.catalogue import Words
from signoff.channels.email.words.languages import words_of
from signoff.errors import (
    AnswerInvalid,
    ContentChanged,
    FourEyes,
    NotActive,
    NotProved,
    NotYours,
    RequestClosed,
    TicketError,
)
from signoff.inbox.agreement import Decided
from signoff.inbox.delivery import Purpose
from signoff.inbox.request import Request as Asked
from signoff.inbox.response import Verification
from signoff.interpret.names import permits
from signoff.jobs.answer import Answer, Taken
from signoff.jobs.replies import counted_data
from signoff.store.mail import Ticket
from signoff.store.queries import RequestRow
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.limits import ANSWER, limiter_of
from signoff.web.pages.changes import Changes, compare
from signoff.web.pages.opened import Opened, State, opened
from signoff.web.pages.parts import Part, number_in
from signoff.web.pages.render import page
from signoff.web.pages.review.content import part_of, room_for, shown
from signoff.web.pages.review.decide import MAX_COMMENT, MAX_QUALITY
from signoff.web.pages.review.draft import draft_of
from signoff.web.pages.review.form import asked_form, kept_fields, typed_in
from signoff.web.pages.review.posted import Posted, rating_of, said
from signoff.web.pages.review.repeated import is_recorded
from signoff.web.schema_form import NEEDED, SchemaForm
from signoff.web.seam import app_of

router = APIRouter()

CHANNEL = "email_page"
CHANGES_OCTETS = 8_000  # of HTML; what is compared beyond that is left out
FORM_LASTS = timedelta(hours=24)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address is the right to answer
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


_REASONS = {
    NotYours: "not_yours",
    FourEyes: "four_eyes",
    NotProved: "needs_proof",
    NotActive: "not_active",
}
_STATUS = {
    State.EXPIRED: 410,
    State.REVOKED: 410,
    State.SUPERSEDED: 410,
    State.NOT_ACTIVE: 403,
    State.UNKNOWN: 404,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person chose and wrote; ``problems`` of the fields that the flow asked for."""

    choice: str = ""
    comment: str = ""
    content_hash: str = ""
    form: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    part: int = 1


@router.api_route("/answer/{token}", methods=["GET", "HEAD"])
def show_answer_page(
    request: Request, token: str, choice: Annotated[str, Query()] = "", part: str = ""
) -> Response:
    """Show what is asked, with ``choice`` marked; nothing is recorded.

    Of a long content it shows one ``part``.

    Raises: TooManyTries.
    """
    limiter_of(request).take(request, ANSWER, token)
    return _page(request, opened(app_of(request), token), Typed(choice, part=number_in(part)))


@router.post("/answer/{token}")
def take_answer_page(request: Request, token: str, posted: Posted) -> Response:
    """Record the decision of the person the ticket is bound to, and confirm it by mail.

    Raises: TooManyTries.
    """
    limiter_of(request).take(request, ANSWER, token)
    app = app_of(request)
    found = opened(app, token)
    words = _words(app, found)
    typed = _typed(posted)
    if _is_recorded(request, found, typed, posted):
        return _to_page(token)
    if found.state is not State.OPEN:
        status = 409 if found.state is State.CLOSED else None
        fault = words.say("page_too_late") if found.state is State.CLOSED else ""
        return _page(request, found, typed, fault=fault, status=status)
    key, status = _fault(app, found, typed)
    fault = words.say(key) if key else ""
    if not fault:
        try:
            fault, status = _record(app, found, typed, words, posted)
        except AnswerInvalid as refused:
            fault, typed = _not_valid(refused, typed, words)
            status = 422
    if fault:
        return _page(request, opened(app, token), typed, fault=fault, status=status)
    return _to_page(token)


def _to_page(token: str) -> Response:
    return RedirectResponse(f"/answer/{quote(token)}", 303, headers=HEADERS)


def _is_recorded(request: Request, found: Opened, typed: Typed, posted: FormData) -> bool:
    """Return whether the form holds what this person answered already: it was sent twice."""
    if found.state is not State.CLOSED or found.ticket is None or found.asked is None:
        return False
    try:
        answer = _answer_in(app_of(request), typed, found.ticket, found.asked, posted)
    except AnswerInvalid:
        return False
    return is_recorded(request, answer, posted)


def _typed(posted: FormData) -> Typed:
    comment = said(posted, "comment").strip()[:MAX_COMMENT]
    hashed, form = said(posted, "content_hash"), said(posted, "form")
    return Typed(said(posted, "outcome"), comment, hashed, form, draft_of(posted).fields)


def _words(app: App, found: Opened) -> Words:
    """Return the words of the mail that led here."""
    return words_of(found.language or app.outbox.language)


def _fault(app: App, found: Opened, typed: Typed) -> tuple[str, int]:
    """Return what keeps a form from being an answer, as a text's key and a status."""
    if not _is_our_form(app, found, typed.form):
        return "page_stale", 409
    outcomes = found.asked.ask.outcomes if found.asked else ()
    if outcomes and typed.choice not in outcomes:
        return "page_choose_one", 422
    has_form = found.asked is not None and found.asked.ask.response_schema is not None
    if not outcomes and not typed.comment and not has_form:
        return "page_write", 422
    return "", 200


def _not_valid(refused: AnswerInvalid, typed: Typed, words: Words) -> tuple[str, Typed]:
    """Return what is wrong with the fields as a whole, and with each of them."""
    if not refused.paths:
        return str(refused), typed
    needed = words.say("form_needed")
    problems = {at: needed if what == NEEDED else what for at, what in refused.paths.items()}
    return words.say("form_fault"), replace(typed, problems=problems)


def _record(
    app: App, found: Opened, typed: Typed, words: Words, posted: FormData
) -> tuple[str, int]:
    """Record the answer; return why that was not done, in words, and a status.

    Raises: AnswerInvalid, for fields that the flow asked for.
    """
    ticket, asked = found.ticket, found.asked
    if ticket is None or asked is None:
        return words.say("page_stale"), 409
    answer = _answer_in(app, typed, ticket, asked, posted)

    def confirm(unit: UnitOfWork, taken: Taken) -> None:
        # Whoever the link was passed on to: the person it was sent to hears of the answer.
        is_over = isinstance(taken.verdict, Decided)
        app.outbox.tell(
            unit,
            Purpose.CONFIRMATION if is_over else Purpose.COUNTED,
            taken.request,
            ticket.address,
            data={} if is_over else counted_data(unit, taken),
            answers="",
            now=app.clock.now(),
        )

    try:
        app.answer(answer, also=confirm)
    except RequestClosed:
        return words.say("page_too_late"), 409
    except ContentChanged:
        return words.say("page_changed"), 409
    except (NotYours, FourEyes, NotProved, NotActive) as refused:
        return _refusal(refused, words), 403
    return "", 200


def _answer_in(app: App, typed: Typed, ticket: Ticket, asked: Asked, posted: FormData) -> Answer:
    return Answer(
        request_id=asked.id,
        feedback=typed.comment,
        outcome=typed.choice if asked.ask.outcomes else None,
        responder=ticket.address,
        channel=CHANNEL,
        verification=Verification.MATCHED,
        content_hash=typed.content_hash or "none",
        answer=typed_in(app, asked, posted),
        rating=rating_of(typed.fields.get("rating", "")),
        comment=typed.fields.get("quality", "").strip()[:MAX_QUALITY] or None,
    )


def _refusal(refused: NotYours | FourEyes | NotProved | NotActive, words: Words) -> str:
    who = refused.claimed_by if isinstance(refused, NotYours) else None
    reason = "claimed" if who else _REASONS[type(refused)]
    return " ".join(words.refusals[reason][1:]).format(who=who)


def _is_our_form(app: App, found: Opened, form: str) -> bool:
    if found.ticket is None:
        return False
    try:
        claims = app.outbox.keys.verify(
            form, found.ticket.address, purpose=TicketPurpose.FORM, now=app.clock.now()
        )
    except TicketError:
        return False
    return claims.ticket_id == found.ticket.id


def _page(
    request: Request,
    found: Opened,
    typed: Typed,
    *,
    fault: str = "",
    status: int | None = None,
) -> Response:
    app = app_of(request)
    words = _words(app, found)
    if found.state is not State.OPEN:
        typed = replace(typed, choice="")
    form = _asked_form(found, typed)
    response = page(
        request,
        "answer.html",
        status=status or _STATUS.get(found.state, 200),
        lang=words.language,
        t=words,
        found=found,
        typed=typed,
        fault=fault,
        **_values(app, found, words, form, part=typed.part),
        asked_form=form,
        kept="\n".join(filter(None, (typed.comment, kept_fields(typed.fields)))),
    )
    response.headers.update(HEADERS)
    return response


def _values(
    app: App, found: Opened, words: Words, asked_form: SchemaForm | None, *, part: int
) -> dict[str, Any]:
    """Return what the template says of a request that may be shown."""
    row, asked, ticket = found.row, found.asked, found.ticket
    if row is None or asked is None or ticket is None:
        return {"r": None, "choices": (), "form": "", "told": "", "vote": None}
    form = app.outbox.keys.sign(
        ticket.id,
        ticket.address,
        purpose=TicketPurpose.FORM,
        expires_at=app.clock.now() + FORM_LASTS,
    )
    changes, cut = _changes(found, row)
    room = room_for(row, asked_form) - (sum(changes.sizes()) if changes else 0)
    return {
        "r": row,
        "choices": _choices(asked, words),
        "form": form,
        "told": _told(found, words),
        "n_agreed": _n_agreed(row),
        "vote": next((vote for vote in reversed(row.votes) if vote.person == ticket.address), None),
        "is_own": found.answer is not None and found.answer.responder == ticket.address,
        "title": _title(found, words),
        "changes": changes,
        "changes_go_on": cut is not None,
        **shown(row, "preview", part=part, octets=room),
    }


def _changes(found: Opened, row: RequestRow) -> tuple[Changes | None, Part | None]:
    """Return what changed since the round before, and which part of it, where it is much."""
    if found.before is None or found.state is not State.OPEN:
        return None, None
    changes = compare(found.before.ask.content, row.content)
    return part_of(changes, 1, CHANGES_OCTETS) if changes.lines else (None, None)


def _asked_form(found: Opened, typed: Typed) -> SchemaForm | None:
    is_open = found.row is not None and found.state is State.OPEN
    return asked_form(found.row, typed.fields, typed.problems) if found.row and is_open else None


def _choices(asked: Asked, words: Words) -> tuple[Choice, ...]:
    return tuple(choice_of(each, asked.ask.approving, words) for each in asked.ask.outcomes)


def _n_agreed(row: RequestRow) -> int:
    votes = [vote.outcome for vote in row.votes if vote.stage == row.stage]
    return sum(outcome is None or permits(outcome, row.approving) for outcome in votes)


def _title(found: Opened, words: Words) -> str:
    answer, ticket = found.answer, found.ticket
    if answer is None or ticket is None or answer.responder != ticket.address:
        return words.say("page_closed_title")
    if answer.outcome:
        return words.say("recorded", outcome=spoken(answer.outcome))
    return words.say("recorded_words")


def _told(found: Opened, words: Words) -> str:
    if found.state is not State.CLOSED:
        return ""
    if found.answer is not None:
        return settled(found.answer, words, reader=found.ticket.address if found.ticket else "")
    return gone(found.asked.status if found.asked else None, words)
