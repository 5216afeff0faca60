"""What is long, in parts: which part a page shows, and what it holds.

The parts follow from what is cut alone, so an address that names one leads to
the same as long as that stays as it is. It knows neither what is shown nor how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request

_DIGITS = 7  # more than there are parts
_BESIDE = 2  # numbers of parts beside the one that is shown
LIST_OCTETS = 30_000  # of the HTML of a list that is the only long one on its page

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is shown: the ``n``-th of ``of``, with what is ``first`` to ``last`` of ``total``.

    They count from 1, and they count ``unit``: characters, rows, fields, items or lines. How many
    parts there are may be an estimate: ``is_about``.
    """

    n: int
    of: int
    first: int
    last: int
    total: int
    unit: str
    is_about: bool = False

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Return the numbers that lead to other parts; None where some are left out."""
        near = {n for n in range(self.n - _BESIDE, self.n + _BESIDE + 1) if 1 <= n <= self.of}
        found: list[int | None] = []
        for n in sorted(near | {1, self.of}):
            if found and found[-1] != n - 1:
                found.append(None)
            found.append(n)
        return tuple(found)


def paged(
    request: Request,
    items: Sequence[Item],
    unit: str,
    *,
    most: int = 50,
    octets_of: Callable[[Item], int] | None = None,
    name: str = "part",
) -> tuple[Sequence[Item], Part | None]:
    """Return the items of the part that the address names, and None where these are all.

    ``octets_of`` are those of the HTML of one; without it only their number counts. ``name`` is
    what the address calls the number of the part.
    """
    wanted = number_in(request.query_params.get(name, ""))
    sizes = [octets_of(item) for item in items] if octets_of else [1] * len(items)
    where, which = nth_slice(slices(sizes, most, LIST_OCTETS), wanted, unit)
    return items[where], which


def slices(sizes: Iterable[int], most: int, octets: int) -> list[tuple[int, int]]:
    """Return from where to where each part goes: ``most`` at most, of so many octets, one at least.

    ``sizes`` are the octets of what is cut.
    """
    found: list[tuple[int, int]] = []
    first = left = 0
    at = -1
    for at, size in enumerate(sizes):
        if at == first:
            left = octets - size
        elif size > left or at - first == most:
            found.append((first, at))
            first, left = at, octets - size
        else:
            left -= size
    return [*found, (first, at + 1)]


def nth_slice(
    found: Sequence[tuple[int, int]], wanted: int, unit: str
) -> tuple[slice, Part | None]:
    """Return the part nearest to ``wanted``, and None where it is all of it."""
    n = _within(wanted, len(found))
    first, last = found[n - 1]
    if len(found) == 1:
        return slice(first, last), None
    return slice(first, last), Part(n, len(found), first + 1, last, found[-1][1], unit)


def first_within(
    items: Sequence[Item], octets: int, octets_of: Callable[[Item], int]
) -> Sequence[Item]:
    """Return the first of some items, one at least, that take so many octets."""
    left = octets
    for n, item in enumerate(items):
        left -= octets_of(item)
        if left < 0:
            return items[: max(n, 1)]
    return items


def number_in(said: str) -> int:
    """Return the number of a part that an address names; 1 where it names none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 1


def _within(wanted: int, of: int) -> int:
    return min(max(wanted, 1), of)
