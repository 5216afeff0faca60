"""Lessons: what people taught the steps of one deployment.

What a lesson may become is decided by interpret.lessons. Whoever reads a
lesson to change it holds the deployment's row first: two changes at the same
instant are done one after the other, on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import Connection, insert, select, update

from signoff.errors import LessonNotFound
from signoff.interpret.lesson_text import says_the_same
from signoff.interpret.lessons import EVERYWHERE, Lesson, LessonStatus, scope_of
from signoff.store import rows
from signoff.store.known import Known
from signoff.store.tables import deployments, lessons

COLUMNS = tuple(lessons.c[field.name] for field in fields(Lesson))


class Lessons:
    """The lessons, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def hold(self, deployment_id: str) -> None:
        """Let nobody else change lessons of this deployment until the transaction ends."""
        self._known.forget()  # they may have been waited for
        mine = deployments.c.id == deployment_id
        self._connection.execute(update(deployments).where(mine).values(name=deployments.c.name))

    def find(self, deployment_id: str, lesson_id: str) -> Lesson | None:
        """Return a lesson, None where this deployment has none of this id."""
        query = select(*COLUMNS).where(
            lessons.c.id == lesson_id, lessons.c.deployment_id == deployment_id
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else rows.lesson_from(row)

    def get(self, deployment_id: str, lesson_id: str) -> Lesson:
        """Return a lesson. Raises: LessonNotFound."""
        found = self.find(deployment_id, lesson_id)
        if found is None:
            raise LessonNotFound(
                f"There is no lesson {lesson_id[:60]!r}. Nothing was changed. "
                "List the lessons to see which there are."
            )
        return found

    def all(
        self, deployment_id: str, *, scope: str | None = None, status: LessonStatus | None = None
    ) -> list[Lesson]:
        """Return the lessons of a deployment, oldest first."""
        query = select(*COLUMNS).where(lessons.c.deployment_id == deployment_id)
        if scope is not None:
            query = query.where(lessons.c.scope == scope)
        if status is not None:
            query = query.where(lessons.c.status == status.value)
        query = query.order_by(lessons.c.learned_at, lessons.c.id)
        return [rows.lesson_from(row) for row in self._connection.execute(query).mappings()]

    def active_near(self, deployment_id: str, scope: str | None) -> list[Lesson]:
        """Return the active lessons that may be applied to a step, or to any; oldest first.

        How near each is to the step is for interpret.lessons.nearness to say.
        """
        query = select(*COLUMNS).where(
            lessons.c.deployment_id == deployment_id,
            lessons.c.status == LessonStatus.ACTIVE.value,
        )
        if scope is not None:
            of_flow = scope_of(scope.rpartition(":")[0], EVERYWHERE)
            query = query.where(lessons.c.scope.in_((scope, of_flow, EVERYWHERE)))
        query = query.order_by(lessons.c.learned_at, lessons.c.id)
        return [rows.lesson_from(row) for row in self._connection.execute(query).mappings()]

    def scopes(self, deployment_id: str) -> list[str]:
        """Return every scope that has a lesson, in order of the alphabet."""
        query = select(lessons.c.scope).where(lessons.c.deployment_id == deployment_id).distinct()
        # Sorted here: databases differ in what comes before what.
        return sorted(self._connection.execute(query).scalars())

    def find_same(self, deployment_id: str, scope: str, text: str) -> Lesson | None:
        """Return the oldest lesson of a scope that says the same, whatever its status."""
        known = self.all(deployment_id, scope=scope)
        return next((lesson for lesson in known if says_the_same(text, lesson.text)), None)

    def add(self, deployment_id: str, lesson: Lesson) -> None:
        values = {**rows.lesson_row(lesson), "deployment_id": deployment_id}
        self._connection.execute(insert(lessons).values(values))

    def put(self, lesson: Lesson) -> None:
        """Store a lesson as it is now."""
        mine = lessons.c.id == lesson.id
        self._connection.execute(update(lessons).where(mine).values(rows.lesson_row(lesson)))

    def count_shown(self, lesson_ids: Iterable[str]) -> None:
        """Count an answer to an output that these had changed."""
        self._add_one("n_shown", lesson_ids)

    def count_helped(self, lesson_ids: Iterable[str]) -> None:
        """Count that the output was accepted as they had made it."""
        self._add_one("n_helped", lesson_ids)

    def _add_one(self, name: str, lesson_ids: Iterable[str]) -> None:
        # In order, so that two answers at the same instant cannot wait for each other.
        for lesson_id in sorted(set(lesson_ids)):
            mine = lessons.c.id == lesson_id
            more = {name: lessons.c[name] + 1}
            self._connection.execute(update(lessons).where(mine).values(more))
