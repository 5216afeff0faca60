"""Settings an application makes once for all its flows: who asks, who reads, which clock.

Plain attributes on one object, read at the moment of use, so that an
application can set them in any order before its first run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from signoff.clock import Clock, SystemClock


@dataclass(slots=True)
class FlowConfig:
    """What every flow of this process falls back to.

    ``outcome_classifier(*, feedback, outcomes, llm, flow) -> str | None`` is asked
    when exact reading leaves the words open; None keeps them open.
    ``input_provider`` and ``llm_factory(model)`` are kept for ask() and model use.
    """

    hitl_provider: Any = None
    input_provider: Any = None
    outcome_classifier: Callable[..., str | None] | None = None
    llm_factory: Callable[[str], Any] | None = None
    clock: Clock = field(default_factory=SystemClock)


flow_config = FlowConfig()
