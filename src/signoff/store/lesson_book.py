"""The platform's book of lessons: each call is a transaction, each change a fact on the trail.

A served flow remembers with it, and pages, API and command line change
lessons through it, so that no change goes by without saying whose it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signoff import ids
from signoff.clock import Clock
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.interpret.lesson_choice import chosen
from signoff.interpret.lessons import (
    EVERYWHERE,
    HITL,
    Lesson,
    LessonStatus,
    LessonVerb,
    changed,
    lesson_text,
    merged,
)
from signoff.store.unit_of_work import UnitOfWork

_FACTS: Mapping[LessonVerb, EventKind] = {
    LessonVerb.CONFIRM: EventKind.LESSON_CONFIRMED,
    LessonVerb.EDIT: EventKind.LESSON_EDITED,
    LessonVerb.PIN: EventKind.LESSON_PINNED,
    LessonVerb.UNPIN: EventKind.LESSON_UNPINNED,
    LessonVerb.RETIRE: EventKind.LESSON_RETIRED,
    LessonVerb.MERGE: EventKind.LESSON_MERGED,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson before it is kept; ``learned_from`` is the request that taught it, if one did."""

    text: str
    scope: str
    source: str = HITL
    status: LessonStatus = LessonStatus.ACTIVE
    learned_from: str = ""
    run_id: str | None = None


def keep(
    unit: UnitOfWork, deployment_id: str, found: Found, *, actor: str, now: datetime
) -> Lesson:
    """Add a lesson unless its scope has one that says the same; return the one that now holds it.

    The caller commits. Raises: LessonInvalid.
    """
    line = lesson_text(found.text)
    unit.lessons.hold(deployment_id)
    known = unit.lessons.find_same(deployment_id, found.scope, line)
    if known is not None:
        return known
    lesson = Lesson(
        id=ids.new_id(),
        text=line,
        scope=found.scope,
        source=found.source,
        status=found.status,
        is_pinned=False,
        learned_from=found.learned_from,
        learned_at=now,
    )
    unit.lessons.add(deployment_id, lesson)
    data = {"text": line, "status": lesson.status.value}
    taught_by = found.learned_from if found.run_id else None
    _note(unit, EventKind.LESSON_LEARNED, lesson, actor, now, data, found.run_id, taught_by)
    return lesson


class StoredLessons:
    """A LessonBook on the platform's database: the lessons of one deployment.

    ``actor`` is who changes them through this book, as the trail will say.
    """

    def __init__(
        self,
        unit: Callable[[], UnitOfWork],
        deployment_id: str,
        *,
        clock: Clock,
        actor: str = "flow",
    ) -> None:
        self._unit = unit
        self._deployment_id = deployment_id
        self._clock = clock
        self._actor = actor

    def recall(
        self, query: str, *, limit: int = 5, source: str | None = None, scope: str | None = None
    ) -> Sequence[Lesson]:
        """Return the active lessons that fit an output best."""
        with self._unit() as unit:
            active = unit.lessons.active_near(self._deployment_id, scope)
        return chosen(active, query, limit=limit, source=source, scope=scope)

    def remember_many(
        self,
        contents: Sequence[str],
        *,
        source: str | None = None,
        scope: str | None = None,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Sequence[Lesson]:
        """Add each text, unless its scope has one that says the same."""
        return self._keep(
            [
                Found(text, scope or EVERYWHERE, source or HITL, status, learned_from)
                for text in contents
            ]
        )

    def find(self, lesson_id: str) -> Lesson | None:
        """Return the lesson, or None."""
        with self._unit() as unit:
            return unit.lessons.find(self._deployment_id, lesson_id)

    def lessons(
        self, *, scope: str | None = None, status: LessonStatus | None = None
    ) -> Sequence[Lesson]:
        """Return lessons, oldest first."""
        with self._unit() as unit:
            return unit.lessons.all(self._deployment_id, scope=scope, status=status)

    def scopes(self) -> Sequence[str]:
        """Return every scope that has a lesson."""
        with self._unit() as unit:
            return unit.lessons.scopes(self._deployment_id)

    def add(
        self,
        text: str,
        *,
        scope: str,
        source: str = HITL,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Lesson:
        """Add a lesson, unless one of this scope says the same: that one is returned."""
        return self._keep([Found(text, scope, source, status, learned_from)])[0]

    def confirm(self, lesson_id: str) -> Lesson:
        """Let a candidate, or a retired lesson, be applied."""
        return self.change(lesson_id, LessonVerb.CONFIRM)

    def edit(self, lesson_id: str, text: str) -> Lesson:
        """Say it in other words."""
        return self.change(lesson_id, LessonVerb.EDIT, text=text)

    def pin(self, lesson_id: str) -> Lesson:
        """Let it be recalled always."""
        return self.change(lesson_id, LessonVerb.PIN)

    def unpin(self, lesson_id: str) -> Lesson:
        """Let it be recalled where it fits."""
        return self.change(lesson_id, LessonVerb.UNPIN)

    def retire(self, lesson_id: str) -> Lesson:
        """Apply it no more."""
        return self.change(lesson_id, LessonVerb.RETIRE)

    def change(self, lesson_id: str, *verbs: LessonVerb, text: str = "") -> Lesson:
        """Do all of ``verbs`` in turn, or nothing; ``text`` is for EDIT.

        Raises: LessonNotFound, LessonClosed, LessonInvalid.
        """
        now = self._clock.now()
        with self._unit() as unit:
            unit.lessons.hold(self._deployment_id)
            lesson = unit.lessons.get(self._deployment_id, lesson_id)
            for verb in verbs:
                lesson = changed(lesson, verb, text=text)
                data = {"text": lesson.text} if verb is LessonVerb.EDIT else {}
                _note(unit, _FACTS[verb], lesson, self._actor, now, data)
            unit.lessons.put(lesson)
            unit.commit()
        return lesson

    def merge(self, lesson_id: str, into: str) -> Lesson:
        """Let another lesson stand for this one, and return that."""
        with self._unit() as unit:
            unit.lessons.hold(self._deployment_id)
            lesson = unit.lessons.get(self._deployment_id, lesson_id)
            gone, stays = merged(lesson, unit.lessons.get(self._deployment_id, into))
            unit.lessons.put(gone)
            unit.lessons.put(stays)
            fact, now = _FACTS[LessonVerb.MERGE], self._clock.now()
            _note(unit, fact, gone, self._actor, now, {"into": stays.id})
            unit.commit()
        return stays

    def count_shown(self, lesson_ids: Iterable[str]) -> None:
        """Count an answer to an output that these had changed."""
        with self._unit() as unit:
            unit.lessons.count_shown(lesson_ids)
            unit.commit()

    def count_helped(self, lesson_ids: Iterable[str]) -> None:
        """Count that the output was accepted as they had made it."""
        with self._unit() as unit:
            unit.lessons.count_helped(lesson_ids)
            unit.commit()

    def flush(self) -> None:
        """Return at once: what a call of this book stores is stored when it returns."""

    def _keep(self, found: Sequence[Found]) -> list[Lesson]:
        now = self._clock.now()
        with self._unit() as unit:
            kept = [
                keep(unit, self._deployment_id, each, actor=self._actor, now=now) for each in found
            ]
            unit.commit()
        return kept


def _note(  # noqa: PLR0913, PLR0917 - a fact's columns
    unit: UnitOfWork,
    kind: EventKind,
    lesson: Lesson,
    actor: str,
    now: datetime,
    data: Mapping[str, Any],
    run_id: str | None = None,
    request_id: str | None = None,
) -> None:
    told = {"scope": lesson.scope, **data}
    unit.trail.add(AuditEvent(ids.new_id(), kind, lesson.id, actor, now, run_id, request_id, told))
