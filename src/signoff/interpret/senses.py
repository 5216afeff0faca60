"""What an outcome's name and a reply speak of: 'restock' and 'order more' are one deed.

Words are looked up in the thesaurus of their language (languages/deeds); a
word of a name that it lacks stands for itself. What a deed decides, and
whether it was wished or denied, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from signoff.interpret.languages.deeds import DEEDS
from signoff.interpret.names import words_of
from signoff.interpret.naming import inflected
from signoff.interpret.normal import tokens
from signoff.interpret.spans import name_end

Words = tuple[str, ...]
_SMALL = frozenset(
    tokens(
        "a an the it this that them to for of on in at and or as is be with by from my our your all"
        " do go get make let put use need needs more new no not up off out only now proposal"
        " der die das den dem ein eine fur mit auf zu zum im am und nur el la los las un una de del"
        " al con para por y solo le les des du au aux et o os as do da em no na e por so"
        " het een van"
    )
)
_ROOTED = ("ieren", "eren", "are", "ere", "ire", "en", "er", "ir", "ar", "re", "n")
_NAMED_SO = frozenset((*_ROOTED, *tokens("a e o t te ung ed es ing ado ada ido ida ato ata i")))
_SHORTEST_ROOT = 4
_LONGEST_ENDING = 5
# Marks of senses that are no deed of the thesaurus: a name's own word, and a question's verb.
OWN, ASKED = "=", "+"
# How a verb ends that says that it is done; of a question's verb only an order counts.
_DONE = ("ed", "ado", "ada", "ido", "ida", "ato", "ata", "ito", "ita", "ing")
_ALIKE = 5  # first signs by which a name's own word is known in a reply
# With one word they may part a verb from its particle: 'take this question out'.
_THE = frozenset(tokens("the this that these those our your my his her"))
_PARTICLES = frozenset(tokens("off out down back live on up away go over aside"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A deed where it stands in a row; ``ending``: how its verb ends, None as it is looked up."""

    at: int
    end: int
    deed: str
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    """One language's words: phrases by their first word, verbs by their root."""

    phrases: dict[str, list[tuple[Words, str, str | None]]] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)  # what the roots begin with

    def knows(self, word: str) -> bool:
        """Return whether a phrase may begin with a word."""
        return word in self.phrases or word[:_SHORTEST_ROOT] in self.stems

    def found(self, row: Words, at: int) -> list[Spoken]:
        """Return the longest phrases that begin at a place."""
        ends = [
            Spoken(at, end, deed, ending)
            for phrase, deed, ending in self.phrases.get(row[at], ())
            for end in [_end_of(row, at, phrase)]
            if end is not None
        ]
        longest = max((one.end for one in ends), default=0)
        if longest:
            return [one for one in ends if one.end == longest]
        rooted = self._rooted(row[at]) if self.roots else ()
        return [Spoken(at, at + 1, deed, ending) for deed, ending in rooted]

    def _rooted(self, word: str) -> list[tuple[str, str]]:
        if len(word) < _SHORTEST_ROOT:
            return []
        shortest = max(_SHORTEST_ROOT, len(word) - _LONGEST_ENDING)
        sizes = range(shortest, len(word) + 1)
        return [(deed, word[size:]) for size in sizes for deed in self.roots.get(word[:size], ())]


def _end_of(row: Words, at: int, phrase: Words) -> int | None:
    end = name_end(row, at, phrase)
    if end is not None or len(phrase) != 2 or phrase[1] not in _PARTICLES:  # noqa: PLR2004
        return end
    if row[at] != phrase[0] or row[at + 1 : at + 2] == () or row[at + 1] not in _THE:
        return None
    place = at + 3
    return place + 1 if row[place : place + 1] == (phrase[1],) else None


@cache
def _thesaurus(code: str) -> _Thesaurus:
    made = _Thesaurus()
    for line in filter(str.strip, DEEDS[code].splitlines()):
        deed, _, said = line.strip().partition(":")
        for word in said.split():
            _add(made, code, tokens(word), deed)
    return made


def _add(made: _Thesaurus, code: str, phrase: Words, deed: str) -> None:
    heads = {phrase[0]}
    if code == "en" and phrase[0].isalpha():
        # 'This kills me' wishes for nothing: no verb is read that ends in s.
        heads |= {word for word in inflected(phrase[0]) if not word.endswith("s")}
    for head in heads:
        ending = None if head == phrase[0] else head.removeprefix(phrase[0])
        made.phrases.setdefault(head, []).append(((head, *phrase[1:]), deed, ending))
    root = None if code == "en" or len(phrase) > 1 else _root_of(phrase[0])
    if root is not None:
        made.roots.setdefault(root, set()).add(deed)
        made.stems.add(root[:_SHORTEST_ROOT])


def _root_of(word: str) -> str | None:
    for ending in _ROOTED:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word.removesuffix(ending)
    return None


def spoken_in(row: Words, codes: Iterable[str]) -> list[Spoken]:
    """Return the deeds in a row, from left to right; of two that overlap the first, if longer."""
    return [one for code in codes if code in DEEDS for one in _spoken(row, code)]


@lru_cache(maxsize=256)
def _spoken(row: Words, code: str) -> tuple[Spoken, ...]:
    """Every outcome looks for its deed in the same few rows."""
    known = _thesaurus(code)
    found: list[Spoken] = []
    at = 0
    while at < len(row):
        here = known.found(row, at) if known.knows(row[at]) else []
        found += here
        at = max((one.end for one in here if one.end - one.at > 1), default=at + 1)
    return tuple(found)


@lru_cache(maxsize=256)
def senses_of(outcome: str) -> frozenset[str]:
    """Return what a name speaks of: deeds, and its own words that are none."""
    row = words_of(outcome)
    best: list[Spoken] = []
    for code in DEEDS:
        found = [one for one in spoken_in(row, (code,)) if code == "en" or _is_named(one)]
        if len(_covered(found)) > len(_covered(best)):
            best = found
    left = [word for at, word in enumerate(row) if at not in _covered(best)]
    return frozenset(one.deed for one in best) | frozenset(
        f"={word}" for word in left if word not in _SMALL and len(word) > 1
    )


def _is_named(one: Spoken) -> bool:
    """Return whether a name may bend a verb so: a 'vendor' is none that sells ('vender')."""
    return one.ending is None or not one.ending or one.ending in _NAMED_SO


def _covered(found: Iterable[Spoken]) -> set[int]:
    return {at for one in found for at in range(one.at, one.end)}


def own_senses(
    outcomes: Sequence[str], more: Mapping[str, frozenset[str]], plain: Sequence[str]
) -> dict[str, frozenset[str]]:
    """Return of each outcome what no other one speaks of.

    ``more`` is spoken of beside its name, or instead of a ``plain`` one: 'changes_requested'.
    """
    senses = {one: more[one] if one in plain else senses_of(one) | more[one] for one in outcomes}
    return {
        one: its.difference(*(theirs for other, theirs in senses.items() if other != one))
        for one, its in senses.items()
    }


def said_words(row: Sequence[str], sense: str) -> Iterator[Spoken]:
    """Return where a word stands that a name or a question has, whatever its ending."""
    for at, word in enumerate(row):
        if _alike(word, sense[1:]):
            yield Spoken(at, at + 1, sense)


def named_words(row: Sequence[str], sense: str) -> Iterator[Spoken]:
    """Return where a word of a name stands for itself; of a question's verb only an order."""
    for one in said_words(row, sense):
        if sense[0] != ASKED or not row[one.at].endswith(_DONE):
            yield one


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) < _ALIKE or len(other) < _ALIKE:
        return word in (f"{other}s", f"{other}es") or other in (f"{word}s", f"{word}es")
    return word[:_ALIKE] == other[:_ALIKE]
