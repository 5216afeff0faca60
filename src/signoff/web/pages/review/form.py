"""What an answer holds besides its outcome and comment: the fields asked for, and an edit.

A request whose flow wants neither has no such fields, and its page is as
before. The form only makes JSON of what was typed; whether that is a valid
answer, the flow's own type decides (jobs/forms).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from signoff.app import App
from signoff.errors import AnswerInvalid, ContentChanged
from signoff.inbox.request import Request as Question
from signoff.inbox.request import RequestStatus
from signoff.inbox.shown import sha256_of
from signoff.jobs.answer import Answer
from signoff.jobs.forms import MAX_EDIT
from signoff.jobs.forms import read_form as judge
from signoff.jobs.learn import find_review
from signoff.store.queries import RequestRow
from signoff.web.pages.changes import Changes, compare
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import Part, number_in
from signoff.web.pages.review.content import part_of, room_for
from signoff.web.pages.review.draft import Draft, draft_of
from signoff.web.pages.review.given import CHANGES_OCTETS, given_of
from signoff.web.pages.review.posted import said
from signoff.web.pages.review.sections import (
    LEAST_OCTETS,
    SECTION_OCTETS,
    TEXT,
    Sections,
    read_sections,
    sections_of,
)
from signoff.web.schema_form import PREFIX, Problems, SchemaForm, form_of, read_form, with_judged
from signoff.web.seam import app_of

_CARRIED_OCTETS = 10_000  # of HTML: what is longer waits for the tab where it is edited
EDITED, SEEN = "edited_output", "seen_edit"  # fields of the form
_EDIT_FRAME = 1_500  # octets of the markup around a section
GO = "edit_go"  # the button that leads to another section
_NOT_BY_SECTION = (
    "This text is edited section by section, and what was sent is no section. Nothing was "
    "recorded. What you typed is kept here; make the change in its section."
)
_UNSEEN = (
    "This is what you changed. Nothing is recorded yet. Look it over, then press your choice again."
)


@dataclass(frozen=True, slots=True)
class Edit:
    """The content to be changed in place; ``seen`` names the edit that ``changes`` show.

    ``sections`` where it is too long for one page: ``text`` is one of them then. ``is_later``:
    nothing was typed yet, and the text is too long for a page of another view. ``fault`` says
    why what was typed, ``lost``, cannot go on. ``n_left`` lines of the comparison have no room.
    """

    text: str
    changes: Changes | None = None
    seen: str = ""
    limit: int = MAX_EDIT
    is_later: bool = False
    is_too_long: bool = False
    sections: Sections | None = None
    fault: str = ""
    lost: str = ""
    n_left: int = 0


def form_values(row: RequestRow, draft: Draft, *, wanted: int = 1, part: int = 1) -> dict[str, Any]:
    """Return what _form.html, _edit.html and _given.html say, with what ``draft`` holds of it.

    Of what people gave, that of the ``wanted`` is shown, and of what they changed ``part``.
    """
    is_open = row.status == RequestStatus.PENDING
    form = asked_form(row, draft.fields, draft.problems) if is_open else None
    return {
        "asked_form": form,
        "asked_title": (row.response_schema or {}).get("description") or "What the flow asks for",
        "edit": _edit(row, draft, form) if is_open and row.may_edit else None,
        "given": given_of(row, wanted, part),
        "kept_fields": kept_fields(draft.fields),
        "kept_edit": _kept_edit(row, draft),
    }


def kept_fields(typed: Mapping[str, str]) -> str:
    """Return what was typed into the fields that a flow asked for, to be copied: one a line."""
    asked = [(name, said) for name, said in typed.items() if name.startswith(f"{PREFIX}.")]
    kept = ((name.removeprefix(f"{PREFIX}."), said.strip()) for name, said in asked)
    return "\n".join(f"{name}: {said}" for name, said in kept if said)


def _kept_edit(row: RequestRow, draft: Draft) -> str:
    typed = draft.fields.get(EDITED, "")
    if TEXT in draft.fields:
        return typed_sections(row.content, draft)
    return "" if _plain_lines(typed) == _plain_lines(row.content) else typed


def typed_sections(content: str, draft: Draft) -> str:
    """Return the sections of a text that somebody changed, or what they typed last."""
    try:
        made = read_sections(draft.fields, _plain_lines(content))
    except (ContentChanged, AnswerInvalid):
        return draft.fields.get(TEXT, "")
    return "\n\n[...]\n\n".join(made.edited[n].strip("\n") for n in made.changed)


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

    An edit whose changes were not shown yet is shown first. Raises also: ContentChanged, where a
    section was edited of another text.
    """
    with app_of(request).unit() as unit:
        found = unit.requests.find(answer.request_id)
    if found is None or found.status is not RequestStatus.PENDING:
        return answer  # refused with better words where answers are recorded
    edited = edited_in(draft_of(posted).fields, found.ask.content)
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


def edited_in(fields: Mapping[str, str], content: str) -> str | None:
    """Return the edited text of a form; None where it is the content, or was not sent.

    A long text is put together of its sections. Raises: ContentChanged, AnswerInvalid.
    """
    plain = _plain_lines(content)
    # A browser sends every end of a line as CRLF, whatever the text had.
    if TEXT in fields:
        edited = read_sections(fields, plain).whole
    elif EDITED not in fields:
        return None
    elif octets_of(plain) > SECTION_OCTETS:
        raise AnswerInvalid(_NOT_BY_SECTION, problems={EDITED: "was not sent by section"})
    else:
        edited = _plain_lines(fields[EDITED])
    if edited == plain:
        return None
    return edited.replace("\n", "\r\n") if "\r\n" in content else edited


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _edit(row: RequestRow, draft: Draft, form: SchemaForm | None) -> Edit:
    plain = _plain_lines(row.content)
    if len(row.content) > MAX_EDIT:
        return Edit("", is_too_long=True)
    octets = max(LEAST_OCTETS, min(SECTION_OCTETS, room_for(row, form) - _EDIT_FRAME))
    if octets_of(plain) > octets:
        return _edit_section(row, draft, plain, octets)
    typed = draft.fields.get(EDITED)
    if typed is None or _plain_lines(typed) == plain:
        return Edit(row.content, is_later=octets_of(row.content) > _CARRIED_OCTETS)
    edited = edited_in({EDITED: typed}, row.content) or typed
    changes, which = part_of(compare(row.content, edited), 1, CHANGES_OCTETS)
    return Edit(_plain_lines(typed), changes, sha256_of(edited), n_left=_n_left(which))


def _edit_section(row: RequestRow, draft: Draft, plain: str, octets: int) -> Edit:
    """Return one section of a long text, with what was made of the others."""
    go = draft.fields.get(GO, "")
    wanted = number_in(go) if go else None
    fresh = Sections(sections_of(plain, octets), {}, octets=octets)
    if TEXT not in draft.fields:
        lost = draft.fields.get(EDITED, "")
        return Edit(
            fresh.text,
            is_later=not lost,
            sections=fresh,
            fault=_NOT_BY_SECTION if lost else "",
            lost=lost,
        )
    try:
        made = read_sections(draft.fields, plain, wanted)
    except (ContentChanged, AnswerInvalid) as refused:
        lost = draft.fields[TEXT]
        return Edit(fresh.text, sections=fresh, fault=str(refused), lost=lost)
    edited = edited_in(draft.fields, row.content)
    if edited is None:
        return Edit(made.text, sections=made)
    changes, which = part_of(made.changes, 1, CHANGES_OCTETS)
    n_left = _n_left(which)
    return Edit(made.text, changes, sha256_of(edited), sections=made, n_left=n_left)


def _n_left(part: Part | None) -> int:
    return part.total - part.last if part else 0
