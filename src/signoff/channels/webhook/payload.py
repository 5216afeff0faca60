"""What a program is told: the body of a call, and the headers that prove it.

A receiver may have been written years ago, so members are added here and
none is ever taken away or renamed. Who is told, and when, is not known here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from signoff.channels.webhook.events import WebhookEvent
from signoff.inbox.request import Request
from signoff.inbox.response import Response
from signoff.inbox.storable import storable
from signoff.webhooks import sign


@dataclass(frozen=True, slots=True)
class Deployed:
    """The deployment a request belongs to."""

    id: str
    name: str
    organization_id: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that a body is made from.

    ``request`` None: a test. ``callback_url`` None: this webhook may not answer. ``data`` is what
    the fact says of itself, ``response`` what closed the request.
    """

    event: WebhookEvent
    delivery_id: str
    happened_at: datetime
    deployment: Deployed
    request: Request | None
    callback_url: str | None
    assigned_to: str | None
    data: Mapping[str, Any] = field(default_factory=dict)
    response: Response | None = None


def compose(story: Story) -> bytes:
    """Return the body of a call: JSON, the same octets for the same story."""
    found = {
        "event": story.event.value,
        "request": _sample() if story.request is None else _request(story.request),
        "deployment": {
            "id": story.deployment.id,
            "name": story.deployment.name,
            "organization_id": story.deployment.organization_id,
        },
        "callback_url": story.callback_url,
        "assigned_to_email": story.assigned_to,
        "delivery_id": story.delivery_id,
        "occurred_at": moment(story.happened_at),
        "details": {**story.data, **_response(story.response)},
    }
    return octets_of(found)


def octets_of(found: Mapping[str, Any]) -> bytes:
    """Return a body as it is sent: JSON, the same octets for the same members."""
    text = json.dumps(_finite(found), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return storable(text).encode()


def headers_of(
    story: Story, body: bytes, *, secret: str, next_secret: str | None, now: datetime
) -> dict[str, str]:
    """Return the headers that go with a story's body, signed at ``now``."""
    named = {"X-Event": story.event.value, "X-Delivery-Id": story.delivery_id}
    return {**named, **signed_headers(body, secret=secret, next_secret=next_secret, now=now)}


def signed_headers(
    body: bytes, *, secret: str, next_secret: str | None, now: datetime
) -> dict[str, str]:
    """Return the headers that any body goes with, signed at ``now``.

    ``next_secret`` signs too, in a header of its own, while it waits to take the first one's place.
    """
    timestamp = int(now.timestamp())
    found = {
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"signoff/{version('signoff')}",
        "X-Timestamp": str(timestamp),
        "X-Signature": sign(secret=secret, timestamp=timestamp, body=body),
    }
    if next_secret is not None:
        found["X-Signature-Next"] = sign(secret=next_secret, timestamp=timestamp, body=body)
    return found


def moment(at: datetime) -> str:
    """Return when something happened, so exactly that receivers can put calls in order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _request(request: Request) -> dict[str, Any]:
    ask = request.ask
    return {
        "id": request.id,
        "flow_id": request.flow,
        "method_name": ask.method,
        "message": ask.message,
        "emit_options": list(ask.outcomes),
        "state": dict(ask.state),
        "metadata": dict(ask.metadata),
        "created_at": _instant(request.opened_at),
        "run_id": request.run_id,
        "revision": ask.revision,
        "content": ask.content,
        "content_type": ask.content_type,
        "content_hash": ask.content_hash(),
    }


def _sample() -> dict[str, Any]:
    return {
        "id": "00000000-0000-7000-8000-000000000000",
        "flow_id": "test",
        "method_name": "test",
        "message": "This call tests your webhook. There is nothing to answer.",
        "emit_options": [],
        "state": {},
        "metadata": {},
        "created_at": "2026-01-14T12:00:00Z",
        "run_id": "00000000-0000-7000-8000-000000000000",
        "revision": 1,
        "content": "",
        "content_type": "text/markdown",
        "content_hash": "",
    }


def _response(response: Response | None) -> dict[str, Any]:
    if response is None:
        return {}
    return {
        "outcome": response.outcome,
        "feedback": response.feedback,
        "responder": response.responder,
        "channel": response.channel,
        "verification": response.verification.value,
        "answered_at": _instant(response.at),
        "final_at": _instant(response.final_at or response.at),
    }


def _finite(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value without the numbers that JSON does not know: null stands for them."""
    if isinstance(value, Mapping):
        return {str(name): _finite(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(member) for member in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
