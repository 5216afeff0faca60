"""A webhook as people and programs write it in a configuration: JSON and TOML alike, no secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from signoff.channels.webhook.destination import LONGEST
from signoff.channels.webhook.events import SUBSCRIBABLE, WebhookEvent
from signoff.errors import WebhookInvalid
from signoff.inbox.policy_text.fields import Fields

MAX_RETRIES = 10  # as jobs/calls/notify.py tries
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class WantedWebhook:
    """A webhook as it is to be; it is known by its name."""

    name: str
    url: str
    events: tuple[WebhookEvent, ...] = SUBSCRIBABLE
    is_active: bool = True
    may_answer: bool = True
    n_retries: int = 0


def read_webhooks(
    tables: list[Fields], *, check_url: Callable[[str], object]
) -> tuple[WantedWebhook, ...]:
    """Return what tables say, and note what is wrong with them in their problems.

    ``check_url`` raises WebhookInvalid for an address that may not be called.
    """
    found: dict[str, WantedWebhook] = {}
    for fields in tables:
        webhook = _webhook(fields, check_url)
        if webhook.name in found:
            fields.refuse("name", f"Another webhook is called {webhook.name!r}. Give it another.")
        found.setdefault(webhook.name, webhook)
    return tuple(found.values())


def webhook_json(webhook: WantedWebhook) -> dict[str, Any]:
    """Return what `read_webhooks` reads as this webhook, without what is as usual."""
    written: dict[str, Any] = {"name": webhook.name, "url": webhook.url}
    if webhook.events != SUBSCRIBABLE:
        written["events"] = [event.value for event in webhook.events]
    usual = WantedWebhook("", "")
    for name in ("is_active", "may_answer", "n_retries"):
        if getattr(webhook, name) != getattr(usual, name):
            written[name] = getattr(webhook, name)
    return written


def _webhook(fields: Fields, check_url: Callable[[str], object]) -> WantedWebhook:
    name = fields.text("name", longest=_LONGEST_NAME)
    if not fields.has("name"):
        fields.refuse("name", "Every webhook needs a name: it is known by it.")
    elif name is not None and (name != name.strip() or not name.isprintable()):
        fields.refuse("name", "Write it on one line, without blanks around it.")
    made = WantedWebhook(
        name=name or "",
        url=_url(fields, check_url),
        events=_events(fields),
        is_active=fields.flag("is_active", otherwise=True),
        may_answer=fields.flag("may_answer", otherwise=True),
        n_retries=fields.number("n_retries", least=0, most=MAX_RETRIES) or 0,
    )
    fields.close()
    return made


def _url(fields: Fields, check_url: Callable[[str], object]) -> str:
    url = fields.text("url", longest=LONGEST)
    if url is None:
        fields.refuse("url", "Every webhook needs an address to call.")
        return ""
    try:
        check_url(url)
    except WebhookInvalid as error:
        fields.refuse("url", str(error))
    return url


def _events(fields: Fields) -> tuple[WebhookEvent, ...]:
    named = fields.texts("events")
    known = {event.value: event for event in SUBSCRIBABLE}
    for n, name in enumerate(named):
        if name not in known:
            fields.refuse(f"events[{n}]", f"{name[:60]!r} is none of: {', '.join(known)}.")
    chosen = tuple(known[name] for name in named if name in known)
    return chosen or SUBSCRIBABLE
