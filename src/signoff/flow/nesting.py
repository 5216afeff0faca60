"""Flows inside of steps: a child that must wait makes the parent's step wait too.

A child's kickoff that has to wait leaves the step by raising ChildWaits. Once
all the flows that the step has started are over, the step rests, the questions
of those that wait become the parent's, and they are kept in the parent's
record. Once a question is answered the step is called again, from its
beginning; the same kickoff in it finds the child where it stood, and returns
its result once it has one.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from signoff.errors import FlowError, FlowStorageError, RunBusy
from signoff.flow.answers import answer_text
from signoff.flow.children import Child, ChildrenWait, ChildWaits, digest_of
from signoff.flow.drive import is_in_loop
from signoff.flow.graph import Graph
from signoff.flow.here import Here
from signoff.flow.human_feedback import Review
from signoff.flow.persistence.protocol import Claim, StoredRun
from signoff.flow.record import Asked, Handed, Nested, Pause, Record, Step
from signoff.flow.state import named_id
from signoff.flow.stored_types import find_flow
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from signoff.inbox.request import Ask

logger = logging.getLogger(__name__)

# Threads of one step may start flows in the same moment. Held for a look-up only.
_starting = threading.Lock()


def child_of(here: Here, flow_class: type, inputs: Mapping[str, Any]) -> Child:
    """Return the place of the flow that this step starts now.

    A step that is called again finds each child by its class and its inputs, in
    whatever order it starts them; one whose inputs are others than before, by
    the order.

    Raises: FlowError, where the order has given this one's place, and answer, to another.
    """
    record, own_id = here.leg.record, named_id(inputs)
    digest = digest_of(flow_class, inputs)
    with _starting:
        slot = _slot(here, digest)
        run_id = f"{record.run_id}.{slot}" if own_id is None else str(own_id)
        child = here.children[slot] = Child(slot, run_id, record.nested.get(slot), digest)
    return child


def _slot(here: Here, digest: str) -> str:
    taken, known = here.children, here.leg.record.nested
    number = len(taken)
    slot = f"{here.step.id}.{number}"
    if slot not in known or known[slot].begun_with != digest or slot in taken:
        alike = [each for each, child in known.items() if digest and child.begun_with == digest]
        mine = [each for each in alike if _step_id(each) == here.step.id]
        _check_own_place(here, digest, mine)
        free = (f"{here.step.id}.{n}" for n in range(number + 1))
        slot = next(each for each in (*mine, *free) if each not in taken)
    return slot


def _check_own_place(here: Here, digest: str, places: list[str]) -> None:
    """Refuse a child whose place was given, by the order, to one that nothing was known of."""
    if any(each in here.children and here.children[each].digest != digest for each in places):
        raise FlowError(
            f"{here.step.method} has started a flow with new inputs before one that it had started "
            "already, so the new one went on with the other's answer. The run stopped. Start the "
            "flows of a step in the same order, and what is new last."
        )


class NestStore:
    """Keeps one child in its parent's record, for a child that has no store of its own."""

    def __init__(self, nested: Nested) -> None:
        self.nested = nested

    def save_run(self, run: StoredRun, *, n_known: int) -> None:
        """Keep the child; the parent's next save stores it."""
        known = self.nested.run
        if run.version != (known.version if known else 0):
            raise RunBusy(
                f"Run {run.id} goes on twice at the same time. This step of it was not kept. "
                "Start a nested flow once in each call of a step."
            )
        entries = [*(known.entries[:n_known] if known else ()), *run.entries]
        self.nested.run = run._replace(version=run.version + 1, entries=entries)

    def load_run(self, run_id: str) -> StoredRun | None:
        """Return the child, if this is its id."""
        run = self.nested.run
        return run if run is not None and run.id == run_id else None

    def claim(self, run_id: str, key: str, answer: str) -> Claim:
        """Take the first answer; the parent lets no two processes get this far."""
        held = self.nested.answers.setdefault(key, answer)
        run = self.load_run(run_id)
        if run is None or held != answer:
            return Claim(held == answer, held, None)
        self.nested.run = run._replace(status="running", version=run.version + 1)
        return Claim(True, held, run.version + 1)  # noqa: FBT003 - a tuple's first item

    def answers(self, run_id: str) -> Mapping[str, str]:
        """Return what the parent has handed down."""
        del run_id
        return self.nested.answers


def leave_waiting(child: Child) -> NoReturn:
    """Leave the step, or the task of it, that has started a child which must wait now."""
    if is_in_loop() and (task := asyncio.current_task()) is not None:
        # The step may have ended without this task; asyncio would report an error nobody saw.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
    raise ChildWaits(child)


async def rested(here: Here) -> None:
    """Let the flows that a step has started come to rest, where it must wait for one of them.

    Raises: ChildrenWait, then.
    """
    if _waiting(here):
        raise await _at_rest(here)


async def left_of(here: Here, error: BaseException) -> BaseException:
    """Return what became of a step that raised ``error``.

    It is ChildrenWait where flows that it has started wait, whatever the step made of that; else
    what it raised, without the children that wait.
    """
    if isinstance(error, ChildrenWait):
        return error
    failure, waits = _failure_in(error), bool(_waiting(here))
    if failure is not None and (failure is not error or not waits):
        return failure
    if not waits:
        return FlowError(
            f"{here.step.method} waits for a nested flow that another step has started, so no "
            "answer could call it again. The run stopped. Start the flow in this step, or listen "
            "to the step that starts it."
        )
    if failure is not None:
        # Its code went on with what a child had raised. Called again, it gets a result.
        told = {"run_id": here.leg.record.run_id, "method": here.step.method}
        logger.info(
            "a step that must wait has raised", extra={**told, "error": type(error).__name__}
        )
    return await _at_rest(here)


async def _at_rest(here: Here) -> ChildrenWait:
    await _all_over(here)
    _keep_ended(here)
    return ChildrenWait(sorted(_waiting(here), key=_number))


def _waiting(here: Here) -> list[Child]:
    return [child for child in list(here.children.values()) if child.waits]


async def _all_over(here: Here) -> None:
    """Wait for tasks and threads of the step that its own code waits for no more.

    Only where the step must wait: one that goes on may have given them up, by a time-out.
    """
    while under_way := [c.is_over for c in list(here.children.values()) if not c.is_over.done()]:
        await asyncio.wait([asyncio.wrap_future(each) for each in under_way])


def _failure_in(error: BaseException) -> BaseException | None:
    """Return what is left of ``error`` besides children that wait."""
    if isinstance(error, ChildWaits):
        return None
    return error.split(ChildWaits)[1] if isinstance(error, BaseExceptionGroup) else error


def _keep_ended(here: Here) -> None:
    """Keep the children that need nobody: the step is called again, and they are not to run again.

    One whose values cannot be stored does run again, as the step's own code does.
    """
    for child in here.children.values():
        if child.is_known or child.record is None or child.checkpoints is None or child.waits:
            continue
        try:
            if not child.checkpoints.holds(child.record):
                child.checkpoints.save(child.record)
        except FlowStorageError as error:
            logger.info("an ended nested flow is not kept", extra={"why": str(error)})
        else:
            here.leg.record.nested[child.slot] = child.nested


def rest(record: Record, step: Step, waiting: list[Child]) -> list[Pause]:
    """Let ``step`` rest and make the children's questions the run's own; return the new ones."""
    del record.agenda[step.id]
    record.resting[step.id] = step
    lifted = {pause.child for pause in record.pauses.values()}
    record.nested.update((child.slot, child.nested) for child in waiting)
    return [
        _lift(record, step, child.slot, child.record, question)
        for child in waiting
        if child.record is not None
        for question in child.record.pauses.values()
        if (child.slot, question.key) not in lifted
    ]


def _lift(record: Record, step: Step, slot: str, asks: Record, question: Pause) -> Pause:
    name = f"{step.method}.{question.key.rpartition('#')[0]}"
    record.asked[name] = n_asked = record.asked.get(name, 0) + 1
    key = f"{name}#{n_asked}"
    shown = asks.asked_value(question)
    before = asks.pre_review_of(question)
    index = record.append(Asked(step.method, shown, key, before))
    pause = question._replace(
        key=key,
        method=step.method,
        asked=index,
        chain=step.chain,
        child=(slot, question.key),
        asker=question.asker or f"{asks.flow}.{question.method}",
    )
    record.pauses[key] = pause
    return pause


def hand_down(record: Record, pause: Pause, response: Response) -> None:
    """Keep an answer for the child that asked, and put the step that started it back to work."""
    assert pause.child is not None  # noqa: S101 - the caller looked
    slot, key = pause.child
    del record.pauses[pause.key]
    record.append(Handed(pause.method, pause.key))
    record.nested[slot].answers[key] = answer_text(response)
    step = record.resting.pop(_step_id(slot), None)
    if step is not None:
        record.agenda[step.id] = step


def forget(record: Record, step: Step) -> None:
    """Let go of the children of a step that is done, and of what they still asked."""
    for slot in [slot for slot in record.nested if _step_id(slot) == step.id]:
        del record.nested[slot]
    for pause in list(record.pauses.values()):
        if pause.child is not None and _step_id(pause.child[0]) == step.id:
            del record.pauses[pause.key]


def is_known(pause: Pause) -> bool:
    """Say whether the class that asks is there: a nested flow's may be made by its step."""
    return pause.asker is None or find_flow(pause.asker.rpartition(".")[0]) is not None


def review_of(graph: Graph, question: Pause | Ask) -> Review | None:
    """Return what the decorator says about a question, be it the flow's own or a child's."""
    name = question.method
    if question.asker is not None:
        flow, _, name = question.asker.rpartition(".")
        flow_class = find_flow(flow)
        if flow_class is None:
            return None
        graph = flow_class.signoff_graph
    method = graph.methods.get(name)
    return method.review if method else None


def _step_id(slot: str) -> int:
    return int(slot.partition(".")[0])


def _number(child: Child) -> int:
    return int(child.slot.partition(".")[2])
