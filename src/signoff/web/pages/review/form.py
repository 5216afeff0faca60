"""What an answer holds besides its outcome and comment: the fields asked for, and an edit.

A request whose flow wants neither has no such fields, and its page is as
before. The form only makes JSON of what was typed; whether that is a valid
answer, the flow's own type decides (jobs/forms).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from signoff.app import App
from signoff.errors import AnswerInvalid
from signoff.inbox.request import Request as Question
from signoff.inbox.request import RequestStatus
from signoff.inbox.shown import sha256_of
from signoff.jobs.answer import Answer
from signoff.jobs.forms import MAX_EDIT
from signoff.jobs.forms import read_form as judge
from signoff.jobs.learn import find_review
from signoff.store.queries import RequestRow
from signoff.web.pages.changes import Changes, compare
from signoff.web.pages.review.beginning import octets_of
from signoff.web.pages.review.draft import Draft
from signoff.web.pages.review.posted import said
from signoff.web.schema_form import PREFIX, Problems, SchemaForm, form_of, read_form, with_judged
from signoff.web.seam import app_of

_CARRIED_OCTETS = 10_000  # of HTML: what is longer waits for the tab where it is edited
EDITED, SEEN = "edited_output", "seen_edit"  # fields of the form
_UNSEEN = (
    "This is what you changed. Nothing is recorded yet. Look it over, then press your choice again."
)


@dataclass(frozen=True, slots=True)
class Edit:
    """The content to be changed in place; ``seen`` names the edit that ``changes`` show.

    ``is_later``: nothing was typed yet, and the text is too long for a page of another view.
    """

    text: str
    changes: Changes | None = None
    seen: str = ""
    limit: int = MAX_EDIT
    is_later: bool = False

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > self.limit


@dataclass(frozen=True, slots=True)
class Given:
    """What one person filled in, and what they made of the text."""

    person: str
    answer: Mapping[str, Any] | None
    changes: Changes | None


def form_values(row: RequestRow, draft: Draft) -> dict[str, Any]:
    """Return what _form.html, _edit.html and _given.html say, with what ``draft`` holds of it."""
    is_open = row.status == RequestStatus.PENDING
    return {
        "asked_form": asked_form(row, draft.fields, draft.problems) if is_open else None,
        "asked_title": (row.response_schema or {}).get("description") or "What the flow asks for",
        "edit": _edit(row, draft) if is_open and row.may_edit else None,
        "given": tuple(_given(row)),
        "kept_fields": kept_fields(draft.fields),
        "kept_edit": _kept_edit(row, draft),
    }


def kept_fields(typed: Mapping[str, str]) -> str:
    """Return what was typed into the fields that a flow asked for, to be copied: one a line."""
    asked = [(name, said) for name, said in typed.items() if name.startswith(f"{PREFIX}.")]
    return "\n".join(f"{name.removeprefix(f'{PREFIX}.')}: {said}" for name, said in asked if said)


def _kept_edit(row: RequestRow, draft: Draft) -> str:
    typed = draft.fields.get(EDITED, "")
    return "" if _plain_lines(typed) == _plain_lines(row.content) else typed


def asked_form(
    row: RequestRow, typed: Mapping[str, str], problems: Mapping[str, str]
) -> SchemaForm | None:
    """Return the fields of a typed answer as they were typed; None where none is asked for."""
    if row.response_schema is None:
        return None
    sent = {name: [value] for name, value in typed.items()} or None
    return form_of(row.response_schema, typed=sent, problems=problems)


def with_fields(request: Request, answer: Answer, posted: FormData) -> Answer:
    """Return the answer with what was filled in. Raises: AnswerInvalid, naming what does not fit.

    An edit whose changes were not shown yet is shown first.
    """
    with app_of(request).unit() as unit:
        found = unit.requests.find(answer.request_id)
    if found is None or found.status is not RequestStatus.PENDING:
        return answer  # refused with better words where answers are recorded
    edited = edited_in(posted, found.ask.content)
    answer = replace(answer, answer=typed_in(app_of(request), found, posted), edited=edited)
    if edited is not None and found.ask.may_edit and said(posted, SEEN) != sha256_of(edited):
        raise AnswerInvalid(_UNSEEN)
    return answer


def fault_of(refused: AnswerInvalid) -> str:
    """Return what stands above the form; what is wrong with a field stands beside it."""
    if EDITED in refused.paths or not any(refused.paths):
        return str(refused)
    n = len(refused.paths)
    fields = "1 field is not right yet" if n == 1 else f"{n} fields are not right yet"
    return f"Nothing was recorded: {fields}. What you typed is kept; mend it and choose again."


def typed_in(app: App, asked: Question, posted: FormData) -> dict[str, Any] | None:
    """Return the typed answer of a form, None where none is asked for.

    Raises: AnswerInvalid, where a field cannot be read, with all that is wrong.
    """
    read, unread = _read(asked, posted)
    if not unread:
        return read
    if app.reader.is_elsewhere(asked):
        raise AnswerInvalid("Some fields cannot be read yet.", problems=unread)
    review = find_review(app.flows, asked.flow, asked.ask)
    try:
        judge(review, asked, read)
    except AnswerInvalid as refused:
        unread = with_judged(unread, refused.paths)
    raise AnswerInvalid("Some fields cannot be read yet.", problems=unread)


def _read(asked: Question, posted: FormData) -> tuple[dict[str, Any] | None, Problems]:
    if asked.ask.response_schema is None:
        return None, {}
    values = {name: [text for text in posted.getlist(name) if isinstance(text, str)]
              for name in posted}  # fmt: skip
    return read_form(asked.ask.response_schema, values)


def edited_in(posted: FormData, content: str) -> str | None:
    """Return the edited text of a form; None where it is the content, or was not sent."""
    if not isinstance(posted.get(EDITED), str):
        return None
    # A browser sends every end of a line as CRLF, whatever the text had.
    edited = _plain_lines(said(posted, EDITED))
    if edited == _plain_lines(content):
        return None
    return edited.replace("\n", "\r\n") if "\r\n" in content else edited


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _edit(row: RequestRow, draft: Draft) -> Edit:
    typed = draft.fields.get(EDITED)
    if typed is None or _plain_lines(typed) == _plain_lines(row.content):
        return Edit(row.content, is_later=octets_of(row.content) > _CARRIED_OCTETS)
    edited = edited_in(FormData({EDITED: typed}), row.content) or typed
    return Edit(_plain_lines(typed), compare(row.content, edited), sha256_of(edited))


def _given(row: RequestRow) -> Iterator[Given]:
    """Yield what people gave, each their own; what they came to together is one of them."""
    for vote in row.votes:
        yield from _of(row, vote.person, vote.answer, vote.edited_output)
    if not row.votes and row.response is not None:
        given = row.response
        yield from _of(row, given.responder, given.answer, given.edited_output)


def _of(
    row: RequestRow, person: str, answer: Mapping[str, Any] | None, edited: str | None
) -> Iterator[Given]:
    if answer or edited is not None:
        changes = None if edited is None else compare(row.content, edited)
        yield Given(person, answer or None, changes)
