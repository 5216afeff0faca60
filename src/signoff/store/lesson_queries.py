"""Lessons as screens and the API show them, with whose answer taught each.

Each function takes an open connection and returns frozen rows; nothing here
writes. Lists are cut by key: step by step, and within a step in the order in
which the lessons were learned.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from signoff.interpret.lessons import LessonStatus
from signoff.store.queries import Page
from signoff.store.sight import Sight
from signoff.store.tables import audit_events, lessons, requests, responses


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson as a person sees it.

    ``flow`` is the class's name, ``step`` the method's; empty where it is for
    every step. ``teacher`` is who answered the request it was learned from,
    ``words`` what they wrote, ``question`` what they were asked; empty where no
    answer taught it, and where that request is not to be seen.
    """

    id: str
    text: str
    scope: str
    flow: str
    step: str
    source: str
    status: str
    is_pinned: bool
    learned_from: str
    learned_at: datetime
    n_shown: int
    n_helped: int
    merged_into: str | None
    teacher: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class LessonFact:
    """One thing that happened to a lesson."""

    kind: str
    actor: str
    at: datetime
    data: Mapping[str, Any]


def list_lessons(  # noqa: PLR0913 - each names one filter of the screen
    connection: Connection,
    deployment_id: str,
    *,
    sight: Sight,
    flow: str | None = None,
    step: str | None = None,
    statuses: Collection[LessonStatus] = tuple(LessonStatus),
    text: str = "",
    limit: int = 50,
    after: str | None = None,
) -> Page[LessonRow]:
    """Return lessons by scope, the oldest first; ``after`` is a lesson's id."""
    query = _lessons(deployment_id, sight).where(
        lessons.c.status.in_([one.value for one in statuses])
    )
    if flow is not None:
        query = query.where(lessons.c.flow == flow)
    if step is not None:
        query = query.where(lessons.c.step == step)
    for word in text.split():
        columns = (lessons.c.text, lessons.c.scope, responses.c.responder)
        query = query.where(or_(*(one.icontains(word, autoescape=True) for one in columns)))
    if after is not None:
        last = lessons.alias("last")
        scope = select(last.c.scope).where(last.c.id == after).scalar_subquery()
        same = and_(lessons.c.scope == scope, lessons.c.id > after)
        query = query.where(or_(lessons.c.scope > scope, same))
    query = query.order_by(lessons.c.scope, lessons.c.id).limit(limit + 1)
    found = [_lesson(row) for row in connection.execute(query)]
    if len(found) <= limit:
        return Page(tuple(found))
    return Page(tuple(found[:limit]), found[limit - 1].id)


def find_lesson(
    connection: Connection, deployment_id: str, lesson_id: str, *, sight: Sight
) -> LessonRow | None:
    """Return one lesson of a deployment."""
    query = _lessons(deployment_id, sight).where(lessons.c.id == lesson_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else _lesson(row)


def count_lessons(connection: Connection, deployment_id: str, status: LessonStatus) -> int:
    """Return how many lessons stand so."""
    query = select(func.count()).where(
        lessons.c.deployment_id == deployment_id, lessons.c.status == status.value
    )
    return connection.execute(query).scalar_one()


def list_facts(connection: Connection, lesson_id: str) -> tuple[LessonFact, ...]:
    """Return what happened to a lesson, oldest first."""
    columns = (audit_events.c.kind, audit_events.c.actor, audit_events.c.at, audit_events.c.data)
    query = select(*columns).where(audit_events.c.subject == lesson_id).order_by(audit_events.c.id)
    return tuple(LessonFact(*row) for row in connection.execute(query))


def _lessons(deployment_id: str, sight: Sight) -> Select[*tuple[Any, ...]]:
    # A lesson is for everybody who works here; whose answer taught it, only for who may see that.
    seen = (requests.c.id == lessons.c.learned_from) & sight.requests
    taught = lessons.outerjoin(requests, seen)
    taught = taught.outerjoin(responses, responses.c.request_id == requests.c.id)
    return (
        select(
            lessons,
            responses.c.responder.label("teacher"),
            responses.c.feedback.label("said"),
            responses.c.text.label("all_said"),
            requests.c.message.label("question"),
        )
        .select_from(taught)
        .where(lessons.c.deployment_id == deployment_id)
    )


def _lesson(row: Row[*tuple[Any, ...]]) -> LessonRow:
    return LessonRow(
        row.id, row.text, row.scope, row.flow, row.step, row.source, row.status, row.is_pinned,
        row.learned_from, row.learned_at, row.n_shown, row.n_helped, row.merged_into,
        row.teacher or "", row.all_said or row.said or "", row.question or "",
    )  # fmt: skip
