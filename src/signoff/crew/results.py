"""What tasks and crews come to, as plain values.

They are stored with the run and sent to webhooks, so their fields are names that
others rely on. How a result is made is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """What models were given and gave, counted in tokens; calls in ``successful_requests``."""

    total_tokens: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_prompt_tokens: int = 0
    successful_requests: int = 0

    def __add__(self, other: TokenUsage) -> TokenUsage:
        names = [field.name for field in fields(TokenUsage)]
        return TokenUsage(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @classmethod
    def read(cls, counts: Mapping[str, Any]) -> TokenUsage:
        """Return the usage that ``counts`` tells; what it does not name is 0."""
        names = [field.name for field in fields(cls)]
        return cls(**{name: int(counts.get(name) or 0) for name in names})


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What an agent may return where text alone does not say it all.

    ``output`` is text, a dict or an instance of the task's model. ``thought`` is how the
    agent came to it, in its own words.
    """

    output: Any
    token_usage: TokenUsage | None = None
    thought: str = ""


@dataclass(frozen=True, slots=True)
class TaskOutput:
    """One task, done.

    ``summary``: the first ten words of the description. ``output`` is text; ``output_json`` the
    same as a dict, where the task asks for one, and ``output_pydantic`` as its model.
    ``execution_time``: seconds that agents worked on it, all rounds together, without the
    time that people took. ``rounds``: how often it was done.
    """

    task_id: str
    name: str
    description: str
    expected_output: str
    summary: str
    agent: str
    output: str
    output_json: dict[str, Any] | None = None
    execution_time: float = 0.0
    output_pydantic: Any = None
    token_usage: TokenUsage | None = None
    thought: str = ""
    rounds: int = 1

    def __str__(self) -> str:
        return self.output


@dataclass(frozen=True, slots=True)
class CrewResult:
    """What a crew came to: the last task's output, and every task.

    ``token_usage`` is None where no agent told any. ``execution_time``: seconds of work.
    """

    output: str
    tasks: tuple[TaskOutput, ...]
    token_usage: TokenUsage | None = None
    execution_time: float = 0.0

    def __str__(self) -> str:
        return self.output

    @property
    def output_json(self) -> dict[str, Any] | None:
        """The last task's output as a dict, where that task asks for one."""
        return self.tasks[-1].output_json if self.tasks else None

    @property
    def output_pydantic(self) -> Any:  # noqa: ANN401 - the author's model
        """The last task's output as its model, where that task asks for one."""
        return self.tasks[-1].output_pydantic if self.tasks else None


def crew_result(tasks: tuple[TaskOutput, ...]) -> CrewResult:
    """Return what a crew came to whose tasks came to ``tasks``, in their order."""
    return CrewResult(
        output=tasks[-1].output if tasks else "",
        tasks=tasks,
        token_usage=added_up(task.token_usage for task in tasks),
        execution_time=round(sum(task.execution_time for task in tasks), 3),
    )


def added_up(usages: Iterable[TokenUsage | None]) -> TokenUsage | None:
    """Return all usages together; None where nobody told any."""
    told = [usage for usage in usages if usage is not None]
    return sum(told, TokenUsage()) if told else None
