"""Who brings a question to a person, and what they are told.

A provider either answers (returns the person's words) or leaves the question
waiting (raises HumanFeedbackPending). It is called after the pause is stored,
never before, so a fast answer finds something to answer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from signoff.flow.answer import Answer, HumanFeedbackPending

if TYPE_CHECKING:
    from signoff.flow.console import ConsoleProvider
    from signoff.flow.pending_context import PendingFeedbackContext

__all__ = [
    "Answer",
    "ConsoleProvider",
    "HumanFeedbackPending",
    "HumanFeedbackProvider",
    "PendingFeedbackContext",
]


# Loaded when first named: most providers are no console, and a process may ask nothing at all.
_LATER = {"ConsoleProvider": "console", "PendingFeedbackContext": "pending_context"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"signoff.flow.{_LATER[name]}"), name)


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
