"""Calls to programs that are told of something, and what came of each: one log for all receivers.

A receiver is a webhook of a deployment or a hook of one run. Whom they are, and what a
call to them is made of, is known elsewhere: here a call is queued, tried, and over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from signoff import ids
from signoff.channels.webhook.send import Posted
from signoff.errors import WebhookNotFound
from signoff.store.queries import Page
from signoff.store.tables import call_attempts, calls


class CallStatus(StrEnum):
    """How far a call got.

    A held one waits to be sent with others, in one that is queued then. ``failed`` is tried no more
    by itself, until a person says so.
    """

    HELD = "held"
    BATCHED = "batched"
    QUEUED = "queued"
    DELIVERED = "delivered"
    FAILED = "failed"


# What people see of them: what is held back is told with others, or not yet.
SHOWN = (CallStatus.QUEUED, CallStatus.DELIVERED, CallStatus.FAILED)
_OVER = (CallStatus.DELIVERED, CallStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Call:
    """One fact, told to one receiver once: to ``webhook_id`` or to ``hook_id``.

    ``kind`` is what the receiver knows it as. ``data`` is what the fact says of itself; to a hook,
    the whole body. ``assigned_to`` is who was asked when it happened. A test is about no run.
    """

    kind: str
    fact: str
    data: Mapping[str, Any]
    happened_at: datetime
    webhook_id: str | None = None
    hook_id: str | None = None
    run_id: str | None = None
    request_id: str | None = None
    assigned_to: str | None = None
    status: CallStatus = CallStatus.QUEUED
    n_attempts: int = 0
    n_left: int = 0
    # The same in every try, so that a receiver knows a second one.
    id: str = field(default_factory=ids.new_id)


@dataclass(frozen=True, slots=True)
class CallAttempt:
    """One try, as the log shows it."""

    n: int
    at: datetime
    duration_ms: int
    address: str | None
    status_code: int | None
    error: str | None
    request_headers: Mapping[str, str]
    response_headers: Mapping[str, str]
    response_body: str


class Calls:
    """The calls, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell(self, call: Call) -> bool:
        """Keep a call; say False where its receiver was told of the fact before."""
        twice = select(calls.c.id).where(
            calls.c.webhook_id == call.webhook_id
            if call.hook_id is None
            else calls.c.hook_id == call.hook_id,
            calls.c.fact == call.fact,
        )
        if self._connection.execute(twice).first() is not None:
            return False
        values = {name: getattr(call, name) for name in Call.__slots__}
        values |= {"kind": str(call.kind), "status": call.status.value, "data": dict(call.data)}
        self._connection.execute(insert(calls).values(values))
        return True

    def take_held(self, hook_id: str) -> list[Mapping[str, Any]]:
        """Return what is held back for a hook, in order; it is held no more."""
        its = (calls.c.hook_id == hook_id) & (calls.c.status == CallStatus.HELD.value)
        query = select(calls.c.data).where(its).order_by(calls.c.id)
        bodies = list(self._connection.execute(query).scalars())
        batched = {"status": CallStatus.BATCHED.value, "data": {}}
        self._connection.execute(update(calls).where(its).values(batched))
        return bodies

    def find(self, call_id: str) -> Call | None:
        """Return a call, or None."""
        query = select(calls).where(calls.c.id == call_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _call(row)

    def get_of_webhook(self, webhook_id: str, call_id: str) -> Call:
        """Return a call to this webhook. Raises: WebhookNotFound."""
        found = self.find(call_id)
        if found is None or found.webhook_id != webhook_id:
            raise WebhookNotFound(
                f"Webhook {webhook_id[:120]} has no delivery {call_id[:120]!r}. Nothing was "
                "changed. See its deliveries at /api/v1/webhooks/{id}/deliveries."
            )
        return found

    def list_of_webhook(
        self,
        webhook_id: str,
        *,
        status: CallStatus | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[Call]:
        """Return what a webhook was told, newest first."""
        wanted: list[ColumnElement[bool]] = [calls.c.webhook_id == webhook_id]
        if status is not None:
            wanted.append(calls.c.status == status.value)
        if after is not None:
            wanted.append(calls.c.id < after)
        query = select(calls).where(*wanted).order_by(calls.c.id.desc()).limit(limit + 1)
        found = self._connection.execute(query).all()
        items = tuple(_call(row) for row in found[:limit])
        return Page(items, items[-1].id if len(found) > limit else None)

    def to_hooks_of(self, run_id: str) -> list[Call]:
        """Return the calls to the hooks of a run, oldest first, without what is held back."""
        its = (calls.c.run_id == run_id) & calls.c.hook_id.is_not(None)
        shown = calls.c.status.in_([status.value for status in SHOWN])
        query = select(calls).where(its, shown).order_by(calls.c.id)
        return [_call(row) for row in self._connection.execute(query)]

    def attempts_of(self, call_id: str) -> list[CallAttempt]:
        """Return the tries of a call, in order."""
        columns = [call_attempts.c[name] for name in CallAttempt.__slots__]
        query = select(*columns).where(call_attempts.c.call_id == call_id)
        found = self._connection.execute(query.order_by(call_attempts.c.n))
        return [CallAttempt(*row) for row in found]

    def add_attempt(
        self, call: Call, posted: Posted, *, headers: Mapping[str, str], at: datetime
    ) -> CallStatus | None:
        """Keep what came of a try, and return how the call stands then.

        None where another worker kept its own try meanwhile: this one counts for nothing.
        """
        is_last = posted.error is None or call.n_left == 0
        ended = CallStatus.DELIVERED if posted.error is None else CallStatus.FAILED
        status = ended if is_last else CallStatus.QUEUED
        n = call.n_attempts + 1
        n_left = 0 if is_last else call.n_left - 1
        its = (calls.c.id == call.id) & (calls.c.status == CallStatus.QUEUED.value)
        done = self._connection.execute(
            update(calls)
            .where(its, calls.c.n_attempts == call.n_attempts)
            .values(status=status.value, n_attempts=n, n_left=n_left)
        )
        if done.rowcount != 1:
            return None
        row = {"call_id": call.id, "n": n, "at": at, "request_headers": dict(headers)}
        row |= {name: getattr(posted, name) for name in _OF_POSTED}
        row |= {"response_headers": dict(posted.headers), "response_body": posted.body}
        self._connection.execute(insert(call_attempts).values(row))
        return status

    def queue_again(self, call: Call, *, n_left: int) -> bool:
        """Let a call that is over be made once more; say False where it is under way."""
        is_over = calls.c.status.in_([status.value for status in _OVER])
        done = self._connection.execute(
            update(calls)
            .where(calls.c.id == call.id, is_over)
            .values(status=CallStatus.QUEUED.value, n_left=n_left)
        )
        return done.rowcount == 1


_OF_POSTED = ("duration_ms", "address", "status_code", "error")


def _call(row: Row[Any]) -> Call:
    values = {name: getattr(row, name) for name in Call.__slots__}
    return Call(**{**values, "status": CallStatus(row.status)})
