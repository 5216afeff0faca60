"""When a job was tried for the last time: say so where people look, and lose nothing.

A run is blocked, and the next start of a server tries it again; one whose
servers died fails, as it would have them die again. A mail that could not be
sent is a failed delivery. A mail that could not be read is kept aside, raw as
it came. From an answer nothing is learned.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from signoff import ids
from signoff.channels.webhook.send import Posted
from signoff.clock import Clock
from signoff.errors import RequestClosed, RunNotFound
from signoff.inbox import lifecycle
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import DeliveryStatus
from signoff.jobs import follow_ups
from signoff.jobs.calls.notify import NOTIFY, NOTIFY_SLOWLY, record_try
from signoff.jobs.outbox import Outbox
from signoff.jobs.taken import WorkersDied
from signoff.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Puts on record that a job will not be tried again by itself."""

    unit: Callable[[], UnitOfWork]
    clock: Clock
    outbox: Outbox

    def __call__(self, job: str, subject: str, error: Exception) -> None:
        """Record what the end of ``job`` on ``subject`` means."""
        said = f"{type(error).__name__}: {error}"[:2000]
        is_deadly = isinstance(error, WorkersDied)
        record = {
            follow_ups.ADVANCE: self._fail_run if is_deadly else self._block_run,
            follow_ups.DELIVER: self._fail_delivery,
            follow_ups.RECEIVE: self._set_aside,
            follow_ups.LEARN: self._learn_nothing,
            NOTIFY: self._fail_call,
            NOTIFY_SLOWLY: self._fail_call,
        }[job]
        with self.unit() as unit:
            record(unit, subject, said)
            unit.commit()

    def _block_run(self, unit: UnitOfWork, run_id: str, said: str) -> None:
        try:
            unit.runs.get(run_id)
        except RunNotFound:
            return
        if unit.runs.block(run_id, said):
            self._note(unit, EventKind.RUN_BLOCKED, run_id, run_id=run_id)

    def _fail_run(self, unit: UnitOfWork, run_id: str, said: str) -> None:
        now = self.clock.now()
        if not unit.runs.fail(run_id, said, now=now):
            return
        for request in unit.requests.pending_of_run(run_id):
            # Somebody may answer at this very instant: that answer stays on record.
            with suppress(RequestClosed):
                lifecycle.cancel(unit, request, actor="flow", now=now)
        self._note(unit, EventKind.RUN_FAILED, run_id, run_id=run_id)

    def _fail_delivery(self, unit: UnitOfWork, delivery_id: str, said: str) -> None:
        delivery = unit.deliveries.find(delivery_id)
        if delivery is None:
            return
        failed = unit.deliveries.add_attempt(
            delivery, status=DeliveryStatus.FAILED, error=said, detail="", now=self.clock.now()
        )
        if failed:
            request = delivery.request_id
            self._note(unit, EventKind.DELIVERY_FAILED, delivery_id, request_id=request)
            self.outbox.tell_undelivered(unit, delivery, said, now=self.clock.now())

    def _set_aside(self, unit: UnitOfWork, reply_id: str, said: str) -> None:
        reply = unit.replies.find(reply_id)
        if reply is not None and unit.replies.judge(reply, "quarantined", reason=said):
            self._note(unit, EventKind.REPLY_REFUSED, reply_id)

    def _learn_nothing(self, unit: UnitOfWork, request_id: str, said: str) -> None:
        del said  # the log has it
        if unit.requests.mark_learned(request_id, now=self.clock.now()):
            kind = EventKind.LESSON_NOT_LEARNED
            self._note(unit, kind, request_id, request_id=request_id)

    def _fail_call(self, unit: UnitOfWork, call_id: str, said: str) -> None:
        call = unit.calls.find(call_id)
        if call is None:
            return
        last, now = replace(call, n_left=0), self.clock.now()
        record_try(unit, last, Posted(0, said), headers={}, at=now, now=now)

    def _note(
        self,
        unit: UnitOfWork,
        kind: EventKind,
        subject: str,
        *,
        run_id: str | None = None,
        request_id: str | None = None,
    ) -> None:
        if request_id is not None:
            run_id = unit.requests.get(request_id).run_id
        now = self.clock.now()
        data = {"reason": "given_up"}
        unit.trail.add(
            AuditEvent(ids.new_id(), kind, subject, "signoff", now, run_id, request_id, data)
        )
