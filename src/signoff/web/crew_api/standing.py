"""Where a crew's run stands, in the words that clients of CrewAI's API know."""

from __future__ import annotations

from signoff.channels.webhook.crew_bodies import PENDING
from signoff.crew import progress_of
from signoff.crew.made import CrewFlow
from signoff.crew.standing import work_in
from signoff.flow.record import Record, RunStatus
from signoff.inbox.request import Request
from signoff.store.queries import RunRow
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.crew_api import schemas

_OVER = (RunStatus.FAILED.value, RunStatus.CANCELLED.value)


def execution_of(unit: UnitOfWork, run: RunRow, crew: type[CrewFlow]) -> schemas.Execution:
    """Return where a run stands."""
    if run.status == RunStatus.ENDED.value:
        return _completed(run)
    record = unit.runs.find_record(run.id)
    if run.status in _OVER:
        why = run.error or "The run was cancelled."
        return schemas.ExecutionError(status="error", error=why, execution_time=_seconds(record))
    progress = progress_of(crew, record)
    running = schemas.ExecutionRunning(
        status="running",
        current_task=progress.current_task or crew.signoff_tasks[-1].task_id,
        progress=schemas.CrewProgress(
            completed_tasks=progress.completed_tasks, total_tasks=progress.total_tasks
        ),
    )
    pending = unit.requests.pending_of_run(run.id)
    return _waiting(running, pending[0]) if pending else running


def _waiting(running: schemas.ExecutionRunning, asked: Request) -> schemas.ExecutionRunning:
    # A client that knows no more than their API goes on to poll.
    running.state = PENDING
    running.task_id, running.task_output = asked.ask.method, asked.ask.content
    running.request_id = asked.id
    return running


def _completed(run: RunRow) -> schemas.ExecutionCompleted:
    result = schemas.anything(run.result)
    tasks = tuple(
        schemas.CrewTaskResult(
            task_id=task["task_id"],
            output=task["output"],
            agent=task["agent"],
            execution_time=task["execution_time"],
        )
        for task in result.get("tasks", ())
    )
    return schemas.ExecutionCompleted(
        status="completed",
        result=schemas.ExecutionResult(output=result.get("output", ""), tasks=tasks),
        execution_time=result.get("execution_time", 0.0),
    )


def _seconds(record: Record | None) -> float:
    work = {} if record is None else work_in(record)
    return round(sum(float(facts.get("seconds", 0.0)) for facts in work.values()), 3)
