"""Settings an application makes once for all its flows: who asks, who reads, which clock.

Plain attributes on one object, read at the moment of use, so that an
application can set them in any order before its first run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from signoff.clock import Clock, SystemClock


class FlowConfig:
    """What every flow of this process falls back to.

    ``outcome_classifier(*, feedback, outcomes, llm, flow) -> str | None`` is asked
    when exact reading leaves the words open. None, anything that was not
    offered, or an error keeps them open. ``llm`` is what the decorator was
    given, or what ``llm_factory(model)`` makes of a model's name.
    ``hitl_provider`` asks where a decorator names no provider;
    ``input_provider`` answers ``ask()``.
    """

    def __init__(self) -> None:
        self.hitl_provider: Any = None
        self.input_provider: Any = None
        self.outcome_classifier: Callable[..., str | None] | None = None
        self.llm_factory: Callable[[str], Any] | None = None
        self.clock: Clock = SystemClock()


flow_config = FlowConfig()
