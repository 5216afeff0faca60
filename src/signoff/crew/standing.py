"""Where a crew's run stands, read from its record: what is done, what is made, what comes next.

Pure reading; a screen or an API may call it in any process that has the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from signoff.crew.output import remade
from signoff.crew.results import TaskOutput, TokenUsage
from signoff.crew.task import APPROVED, Task
from signoff.crew.templates import filled
from signoff.flow.record import Asked, Done, Record

WORK = "crew_work"  # the key of the state under which a crew keeps what it knows of its tasks
_N_SUMMARY = 10  # words


class Tasked(Protocol):
    """A crew, or the flow made of it."""

    @property
    def signoff_tasks(self) -> tuple[Task, ...]: ...


class Progress(NamedTuple):
    """``current_task``: the id of the task that runs, waits or comes next; None at the end."""

    completed_tasks: int
    total_tasks: int
    current_task: str | None


def progress_of(crew: Tasked, record: Record | None) -> Progress:
    """Return how far a run is; ``record`` is None before its first step was stored."""
    tasks = crew.signoff_tasks
    open_ids = [task.task_id for task in tasks if record is None or not is_done(record, task)]
    return Progress(len(tasks) - len(open_ids), len(tasks), next(iter(open_ids), None))


def task_outputs(crew: Tasked, record: Record) -> tuple[TaskOutput, ...]:
    """Return the output of every task that is done: made, and approved where people review it."""
    return tuple(_outputs(crew.signoff_tasks, record))


def task_output(crew: Tasked, record: Record, task_id: str) -> TaskOutput | None:
    """Return what a task has come to so far, None before its first round was made."""
    found = next((task for task in crew.signoff_tasks if task.task_id == task_id), None)
    return None if found is None else latest_output(record, found)


def is_done(record: Record, task: Task) -> bool:
    """Say whether a task is made, and approved where people review it."""
    if task.human_input:
        return any(
            one.method_name == task.task_id and one.outcome == APPROVED for one in record.history
        )
    return any(isinstance(e, Done) and e.method == task.task_id for e in record.log)


def latest_output(record: Record, task: Task) -> TaskOutput | None:
    """Return what the last round of ``task`` made, None before the first."""
    made = [
        entry
        for entry in record.log
        if isinstance(entry, Done | Asked) and entry.method == task.task_id
    ]
    if not made:
        return None
    inputs = inputs_in(record)
    forms = remade(task, made[-1].value)
    facts: Mapping[str, Any] = work_in(record).get(task.task_id) or {}
    description = filled(task.description, inputs)
    return TaskOutput(
        task_id=task.task_id,
        name=task.name or task.task_id,
        description=description,
        expected_output=filled(task.expected_output, inputs),
        summary=summary_of(description),
        agent=filled(task.agent.role, inputs),
        output=forms.text,
        output_json=forms.tree,
        execution_time=facts.get("seconds", 0.0),
        output_pydantic=forms.model if task.output_pydantic else None,
        token_usage=TokenUsage.read(facts["tokens"]) if facts.get("tokens") else None,
        thought=facts.get("thought", ""),
        rounds=len(made),
    )


def inputs_in(record: Record) -> dict[str, Any]:
    """Return what the run was started with, its id included."""
    return {name: value for name, value in record.state.items() if name != WORK}


def work_in(record: Record) -> Mapping[str, Mapping[str, Any]]:
    """Return what the crew knows of its tasks: by id, seconds, tokens and the last thought."""
    work: Mapping[str, Mapping[str, Any]] = record.state.get(WORK) or {}
    return work


def summary_of(description: str) -> str:
    """Return the first words of a description."""
    words = description.split()
    return " ".join(words[:_N_SUMMARY]) + ("..." if len(words) > _N_SUMMARY else "")


def _outputs(tasks: tuple[Task, ...], record: Record) -> Iterator[TaskOutput]:
    for task in tasks:
        output = latest_output(record, task) if is_done(record, task) else None
        if output is not None:
            yield output
