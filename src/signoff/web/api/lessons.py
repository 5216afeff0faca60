"""Lessons over the API: what people taught, and changes to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from signoff.app import App
from signoff.errors import LessonNotFound
from signoff.interpret.lessons import LessonStatus, LessonVerb
from signoff.store import lesson_queries
from signoff.store.lesson_queries import LessonRow
from signoff.web import lesson_scopes
from signoff.web.api.description import refuses
from signoff.web.api.lesson_schemas import Lesson, LessonChange, LessonPage, Merge
from signoff.web.api.parameters import PREFIX, Cursor, Id, Limit
from signoff.web.auth import Caller, Looking, Teaching
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/lessons", tags=["lessons"])

_Flow = Annotated[str | None, Query(description="Only lessons of this flow.")]
_Step = Annotated[str | None, Query(description="Only lessons of the method of this name.")]
_Status = Annotated[LessonStatus | None, Query(description="Only lessons that stand so.")]


@router.get("", responses=refuses(401, 403, 422))
def list_lessons(  # noqa: PLR0913, PLR0917 - each names a parameter of the address
    request: Request,
    caller: Looking,
    flow: _Flow = None,
    step: _Step = None,
    status: _Status = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> LessonPage:
    """List lessons, step by step, the oldest of each first."""
    app = app_of(request)
    with app.reading() as connection:
        page = lesson_queries.list_lessons(
            connection,
            app.deployment_id,
            sight=caller.sight,
            flow=None if flow is None else lesson_scopes.class_name(app.flows, flow),
            step=step,
            statuses=tuple(LessonStatus) if status is None else (status,),
            limit=limit,
            after=after,
        )
    return LessonPage(items=tuple(_sent(app, row) for row in page.items), next=page.next)


@router.get("/{lesson_id}", responses=refuses(401, 403, 404))
def get_lesson(request: Request, caller: Looking, lesson_id: Id) -> Lesson:
    """Get a lesson: what it says, whose answer taught it, how often it helped."""
    return _shown(app_of(request), caller, lesson_id)


@router.patch("/{lesson_id}", responses=refuses(401, 403, 404, 409, 413, 422))
def change_lesson(
    request: Request, lesson_id: Id, caller: Teaching, change: LessonChange
) -> Lesson:
    """Change a lesson: its text, whether it is applied, whether it is applied always."""
    app = app_of(request)
    verbs = []
    if change.text is not None:
        verbs.append(LessonVerb.EDIT)
    if change.status is not None:
        is_active = change.status == LessonStatus.ACTIVE.value
        verbs.append(LessonVerb.CONFIRM if is_active else LessonVerb.RETIRE)
    if change.is_pinned is not None:
        verbs.append(LessonVerb.PIN if change.is_pinned else LessonVerb.UNPIN)
    app.lessons(caller.person).change(lesson_id, *verbs, text=change.text or "")
    return _shown(app, caller, lesson_id)


@router.post("/{lesson_id}/merge", responses=refuses(401, 403, 404, 409, 413, 422))
def merge_lesson(request: Request, lesson_id: Id, caller: Teaching, merge: Merge) -> Lesson:
    """Let another lesson stand for this one as well; that one is returned."""
    app = app_of(request)
    kept = app.lessons(caller.person).merge(lesson_id, merge.into)
    return _shown(app, caller, kept.id)


def _shown(app: App, caller: Caller, lesson_id: str) -> Lesson:
    with app.reading() as connection:
        found = lesson_queries.find_lesson(
            connection, app.deployment_id, lesson_id, sight=caller.sight
        )
    if found is None:
        raise LessonNotFound(
            f"There is no lesson {lesson_id[:120]!r}. Nothing was changed. "
            f"See the lessons there are at {PREFIX}/lessons."
        )
    return _sent(app, found)


def _sent(app: App, row: LessonRow) -> Lesson:
    return Lesson(
        id=row.id,
        text=row.text,
        flow=lesson_scopes.served_name(app.flows, row.flow),
        step=row.step,
        status=LessonStatus(row.status),
        is_pinned=row.is_pinned,
        source=row.source,
        learned_from=row.learned_from or None,
        learned_at=row.learned_at,
        teacher=row.teacher or None,
        n_shown=row.n_shown,
        n_helped=row.n_helped,
        merged_into=row.merged_into,
    )
