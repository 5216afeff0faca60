"""A long text in parts, each as much as a page loads at once.

The parts follow from the content alone, so an address that names one always
leads to the same. It knows neither request nor page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from signoff.web.pages.parts import Part
from signoff.web.pages.review.beginning import FIRST_OCTETS, beginning

N_KEPT = 16  # texts whose parts are kept: a request is looked at several times
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


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


def text_part(
    text: str, drawn: Callable[[str], Markup], wanted: int, octets: int = FIRST_OCTETS
) -> tuple[Piece, Part | None]:
    """Return a piece of a text, the one nearest to ``wanted``, and None where it is all of it."""
    pieces = pieces_of(text, drawn, octets)
    n = min(max(wanted, 1), len(pieces))
    before = sum(len(piece.text) for piece in pieces[: n - 1])
    shown = pieces[n - 1]
    if len(pieces) == 1:
        return shown, None
    last = before + len(shown.text)
    return shown, Part(n, len(pieces), before + 1, last, len(text), "characters")
