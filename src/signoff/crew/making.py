"""One round of one task: what the agent is told, its call, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from signoff.crew.call import ContextPart, Remark, Round, TaskCall, prompt_of
from signoff.crew.output import Made, as_result, made_of
from signoff.crew.results import TaskResult, TokenUsage, added_up
from signoff.crew.runners import run_agent
from signoff.crew.standing import WORK, inputs_in, latest_output, work_in
from signoff.crew.task import APPROVED, NEEDS_REVISION, Task
from signoff.crew.telling import task_starts, tell_step
from signoff.crew.templates import filled
from signoff.errors import TaskOutputInvalid
from signoff.flow.config import flow_config
from signoff.flow.flow import Flow
from signoff.flow.plain import as_text
from signoff.flow.record import Record


async def make(flow: Flow[dict[str, Any]], task: Task, context: Sequence[Task]) -> object:
    """Do one round of ``task``; return its output as it is stored and shown.

    Raises: TaskOutputInvalid, and whatever the agent raises.
    """
    record = flow.signoff_record
    assert record is not None  # noqa: S101 - the engine set it before it called the step
    call = _call(flow, record, task, context)
    task_starts(flow, task, call)
    started_at = flow_config.clock.now()
    result, made = await _fitting(task, call)
    seconds = (flow_config.clock.now() - started_at).total_seconds()
    # A run that begins anew under its old id has the old one's state, and none of its rounds.
    known = work_in(record).get(task.task_id, {}) if latest_output(record, task) else {}
    record.state[WORK] = {**work_in(record), task.task_id: _noted(known, result, seconds)}
    return made.stored


async def _fitting(task: Task, call: TaskCall) -> tuple[TaskResult, Made]:
    """Call the agent, and once more where a model is asked for and its output does not fit."""
    result = as_result(await run_agent(task.agent.run, call))
    try:
        return result, made_of(task, result.output)
    except TaskOutputInvalid as error:
        if task.model is None:
            raise
        # Another key: a service that knows the first one would give the same answer.
        again = replace(call, problem=error.why, step_key=f"{call.step_key}/again")
    again = replace(again, prompt=prompt_of(again))
    second = as_result(await run_agent(task.agent.run, again))
    usage = added_up((result.token_usage, second.token_usage))
    return replace(second, token_usage=usage), made_of(task, second.output)


def _call(
    flow: Flow[dict[str, Any]], record: Record, task: Task, context: Sequence[Task]
) -> TaskCall:
    inputs = inputs_in(record)
    texts: dict[str, Any] = {
        "description": filled(task.description, inputs),
        "expected_output": filled(task.expected_output, inputs),
        "role": filled(task.agent.role, inputs),
        "goal": filled(task.agent.goal, inputs),
        "backstory": filled(task.agent.backstory, inputs),
    }
    call = TaskCall(
        task_id=task.task_id,
        prompt="",
        **texts,
        context=tuple(_context(record, context)),
        feedback=tuple(_rounds(record, task)),
        remarks=tuple(_remarks(record, task)),
        inputs=inputs,
        output_type=task.model,
        step_key=flow.step_key,
    )
    call = replace(call, prompt=prompt_of(call))
    return replace(call, emit_step=_emitter(flow, task, call))


def _emitter(flow: Flow[dict[str, Any]], task: Task, call: TaskCall) -> Callable[..., None]:
    def emit_step(  # the author's words for one step, as the webhooks give them
        *,
        prompt: str = "",
        thought: str = "",
        tool: str = "",
        tool_input: object = None,
        result: object = None,
    ) -> None:
        facts = {"prompt": prompt or call.prompt, "thought": thought, "tool": tool}
        tell_step(
            flow, task, {**facts, "agent": call.role, "tool_input": tool_input, "result": result}
        )

    return emit_step


def _context(record: Record, context: Sequence[Task]) -> Iterator[ContextPart]:
    for task in context:
        output = latest_output(record, task)
        if output is not None:
            yield ContextPart(task.task_id, output.description, output.output)


def _rounds(record: Record, task: Task) -> Iterator[Round]:
    sent_back = [
        one
        for one in record.history
        if one.method_name == task.task_id and one.outcome == NEEDS_REVISION
    ]
    for number, one in enumerate(sent_back, start=1):
        yield Round(number, as_text(one.output), one.text or one.feedback, one.responder or "")


def _remarks(record: Record, task: Task) -> Iterator[Remark]:
    for one in record.history:
        words = (one.text or one.feedback).strip()
        is_bare = words.rstrip(".!").casefold() in ("", APPROVED)
        if one.outcome == APPROVED and one.method_name != task.task_id and not is_bare:
            yield Remark(one.method_name, words, one.responder or "")


def _noted(known: Mapping[str, Any], result: TaskResult, seconds: float) -> dict[str, Any]:
    """Return what is known of a task with one more round."""
    facts = {**known, "seconds": round(known.get("seconds", 0.0) + seconds, 3)}
    tokens = added_up((_usage(facts.get("tokens")), result.token_usage))
    if tokens is not None:
        facts["tokens"] = asdict(tokens)
    if result.thought:
        facts["thought"] = result.thought
    return facts


def _usage(counts: Mapping[str, Any] | None) -> TokenUsage | None:
    return TokenUsage.read(counts) if counts else None
