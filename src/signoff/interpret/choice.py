"""Which of the offered outcomes a reply means, by rules alone.

First whether it approves, which takes every part of it (approvals); then
which refusal it is, for which one sign is enough (refusals). The order of the
outcomes is never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from signoff.interpret.already import is_done_already
from signoff.interpret.approvals import Evidence, approval_in, clauses_of, is_faint, without_things
from signoff.interpret.asked import asked_deeds, goes_on
from signoff.interpret.cues import cues_in, mocks
from signoff.interpret.deeds import deeds_of, told_apart
from signoff.interpret.elsewhere import leads_elsewhere
from signoff.interpret.ending import orders_otherwise
from signoff.interpret.language import Kind
from signoff.interpret.languages.deed_words import ANSWERS_YES
from signoff.interpret.lexicon import lexicons, likely, words_of_kinds
from signoff.interpret.meanings import Meaning
from signoff.interpret.names import meaning_of, named, permits, words_of
from signoff.interpret.naming import forms_of, named_in, short_forms, shortly_said
from signoff.interpret.normal import COMMA, Sentence, sentences, tokens
from signoff.interpret.partial import beside_manner, beside_parts
from signoff.interpret.reasons import ordered
from signoff.interpret.receipts import beside_receipt
from signoff.interpret.refusals import refused
from signoff.interpret.senses import ASKED
from signoff.interpret.sorting import is_less, sorted_as
from signoff.interpret.spelling import mended
from signoff.interpret.strays import asks_for_another, strays
from signoff.interpret.verdict import Plain, plainly
from signoff.interpret.walks import END, START, walk_of

# In a question, these turn round what a bare yes to it means.
_TURNING = (Kind.REJECT, Kind.DROP, Kind.HOLD, Kind.NO, Kind.CHANGE)
_GUARDED = (Kind.NEGATION, Kind.DOUBT, Kind.CONDITION, Kind.NO, Kind.REJECT, Kind.HOLD)
# Of words that may mean either, none approves: 'weg damit' throws away, or sends off.
_AGAINST = frozenset((Kind.REJECT, Kind.DROP))
_NAMING_NOTHING = (Meaning.UNKNOWN, Meaning.APPROVE)
_SHORTEST_TOPIC = 3
_ABOUT = 5  # tokens
_NOES = (("no",), ("nope",))
_AFTER_NO = frozenset(("leave", "keep", "don", "please", "stop", "hold", "wait", "they", "not"))
# Outcomes of one word that order nothing: 'go from propulsion'.
_NO_VERBS = frozenset(tokens("go ok okay ready green yes"))
# A question with one of these offers more than a deed and none.
_CHOOSING = frozenset(tokens("or oder ou o of u"))


def chosen_by_rules(
    said: Sequence[Sentence],
    outcomes: Sequence[str],
    message: str,
    approving: Sequence[str] | None,
) -> str | None:
    """Return the one outcome that the sentences mean, or None."""
    asked = sentences(message)
    topic = _topic_of(asked)
    spared = topic | {word for outcome in outcomes for word in words_of(outcome)}
    said = [replace(one, tokens=_parted(mended(one.tokens, spared))) for one in said]
    permitting = [outcome for outcome in outcomes if permits(outcome, approving)]
    others = [outcome for outcome in outcomes if outcome not in permitting]
    approved = _approved(said, permitting, others, asked, topic)
    if approved is not None and asks_for_another(said, _words_in(asked)):
        approved = None
    if approved is None:
        doing = told_apart(outcomes, permitting, asked, things=True)
        approved = _done(said, permitting, doing, asked, topic)
    if approved is not None:
        elsewhere = leads_elsewhere(said, _words_in(asked) | {*words_of(approved)})
        elsewhere = elsewhere or _orders_another(said, approved, asked, topic)
        return None if elsewhere or is_done_already(said, approved, asked) else approved
    if permitting and beside_receipt(said) == []:
        return None  # 'Thanks for the update' asks for none
    apart = told_apart(outcomes, permitting, asked)
    found = refused(beside_manner(said, _words_in(asked)), others, outcomes, topic, asked, apart)
    return found if permitting else _sorted(found, said, outcomes, asked)


def _sorted(
    found: str | None,
    said: Sequence[Sentence],
    outcomes: Sequence[str],
    asked: Sequence[Sentence],
) -> str | None:
    """Return what a reply chooses where nothing is permitted; ``found``: as a refusal is found."""
    sorting = sorted_as(said, outcomes, asked)
    if sorting.open or found is None or sorting.outcome == found:
        return None if sorting.open else sorting.outcome
    if sorting.outcome is None:
        left = {*outcomes} - sorting.denied
        return found if not sorting.denied or left == {found} else None
    said_more = is_less(found, sorting.outcome)  # truck, of 'two trucks'
    return sorting.outcome if said_more or found in sorting.denied else None


def _orders_another(
    said: Sequence[Sentence], outcome: str, asked: Sequence[Sentence], topic: frozenset[str]
) -> bool:
    """Return whether the reply orders what the question did not name: 'pay a different account'."""
    acts = forms_of(outcome) | _asked_for(asked, topic)
    verbs = {act[0] for act in acts if act and not act[0].endswith("ed")}
    verbs |= {deed[1:] for deed in asked_deeds(asked) if deed[0] == ASKED}
    known = _words_in(asked) | {*words_of(outcome)}
    return strays(said, frozenset(verbs - ANSWERS_YES - _NO_VERBS), known)


def _words_in(asked: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(word for one in asked for word in one.tokens)


def _parted(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row with the comma that 'no leave it open' lacks."""
    return (row[0], COMMA, *row[1:]) if row[:1] in _NOES and {*row[1:2]} & _AFTER_NO else row


def _approved(
    said: Sequence[Sentence],
    permitting: Sequence[str],
    others: Sequence[str],
    asked: Sequence[Sentence],
    topic: frozenset[str],
) -> str | None:
    mentioned = named_in(said, [*permitting, *others])
    meant = [outcome for outcome in permitting if outcome in mentioned or not mentioned]
    if len(meant) != 1 or mentioned & {*others} or mocks(said):
        return None
    if goes_on(said, asked):
        return None
    short = short_forms(meant[0], [*permitting, *others])
    acts = forms_of(meant[0]) | shortly_said(said, short) | _asked_for(asked, topic)
    evidence = approval_in(said, topic, acts)
    if not evidence or cues_in(said, topic) & _AGAINST:
        return None
    if not mentioned and orders_otherwise(said, meant[0], asked):
        return None
    # What a question begins with is what an approval speaks of: 'the newsletter looks good'.
    plain = plainly(meant[0]) is Plain.APPROVES or {*words_of(meant[0])} <= ANSWERS_YES
    about = {word for one in asked if plain for word in one.tokens[:_ABOUT]}
    things = topic - about - {act[0] for act in acts if act}
    in_question = _words_in(asked)
    if not mentioned and not _stands_without(said, topic, acts, things, in_question):
        return None
    answers = {*words_of(meant[0])} <= ANSWERS_YES  # so a yes is the outcome itself
    bare = evidence is Evidence.YES and not (answers or mentioned or _picks(said, meant[0], asked))
    return None if bare and _turns(asked, others) else meant[0]


def _stands_without(
    said: Sequence[Sentence],
    topic: frozenset[str],
    acts: frozenset[tuple[str, ...]],
    things: frozenset[str],
    asked: frozenset[str],
) -> bool:
    """Return whether an approval is one without a receipt, and without praise of a mere thing."""
    for rest in (beside_receipt(said), beside_parts(said, asked)):
        if rest is not None and not approval_in(rest, topic, acts):
            return False
    rest = without_things(said, things)
    n_clauses = sum(len(clauses_of(one.tokens)) for one in said)
    return len(rest) == n_clauses or bool(approval_in(rest, topic, acts))


def _done(
    said: Sequence[Sentence],
    permitting: Sequence[str],
    apart: Mapping[str, frozenset[str]],
    asked: Sequence[Sentence],
    topic: frozenset[str],
) -> str | None:
    """Return the outcome whose deed the reply wishes for in other words than its name."""
    found = []
    for outcome in permitting:
        choosing = len(permitting) > 1
        deeds = deeds_of(outcome, apart, asked, choosing=choosing)
        evidence = approval_in(said, topic, frozenset(), deeds)
        if (evidence and Evidence.DEED in evidence) or ordered(said, deeds, topic):
            found.append(outcome)
    if len(found) != 1 or mocks(said) or any(is_faint(one, topic) for one in said):
        return None
    return found[0]


def _picks(said: Sequence[Sentence], meant: str, asked: Sequence[Sentence]) -> bool:
    """Return whether the question offers the outcome, and more is said than yes: 'off you go'."""
    if not named_in(asked, [meant]) or meaning_of(meant, permitting=True) is Meaning.KEEP:
        return False
    row = tuple(token for one in said for token in one.tokens)
    knowing = [one for one in likely(row) if one.phrases.words_of(Kind.ANSWER)]
    spoken = {*row} - words_of_kinds((Kind.ANSWER, Kind.COURTESY)) - {COMMA}
    return bool(knowing and spoken)


def _asked_for(asked: Sequence[Sentence], topic: frozenset[str]) -> frozenset[tuple[str, ...]]:
    """Return the deed a question asks leave for: 'order', of 'Should we order the chairs?'.

    None where it asks which of two deeds.
    """
    rows = [walk_of(one.tokens) for one in asked if one.asks and not _CHOOSING & {*one.tokens}]
    after = {
        row.row[end]
        for one in lexicons()
        for row in rows
        for _, end in one.find(Kind.ASKING, row)
        if end < len(row.row)
    }
    return frozenset((word,) for word in after & topic)


def _turns(asked: Sequence[Sentence], others: Sequence[str]) -> bool:
    """Return whether 'yes' to this question may mean something else than the approval."""
    if named_in(asked, others):
        return True
    rows = [walk_of((START, *one.tokens, END)) for one in asked if one.asks]
    return any(one.find(kind, row) for one in lexicons() for kind in _TURNING for row in rows)


def _topic_of(asked: Sequence[Sentence]) -> frozenset[str]:
    """Return the words of a question that may name the work, and turn nothing."""
    guarded = words_of_kinds(_GUARDED)
    return frozenset(
        token
        for one in asked
        for token in one.tokens
        if token not in guarded
        and named(token).meaning in _NAMING_NOTHING
        and (len(token) >= _SHORTEST_TOPIC or not token.isascii())
    )
