"""The crew, as its author makes and starts it.

It checks that agents and tasks belong together and hands over to the flow that is
made of them. How that runs, is stored and goes on is the flow's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from signoff.crew.agent import Agent
from signoff.crew.made import CrewFlow, inputs_in_texts, make_flow, missing_in
from signoff.crew.results import CrewResult
from signoff.crew.standing import WORK, Tasked
from signoff.crew.task import APPROVED, NEEDS_REVISION, Task
from signoff.errors import FlowDefinitionError, InputsInvalid

if TYPE_CHECKING:
    from signoff.flow.async_feedback import HumanFeedbackPending
    from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates

_NAME = re.compile(r"[\w.-]{1,100}")


class Crew:
    """Agents, and the tasks they do one after the other.

    ``name`` is what runs are stored under and what it is served as; without one it
    is served under the name of its variable. ``provider`` asks people where
    ``human_input`` wants them, as in @human_feedback: without it the terminal is
    asked. ``persistence`` keeps the runs, each task as it is done; without it, a run that
    waits is kept in the default store.

    Raises: FlowDefinitionError, naming the task or the agent that is wrong.
    """

    def __init__(
        self,
        agents: Sequence[Agent],
        tasks: Sequence[Task],
        process: str = "sequential",
        name: str | None = None,
        *,
        provider: Any = None,  # noqa: ANN401 - duck-typed by authors, checked by @human_feedback
        persistence: FlowPersistence | KeepsStates | None = None,
    ) -> None:
        self.agents: tuple[Agent, ...] = _checked("agents", agents, Agent)
        self.tasks: tuple[Task, ...] = _checked("tasks", tasks, Task)
        self.process = _checked_process(process)
        self.name = _checked_name(name)
        self.provider = provider
        self.persistence = persistence
        _check_tasks(self.tasks, self.agents)
        self._flow = self._made(self.name or _made_name(self.tasks))

    def __repr__(self) -> str:
        return f"<Crew {self._flow.__name__}: {', '.join(task.task_id for task in self.tasks)}>"

    @property
    def flow(self) -> type[CrewFlow]:
        """The flow that this crew is: whatever takes a Flow class takes it."""
        return self._flow

    @property
    def signoff_tasks(self) -> tuple[Task, ...]:
        """The tasks, in their order."""
        return self.tasks

    def signoff_served_as(self, name: str) -> type[CrewFlow]:
        """Return the flow to serve; a crew without a name is called ``name`` from now on."""
        if self.name is None:
            self.name = _checked_name(name)
            self._flow = self._made(name)
        return self._flow

    def kickoff(self, inputs: Mapping[str, Any] | None = None) -> CrewResult | HumanFeedbackPending:
        """Do the tasks, until all are done or one waits for a person.

        ``inputs`` fill the placeholders. ``inputs["id"]`` names the run: a stored run of that
        id goes on where it stood.
        Raises: InputsInvalid, TaskOutputInvalid, and what agents raise.
        """
        _check_mapping(self._flow, inputs)
        flow = self._flow()
        came: CrewResult | HumanFeedbackPending = flow.kickoff(inputs)
        return came

    async def kickoff_async(
        self, inputs: Mapping[str, Any] | None = None
    ) -> CrewResult | HumanFeedbackPending:
        """Do what ``kickoff`` does, on the running loop."""
        _check_mapping(self._flow, inputs)
        flow = self._flow()
        came: CrewResult | HumanFeedbackPending = await flow.kickoff_async(inputs)
        return came

    def from_pending(self, flow_id: str, *, force: bool = False) -> CrewFlow:
        """Return the run that waits, to be answered by its ``resume(feedback)``.

        ``flow_id`` is the run's id or a question's ``request_id``.
        Raises: NothingPending; FlowChanged, where the tasks no longer fit what waits.
        """
        return self._flow.from_pending(flow_id, force=force)

    def _made(self, name: str) -> type[CrewFlow]:
        return make_flow(name, self.tasks, provider=self.provider, persistence=self.persistence)


def inputs_of(crew: Tasked) -> tuple[str, ...]:
    """Return the inputs that a crew, or its flow, needs, in order of first use."""
    return inputs_in_texts(crew.signoff_tasks)


def missing_inputs(crew: Tasked, inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the inputs that a crew, or its flow, needs and ``inputs`` do not give."""
    return missing_in(crew.signoff_tasks, inputs)


def _check_mapping(flow: type[CrewFlow], inputs: Mapping[str, Any] | None) -> None:
    if inputs is not None and not isinstance(inputs, Mapping):
        raise InputsInvalid(
            f"Crew {flow.__name__!r} was given inputs={inputs!r}. Nothing was started. "
            'Give a dict of names and values: kickoff({"topic": "tides"}).'
        )


def _checked(field: str, given: Sequence[Any], kind: type) -> tuple[Any, ...]:
    is_list = isinstance(given, list | tuple) and given
    if is_list and all(isinstance(one, kind) for one in given):
        return tuple(given)
    raise FlowDefinitionError(
        f"Crew was given {field}={given!r}. The crew was not built. "
        f"Give a list of at least one {kind.__name__}."
    )


def _checked_process(process: str) -> str:
    if process != "sequential":
        raise FlowDefinitionError(
            f"Crew was given process={process!r}. The crew was not built. Tasks are done one "
            'after the other: leave process out, or give "sequential".'
        )
    return process


def _checked_name(name: object) -> str | None:
    if name is None or (isinstance(name, str) and _NAME.fullmatch(name)):
        return name
    raise FlowDefinitionError(
        f"Crew was given name={name!r}, which cannot be part of an address. The crew was not "
        "built. Name it with 1 to 100 letters, digits, '_', '-' and '.'."
    )


def _made_name(tasks: tuple[Task, ...]) -> str:
    # Two crews of one name with other tasks would be taken for one another when a run goes on.
    ids = "\n".join(f"{task.task_id}{'?' * task.human_input}" for task in tasks)
    return f"crew_{sha256(ids.encode()).hexdigest()[:8]}"


def _check_tasks(tasks: tuple[Task, ...], agents: tuple[Agent, ...]) -> None:
    reserved = {APPROVED, NEEDS_REVISION, *vars(CrewFlow), *_parts_of_flow()}
    before: list[Task] = []
    for task in tasks:
        if task.task_id in [one.task_id for one in before]:
            raise _wrong(task, "has the id of another task", "Give each a name of its own")
        if task.task_id in reserved:
            raise _wrong(task, "is called like a part of every crew", "Give it another name")
        if not any(task.agent is agent for agent in agents):
            raise _wrong(task, f"is for {task.agent.role!r}, who is not in agents", "Add the agent")
        for needed in task.context or ():
            if not any(needed is one for one in before):
                raise _wrong(
                    task,
                    f"has {needed.task_id!r} as context, which is not done before it",
                    "Put that task before this one, in the same crew",
                )
        before.append(task)
    if WORK in inputs_in_texts(tasks):
        raise FlowDefinitionError(
            f"A text of the crew has the placeholder {{{WORK}}}, which is kept for the crew "
            "itself. The crew was not built. Name the input otherwise."
        )


def _parts_of_flow() -> frozenset[str]:
    return frozenset(name for klass in CrewFlow.__mro__ for name in vars(klass))


def _wrong(task: Task, what: str, way_out: str) -> FlowDefinitionError:
    return FlowDefinitionError(f"Task {task.task_id!r} {what}. The crew was not built. {way_out}.")
