"""What takes an approval back: the last gate before an outcome that permits something.

It looks at words only, never at the outcome: whoever found an approval, a
rule or a model, it stands only where nothing written here denies, attaches a
condition, asks, puts off, or speaks to the machine instead of about the work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from signoff.interpret.language import Kind
from signoff.interpret.lexicon import END, START, Lexicon, lexicons
from signoff.interpret.normal import MAX_SIGNS, QUOTE, TRAIL, Sentence, sentences
from signoff.interpret.phrases import Walk

_CODE = re.compile(r"[{}<>=\[\]|\\#$%^@]|//|\w\(\)|[A-Za-z0-9+/]{24,}")
_SPEAKS_FOR = (Kind.YES, Kind.GOOD, Kind.SUPPORT, Kind.COURTESY)
_SPEAKS_AGAINST = (
    Kind.DOUBT,
    Kind.NEGATION,
    Kind.CONDITION,
    Kind.NO,
    Kind.REJECT,
    Kind.CHANGE,
    Kind.HOLD,
    Kind.ESCALATE,
    Kind.AWAY,
)


def may_approve(text: str) -> bool:
    """Return whether nothing in ``text`` takes an approval back; only all of it will do.

    A text of more than 4,000 signs is never cleared.
    """
    if len(text) > MAX_SIGNS or _CODE.search(text):
        return False
    return not any(_takes_back(sentence) for sentence in sentences(text))


def _takes_back(sentence: Sentence) -> bool:
    if sentence.asks or {TRAIL, QUOTE} & {*sentence.tokens}:
        return True
    walk = Walk((START, *sentence.tokens, END))
    return any(_speaks_against(lexicon, walk) for lexicon in lexicons())


def _speaks_against(lexicon: Lexicon, walk: Walk) -> bool:
    if lexicon.find(Kind.MACHINE, walk):
        return True
    against = [place for kind in _SPEAKS_AGAINST for place in lexicon.find(kind, walk)]
    if not against:
        return False
    praised = _praised(lexicon, walk)
    return any(not praised.issuperset(_words(walk.row, place)) for place in against)


def _praised(lexicon: Lexicon, walk: Walk) -> set[int]:
    """Return the places of words that are part of praise: the 'no' of 'no objections'."""
    places = [place for kind in _SPEAKS_FOR for place in lexicon.find(kind, walk)]
    return {at for start, end in places for at in range(start, end)}


def _words(row: Sequence[str], place: tuple[int, int]) -> set[int]:
    return {at for at in range(*place) if row[at] not in (START, END)}
