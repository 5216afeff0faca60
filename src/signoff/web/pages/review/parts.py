"""A long content in parts, each as much as a page loads at once: text, rows, or what JSON holds.

The parts follow from the content alone, so an address that names one always
leads to the same. It knows neither request nor page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from signoff.web.pages.review.beginning import FIRST_OCTETS, beginning

N_KEPT = 16  # texts whose parts are kept: a request is looked at several times
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_DIGITS = 7  # more than there are parts
_BESIDE = 2  # numbers of parts beside the one that is shown


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is shown: the ``n``-th of ``of``, with what is ``first`` to ``last`` of ``total``.

    They count from 1, and they count ``unit``: characters, rows, fields, items or lines.
    """

    n: int
    of: int
    first: int
    last: int
    total: int
    unit: str

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


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``lead`` is drawn before it: code goes on as code."""

    text: str
    lead: str = ""


@lru_cache(maxsize=N_KEPT)
def pieces_of(
    text: str, drawn: Callable[[str], Markup], octets: int = FIRST_OCTETS
) -> tuple[Piece, ...]:
    """Return a text in pieces whose HTML takes at most so many octets, one at least."""
    found: list[Piece] = []
    at, lead = 0, ""
    while at < len(text) or not found:
        part, _ = beginning(lead + text[at:], drawn, octets)
        end = at + max(1, len(part) - len(lead))
        found.append(Piece(text[at:end], lead))
        lead = _open_fence(lead + text[at:end])
        at = end
    return tuple(found)


def _open_fence(text: str) -> str:
    """Return the line that opened the code in which a text of Markdown ends, '' for none."""
    opened = ""
    for line in text.splitlines():
        found = _FENCE.fullmatch(line)
        if found is None:
            continue
        mark, rest = found[1], found[2]
        if not opened:
            opened = line
        elif opened.lstrip().startswith(mark) and not rest.strip():
            opened = ""
    # What is longer than any name of a language is no line to say again in each part.
    return f"{opened[:80]}\n" if opened else ""


def text_part(text: str, drawn: Callable[[str], Markup], wanted: int) -> tuple[Piece, Part | None]:
    """Return a piece of a text, the one nearest to ``wanted``, and None where it is all of it."""
    pieces = pieces_of(text, drawn)
    n = _within(wanted, len(pieces))
    before = sum(len(piece.text) for piece in pieces[: n - 1])
    shown = pieces[n - 1]
    if len(pieces) == 1:
        return shown, None
    last = before + len(shown.text)
    return shown, Part(n, len(pieces), before + 1, last, len(text), "characters")


def slices(sizes: Iterable[int], most: int, octets: int = FIRST_OCTETS) -> list[tuple[int, int]]:
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


def number_in(said: str) -> int:
    """Return the number of a part that an address names; 1 where it names none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 1


def _within(wanted: int, of: int) -> int:
    return min(max(wanted, 1), of)
