"""Make one call to a program that is told of something, outside any transaction, and record it.

At least once: a call whose end cannot be recorded is made again, under the
same X-Delivery-Id. One that fails is made again later, as often as it may, and whenever a
person says so; nothing waits for it meanwhile. Receivers that take long are
called on a queue of their own, so that those that do not are told in time. What a
call says to which receiver is the business of webhook_calls.py and hook_calls.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection

from signoff import ids
from signoff.channels.webhook.send import Posted
from signoff.clock import Clock
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.calls.pace import Pace
from signoff.store.calls import Call, CallStatus
from signoff.store.crew_hooks import HookKind
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

NOTIFY = "notify"
NOTIFY_SLOWLY = "notify_slowly"
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MAX_RETRIES = 10  # the last of them about a day after the first try
_OF_WEBHOOK = {
    CallStatus.DELIVERED: EventKind.WEBHOOK_DELIVERED,
    CallStatus.FAILED: EventKind.WEBHOOK_FAILED,
    CallStatus.QUEUED: EventKind.WEBHOOK_RETRIED,
}
_OF_HOOK = {
    CallStatus.DELIVERED: EventKind.CREW_CALL_DELIVERED,
    CallStatus.FAILED: EventKind.CREW_CALL_FAILED,
    CallStatus.QUEUED: EventKind.CREW_CALL_RETRIED,
}
# Of an agent's steps there may be hundreds: the log has each, the trail only what went wrong.
_ONLY_IN_LOG = (HookKind.STEP.value, HookKind.EVENTS.value)
_OURS_TO_KNOW = "Authorization"  # a receiver's own proof: sent, never kept in a log


class Sender(Protocol):
    """A way to make a call."""

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Posted: ...


class Queue(Protocol):
    """Takes a job within a transaction; it exists when that commits."""

    def enqueue(
        self, connection: Connection, job: str, subject: str, *, key: str, delay: timedelta
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Ready:
    """One call, ready to be made."""

    url: str
    headers: Mapping[str, str]
    body: bytes


class Prepares(Protocol):
    """Makes a call ready, or says why none can be made."""

    def __call__(self, unit: UnitOfWork, call: Call, *, now: datetime) -> Ready | str: ...


@dataclass(frozen=True, slots=True)
class Notify:
    """The job; ``subject`` is the call's id.

    ``queue`` takes calls to receivers that are slow; None: this is where they are made.
    """

    unit: Callable[[], UnitOfWork]
    sender: Sender
    to_webhook: Prepares
    to_hook: Prepares
    clock: Clock
    queue: Queue | None
    pace: Pace = field(default_factory=Pace)

    def __call__(self, subject: str, *, job: str) -> None:
        """Make a call that is still queued; anything else was made before."""
        now = self.clock.now()
        with self.unit() as unit:
            call = unit.calls.find(subject)
            if call is None or call.status is not CallStatus.QUEUED:
                return
            prepare = self.to_hook if call.webhook_id is None else self.to_webhook
            ready = prepare(unit, call, now=now)
            is_handed_over = self._hand_over(unit, ready, subject, job=job, now=now)
            unit.commit()  # the right to answer, before anybody is told of it
        if is_handed_over:
            return
        if isinstance(ready, str):
            self._record(replace(call, n_left=0), Posted(0, ready), headers={}, at=now)
            return
        with self.pace.calling(ready.url, clock=self.clock):
            posted = self.sender.post(ready.url, headers=ready.headers, body=ready.body)
        self._record(call, posted, headers=ready.headers, at=now)

    def _hand_over(
        self, unit: UnitOfWork, ready: Ready | str, subject: str, *, job: str, now: datetime
    ) -> bool:
        """Put a call to a receiver that is slow where it keeps no other waiting."""
        if self.queue is None or isinstance(ready, str):
            return False
        if not self.pace.is_slow(ready.url, now=now):
            return False
        # The job's own name: whatever queued the call, now or again later, is handed over once.
        key = f"{NOTIFY_SLOWLY}:{job}"
        self.queue.enqueue(unit.connection, NOTIFY_SLOWLY, subject, key=key, delay=timedelta())
        return True

    def _record(
        self, call: Call, posted: Posted, *, headers: Mapping[str, str], at: datetime
    ) -> None:
        kept = {name: said for name, said in headers.items() if name != _OURS_TO_KNOW}
        with self.unit() as unit:
            status = record_try(unit, call, posted, headers=kept, at=at, now=self.clock.now())
            unit.commit()
        if status is not None and posted.error is not None:
            facts = {"call_id": call.id, "webhook_id": call.webhook_id, "run_id": call.run_id}
            facts |= {"status": status.value, "why": posted.error}
            logger.warning("call not taken", extra=facts)


def next_wait(n_attempts: int) -> timedelta:
    """Return how long to wait after so many tries, at least one: 30 s, 2 min, 8 min, 32 min..."""
    steps: int = 4 ** min(n_attempts - 1, 10)
    return min(FIRST_WAIT * steps, LONGEST_WAIT)


def record_try(
    unit: UnitOfWork,
    call: Call,
    posted: Posted,
    *,
    headers: Mapping[str, str],
    at: datetime,
    now: datetime,
) -> CallStatus | None:
    """Keep what came of a try, with the fact, which brings the next try where there is one.

    Returns how the call stands; None where another worker was quicker.
    """
    status = unit.calls.add_attempt(call, posted, headers=headers, at=at)
    if status is not None:
        _note(unit, call, status, posted.status_code, now=now)
    return status


def _note(
    unit: UnitOfWork, call: Call, status: CallStatus, status_code: int | None, *, now: datetime
) -> None:
    if call.webhook_id is None and status is CallStatus.DELIVERED and call.kind in _ONLY_IN_LOG:
        return
    kinds = _OF_HOOK if call.webhook_id is None else _OF_WEBHOOK
    about = {"webhook": call.webhook_id, "event": call.kind}
    n_attempts = call.n_attempts + 1
    data: dict[str, Any] = {"of": call.kind} if call.webhook_id is None else about
    data |= {"attempt": n_attempts, "status_code": status_code}
    if status is CallStatus.QUEUED:
        data["wait_s"] = next_wait(n_attempts).total_seconds()
    unit.trail.add(
        AuditEvent(
            ids.new_id(), kinds[status], call.id, "signoff", now, call.run_id, call.request_id, data
        )
    )
