"""Which webhooks are to be told of what just happened: decided in the commit of the fact itself.

So nothing happens that a webhook is not told of, and none is told of what
was rolled back. Where no webhook listens it costs one look at a small table.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from signoff.channels.webhook.events import TOLD, WebhookEvent
from signoff.inbox.audit import AuditEvent
from signoff.store.calls import Call, Calls
from signoff.store.webhooks import Webhook, Webhooks

_NOT_SAID = frozenset({"wait_s"})  # of the job that follows, not of the fact


def announce(connection: Connection, events: Iterable[AuditEvent]) -> list[str]:
    """Keep what is to be told of ``events``; return the ids of the calls."""
    told = [event for event in _news(events) if event.run_id is not None]
    if not told:
        return []
    kept = Webhooks(connection)
    listening = kept.listening({event.run_id for event in told if event.run_id is not None})
    if not listening:
        return []
    calls = Calls(connection)
    return [call.id for call in _calls(kept, told, listening) if calls.tell(call)]


def _news(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """Return the facts that programs are told of.

    Who is asked is left out where another fact of the same commit says it: as a request opens,
    and as somebody answers who was not asked before. So is a webhook that has answered.
    """
    told = [event for event in events if event.kind.value in TOLD]
    said = {
        event.request_id
        for event in told
        if _event(event) in (WebhookEvent.NEW_REQUEST, WebhookEvent.ANSWERED)
    }
    return [
        event
        for event in told
        if _event(event) is not WebhookEvent.ASSIGNED
        or (event.request_id not in said and "@" in (event.data.get("assignee") or ""))
    ]


def _calls(
    kept: Webhooks, told: list[AuditEvent], listening: list[tuple[str, Webhook]]
) -> Iterable[Call]:
    about = {event.id: event.request_id or _request_of(kept, event) for event in told}
    assignees = kept.assignees({each for each in about.values() if each is not None})
    for event in told:
        request_id = about[event.id]
        for run_id, webhook in listening:
            if run_id != event.run_id or _event(event) not in webhook.events or not request_id:
                continue
            data = {name: said for name, said in event.data.items() if name not in _NOT_SAID}
            yield Call(
                kind=_event(event).value,
                fact=event.id,
                data={"by": event.actor, **data},
                happened_at=event.at,
                webhook_id=webhook.id,
                run_id=run_id,
                request_id=request_id,
                assigned_to=data.get("assignee") or assignees.get(request_id),
                n_left=webhook.n_retries,
            )


def _request_of(kept: Webhooks, event: AuditEvent) -> str | None:
    """Return the request a fact of a run is about: that a run goes on is about its last answer."""
    is_resumed = _event(event) is WebhookEvent.RESUMED and event.run_id is not None
    return kept.find_answered(event.run_id or "") if is_resumed else None


def _event(event: AuditEvent) -> WebhookEvent:
    return TOLD[event.kind.value]
