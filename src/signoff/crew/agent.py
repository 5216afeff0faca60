"""Who does a task: a role in words, and something that can be called.

What is called may be a function of the author's, or an agent of some library.
How it is called is runners.py's business; which library, nobody's here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from signoff.crew.call import TaskCall
from signoff.crew.results import TaskResult
from signoff.errors import FlowDefinitionError

Came = str | Mapping[str, Any] | TaskResult | Any


@runtime_checkable
class AgentRunner(Protocol):
    """Does one task, or one more round of it: any function of a TaskCall, sync or async.

    Returns text, a dict, an instance of the task's model, or a TaskResult around one of these.
    """

    def __call__(self, call: TaskCall, /) -> Came | Awaitable[Came]: ...


class PromptedAgent(Protocol):
    """An agent with pydantic-ai's way of being run: ``run(prompt)`` gives something with an
    ``output``. Without a loop to wait on, it may also return that at once.
    """  # noqa: D205 - the second sentence belongs to the first

    @property
    def run(self) -> Callable[..., Any]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Agent:
    """Somebody who does tasks. The texts may hold ``{placeholders}``.

    ``run`` does them: a function of a TaskCall, or an agent that is given a prompt.

    Raises: FlowDefinitionError, where the role is empty or ``run`` cannot be called.
    """

    role: str
    goal: str = ""
    backstory: str = ""
    run: AgentRunner | PromptedAgent | None = None

    def __post_init__(self) -> None:
        if not _is_text(self.role):
            raise FlowDefinitionError(
                f"Agent was given role={self.role!r}. The agent was not made. "
                'Say in a few words who it is: Agent(role="Researcher", run=...).'
            )
        for name in ("goal", "backstory"):
            if not isinstance(getattr(self, name), str):
                raise FlowDefinitionError(
                    f"Agent {self.role!r} was given {name}={getattr(self, name)!r}. "
                    "The agent was not made. Give it as text."
                )
        if not callable(self.run) and not callable(getattr(self.run, "run", None)):
            raise FlowDefinitionError(
                f"Agent {self.role!r} was given run={self.run!r}, which cannot be called. The "
                "agent was not made. Give it a function of one TaskCall, or an agent with a run()."
            )

    @property
    def texts(self) -> tuple[str, str, str]:
        """Every text that may hold placeholders."""
        return self.role, self.goal, self.backstory


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
