"""What the engine tells listeners, in one place, so that every way of running tells the same.

Called only while somebody listens (``bus.listeners``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from signoff.events import kinds
from signoff.events.listeners import bus
from signoff.flow.config import flow_config
from signoff.flow.graph import Graph
from signoff.flow.record import Answered, Pause, Record, RunStatus, Step
from signoff.inbox.response import Response


class Told(Protocol):
    """What is told of a flow."""

    @property
    def signoff_graph(self) -> Graph: ...

    signoff_record: Record | None


def common(flow: Told, record: Record | None) -> dict[str, Any]:
    """Return the fields of every event."""
    name = getattr(flow, "name", None) or flow.signoff_graph.name
    run_id = record.run_id if record is not None else ""
    return {"flow_name": name, "flow_id": run_id, "at": flow_config.clock.now()}


def created(flow: Told) -> None:
    """Tell that a flow object was made."""
    bus.emit(flow, kinds.FlowCreatedEvent(**common(flow, None)))


def plotted(flow_class: type[Told]) -> None:
    """Tell that a flow was drawn; its class is the source."""
    bus.emit(flow_class, kinds.FlowPlotEvent(**common(flow_class, None)))  # type: ignore[arg-type]


def leg_begins(flow: Told, record: Record) -> None:
    """Tell that a run starts, or goes on."""
    is_new = record.seq == 0 and not record.log
    kind = kinds.FlowStartedEvent if is_new else kinds.FlowResumedEvent
    bus.emit(flow, kind(**common(flow, record), state=record.state))


def leg_ends(flow: Told, record: Record) -> None:
    """Tell where the run stands now."""
    facts = {**common(flow, record), "state": record.state}
    if record.status is RunStatus.CANCELLED:
        bus.emit(flow, kinds.FlowCancelledEvent(**facts))
    elif record.status is RunStatus.ENDED:
        bus.emit(flow, kinds.FlowFinishedEvent(**facts, result=record.last_output()))
    else:
        oldest = next(iter(record.pauses.values()))
        bus.emit(
            flow,
            kinds.FlowPausedEvent(
                **facts,
                method_name=oldest.method,
                message=oldest.message,
                emit=oldest.outcomes,
                n_open=len(record.pauses),
            ),
        )


def leg_fails(flow: Told, record: Record, error: BaseException) -> None:
    """Tell that the run failed."""
    facts = common(flow, record)
    bus.emit(flow, kinds.FlowFailedEvent(**facts, state=record.state, error=error))


def step_begins(flow: Told, record: Record, step: Step, arguments: tuple[Any, ...]) -> None:
    """Tell that a method is called."""
    bus.emit(
        flow,
        kinds.MethodExecutionStartedEvent(
            **common(flow, record),
            method_name=step.method,
            trigger=step.trigger,
            params=arguments,
            state=record.state,
        ),
    )


def step_ends(flow: Told, record: Record, step: Step, value: object) -> None:
    """Tell that a method returned."""
    bus.emit(
        flow,
        kinds.MethodExecutionFinishedEvent(
            **common(flow, record), method_name=step.method, result=value, state=record.state
        ),
    )


def step_fails(flow: Told, record: Record, step: Step, error: BaseException) -> None:
    """Tell that a method raised."""
    facts = common(flow, record)
    bus.emit(flow, kinds.MethodExecutionFailedEvent(**facts, method_name=step.method, error=error))


def asked(flow: Told, record: Record, pause: Pause) -> None:
    """Tell that a question is open."""
    facts = {
        **common(flow, record),
        "method_name": pause.method,
        "message": pause.message,
        "emit": pause.outcomes,
    }
    bus.emit(flow, kinds.MethodExecutionPausedEvent(**facts, state=record.state))
    request_id = f"{record.run_id}/{pause.key}"
    output = record.asked_value(pause)
    bus.emit(flow, kinds.HumanFeedbackRequestedEvent(**facts, request_id=request_id, output=output))


def answered(flow: Told, record: Record, pause: Pause, response: Response) -> None:
    """Tell that a person's answer was taken, which ends the method it was about.

    A step that waited for a flow inside of it is called again, and ends then.
    """
    bus.emit(
        flow,
        kinds.HumanFeedbackReceivedEvent(
            **common(flow, record),
            method_name=pause.method,
            request_id=f"{record.run_id}/{pause.key}",
            feedback=response.feedback,
            outcome=response.outcome,
            responder=response.responder,
            channel=response.channel,
        ),
    )
    last = record.log[-1]
    if isinstance(last, Answered):
        facts = {"method_name": pause.method, "result": last.result, "state": record.state}
        bus.emit(flow, kinds.MethodExecutionFinishedEvent(**common(flow, record), **facts))


def input_requested(flow: Told, method: str, message: str, metadata: Mapping[str, Any]) -> None:
    """Tell that a step asks."""
    facts = {**common(flow, flow.signoff_record), "method_name": method, "message": message}
    bus.emit(flow, kinds.FlowInputRequestedEvent(**facts, metadata=metadata))


def input_received(
    flow: Told, method: str, message: str, response: str | None, metadata: Mapping[str, Any]
) -> None:
    """Tell what a step was answered, None where nobody did in time."""
    facts = {**common(flow, flow.signoff_record), "method_name": method, "message": message}
    bus.emit(flow, kinds.FlowInputReceivedEvent(**facts, metadata=metadata, response=response))
