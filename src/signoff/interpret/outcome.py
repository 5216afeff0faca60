"""The ladder from a person's words to an outcome, rung by rung, the surest first.

The outcome's own name; rules, which approve only what approves in every part;
a model, if there is one, and never against doubt. Where no rung holds, the
answer is None and the person is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from signoff.inbox.response import Source
from signoff.interpret.choice import chosen_by_rules
from signoff.interpret.doubt import may_approve
from signoff.interpret.elsewhere import leaves_it_to_the_greeted
from signoff.interpret.exact import Exact, match_exactly, with_comment
from signoff.interpret.letters import body_of, greets_somebody
from signoff.interpret.names import permits
from signoff.interpret.normal import MAX_SIGNS, is_blank, sentences

__all__ = ["Classify", "Reading", "match_outcome", "permits", "read_outcome"]

# Asked with all the person wrote, the outcomes and the message; says one of them, or None.
Classify = Callable[[str, Sequence[str], str], str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What words came to: an outcome and how it was found, or None for 'ask again'."""

    outcome: str | None
    source: Source


def match_outcome(
    feedback: str,
    outcomes: Sequence[str],
    message: str = "",
    *,
    approving: Sequence[str] | None = None,
) -> str | None:
    """Return the outcome that ``feedback`` means beyond doubt, or None to ask again.

    ``message`` is the question that was asked; its words name the work.
    ``approving`` are the outcomes that permit something (guessed from their
    names where None): one of these is taken only from words that approve in
    every part. Of more than 4,000 signs only a leading outcome is read.

    Raises: TypeError, for outcomes that are one text: they would be its letters.
    """
    if isinstance(outcomes, str):
        raise TypeError(f"outcomes={outcomes!r} is one text. Give a list: outcomes=[{outcomes!r}].")
    exact = match_exactly(feedback, outcomes, approving)
    if exact.outcome is not None or exact.contradicts:
        return exact.outcome
    return _by_rules(feedback, outcomes, message, approving)


def read_outcome(  # noqa: PLR0913 - the whole question, and the words: one value each
    feedback: str,
    outcomes: Sequence[str],
    *,
    default_outcome: str | None = None,
    message: str = "",
    approving: Sequence[str] | None = None,
    text: str = "",
    classify: Classify | None = None,
) -> Reading:
    """Climb the ladder for ``feedback``: empty words take the default, plain words an outcome.

    The default is for saying nothing, never for saying something unclear.
    ``text`` is all the person wrote: where another line of it names another
    outcome, or may take back one that permits something, nothing is decided.
    ``classify`` is asked only where the rules are silent; what it says counts
    if it is offered, and one that permits something if no word takes it back.
    """
    if not outcomes:
        return Reading(None, Source.FREE_TEXT)
    if is_blank(feedback):
        return Reading(default_outcome, Source.DEFAULT)
    others = [line for line in text.splitlines() if line.strip() != feedback.strip()]
    exact = _exact(feedback, others, outcomes, approving)
    if exact.outcome is not None:
        return Reading(exact.outcome, Source.EXACT)
    everything = "\n".join([feedback, *others])
    ruled = None if exact.contradicts else _by_rules(everything, outcomes, message, approving)
    if ruled is not None or classify is None:
        return Reading(ruled, Source.RULE if ruled is not None else Source.EXACT)
    said = classify(everything, outcomes, message)
    if said is None or said not in outcomes:
        return Reading(None, Source.MODEL)
    takes_back = permits(said, approving) and not may_approve(everything)
    return Reading(None if takes_back else said, Source.MODEL)


def _exact(
    feedback: str, others: Sequence[str], outcomes: Sequence[str], approving: Sequence[str] | None
) -> Exact:
    exact = match_exactly(feedback, outcomes, approving)
    if exact.outcome is None:
        return exact
    named = {match_exactly(line, outcomes, approving).outcome for line in others}
    if named - {None, exact.outcome}:
        return Exact(contradicts=True)
    if not permits(exact.outcome, approving):
        return exact
    return with_comment(exact.outcome, "\n".join(others), outcomes, approving)


def _by_rules(
    words: str, outcomes: Sequence[str], message: str, approving: Sequence[str] | None
) -> str | None:
    if len(words) > MAX_SIGNS:
        return None
    said = sentences(body_of(words))
    if greets_somebody(words) and leaves_it_to_the_greeted(said):
        return None
    return chosen_by_rules(said, outcomes, message[:MAX_SIGNS], approving)
