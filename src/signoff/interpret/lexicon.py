"""All languages made ready for reading, once: their phrases, and every word any of them knows.

Made at the first reply and kept, so that importing signoff builds nothing; a phrase is read
when a word comes that it may begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from signoff.interpret.language import Kind
from signoff.interpret.languages import all_languages
from signoff.interpret.languages.faint import FAINT
from signoff.interpret.languages.parts import MANNER, PARTS
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.phrases import Phrases
from signoff.interpret.walks import Walk

_ABOUT = 0.85
# Given names that are a harmless word of another language: 'tom' is a tone in Portuguese.
_NAMES_TOO = frozenset(("tom", "ana", "ben", "eva", "leo", "nina"))
# Words that no phrase needs and that name nobody: they take back, or limit, what stands before.
_NO_NAMES = re.compile(
    r"(?:annul|revo[kqcg]|rescind|retract|withdr|widerruf|zuruckge|ingetrok|herroep|ritirat|hypothe"
    r"|tentativ|provis|provvis|vorlauf|vorerst|voorlop|condicion|conditio|mentir|gotcha|denkste)"
    r"|.{3,}(?:ally|ively|ously|mente|lichkeit|weise)$|(?:nvm|nevermind|jk|psych)$"
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language: its phrases by kind, and its words; facts and faint praise are apart."""

    code: str
    phrases: Phrases
    words: frozenset[str]
    facts: Phrases
    faint: Phrases
    nouns_are_capital: bool = False

    def find(self, kind: Kind, walk: Walk) -> Sequence[tuple[int, int]]:
        """Return where phrases of the kind stand, as (start, end) in the walk's row."""
        # Most replies have no word of most languages: nothing of those is even read.
        if walk.said.isdisjoint(self.words):
            return ()
        return self.phrases.find(kind, walk)


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """Return the lexicon of every language."""
    made = []
    for language in all_languages():
        kinds = dict(language.phrases)
        facts = Phrases(language.slots, {Kind.FACT: kinds.pop(Kind.FACT, "")})
        faint = Phrases({}, {Kind.FAINT: FAINT.get(language.code, "")})
        phrases = Phrases(language.slots, kinds)
        words = phrases.words | set(tokens(language.plain))
        made.append(
            Lexicon(language.code, phrases, words, facts, faint, language.nouns_are_capital)
        )
    return tuple(made)


@cache
def known_words() -> frozenset[str]:
    """Return every word that some language knows, but those of plain facts."""
    return frozenset().union(*(lexicon.words for lexicon in lexicons()))


@cache
def spelled_words() -> frozenset[str]:
    """Return every word that some language knows how to spell."""
    facts = (lexicon.facts.words | lexicon.faint.words for lexicon in lexicons())
    parts = (said.replace("_", " ") for one in (MANNER, PARTS) for said in one.values())
    return known_words().union(*facts, *map(tokens, parts))


@cache
def words_of_kinds(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """Return the words that stand in the phrases of some kinds, in any language."""
    parts = (lex.phrases.words_of(kind) for lex in lexicons() for kind in kinds)
    return frozenset().union(*parts)


@lru_cache(maxsize=64)
def names_in(row: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a row that no language knows: names of people and things."""
    known = known_words()
    return frozenset(
        word
        for word in row
        if (word not in known or word in _NAMES_TOO)
        and _is_word(word)
        and not _NO_NAMES.match(word)
    )


@lru_cache(maxsize=64)
def likely(row: tuple[str, ...]) -> tuple[Lexicon, ...]:
    """Return the lexicons that know about as many words of the row as the best does."""
    counts = Counter[str]()
    for lexicon in lexicons():
        counts[lexicon.code] = sum(map(lexicon.words.__contains__, row))
    best = max(counts.values(), default=0)
    return tuple(one for one in lexicons() if best and counts[one.code] >= _ABOUT * best)


def names_in_facts(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Return what a plain fact may call by name: numbers, and words that are sure to be names."""
    names = names_in(sentence.tokens) - lexicon.facts.words
    sure = frozenset() if lexicon.nouns_are_capital else sentence.proper
    numbers = (word for word in sentence.tokens if word[:1].isdigit())
    return (names & sure) | frozenset(numbers)


def _is_word(word: str) -> bool:
    return word.isdigit() or (len(word) > 1 and word[:1].isalnum())
