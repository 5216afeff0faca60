"""OpenTelemetry spans around legs and steps, where the application traces.

Nothing is imported for it. An application that traces has loaded OpenTelemetry
itself and given it a provider; it is recognised by that. The engine loads this
module where the API is loaded, which may be some library's doing: no span is made then. Where
spans go, and whether any are kept, is the application's business.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from signoff.flow.graph import Method
from signoff.flow.record import Pause, Record
from signoff.flow.routes import label_of
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

RUN_ID, FLOW, METHOD = "signoff.run_id", "signoff.flow", "signoff.method"
OUTCOME, STATUS, REQUEST = "signoff.outcome", "signoff.status", "signoff.request"

Invoke = Callable[[Callable[..., Any], Method, tuple[Any, ...]], Awaitable[Any]]


def find_tracer() -> Tracer | None:
    """Return the application's tracer, None where it does not trace."""
    api = sys.modules.get("opentelemetry.trace")
    if api is None or isinstance(api.get_tracer_provider(), api.ProxyTracerProvider):
        return None
    return cast("Tracer", api.get_tracer("signoff"))


@contextmanager
def leg_span(
    tracer: Tracer, flow: str, record: Record, answers: Iterable[tuple[Pause, Response]]
) -> Iterator[None]:
    """Put a span around one advance of a run."""
    named = {RUN_ID: record.run_id, FLOW: flow}
    with tracer.start_as_current_span(flow, attributes=named) as span:
        for pause, response in answers:
            said = {} if response.outcome is None else {OUTCOME: response.outcome}
            span.set_attributes(said)
            span.add_event("answered", {REQUEST: pause.key, METHOD: pause.method, **said})
        try:
            yield
        finally:
            span.set_attribute(STATUS, record.status.value)


def traced(tracer: Tracer | None, flow: str, record: Record, invoke: Invoke) -> Invoke:
    """Return ``invoke`` with a span around each call; without a tracer, ``invoke`` itself."""
    if tracer is None:
        return invoke

    async def invoke_in_span(
        bound: Callable[..., Any], method: Method, arguments: tuple[Any, ...]
    ) -> Any:  # noqa: ANN401 - the author's value
        named = {RUN_ID: record.run_id, FLOW: flow, METHOD: method.name}
        with tracer.start_as_current_span(f"{flow}.{method.name}", attributes=named) as span:
            value = await invoke(bound, method, arguments)
            label = label_of(value) if method.is_router else None
            if label:
                span.set_attribute(OUTCOME, label)
            return value

    return invoke_in_span
