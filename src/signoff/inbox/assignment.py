"""Who is asked, since when and why: one row per person, kept when it ends.

An open assignment is the right to answer; how answers are counted is not
known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

CLOSED = "closed"  # why an assignment ended: its request did


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person who is asked at one stage of a request, until ``ended_at``.

    ``why`` is one sentence; ``in_place_of`` is who was to be asked. ``ended_why`` is CLOSED,
    or a word: reassigned, stage_passed, delegated.
    """

    id: str
    request_id: str
    person: str
    stage: int
    why: str
    added_by: str
    added_at: datetime
    in_place_of: str | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None


def people_in(assignments: Iterable[Assignment]) -> tuple[str, ...]:
    """Return who is asked, each once, in the order they came."""
    return tuple(dict.fromkeys(each.person for each in assignments))
