"""A request and its lifecycle.

The lifecycle is a table, not code spread over callers: what is not in the
table cannot happen, and the table is what the tests and the docs print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from signoff.errors import AnswerInvalid, RequestClosed, UnknownOutcome
from signoff.inbox import shown

if TYPE_CHECKING:
    from signoff.inbox.plan import Plan
    from signoff.inbox.pre_review import PreReview  # most processes never make one


class RequestStatus(StrEnum):
    """Where a request stands. A screen says Approved or Rejected from the outcome."""

    PENDING = "pending"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What can be done to a request."""

    ANSWER = "answer"
    EXPIRE = "expire"
    CANCEL = "cancel"
    REOPEN = "reopen"


# Of requests that only test the way of a mail, and count nowhere. With a space, as the name of no
# served flow can be.
TRIAL_FLOW = "signoff test"
CLOSED = frozenset({RequestStatus.ANSWERED, RequestStatus.EXPIRED, RequestStatus.CANCELLED})

# (from, verb) -> to. Anything else is refused.
LIFECYCLE: Mapping[tuple[RequestStatus, Verb], RequestStatus] = {
    (RequestStatus.PENDING, Verb.ANSWER): RequestStatus.ANSWERED,
    (RequestStatus.PENDING, Verb.EXPIRE): RequestStatus.EXPIRED,
    (RequestStatus.PENDING, Verb.CANCEL): RequestStatus.CANCELLED,
    (RequestStatus.ANSWERED, Verb.REOPEN): RequestStatus.PENDING,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What a run wants to know, before it has an id or an assignee.

    ``key`` names this pause within its run and never changes, so that a run
    advanced twice opens one request: ``"{method}#{n}"``, n counting from 1.
    ``content`` is what the person judges, as text of type ``content_type``
    (``text/markdown``, or ``application/json`` for values that are not text).
    ``state`` is the author's state as plain JSON, for the context panel.
    ``outcomes`` is empty when any words will do (no ``emit``). ``approving``
    are those that permit something, None where the author does not say.
    ``model`` is the name of the language model that may read the answer.
    ``asker`` is "module:Class.method" of who really asks, where that is a flow
    within the run's own. ``pre_review`` says what lessons made of the content
    before it is shown. ``assignees`` (addresses, or names of groups), ``quorum``,
    ``deadline`` and ``on_timeout`` are what the author said of people and time;
    the plan that is made of them is what counts. ``response_schema`` is the JSON Schema
    of a typed answer, None where words and an outcome are enough; ``editable`` lets a person
    change a content that is text.
    """

    key: str
    method: str
    message: str
    content: str
    content_type: str = "text/markdown"
    outcomes: tuple[str, ...] = ()
    default_outcome: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 1
    approving: tuple[str, ...] | None = None
    model: str | None = None
    asker: str | None = None
    pre_review: PreReview | None = None
    assignees: tuple[str, ...] = ()
    quorum: int = 1
    deadline: timedelta | None = None
    on_timeout: str | None = None
    response_schema: Mapping[str, Any] | None = None
    editable: bool = False

    @property
    def may_edit(self) -> bool:
        """Say whether a person may change what they are shown: the author says so, of a text."""
        return self.editable and self.content_type == "text/markdown"

    @property
    def needs_form(self) -> bool:
        """Say whether an outcome and words are not enough: there are fields without a default."""
        return bool(self.response_schema and self.response_schema.get("required"))

    def content_hash(self) -> str:
        """Return the SHA-256 (hex) that binds an answer to what was shown."""
        return shown.content_hash(self.message, self.content_type, self.content, self.outcomes)


@dataclass(frozen=True, slots=True)
class Request:
    """One stored question to people.

    ``assignee`` is the first of those who are asked now (a mail address, or none yet): for lists.
    ``plan`` is None for a question that an earlier version opened: whoever may answer at all may
    answer it. ``stage`` is the index of the plan's stage whose people are asked. ``due_at`` is when
    the next act of the ladder is due, ``next_act`` its index; ``extended_s`` are seconds by which
    people put it off. ``superseded_by`` is the id of the request that shows a newer version.
    """

    id: str
    run_id: str
    flow: str
    ask: Ask
    assignee: str | None
    opened_at: datetime
    status: RequestStatus = RequestStatus.PENDING
    closed_at: datetime | None = None
    deployment_id: str = ""
    plan: Plan | None = None
    stage: int = 0
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    seen_at: datetime | None = None
    sla_due_at: datetime | None = None
    due_at: datetime | None = None
    next_act: int = 0
    extended_s: int = 0
    snoozed_until: datetime | None = None
    superseded_by: str | None = None

    def move(self, verb: Verb, *, now: datetime) -> Request:
        """Return the request after ``verb``.

        Raises: RequestClosed, where the lifecycle has no such step from here.
        """
        target = LIFECYCLE.get((self.status, verb))
        if target is None:
            raise RequestClosed(
                f"Request {self.id} is {self.status} since {self.closed_at} and cannot {verb}. "
                "What was decided stands. Start a new run if the question is open again."
            )
        closed_at = now if target in CLOSED else None
        return replace(self, status=target, closed_at=closed_at)

    def check_outcome(self, outcome: str | None) -> None:
        """Accept an outcome that this request offers; None, where it offers none.

        Raises: UnknownOutcome, and the request stays as it is.
        """
        if outcome in self.ask.outcomes or (outcome is None and not self.ask.outcomes):
            return
        offered = ", ".join(self.ask.outcomes)
        raise UnknownOutcome(
            f"{outcome!r} is not an outcome of request {self.id}. It stays {self.status}. "
            + (f"Answer with one of: {offered}." if offered else "Answer in words alone.")
        )

    def check_form(self, *, edited: object, answer: object) -> None:
        """Accept an edit where one is allowed, and a typed answer where one is asked for.

        Whether the fields of an answer are right, the author's type has said before.
        Raises: AnswerInvalid, and the request stays as it is.
        """
        if edited is not None and not self.ask.may_edit:
            raise AnswerInvalid(
                f"The answer to request {self.id} changes what was shown, which "
                f"{'only a text allows' if self.ask.editable else 'its author does not allow'}. "
                f"It stays {self.status}. Answer without the change."
            )
        if self.ask.response_schema is not None and answer is None:
            names = ", ".join(self.ask.response_schema.get("properties", {}))
            raise AnswerInvalid(
                f"Request {self.id} asks for a typed answer, and none was given. It stays "
                f"{self.status}. Answer with an object that has: {names}."
            )
