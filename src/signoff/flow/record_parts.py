"""The small values a run's record is made of: what happened, what is due, what waits."""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
# What is no tuple to anybody is a plain class: it is made ten times faster.
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.persistence.protocol import StoredRun

if TYPE_CHECKING:
    from signoff.inbox.pre_review import AppliedLesson


class RunStatus(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    WAITING = "waiting"
    ENDED = "ended"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Done:
    """A method finished with ``value``."""

    __slots__ = ("method", "value")

    def __init__(self, method: str, value: Any) -> None:  # noqa: ANN401 - the author's
        self.method = method
        self.value = value


class PreReviewed:
    """What lessons did to an output before a person saw it (see inbox.pre_review.PreReview)."""

    __slots__ = ("lessons", "note", "original")

    def __init__(
        self,
        original: Any,  # noqa: ANN401 - the author's
        lessons: "tuple[AppliedLesson, ...]" = (),
        note: str = "",
    ) -> None:
        self.original = original
        self.lessons = lessons
        self.note = note


class Asked:
    """A method's body finished, and a person must judge ``value``.

    That is what the method returned, or what lessons made of it: then
    ``pre_review`` has the original.
    """

    __slots__ = ("key", "method", "pre_review", "value")

    def __init__(
        self,
        method: str,
        value: Any,  # noqa: ANN401 - the author's
        key: str,
        pre_review: PreReviewed | None = None,
    ) -> None:
        self.method = method
        self.value = value
        self.key = key
        self.pre_review = pre_review


class Answered:
    """A person judged what the entry at ``asked`` holds; ``result`` says how."""

    __slots__ = ("asked", "key", "method", "result")

    def __init__(self, method: str, asked: int, key: str, result: HumanFeedbackResult) -> None:
        self.method = method
        self.asked = asked
        self.key = key
        self.result = result


class Handed:
    """The answer to a nested flow's question was handed down to it."""

    __slots__ = ("key", "method")

    def __init__(self, method: str, key: str) -> None:
        self.method = method
        self.key = key


Entry = Done | Asked | Answered | Handed
# Written once: isinstance(entry, Answered | Handed) would make the union anew at every call.
ANSWERS = (Answered, Handed)
QUESTIONS = (Asked, Handed)  # entries after which their method is not done yet


class Nested:
    """A flow that a step has started, where the step waits.

    ``run`` is None where it has a store of its own. ``answers`` holds, by the
    child's own keys, what it is to go on with. ``begun_with`` is a digest of its
    class and its inputs, "" where they have none.
    """

    def __init__(
        self,
        run: StoredRun | None = None,
        answers: dict[str, str] | None = None,
        begun_with: str = "",
    ) -> None:
        self.run = run
        self.answers = {} if answers is None else answers
        self.begun_with = begun_with


class Source(NamedTuple):
    """Where a step's argument comes from: a log entry, and which side of it.

    ``part``: "value" is what listeners of a method get, "outcome" is the
    outcome's own name.
    """

    entry: int
    part: str = "value"


class Step(NamedTuple):
    """A method that is to run, or was running when the record was saved.

    ``chain`` is one number for all events that routers passed on from one
    finished method; an or_ fires once per chain.
    """

    id: int
    method: str
    trigger: str | None
    source: Source | None
    chain: int


class Pause(NamedTuple):
    """A question that waits for its answer, as it was asked.

    ``child`` and ``asker`` belong to the question of a nested flow: its slot
    and its own key there, and "module:Class.method" of who really asks.
    """

    key: str
    method: str
    asked: int
    chain: int
    message: str
    outcomes: tuple[str, ...]
    default_outcome: str | None
    metadata: Mapping[str, Any]
    model: str | None
    at: datetime
    child: tuple[str, str] | None = None
    asker: str | None = None
