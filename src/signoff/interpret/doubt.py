"""What takes an approval back: the last gate before an outcome that permits something.

It looks at words only, never at the outcome: whoever found an approval, a
rule or a model, it stands only where nothing written here denies, attaches a
condition, asks, puts off, or speaks to the machine instead of about the work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from signoff.interpret.language import Kind
from signoff.interpret.lexicon import lexicons
from signoff.interpret.normal import COMMA, MAX_SIGNS, QUOTE, TRAIL, Sentence, sentences, tokens
from signoff.interpret.walks import END, START, Walk, walk_of

_CODE = re.compile(r"[{}<>=\[\]|\\#$%^@]|//|\w\(\)|[A-Za-z0-9+/]{24,}")
_SPEAKS_FOR = (Kind.YES, Kind.GOOD, Kind.SUPPORT, Kind.COURTESY)
_AGAINST_A_NAME = (
    Kind.NEGATION,
    Kind.CONDITION,
    Kind.TIMING,
    Kind.NO,
    Kind.REJECT,
    Kind.DROP,
    Kind.HOLD,
    Kind.ESCALATE,
    Kind.AWAY,
)
_SPEAKS_AGAINST = (*_AGAINST_A_NAME, Kind.CHANGE)
_WISHES = (Kind.CHANGE, Kind.CONTRAST)
# What asks without a question mark: 'it is fine, right', 'no problem, is there' in what ends so.
_TAGS = frozenset(tokens("right huh eh innit"))
# Behind these 'right' asks without its comma; 'it is right' and 'to the right' ask nothing.
_ASKED_RIGHT = frozenset(
    tokens(
        """
        fine good ok okay great perfect excellent nice cool clear ready approved agreed accepted
        confirmed settled done safe ahead now publish send ship you
        """
    )
)
_AFFIRMED = frozenset(tokens("yes yep yeah yup ok okay sure absolutely"))  # 'yes, right' affirms
_ASKING_ENDS = tuple(
    one.tokens
    for one in sentences(
        """
        よね。よねえ。よねー。よな。没问题吧。没有问题吧。沒問題吧。没什么问题吧。没啥问题吧。没意见吧。没有意见吧。
        没毛病吧。没错吧。可以吧。可以的吧。对吧。對吧。是吧。是的吧。好的吧。挺好吧。挺好的吧。很好吧。不错吧。
        不錯吧。合格吧。正确吧。ok吧。没问题嘛。可以嘛。行嘛。好嘛
        """
    )
)
_ASKING = _TAGS | {end[-1] for end in _ASKING_ENDS}
# Whom all of a question is put to, with a comma or without: 'it is fine, right team'.
_PUT_TO = frozenset(tokens("all team everyone everybody guys folks people mate mates boss"))


def may_comment(text: str) -> bool:
    """Return whether ``text`` may stand behind a named outcome that permits something.

    It may wish for a change ('approved - but fix the title'); it may not deny, attach a
    condition, ask, put off, mock or speak to the machine, nor be longer than 4,000 signs.
    """
    if len(text) > MAX_SIGNS or _CODE.search(text) or not any(map(str.isalnum, text)):
        return False
    return not any(takes_back(one, _AGAINST_A_NAME, _WISHES) for one in sentences(text))


def may_approve(text: str) -> bool:
    """Return whether nothing in ``text`` takes an approval back; only all of it will do.

    A text of more than 4,000 signs is never cleared.
    """
    if len(text) > MAX_SIGNS or _CODE.search(text):
        return False
    return not any(takes_back(sentence) for sentence in sentences(text))


def takes_back(
    sentence: Sentence,
    kinds: Sequence[Kind] = _SPEAKS_AGAINST,
    excused: Sequence[Kind] = (),
) -> bool:
    """Return whether a word of these kinds stands where neither praise nor a wish explains it."""
    if sentence.asks or ends_in_doubt(sentence.tokens) or {TRAIL, QUOTE} & {*sentence.tokens}:
        return True
    walk = walk_of((START, *sentence.tokens, END))
    praised = {at for kind in _SPEAKS_FOR for at in _words(kind, walk)}
    # What mocks, or speaks to a machine, is never explained by praise.
    if _words(Kind.MACHINE, walk) or _words(Kind.MOCK, walk):
        return True
    wished = {at for kind in excused for at in _words(kind, walk)}
    doubted = _words(Kind.DOUBT, walk) - wished
    against = {at for kind in kinds for at in _words(kind, walk)}
    return not praised.issuperset(doubted | against)


def ends_in_doubt(row: Sequence[str]) -> bool:
    """Return whether a sentence, or a part of it, ends as a question does, though it has no mark.

    A part ends so before whom it is put to, or an order: 'it is fine, right, team'.
    """
    if _ASKING.isdisjoint(row):
        return False
    # A face makes no statement of it.
    said = [word for word in row if word == COMMA or any(map(str.isalnum, word))]
    after = [*said[1:], COMMA]
    parts = (said[: at + 1] for at, word in enumerate(after) if word == COMMA or word in _PUT_TO)
    return any(_asks_at_last(part) or _is_tag(part) for part in parts)


def _asks_at_last(said: Sequence[str]) -> bool:
    return any(tuple(said[-len(end) :]) == end for end in _ASKING_ENDS)


def _is_tag(said: Sequence[str]) -> bool:
    """Return whether the last of these words asks whether those before it are so."""
    before = [word for word in said[:-1] if word != COMMA]
    if not before or said[-1] not in _TAGS:  # a tag stands behind something
        return False
    is_set_off = said[-2] == COMMA or said[-1] != "right"
    return not _AFFIRMED.issuperset(before) and (is_set_off or before[-1] in _ASKED_RIGHT)


def _words(kind: Kind, walk: Walk) -> set[int]:
    """Return the places of words in phrases of a kind, whatever the language."""
    found = (place for lexicon in lexicons() for place in lexicon.find(kind, walk))
    marks = (START, END)
    return {at for place in found for at in range(*place) if walk.row[at] not in marks}
