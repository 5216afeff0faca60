"""signoff: flows that stop where a person must decide, and go on from the answer.

What authors import. The server's parts are loaded by the command line only.
"""

from signoff.flow import (
    ConsoleProvider,
    Flow,
    HumanFeedbackPending,
    HumanFeedbackProvider,
    HumanFeedbackResult,
    PendingFeedbackContext,
    and_,
    flow_config,
    human_feedback,
    listen,
    or_,
    persist,
    router,
    start,
)

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
