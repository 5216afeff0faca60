"""A long text in parts, each as much as a page loads at once.

The parts follow from the content alone, so an address that names one always
leads to the same. It knows neither request nor page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from markupsafe import Markup

from signoff.web.pages.octets import octets_in
from signoff.web.pages.parts import Part
from signoff.web.pages.review.beginning import FIRST_OCTETS, beginning

N_KEPT = 16  # texts whose parts are kept: a request is looked at several times
_UNDER_HEAD = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``lead`` is drawn before it: code goes on as code, a table as one."""

    text: str
    lead: str = ""


@dataclass(slots=True)
class _Cutter:
    """Cuts a text as far as somebody reads: to draw all of it may take seconds."""

    text: str
    drawn: Callable[[str], Markup]
    octets: int
    found: list[Piece] = field(default_factory=list)
    at: int = 0
    lead: str = ""
    lock: Lock = field(default_factory=Lock)

    def cut(self, n: int) -> tuple[Piece, ...]:
        """Return the first ``n`` pieces, or as many as there are, one at least."""
        with self.lock:
            while len(self.found) < n and (self.at < len(self.text) or not self.found):
                part, _ = beginning(self.lead + self.text[self.at :], self.drawn, self.octets)
                end = self.at + max(1, len(part) - len(self.lead))
                self.found.append(Piece(self.text[self.at : end], self.lead))
                self.lead = self._lead_after(self.lead + self.text[self.at : end])
                self.at = end
            return tuple(self.found)

    def _lead_after(self, text: str) -> str:
        lead = _open_fence(text) or _open_table(text)
        # It is said again in each part, and must leave room for what is new.
        return lead if octets_in(self.drawn(lead)) <= self.octets // 4 else ""

    @property
    def n_left(self) -> int:
        """About how many pieces more there are than were cut."""
        if not self.found or self.at >= len(self.text):
            return 0
        return -(-(len(self.text) - self.at) * len(self.found) // self.at)


@lru_cache(maxsize=N_KEPT)
def _cutter(text: str, drawn: Callable[[str], Markup], octets: int) -> _Cutter:
    return _Cutter(text, drawn, octets)


def pieces_of(
    text: str, drawn: Callable[[str], Markup], octets: int = FIRST_OCTETS
) -> tuple[Piece, ...]:
    """Return a text in pieces whose HTML takes at most so many octets, one at least."""
    return _cutter(text, drawn, octets).cut(len(text) + 1)


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


def _open_table(text: str) -> str:
    """Return the two lines that head the table in which a text of Markdown ends, '' for none."""
    head = text.rpartition("\n\n")[2].split("\n", 2)
    is_table = len(head) > 2 and text.endswith("\n") and "|" in head[0]  # noqa: PLR2004 - and rows
    return f"{head[0]}\n{head[1]}\n" if is_table and _UNDER_HEAD.fullmatch(head[1].strip()) else ""


def text_part(
    text: str, drawn: Callable[[str], Markup], wanted: int, octets: int = FIRST_OCTETS
) -> tuple[Piece, Part | None]:
    """Return a piece of a text, the one nearest to ``wanted``, and None where it is all of it.

    How many there are is an estimate, until somebody has read that far.
    """
    cutter = _cutter(text, drawn, octets)
    pieces = cutter.cut(max(wanted, 1))
    n = min(max(wanted, 1), len(pieces))
    before = sum(len(piece.text) for piece in pieces[: n - 1])
    shown = pieces[n - 1]
    n_left = cutter.n_left
    if len(pieces) == 1 and not n_left:
        return shown, None
    last = before + len(shown.text)
    of = len(pieces) + n_left
    return shown, Part(n, of, before + 1, last, len(text), "characters", is_about=n_left > 1)
