"""The flow that a crew is: one step for each task, and a way back to it where people review it.

Task ``draft`` with review becomes two steps: ``draft`` pauses with the question, and
``after draft`` reads the outcome and goes back or on. The last step, ``crew result``,
puts together what the crew came to. Names of ours have a space, which no task's id has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from signoff.crew.making import make
from signoff.crew.results import CrewResult, crew_result
from signoff.crew.standing import WORK, task_outputs
from signoff.crew.task import APPROVED, NEEDS_REVISION, Task
from signoff.crew.telling import task_finished
from signoff.crew.templates import placeholders
from signoff.errors import InputsInvalid
from signoff.flow.conditions import or_
from signoff.flow.decorators import listen, router, start
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import human_feedback
from signoff.flow.persistence.decorator import persist
from signoff.flow.state import known_types, stored_name
from signoff.flow.structure import Edge, FlowStructure, Node, NodeKind

if TYPE_CHECKING:
    from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates

RESULT = "crew result"
_GIVEN = frozenset({"id"})  # placeholders that every run fills


class CrewFlow(Flow[dict[str, Any]]):
    """A run of a crew. Its state is the inputs; its result, a CrewResult."""

    signoff_tasks: ClassVar[tuple[Task, ...]] = ()

    @classmethod
    def signoff_check_inputs(cls, inputs: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        """Raise InputsInvalid, naming what a run that is to begin lacks.

        ``known``: the inputs, with those that the run had when it ran before.
        """
        if WORK in inputs:
            raise InputsInvalid(
                f"Crew {cls.__name__!r} was given the input {WORK!r}, a name that is kept for the "
                "crew itself. Nothing was started. Name the input otherwise."
            )
        missing = missing_in(cls.signoff_tasks, known)
        if missing:
            given = ", ".join(name for name in inputs if name != "id") or "none"
            raise InputsInvalid(
                f"Crew {cls.__name__!r} has no input for {', '.join(missing)}, which its texts "
                f"name as placeholders. Given: {given}. Nothing was started. Start it with "
                f"inputs={{{', '.join(f'{name!r}: ...' for name in missing)}}}."
            )

    @classmethod
    def signoff_shape(cls) -> FlowStructure:
        """Return the crew as people see it: its tasks, without the steps that read outcomes."""
        nodes = [_node(task, is_first=not n) for n, task in enumerate(cls.signoff_tasks)]
        result = Node(RESULT, NodeKind.STEP, ())
        edges: list[Edge] = []
        for node, following in pairwise((*nodes, result)):
            is_review = node.kind is NodeKind.REVIEW
            if is_review:
                edges.append(Edge(node.name, node.name, NEEDS_REVISION))
            edges.append(Edge(node.name, following.name, APPROVED if is_review else None))
        return FlowStructure(cls.signoff_graph.name, (*nodes, result), tuple(edges))


def _node(task: Task, *, is_first: bool) -> Node:
    if task.human_input:
        return Node(task.task_id, NodeKind.REVIEW, (APPROVED, NEEDS_REVISION))
    return Node(task.task_id, NodeKind.START if is_first else NodeKind.STEP, ())


def inputs_in_texts(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Return the placeholders of the tasks and their agents, in order of first use."""
    found = dict.fromkeys(name for task in tasks for name in placeholders(task.texts))
    return tuple(name for name in found if name not in _GIVEN)


def missing_in(tasks: Sequence[Task], inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the placeholders that ``inputs`` do not fill; None fills nothing."""
    return tuple(name for name in inputs_in_texts(tasks) if inputs.get(name) is None)


def make_flow(
    name: str,
    tasks: tuple[Task, ...],
    *,
    provider: object,
    persistence: FlowPersistence | KeepsStates | None,
) -> type[CrewFlow]:
    """Return the flow of a crew; ``provider`` brings its questions to people.

    With ``persistence`` its runs are kept there, after every task.
    """
    steps: dict[str, Any] = {
        "__module__": "signoff.crew",
        "__qualname__": name,
        "__doc__": _told(tasks),
        "name": name,
        "signoff_tasks": tasks,
    }
    on: str | None = None  # what the next task listens to
    before: Task | None = None
    for task in tasks:
        _keep_model(task)
        context = task.context if task.context is not None else (before,) if before else ()
        step = _step(task, context, _teller(before))
        steps[task.task_id] = _marked(step, task, on, provider)
        on = task.task_id
        if task.human_input:
            steps[_after(task)] = _reader(task)
            on = _approved(task)
        before = task
    steps[RESULT] = _result(on, _teller(before))
    made: type[CrewFlow] = type(name, (CrewFlow,), steps)
    return made if persistence is None else persist(persistence)(made)


def _told(tasks: tuple[Task, ...]) -> str:
    """Return what a page says of a crew that may be started there."""
    inputs = ", ".join(inputs_in_texts(tasks)) or "none"
    return f"Tasks: {', '.join(task.task_id for task in tasks)}. Inputs: {inputs}."


def _after(task: Task) -> str:
    return f"after {task.task_id}"


def _approved(task: Task) -> str:
    return f"{task.task_id} approved"


def _again(task: Task) -> str:
    return f"{task.task_id} again"


def _teller(before: Task | None) -> Callable[[CrewFlow], None]:
    """Return what tells that the task before is done, where no step of its own does."""

    def tell(flow: CrewFlow) -> None:
        if before is not None and not before.human_input:
            task_finished(flow, before)

    return tell


def _step(task: Task, context: Sequence[Task], tell: Callable[[CrewFlow], None]) -> Any:  # noqa: ANN401
    async def step(self: CrewFlow) -> object:
        tell(self)
        return await make(self, task, context)

    step.__name__ = step.__qualname__ = task.task_id
    return step


def _marked(step: Any, task: Task, on: str | None, provider: object) -> Any:  # noqa: ANN401
    """Say when a task's step runs, and that a person judges it."""
    if not task.human_input:
        return start()(step) if on is None else listen(on)(step)
    review = human_feedback(
        message=(
            f"Task {task.task_id} is done. Approve its output, or say what must change: "
            "then it is done again with your words."
        ),
        emit=[APPROVED, NEEDS_REVISION],
        approving=[APPROVED],
        metadata={"task_id": task.task_id, "agent": task.agent.role},
        provider=provider,
    )
    if on is None:
        return start(_again(task))(review(step))
    return listen(or_(on, _again(task)))(review(step))


def _reader(task: Task) -> Any:  # noqa: ANN401 - a function that bears marks
    async def after(self: CrewFlow, outcome: str) -> str:
        if outcome == NEEDS_REVISION:
            return _again(task)
        task_finished(self, task)
        return _approved(task)

    after.__name__ = after.__qualname__ = _after(task)
    return router(task.task_id, emit=[_approved(task), _again(task)])(after)


def _result(on: str | None, tell: Callable[[CrewFlow], None]) -> Any:  # noqa: ANN401 - as above
    async def result(self: CrewFlow) -> CrewResult:
        tell(self)
        record = self.signoff_record
        return crew_result(() if record is None else task_outputs(self, record))

    return listen(on or "")(result)


def _keep_model(task: Task) -> None:
    # As states are: the model of a task may be defined inside of a function.
    if task.model is not None and task.model is not dict:
        known_types[stored_name(task.model)] = task.model
