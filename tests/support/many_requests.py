"""More requests than flows could ask in a test's time, written with SQL, and what was done to them.

Each has a run, one person who is asked, and one of a few plans. No run ever goes on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, bindparam, func, select, text, update

from signoff.app import App
from signoff.inbox.audit import EventKind
from signoff.inbox.plan import Act, Plan
from signoff.inbox.plan_text import plan_json
from signoff.store.tables import audit_events, requests

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
NEVER = OPENED + timedelta(days=36500)
# By which fact it shows that an act was done.
DONE_BY = {
    Act.ANSWER: EventKind.REQUEST_ANSWERED,
    Act.FAIL: EventKind.REQUEST_EXPIRED,
    Act.ESCALATE: EventKind.REQUEST_ESCALATED,
}
_INSERT = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n}) "
    "INSERT INTO {table} ({columns}) SELECT {values} FROM n"
)


def fill(app: App, plans: Sequence[Plan], *, n_pending: int, n_due: int) -> None:
    """Let requests wait, their plans by turns; some of them, evenly spread, are due since 2026."""
    with app.engine.begin() as connection:
        for table, row in _rows(app, plans).items():
            columns, values = ", ".join(row), ", ".join(row.values())
            sql = _INSERT.format(n=n_pending, table=table, columns=columns, values=values)
            connection.exec_driver_sql(sql)
        every = n_pending // n_due
        due = [
            {"which": _id(n * every), "at": OPENED + timedelta(seconds=n)}
            for n in range(1, n_due + 1)
        ]
        change = update(requests).where(requests.c.id == bindparam("which"))
        connection.execute(change.values(due_at=bindparam("at")), due)
    with app.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def n_done(app: App) -> Mapping[Act, tuple[int, int]]:
    """Return to how many requests the clock did each act, and how often at most to one."""
    found = {}
    with app.reading() as connection:
        for act, kind in DONE_BY.items():
            each = (
                select(func.count().label("n"))
                .where(audit_events.c.kind == kind.value, audit_events.c.actor == "clock")
                .group_by(audit_events.c.request_id)
                .subquery()
            )
            n, most = connection.execute(select(func.count(), func.max(each.c.n))).one()
            found[act] = (int(n), int(most or 0))
    return found


def _id(n: int) -> str:
    return f"0198f2a4-0000-7000-8000-{n:012}"


def _rows(app: App, plans: Sequence[Plan]) -> Mapping[str, Mapping[str, str]]:
    """Return SQL for each column, by table; ``i`` is the number of the row."""
    pad = "substr('000000000000' || i, -12)"
    if app.engine.dialect.name == "postgresql":
        pad = "right('000000000000' || i, 12)"
    identity = f"'{_id(0)[:-12]}' || {pad}"
    opened, never = _instant(app.engine, OPENED), _instant(app.engine, NEVER)
    ana = "'ana@example.com'"
    run = {
        "id": identity,
        "deployment_id": f"'{app.deployment_id}'",
        "flow": "'waiting'",
        "status": "'waiting'",
        "inputs": "'{}'",
        "starter": ana,
        "started_at": opened,
    }
    request = {
        "id": identity,
        "run_id": identity,
        "key": "'review#1'",
        "flow": "'waiting'",
        "method": "'review'",
        "message": "'Fine?'",
        "content": "'A draft of some words.'",
        "content_type": "'text/markdown'",
        "content_hash": f"'{'0' * 64}'",
        "outcomes": """'["approved","rejected"]'""",
        "metadata": "'{}'",
        "state": "'{}'",
        "revision": "1",
        "assignee": ana,
        "deployment_id": run["deployment_id"],
        "plan": _by_turns(plans),
        "due_at": never,
        "status": "'pending'",
        "opened_at": opened,
    }
    assignment = {
        "id": identity,
        "request_id": identity,
        "person": ana,
        "stage": "0",
        "why": "'She is asked.'",
        "added_by": "'flow'",
        "added_at": opened,
    }
    return {"run": run, "request": request, "assignment": assignment}


def _by_turns(plans: Sequence[Plan]) -> str:
    written = [json.dumps(plan_json(plan), separators=(",", ":")) for plan in plans]
    cases = " ".join(f"WHEN {n} THEN '{plan}'" for n, plan in enumerate(written))
    return f"CASE i - i / {len(plans)} * {len(plans)} {cases} END"


def _instant(engine: Engine, at: datetime) -> str:
    kept = f"'{at:%Y-%m-%d %H:%M:%S}.000000'"
    return kept if engine.dialect.name == "sqlite" else f"{kept}::timestamptz"
