"""Make one call to a caller of a crew, outside any transaction, and record what came of it.

At least once: a call whose end cannot be recorded is made again, under the
same X-Delivery-Id. One that fails is made again later, some times; the crew
goes on meanwhile and never knows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from signoff import ids
from signoff.channels.webhook.payload import octets_of, signed_headers
from signoff.channels.webhook.send import Posted
from signoff.clock import Clock
from signoff.errors import SealBroken
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.notify import Opener, Sender, next_wait
from signoff.store.crew_calls import (
    CrewCall,
    CrewCallStatus,
    Hook,
    HookKind,
    about_crew_secret,
    about_hook,
)
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

_KINDS = {
    CrewCallStatus.DELIVERED: EventKind.CREW_CALL_DELIVERED,
    CrewCallStatus.FAILED: EventKind.CREW_CALL_FAILED,
    CrewCallStatus.QUEUED: EventKind.CREW_CALL_RETRIED,
}
# Of an agent's steps there may be hundreds: the log has each, the trail only what went wrong.
_ONLY_IN_LOG = (HookKind.STEP, HookKind.EVENTS)


@dataclass(frozen=True, slots=True)
class CallCrew:
    """The job; ``subject`` is the call's id."""

    unit: Callable[[], UnitOfWork]
    sender: Sender
    sealer: Opener
    clock: Clock

    def __call__(self, subject: str, *, job: str) -> None:
        """Make a call that is still queued; anything else was made before."""
        del job
        now = self.clock.now()
        with self.unit() as unit:
            call = unit.crew_calls.find(subject)
            hook = None if call is None else unit.crew_calls.find_hook(call.hook_id)
            if call is None or hook is None or call.status is not CrewCallStatus.QUEUED:
                return
            body = octets_of(call.body)
            headers = self._headers(unit, call, hook, body, now=now)
        if isinstance(headers, str):
            self._record(replace(call, n_left=0), Posted(0, headers), at=now)
            return
        posted = self.sender.post(hook.url, headers=headers, body=body)
        self._record(call, posted, at=now)

    def _headers(
        self, unit: UnitOfWork, call: CrewCall, hook: Hook, body: bytes, *, now: datetime
    ) -> Mapping[str, str] | str:
        """Return the headers of a call, or why none can be made."""
        deployment_id = unit.crew_calls.deployment_of(call.run_id)
        about = about_crew_secret(deployment_id)
        secret, following = unit.crew_calls.get_secret(deployment_id).signing(now=now)
        named = {"X-Event": call.kind.value, "X-Delivery-Id": call.id}
        try:
            signed = signed_headers(
                body,
                secret=self.sealer.open(secret, about=about).decode(),
                next_secret=following and self.sealer.open(following, about=about).decode(),
                now=now,
            )
            if hook.auth is None:
                return {**named, **signed}
            proof = self.sealer.open(hook.auth, about=about_hook(hook.id)).decode()
        except SealBroken as error:
            return str(error)
        return {**named, **signed, "Authorization": proof}

    def _record(self, call: CrewCall, posted: Posted, *, at: datetime) -> None:
        with self.unit() as unit:
            status = unit.crew_calls.add_attempt(call, posted, at=at)
            if status is None:
                return
            note_crew_call(unit, call, status, posted, now=self.clock.now())
            unit.commit()
        if posted.error is not None:
            facts = {"call_id": call.id, "run_id": call.run_id, "status": status.value}
            logger.warning("caller of a crew not told", extra=facts)


def note_crew_call(
    unit: UnitOfWork, call: CrewCall, status: CrewCallStatus, posted: Posted, *, now: datetime
) -> None:
    """Put on record how a call ended; where it is tried again, the fact brings the job."""
    kind = _KINDS[status]
    if kind is EventKind.CREW_CALL_DELIVERED and call.kind in _ONLY_IN_LOG:
        return
    n_attempts = call.n_attempts + 1
    data = {"of": call.kind.value, "attempt": n_attempts, "status_code": posted.status_code}
    if kind is EventKind.CREW_CALL_RETRIED:
        data["wait_s"] = int(next_wait(n_attempts).total_seconds())
    unit.trail.add(AuditEvent(ids.new_id(), kind, call.id, "signoff", now, call.run_id, None, data))
