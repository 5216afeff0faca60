"""Which outcome a reply sorts the work into, where none that is offered permits anything.

'The salmon sounds lovely' is fish, and 'from 13 up' is teen: where nothing is permitted, one
word that only one outcome is known by may say which. So this is bolder than the rest: it looks
for the word anywhere. But what is denied, set aside or only supposed is not chosen, and where
two are spoken of, none is. Not every doubt is heard: 'a bug, I fear not' is a bug. Words for
the sorts of things are known to languages/sorts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from signoff.interpret.language import Kind
from signoff.interpret.languages.setting_aside import (
    AGAINST,
    ASIDE,
    ASKING,
    ASKS_BACK,
    BOUNDS,
    FAULTS,
    OPEN,
    OPEN_IN_MESSAGES,
    THEN,
)
from signoff.interpret.languages.sorts import SORTS
from signoff.interpret.lexicon import likely
from signoff.interpret.names import words_of
from signoff.interpret.normal import COMMA, TRAIL, Sentence, tokens
from signoff.interpret.walks import END, START, walk_of

Words = tuple[str, ...]
_LONGEST = 40  # tokens of a reply
_SHORTEST_STEM = 3
_SHORT_CLAUSE = 4  # tokens in which an everyday word means what it names
_ENDINGS = ("en", "er", "es", "e", "n", "s")
_UNDECIDED = (Kind.AWAY, Kind.MOCK, Kind.UNSURE)
# After one of these a denial no longer holds: 'not the van but the truck'.
_CONTRAST = frozenset(tokens("but although though however aber mais pero ma mas maar echter"))
_TURNING = _CONTRAST | frozenset(tokens("sondern sino rather just only"))
_EVERY = frozenset(tokens("any all every anything everything anyone anytime"))
_TIMES = frozenset(
    tokens(
        "early late morning noon afternoon evening night today tomorrow week nextweek month weekend"
        " weekday monday tuesday wednesday thursday friday saturday sunday spring summer autumn"
        " winter"
    )
)
# These mean much else: they sort only in few words, or behind a word that points.
_EVERYDAY = frozenset(
    tokens(
        "all one first second last may back right left call part light march team text order open"
        " hard rest s m l now everything some every any order mail ship out file it card major"
        " minor top front new old used total personal late early week days day full"
        " un une uno una um uma ein eine einen eins ya já nu direct je car tout todo tudo tutto"
        " alles alle ganz teil neu alt spät früh parte medio media meio meia ora bar mail good"
        " 大 小 中 上 下"
    )
)
_POINTING = frozenset(
    tokens("the only just option number go take make call der die das nur le la el il o a de het")
)
# Sorts of messages, which tell of what is bad or good.
_CONTENT = frozenset(
    tokens(
        "complaint praise positive negative neutral inquiry spam fraud bug feature technical"
        " billing sales urgent today critical major"
    )
)
_UNSAID = frozenset(tokens("no not yes without kein keine sans sin sem senza geen zonder non nao"))
_SMALL = frozenset(
    tokens("a an the it this that to for of on in at and or as is be with by from do der die das")
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a reply sorts the work into; ``open``: it leaves that undecided, whatever it names."""

    outcome: str | None = None
    open: bool = False
    denied: frozenset[str] = frozenset()


def sorted_as(
    said: Sequence[Sentence], outcomes: Sequence[str], asked: Sequence[Sentence]
) -> Sorted:
    """Return which of the outcomes, of which none permits anything, the sentences sort into.

    A few words may be of any language; that of the question ``asked`` is one of them.
    """
    rows = [one.tokens for one in said]
    if sum(map(len, rows)) > _LONGEST:
        return Sorted()
    known = _known_by(tuple(outcomes))
    of_messages = any("inquiry" in slot for slots in known.values() for slot in slots)
    opening = OPEN_IN_MESSAGES if of_messages else OPEN
    if any(TRAIL in row or _says(row, opening) for row in rows) or _is_undecided(rows):
        return Sorted(open=True)
    if said and (said[-1].asks or _opens(rows[-1], ASKS_BACK)):
        return Sorted(_asked(rows, known), open=not of_messages)
    codes = {lexicon.code for one in asked for lexicon in likely(one.tokens)}
    heard: set[str] = set()
    denied: set[str] = set()
    for one in said:
        for clause in () if one.asks else _clauses(one.tokens):
            for sense, against in _senses_in(clause, codes):
                (denied if against else heard).add(sense)
    return _settled(known, heard - denied, denied, rows)


def _settled(
    known: Mapping[str, tuple[frozenset[str], ...]],
    heard: set[str],
    denied: set[str],
    rows: Sequence[Words],
) -> Sorted:
    matched = {one: _matched(slots, heard) for one, slots in known.items()}
    aside = {one for one, slots in known.items() if _matched(slots, denied) and not matched[one]}
    chosen = _chosen(known, matched, frozenset(heard))
    content = chosen is not None and bool(matched[chosen] & _CONTENT)
    if content and any(_CONTRAST & {*row} for row in rows):
        return Sorted(open=True)  # 'good food, but rude staff'
    apart = {its for its in matched.values() if its}
    return Sorted(chosen, chosen is None and len(apart) > 1, frozenset(aside))


def is_less(outcome: str, other: str) -> bool:
    """Return whether a name is a part of another, as truck is of two_trucks."""
    words, more = {*map(_stem, words_of(outcome))}, {*map(_stem, words_of(other))}
    return words < more


def _is_undecided(rows: Iterable[Words]) -> bool:
    walks = [walk_of((START, *row, END)) for row in rows]
    return any(
        one.find(kind, walk) for walk in walks for one in likely(walk.row) for kind in _UNDECIDED
    )


def _asked(rows: Sequence[Words], known: Mapping[str, tuple[frozenset[str], ...]]) -> str | None:
    """Return the sort for questions, of a reply that is the message to be sorted."""
    asking = [one for one, slots in known.items() if any("inquiry" in slot for slot in slots)]
    if len(asking) != 1 or not any(_opens(row, ASKING) for row in rows):
        return None
    return asking[0]


def _chosen(
    known: Mapping[str, tuple[frozenset[str], ...]],
    matched: Mapping[str, frozenset[str]],
    heard: frozenset[str],
) -> str | None:
    """Return the outcome that more is said of than of each other one, and of each the same too."""
    shared = frozenset.intersection(*matched.values()) if len(matched) > 1 else frozenset()
    for one, its in matched.items():
        if not its - shared and not (its and _is_whole(known[one], heard)):
            continue
        if all(
            its > other or (its == other and _only_whole(one, rival, known, heard))
            for rival, other in matched.items()
            if rival != one
        ):
            return one
    return None


def _only_whole(
    one: str,
    rival: str,
    known: Mapping[str, tuple[frozenset[str], ...]],
    heard: frozenset[str],
) -> bool:
    """'Truck' is all of truck, and not of two_trucks."""
    return _is_whole(known[one], heard) and not _is_whole(known[rival], heard)


def _matched(slots: Sequence[frozenset[str]], heard: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*slots) & frozenset(heard)


def _is_whole(slots: Sequence[frozenset[str]], heard: frozenset[str]) -> bool:
    return all(slot & heard for slot in slots)


@lru_cache(maxsize=64)
def _known_by(outcomes: tuple[str, ...]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return of each outcome, by the words of its name, the senses it is known by."""
    rows = {outcome: words_of(outcome) for outcome in outcomes}
    every = [word for row in rows.values() for word in row]
    code = max(SORTS, key=lambda it: (sum(_is_in(it, word) for word in every), it == "en"))
    return {outcome: _slots(row, code) for outcome, row in rows.items()}


def _is_in(code: str, word: str) -> bool:
    return any(len(phrase) == 1 for phrase, _ in _index(code).get(_stem(word), ()))


def _slots(row: Words, code: str) -> tuple[frozenset[str], ...]:
    found: list[frozenset[str]] = []
    at = 0
    while at < len(row):
        here = _longest(row, at, (code,))
        end = max((end for end, _ in here), default=at + 1)
        senses = {sense for _, sense in here}
        if end == at + 1 and row[at] not in _SMALL | _UNSAID:
            senses.add(_own(row[at]))
        if senses:
            found.append(frozenset(senses))
        at = end
    return tuple(found)


def _own(word: str) -> str:
    return f"={_stem(word)}"


def _senses_in(clause: Words, asked: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Return the senses that a clause speaks of, each with whether it is denied."""
    codes = sorted({*(one.code for one in likely(clause)), *asked}) or [*SORTS]
    then = _says(clause, THEN, codes)
    fault = _says(clause, FAULTS, codes)
    asides = [at for at in range(len(clause)) if _opens(clause[at:], ASIDE, codes)]
    place = 0
    while place < len(clause):
        at, here = place, _longest(clause, place, codes)
        end = max((end for end, _ in here), default=at + 1)
        place = end
        if end == at + 1:
            if clause[at] in _SMALL | _UNSAID:
                continue
            here = [*here, (end, _own(clause[at]))]
        against = then or any(one < at and not _turns(clause, one, at) for one in asides)
        against = against or _says(clause[end:], AGAINST, codes)
        against = against or _is_bound(clause, at, here, codes)
        against = against or bool(_EVERY & {*clause[:at]} and _CONTRAST & {*clause[:at]})
        if end == at + 1 and clause[at] in _EVERYDAY and not _points(clause, at):
            against = True
        yield from ((sense, against or (fault and sense not in _CONTENT)) for _, sense in here)


def _is_bound(
    clause: Words, at: int, here: Sequence[tuple[int, str]], codes: Sequence[str]
) -> bool:
    """Return whether a time is only a bound: 'not before Friday'."""
    times = any(sense in _TIMES for _, sense in here)
    return times and at > 0 and _opens(clause[at - 1 : at], BOUNDS, codes)


def _turns(clause: Words, start: int, at: int) -> bool:
    """Return whether a denial ends before a place: 'not the van but the truck'."""
    return bool(_TURNING & {*clause[start + 2 : at]})


def _points(clause: Words, at: int) -> bool:
    return len(clause) <= _SHORT_CLAUSE or (at > 0 and clause[at - 1] in _POINTING)


def _says(row: Words, among: Mapping[str, str], codes: Sequence[str] = ()) -> bool:
    codes = codes or [one.code for one in likely(row)]
    return any(_opens(row[at:], among, codes) for at in range(len(row)))


def _opens(row: Words, among: Mapping[str, str], codes: Sequence[str] = ()) -> bool:
    """Return whether a row begins with a phrase of its languages."""
    codes = codes or [one.code for one in likely(row)]
    return any(row[: len(it)] == it for code in codes for it in _phrases(among.get(code, "")))


@cache
def _phrases(said: str) -> tuple[Words, ...]:
    return tuple(tokens(part.replace("_", " ")) for part in said.split())


def _clauses(row: Words) -> Iterator[Words]:
    at = 0
    for place, word in enumerate((*row, COMMA)):
        if word == COMMA:
            if place > at:
                yield row[at:place]
            at = place + 1


def _longest(row: Words, at: int, codes: Sequence[str]) -> list[tuple[int, str]]:
    """Return where the longest phrases end that begin at a place, and what they mean."""
    found = [
        (at + len(phrase), sense)
        for code in codes
        for phrase, sense in _index(code).get(_stem(row[at]), ())
        if tuple(map(_stem, row[at : at + len(phrase)])) == tuple(map(_stem, phrase))
    ]
    longest = max((end for end, _ in found), default=0)
    return [one for one in found if one[0] == longest]


@lru_cache(maxsize=2048)
def _stem(word: str) -> str:
    """Return a word without its accents, which names lack, and without its plural's ending."""
    word = "".join(sign for sign in normalize("NFD", word) if not "\u0300" <= sign <= "\u036f")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending) if not word.endswith("ss") else word
    return word


@cache
def _index(code: str) -> dict[str, list[tuple[Words, str]]]:
    found: dict[str, list[tuple[Words, str]]] = {}
    for line in filter(str.strip, SORTS.get(code, "").splitlines()):
        sense, _, said = line.strip().partition(":")
        for part in said.split():
            phrase = tokens(part.replace("_", " "))
            found.setdefault(_stem(phrase[0]), []).append((phrase, sense))
    return found
