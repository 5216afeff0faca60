"""Which of the offered outcomes a reply names, in the spellings a sentence needs.

Finding a name says nothing about what is said of it: 'not published' names
'publish'.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from signoff.interpret.names import words_of
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.spans import name_end

Words = tuple[str, ...]
_SHORTEST_STEM = 2
_SHORTEST_VERB = 3
_ANSWERS = frozenset((word,) for word in tokens("yes no ja nein oui non sí si não nao sim nee"))
# What a name may lose without losing its meaning: 'bin' is 'bin_it'.
_OBJECTS = frozenset(tokens("it this that them please"))
# 'Always allow' is 'allow_always', and a 'second opinion' is what 'needs_second_opinion' needs.
_PAIR = 2
_TIMES = frozenset(tokens("always once now later never today forever"))
_NEEDING = frozenset(tokens("need needs needing request requests want wants get"))
# Verbs that say nothing by themselves, and words that make another verb of one.
LIGHT = frozenset(
    tokens(
        "let take put give get make go do have set come turn call bring look no not non needs need"
        " more use run try a the one full partial be is pay top back new old second first as in to"
    )
)
PARTICLES = frozenset(
    tokens("back down up off out in on over through away home again to as for no later only if")
)
_AFTER = frozenset(
    tokens(
        "it this that them him her please pls now today then thanks thank you for me from us too"
        " all as is planned immediately asap right away both these those and"
    )
)
# How verbs of other languages end in a name, and how they end in an order or a wish.
_VERBS = (
    ("er", ("e", "es", "ez", "ons", "ee", "ed", "a", "an", "amos", "ido", "ida")),
    ("ar", ("a", "e", "en", "ad", "ado", "ada", "amos", "emos", "alo", "ala", "adlo", "adla")),
    ("ir", ("e", "a", "an", "id", "ido", "ida", "amos", "is", "issez", "issons", "i")),
    ("re", ("ez", "ons", "u", "s")),
    ("en", ("e", "t", "et")),
)


@lru_cache(maxsize=256)
def forms_of(outcome: str) -> frozenset[Words]:
    """Return the spellings of an outcome's name in a sentence: 'publish', 'published', ..."""
    words = words_of(outcome)
    if not words or not words[0].isascii():
        return frozenset((words,))
    short = words
    while len(short) > 1 and short[-1] in _OBJECTS:
        short = short[:-1]
    found = {words, *((head, *short[1:]) for head in inflected(words[0]))}
    if len(words) == _PAIR and words[1] in _TIMES:
        found.add(words[::-1])
    if len(words) > _PAIR and words[0] in _NEEDING:
        found.add(words[1:])
    return frozenset(found)


def short_forms(outcome: str, outcomes: Sequence[str]) -> frozenset[Words]:
    """Return the first word of a name as a spelling of it, where that is clear among the outcomes.

    'Release' is 'release_slot' beside 'confirm_booking', but 'send' is not 'send_back'.
    """
    words = words_of(outcome)
    if len(words) < _PAIR or words[0] in LIGHT or words[1] in PARTICLES or not words[0].isascii():
        return frozenset()
    others = {word for other in outcomes if other != outcome for word in words_of(other)}
    heads = inflected(words[0])
    return frozenset() if heads & others else frozenset((head,) for head in heads)


def inflected(word: str) -> frozenset[str]:
    """Return a word as a verb would be bent, right or not: nobody writes the wrong ones."""
    stem = _stem(word)
    if len(stem) < _SHORTEST_STEM:
        return frozenset((word,))
    ends = ("", "e", "ed", "es", "s", "ing", f"{stem[-1:]}ed", f"{stem[-1:]}ing")
    bent = {stem + end for end in ends}
    for ending, others in _VERBS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST_VERB:
            bent.update(root + other for other in others)
    return frozenset((word, *bent))


def named_in(
    said: Sequence[Sentence], outcomes: Sequence[str], *, shortly: bool = False
) -> set[str]:
    """Return the outcomes named in the sentences; not 'allow', where 'allow once' is named.

    ``shortly``: a clear first word counts as the name (short_forms).
    """
    forms = {outcome: forms_of(outcome) for outcome in outcomes}
    if shortly:
        forms = {one: its | short_forms(one, outcomes) for one, its in forms.items()}
    spans = {
        outcome: {
            (number, at, end)
            for number, one in enumerate(said)
            for form in its
            for at, end in spans_of(one.tokens, form)
        }
        for outcome, its in forms.items()
    }
    return {
        outcome
        for outcome, its in spans.items()
        if not all(_is_part(span, outcome, spans) for span in its)
    }


def _is_part(
    span: tuple[int, int, int], outcome: str, spans: dict[str, set[tuple[int, int, int]]]
) -> bool:
    """Return whether a longer name of another outcome covers a place."""
    number, at, end = span
    return any(
        number == its_number and its_at <= at and end <= its_end and end - at < its_end - its_at
        for other, its in spans.items()
        if other != outcome
        for its_number, its_at, its_end in its
    )


def _stem(word: str) -> str:
    short = word.removesuffix("ed")
    return short if short != word and len(short) > _SHORTEST_STEM else word.removesuffix("e")


def places_of(row: Words, form: Words) -> list[int]:
    """Return where a spelling of a name begins in a row."""
    return [at for at, _ in spans_of(row, form)]


def spans_of(row: Words, form: Words) -> list[tuple[int, int]]:
    """Return where a spelling of a name begins and ends in a row.

    A name such as 'no' stands only by itself: 'no, thanks', and not 'there is no receipt'.
    """
    if form in _ANSWERS:
        return [(0, 1)] if row[:1] == form and row[1:2] in ((), (COMMA,)) else []
    if not form or form[0] not in row:
        return []
    found = ((at, name_end(row, at, form)) for at in range(len(row)))
    return [(at, end) for at, end in found if end is not None]


def shortly_said(said: Sequence[Sentence], forms: frozenset[Words]) -> frozenset[Words]:
    """Return the short forms that a reply uses for the whole: 'open it', not 'open the file'."""
    return frozenset(
        form
        for form in forms
        if all(is_clear(one.tokens, end) for one in said for _, end in spans_of(one.tokens, form))
    )


def is_clear(row: Words, end: int) -> bool:
    """Return whether nothing but 'it', 'please' and their like follows up to the clause's end."""
    rest = row[end:]
    clause = rest[: rest.index(COMMA)] if COMMA in rest else rest
    return all(word in _AFTER for word in clause)
