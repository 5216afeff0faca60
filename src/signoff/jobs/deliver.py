"""Send one delivery, outside any transaction, and record the attempt.

At least once: a mail whose sending cannot be recorded is sent again, under
the same Message-ID, so that a mail client shows it once.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, Protocol

from signoff import ids
from signoff.channels.email.compose import Letter, compose
from signoff.clock import Clock
from signoff.errors import DeliveryError
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import Delivery, DeliveryStatus, next_attempt_in
from signoff.jobs.outbox import Outbox
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

_ADDRESS = re.compile(r"[^\s<>:;,\"'()]+@[^\s<>:;,\"'()]+")


class Postman(Protocol):
    """A way to hand a mail over to a mail server."""

    async def send(self, message: EmailMessage, *, envelope_from: str, recipient: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Deliver:
    """The job; ``subject`` is the delivery's id."""

    unit: Callable[[], UnitOfWork]
    outbox: Outbox
    postman: Postman
    clock: Clock

    def __call__(self, subject: str, *, job: str) -> None:
        """Send a delivery that is still queued; anything else was done before."""
        del job
        with self.unit() as unit:
            delivery = unit.deliveries.find(subject)
            if delivery is None or delivery.status is not DeliveryStatus.QUEUED:
                return
            letter = self.outbox.letter(unit, delivery)
            is_unwanted = unit.reach.refuses(delivery.address)
        try:
            _check_wanted(delivery, is_unwanted=is_unwanted)
            message = compose(letter, sender=self.outbox.sender)
            detail = asyncio.run(
                self.postman.send(
                    message,
                    envelope_from=letter.bounce_address or "",
                    recipient=delivery.address,
                )
            )
        except DeliveryError as error:
            self._record_failure(letter, error)
        else:
            self._record(letter, DeliveryStatus.SENT, EventKind.DELIVERY_SENT, detail=detail)

    def _record_failure(self, letter: Letter, error: DeliveryError) -> None:
        delivery = letter.delivery
        tried = replace(delivery, n_attempts=delivery.n_attempts + 1)
        wait = None if error.permanent else next_attempt_in(tried, now=self.clock.now())
        status = DeliveryStatus.FAILED if wait is None else DeliveryStatus.QUEUED
        kind = EventKind.DELIVERY_FAILED if wait is None else EventKind.DELIVERY_RETRIED
        facts = {"delivery_id": delivery.id, "attempt": tried.n_attempts, "final": wait is None}
        # Servers quote whom they refuse, and our own address for bounces is a ticket.
        facts["why"] = _ADDRESS.sub("(an address)", str(error))
        logger.warning("delivery not sent", extra=facts)
        self._record(letter, status, kind, error=str(error), wait=wait)

    def _record(
        self,
        letter: Letter,
        status: DeliveryStatus,
        kind: EventKind,
        *,
        error: str | None = None,
        detail: str = "",
        wait: timedelta | None = None,
    ) -> None:
        delivery, now = letter.delivery, self.clock.now()
        with self.unit() as unit:
            was_queued = unit.deliveries.add_attempt(
                delivery, status=status, error=error, detail=detail, now=now
            )
            if not was_queued:
                return
            data: dict[str, Any] = {"attempt": delivery.n_attempts + 1, "address": delivery.address}
            if wait is not None:
                data["wait_s"] = wait.total_seconds()
            unit.trail.add(_event(letter, kind, data, now))
            if status is DeliveryStatus.FAILED:
                self.outbox.tell_undelivered(unit, delivery, error or "", now=now)
            unit.commit()


def _check_wanted(delivery: Delivery, *, is_unwanted: bool) -> None:
    if is_unwanted:
        raise DeliveryError(
            f"The provider of {delivery.address} reported our mail there as unwanted. Nothing was "
            "sent. Ask somebody else, or have them answer one of our mails: that ends it.",
            permanent=True,
        )


def _event(letter: Letter, kind: EventKind, data: dict[str, Any], now: datetime) -> AuditEvent:
    its = letter.delivery
    run_id = letter.request.run_id if letter.request else None
    return AuditEvent(ids.new_id(), kind, its.id, "signoff", now, run_id, its.request_id, data)
