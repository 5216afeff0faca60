"""What people taught a step: lessons, and what a memory of lessons must be able to do.

A lesson is one sentence that a person's feedback taught one step of one flow.
This file knows what a lesson is and how it may change. It keeps none and asks
no model: that is the business of whoever implements LessonBook, and of
flow/learning.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from signoff.errors import LessonClosed, LessonInvalid
from signoff.interpret.lesson_text import MAX_LENGTH, one_line, words

HITL = "hitl"  # the source of lessons that a person's feedback taught
EVERYWHERE = "*"


class LessonStatus(StrEnum):
    """Where a lesson stands. Only an active one is ever applied."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    RETIRED = "retired"
    MERGED = "merged"


class LessonVerb(StrEnum):
    """What a person can do with a lesson."""

    CONFIRM = "confirm"
    EDIT = "edit"
    PIN = "pin"
    UNPIN = "unpin"
    RETIRE = "retire"
    MERGE = "merge"

    @property
    def done(self) -> str:
        """Return what a lesson is after it: confirmed, edited, pinned."""
        irregular = {LessonVerb.PIN: "pinned", LessonVerb.UNPIN: "unpinned"}
        return irregular.get(self, f"{self.removesuffix('e')}ed")


_ANY_OPEN = (LessonStatus.CANDIDATE, LessonStatus.ACTIVE, LessonStatus.RETIRED)

# What may be done to a lesson that stands so, and where it stands then. Anything else is refused.
LIFECYCLE: Mapping[tuple[LessonStatus, LessonVerb], LessonStatus] = {
    **{(status, LessonVerb.CONFIRM): LessonStatus.ACTIVE for status in _ANY_OPEN},
    **{(status, LessonVerb.RETIRE): LessonStatus.RETIRED for status in _ANY_OPEN},
    **{(status, LessonVerb.MERGE): LessonStatus.MERGED for status in _ANY_OPEN},
    **{(status, LessonVerb.EDIT): status for status in _ANY_OPEN},
    (LessonStatus.ACTIVE, LessonVerb.PIN): LessonStatus.ACTIVE,
    (LessonStatus.ACTIVE, LessonVerb.UNPIN): LessonStatus.ACTIVE,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    ``text`` is one line of at most MAX_LENGTH characters. ``scope`` is the
    step it belongs to (see ``scope_of``). ``learned_from`` is the id of the
    request whose answer taught it, empty where a person wrote it down.
    ``n_shown`` counts the answers to outputs it had changed, ``n_helped``
    those of them that accepted the output as shown. ``merged_into`` is the id
    of the lesson that took its place.
    """

    id: str
    text: str
    scope: str
    source: str
    status: LessonStatus
    is_pinned: bool
    learned_from: str
    learned_at: datetime
    n_shown: int = 0
    n_helped: int = 0
    merged_into: str | None = None


def scope_of(flow: str, step: str) -> str:
    """Return the scope of a step's lessons: ``"flow:step"``, with the name of the flow's class."""
    return f"{flow}:{step}"


def scopes_around(scope: str) -> tuple[str, str, str]:
    """Return the scopes whose lessons hold for a step, nearest first: its own, its flow's, all."""
    return scope, f"{scope.rpartition(':')[0]}:*", EVERYWHERE


def nearness(scope: str, wanted: str | None) -> int | None:
    """Say how near a lesson's scope is to the wanted one: 0 is the step itself.

    1: lessons of the whole flow (``"flow:*"``); 2: house rules (``"*"``). None
    where the lesson is of another step. Every scope is near to None.
    """
    if wanted is None:
        return 0
    around = scopes_around(wanted)
    return around.index(scope) if scope in around else None


def lesson_text(text: str) -> str:
    """Return ``text`` as a lesson's text: one line, no invisible signs.

    Raises: LessonInvalid, where no word is left or too many.
    """
    line = one_line(text)
    if words(line) and len(line) <= MAX_LENGTH:
        return line
    raise LessonInvalid(
        f"A lesson is a sentence of up to {MAX_LENGTH} characters; this one has {len(line)}: "
        f"{line[:80]!r}. Nothing was changed. Write it as one short rule."
    )


def changed(lesson: Lesson, verb: LessonVerb, *, text: str = "", into: str = "") -> Lesson:
    """Return the lesson after ``verb``. ``text`` is for EDIT, ``into`` for MERGE.

    A lesson that is no longer active is no longer pinned.
    Raises: LessonClosed, where the lifecycle has no such step from here;
    LessonInvalid, for a text that is none.
    """
    status = LIFECYCLE.get((lesson.status, verb))
    if status is None:
        merged = f" Change {lesson.merged_into} instead." if lesson.merged_into else ""
        raise LessonClosed(
            f"Lesson {lesson.id} is {lesson.status} and cannot be {verb.done}. It stays as it is."
            f"{merged or ' Confirm it first.'}"
        )
    if verb is LessonVerb.MERGE and into == lesson.id:
        raise LessonInvalid(
            f"Lesson {lesson.id} cannot be merged into itself. It stays as it is. "
            "Name the lesson that shall stay."
        )
    is_pinned = verb is LessonVerb.PIN or (lesson.is_pinned and verb is not LessonVerb.UNPIN)
    return replace(
        lesson,
        status=status,
        text=lesson_text(text) if verb is LessonVerb.EDIT else lesson.text,
        is_pinned=is_pinned and status is LessonStatus.ACTIVE,
        merged_into=into if verb is LessonVerb.MERGE else lesson.merged_into,
    )


def merged(lesson: Lesson, kept: Lesson) -> tuple[Lesson, Lesson]:
    """Return both lessons after ``kept`` took the place of ``lesson`` and what it is credited with.

    Raises: LessonClosed, where one of them is merged already; LessonInvalid, for one lesson twice.
    """
    if kept.status is LessonStatus.MERGED:
        raise LessonClosed(
            f"Lesson {kept.id} is merged into {kept.merged_into} and takes no other in. Lesson "
            f"{lesson.id} stays as it is. Merge it into {kept.merged_into} instead."
        )
    gone = changed(lesson, LessonVerb.MERGE, into=kept.id)
    n_shown, n_helped = kept.n_shown + lesson.n_shown, kept.n_helped + lesson.n_helped
    return gone, replace(kept, n_shown=n_shown, n_helped=n_helped)


@runtime_checkable
class LessonBook(Protocol):
    """A memory whose lessons people can see and change.

    Prove an implementation with signoff.testing.lessons.LessonBookContract.
    All that takes an id raises LessonNotFound where there is none.
    """

    def recall(
        self, query: str, *, limit: int = 5, source: str | None = None, scope: str | None = None
    ) -> Sequence[Lesson]:
        """Return what lesson_choice.chosen does: pinned lessons, then ``limit`` others."""
        ...

    def remember_many(
        self,
        contents: Sequence[str],
        *,
        source: str | None = None,
        scope: str | None = None,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Sequence[Lesson]:
        """Add each text as ``add`` does, and return the lessons that now hold them."""
        ...

    def find(self, lesson_id: str) -> Lesson | None:
        """Return the lesson, or None."""
        ...

    def lessons(
        self, *, scope: str | None = None, status: LessonStatus | None = None
    ) -> Sequence[Lesson]:
        """Return lessons of exactly this scope and status, or of all; oldest first."""
        ...

    def scopes(self) -> Sequence[str]:
        """Return every scope that has a lesson, in order of the alphabet."""
        ...

    def add(
        self,
        text: str,
        *,
        scope: str,
        source: str = HITL,
        status: LessonStatus = LessonStatus.ACTIVE,
        learned_from: str = "",
    ) -> Lesson:
        """Add a lesson, unless one of this scope says the same (lesson_text.says_the_same).

        That one is returned as it stands, even retired: what a person has
        taken out is not learned again. Raises: LessonInvalid.
        """
        ...

    def confirm(self, lesson_id: str) -> Lesson:
        """Let a candidate, or a retired lesson, be applied."""
        ...

    def edit(self, lesson_id: str, text: str) -> Lesson:
        """Say it in other words. Raises: LessonInvalid, LessonClosed."""
        ...

    def pin(self, lesson_id: str) -> Lesson:
        """Let it be recalled always, besides the limit."""
        ...

    def unpin(self, lesson_id: str) -> Lesson:
        """Let it be recalled where it fits."""
        ...

    def merge(self, lesson_id: str, into: str) -> Lesson:
        """Let the lesson ``into`` stand for this one as well, and return that.

        It is credited with what this one has done. Raises: LessonClosed,
        where ``into`` is itself merged.
        """
        ...

    def retire(self, lesson_id: str) -> Lesson:
        """Apply it no more, and do not learn it again."""
        ...

    def count_shown(self, lesson_ids: Iterable[str]) -> None:
        """Count an answer to an output that these had changed; unknown ids are passed over."""
        ...

    def count_helped(self, lesson_ids: Iterable[str]) -> None:
        """Count that the output was accepted as they had made it."""
        ...

    def flush(self) -> None:
        """Wait until everything that is on its way is stored."""
        ...
