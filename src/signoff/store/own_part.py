"""What keeps a list from walking through all that does not concern who sees their own part.

That part is found by what concerned them last, so a list that is nearly empty
costs no more than a full one. What was taken from somebody and goes on without
them for long may be on none of their pages; by its address it is still there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column, select, union_all

from signoff.store.sight import Sight
from signoff.store.tables import assignments, requests, responses, runs

OWN_PART = 1_000  # requests or runs, of each way in which they may concern somebody
# Said as a constant: a partial index is taken only where the database can tell beforehand.
IS_WAITING = requests.c.status == literal_column("'pending'")


def concerning(
    sight: Sight, *, is_done: bool, cut: datetime | None = None
) -> list[ColumnElement[bool]]:
    """Return what requests must fulfil, besides being in sight.

    Those one is asked and was asked last, answered last and started last. ``cut`` leaves out what
    was done later.
    """
    if _sees_wholly(sight):
        return []
    own = select(requests.c.id).join(runs, runs.c.id == requests.c.run_id)
    own = own.where(runs.c.starter == sight.person)
    if not is_done:
        ended, now = _was_asked(sight.person), [*_is_asked(sight.person)]
    else:
        ended, given = _was_asked(sight.person, cut), _has_answered(sight.person, cut)
        now = [given]
        if cut is not None:
            own = own.where(requests.c.closed_at <= cut)
    return [requests.c.id.in_(_any_of(ended, own.order_by(runs.c.id.desc()).limit(OWN_PART), *now))]


def concerning_runs(sight: Sight, *, after: str | None = None) -> list[ColumnElement[bool]]:
    """Return what runs must fulfil, besides being in sight: ``after`` leaves out later ids."""
    if _sees_wholly(sight):
        return []
    me = sight.person
    mine = select(runs.c.id).where(runs.c.starter == me)
    if after is not None:
        mine = mine.where(runs.c.id < after)
    asked = _any_of(*_is_asked(me), _was_asked(me), _has_answered(me))
    theirs = select(requests.c.run_id).where(requests.c.id.in_(asked))
    return [runs.c.id.in_(_any_of(mine.order_by(runs.c.id.desc()).limit(OWN_PART), theirs))]


def _sees_wholly(sight: Sight) -> bool:
    return bool(sight.whole) or sight.is_everything


def _is_asked(me: str) -> tuple[Select[str], Select[str]]:
    now = select(assignments.c.request_id).where(
        assignments.c.person == me, assignments.c.ended_at.is_(None)
    )
    # Those of before assignments were kept know their assignee alone.
    alone = select(requests.c.id).where(
        requests.c.assignee == me, requests.c.plan.is_(None), IS_WAITING
    )
    return now, alone


def _was_asked(me: str, cut: datetime | None = None) -> Select[str]:
    ended = assignments.c.ended_at
    query = select(assignments.c.request_id).where(assignments.c.person == me, ended.is_not(None))
    if cut is not None:
        query = query.where(ended <= cut)
    return query.order_by(ended.desc()).limit(OWN_PART)


def _has_answered(me: str, cut: datetime | None = None) -> Select[str]:
    query = select(responses.c.request_id).where(responses.c.responder == me)
    if cut is not None:
        query = query.where(responses.c.at <= cut)
    return query.order_by(responses.c.at.desc()).limit(OWN_PART)


def _any_of(*parts: Select[Any]) -> Any:  # noqa: ANN401 - what IN takes
    # Only what stands by itself may be cut in a union.
    return union_all(*(select(part.subquery().c[0]) for part in parts))
