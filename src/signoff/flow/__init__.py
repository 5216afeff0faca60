"""THE AUTHOR'S LANGUAGE: decorators, flows, and the engine that advances one run.

It touches no wire and no server: questions go out as values of ``inbox`` and
answers come in the same way.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from signoff.flow.conditions import and_, or_
from signoff.flow.config import flow_config
from signoff.flow.decorators import listen, router, start
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import HumanFeedbackResult, human_feedback
from signoff.flow.persistence.decorator import persist

if TYPE_CHECKING:
    from signoff.flow.async_feedback import (
        Answer,
        HumanFeedbackPending,
        HumanFeedbackProvider,
        PendingFeedbackContext,
    )
    from signoff.flow.console import ConsoleProvider

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

# Loaded when first named: a flow that only asks at the console imports none of it.
_LATER = {
    "Answer": "answer",
    "ConsoleProvider": "console",
    "HumanFeedbackPending": "answer",
    "HumanFeedbackProvider": "async_feedback",
    "PendingFeedbackContext": "pending_context",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
