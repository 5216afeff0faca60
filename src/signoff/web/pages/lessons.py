"""Lessons: what people taught the steps of flows, for people to see, confirm and change.

What a lesson may become is not decided here: a change that its lifecycle does
not know is refused, and the page says why beside what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from signoff.errors import LessonClosed, LessonInvalid, LessonNotFound
from signoff.interpret.lesson_text import commands_the_machine
from signoff.interpret.lessons import LessonStatus, LessonVerb
from signoff.store import lesson_queries
from signoff.store.lesson_queries import LessonRow
from signoff.web.auth import Caller, Looking, Teaching, own_path
from signoff.web.lesson_scopes import class_name, served_name
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import first_within
from signoff.web.pages.render import page, remember
from signoff.web.seam import app_of

router = APIRouter()

N_CANDIDATES = 50  # to confirm, at the head of the first page
_SHARE, _ROW_OCTETS = 17_500, 1_000  # of HTML: a list, and the markup of a lesson in it
N_OTHERS = 100  # lessons of the same step to merge into
_LONGEST_FILTER = 200
_MAX_TYPED = 2_000  # a text that is too long comes back to its writer


class Show(StrEnum):
    """Which lessons are listed."""

    USED = "used"
    CANDIDATES = "candidates"
    RETIRED = "retired"


_STATUSES: Mapping[Show, Sequence[LessonStatus]] = {
    Show.USED: (LessonStatus.ACTIVE,),
    Show.CANDIDATES: (LessonStatus.CANDIDATE,),
    Show.RETIRED: (LessonStatus.RETIRED, LessonStatus.MERGED),
}
_LABELS = {Show.USED: "In use", Show.CANDIDATES: "To confirm", Show.RETIRED: "Retired"}


@dataclass(frozen=True, slots=True)
class Group:
    """The lessons of one step; ``flow`` is the name people know."""

    flow: str
    step: str
    rows: Sequence[LessonRow]


@router.get("/lessons")
def show_lessons(
    request: Request,
    caller: Looking,
    show: str = "",
    q: str = "",
    flow: str = "",
    after: str | None = None,
) -> Response:
    """List lessons by flow and step; those that somebody must confirm come first."""
    app = app_of(request)
    chosen = Show(show) if show in set(Show) else Show.USED
    text = q.strip()[:_LONGEST_FILTER]
    of_flow = class_name(app.flows, flow) if flow else None
    read = partial(lesson_queries.list_lessons, sight=caller.sight, flow=of_flow, text=text)
    with app.reading() as connection:
        found = read(connection, app.deployment_id, statuses=_STATUSES[chosen], after=after)
        is_first = chosen is Show.USED and after is None
        waiting = _STATUSES[Show.CANDIDATES] if is_first else ()
        candidates = read(connection, app.deployment_id, statuses=waiting, limit=N_CANDIDATES)
        to_confirm = LessonStatus.CANDIDATE
        n_waiting = lesson_queries.count_lessons(connection, app.deployment_id, to_confirm)
    to_confirm_here = first_within(candidates.items, _SHARE, _drawn_octets)
    left = 2 * _SHARE - sum(map(_drawn_octets, to_confirm_here))
    here = first_within(found.items, left, _drawn_octets)
    following = here[-1].id if len(here) < len(found.items) else found.next
    counted = {Show.CANDIDATES: n_waiting}
    address = partial(_address, q=text, flow=flow)
    return page(
        request,
        "lessons.html",
        show=chosen.value,
        q=text,
        flow=flow,
        candidates=to_confirm_here,
        n_candidates=n_waiting,
        groups=grouped(here, app.flows),
        shown_flow=partial(served_name, app.flows),
        is_command=_is_command,
        next_cut=address(show=chosen.value, after=following) if following else None,
        here_again=address(show=chosen.value, after=after),
        scopes=[
            (name.value, said, address(show=name.value), counted.get(name))
            for name, said in _LABELS.items()
        ],
    )


def _drawn_octets(lesson: LessonRow) -> int:
    return _ROW_OCTETS + octets_of(lesson.text + 2 * lesson.text[:80] + (lesson.words or "")[:160])


@router.get("/lessons/{lesson_id}")
def show_lesson(request: Request, caller: Looking, lesson_id: str) -> Response:
    """Show one lesson: where it comes from, how it did, what can be done with it."""
    return _lesson(request, caller, lesson_id)


@router.post("/lessons/{lesson_id}")
def change(  # noqa: PLR0913, PLR0917 - the fields of the forms
    request: Request,
    caller: Teaching,
    lesson_id: str,
    do: Annotated[LessonVerb, Form()],
    text: Annotated[str, Form()] = "",
    into: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Change a lesson, and lead back to where that was asked for."""
    book = app_of(request).lessons(caller.person)
    otherwise = f"/lessons/{quote(lesson_id)}"
    try:
        if do is LessonVerb.MERGE:
            kept = book.merge(lesson_id, into)
            otherwise = f"/lessons/{quote(kept.id)}"
        else:
            book.change(lesson_id, do, text=text)
    except LessonInvalid as refused:
        return _lesson(
            request, caller, lesson_id, status=422, fault=str(refused), typed=text[:_MAX_TYPED]
        )
    except LessonClosed as refused:
        return _lesson(
            request, caller, lesson_id, status=409, fault=str(refused), typed=text[:_MAX_TYPED]
        )
    response = RedirectResponse(own_path(back, otherwise=otherwise), 303)
    remember(response, "lesson", do.value)
    return response


def grouped(rows: Sequence[LessonRow], flows: Mapping[str, Any]) -> list[Group]:
    """Return the rows of each step together, pinned ones first."""
    groups = []
    for _, found in groupby(rows, key=lambda row: row.scope):
        ranked = sorted(found, key=lambda row: not row.is_pinned)
        first = ranked[0]
        groups.append(Group(served_name(flows, first.flow), first.step, ranked))
    return groups


def _lesson(
    request: Request,
    caller: Caller,
    lesson_id: str,
    *,
    status: int = 200,
    fault: str = "",
    typed: str = "",
) -> Response:
    app = app_of(request)
    with app.reading() as connection:
        find = partial(lesson_queries.find_lesson, connection, app.deployment_id)
        found = find(lesson_id, sight=caller.sight)
        if found is None:
            raise LessonNotFound(
                f"There is no lesson {lesson_id[:60]!r}. Nothing was changed. "
                "Open the lessons to see which there are."
            )
        into = found.merged_into
        kept = find(into, sight=caller.sight) if into else None
        same_step = lesson_queries.list_lessons(
            connection,
            app.deployment_id,
            sight=caller.sight,
            flow=found.flow,
            step=found.step,
            statuses=(LessonStatus.ACTIVE, LessonStatus.CANDIDATE),
            limit=N_OTHERS,
        )
        facts = lesson_queries.list_facts(connection, found.id)
    return page(
        request,
        "lesson.html",
        status=status,
        lesson=found,
        flow=served_name(app.flows, found.flow),
        kept=kept,
        others=[other for other in same_step.items if other.id != found.id],
        facts=facts,
        is_command=_is_command,
        fault=fault,
        typed=typed or found.text,
        here=f"/lessons/{found.id}" if status != 200 else None,  # noqa: PLR2004 - OK
    )


def _is_command(lesson: LessonRow) -> bool:
    return commands_the_machine(lesson.text) or commands_the_machine(lesson.words)


def _address(**parts: str | None) -> str:
    kept = {name: value for name, value in parts.items() if value}
    if kept.get("show") == Show.USED.value:
        del kept["show"]
    return f"/lessons?{urlencode(kept)}" if kept else "/lessons"
