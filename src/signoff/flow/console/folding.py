"""Text in lines of so many cells: wide letters take two, marks and styles none.

It breaks between words, never inside one: an address stays whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NO_CELL = {"Mn", "Me", "Cf", "Cc"}


def cells(text: str) -> int:
    """Return how many cells a terminal needs for ``text``."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells_of(letter) for letter in text)


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def folded(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, where its words allow it.

    ``first`` stands before the first line, ``rest`` before each other.
    """
    lines, line, used = [], first, cells(first)
    is_fresh = True
    for gap, word in _words(text):
        needed = cells(gap) + cells(word)
        if not is_fresh and used + needed > width:
            lines.append(line)
            line, used, is_fresh = rest, cells(rest), True
        shown = word if is_fresh and lines else gap + word
        line, used, is_fresh = line + shown, used + cells(shown), False
    return [*lines, line]


def pieces(line: str, columns: int) -> list[str]:
    """Return ``line`` broken after every ``columns`` cells, as a terminal breaks it."""
    if len(line) * 2 <= columns or cells(line) <= columns:
        return [line]
    parts, used = [""], 0
    for letter in line:
        needed = _cells_of(letter)
        if used + needed > columns:
            parts.append("")
            used = 0
        parts[-1] += letter
        used += needed
    return parts


def padded(text: str, width: int, align: str = "<") -> str:
    """Return ``text`` filled up with blanks to ``width`` cells; ``align`` is one of < ^ >."""
    free = max(0, width - cells(text))
    left = {"<": 0, "^": free // 2, ">": free}[align]
    return f"{' ' * left}{text}{' ' * (free - left)}"


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the blanks before it; a wide letter is a word of its own."""
    gap, word = "", ""
    for letter in text:
        is_wide = not letter.isascii() and _cells_of(letter) == 2  # noqa: PLR2004 - two cells
        if word and (letter == " " or is_wide):
            yield gap, word
            gap, word = "", ""
        if letter == " ":
            gap += letter
        elif is_wide:
            yield gap, letter
            gap = ""
        else:
            word += letter
    if gap or word:
        yield gap, word
