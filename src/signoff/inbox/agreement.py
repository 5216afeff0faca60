"""What several answers come to: still waiting, on to the next people, or decided.

Pure counting. Which outcome permits something is asked of the caller, since
the words of a flow's author are not known here; nor is how a person proved
who they are. An answer of somebody who is not asked counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from signoff.inbox.plan import Stage
from signoff.inbox.response import Response

Permits = Callable[[str], bool]  # says whether an outcome permits something


@dataclass(frozen=True, slots=True)
class Counted:
    """The request still waits: ``n_given`` of ``n_needed`` answers; ``awaited`` may still vote."""

    n_given: int
    n_needed: int
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StagePassed:
    """These people have agreed, and the next stage's are asked now."""

    n_given: int


@dataclass(frozen=True, slots=True)
class Decided:
    """It is over: ``response`` is what is recorded."""

    response: Response


Verdict = Counted | StagePassed | Decided


def is_simple(stages: Sequence[Stage]) -> bool:
    """Say whether one answer decides all."""
    return len(stages) == 1 and n_needed(stages[0]) == 1


def n_needed(stage: Stage) -> int:
    """Return how many answers decide a stage; where one claims it, one."""
    return 1 if stage.is_claimed else max(stage.needed, 1)


def judge(
    stage: Stage,
    *,
    asked: Sequence[str],
    votes: Sequence[Response],
    permits: Permits,
    is_last: bool,
) -> Verdict:
    """Return what the votes of a stage come to, ``votes`` being one per person, oldest first.

    ``asked`` are those whose vote counts. A vote without an outcome agrees: where a request
    offers none, answers are counted. Who agrees to an edited text agrees with nobody who saw
    another one.
    """
    counted = [vote for vote in votes if vote.responder in asked]
    permitting = [vote for vote in counted if vote.outcome is None or permits(vote.outcome)]
    refusing = [vote for vote in counted if vote not in permitting]
    agreeing = _to_one_text(permitting)
    needed = n_needed(stage)
    too_few = len(asked) - len(refusing) < needed
    if refusing and (stage.has_veto or too_few):
        return Decided(_together(refusing, counted))
    if len(agreeing) >= needed:
        if not is_last:
            return StagePassed(len(agreeing))
        return Decided(_together(agreeing, counted))
    given = {vote.responder for vote in (*agreeing, *refusing)}
    return Counted(len(agreeing), needed, tuple(each for each in asked if each not in given))


def _to_one_text(votes: Sequence[Response]) -> list[Response]:
    """Return the votes for the text that most of them are for, of equals the first."""
    most = Counter(vote.edited_output for vote in votes).most_common(1)
    return [vote for vote in votes if vote.edited_output == most[0][0]]


def _together(deciding: Sequence[Response], counted: Sequence[Response]) -> Response:
    """Return the one response that several votes come to.

    Its outcome is what most of ``deciding`` gave, of equals what was given first; its responder
    is the last who gave that.
    """
    # A counter keeps the order of first sight, and most_common keeps it among equals.
    outcome = Counter(vote.outcome for vote in deciding).most_common(1)[0][0]
    last = [vote for vote in deciding if vote.outcome == outcome][-1]
    return last._replace(
        feedback=_joined([(vote.responder, vote.feedback) for vote in counted]),
        text=_joined([(vote.responder, vote.text) for vote in counted]),
    )


def _joined(said: Sequence[tuple[str, str]]) -> str:
    """Return what people said, with their names where more than one said something."""
    spoken = [(person, words) for person, words in said if words.strip()]
    if len(spoken) < 2:  # noqa: PLR2004 - one voice needs no name
        return "".join(words for _, words in spoken)
    return "\n".join(f"{person}: {words}" for person, words in spoken)
