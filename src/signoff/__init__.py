"""signoff: flows that stop where a person must decide, and go on from the answer.

What authors import. The server's parts are loaded by the command line only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signoff import flow as _flow
from signoff.flow import (
    Flow,
    HumanFeedbackResult,
    and_,
    flow_config,
    human_feedback,
    listen,
    or_,
    persist,
    router,
    start,
)

if TYPE_CHECKING:
    from signoff.flow import (
        Answer,
        ConsoleProvider,
        HumanFeedbackPending,
        HumanFeedbackProvider,
        PendingFeedbackContext,
    )

__all__ = [
    "Answer",
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


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    # What only some flows need is loaded when first named (see signoff.flow).
    if name in __all__:
        return getattr(_flow, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
