"""What is different between two policies as they are written: for people, and for the record.

Works on the text form (policy_text), so it knows no field. Things in a list
that have names are held against the one of the same name, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MISSING = object()  # there is nothing: None is a value in a patch
_PRIVATE = ("metadata", "members")  # keys and values below may be people's own


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; ``before`` or ``after`` is MISSING where there is none."""

    path: str
    before: object
    after: object

    @property
    def is_added(self) -> bool:
        """Whether there was nothing before."""
        return self.before is MISSING

    @property
    def is_removed(self) -> bool:
        """Whether there is nothing any more."""
        return self.after is MISSING


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs from ``before`` to ``after``, in the order of their fields."""
    return tuple(_compared("", before, after))


def changed_paths(found: Sequence[Change]) -> list[str]:
    """Return where changes are, without what is written there, for the record."""
    return list(dict.fromkeys(_public(change.path) for change in found))


def merged(target: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``target`` as a merge patch (RFC 7396) changes it: null takes a member away."""
    result = dict(target)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, Mapping):
            below = result.get(name)
            result[name] = merged(below if isinstance(below, Mapping) else {}, value)
        else:
            result[name] = value
    return result


def _compared(path: str, before: object, after: object) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            below = f"{path}.{name}" if path else str(name)
            yield from _compared(below, before.get(name, MISSING), after.get(name, MISSING))
        return
    old, new = _by_name(before), _by_name(after)
    # An empty list is not the same as none: it may say that nothing holds.
    old = {} if before is MISSING and new else old
    new = {} if after is MISSING and old else new
    if old is not None and new is not None:
        yield from _in_lists(path, old, new)
    elif not _is_same(before, after):
        yield Change(path, before, after)


def _in_lists(path: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        below = f"{path}[{name!r}]"
        yield from _compared(below, old.get(name, MISSING), new.get(name, MISSING))
    staying_before = [name for name in old if name in new]
    staying_after = [name for name in new if name in old]
    if staying_before != staying_after:
        yield Change(f"{path} (order)", staying_before, staying_after)


def _by_name(value: object) -> dict[str, object] | None:
    """Return the items of a list by their names; None where it is no list of named tables."""
    if value is MISSING:
        return None
    if not isinstance(value, list | tuple):
        return None
    names = [item.get("name") if isinstance(item, Mapping) else None for item in value]
    if None in names or len(set(names)) != len(names):
        return None
    return dict(zip(map(str, names), value, strict=True))


def _is_same(before: object, after: object) -> bool:
    # A flag is no number here: True == 1 in Python.
    return type(before) is type(after) and before == after


def _public(path: str) -> str:
    head, mark, _ = path.partition("@")
    if mark:  # a name that is an address, or holds one
        return head[: max(head.rfind("."), head.rfind("["))]
    for word in _PRIVATE:
        head, mark, _ = path.partition(f".{word}")
        if mark:
            return head + mark
    return path
