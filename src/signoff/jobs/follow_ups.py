"""After this event, that job: the whole choreography on one page.

A follow-up is stored by the commit that stores its event, so neither exists
without the other. The event's id is the job's key: a fact is followed up once
however often its transaction is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy import Connection

from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.calls.announce import announce
from signoff.jobs.calls.crew_telling import tell_of_facts
from signoff.jobs.calls.notify import NOTIFY, Queue

ADVANCE = "advance"
DELIVER = "deliver"
RECEIVE = "receive"
LEARN = "learn"

# event -> (job, which part of the event names what the job works on)
FOLLOW_UPS: Mapping[EventKind, tuple[str, str]] = {
    EventKind.RUN_STARTED: (ADVANCE, "run_id"),
    EventKind.RUN_RETRIED: (ADVANCE, "run_id"),
    EventKind.REQUEST_ANSWERED: (ADVANCE, "run_id"),
    EventKind.REQUEST_EXPIRED: (ADVANCE, "run_id"),
    EventKind.DELIVERY_QUEUED: (DELIVER, "subject"),
    EventKind.DELIVERY_RETRIED: (DELIVER, "subject"),
    EventKind.REPLY_RECEIVED: (RECEIVE, "subject"),
    EventKind.LESSON_DUE: (LEARN, "subject"),
    EventKind.WEBHOOK_TESTED: (NOTIFY, "subject"),
    EventKind.WEBHOOK_RETRIED: (NOTIFY, "subject"),
    EventKind.WEBHOOK_REDELIVERED: (NOTIFY, "subject"),
    EventKind.CREW_CALL_RETRIED: (NOTIFY, "subject"),
}


def follow_up(queue: Queue, connection: Connection, events: Iterable[AuditEvent]) -> None:
    """Enqueue what follows from ``events``; ``data["wait_s"]`` (seconds) puts it off.

    What programs are to be told of the events is kept, and queued, in the same breath.
    """
    events = tuple(events)
    for call_id in announce(connection, events):
        key = f"{NOTIFY}:{call_id}"
        queue.enqueue(connection, NOTIFY, call_id, key=key, delay=timedelta())
    tell_of_facts(queue, connection, events)
    for event in events:
        found = FOLLOW_UPS.get(event.kind)
        if found is None:
            continue
        job, part = found
        delay = timedelta(seconds=event.data.get("wait_s", 0))
        queue.enqueue(connection, job, getattr(event, part), key=f"{job}:{event.id}", delay=delay)
