"""A webhook as a form: what may be typed, and what is wrong with it by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from signoff.app import App
from signoff.channels.webhook.destination import read_destination
from signoff.channels.webhook.events import SUBSCRIBABLE
from signoff.errors import WebhookInvalid
from signoff.inbox.storable import storable
from signoff.jobs.calls.notify import MAX_RETRIES
from signoff.web.pages.settings.typed import Typed

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class WebhookForm:
    """What was typed, as fields of a webhook; ``problems`` by field."""

    fields: Mapping[str, Any]
    problems: Mapping[str, str] = field(default_factory=dict)


def read_webhook(typed: Typed, app: App) -> WebhookForm:
    """Return the fields of a webhook as they were typed, and what is wrong with them."""
    events = tuple(event for event in SUBSCRIBABLE if event.value in typed.all("events"))
    retries = typed.number("n_retries")
    fields = {
        "name": typed.text("name") or "",
        "url": typed.text("url") or "",
        "events": events,
        "is_active": typed.has("is_active"),
        "may_answer": typed.has("may_answer"),
        "n_retries": 0 if retries is None else retries,
    }
    return WebhookForm(fields, dict(_problems(fields, app)))


def _problems(fields: Mapping[str, Any], app: App) -> list[tuple[str, str]]:
    found = []
    name = fields["name"]
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or storable(name) != name:
        said = f"{name[:60]!r} is no name. Write 1 to {_LONGEST_NAME} characters that can be seen."
        found.append(("name", said))
    sender = app.webhook_sender
    try:
        read_destination(
            fields["url"], allowed=sender.allowed, is_development=sender.is_development
        )
    except WebhookInvalid as wrong:
        found.append(("url", str(wrong)))
    if not fields["events"]:
        found.append(("events", "It would be told of nothing. Choose one event at least."))
    n = fields["n_retries"]
    if not isinstance(n, int) or n > MAX_RETRIES:
        found.append(("n_retries", f"{n!r} is no whole number from 0 to {MAX_RETRIES}."))
    return found
