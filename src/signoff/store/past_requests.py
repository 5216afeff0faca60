"""What was asked before, as far as it bears on who is asked: to try other rules on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from signoff.inbox.plan import Plan
from signoff.inbox.plan_text import plan_from
from signoff.inbox.request import Ask
from signoff.store.tables import requests, runs


@dataclass(frozen=True, slots=True)
class PastRequest:
    """One request of before. ``ask`` is without what was shown; ``asked`` who got it at first."""

    id: str
    run_id: str
    flow: str
    starter: str
    ask: Ask
    asked: tuple[str, ...]
    rule: str | None
    opened_at: datetime
    closed_at: datetime | None


def list_past_requests(
    connection: Connection,
    deployment_id: str,
    *,
    limit: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[PastRequest]:
    """Return the newest ``limit`` requests of a deployment, the oldest of them first.

    ``since`` is the first instant that counts, ``until`` the first that does not.
    """
    names = (
        "id", "run_id", "key", "flow", "method", "outcomes", "default_outcome", "metadata",
        "state", "revision", "plan", "assignee", "opened_at", "closed_at",
    )  # fmt: skip
    query = (
        select(*(requests.c[name] for name in names), runs.c.starter)
        .join(runs, runs.c.id == requests.c.run_id)
        .where(requests.c.deployment_id == deployment_id)
    )
    if since is not None:
        query = query.where(requests.c.opened_at >= since)
    if until is not None:
        query = query.where(requests.c.opened_at < until)
    query = query.order_by(requests.c.id.desc()).limit(limit)
    found = [_past(row) for row in connection.execute(query).mappings()]
    return found[::-1]


def _past(row: RowMapping) -> PastRequest:
    plan = plan_from(row["plan"]) if row["plan"] is not None else None
    assigned = () if row["assignee"] is None else (row["assignee"],)
    return PastRequest(
        id=row["id"],
        run_id=row["run_id"],
        flow=row["flow"],
        starter=row["starter"],
        ask=_ask(row, plan),
        asked=assigned if plan is None else plan.stages[0].people,
        rule=None if plan is None else plan.rule,
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
    )


def _ask(row: RowMapping, plan: Plan | None) -> Ask:
    return Ask(
        key=row["key"],
        method=row["method"],
        message="",
        content="",
        outcomes=tuple(row["outcomes"]),
        default_outcome=row["default_outcome"],
        metadata=row["metadata"],
        state=row["state"],
        revision=row["revision"],
        assignees=() if plan is None else plan.named,
        quorum=1 if plan is None else plan.quorum,
    )
