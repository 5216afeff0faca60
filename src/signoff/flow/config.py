"""Settings an application makes once for all its flows: who asks, who reads, which clock.

Plain attributes on one object, read at the moment of use, so that an
application can set them in any order before its first run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from signoff.clock import Clock, SystemClock

_LONGEST = 3600
_SETTINGS = (
    "clock",
    "hitl_provider",
    "input_provider",
    "llm",
    "llm_factory",
    "llm_timeout",
    "outcome_classifier",
)
_ASKS = {"hitl_provider": "request_feedback", "input_provider": "request_input"}


class FlowConfig:
    """What every flow of this process falls back to.

    ``outcome_classifier(*, feedback, outcomes, llm, flow) -> str | None`` is asked
    when exact reading leaves the words open. None, anything that was not
    offered, or an error keeps them open. ``llm`` is what the decorator was
    given, or what ``llm_factory(model)`` makes of a model's name. Without it the
    model itself is asked, for ``llm_timeout`` seconds at most; None is what
    SIGNOFF_LLM_TIMEOUT says, or 10. ``llm`` is the model of reviews that name none; `signoff serve`
    sets it from SIGNOFF_LLM where the application has not.
    ``hitl_provider`` asks where a decorator names no provider;
    ``input_provider`` answers ``ask()``.

    Raises: AttributeError, where something else is set; TypeError, for a provider that cannot ask.
    """

    def __init__(self) -> None:
        self.hitl_provider: Any = None
        self.input_provider: Any = None
        self.outcome_classifier: Callable[..., str | None] | None = None
        self.llm_factory: Callable[[str], Any] | None = None
        self._llm: Any = None
        self._llm_timeout: float | None = None
        self.clock: Clock = SystemClock()

    if not TYPE_CHECKING:  # a checker would take it to mean that anything may be set

        def __setattr__(self, name: str, value: object) -> None:
            if name.lstrip("_") not in _SETTINGS:
                raise AttributeError(
                    f"flow_config has no setting {name!r}, so no flow would look at it. Nothing "
                    f"was set. It has: {', '.join(_SETTINGS)}."
                )
            asks = _ASKS.get(name, "")
            can_ask = callable(getattr(value, asks, None)) and not isinstance(value, type)
            if asks and value is not None and not can_ask:
                raise TypeError(
                    f"flow_config.{name} was given {value!r}, which cannot be asked. It stays as "
                    f"it was. Give it an object with a method {asks}."
                )
            super().__setattr__(name, value)

    @property
    def llm(self) -> Any:  # noqa: ANN401 - a name, a library's object or a function
        """What may stand for ``llm=`` on a decorator, for reviews that name none.

        Raises: UnknownModel, when it is set to a name that means nothing.
        """
        return self._llm

    @llm.setter
    def llm(self, llm: object) -> None:
        from signoff.interpret.model import check_llm  # noqa: PLC0415 - most flows ask no model

        if self.llm_factory is None:
            check_llm(llm)
        self._llm = llm

    @property
    def llm_timeout(self) -> float | None:
        """Seconds that a model may take to read one reply, all its requests together."""
        return self._llm_timeout

    @llm_timeout.setter
    def llm_timeout(self, seconds: float | None) -> None:
        is_time = isinstance(seconds, int | float) and not isinstance(seconds, bool)
        if seconds is not None and not (is_time and 0 < seconds <= _LONGEST):
            raise ValueError(
                f"flow_config.llm_timeout was set to {seconds!r}. It stays {self._llm_timeout}. "
                f"Give it seconds, more than 0 and at most {_LONGEST}, or None for the default."
            )
        self._llm_timeout = seconds


flow_config = FlowConfig()
