"""Which outcome that permits nothing a reply means, from the cues in it.

Where two could be meant, none is. A wished change means an outcome that asks
for changes and never one that ends the matter; a plain no means one that
refuses, or the only one there is to withhold an approval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from signoff.interpret.approvals import approval_in, clauses_of, without_clauses
from signoff.interpret.asked import asks_to_end, goes_on
from signoff.interpret.called import EITHER, called
from signoff.interpret.cues import OF_OTHERS, SUPPOSING, asserts, cues_in, praises
from signoff.interpret.deeds import meant_by
from signoff.interpret.language import Kind
from signoff.interpret.leaning import leaning, wishes
from signoff.interpret.lexicon import likely
from signoff.interpret.meanings import Meaning
from signoff.interpret.names import accepted_kinds, words_of
from signoff.interpret.naming import forms_of, named_in
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.strays import asks_anew
from signoff.interpret.walks import END, START, walk_of

_LONGEST_NAMING = 20  # tokens of a reply in which a bare name decides
# Cues of outcomes that need no other reading: the reply has the cue, one outcome has the meaning.
_PLAIN = (
    Kind.ROLLBACK,
    Kind.DISPUTE,
    Kind.ESCALATE,
    Kind.INFO,
    Kind.UNSURE,
    Kind.FRAUD,
    Kind.SPAM,
    Kind.BUG,
    Kind.FEATURE,
    Kind.QUESTION,
    Kind.URGENT,
    Kind.NORMAL,
    Kind.LOW,
    Kind.KEEP,
)
_WAITING = (Meaning.HOLD, Meaning.NOT_YET)
_MILDER = frozenset((Kind.CHANGE, Kind.HOLD, Kind.ESCALATE, Kind.INFO, Kind.NEGOTIATE, Kind.KEEP))
# Names that are everyday words as well: 'close to perfect' closes nothing (called).
_EVERYDAY = frozenset(
    tokens(
        "close hold pass keep stop wait drop fail block leave low normal high red cut watch stay"
        " park kill bin counter return flag query skip back change fix ask edit question stand down"
    )
)
# 'No budget until May' says no.
_UNTIL = frozenset(tokens("until till bis hasta jusqu ate"))
_UNDOING = frozenset(
    tokens("cancel delete terminate destroy scrap remove dismiss fire revoke refund close kill")
)
_ENDING = frozenset((Kind.REJECT, Kind.DROP, Kind.NO))
# What is denied to be said is not said: 'I'm not saying no', but 'I can't say yes' is one.
_SAYING = frozenset(
    tokens(
        "say saying said claim claiming suggest suggesting sagen sage gesagt behaupten behaupte"
        " decir digo dicho dije dire dis dit dizer disse dico detto zeggen zeg gezegd"
    )
)
_YES = frozenset(tokens("yes ja oui sí sì sim that it this das eso ça isso questo dat"))
# What may stand between a denial and the word for saying: 'wouldn't go so far as to say'.
_LEADING = frozenset(
    tokens("i am m have ve be go going gone so far as to ever quite really just pas das ich")
)
_EAGER = ("wait", "to")  # 'they can't wait to order it' denies nothing, nor lets it wait
_Meanings = Mapping[str, Meaning]


def refused(
    said: Sequence[Sentence],
    others: Sequence[str],
    outcomes: Sequence[str],
    topic: frozenset[str],
    asked: Sequence[Sentence],
    apart: Mapping[str, frozenset[str]],
) -> str | None:
    """Return the one of ``others`` (those that permit nothing) that the sentences mean.

    ``apart``: what tells each outcome from the others (deeds.told_apart).
    """
    said = without_clauses(said, _is_unsaid)
    meanings = {outcome: meant_by(outcome) for outcome in others}
    permitting = [outcome for outcome in outcomes if outcome not in others]
    deeds = frozenset[str]().union(*(apart[outcome] for outcome in permitting))
    wished, denied = wishes(said, deeds, topic)
    found = _found(said, permitting, meanings, topic, asked)
    if denied and not wished and len(permitting) == 1:
        found |= {Kind.NO}
    is_away = Kind.AWAY in found and Meaning.UNSURE not in meanings.values()
    named = any(asserts(said, forms_of(outcome)) for outcome in permitting)
    ends = bool(found & _ENDING) and not found & {Kind.CONTRAST, Kind.CONDITION}
    if is_away or ((named or wished) and ends):
        return None
    against = denied or goes_on(said, asked) or _opens_against(said)
    letting_go = [not against and bool(approval_in([one], topic, frozenset())) for one in said]
    if (len(said) > 1 and letting_go[-1]) or _lets_go_at_last(said, found, topic):
        return None  # whatever was wished for before, the last word lets it go
    if asks_anew(said) and not _opens_against(said):
        judged = denied or named or _approves_beside(said, topic)
        return None if judged else _made_anew(found, meanings)
    if named or any(letting_go):
        return _after_praise(found, meanings)
    leant = leaning(said, others, apart, topic)
    only = called(said, others, outcomes, topic, waits=_waiting(meanings))
    if only is None:
        only = _agreed(leant, _by_cues(said, found, meanings, outcomes))
        beside = _after_praise(found, meanings) or (None if Kind.CONDITION in found else leant)
        if only != beside and not against and praises(said, topic):
            only = beside
    return None if only is not None and _is_only_denied(said, only) else only


def _made_anew(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    """Return what asks for changes: what is to be sent again is neither praised nor refused yet."""
    return _only(_having(meanings, Meaning.REVISE)) if Kind.CHANGE in found else None


def _agreed(*found: str | None) -> str | None:
    return _only([one for one in {*found} if one is not None])


def _waiting(meanings: _Meanings) -> frozenset[str]:
    return frozenset(one for one, meaning in meanings.items() if meaning in _WAITING)


def _is_unsaid(_one: Sentence, clause: tuple[str, ...]) -> bool:
    """Return whether a clause denies to say what it says, or to be able to wait."""
    walk = walk_of(clause)
    ends = [end for it in likely(clause) for _, end in it.find(Kind.NEGATION, walk)]
    return any(clause[end : end + 2] == _EAGER for end in ends) or any(
        clause[at] in _SAYING
        and not _YES & {*clause[at + 1 : at + 2]}
        and _LEADING.issuperset(clause[end:at])
        for end in ends
        for at in range(end, len(clause))
    )


def _is_only_denied(said: Sequence[Sentence], outcome: str) -> bool:
    """Return whether an outcome is named, and everywhere denied: 'don't let him walk away'.

    Where a script parts no words, a denial may be of what stands before.
    """
    return (
        outcome.isascii()
        and bool(named_in(said, [outcome]))
        and not asserts(said, forms_of(outcome))
    )


def _opens_against(said: Sequence[Sentence]) -> bool:
    """Return whether a reply's first clause is a refusal: 'rejected, the letter goes out today'."""
    clauses = clauses_of(said[0].tokens) if said else []
    if not clauses or said[0].asks:
        return False
    walk = walk_of(clauses[0])
    size = len(clauses[0])
    return any(size in one.phrases.ends(Kind.REJECT, walk, 0) for one in likely(clauses[0]))


def _lets_go_at_last(
    said: Sequence[Sentence], found: frozenset[Kind], topic: frozenset[str]
) -> bool:
    """Return whether a complaint is taken back: 'too many hashtags but whatever, fine, post'."""
    clauses = clauses_of(said[-1].tokens) if said else []
    if Kind.CONTRAST not in found or Kind.CONDITION in found or len(clauses) <= 1:
        return False
    return bool(approval_in([replace(said[-1], tokens=clauses[-1])], topic, frozenset()))


def _approves_beside(said: Sequence[Sentence], topic: frozenset[str]) -> bool:
    """Return whether a clause approves that asks for no new version."""
    clauses = [replace(one, tokens=row) for one in said for row in clauses_of(one.tokens)]
    return any(
        not asks_anew([clause]) and approval_in([clause], topic, frozenset()) for clause in clauses
    )


def _found(
    said: Sequence[Sentence],
    permitting: Sequence[str],
    meanings: _Meanings,
    topic: frozenset[str],
    asked: Sequence[Sentence],
) -> frozenset[Kind]:
    """Return the cues of a reply; of a no to 'Shall we cancel?' nothing, for it cancels nothing."""
    acts = frozenset[tuple[str, ...]]().union(*(forms_of(outcome) for outcome in permitting))
    sorting = Meaning.QUESTION in meanings.values()
    found = cues_in(said, topic, questions=sorting, acts=acts)
    if asks_to_end(asked):
        found -= {Kind.DROP}  # 'close it', to 'Close the ticket?'
    about = named_in(asked, [*permitting, *meanings])
    return found - {Kind.NO} if about and about <= {*meanings} else found


def _by_cues(
    said: Sequence[Sentence],
    found: frozenset[Kind],
    meanings: _Meanings,
    outcomes: Sequence[str],
) -> str | None:
    if _is_open(said, found):
        return None
    decided = _plainly(found, meanings) or _decided(found, meanings)
    return decided or _bare(said, [*meanings], outcomes) or _of_two(found, meanings, outcomes)


def _is_open(said: Sequence[Sentence], found: frozenset[Kind]) -> bool:
    """Return whether few words leave it open: 'bin it if she says no', 'bin it or rewrite it'."""
    words = {token for one in said for token in one.tokens}
    ends = found & {Kind.REJECT, Kind.LEAVE, Kind.DROP}
    if not ends or sum(len(one.tokens) for one in said) > _LONGEST_NAMING:
        return False
    if found & _MILDER:
        return bool(EITHER & words)
    return _conditional(said) and not _UNTIL & words


def _after_praise(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    """'Fine. Fix the title' may be either; 'fine, but fix the title' wishes for a change."""
    wishes = Kind.CHANGE in found and bool(found & {Kind.CONTRAST, Kind.CONDITION})
    against = {Kind.REJECT, Kind.DROP, Kind.NO, Kind.HOLD} & found
    return _only(_having(meanings, Meaning.REVISE)) if wishes and not against else None


def _plainly(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    """Return the outcome of a plain kind that has its cue, where it alone has."""
    kinds = [kind for kind in _PLAIN if kind in found]
    return _only([o for kind in kinds for o in _having(meanings, Meaning(kind.value))])


def _decided(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    if Kind.DROP in found and not (Kind.CHANGE in found and _having(meanings, Meaning.REVISE)):
        # 'Too long, remove it' may mean a paragraph.
        found |= {Kind.REJECT}
    if Kind.REJECT in found or Kind.LEAVE in found:
        kind = Kind.REJECT if Kind.REJECT in found else Kind.LEAVE
        return _only(_accepting(meanings, kind))
    if Kind.HOLD in found:
        return _held(found, meanings)
    if Kind.CHANGE in found:
        return _changed(found, meanings)
    if Kind.CONDITION in found:
        return None  # 'fine, if legal agrees' wishes for no change
    if Kind.NO in found:
        return _said_no_to(meanings)
    return _only(_having(meanings, Meaning.NEGOTIATE)) if Kind.NEGOTIATE in found else None


def _said_no_to(meanings: _Meanings) -> str | None:
    """Return what a plain no means: 'don't ship' may wait, and cancels no order."""
    waiting = [*_having(meanings, Meaning.HOLD), *_having(meanings, Meaning.REVISE)]
    accepting = _accepting(meanings, Kind.NO)
    unclear = waiting and any(_ends_something(one) for one in accepting)
    return None if unclear else _only(accepting or waiting)


def _ends_something(outcome: str) -> bool:
    """Return whether a refusal's name says what is done beside refusing: 'cancel_order'."""
    return not _UNDOING.isdisjoint(words_of(outcome))


def _held(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    hold = _having(meanings, Meaning.HOLD)
    if Kind.CHANGE in found:
        return None if hold and _having(meanings, Meaning.REVISE) else _changed(found, meanings)
    # 'Don't send it yet' puts off: no outcome means that but one that waits.
    return _only(hold or _having(meanings, Meaning.NOT_YET))


def _changed(found: frozenset[Kind], meanings: _Meanings) -> str | None:
    revise = _having(meanings, Meaning.REVISE)
    if revise or Kind.CHANGE not in found:
        return _only(revise)
    if Kind.NO in found:
        return _only(_accepting(meanings, Kind.NO))
    if Kind.ESCALATE in found:
        return None  # 'this has to go to the board' wishes for no other terms
    return _only(_having(meanings, Meaning.NEGOTIATE) or _accepting(meanings, Kind.CHANGE))


def _bare(said: Sequence[Sentence], others: Sequence[str], outcomes: Sequence[str]) -> str | None:
    """Return the outcome a short reply names, where nothing in it turns that round."""
    row = [token for one in said for token in one.tokens]
    if len(row) > _LONGEST_NAMING or any(one.asks for one in said) or (EITHER | {"/"}) & {*row}:
        return None
    if (OF_OTHERS | SUPPOSING) & {*row}:
        return None  # 'they rejected our last one' rejects nothing now
    mentioned = named_in(said, outcomes)
    alone = [o for o in mentioned if o in others and len(mentioned) == 1]
    plain = [o for o in alone if len(words_of(o)) > 1 or not _EVERYDAY & {*words_of(o)}]
    meant = [o for o in plain if asserts(said, forms_of(o)) and not _conditional(said)]
    return _only(meant)


def _conditional(said: Sequence[Sentence]) -> bool:
    rows = [(START, *one.tokens, END) for one in said]
    return any(one.find(Kind.CONDITION, walk_of(row)) for row in rows for one in likely(row))


def _having(meanings: _Meanings, meaning: Meaning) -> list[str]:
    return [outcome for outcome, said in meanings.items() if said is meaning]


def _of_two(found: frozenset[Kind], meanings: _Meanings, outcomes: Sequence[str]) -> str | None:
    """Return the only outcome beside the one that was denied: 'don't sell' keeps."""
    if Kind.NO not in found or found & {Kind.REJECT, Kind.DROP, Kind.HOLD, Kind.CHANGE}:
        return None
    sole = [*meanings] if len(meanings) == 1 and len(outcomes) == len(meanings) + 1 else []
    return _only([one for one in sole if meanings[one] in (Meaning.KEEP, Meaning.UNKNOWN)])


def _accepting(meanings: _Meanings, kind: Kind) -> list[str]:
    return [outcome for outcome, said in meanings.items() if kind in accepted_kinds(said)]


def _only(outcomes: Sequence[str]) -> str | None:
    return outcomes[0] if len(outcomes) == 1 else None
