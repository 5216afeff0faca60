"""Who brings a question to a person, and what they are told.

A provider either answers (returns the person's words) or leaves the question
waiting (raises HumanFeedbackPending). It is called after the pause is stored,
never before, so a fast answer finds something to answer.
"""

# No __future__.annotations: a dataclass searches annotations that are texts, at each start.
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from signoff.flow.answer import Answer
from signoff.flow.config import flow_config
from signoff.flow.plain import plain

if TYPE_CHECKING:
    from signoff.flow.console import ConsoleProvider
    from signoff.inbox.pre_review import PreReview

__all__ = [
    "Answer",
    "ConsoleProvider",
    "HumanFeedbackPending",
    "HumanFeedbackProvider",
    "PendingFeedbackContext",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    # Its screens are loaded where somebody asks at the console; most providers are others.
    if name != "ConsoleProvider":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from signoff.flow.console import ConsoleProvider  # noqa: PLC0415 - see above

    return ConsoleProvider


def _now() -> datetime:
    return flow_config.clock.now()


@dataclass
class PendingFeedbackContext:
    """One question as its provider sees it.

    ``key`` names the question within the run; ``request_id`` names it in the
    world: ``"{flow_id}/{key}"``. Both are accepted by ``Flow.resume``.
    ``response_schema`` is the JSON Schema of a typed answer. ``pre_review``
    says what lessons made of the output before it is shown, None where there
    was none to apply.
    """

    flow_id: str
    flow_class: str
    method_name: str
    method_output: Any
    message: str
    emit: list[str] | None = None
    default_outcome: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    llm: str | None = None
    requested_at: datetime = field(default_factory=_now)
    key: str = ""
    approving: list[str] | None = None
    editable: bool = False
    response_schema: dict[str, Any] | None = None
    pre_review: "PreReview | None" = None

    @property
    def request_id(self) -> str:
        """Return the question's name outside of its run."""
        return f"{self.flow_id}/{self.key}"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON; what JSON cannot say becomes its text."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["requested_at"] = self.requested_at.isoformat()
        shown: dict[str, Any] = plain(values)
        return shown

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the context of a ``to_dict``; unknown keys are passed over."""
        names = {f.name for f in fields(cls)}
        known = {name: value for name, value in data.items() if name in names}
        for name in ("flow_id", "flow_class", "method_name", "method_output", "message"):
            known.setdefault(name, None if name == "method_output" else "")
        at = known.get("requested_at")
        if isinstance(at, str):
            at = datetime.fromisoformat(at)
            known["requested_at"] = at if at.tzinfo else at.replace(tzinfo=UTC)
        before = known.get("pre_review")
        if isinstance(before, Mapping):
            from signoff.inbox.pre_review import AppliedLesson, PreReview  # noqa: PLC0415 - see asks.py

            lessons = tuple(AppliedLesson(**lesson) for lesson in before["lessons"])
            known["pre_review"] = PreReview(before["original"], lessons, before["note"])
        return cls(**known)


class HumanFeedbackPending(Exception):
    """The question waits for a person. Raised by providers, returned by kickoff and resume."""

    def __init__(
        self,
        context: PendingFeedbackContext,
        callback_info: dict[str, Any] | None = None,
        message: str | None = None,
    ) -> None:
        self.context = context
        self.callback_info = callback_info or {}
        self.message = message or (
            f"Run {context.flow_id} waits for a person to judge {context.method_name!r}. "
            "It is stored. Answer with from_pending(flow_id).resume(feedback)."
        )
        super().__init__(self.message)


@runtime_checkable
class HumanFeedbackProvider(Protocol):
    """Brings a question to a person.

    ``request_feedback`` returns the person's words or an Answer, or raises
    HumanFeedbackPending to leave the question waiting. Under kickoff_async it is
    called in a thread, for it may block; a coroutine function is awaited on the
    loop, which is quicker. Any other exception leaves the run paused and comes out of
    kickoff. Four optional attributes. ``answers_at_once = True`` says that it
    always returns words, so nothing is stored for its sake.
    ``ask_again(context, flow, feedback)`` is called when words were unclear or
    a typed answer was no such thing; ``tell_refused(context, error)`` before
    it, with the UnclearReply or AnswerInvalid; ``tell_recorded(context,
    response)`` once an answer is recorded.
    """

    def request_feedback(self, context: PendingFeedbackContext, flow: Any) -> str | Answer:  # noqa: ANN401
        """Return the person's words or raise HumanFeedbackPending."""
        ...
