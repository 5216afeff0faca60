"""Where a person's own words end in a signature, and what they say below it.

A signature is known by its form: a rule, a closing, or the name of whoever
sent the mail, above short lines. Some people go on below it: a postscript is
always theirs, and other lines that are no name, office or number may be. What
they mean is the business of interpret.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice, takewhile

from signoff.channels.email import phrases

MAX_SIGNATURE_LINES = 12
MAX_SIGNATURE_CHARS = 70
_N_FOOTER_LINES = 3  # below its rule, in which a mailing list says what it is
# 'Company no. 1234567' denies nothing.
_CONTACT = re.compile(
    r"\S+@\S+|www\.\S+|\S+://\S+|"
    r"(?:(?<=[\w.]\s)no\b\W{0,3}(?:[A-Z]{2}\s?)?)?[+(]?\d(?:[\s()/.-]{0,3}\d){6,}",
    re.IGNORECASE,
)
_ENDS_SENTENCE = (".", "!", "?", "…", "。", "！", "？")  # noqa: RUF001 - marks of wide scripts
_SMALL = (
    "of and for the de du des da do di del della dos la le von van der den für und et y e at in"
)
_SMALL_WORDS = frozenset(_SMALL.split())


class _End(Enum):
    RULE = "rule"
    NAME = "name"  # a closing or a name, below which somebody may go on


@dataclass(frozen=True, slots=True)
class Signed:
    """Which lines are words, postscripts among them, and which below a name may be; by number."""

    words: tuple[int, ...]
    below: tuple[int, ...]


def part_signed(lines: Sequence[str], *, name: str = "") -> Signed:
    """Part somebody's lines from their signature; 'Sent from my phone' is left out anywhere.

    ``name`` is what the From field of the mail calls them.
    """
    called = _words_of(name)
    words: list[int] = []
    below: list[int] = []
    end: _End | None = None
    has_words = is_named = False
    for index, line in enumerate(lines):
        bare = line.strip()
        if end and phrases.POSTSCRIPT.match(bare):
            end = None
        elif end is None or _is_ruled(lines, index):
            end = _end_at(lines, index)
            is_named = end is None and has_words and _is_signed(lines, index, called)
            if is_named:
                end = _End.NAME
                below.append(index)  # a name too may be a word: 'Wait' of the 'Please Wait Team'
        elif end is _End.NAME and bare:
            if _speaks(bare, is_named=is_named):
                below.append(index)
            is_named = True
        if end is None and not is_mobile_signature(bare):
            words.append(index)
            has_words = has_words or bool(bare)
    return Signed(tuple(words), tuple(below))


def ends_text(lines: Sequence[str], index: int) -> bool:
    """Say whether a line ends somebody's words: a rule, a disclaimer, a closing above a name."""
    return _end_at(lines, index) is not None


def is_mobile_signature(bare: str) -> bool:
    """Say whether a line is what the mail program of a phone adds."""
    found = phrases.MOBILE_SIGNATURE.match(bare) and not phrases.NOT_MOBILE.match(bare)
    return bool(found)


def _end_at(lines: Sequence[str], index: int) -> _End | None:
    if _is_ruled(lines, index):
        return _End.RULE
    bare = lines[index].strip()
    if len(bare) > MAX_SIGNATURE_CHARS or not phrases.CLOSING.fullmatch(bare):
        return None
    rest = _rest(lines, index)
    if phrases.THANKS.match(bare) and (not rest or bare.endswith((".", "!"))):
        return None  # 'Thank you.' is something said; 'Thanks,' above a name is not
    return _End.NAME if _may_sign(rest) else None


def _is_ruled(lines: Sequence[str], index: int) -> bool:
    bare = lines[index].strip()
    if bare.startswith("____"):
        footer = lines[index + 1 : index + 1 + _N_FOOTER_LINES]
        return any(phrases.LIST_FOOTER.search(line) for line in footer)
    is_rule = phrases.SIGNATURE_RULE.fullmatch(bare) or phrases.DISCLAIMER.match(bare)
    return is_rule is not None


def _is_signed(lines: Sequence[str], index: int, called: frozenset[str]) -> bool:
    """Say whether a line is the sender's name or a part of it, above the last few short lines."""
    bare = lines[index].strip()
    if not called or not bare or index == 0 or lines[index - 1].strip():
        return False
    words = _words_of(bare)
    return bool(words) and words <= called and _may_sign(_rest(lines, index))


def _rest(lines: Sequence[str], index: int) -> list[str]:
    """Return the lines of a signature below its first, a line more than may be in one at most."""
    below = (line.strip() for line in lines[index + 1 :])
    signature = takewhile(lambda line: not phrases.SIGNATURE_RULE.fullmatch(line), below)
    return list(islice(filter(None, signature), MAX_SIGNATURE_LINES + 1))


def _may_sign(rest: Sequence[str]) -> bool:
    return len(rest) <= MAX_SIGNATURE_LINES and all(
        len(line) <= MAX_SIGNATURE_CHARS for line in rest
    )


def _speaks(bare: str, *, is_named: bool) -> bool:
    """Say whether a line of a signature may be more than a name, an office or a number.

    ``is_named``: the name stands above it.
    """
    said = _CONTACT.sub("", bare)
    words = [word for word in said.split() if word.casefold() not in _SMALL_WORDS]
    if "|" in bare or not words or is_mobile_signature(bare):
        return False
    if said == bare and bare.endswith(_ENDS_SENTENCE):
        return True  # 'Stop!', and 'Acme Inc.', which takes nothing back
    if len(words) == 1:
        return is_named and said == bare and "/" not in said  # 'she/her'
    # Names and offices begin with capitals, in scripts that have them; shouts are all capitals,
    # and so is 'HEAD OF SALES'.
    is_shout = said.isupper() and " OF " not in said
    return is_shout or not all(word[0].isupper() or not word[0].isalpha() for word in words)


def _words_of(name: str) -> frozenset[str]:
    """Return the words of a name in any order: 'Smith, Ana (Sales)' is Ana Smith."""
    return frozenset(re.findall(r"[^\W\d_]+", re.sub(r"\([^()]*\)|\|.*", "", name).casefold()))
