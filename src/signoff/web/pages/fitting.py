"""As much of a JSON value as a page has room for: each branch its share, a small one whole.

A value beside the thing itself (a state, notes, a result) helps to decide only as
far as it is read. What is left out is said where it was, and the API has all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from signoff.store.history import HistoryItem
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import first_within

_NAME, _LEAF, _FOLD, _LONG_TEXT = 60, 40, 150, 330  # octets of the markup around each
_LEAST = 200  # octets for which a branch is worth showing
_FOLDED_FROM = 160  # characters, as the template folds a text
_DEEPEST = 5  # the template unfolds no further
_TOLD = 500  # octets of the markup around one item of a story
MOST_QUOTED, MOST_OUTPUT = 600, 2_000  # characters of an item of a story
MORE = "…"

Item = TypeVar("Item")


def fitted(value: Any, octets: int) -> tuple[Any, bool]:  # noqa: ANN401 - JSON
    """Return a value that takes about so many octets of HTML, and whether anything was cut."""
    found, _ = _fit(value, octets, 0)
    return found, found != value


def newest_within(
    items: Sequence[Item], octets: int, said: Callable[[Item], Sequence[str]], frame: int
) -> Sequence[Item]:
    """Return the last of some items, one at least, that take about so many octets of HTML.

    ``said`` are the texts of one, ``frame`` the octets of the markup around them.
    """

    def drawn(item: Item) -> int:
        return frame + sum(map(octets_of, said(item)))

    return first_within(items[::-1], octets, drawn)[::-1]


def told_of(history: Sequence[HistoryItem], octets: int) -> Sequence[HistoryItem]:
    """Return the last items of a run's story that take about so many octets of HTML."""

    def said(item: HistoryItem) -> Sequence[str]:
        return item.title, item.detail, item.quote[:MOST_QUOTED], item.output[:MOST_OUTPUT]

    return newest_within(history, octets, said, _TOLD)


def _fit(value: Any, left: int, depth: int) -> tuple[Any, int]:  # noqa: ANN401 - JSON
    """Return as much of a value as there is room for, and the octets that it takes."""
    if isinstance(value, str):
        return _fit_text(value, left)
    if isinstance(value, list | tuple):
        found, used = _fit_items([("", item) for item in value], left - _FOLD, depth)
        return [item for _, item in found], used + _FOLD
    if isinstance(value, dict):
        found, used = _fit_items(list(value.items()), left - _FOLD, depth)
        return dict(found), used + _FOLD
    return value, _LEAF


def _fit_text(text: str, left: int) -> tuple[str, int]:
    n = _needed(text, 0)
    if n <= left:
        return text, n
    room = max(1, int(len(text) * max(left - _LONG_TEXT, 30) / n))
    cut = text[:room].rstrip() + MORE
    return cut, _needed(cut, 0)


def _fit_items(
    items: list[tuple[str, Any]], left: int, depth: int
) -> tuple[list[tuple[str, Any]], int]:
    if depth > _DEEPEST:
        return items[:1], 0
    needed = sum(_NAME + octets_of(name) + _needed(item, depth + 1) for name, item in items)
    shown = items if needed <= left else items[: max(1, left // _LEAST)]
    named = [_NAME + octets_of(name) for name, _ in shown]
    shares = _shares([_needed(item, depth + 1) for _, item in shown], left - sum(named))
    found: list[tuple[str, Any]] = []
    used = 0
    for (name, item), share, name_octets in zip(shown, shares, named, strict=True):
        fit, octets = _fit(item, share, depth + 1)
        found.append((name, fit))
        used += octets + name_octets
        if used > left:
            break
    if len(found) < len(items):
        found.append((MORE, f"and {len(items) - len(found)} more"))
        used += _LEAF + _NAME
    return found, used


def _shares(needed: Sequence[int], left: int) -> list[int]:
    """Return what each may take: what it needs, or as much as all others that need more."""
    shares = [0] * len(needed)
    for n, at in enumerate(sorted(range(len(needed)), key=needed.__getitem__)):
        shares[at] = min(needed[at], left // (len(needed) - n))
        left -= shares[at]
    return shares


def _needed(value: Any, depth: int) -> int:  # noqa: ANN401 - JSON
    """Return about how many octets all of a value takes."""
    if isinstance(value, str):
        return octets_of(value) + (_LONG_TEXT if len(value) > _FOLDED_FROM else _LEAF)
    if depth > _DEEPEST or not isinstance(value, list | tuple | dict):
        return _LEAF
    names = value if isinstance(value, dict) else [""] * len(value)
    inner = value.values() if isinstance(value, dict) else value
    named = sum(_NAME + octets_of(name) for name in names)
    return _FOLD + named + sum(_needed(item, depth + 1) for item in inner)
