"""Which lessons are recalled for an output: the nearest, the most alike, the most helpful.

Pure rules over lessons that a book has read; every book chooses by them, so
that all choose alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from signoff.interpret.lesson_text import words
from signoff.interpret.lessons import Lesson, LessonStatus, nearness


def chosen(
    lessons: Iterable[Lesson],
    query: str,
    *,
    limit: int,
    source: str | None = None,
    scope: str | None = None,
) -> list[Lesson]:
    """Return the active lessons for an output (``query`` is its text), the best first.

    Pinned ones come first and are not counted against ``limit``. Then the
    nearest scope, then how many of a lesson's words the output shares and how
    often it helped (half and half), then the newest. A lesson nobody has seen
    the work of yet counts as one that helps every other time.
    """
    asked = set(words(query))
    ranked = [
        (not lesson.is_pinned, near, -_fitness(lesson, asked), lesson)
        for lesson in sorted(lessons, key=lambda lesson: lesson.learned_at, reverse=True)
        if lesson.status is LessonStatus.ACTIVE
        and (source is None or lesson.source == source)
        and (near := nearness(lesson.scope, scope)) is not None
    ]
    ranked.sort(key=lambda entry: entry[:3])
    found = [entry[3] for entry in ranked]
    pinned = [lesson for lesson in found if lesson.is_pinned]
    return [*pinned, *[lesson for lesson in found if not lesson.is_pinned][: max(limit, 0)]]


def _fitness(lesson: Lesson, asked: set[str]) -> float:
    own = set(words(lesson.text))
    shared = len(own & asked) / len(own) if own else 0.0
    helped = (lesson.n_helped + 1) / (lesson.n_shown + 2)
    return shared + helped
