"""Which of the offered outcomes a reply means, from what was found in it.

Approvals come from a closed world (approvals), everything else from cues. Where
two outcomes could be meant, none is; their order is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from signoff.interpret.approvals import Evidence, approval_in
from signoff.interpret.cues import cues_in, mocks
from signoff.interpret.language import Kind
from signoff.interpret.lexicon import END, START, lexicons, words_of_kinds
from signoff.interpret.names import (
    Meaning,
    accepted_kinds,
    meaning_of,
    named,
    permits,
    words_of,
)
from signoff.interpret.normal import Sentence, sentences
from signoff.interpret.phrases import Walk
from signoff.interpret.spelling import mended

_Words = tuple[str, ...]
# Where a question may be answered by yes or no, a question with one of these turns them round.
_TURNING = (Kind.REJECT, Kind.HOLD, Kind.NO, Kind.CHANGE)
_GUARDED = (Kind.NEGATION, Kind.DOUBT, Kind.CONDITION, Kind.NO, Kind.REJECT, Kind.HOLD)
_NAMING_NOTHING = (Meaning.UNKNOWN, Meaning.APPROVE)
_SHORTEST_TOPIC = 3
_LONGEST_NAMING = 14  # tokens of a reply in which a bare name decides


def chosen_by_rules(
    said: Sequence[Sentence],
    outcomes: Sequence[str],
    message: str,
    approving: Sequence[str] | None,
) -> str | None:
    """Return the one outcome that the sentences mean, or None."""
    topic = _topic_of(message)
    said = [Sentence(mended(one.tokens, topic), one.asks) for one in said]
    permitting = [outcome for outcome in outcomes if permits(outcome, approving)]
    others = [outcome for outcome in outcomes if outcome not in permitting]
    approved = _approved(said, permitting, others, message)
    return approved if approved is not None else _refused(said, others, outcomes, topic)


def forms_of(outcome: str) -> frozenset[_Words]:
    """Return the spellings of an outcome's name in a sentence: 'publish', 'published', ..."""
    words = words_of(outcome)
    if len(words) != 1 or not words[0].isascii():
        return frozenset((words,))
    word = words[0]
    stem = word[:-1] if word.endswith("e") else word
    stem = stem[:-2] if stem.endswith("ed") and len(stem) > 4 else stem  # noqa: PLR2004 - 'need'
    ends = ("", "e", "ed", "es", "s", "ing", f"{stem[-1:]}ed", f"{stem[-1:]}ing")
    return frozenset({words, *((stem + end,) for end in ends if len(stem) > 1)})


def _approved(
    said: Sequence[Sentence], permitting: Sequence[str], others: Sequence[str], message: str
) -> str | None:
    mentioned = _named(said, [*permitting, *others])
    if any(outcome in others for outcome in mentioned):
        return None
    meant = [outcome for outcome in permitting if outcome in mentioned] if mentioned else permitting
    if len(meant) != 1:
        return None
    forms = forms_of(meant[0])
    evidence = approval_in(said, _topic_of(message), forms)
    if not evidence or mocks(said):
        return None
    if evidence is Evidence.YES and not mentioned and _turns(message, permitting, others):
        return None
    return meant[0]


def _named(said: Sequence[Sentence], outcomes: Sequence[str]) -> set[str]:
    """Return the outcomes named in the sentences; of 'allow once' and 'allow' the longer one."""
    found = {
        outcome: {place for one in said for place in _places(one.tokens, forms_of(outcome))}
        for outcome in outcomes
    }
    longest = max((length for places in found.values() for length in places), default=0)
    return {outcome for outcome, lengths in found.items() if longest and longest in lengths}


def _places(row: _Words, forms: Iterable[_Words]) -> Iterable[int]:
    for form in forms:
        size = len(form)
        if any(row[at : at + size] == form for at in range(len(row) - size + 1)):
            yield size


def _turns(message: str, permitting: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether 'yes' to this message may mean something else than the approval."""
    asked = sentences(message)
    if _named(asked, others):
        return True
    rows = [Walk((START, *one.tokens, END)) for one in asked if one.asks]
    del permitting
    return any(lex.find(kind, row) for lex in lexicons() for kind in _TURNING for row in rows)


def _refused(
    said: Sequence[Sentence], others: Sequence[str], outcomes: Sequence[str], topic: frozenset[str]
) -> str | None:
    meanings = {o: meaning_of(o, permitting=False) for o in others}
    sorting = Meaning.QUESTION in meanings.values()
    found = cues_in(said, topic, questions=sorting)
    if Kind.AWAY in found and Meaning.UNSURE not in meanings.values():
        return None
    if _lets_go(said, topic):
        # 'Fine. Fix the title' may be either; 'fine, but fix the title' is a wish for a change.
        found = found & _AFTER_PRAISE if found & _AGAINST else frozenset()
    return (
        _sorted_by(found, meanings) or _decided_by(found, meanings) or _bare(said, others, outcomes)
    )


def _lets_go(said: Sequence[Sentence], topic: frozenset[str]) -> bool:
    """Return whether one of the sentences alone would be an approval."""
    return any(approval_in([one], topic, frozenset()) for one in said)


_AGAINST = frozenset((Kind.CONTRAST, Kind.CONDITION))
_AFTER_PRAISE = _AGAINST | {Kind.CHANGE}
_FIRST = (Kind.ROLLBACK, Kind.DISPUTE, Kind.ESCALATE, Kind.INFO, Kind.UNSURE, Kind.FRAUD, Kind.SPAM)
_SORTING = (Kind.BUG, Kind.FEATURE, Kind.QUESTION, Kind.URGENT, Kind.NORMAL, Kind.LOW, Kind.KEEP)


def _sorted_by(found: frozenset[Kind], meanings: dict[str, Meaning]) -> str | None:
    """Return the outcome of a special kind that has its cue, where it alone has."""
    kinds = [kind for kind in (*_FIRST, *_SORTING) if kind in found]
    fitting = [o for kind in kinds for o in _meaning(meanings, Meaning(kind.value))]
    return fitting[0] if len(fitting) == 1 else None


def _decided_by(found: frozenset[Kind], meanings: dict[str, Meaning]) -> str | None:
    hold, revise = _meaning(meanings, Meaning.HOLD), _meaning(meanings, Meaning.REVISE)
    if Kind.REJECT in found:
        return _only(_accepting(meanings, Kind.REJECT))
    if Kind.HOLD in found and Kind.NO in found and not hold and Kind.CHANGE not in found:
        # 'don't send it yet' puts off, and only an outcome that can wait means that.
        return _only(_meaning(meanings, Meaning.NOT_YET))
    if Kind.HOLD in found and hold:
        return None if revise and Kind.CHANGE in found else _only(hold)
    if Kind.CHANGE in found or Kind.CONDITION in found:
        return _changed(found, meanings, revise)
    if Kind.HOLD in found:
        return _only(_meaning(meanings, Meaning.NOT_YET))
    if Kind.NO in found:
        return _only(_accepting(meanings, Kind.NO) or [*hold, *revise])
    return None


def _changed(found: frozenset[Kind], meanings: dict[str, Meaning], revise: list[str]) -> str | None:
    if revise:
        return _only(revise)
    if Kind.CHANGE not in found:
        return None
    if Kind.NO in found:
        return _only(_accepting(meanings, Kind.NO))
    return _only(_meaning(meanings, Meaning.NEGOTIATE) or _accepting(meanings, Kind.CHANGE))


def _bare(said: Sequence[Sentence], others: Sequence[str], outcomes: Sequence[str]) -> str | None:
    """Return the outcome a short reply names, where nothing in it turns that round."""
    n_tokens = sum(len(one.tokens) for one in said)
    if n_tokens > _LONGEST_NAMING or any(one.asks for one in said):
        return None
    mentioned = _named(said, outcomes)
    rows = [Walk((START, *one.tokens, END)) for one in said]
    turned = any(
        lex.find(kind, row)
        for lex in lexicons()
        for kind in (Kind.NEGATION, Kind.CONDITION)
        for row in rows
    )
    either = any(token in ("or", "/") for one in said for token in one.tokens)
    return (
        _only([o for o in mentioned if o in others])
        if len(mentioned) == 1 and not turned and not either
        else None
    )


def _meaning(meanings: dict[str, Meaning], meaning: Meaning) -> list[str]:
    return [outcome for outcome, said in meanings.items() if said is meaning]


def _accepting(meanings: dict[str, Meaning], kind: Kind) -> list[str]:
    return [outcome for outcome, said in meanings.items() if kind in accepted_kinds(said)]


def _only(outcomes: Sequence[str]) -> str | None:
    return outcomes[0] if len(outcomes) == 1 else None


def _topic_of(message: str) -> frozenset[str]:
    guarded = words_of_kinds(_GUARDED)
    return frozenset(
        token
        for one in sentences(message)
        for token in one.tokens
        if token not in guarded
        and named(token).meaning in _NAMING_NOTHING
        and (len(token) >= _SHORTEST_TOPIC or not token.isascii())
    )
