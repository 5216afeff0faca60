"""Take people's words and names out of what is stored; the rows, and every hash, stay.

What may be taken out, and when, is decided by whoever calls; each call is part
of the caller's transaction. Of a mail its SHA-256 remains, of a question the
hash of what was shown, of a fact the digest of what it said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    or_,
    select,
    type_coerce,
    update,
)

from signoff.inbox import chain
from signoff.inbox.audit import EventKind
from signoff.inbox.chain import Link
from signoff.store.audit.reading import link_from
from signoff.store.tables import (
    assignments,
    attempts,
    audit_events,
    call_attempts,
    calls,
    checkpoints,
    crew_executions,
    crew_hooks,
    decisions,
    deliveries,
    figure_names,
    remarks,
    replies,
    requests,
    responses,
    run_log,
    runs,
    steps,
    tickets,
    votes,
)

GONE = "(redacted)"  # in the place of words
CLOSED = ("ended", "failed", "cancelled")  # runs in which nothing goes on
_AT_ONCE = 500
_NO_ANSWER: dict[str, object] = {  # of a response, and of a vote
    "feedback": GONE,
    "text": GONE,
    "comment": None,
    "edited_output": None,
    "answer": None,
}
# Columns that hold somebody's address, in what belongs to one request.
_NAMED = (
    (requests, "assignee", "id"),
    (requests, "claimed_by", "id"),
    (responses, "responder", "request_id"),
    (votes, "person", "request_id"),
    (remarks, "person", "request_id"),
    (assignments, "person", "request_id"),
    (assignments, "in_place_of", "request_id"),
    (assignments, "added_by", "request_id"),
    (deliveries, "address", "request_id"),
    (tickets, "address", "request_id"),
    (calls, "assigned_to", "request_id"),
)
# Columns that may hold somebody's address in a sentence, and what ties a row to its request.
_TOLD_OF = (
    (requests, "plan", requests.c.id),
    (assignments, "why", assignments.c.request_id),
    (assignments, "ended_why", assignments.c.request_id),
    (deliveries, "data", deliveries.c.request_id),
)


def take_out(connection: Connection, links: Iterable[Link], *, now: datetime) -> list[int]:
    """Take the words about people out of facts; return the numbers of those that had any."""
    taken = [chain.redact(link, at=now) for link in links if link.salt is not None]
    if taken:
        change = update(audit_events).where(audit_events.c.id == bindparam("of"))
        names = ("actor", "data", "salt", "redacted_at")
        connection.execute(
            change.values({name: bindparam(f"new_{name}") for name in names}),
            [
                {"of": link.id} | {f"new_{name}": getattr(link, name) for name in names}
                for link in taken
            ],
        )
    return sorted(link.seq for link in taken)


def links_of_run(connection: Connection, run_id: str) -> list[Link]:
    """Return the facts of a run that still have their words."""
    return _links(connection, audit_events.c.run_id == run_id)


def links_about(connection: Connection, address: str) -> list[Link]:
    """Return the facts that name an address, less those of runs that go on."""
    names_it = type_coerce(audit_events.c.data, Text).icontains(address, autoescape=True)
    goes_on = exists().where(runs.c.id == audit_events.c.run_id, runs.c.status.not_in(CLOSED))
    named = or_(audit_events.c.actor == address, names_it)
    naming = _naming(address)
    found = {
        link.seq: link
        for link in _links(connection, named, ~goes_on)
        if link.actor == address or naming.search(json.dumps(dict(link.data), ensure_ascii=False))
    }
    found |= {link.seq: link for link in _bound_to(connection, address, ~goes_on)}
    return [found[seq] for seq in sorted(found)]


def _bound_to(connection: Connection, address: str, is_over: ColumnElement[bool]) -> Iterator[Link]:
    """Give the facts that bind words or plans which somebody is to be taken out of."""
    facts = audit_events.c
    # An answer of several is joined from the words of each.
    voted = select(votes.c.request_id).where(votes.c.person == address)
    is_answer = facts.kind == EventKind.REQUEST_ANSWERED.value
    yield from _links(connection, is_answer, facts.request_id.in_(voted), is_over)
    plan, naming = type_coerce(requests.c.plan, Text), _naming(address)
    likely = plan.icontains(address, autoescape=True)
    plans = connection.execute(select(requests.c.id, plan.label("plan")).where(likely))
    named = {row.id for row in plans if naming.search(row.plan)}
    is_question = facts.kind == EventKind.REQUEST_OPENED.value
    asked = facts.request_id.in_(select(requests.c.id).where(likely))
    for link in _links(connection, is_question, asked, is_over):
        if link.request_id in named:
            yield link


def find_closed_runs(
    connection: Connection, deployment_id: str, *, before: datetime, limit: int = _AT_ONCE
) -> tuple[str, ...]:
    """Return runs that ended before an instant and still have their words, the oldest first."""
    query = select(runs.c.id).where(
        runs.c.deployment_id == deployment_id,
        runs.c.status.in_(CLOSED),
        runs.c.ended_at < before,
        runs.c.redacted_at.is_(None),
    )
    return tuple(connection.execute(query.order_by(runs.c.ended_at).limit(limit)).scalars())


def find_status(connection: Connection, run_id: str) -> str | None:
    """Return how a run stands; None for an unknown one."""
    query = select(runs.c.status).where(runs.c.id == run_id)
    return connection.execute(query).scalar_one_or_none()


def list_runs_of(connection: Connection, address: str) -> tuple[str, ...]:
    """Return the closed runs in which somebody answered, voted or said something."""
    found: set[str] = set()
    for table, name in ((responses, "responder"), (votes, "person"), (remarks, "person")):
        query = (
            select(requests.c.run_id)
            .select_from(
                table.join(requests, requests.c.id == table.c.request_id).join(
                    runs, runs.c.id == requests.c.run_id
                )
            )
            .where(table.c[name] == address, runs.c.status.in_(CLOSED))
        )
        found.update(connection.scalars(query))
    return tuple(sorted(found))


def count_open_runs(connection: Connection, address: str) -> int:
    """Return how many runs go on in which somebody is, or was, asked."""
    query = (
        select(requests.c.run_id)
        .distinct()
        .select_from(
            requests.join(assignments, assignments.c.request_id == requests.c.id).join(
                runs, runs.c.id == requests.c.run_id
            )
        )
    )
    found = query.where(assignments.c.person == address, runs.c.status.not_in(CLOSED))
    return len(connection.execute(found).all())


def empty_run(connection: Connection, run_id: str, *, now: datetime) -> None:
    """Take every word out of a closed run: what it worked on, what was shown, what was said."""
    its = select(requests.c.id).where(requests.c.run_id == run_id)
    _set(connection, requests, requests.c.run_id == run_id, {
        "message": GONE, "content": GONE, "metadata": {}, "state": {}, "pre_review": None,
        "redacted_at": now,
    })  # fmt: skip
    _set(connection, responses, responses.c.request_id.in_(its), _NO_ANSWER)
    _set(connection, votes, votes.c.request_id.in_(its), _NO_ANSWER)
    _set(connection, remarks, remarks.c.request_id.in_(its), {"text": GONE})
    sent = deliveries.c.request_id.in_(its) & (deliveries.c.status != "queued")
    _set(connection, deliveries, sent, {"data": {}})
    _empty_mails(connection, replies.c.request_id.in_(its), now=now)
    _empty_calls(connection, run_id)
    of_run = steps.c.run_id == run_id
    _set(connection, steps, of_run, {"output": GONE, "changes": None})
    _set(connection, steps, of_run & steps.c.error.is_not(None), {"error": GONE})
    connection.execute(delete(run_log).where(run_log.c.run_id == run_id))
    connection.execute(delete(checkpoints).where(checkpoints.c.run_id == run_id))
    connection.execute(delete(decisions).where(decisions.c.run_id == run_id))
    _set(connection, runs, (runs.c.id == run_id) & runs.c.error.is_not(None), {"error": GONE})
    values: dict[str, object] = {"inputs": {}, "state": None, "result": None, "redacted_at": now}
    _set(connection, runs, runs.c.id == run_id, values)


def empty_raw_mails(
    connection: Connection, deployment_id: str, *, before: datetime, now: datetime
) -> int:
    """Take out the octets of judged mails that came before an instant; return how many."""
    of_others = (
        exists()
        .where(requests.c.id == replies.c.request_id)
        .where(requests.c.deployment_id.not_in((deployment_id, "")))
    )
    condition = (replies.c.received_at < before) & (replies.c.verdict != "received") & ~of_others
    change = update(replies).where(condition, replies.c.redacted_at.is_(None))
    return connection.execute(change.values(raw=b"", redacted_at=now)).rowcount


def forget_address(
    connection: Connection,
    address: str,
    pseudonym: str,
    *,
    wrote: Iterable[str] = (),
    now: datetime,
) -> None:
    """Put a pseudonym in the place of an address, and take out its words, in closed runs.

    ``wrote``: ids of mails that are known to be theirs, whatever address they came from.
    """
    its = select(requests.c.id).join(runs, runs.c.id == requests.c.run_id)
    its = its.where(runs.c.status.in_(CLOSED))
    _forget_words(connection, address, its)
    _forget_mails(connection, address, its, frozenset(wrote), now=now)
    for table, name, request_id in _TOLD_OF:
        here = request_id.in_(its)
        _rename(connection, table, table.c[name], here, address=address, pseudonym=pseudonym)
    sent = select(deliveries.c.id).where(deliveries.c.request_id.in_(its))
    for name in ("detail", "error"):
        tried = attempts.c.delivery_id.in_(sent)
        _rename(connection, attempts, attempts.c[name], tried, address=address, pseudonym=pseudonym)
    for table, name, key in _NAMED:
        named = (table.c[key].in_(its)) & (table.c[name] == address)
        _set(connection, table, named, {name: pseudonym})
    started = (runs.c.status.in_(CLOSED)) & (runs.c.starter == address)
    _set(connection, runs, started, {"starter": pseudonym})
    _set(connection, figure_names, figure_names.c.name == address, {"name": pseudonym})


def _forget_words(connection: Connection, address: str, its: Select[str]) -> None:
    """Take out what somebody answered, voted and remarked; also where answers were joined."""
    has_voted = select(votes.c.request_id).where(votes.c.person == address)
    said = or_(responses.c.responder == address, responses.c.request_id.in_(has_voted))
    _set(connection, responses, responses.c.request_id.in_(its) & said, _NO_ANSWER)
    voted = votes.c.request_id.in_(its) & (votes.c.person == address)
    _set(connection, votes, voted, _NO_ANSWER)
    remarked = remarks.c.request_id.in_(its) & (remarks.c.person == address)
    _set(connection, remarks, remarked, {"text": GONE})


def _forget_mails(
    connection: Connection, address: str, its: Select[str], wrote: frozenset[str], *, now: datetime
) -> None:
    query = select(replies.c.id, replies.c.envelope_from).where(replies.c.request_id.in_(its))
    naming = _naming(address)
    for mail in connection.execute(query).all():
        if mail.id in wrote or naming.search(mail.envelope_from):
            _empty_mails(connection, replies.c.id == mail.id, now=now)


def _naming(address: str) -> re.Pattern[str]:
    """Return what finds an address in a text, and none that only ends or begins like it."""
    return re.compile(rf"(?<![\w.+%-]){re.escape(address)}(?!-?\w|\.\w)", re.IGNORECASE)


def _rename(
    connection: Connection,
    table: Table,
    column: Column[Any],
    here: ColumnElement[bool],
    *,
    address: str,
    pseudonym: str,
) -> None:
    """Put a pseudonym in the place of an address where it stands within a text."""
    text = type_coerce(column, Text)
    keys = list(table.primary_key.columns)
    query = select(*keys, text.label("said")).where(here, text.icontains(address, autoescape=True))
    naming = _naming(address)
    for row in connection.execute(query).all():
        is_it = [key == value for key, value in zip(keys, row, strict=False)]
        said = naming.sub(pseudonym, row.said)
        connection.execute(update(table).where(*is_it).values({column: type_coerce(said, Text)}))


def _empty_mails(connection: Connection, condition: ColumnElement[bool], *, now: datetime) -> None:
    values: dict[str, object] = {
        "raw": b"",
        "words": None,
        "envelope_from": GONE,
        "envelope_to": [],
    }
    _set(connection, replies, condition, values | {"redacted_at": now})


def _empty_calls(connection: Connection, run_id: str) -> None:
    # What is still to be made for a hook has its body nowhere else.
    is_needed = calls.c.hook_id.is_not(None) & (calls.c.status == "queued")
    its = (calls.c.run_id == run_id) & ~is_needed
    answered = call_attempts.c.call_id.in_(select(calls.c.id).where(its))
    _set(connection, call_attempts, answered, {"response_body": GONE, "response_headers": {}})
    _set(connection, calls, its, {"data": {}})
    _set(connection, crew_hooks, crew_hooks.c.run_id == run_id, {"is_current": False})
    _set(connection, crew_executions, crew_executions.c.run_id == run_id, {"meta": {}})


def _links(connection: Connection, *conditions: ColumnElement[bool]) -> list[Link]:
    query = select(audit_events).where(
        *conditions, audit_events.c.salt.is_not(None), audit_events.c.kind != "audit.redacted"
    )
    found = connection.execute(query.order_by(audit_events.c.seq)).mappings()
    return [link_from(row) for row in found]


def _set(
    connection: Connection,
    table: Table,
    condition: ColumnElement[bool],
    values: Mapping[str, object],
) -> None:
    connection.execute(update(table).where(condition).values(values))
