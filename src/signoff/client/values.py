"""What the API answers, as values; a member that a newer server adds is passed over.

Instants are aware. What a server leaves out, because it is older, is as usual
where the field has a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from signoff.errors import ApiUnreachable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow that is served."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Deployment:
    """A served module of flows; ``is_here``: the one that this server serves."""

    id: str
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Response:
    """An answer that was recorded; ``final_at``: until then it can be taken back."""

    request_id: str
    outcome: str | None
    feedback: str
    source: str
    responder: str
    channel: str
    verification: str
    at: datetime
    read_by: str | None = None
    final_at: datetime | None = None
    rating: int | None = None
    comment: str | None = None
    answer: Mapping[str, Any] | None = None
    edited_output: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """What one of several people answered."""

    stage: int
    person: str
    outcome: str | None
    feedback: str
    channel: str
    at: datetime
    answer: Mapping[str, Any] | None = None
    edited_output: str | None = None


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """A request as lists show it; ``status`` is pending, answered, expired or cancelled."""

    id: str
    run_id: str
    flow: str
    method: str
    revision: int
    title: str
    message: str
    outcomes: tuple[str, ...]
    status: str
    opened_at: datetime
    assignee: str | None = None
    assignees: tuple[str, ...] = ()
    stage: int = 1
    n_stages: int = 1
    needed: int = 1
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    due_at: datetime | None = None
    sla_due_at: datetime | None = None
    superseded_by: str | None = None
    closed_at: datetime | None = None
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class Request(RequestSummary):
    """A request with what it is about; ``content_hash`` binds an answer to what was shown.

    ``response_schema``: JSON Schema of the typed answer it asks for, None where it asks for none.
    """

    content: str = ""
    content_type: str = "text/markdown"
    content_hash: str = ""
    default_outcome: str | None = None
    approving: tuple[str, ...] | None = None
    n_unclear: int = 0
    metadata: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    pre_review: Mapping[str, Any] | None = None
    votes: tuple[Vote, ...] = ()
    response_schema: Mapping[str, Any] | None = None
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer, and what it came to: ``result`` is decided, counted or stage_passed."""

    response: Response
    result: str
    n_given: int
    n_needed: int
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestTime:
    """Where a request stands in time."""

    request_id: str
    due_at: datetime | None
    closes_at: datetime | None
    extended_minutes: int
    snoozed_until: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One line of a run's story."""

    kind: str
    at: datetime
    title: str
    detail: str = ""
    quote: str = ""
    outcome: str | None = None
    source: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a flow; ``status`` is running, waiting, ended, failed or cancelled."""

    id: str
    flow: str
    status: str
    starter: str
    started_at: datetime
    inputs: Mapping[str, Any]
    ended_at: datetime | None = None
    state: Mapping[str, Any] | None = None
    result: Any = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Forked:
    """The other side of a fork: a run, and the request at which the one left the other."""

    run_id: str
    request_id: str


@dataclass(frozen=True, slots=True)
class RunDetail(Run):
    """A run with its story, what it waits for, and the runs that it was forked from and into."""

    history: tuple[HistoryItem, ...] = ()
    pending_requests: tuple[RequestSummary, ...] = ()
    forked_from: Forked | None = None
    forks: tuple[Forked, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a request; ``status`` is where that stands now."""

    seq: int
    event: str
    at: datetime
    actor: str
    request_id: str
    run_id: str
    flow: str
    method: str
    status: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What happened, oldest first; what comes next is after ``cursor``."""

    items: tuple[Happening, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A deployment's policy as JSON values; ``tag`` names the version."""

    values: Mapping[str, Any]
    tag: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """A program that is told of requests."""

    id: str
    deployment_id: str
    name: str
    url: str
    events: tuple[str, ...]
    is_active: bool
    may_answer: bool
    n_retries: int
    added_by: str
    added_at: datetime
    next_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebhookWithSecret(Webhook):
    """A webhook with the secret that was just made for it; it is shown this once."""

    secret: str = ""


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """One call to a webhook; ``status`` is queued, delivered or failed."""

    id: str
    webhook_id: str
    event: str
    status: str
    n_attempts: int
    happened_at: datetime
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of figures; their members are those of the sheet that was asked for."""

    items: tuple[Mapping[str, Any], ...]
    zone: str = "UTC"
    first: str | None = None
    last: str | None = None
    by: str | None = None
    each: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the trail, with its place in the chain."""

    seq: int
    id: str
    kind: str
    subject: str
    actor: str
    at: datetime
    data: Mapping[str, Any]
    hash: str
    run_id: str | None = None
    request_id: str | None = None
    redacted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; ``next`` is where the one after it begins."""

    items: tuple[Mapping[str, Any], ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a configuration that was put."""

    added_webhooks: tuple[WebhookWithSecret, ...]


def read_items(kind: type[T], document: object) -> tuple[T, ...]:
    """Return the items of a list that has one page. Raises: as read."""
    return tuple(read(kind, one) for one in read(Page, document).items)


def read(kind: type[T], value: object) -> T:
    """Return what JSON says as a value.

    Raises: ApiUnreachable, where it is not what a signoff answers.
    """
    try:
        made = _made(kind, value)
    except (KeyError, TypeError, ValueError) as error:
        raise ApiUnreachable(
            f"The answer is no {kind.__name__}: {error!r}. What the call was to do may have been "
            "done. Check that the address is a signoff, and that the client is not much older."
        ) from error
    if not isinstance(made, kind):
        raise TypeError(f"{kind!r} is no kind of value that can be read.")
    return made


def _made(kind: Any, value: Any) -> Any:  # noqa: ANN401 - a type as annotations give it
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        given = {
            each.name: _made(hints[each.name], value[each.name])
            for each in fields(kind)
            if each.name in value or (each.default is MISSING and each.default_factory is MISSING)
        }
        return kind(**given)
    if value is None:
        return None
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return tuple(_made(inner[0], one) for one in value)
    if type(None) in inner:
        return _made(next(one for one in inner if one is not type(None)), value)
    return datetime.fromisoformat(value) if kind is datetime else value


@lru_cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
