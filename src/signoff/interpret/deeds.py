"""The deed an outcome stands for, in other words than its name: 'order the usual' is restock.

A closed world: a clause says a deed only where every word of it is one of the
deed's, of the question's, or a small word that turns nothing. What other
clauses say, and whether all together approve, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from signoff.interpret.asked import ENDING, GOING_ON, asked_deeds, done_to
from signoff.interpret.language import Kind
from signoff.interpret.languages.deed_words import (
    ANSWERS_NO,
    ANSWERS_YES,
    AROUND,
    ORDERS,
)
from signoff.interpret.languages.deeds_wider import THINGS
from signoff.interpret.lexicon import lexicons, likely
from signoff.interpret.meanings import Meaning
from signoff.interpret.names import meaning_of, words_of
from signoff.interpret.naming import LIGHT, PARTICLES
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.senses import (
    ASKED,
    OWN,
    Spoken,
    named_words,
    own_senses,
    senses_of,
    spoken_in,
)
from signoff.interpret.spans import name_end
from signoff.interpret.verdict import Plain, plainly

Words = tuple[str, ...]
# What an outcome that permits nothing may be called by, beside its name.
_CALLED: Mapping[Meaning, frozenset[str]] = {
    Meaning.REJECT: frozenset(("keep", "open", "stop", "refuse")),
    Meaning.NEGATED: frozenset(("keep", "open", "stop", "refuse")),
    Meaning.LEAVE: frozenset(("stop", "refuse")),
    Meaning.REVISE: frozenset(("fix", "redo")),
    Meaning.NOT_YET: frozenset(("fix", "wait")),
    Meaning.HOLD: frozenset(("wait",)),
    Meaning.ESCALATE: frozenset(("consult",)),
    Meaning.INFO: frozenset(("ask",)),
    Meaning.NEGOTIATE: frozenset(("negotiate",)),
    Meaning.DISPUTE: frozenset(("dispute",)),
    Meaning.ROLLBACK: frozenset(("revert",)),
    Meaning.KEEP: frozenset(("keep",)),
}
# The first of these that a name speaks of is what it means, where its words say nothing plainer.
_MEANT = {
    "revert": Meaning.ROLLBACK,
    "consult": Meaning.ESCALATE,
    "negotiate": Meaning.NEGOTIATE,
    "dispute": Meaning.DISPUTE,
    "redo": Meaning.REVISE,
    "fix": Meaning.REVISE,
    "return": Meaning.REVISE,
    "wait": Meaning.HOLD,
    "stop": Meaning.REJECT,
    "refuse": Meaning.REJECT,
    "ask": Meaning.INFO,
    "keep": Meaning.KEEP,
}
# What says no to a question that takes yes or no, and what puts off: neither is ever permitted.
_NO = frozenset(("wait", "not"))
_UNSAID = frozenset(("wait", "not", "ask", "inspect", "consult", "negotiate", "other", "compare"))
# Where a name limits its deed so, the reply must too: 'fix it' is not remote_fix.
_LIMITING = frozenset(
    tokens(
        "online part less fast cheap weekend tonight tomorrow onetime lasting monday nextweek one"
        " two three five ten half free charge early indoors outdoors"
    )
)
# What is given back to these, or to nobody named, is to be changed.
_RETURNING = frozenset(
    tokens(
        "return returned send sent give back to the it zuruck zuruckgeben zuruckschicken retour"
        " renvoyer devolver devuelto devolvido terug terugsturen an a al au aan für for with"
        " rimandare indietro"
    )
)
_MAKERS = frozenset(
    tokens(
        "author writer editor designer developer team draft desk shop me us start agency translator"
        " applicant comments changes notes revision edits fix rework autor autora redaktion"
        " verfasser auteur autore studio drafter owner requester requestor"
    )
)
# Verbs that refuse a proposal, but do something to a thing that is named with them.
_DOES = frozenset(
    tokens("close delete remove kill block shut turn switch take throw lock evict empty stop")
)
# Names of what is done once more just as it was.
_DOING_AGAIN = frozenset(tokens("retry retest recheck resend refile recount"))
_LONGEST = 14  # tokens of a clause
_SHORTEST_HEAD = 4
_JOINED = (2, 3, 4)  # signs of a script without spaces that make a word of the question


@dataclass(frozen=True, slots=True)
class Deeds:
    """What tells one permitting outcome from the others, and the words that may stand around it."""

    own: frozenset[str]
    shared: frozenset[str]
    objects: frozenset[str]
    names: frozenset[Words] = frozenset()

    def in_row(self, row: Sequence[str], code: str) -> dict[int, int]:
        """Return where clauses of a sentence begin and end that say the deed."""
        bounds = [-1, *(at for at, word in enumerate(row) if word == COMMA), len(row)]
        clauses = [(at + 1, end) for at, end in pairwise(bounds) if 0 < end - at - 1 <= _LONGEST]
        return {at: end for at, end in clauses if self._says(tuple(row[at:end]), code)}

    def _says(self, clause: Words, code: str) -> bool:
        """Walk the clause piece by piece; each is a deed, a word of the question or a small one."""
        deeds = [one for one in spoken_in(clause, (code,)) if _is_order(one, code)]
        deeds += [
            one
            for sense in self.own | self.shared
            if sense[0] in (OWN, ASKED)
            for one in named_words(clause, sense)
        ]
        must = self.own & _LIMITING or self.own
        named = any(name[0] in clause for name in self.names)
        if not named and must.isdisjoint([one.deed for one in deeds]):
            return False
        around = _around(code)
        reached = {0: False}
        for at in range(len(clause)):
            if at not in reached:
                continue
            ends = [(one.end, one.deed in must) for one in deeds if one.at == at and self._has(one)]
            ends += [(end, False) for end in _small(around, clause, at)]
            for name in self.names:
                ends += [(end, True) for end in [name_end(clause, at, name)] if end is not None]
            ends += [(end, False) for end in self._object(clause, at)]
            for end, says in ends:
                reached[end] = reached.get(end, False) or reached[at] or says
        return reached.get(len(clause), False)

    def _has(self, one: Spoken) -> bool:
        return one.deed in self.own or one.deed in self.shared

    def _object(self, clause: Words, at: int) -> list[int]:
        if clause[at].isascii():
            return [at + 1] if clause[at] in self.objects else []
        ends = [at + size for size in _JOINED if at + size <= len(clause)]
        return [end for end in ends if "".join(clause[at:end]) in self.objects]


def deeds_of(
    outcome: str,
    apart: Mapping[str, frozenset[str]],
    asked: Sequence[Sentence],
    *,
    choosing: bool = False,
) -> Deeds:
    """Return how to hear of ``outcome``, told from the others by ``apart`` (told_apart).

    ``choosing``: more than one outcome permits something, so a thing may say which: 'hotel'.
    """
    # Of a name's own words only its verb, or a number, says what to do: 'the price' pays nothing.
    head = words_of(outcome)[:1]
    things = {it for it in apart[outcome] if it[0] == OWN and it[1:] not in head}
    own = apart[outcome] - _UNSAID - {it for it in things if not it[1:].isdigit()}
    theirs = frozenset[str]().union(*(its for other, its in apart.items() if other != outcome))
    rivals = {word for other in apart if other != outcome for word in words_of(other)}
    own |= _head_of(outcome, rivals)
    own -= frozenset() if choosing else THINGS - _LIMITING
    return Deeds(
        own,
        senses_of(outcome) - own - theirs - _UNSAID,
        _objects_of(tuple(asked)) - rivals | _joined_in(tuple(asked)),
        _names_of(outcome, rivals),
    )


@lru_cache(maxsize=16)
def _objects_of(asked: tuple[Sentence, ...]) -> frozenset[str]:
    """Return the words of a question that may stand beside the deed in an order."""
    asking = _asking(asked)
    words = {word for one in asking for word in one.tokens if len(word) > 1} - _turning()
    codes = {it.code for one in asking for it in likely(one.tokens)}
    return frozenset(words - _putting_off(words, codes))


def _asking(asked: tuple[Sentence, ...]) -> Sequence[Sentence]:
    return [one for one in asked if one.asks] or asked


def _putting_off(words: Iterable[str], codes: Iterable[str]) -> set[str]:
    """Return the words of a question that put off when they are ordered: 'review it and pay'."""
    found = [(word, one.deed) for word in words for one in spoken_in((word,), codes)]
    return {word for word, deed in found if deed in _UNSAID} | {"review"}


def _head_of(outcome: str, rivals: set[str]) -> frozenset[str]:
    """Return the verb of a name, where it says enough: 'extend' is extend_hire."""
    words = words_of(outcome)
    head = words[0] if words else ""
    says_little = len(words) <= 1 or words[1] in PARTICLES or head in LIGHT
    if says_little or head in _turning() or len(head) < _SHORTEST_HEAD or not head.isascii():
        return frozenset()
    return (
        frozenset() if any(head[:4] == other[:4] for other in rivals) else frozenset((OWN + head,))
    )


def _names_of(outcome: str, rivals: set[str]) -> frozenset[Words]:
    """Return the parts of a name that say it: 'pickup point' is leave_at_pickup_point."""
    words = words_of(outcome)
    found = {words} if len(words) > 1 else set[Words]()
    unsaid = rivals | LIGHT | PARTICLES | _turning()
    found |= {pair for pair in pairwise(words) if not unsaid & {*pair} and _is_long(pair)}
    return frozenset(found)


def _is_long(pair: Words) -> bool:
    return all(len(word) >= _SHORTEST_HEAD for word in pair)


@lru_cache(maxsize=16)
def _joined_in(asked: tuple[Sentence, ...]) -> frozenset[str]:
    """Return what may be words of a question in a script that parts none."""
    rows = [one.tokens for one in _asking(asked)]
    parts = (row[at : at + size] for row in rows for at in range(len(row)) for size in _JOINED)
    return frozenset("".join(part) for part in parts if not any(sign.isascii() for sign in part))


def told_apart(
    outcomes: Sequence[str],
    permitting: Sequence[str],
    asked: Sequence[Sentence],
    *,
    things: bool = False,
) -> dict[str, frozenset[str]]:
    """Return what is spoken of with one outcome and with no other.

    The deed a question asks leave for belongs to the only outcome that permits something; with
    ``things`` what it is to approve the things it names does too, where that outcome says yes.
    """
    deeds = asked_deeds(asked)
    more: dict[str, frozenset[str]] = {}
    for outcome in outcomes:
        if outcome in permitting:
            more[outcome] = deeds if len(permitting) == 1 else frozenset()
            if things and len(permitting) == 1 and _says_yes(outcome):
                more[outcome] |= done_to(asked)
            continue
        more[outcome] = _called_by(outcome, deeds) - deeds
        if {*words_of(outcome)} <= ANSWERS_NO:
            more[outcome] |= _NO - deeds
    return own_senses(outcomes, more, plain=[one for one in outcomes if plainly(one)])


def _says_yes(outcome: str) -> bool:
    return plainly(outcome) is Plain.APPROVES or {*words_of(outcome)} <= ANSWERS_YES


def _called_by(outcome: str, deeds: frozenset[str]) -> frozenset[str]:
    """Return what an outcome is called by; what goes on refuses only to end: 'keep it'."""
    called = _CALLED.get(meant_by(outcome), frozenset())
    if len(words_of(outcome)) > 1 and _DOES.issuperset(words_of(outcome)[:1]):
        called -= {"refuse", "keep", "open"}  # 'too expensive' shuts no gate
    ends = not any(deed.isalpha() for deed in deeds) or bool(deeds & ENDING)
    return called if ends or "refuse" not in called else called - GOING_ON


def meant_by(outcome: str) -> Meaning:
    """Return what an outcome means that permits nothing, by its name or the deeds in it."""
    meaning = meaning_of(outcome, permitting=False)
    senses = senses_of(outcome)
    if meaning is Meaning.REVISE and "return" in senses and not _is_for_its_maker(outcome):
        return Meaning.UNKNOWN  # 'too long' returns no parcel to its sender
    if meaning is Meaning.REVISE and _DOING_AGAIN & {*words_of(outcome)}:
        return Meaning.UNKNOWN  # 'put the spare in' tries nothing again
    if meaning not in (Meaning.UNKNOWN, Meaning.APPROVE):
        return meaning
    return next((its for deed, its in _MEANT.items() if deed in senses), meaning)


def _is_for_its_maker(outcome: str) -> bool:
    rest = {*words_of(outcome)} - _RETURNING
    return not rest or not outcome.isascii() or bool(rest & _MAKERS)


def _is_order(one: Spoken, code: str) -> bool:
    """Return whether a deed is said as one orders or wishes: 'pay', and not 'paid'."""
    return one.ending is None or one.ending in ORDERS.get(code, ())


def _small(around: Mapping[str, Sequence[Words]], clause: Words, at: int) -> Iterable[int]:
    for phrase in around.get(clause[at], ()):
        if clause[at : at + len(phrase)] == phrase:
            yield at + len(phrase)


@cache
def _around(code: str) -> Mapping[str, Sequence[Words]]:
    found: dict[str, list[Words]] = {}
    for word in AROUND.get(code, "").split():
        phrase = tokens(word)
        found.setdefault(phrase[0], []).append(phrase)
    return found


@cache
def _turning() -> frozenset[str]:
    kinds = (Kind.NEGATION, Kind.DOUBT, Kind.CONDITION, Kind.TIMING, Kind.CONTRAST)
    return frozenset(
        word for it in lexicons() for kind in kinds for word in it.phrases.words_of(kind)
    )
