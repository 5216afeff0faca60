"""What a crew tells listeners besides what every flow tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signoff.crew.call import TaskCall
from signoff.crew.standing import latest_output
from signoff.crew.task import Task
from signoff.events.listeners import bus
from signoff.flow.config import flow_config

if TYPE_CHECKING:
    from signoff.flow.flow import Flow


def task_starts(flow: Flow[Any], task: Task, call: TaskCall) -> None:
    """Tell that an agent is called."""
    if bus.listeners:
        from signoff.events.crews import TaskStartedEvent  # noqa: PLC0415 - only where one listens

        facts = _common(flow, task)
        bus.emit(flow, TaskStartedEvent(**facts, agent=call.role, round=call.round))


def task_finished(flow: Flow[Any], task: Task) -> None:
    """Tell that a task is done; the step that follows does, so that it is stored by then."""
    record = flow.signoff_record
    if bus.listeners and record is not None:
        from signoff.events.crews import TaskFinishedEvent  # noqa: PLC0415 - see above

        output = latest_output(record, task)
        bus.emit(flow, TaskFinishedEvent(**_common(flow, task), output=output))


def tell_step(flow: Flow[Any], task: Task, facts: dict[str, Any]) -> None:
    """Tell one step of an agent's work."""
    if bus.listeners:
        from signoff.events.crews import StepTakenEvent  # noqa: PLC0415 - see above

        bus.emit(flow, StepTakenEvent(**_common(flow, task), **facts))


def _common(flow: Flow[Any], task: Task) -> dict[str, Any]:
    record = flow.signoff_record
    return {
        "flow_name": flow.name or flow.signoff_graph.name,
        "flow_id": record.run_id if record is not None else "",
        "at": flow_config.clock.now(),
        "task_id": task.task_id,
    }
