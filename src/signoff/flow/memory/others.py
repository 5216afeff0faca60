"""Any memory an author may assign, called with what it takes.

Memories of other makers know fewer keywords than ours, return things of
their own, and may fail in ways of their own. Here they look like one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from signoff.interpret.lessons import LessonStatus, scopes_around

# What a memory with **kwargs is given of what we know: the two keywords authors know as well.
_COMMON = frozenset({"source", "limit"})


class Recalled(NamedTuple):
    """A lesson as a memory gave it; ``id`` is empty where it has none."""

    id: str
    text: str
    is_pinned: bool = False
    learned_at: datetime | None = None


def find_memory(flow: object) -> Any | None:  # noqa: ANN401 - duck-typed by authors
    """Return the flow's memory, None where it has none.

    Raises: TypeError, where what it has cannot recall and remember.
    """
    memory = getattr(flow, "memory", None)
    if memory is None:
        return None
    for name in ("recall", "remember_many"):
        if not callable(getattr(memory, name, None)):
            raise TypeError(
                f"{type(flow).__name__}.memory is a {type(memory).__name__}, which has no {name}. "
                "Nothing was learned or recalled. Assign a memory with recall and remember_many, "
                "or None."
            )
    return memory


def recall(memory: Any, query: str, *, limit: int, source: str, scope: str) -> list[Recalled]:  # noqa: ANN401
    """Return what the memory holds for an output: pinned lessons, and at most ``limit`` others.

    In the order they were learned in, where the memory says: where two clash, the later holds.
    """
    given = _taken(memory.recall, {"limit": limit, "source": source, "scope": scope})
    found = _plain_result(memory.recall(query, **given)) or ()
    found = [found] if isinstance(found, str) else found  # its letters are no lessons
    recalled = [lesson for item in found if (lesson := _recalled(item)) is not None]
    lessons = [lesson for lesson in recalled if lesson.text.strip()]
    pinned = [lesson for lesson in lessons if lesson.is_pinned]
    kept = [*pinned, *[lesson for lesson in lessons if not lesson.is_pinned][:limit]]
    dated = [(lesson.learned_at, i) for i, lesson in enumerate(kept) if lesson.learned_at]
    return [kept[i] for _, i in sorted(dated)] if len(dated) == len(kept) else kept


def remember(
    memory: Any,  # noqa: ANN401 - duck-typed by authors
    texts: Sequence[str],
    *,
    source: str,
    scope: str,
    status: LessonStatus,
    learned_from: str,
) -> None:
    """Give the memory lessons to keep; candidates, where it can hold them back, else not at all."""
    is_held_back = status is LessonStatus.CANDIDATE
    if not texts or (is_held_back and "status" not in _named(memory.remember_many)):
        return
    known = {"source": source, "scope": scope, "status": status, "learned_from": learned_from}
    given = _taken(memory.remember_many, known)
    _plain_result(memory.remember_many(list(texts), **given))


def known_texts(memory: Any, query: str, *, source: str, scope: str) -> list[str]:  # noqa: ANN401
    """Return what need not be learned again: all lessons of a book, what fits of another memory."""
    lessons = getattr(memory, "lessons", None)
    if callable(lessons) and "scope" in _named(lessons):
        return [lesson.text for near in scopes_around(scope) for lesson in lessons(scope=near)]
    return [one.text for one in recall(memory, query, limit=20, source=source, scope=scope)]


def count(memory: Any, name: str, lesson_ids: Iterable[str]) -> None:  # noqa: ANN401 - duck-typed
    """Call ``count_shown`` or ``count_helped``, where the memory counts."""
    counting = getattr(memory, name, None)
    ids = [lesson_id for lesson_id in lesson_ids if lesson_id]
    if callable(counting) and ids:
        _plain_result(counting(ids))


def _recalled(item: object) -> Recalled | None:
    if isinstance(item, Mapping):
        found = item.get("text") or item.get("content")
        return Recalled(str(item.get("id") or ""), found) if isinstance(found, str) else None
    record = getattr(item, "record", None)
    places = (item, getattr(item, "text", None), getattr(item, "content", None))
    for text in (*places, getattr(record, "content", None)):
        if isinstance(text, str):
            ids = (getattr(item, "id", None), getattr(record, "id", None))
            lesson_id = next((str(one) for one in ids if isinstance(one, str)), "")
            is_pinned, at = getattr(item, "is_pinned", None), getattr(item, "learned_at", None)
            known_at = at if isinstance(at, datetime) else None
            return Recalled(lesson_id, text, is_pinned is True, known_at)
    return None


def _taken(function: Callable[..., Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
    names = _named(function)
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in _parameters(function)):
        names |= _COMMON
    return {name: value for name, value in keywords.items() if name in names}


def _named(function: Callable[..., Any]) -> frozenset[str]:
    kinds = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return frozenset(p.name for p in _parameters(function) if p.kind in kinds)


def _parameters(function: Callable[..., Any]) -> Sequence[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # a builtin that does not say what it takes: give it nothing
        return ()


def _plain_result(found: Any) -> Any:  # noqa: ANN401 - the author's
    if not inspect.iscoroutine(found):
        return found
    found.close()
    raise TypeError("a memory's methods are coroutine functions; give plain ones")
