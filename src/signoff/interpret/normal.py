"""One form for all the ways to write the same words: sentences of plain tokens.

Case, width, accents, invisible signs and apostrophes are folded here, so that
no rule has to know them. What a token means is not known here. A script
written without spaces gives one token a sign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

# Longer replies are read in part for a refusal, and never approve.
MAX_SIGNS = 4000
MAX_MARKS = 30  # on one letter; no language needs more (UAX 15, D4)
COMMA, TRAIL, QUOTE = ",", "\u2026", '"'

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad\ufe0e\ufe0f"))
_DROPPED = _UNSEEN | dict.fromkeys(map(ord, "*~`\u0307"))
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f", '"'),
        **dict.fromkeys("\u2013\u2014\u2012\u2212", "\u2013"),
        **dict.fromkeys("\u3001\uff0c\u060c", ","),
        **dict.fromkeys("\u3002\uff0e\u30fb", "."),
        "\u00a0": " ",
        "_": " ",
    }
)
_UNSPACED = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3005"
_SIGN = re.compile(
    r"(?P<score>(?<![\w+-])[+-]1(?!\w))|(?P<face>[:;]-?[()DP](?!\w))|(?P<trail>\.{2,})"
    r"|(?P<number>\d+(?:[.,:/]\d+)*%?)"
    rf"|(?P<unspaced>[{_UNSPACED}])"
    rf"|(?P<word>(?:(?![{_UNSPACED}])[^\W\d])+\d*)"
    r"|(?P<end>[.!?;\n\u061f\u00bf]+)|(?P<other>\S)"
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_COMMAS = frozenset(",:\u2013()")
_SILENT = frozenset("'-\u00a1")
_SPACED_DASH = re.compile(
    r"(?<=\s)-+(?=\s)|(?<=\w)--+(?=\w)|(?<=\S)-(?=\s)|^[^\S\n]*+-(?=\s)", re.MULTILINE
)
# A Spanish 'sí' is a yes and a 'si' an if: the one accent that must not be folded.
_KEPT = {"s\u00ed": "s\u00ed", "s\u00ec": "s\u00ed"}
# A line to be filled in, 'approved by: ____' or 'signed:', says nothing yet; nor does an empty box,
# and what is struck out says nothing any more.
_BLANK = re.compile(r"[:\uff1a]\s*(?:_{2,}|$)")
_UNSAID = re.compile(r"\[\s?\]|[\u2610\u2b1c]|(?<!\S)~~(?=\S)[^~\n]+~~(?![^\s.,!])")
# 'Un-publish' is no order to publish; 'dis-moi' in French, and 'UN-backed', undo nothing.
_UNDONE = re.compile(
    r"(?<!\w)(?:(?:[Uu]n|[Dd]is)-(?=[A-Za-z])|(?:UN|DIS)-(?=[A-Z]))"
    r"(?!(?i:e|moi|toi|nous|l[ae]|les|lui|leur|donc)(?!\w))"
)
_SMILE, _FROWN = "\U0001f642", "\U0001f641"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens up to a full stop or a line's end, commas among them.

    ``asks``: it ended in a question mark. ``proper``: the words written with a
    capital inside it, which may be names.
    """

    tokens: tuple[str, ...]
    asks: bool = False
    proper: frozenset[str] = frozenset()


def visible(text: str) -> str:
    """Return the text without what nobody sees and signs of emphasis, full-width signs plain."""
    return one_form(text).translate(_DROPPED)


def one_form(text: str) -> str:
    """Return the text in the one form that Unicode has for it (NFKC), with few marks on a letter.

    Bringing marks in order takes quadratic time, and nobody sees more than a few.
    """
    return unicodedata.normalize("NFKC", _with_few_marks(text))


def _with_few_marks(text: str) -> str:
    if len(text) <= MAX_MARKS or text.isascii():
        return text
    kept, n_marks = [], 0
    for sign in text:
        n_marks = n_marks + 1 if unicodedata.combining(sign) else 0
        if n_marks <= MAX_MARKS:
            kept.append(sign)
    return "".join(kept)


def has_blank(text: str) -> bool:
    """Return whether a line of a form is left to be filled in."""
    return bool(_BLANK.search(text))


def has_unsaid(text: str) -> bool:
    """Return whether words stand beside an empty box, or are struck out."""
    return bool(_UNSAID.search(text))


def is_blank(text: str) -> bool:
    """Return whether nothing was written that anybody sees; a lone sign of emphasis is seen."""
    return not text.translate(_UNSEEN).strip()


def sentences(text: str) -> list[Sentence]:
    """Split a text into its sentences, in order; those without any token are left out."""
    plain = _SKIN.sub("", visible(_UNSAID.sub(": ...", _BLANK.sub(": ...", text))).translate(_SAME))
    plain = _UNDONE.sub("not ", plain)
    found: list[Sentence] = []
    row: list[str] = []
    proper: set[str] = set()
    before = ""
    for sign in _SIGN.finditer(_SPACED_DASH.sub("\u2013", plain)):
        if sign.lastgroup == "end":
            asks = any(mark in sign.group() for mark in "?\u061f")
            _close(found, Sentence(tuple(row), asks, frozenset(proper)))
            row, proper = [], set()
        else:
            new = _tokens_of(sign.lastgroup, sign.group().casefold())
            if row and (row[-1] != COMMA or before == ",") and sign.group().istitle():
                proper.update(new)
            row += new
        before = sign.group()
    _close(found, Sentence(tuple(row), proper=frozenset(proper)))
    return found


def tokens(text: str) -> tuple[str, ...]:
    """Return all tokens of a text in one row, whatever sentences they stand in."""
    return tuple(token for sentence in sentences(text) for token in sentence.tokens)


def fold(word: str) -> str:
    """Take the accents off a word in Latin letters."""
    if word.isascii() or word in _KEPT:
        return _KEPT.get(word, word)
    parts = unicodedata.normalize("NFD", word)
    if not unicodedata.name(parts[0], "").startswith("LATIN"):
        return word
    return "".join(part for part in parts if not unicodedata.combining(part))


def _tokens_of(kind: str | None, said: str) -> list[str]:
    if kind == "word":
        return [fold(said)]
    if kind == "trail":
        return [TRAIL]
    if kind == "face":
        return [_FROWN if "(" in said else _SMILE]
    if kind == "other":
        return [] if said in _SILENT else [COMMA if said in _COMMAS else said]
    return [said]


def _close(found: list[Sentence], new: Sentence) -> None:
    if any(token != COMMA for token in new.tokens):
        found.append(new)
    elif new.asks and found:
        found.append(replace(found.pop(), asks=True))
