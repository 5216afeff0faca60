"""A request as a line of the inbox: read narrowly, for a page of them is read at every look.

Only the start of what it is about is read, and none of a run's state; what a
request holds besides is for its own page (store/request_rows.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from signoff.inbox.agreement import is_simple, n_needed
from signoff.inbox.plan import Plan
from signoff.inbox.plan_text import plan_from
from signoff.store.headline import READ_LENGTH, headline
from signoff.store.request_rows import PEOPLE_OF
from signoff.store.sight import Sight
from signoff.store.tables import requests, responses, votes
from signoff.store.wanted import or_none


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line; ``title`` and ``excerpt`` are plain text.

    ``wanted_at`` None: nothing says by when. ``is_promised``: it is the SLA target, not when
    something happens by itself. ``bulk_outcomes`` are those that may be given to several requests
    at once. ``outcome``, ``responder`` and ``answered_at`` are of its answer. ``voters`` have
    answered at the present stage, of whom ``needed`` must agree.
    """

    id: str
    deployment_id: str
    flow: str
    method: str
    title: str
    excerpt: str
    revision: int
    is_risky: bool
    status: str
    opened_at: datetime
    closed_at: datetime | None
    wanted_at: datetime | None
    is_promised: bool
    snoozed_until: datetime | None
    assignee: str | None
    claimed_by: str | None
    outcomes: tuple[str, ...]
    approving: tuple[str, ...] | None
    bulk_outcomes: tuple[str, ...]
    content_hash: str
    is_open_to_all: bool
    stage: int
    n_stages: int
    needed: int
    outcome: str | None
    responder: str | None
    answered_at: datetime | None
    assignees: tuple[str, ...] = ()
    voters: frozenset[str] = frozenset()

    @property
    def is_shared(self) -> bool:
        """Say whether more than one answer is needed."""
        return self.n_stages > 1 or self.needed > 1


_PLAIN = (
    "id", "deployment_id", "flow", "method", "revision", "status", "opened_at", "closed_at",
    "wanted_at", "sla_due_at", "snoozed_until", "assignee", "claimed_by", "content_type",
    "content_hash", "outcomes", "approving", "metadata", "plan", "stage", "editable",
)  # fmt: skip


_LINES = select(
    *(requests.c[name] for name in _PLAIN),
    func.substr(requests.c.message, 1, READ_LENGTH).label("message"),
    func.substr(requests.c.content, 1, READ_LENGTH).label("content"),
    requests.c.response_schema.is_not(None).label("has_form"),
    responses.c.outcome,
    responses.c.responder,
    responses.c.at.label("answered_at"),
).select_from(requests.outerjoin(responses, responses.c.request_id == requests.c.id))


def read_rows(connection: Connection, ids: Sequence[str], *, sight: Sight) -> tuple[InboxRow, ...]:
    """Return the lines of these requests, in this order, as far as they may be seen."""
    if not ids:
        return ()
    query = _LINES.where(requests.c.id.in_(ids), sight.requests)
    found = {row.id: _line(row) for row in connection.execute(query)}
    people, said = _people(connection, ids), _voters(connection, found.values())
    return tuple(
        replace(
            found[each],
            assignees=people[each] or found[each].assignees,
            voters=frozenset(said.get((each, found[each].stage), ())),
        )
        for each in ids
        if each in found
    )


def _line(row: Row[*tuple[Any, ...]]) -> InboxRow:
    title, excerpt = headline(row.metadata, row.message, row.content, row.content_type)
    plan = plan_from(row.plan) if row.plan else None
    stages = plan.stages if plan and not is_simple(plan.stages) else ()
    is_risky = row.metadata.get("risk") == "high"
    is_plain = not (is_risky or stages or row.has_form or row.editable)
    return InboxRow(
        row.id, row.deployment_id, row.flow, row.method, title, excerpt, row.revision, is_risky,
        row.status, row.opened_at, row.closed_at,
        wanted_at=or_none(row.wanted_at),
        is_promised=row.sla_due_at == row.wanted_at,
        snoozed_until=row.snoozed_until,
        assignee=row.assignee,
        claimed_by=row.claimed_by,
        outcomes=tuple(row.outcomes),
        approving=None if row.approving is None else tuple(row.approving),
        bulk_outcomes=_bulk(plan, row.outcomes) if is_plain else (),
        content_hash=row.content_hash,
        is_open_to_all=plan is None,
        stage=row.stage + 1 if stages else 1,
        n_stages=len(stages) or 1,
        needed=n_needed(stages[row.stage]) if stages else 1,
        outcome=row.outcome,
        responder=row.responder,
        answered_at=row.answered_at,
        assignees=() if row.assignee is None else (row.assignee,),
    )  # fmt: skip


def _bulk(plan: Plan | None, outcomes: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in outcomes if plan and each in plan.bulk_outcomes)


def _people(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for request_id, person in connection.execute(PEOPLE_OF, {"its_ids": list(ids)}):
        found[request_id] += (person,)
    return found


def _voters(
    connection: Connection, lines: Collection[InboxRow]
) -> Mapping[tuple[str, int], list[str]]:
    """Return who answered, by request and stage; the stage counts from 1."""
    shared = [line.id for line in lines if line.is_shared]
    if not shared:
        return {}
    query = select(votes.c.request_id, votes.c.stage, votes.c.person)
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for request_id, stage, person in connection.execute(
        query.where(votes.c.request_id.in_(shared))
    ):
        found[request_id, stage + 1].append(person)
    return found
