"""A condition on a run's state, and what it comes to.

Three-valued inside: what is not there, or is of a kind that does not compare,
is neither true nor false, and so is its ``not``. In the end only true holds,
so a rule is never taken for the want of a value. How a condition is written
is known to condition_text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

_MISSING = object()
_LONGEST_INDEX = 9  # digits
_SHOWN = 60
_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True, slots=True)
class Path:
    """Where a value stands in the state: ``order.items.0.price``."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that the condition itself names: number, text, true, false, null, or a list."""

    value: Any


Value: TypeAlias = Path | Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values and ``== != < <= > >= in``."""

    left: Value
    operator: str
    right: Value


@dataclass(frozen=True, slots=True)
class Flag:
    """A value that is true or false itself."""

    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions of which all must hold, or one."""

    parts: tuple[Condition, ...]
    needs_all: bool


Condition: TypeAlias = Compare | Flag | Not | Joined


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, and what stood in the way of knowing: short sentences."""

    holds: bool
    gaps: tuple[str, ...] = ()


def judge(condition: Condition, state: object) -> Verdict:
    """Say whether a condition holds in a state of plain JSON; never raises."""
    gaps: list[str] = []
    holds = _judged(condition, state, gaps)
    return Verdict(holds is True, () if holds is not None else tuple(dict.fromkeys(gaps)))


def find_value(state: object, path: Path) -> Any:  # noqa: ANN401 - whatever the author keeps
    """Return what stands at a path. Raises: KeyError, where nothing does."""
    found = state
    for part in path.parts:
        if isinstance(found, Mapping):
            found = found.get(part, _MISSING)
        elif isinstance(found, list | tuple) and _is_index(part) and int(part) < len(found):
            found = found[int(part)]
        else:
            found = _MISSING
        if found is _MISSING:
            raise KeyError(str(path))
    return found


def same(left: object, right: object) -> bool:
    """Say whether two JSON values are the same; 1 is 1.0, and neither is true."""
    pairs = [(left, right)]
    while pairs:  # no recursion: a state may be nested deeper than Python's stack
        one, other = pairs.pop()
        if _kind(one) != _kind(other):
            return False
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            if one.keys() != other.keys():
                return False
            pairs += [(one[key], other[key]) for key in one]
        elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
            if len(one) != len(other):
                return False
            pairs += zip(one, other, strict=True)
        elif one != other:
            return False
    return True


def shown(value: object) -> str:
    """Return a value of somebody's state short enough for a sentence."""
    if isinstance(value, Mapping):
        return f"a table of {len(value)}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    text = "null" if value is None else text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _judged(condition: Condition, state: object, gaps: list[str]) -> bool | None:
    if isinstance(condition, Not):
        inner = _judged(condition.inner, state, gaps)
        return None if inner is None else not inner
    if isinstance(condition, Joined):
        return _joined(condition, state, gaps)
    try:
        if isinstance(condition, Flag):
            return _flag(condition, state, gaps)
        left, right = (_value(side, state) for side in (condition.left, condition.right))
    except KeyError as missing:
        gaps.append(f"the state has no {missing.args[0]}")
        return None
    result = _compared(left, condition.operator, right)
    if result is None:
        words = (
            f"{_named(condition.left, left)} {condition.operator} {_named(condition.right, right)}"
        )
        gaps.append(f"{words} does not compare")
    return result


def _joined(joined: Joined, state: object, gaps: list[str]) -> bool | None:
    result: bool | None = joined.needs_all
    for part in joined.parts:
        found = _judged(part, state, gaps)
        if found is not None and found is not joined.needs_all:
            return found  # whatever the others are
        result = None if found is None else result
    return result


def _flag(flag: Flag, state: object, gaps: list[str]) -> bool | None:
    value = _value(flag.value, state)
    if isinstance(value, bool):
        return value
    gaps.append(f"{_named(flag.value, value)} is not true or false")
    return None


def _compared(left: object, operator: str, right: object) -> bool | None:
    """Return what a comparison comes to; None where the two do not compare."""
    if operator == "in":
        return _contains(right, left)
    if operator in _ORDERED:
        is_ordered = _kind(left) == _kind(right) and _kind(left) in ("number", "text")
        return _ORDERED[operator](left, right) if is_ordered else None
    if left is not None and right is not None and _kind(left) != _kind(right):
        return None
    return same(left, right) == (operator == "==")


def _contains(whole: object, part: object) -> bool | None:
    if isinstance(whole, list | tuple):
        return any(same(part, one) for one in whole)
    if isinstance(whole, str) and isinstance(part, str):
        return part in whole
    return None


def _value(value: Value, state: object) -> Any:  # noqa: ANN401 - whatever the author keeps
    return find_value(state, value) if isinstance(value, Path) else value.value


def _named(value: Value, found: object) -> str:
    return f"{value} ({shown(found)})" if isinstance(value, Path) else shown(found)


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "flag"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, Mapping):
        return "table"
    return "list" if isinstance(value, list | tuple) else "other"


def _is_index(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= _LONGEST_INDEX
