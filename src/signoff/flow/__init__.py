"""THE AUTHOR'S LANGUAGE: decorators, flows, and the engine that advances one run.

It touches no wire and no server: questions go out as values of ``inbox`` and
answers come in the same way.
"""

from signoff.flow.async_feedback import (
    ConsoleProvider,
    HumanFeedbackPending,
    HumanFeedbackProvider,
    PendingFeedbackContext,
)
from signoff.flow.conditions import and_, or_
from signoff.flow.config import flow_config
from signoff.flow.decorators import listen, router, start
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import HumanFeedbackResult, human_feedback
from signoff.flow.persistence.decorator import persist

__all__ = [
    "ConsoleProvider",
    "Flow",
    "HumanFeedbackPending",
    "HumanFeedbackProvider",
    "HumanFeedbackResult",
    "PendingFeedbackContext",
    "and_",
    "flow_config",
    "human_feedback",
    "listen",
    "or_",
    "persist",
    "router",
    "start",
]
