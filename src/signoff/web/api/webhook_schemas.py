"""The words the API speaks about webhooks, described for their readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, model_validator

from signoff.channels.webhook.destination import LONGEST
from signoff.channels.webhook.events import SUBSCRIBABLE, WebhookEvent
from signoff.interpret.normal import is_blank
from signoff.jobs.calls.notify import MAX_RETRIES
from signoff.jobs.forms import MAX_EDIT
from signoff.web.api.schemas import Inputs, Page, Words

_WEBHOOK = "0198f2a4-a2c7-7d18-91f3-0b6e4c9a2d75"
_DEPLOYMENT = "0198f2a4-6e02-7b44-8f19-c7d35a1e0b62"
_DELIVERY = "0198f2a4-b35f-7e90-a4d6-1c8f7b2e5a03"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_AT = "2026-03-02T09:14:07Z"
_SECRET = "whsec_pL0nq3kQ9b1VxS5yTz7uHcE2aWdJ8fGmR4oN6iKsBqA"  # noqa: S105 - an example
_MAX_FEEDBACK = 100_000
_MAX_OVERLAP_HOURS = 168

CallStands = Literal["queued", "delivered", "failed"]
EventName = Literal[
    "new_request",
    "assigned",
    "reminded",
    "answered",
    "reopened",
    "expired",
    "cancelled",
    "escalated",
    "resumed",
    "delivery_failed",
]


def _once(events: tuple[EventName, ...]) -> tuple[EventName, ...]:
    if len(set(events)) != len(events):
        raise ValueError("each event may be named once")
    return events


def _named(name: str) -> str:
    if is_blank(name) or name != name.strip() or not name.isprintable():
        raise ValueError("a name has letters, and no blanks around it")
    return name


Events = Annotated[tuple[EventName, ...], Field(min_length=1), AfterValidator(_once)]
Name = Annotated[Words, Field(min_length=1, max_length=100), AfterValidator(_named)]
Url = Annotated[Words, Field(min_length=1, max_length=LONGEST)]
Retries = Annotated[int, Field(ge=0, le=MAX_RETRIES)]
_ALL: tuple[EventName, ...] = tuple(event.value for event in SUBSCRIBABLE)  # type: ignore[misc]
_MEANT = {
    "name": "What people call it; an answer by its callback address is recorded as `webhook:NAME`.",
    "url": "Where it is called. HTTPS, and a public address, unless the installation opens more.",
    "events": "What it is told of; all events if left out.",
    "is_active": "Whether it is called.",
    "may_answer": "Whether its calls carry a `callback_url` that answers the request.",
    "n_retries": "How often a call that failed is made again, later and later.",
}


class _Taken(BaseModel):
    """What we take; a field nobody knows is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class NewWebhook(_Taken):
    """A program that is to be told of a deployment's requests."""

    name: Name = Field(examples=["approval-app"], description=_MEANT["name"])
    url: Url = Field(examples=["https://hooks.example.com/signoff"], description=_MEANT["url"])
    events: Events = Field(
        default=_ALL, examples=[["new_request", "answered"]], description=_MEANT["events"]
    )
    is_active: bool = Field(default=True, examples=[True], description=_MEANT["is_active"])
    may_answer: bool = Field(default=True, examples=[True], description=_MEANT["may_answer"])
    n_retries: Retries = Field(default=0, examples=[0], description=_MEANT["n_retries"])


class WebhookChange(_Taken):
    """What is to be changed of a webhook; what is left out stays."""

    name: Name | None = Field(default=None, examples=["approval-app"], description=_MEANT["name"])
    url: Url | None = Field(
        default=None, examples=["https://hooks.example.com/signoff"], description=_MEANT["url"]
    )
    events: Events | None = Field(
        default=None, examples=[["new_request"]], description=_MEANT["events"]
    )
    is_active: bool | None = Field(default=None, examples=[False], description=_MEANT["is_active"])
    may_answer: bool | None = Field(
        default=None, examples=[False], description=_MEANT["may_answer"]
    )
    n_retries: Retries | None = Field(default=None, examples=[5], description=_MEANT["n_retries"])

    @model_validator(mode="after")
    def _changes_something(self) -> WebhookChange:
        if not self.model_dump(exclude_none=True):
            raise ValueError("a change needs at least one field")
        return self


class Rotation(_Taken):
    """How a webhook's secret is to be replaced."""

    overlap_hours: int = Field(
        default=24,
        ge=0,
        le=_MAX_OVERLAP_HOURS,
        examples=[24],
        description="How long the old secret goes on signing, so that the receiver can learn the "
        "new one first. 0 ends the old one at once: for a secret that leaked.",
    )


class Webhook(BaseModel):
    """A program that is told of a deployment's requests."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=[_WEBHOOK])
    deployment_id: str = Field(examples=[_DEPLOYMENT])
    name: str = Field(examples=["approval-app"], description=_MEANT["name"])
    url: str = Field(examples=["https://hooks.example.com/signoff"], description=_MEANT["url"])
    events: tuple[WebhookEvent, ...] = Field(
        examples=[["new_request", "answered"]], description="What it is told of."
    )
    is_active: bool = Field(examples=[True], description=_MEANT["is_active"])
    may_answer: bool = Field(examples=[True], description=_MEANT["may_answer"])
    n_retries: int = Field(examples=[0], description=_MEANT["n_retries"])
    next_from: datetime | None = Field(
        examples=[None],
        description="When the secret that was made last signs alone; null where it does.",
    )
    added_by: str = Field(examples=["ana@example.com"], description="Who added it.")
    added_at: datetime = Field(examples=[_AT])


class WebhookWithSecret(Webhook):
    """A webhook with the secret that was just made for it."""

    secret: str = Field(
        examples=[_SECRET],
        description="What its calls are signed with. It is shown this once; keep it.",
    )


class Webhooks(BaseModel):
    """All webhooks of a deployment."""

    items: tuple[Webhook, ...]


class WebhookDelivery(BaseModel):
    """One call to a webhook, however often it was tried."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=[_DELIVERY], description="The call's `X-Delivery-Id`.")
    webhook_id: str = Field(examples=[_WEBHOOK])
    event: WebhookEvent = Field(
        validation_alias=AliasChoices("kind", "event"), examples=["new_request"]
    )
    request_id: str | None = Field(
        examples=[_REQUEST], description="What it tells of; null in a test."
    )
    status: CallStands = Field(
        examples=["delivered"],
        description="queued (not made yet, or to be tried again), delivered (the receiver "
        "answered 2xx) or failed (it is not tried again by itself).",
    )
    n_attempts: int = Field(examples=[1], description="How often it was tried.")
    happened_at: datetime = Field(examples=[_AT], description="When what it tells of happened.")


class CallAttempt(BaseModel):
    """One try of a call."""

    model_config = ConfigDict(from_attributes=True)

    n: int = Field(examples=[1])
    at: datetime = Field(examples=[_AT])
    duration_ms: int = Field(examples=[84])
    address: str | None = Field(
        examples=["93.184.215.14"], description="The network address that was connected to."
    )
    status_code: int | None = Field(
        examples=[200], description="What the receiver answered; null where nothing came."
    )
    error: str | None = Field(examples=[None], description="Why it counts as failed.")
    request_headers: Mapping[str, str] = Field(
        examples=[{"X-Event": "new_request", "X-Timestamp": "1772442847"}]
    )
    response_headers: Mapping[str, str] = Field(examples=[{"Content-Type": "application/json"}])
    response_body: str = Field(
        examples=['{"ok": true}'], description="How it begins: 2,048 bytes at most."
    )


class WebhookDeliveryDetail(WebhookDelivery):
    """One call to a webhook, with every try."""

    attempts: tuple[CallAttempt, ...] = Field(description="In order.")


class WebhookDeliveryPage(Page[WebhookDelivery]):
    """Calls to a webhook, newest first."""


class Requeued(BaseModel):
    """How many calls are made once more."""

    n_queued: int = Field(examples=[3])


class CallbackAnswer(_Taken):
    """What a program answers by its callback address."""

    feedback: Words = Field(
        default="",
        max_length=_MAX_FEEDBACK,
        examples=["Approved. Great article!"],
        description="What is said; without an `outcome` it is read as a mail is.",
    )
    outcome: Words | None = Field(
        default=None,
        max_length=200,
        examples=["approved"],
        description="One of the request's `emit_options`, where it is known for sure.",
    )
    answer: Inputs | None = Field(
        default=None,
        examples=[None],
        description="The fields of a typed answer, where the request asks for one.",
    )
    edited_output: Words | None = Field(
        default=None,
        max_length=MAX_EDIT,
        examples=[None],
        description="The output as it was changed, where the request allows that.",
    )
    source: Words | None = Field(
        default=None,
        max_length=100,
        examples=["my_custom_app"],
        description="What the program calls itself; kept in the trail.",
    )
    content_hash: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        description="The `content_hash` of the call; if the request shows something else now, "
        "nothing is recorded.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> CallbackAnswer:
        if self.outcome is None and self.answer is None and is_blank(self.feedback):
            raise ValueError("an answer needs an outcome or feedback")
        return self
