"""A plain order with a reason in free words, such as 'Pay it, they delivered on Friday'.

The one place where words nobody knows may stand beside what permits something,
so it asks for more than the rest: the deed itself must be ordered, in a clause
of its own (deeds), and the reason may not deny, limit, ask, put off, report,
wish, doubt or mock. A mere yes is no order. Praise and courtesy are known to
approvals.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from signoff.interpret.approvals import approval_in, clauses_of
from signoff.interpret.deeds import Deeds
from signoff.interpret.doubt import takes_back
from signoff.interpret.language import Kind
from signoff.interpret.languages.taking_back import HARMLESS, TAKING_BACK, URGENT, VERBS
from signoff.interpret.lexicon import likely
from signoff.interpret.normal import QUOTE, TRAIL, Sentence, tokens
from signoff.interpret.walks import END, START, walk_of

_MOST_SENTENCES = 4
_LONGEST = 40  # tokens of the reply
_LONGEST_REASON = 16
_SHORTEST_REASON = 3
_TURNING = (
    Kind.CONTRAST,
    Kind.MOCK,
    Kind.MACHINE,
    Kind.INFO,
    Kind.DISPUTE,
    Kind.UNSURE,
    Kind.ROLLBACK,
    Kind.FRAUD,
    Kind.NEGOTIATE,
)
_POINTING = frozenset(("that", "those"))
_NAMELESS = frozenset(("that", "those", "this", "these", "it", "them", "him", "her"))
_STEM = 4  # signs from which a word that takes back is known by its beginning


def ordered(said: Sequence[Sentence], deeds: Deeds, topic: frozenset[str]) -> bool:
    """Return whether the deed is ordered, and what else is said only says why."""
    if len(said) > _MOST_SENTENCES or sum(len(one.tokens) for one in said) > _LONGEST:
        return False
    clauses = [_clauses_of(one, deeds) for one in said]
    if not any(orders for rows in clauses for _, orders in rows):
        return False
    return all(_stands(one, rows, topic) for one, rows in zip(said, clauses, strict=True))


def _clauses_of(sentence: Sentence, deeds: Deeds) -> list[tuple[tuple[str, ...], bool]]:
    """Return the clauses of a sentence, each with whether it orders the deed."""
    codes = [lexicon.code for lexicon in likely(sentence.tokens)]
    clauses = clauses_of(sentence.tokens)
    return [(one, any(deeds.in_row(one, code) for code in codes)) for one in clauses]


def _stands(
    sentence: Sentence, clauses: Sequence[tuple[tuple[str, ...], bool]], topic: frozenset[str]
) -> bool:
    """Return whether an order stands beside what else a sentence says."""
    if sentence.asks or {TRAIL, QUOTE, "\U0001f642", "\U0001f641"} & {*sentence.tokens}:
        return False
    codes = [lexicon.code for lexicon in likely(sentence.tokens)]
    gives_reasons = False
    for clause, orders in clauses:
        if orders and gives_reasons:
            return False  # 'Tom says, pay it'
        if not orders and not _is_praise(clause, codes, topic):
            if not _is_reason(clause, codes):
                return False
            gives_reasons = True
    return True


def _is_praise(clause: tuple[str, ...], codes: Sequence[str], topic: frozenset[str]) -> bool:
    """Return whether a clause approves or is a courtesy; a plain fact is a reason like others."""
    evidence = approval_in([Sentence(clause)], topic, frozenset())
    return bool(evidence) or (evidence is not None and not _says_something(clause, codes))


def _says_something(clause: tuple[str, ...], codes: Sequence[str]) -> bool:
    return any(_verbs(code) & {*clause} for code in codes)


def _is_reason(clause: tuple[str, ...], codes: Sequence[str]) -> bool:
    if not _SHORTEST_REASON <= len(clause) <= _LONGEST_REASON:
        return False
    if clause[0] in _POINTING:
        return False  # 'that was in 2021'
    rest = _after_denial(clause, codes)
    if len(rest) == len(clause) and not _says_something(clause, codes):
        return False
    if any(_is_against(word, code) for word in rest for code in codes):
        return False
    walk = walk_of((START, *clause, END))
    turns = any(one.find(kind, walk) for one in likely(walk.row) for kind in _TURNING)
    return not turns and not takes_back(Sentence(rest))


def _after_denial(clause: tuple[str, ...], codes: Sequence[str]) -> tuple[str, ...]:
    """Return what a clause says behind a denial that only urges: 'we can't wait any longer'."""
    rests = [clause]
    for phrase, is_open in (one for code in codes for one in _urgent(code)):
        rest = clause[len(phrase) :]
        if clause[: len(phrase)] == phrase and (not is_open or not _NAMELESS.issuperset(rest[:1])):
            rests.append(rest)
    return min(rests, key=len)


def _is_against(word: str, code: str) -> bool:
    words, stems = _against(code)
    return word in words or any(word[:size] in stems for size in range(_STEM, len(word) + 1))


@cache
def _against(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that take an order back, and what such words begin with."""
    harmless = {*HARMLESS.get(code, "").split()}
    said = [part for part in TAKING_BACK.get(code, "").split() if part not in harmless]
    stems = frozenset(part for word in said if word.endswith("*") for part in tokens(word))
    return frozenset(
        word for part in said if not part.endswith("*") for word in tokens(part)
    ), stems


@cache
def _urgent(code: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return how such denials begin, and whether what they are about must follow."""
    return tuple((tokens(part), part.endswith("*")) for part in URGENT.get(code, "").split())


@cache
def _verbs(code: str) -> frozenset[str]:
    return frozenset(tokens(VERBS.get(code, "")))
