"""What comes of asking: an answer, unjudged, or that a person has yet to give it.

Apart from async_feedback.py, which says what a provider is: the console and a resume do without.
"""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from signoff.flow.pending_context import PendingFeedbackContext


class Answer(NamedTuple):
    """What a person said, where words are not all of it.

    A provider returns it in place of words, and ``resume`` takes it.
    ``outcome``: the choice they made, if not by words. ``response``: the typed
    answer, as the response_model or as a mapping of its fields. ``text``: all
    they wrote, where ``feedback`` is a part of it.
    """

    feedback: str = ""
    outcome: str | Enum | None = None
    responder: str = ""
    edited_output: Any = None
    response: Any = None
    text: str = ""


class HumanFeedbackPending(Exception):
    """The question waits for a person. Raised by providers, returned by kickoff and resume."""

    def __init__(
        self,
        context: "PendingFeedbackContext",
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
