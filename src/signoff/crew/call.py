"""What an agent is told when it is to do a task, as values and as one prompt.

Values for those who build their own prompt, the prompt for those who do not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class EmitStep(Protocol):
    """Tells listeners one step of an agent's work: what it thought, and which tool it used."""

    def __call__(
        self,
        *,
        prompt: str = "",
        thought: str = "",
        tool: str = "",
        tool_input: Any = None,  # noqa: ANN401 - the tool's own
        result: Any = None,  # noqa: ANN401 - the tool's own
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class ContextPart:
    """The output of an earlier task."""

    task_id: str
    description: str
    output: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round of this task that a person sent back. ``words`` is all that they wrote."""

    number: int
    output: str
    words: str
    responder: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wrote when they approved an earlier task."""

    task_id: str
    words: str
    responder: str = ""


@dataclass(frozen=True, slots=True)
class TaskCall:
    """One call of an agent. Texts have their placeholders filled.

    ``output_type`` is the model that the output must fit, ``dict``, or None for text.
    ``problem`` says what is wrong with what the agent returned just before, where that did not fit.
    ``step_key`` names this call in the world: repeated after a crash, it is the same.
    """

    task_id: str
    prompt: str
    description: str
    expected_output: str
    role: str
    goal: str
    backstory: str
    context: tuple[ContextPart, ...] = ()
    feedback: tuple[Round, ...] = ()
    remarks: tuple[Remark, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    output_type: type | None = None
    problem: str = ""
    step_key: str = ""
    emit_step: EmitStep = field(default=lambda **_: None, repr=False)

    @property
    def round(self) -> int:
        """Which round this is, from 1."""
        return len(self.feedback) + 1

    @property
    def task_prompt(self) -> str:
        """The prompt without who the agent is, for one that knows that already."""
        return _joined(_task_parts(self))


def prompt_of(call: TaskCall) -> str:
    """Return everything a call holds as one text."""
    goal = f"Your goal: {call.goal}" if call.goal else ""
    return _joined((f"You are {call.role}.", goal, call.backstory, call.task_prompt))


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _task_parts(call: TaskCall) -> Iterator[str]:
    yield f"# Your task\n\n{call.description}"
    yield f"# What is expected\n\n{call.expected_output}"
    yield _form(call.output_type)
    if call.context:
        yield "# What was done before"
        yield from (f"## {part.task_id}\n\n{part.output}" for part in call.context)
    if call.remarks:
        yield "# What people said when they approved earlier tasks"
        yield from (f"On {remark.task_id}:\n\n{remark.words}" for remark in call.remarks)
    if call.feedback:
        yield "# Your earlier results of this task, and what must change"
        yield from map(_sent_back, call.feedback)
    if call.problem:
        yield f"# Your last answer could not be used\n\nIt {call.problem}. Answer again."


def _sent_back(one: Round) -> str:
    words = one.words or "(They asked for a revision and gave no words.)"
    return f"## Round {one.number}\n\n{one.output}\n\nA person looked at this and wrote:\n\n{words}"


def _form(kind: type | None) -> str:
    if kind is None:
        return ""
    describe: Callable[[], Any] | None = getattr(kind, "model_json_schema", None)
    if describe is None:
        return "Answer with one JSON object and nothing else."
    schema = json.dumps(describe(), ensure_ascii=False)
    return f"Answer with one JSON object and nothing else. It must fit this schema:\n\n{schema}"
