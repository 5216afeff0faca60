"""Where a person stands to a request: may they answer it, and what keeps them from it.

What the page says beforehand; the inbox itself decides when an answer comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from signoff.inbox.request import RequestStatus
from signoff.store.request_rows import RequestRow, is_shared
from signoff.web.auth import Caller


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says of several people: ``note`` is '' where there is nothing to say."""

    may_answer: bool
    note: str = ""
    progress: str = ""


def standing_of(row: RequestRow, caller: Caller) -> Standing:
    """Return where the caller stands to a pending request; of a closed one there is nothing."""
    if row.status != RequestStatus.PENDING.value:
        return Standing(may_answer=False)
    note = _note(row, caller.person)
    if note and caller.may_override:
        note = f"{note} You manage requests, so you may answer in their place."
        return Standing(may_answer=True, note=note, progress=_progress(row))
    return Standing(not note, note, _progress(row))


def _note(row: RequestRow, person: str) -> str:
    """Return why somebody else is to answer; '' where this person is."""
    if row.claimed_by is not None and row.claimed_by != person:
        return f"{row.claimed_by} has claimed this."
    if row.is_open_to_all or person in row.assignees:
        return ""
    return f"{_all(row.assignees)} {'is' if len(row.assignees) == 1 else 'are'} asked, not you."


def _progress(row: RequestRow) -> str:
    """Return how far it is: 'Stage 1 of 2: 1 answered, 2 must agree, waiting for bo'."""
    if not is_shared(row):
        return ""
    stage = f"Stage {row.stage} of {row.n_stages}: " if row.n_stages > 1 else ""
    waiting = f", waiting for {_all(row.awaited)}" if row.awaited else ""
    return f"{stage}{row.n_votes} answered, {row.needed} must agree{waiting}."


def _all(people: tuple[str, ...]) -> str:
    if len(people) < 2:  # noqa: PLR2004 - one needs no 'and'
        return people[0] if people else "Nobody"
    return f"{', '.join(people[:-1])} and {people[-1]}"
