"""Signs of a refusal, a wished change or another answer that permits nothing.

Open vocabulary: a cue may stand among words nobody knows, so what is found
here never approves. A cue behind a negation is none ('nothing missing').
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from signoff.interpret.language import Kind
from signoff.interpret.lexicon import Lexicon, likely
from signoff.interpret.naming import places_of
from signoff.interpret.normal import COMMA, QUOTE, Sentence
from signoff.interpret.walks import END, START, Walk, walk_of

# 'Send it' lets go, 'send it back' does not.
_COMING_BACK = frozenset(("back", "home", "again", "away"))
_CLEAR_PRAISE = 2  # words; one alone may be part of anything
_STOPS = (COMMA, END)
_SHORT = 10  # tokens of a reply in which one word of a cue is enough
_NEAR = 4  # tokens from a clause's beginning at which an approval may stand
_REACH = 3  # tokens over which a negation works
_MOST_TOKENS = 120  # of a sentence; a longer one is read so far
_BY_ITSELF = frozenset(
    (Kind.CONTRAST, Kind.NO, Kind.AWAY, Kind.UNSURE, Kind.CONDITION, Kind.ESCALATE)
)
# A wish for another time is none for now.
_FOR_NOW = frozenset((Kind.CHANGE, Kind.CONDITION, Kind.INFO, Kind.FEATURE, Kind.HOLD))
CUES = (
    Kind.NO,
    Kind.REJECT,
    Kind.DROP,
    Kind.CHANGE,
    Kind.HOLD,
    Kind.ESCALATE,
    Kind.INFO,
    Kind.LEAVE,
    Kind.NEGOTIATE,
    Kind.DISPUTE,
    Kind.ROLLBACK,
    Kind.KEEP,
    Kind.UNSURE,
    Kind.BUG,
    Kind.FEATURE,
    Kind.QUESTION,
    Kind.URGENT,
    Kind.NORMAL,
    Kind.LOW,
    Kind.SPAM,
    Kind.FRAUD,
)
# Cues that end or stop something count only where the writer does it, now: not in what others
# did, may do, or would do, and not after an if.
_ENDING = (Kind.NO, Kind.REJECT, Kind.DROP, Kind.LEAVE, Kind.HOLD)
OF_OTHERS = frozenset(
    (
        *("they", "he", "she", "who", "nobody", "somebody", "everybody", "may", "might", "was"),
        *("were", "had", "hate", "got", "customer", "client", "supplier", "vendor", "board"),
    )
)
_UNSAYING = (("t",), ("cannot",), ("cant",), ("couldnt",))
_GUESSING = frozenset(("could", "might", "may"))
SUPPOSING = frozenset(("if", "when", "whoever", "whenever", "suppose", "supposing"))
_HERE = frozenset(("it", "this", "that", "here", "there", "of"))
_SMALL = (Kind.AWAY, Kind.CONTRAST)


def cues_in(
    sentences: Sequence[Sentence],
    topic: frozenset[str],
    *,
    questions: bool = False,
    acts: frozenset[tuple[str, ...]] = frozenset(),
) -> frozenset[Kind]:
    """Return what kinds of cues a reply has.

    A question says nothing, unless it is a polite request or ``questions`` are to be read too.
    ``acts``: the deeds that were asked for, so that 'don't sell' is a no to selling.
    """
    found: set[Kind] = set()
    whole = likely(tuple(token for sentence in sentences for token in sentence.tokens))
    # In a long reply one word alone may be part of anything.
    least = 1 if sum(len(one.tokens) for one in sentences) <= _SHORT else 2
    for sentence in sentences:
        row = (START, *_unquoted(sentence.tokens)[:_MOST_TOKENS], END)
        for lexicon in [one for one in likely(row) if one in whole] or likely(row):
            walk = walk_of(row, topic, names=_numbers(row), acts=acts)
            found |= _cues_of(lexicon, walk, asks=sentence.asks and not questions, least=least)
    return frozenset(found)


def _numbers(row: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in row if word[:1].isdigit())


def _cues_of(lexicon: Lexicon, walk: Walk, *, asks: bool, least: int) -> set[Kind]:
    if asks and not lexicon.find(Kind.POLITE, walk):
        # 'I need more information: who is it for?' asks for what it says it needs.
        return _standing(lexicon, walk, (Kind.AWAY, Kind.INFO), least=2)
    found = _standing(lexicon, walk, _SMALL) | _standing(lexicon, walk, CUES, least)
    found |= _conditions(lexicon, walk)
    if found & _FOR_NOW and lexicon.find(Kind.LATER, walk):
        found -= _FOR_NOW
    return found


def asserts(sentences: Sequence[Sentence], forms: Iterable[tuple[str, ...]]) -> bool:
    """Return whether a name stands in a sentence that is no question, with no negation before."""
    forms = tuple(forms)
    return any(_asserts(one.tokens, form) for one in sentences if not one.asks for form in forms)


def _asserts(row: tuple[str, ...], form: tuple[str, ...]) -> bool:
    places = places_of(row, form)
    if not places:
        return False
    walk = walk_of(row)
    negations = [place for one in likely(row) for place in one.find(Kind.NEGATION, walk)]
    return any(not is_negated(walk, at, negations) for at in places)


def praises(sentences: Sequence[Sentence], topic: frozenset[str]) -> bool:
    """Return whether words that let the work go stand somewhere, and are not turned round."""
    rows = [
        (START, *_unquoted(one.tokens)[:_MOST_TOKENS], END) for one in sentences if not one.asks
    ]
    return any(_praising(lexicon, walk_of(row, topic)) for row in rows for lexicon in likely(row))


def _praising(lexicon: Lexicon, walk: Walk) -> bool:
    row = walk.row
    if any(row[end] in _STOPS for end in lexicon.phrases.ends(Kind.YES, walk, 1)):
        return True
    negations = lexicon.find(Kind.NEGATION, walk)
    return any(
        end - at >= _CLEAR_PRAISE
        and row[end] not in _COMING_BACK
        and not is_negated(walk, at, negations)
        # Where words are not parted, what follows may be the rest of a 'not'.
        and (row[end] in _STOPS or row[end].isascii())
        for at, end in lexicon.find(Kind.GOOD, walk)
    )


def mocks(sentences: Sequence[Sentence]) -> bool:
    """Return whether praise is meant as its opposite, as 'yeah, right' is."""
    rows = [walk_of((START, *sentence.tokens, END)) for sentence in sentences]
    return any(one.find(Kind.MOCK, row) for row in rows for one in likely(tuple(row.row)))


def _standing(lexicon: Lexicon, walk: Walk, kinds: Iterable[Kind], least: int = 1) -> set[Kind]:
    """Return the kinds with ``least`` words of cues that no negation turns round."""
    negations = lexicon.find(Kind.NEGATION, walk)
    found = set()
    for kind in kinds:
        places = lexicon.find(kind, walk)
        if not places:
            continue
        places = [place for place in places if not _is_guessed(walk, place[0])]
        if kind in _ENDING:
            places = [place for place in places if not _is_of_others(walk, place[0])]
        if kind is Kind.NO:
            places = [place for place in places if not _is_unsayable(walk, place[0])]
            # 'Not a bad idea'; where a script parts no words, it may deny what stands before.
            ends = {
                end for _, end in negations if walk.row[end : end + 1] and walk.row[end].isascii()
            }
            places = [place for place in places if place[0] not in ends]
        if kind is Kind.LEAVE:
            places = [place for place in places if not _is_lack(walk, place[1])]
        if kind not in _BY_ITSELF:
            places = [place for place in places if not is_negated(walk, place[0], negations)]
        words = {at for place in places for at in range(*place)} - {0, len(walk.row) - 1}
        if len(words) >= least or any(walk.row[at] in (START, END) for at, _ in places):
            found |= {kind} if places else set()
    return found


def _is_lack(walk: Walk, end: int) -> bool:
    """Return whether what seems to leave only lacks something: 'we are out of flour'."""
    after = (walk.row[end - 1], *walk.row[end : end + 2])
    return after[:2] == ("out", "of") and after[-1] not in _HERE


def _is_unsayable(walk: Walk, at: int) -> bool:
    """Return whether it is a no that cannot be said: 'can't say no to her'."""
    return walk.row[at] == "say" and tuple(walk.row[max(0, at - 2) : at])[-1:] in _UNSAYING


def _is_guessed(walk: Walk, at: int) -> bool:
    """Return whether a cue is only what something could be: 'could be spam'."""
    return at > 1 and walk.row[at - 1] == "be" and walk.row[at - 2] in _GUESSING


def _is_of_others(walk: Walk, at: int) -> bool:
    """Return whether a cue tells what somebody else did, may do, or what follows from an if."""
    supposed = walk.row[1] in SUPPOSING and COMMA not in walk.row[:at]
    return supposed or (at > 0 and walk.row[at - 1] in OF_OTHERS)


def is_negated(walk: Walk, at: int, negations: Sequence[tuple[int, int]]) -> bool:
    """Return whether a negation begins before a place and reaches to it."""
    return any(
        at - end < _REACH and COMMA not in walk.row[end:at]
        for start, end in negations
        if start < at
    )


def _conditions(lexicon: Lexicon, walk: Walk) -> set[Kind]:
    """Return what a condition means: a change, where something is to be mended first."""
    certain = lexicon.find(Kind.CONDITION, walk)
    if (certain or lexicon.find(Kind.TIMING, walk)) and lexicon.find(Kind.MENDED, walk):
        return {Kind.CHANGE}
    return {Kind.CONDITION} if certain and _lets_go(lexicon, walk) else set()


def _lets_go(lexicon: Lexicon, walk: Walk) -> bool:
    negations = lexicon.find(Kind.NEGATION, walk)
    return any(
        _opens_clause(walk, at) and not is_negated(walk, at, negations)
        for kind in (Kind.YES, Kind.GOOD)
        for at, _ in lexicon.find(kind, walk)
    )


def _opens_clause(walk: Walk, at: int) -> bool:
    return at < _NEAR or COMMA in walk.row[at - _NEAR : at]


def _unquoted(row: Sequence[str]) -> tuple[str, ...]:
    """Return the row without what stands between two quotation marks."""
    parts: list[list[str]] = [[]]
    for word in row:
        if word == QUOTE:
            parts.append([])
        else:
            parts[-1].append(word)
    kept = parts[::2] if len(parts) % 2 else parts
    return tuple(word for part in kept for word in part)
