"""What is shown of a value, so that it cannot pass for anything else.

What a flow made is often written by machines, from what strangers wrote: it
may hold what moves the cursor, turns the line round or looks like this
console's own prompt. How it is laid out is not known here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from signoff.flow.plain import plain

RULE = "=" * 50
GUTTER = "| "

_LONG_RULE = 20
_HIDDEN = (range(0xD800, 0xE000), range(0xE0000, 0xE1000))  # halves of pairs; tags
_NO_STYLES = dict.fromkeys(range(1, 5))  # terminal.BOLD and its like
_OURS = (
    "outputforreview",
    "originalbeforethelessons",
    "yourfeedback:",
    "youranswer:",
    "recorded:",
    "changedbeforeyouseeit",
    "pressentertoskip",
    "typeyourfeedback",
    "typeoneof:",
    "stillopen",
    "stillunclear:",
)


def text_of(value: object) -> str:
    """Return a text as it is, what has parts as JSON, and anything else as its str."""
    if isinstance(value, str):
        return visible(value)
    return visible(as_json(value) if has_parts(value) else str(value))


def has_parts(value: object) -> bool:
    """Say whether a value is shown as JSON."""
    kind = type(value)
    return isinstance(value, dict | list | tuple | set | frozenset) or (
        hasattr(kind, "model_dump") or hasattr(kind, "__dataclass_fields__")
    )


def as_json(value: object) -> str:
    """Return a value as indented JSON."""
    return json.dumps(plain(value), indent=2, ensure_ascii=False)


def visible(text: str) -> str:
    r"""Return ``text`` with what a terminal would obey written out, as ``\x1b``.

    New lines and tabs stay. So do joiners, which many scripts and emoji need.
    """
    return text.replace("\r\n", "\n").translate(_written_out)


def in_line(text: str) -> str:
    """Return ``text`` visible and in one line."""
    return " ".join(visible(text).split())


def guarded(lines: Sequence[str], columns: int) -> list[str]:
    """Return lines of others; all with a mark where one of them looks like ours.

    A line longer than ``columns`` is looked at as the terminal will break it.
    """
    from signoff.flow.console.folding import pieces  # noqa: PLC0415 - it loads large tables

    if not any(_looks_like_ours(part) for line in lines for part in pieces(line, columns)):
        return list(lines)
    room = columns - len(GUTTER)
    note = "(Looks like signoff's own words: a bar marks these lines.)"
    return [note, *(f"{GUTTER}{part}" for line in lines for part in pieces(line, room))]


def _looks_like_ours(line: str) -> bool:
    import unicodedata  # noqa: PLC0415 - see guarded

    bare = unicodedata.normalize("NFKC", line.translate(_NO_STYLES)).strip()
    if len(bare) >= _LONG_RULE and set(bare) <= set("=\u2550"):
        return True
    letters = "".join(sign for sign in bare[:200].casefold() if sign.isalpha() or sign == ":")
    return letters.startswith(_OURS)


def _obeyed() -> Iterable[int]:
    """Yield the code points that a terminal obeys or hides."""
    yield from (code for code in range(0x20) if chr(code) not in "\n\t")
    yield from range(0x7F, 0xA0)
    yield from (0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF)
    yield from range(0x2028, 0x202F)  # line separators, turning the line round
    yield from range(0x2060, 0x2070)
    yield from range(0xFFF9, 0xFFFC)


class _WrittenOut(dict[int, str | int]):
    """A table for str.translate that need not hold the large ranges."""

    def __missing__(self, code: int) -> str | int:
        self[code] = _escape(code) if any(code in hidden for hidden in _HIDDEN) else code
        return self[code]


def _escape(code: int) -> str:
    return ascii(chr(code)).strip("'")


_written_out = _WrittenOut({code: _escape(code) for code in _obeyed()})
