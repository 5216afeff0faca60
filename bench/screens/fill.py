"""An installation with as many requests as are asked for, each of its own run."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from signoff.app import open_app
from signoff.flow.flow import Flow
from signoff.inbox.access import EVERYTHING
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.plan_text import plan_json
from signoff.settings import Settings
from signoff.store.membership import Actor, add_person, give_role
from signoff.store.tables import assignments, requests, responses, runs

ANA, BEN = "ana@example.com", "ben@example.com"  # who runs it, and a reviewer
N_FLOWS, N_STEPS, N_PEOPLE = 12, 3, 200
WORDS = "The quick brown fox reviews what a model wrote before anybody else reads it. " * 5
A_FEW = 60  # more than a page: with few stored as with many, whole pages are compared
_FULL = (requests, responses, assignments, runs)


class Waiting(Flow[dict]):
    """Never run: what is measured are screens."""


def filled(folder, url, n_stored, n_pending):
    """Return an app on a database that holds them; indexes are made after the rows."""
    settings = Settings(data_dir=Path(folder), database=url, creator=ANA)
    app = open_app(settings, {f"flow_{n}": Waiting for n in range(N_FLOWS)}, name="screens")
    with app.unit() as unit:
        here, now = app.deployment_id, app.clock.now()
        owner = Actor(ANA, unit.members.organisation_of(here), EVERYTHING)
        ben = add_person(unit, BEN, by=owner, now=now)
        give_role(unit, ben, "reviewer", by=owner, now=now, deployment_id="")
        unit.commit()
    indexes = [index for table in _FULL for index in table.indexes]
    for index in indexes:
        index.drop(app.engine)
    with app.engine.begin() as connection:
        for table, row in _rows(app, n_stored, n_pending).items():
            _insert(connection, table, row, n_stored)
    for index in indexes:
        index.create(app.engine)
    with app.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_postgres = app.engine.dialect.name == "postgresql"
        connection.exec_driver_sql("VACUUM ANALYZE" if is_postgres else "ANALYZE")
    return app


def _insert(connection, table, row, n_stored):
    only = row.pop("WHERE", "1 = 1")
    sql = (
        "WITH RECURSIVE n(i) AS "
        f"(SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {n_stored}) "
        f"INSERT INTO {table} ({', '.join(row)}) SELECT {', '.join(row.values())} FROM n "
        f"WHERE {only}"
    )
    # To the driver of PostgreSQL a % is the beginning of a value.
    is_postgres = connection.dialect.name == "postgresql"
    connection.exec_driver_sql(sql.replace("%", "%%") if is_postgres else sql)


def _rows(app, n_stored, n_pending):
    """Return SQL for each column, by table; ``i`` is the number of the row."""
    is_postgres = app.engine.dialect.name == "postgresql"
    pad = "right('000000000000' || i, 12)" if is_postgres else "substr('000000000000' || i, -12)"
    identity = f"'0198f2a4-0000-7000-8000-' || {pad}"
    waits = f"i > {n_stored - n_pending}"
    now = int(time.time())

    def at(seconds):
        if is_postgres:
            return f"to_timestamp({seconds})"
        return f"strftime('%Y-%m-%d %H:%M:%S.000000', {seconds}, 'unixepoch')"

    opened = f"({now} - ({n_stored} - i) * 30 - 600)"
    closed = f"({opened} + 60 + i * 79 % 500)"
    # Of what waits, Ana is asked every twentieth, Ben every fiftieth of all; of few, more often.
    anas, bens = (min(most, n_pending // A_FEW) for most in (20, 50))
    who = (
        f"CASE WHEN {waits} AND i % {anas} = 0 THEN '{ANA}' WHEN i % {bens} = 1 THEN '{BEN}' "
        f"ELSE 'person' || (i * 31 % {N_PEOPLE}) || '@example.com' END"
    )
    wanted = f"CASE WHEN i % 5 = 0 THEN NULL ELSE {now} + (i * 7919 % 172800) - 36000 END"
    flow, step = f"'flow_' || (i * 7919 % {N_FLOWS})", f"'review_' || (i * 104729 % {N_STEPS})"
    gone = f"CASE WHEN {waits} THEN NULL ELSE {at(closed)} END"
    plan = plan_json(Plan((Stage((ANA,)),), why="A rule.", sla_minutes=60))
    request = {
        "id": identity, "run_id": identity, "key": "'review#1'", "flow": flow, "method": step,
        "message": "'Publish this?'", "content": f"'# Text ' || i || ' of many\n\n{WORDS}'",
        "content_type": "'text/markdown'", "content_hash": f"'{'0' * 64}'",
        "outcomes": """'["approved","rejected"]'""", "metadata": "'{}'", "state": "'{}'",
        "revision": "1", "assignee": who, "deployment_id": f"'{app.deployment_id}'",
        "plan": f"'{str(plan).replace(chr(39), chr(34))}'",
        "sla_due_at": f"CASE WHEN {waits} AND i % 5 <> 0 THEN {at(wanted)} ELSE NULL END",
        "wanted_at": f"CASE WHEN {waits} AND i % 5 <> 0 THEN {at(wanted)} "
                     f"ELSE {at(int(datetime(9999, 1, 1, tzinfo=UTC).timestamp()))} END",
        "status": f"CASE WHEN {waits} THEN 'pending' ELSE 'answered' END",
        "opened_at": at(opened), "closed_at": gone,
    }  # fmt: skip
    run = {
        "id": identity, "deployment_id": request["deployment_id"], "flow": flow,
        "status": f"CASE WHEN {waits} THEN 'waiting' ELSE 'ended' END", "inputs": "'{}'",
        "starter": f"'{ANA}'", "started_at": at(opened),
    }  # fmt: skip
    assignment = {
        "id": identity, "request_id": identity, "person": who, "stage": "0", "why": "'Asked.'",
        "added_by": "'flow'", "added_at": at(opened), "ended_at": gone,
        "ended_why": f"CASE WHEN {waits} THEN NULL ELSE 'closed' END",
    }  # fmt: skip
    response = {
        "request_id": identity, "feedback": "'Fine.'", "text": "'Fine.'",
        "outcome": "CASE WHEN i % 3 = 0 THEN 'rejected' ELSE 'approved' END",
        "source": "'button'", "responder": who, "channel": "'dashboard'",
        "verification": "'session'", "at": at(closed), "content_hash": f"'{'0' * 64}'",
        "final_at": at(closed), "WHERE": f"NOT ({waits})",
    }  # fmt: skip
    return {"run": run, "request": request, "assignment": assignment, "response": response}


SIGN_IN_LASTS = timedelta(hours=1)
