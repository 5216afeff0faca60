"""Flows inside of steps: a child that must wait makes the parent's step wait too.

A child's kickoff that has to wait leaves the step by raising ChildWaits. The
step rests, the child's questions become the parent's, and the child is kept
in the parent's record. Once a question is answered the step is called again,
from its beginning; the same kickoff in it finds the child where it stood, and
returns its result once it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from signoff.errors import RunBusy
from signoff.flow.answers import answer_text
from signoff.flow.graph import Graph
from signoff.flow.here import Here
from signoff.flow.human_feedback import Review
from signoff.flow.persistence.protocol import Claim, StoredRun
from signoff.flow.record import Asked, Handed, Nested, Pause, Record, Step
from signoff.flow.stored_types import find_flow
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from signoff.inbox.request import Ask


class ChildWaits(BaseException):
    """A child has open questions. No Exception, so that no ``except`` of an author stops it."""

    def __init__(self, child: Child, record: Record) -> None:
        super().__init__(f"{record.flow} waits for {', '.join(record.pauses)}")
        self.child = child
        self.record = record


class Child:
    """A flow that a step starts. ``slot`` names it within the parent's run: "step.number"."""

    def __init__(self, slot: str, run_id: str, known: Nested | None) -> None:
        self.slot = slot
        self.run_id = run_id
        self.is_known = known is not None
        self.nested = known or Nested()


def child_of(here: Here, own_id: object | None) -> Child:
    """Return the place of the flow that this step starts now, called ``own_id`` if it has one.

    The children of a step are told apart by the order they are started in, so
    a step that is called again must start them in the same order.
    """
    record = here.leg.record
    slot = f"{here.step.id}.{here.n_children}"
    here.n_children += 1
    run_id = f"{record.run_id}.{slot}" if own_id is None else str(own_id)
    return Child(slot, run_id, record.nested.get(slot))


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


def waits_in(error: BaseException) -> tuple[list[ChildWaits], BaseException | None]:
    """Return the children that wait, and what is left of ``error`` besides."""
    if isinstance(error, ChildWaits):
        return [error], None
    if not isinstance(error, BaseExceptionGroup):
        return [], error
    waiting, rest = error.split(ChildWaits)
    return _leaves(waiting), rest


def _leaves(group: BaseException | None) -> list[ChildWaits]:
    if isinstance(group, ChildWaits):
        return [group]
    inner = group.exceptions if isinstance(group, BaseExceptionGroup) else ()
    return [leaf for error in inner for leaf in _leaves(error)]


def rest(record: Record, step: Step, waits: list[ChildWaits]) -> list[Pause]:
    """Let ``step`` rest and make the children's questions the run's own; return the new ones."""
    del record.agenda[step.id]
    record.resting[step.id] = step
    lifted = {pause.child for pause in record.pauses.values()}
    record.nested.update((wait.child.slot, wait.child.nested) for wait in waits)
    return [
        _lift(record, step, wait, question)
        for wait in waits
        for question in wait.record.pauses.values()
        if (wait.child.slot, question.key) not in lifted
    ]


def _lift(record: Record, step: Step, wait: ChildWaits, question: Pause) -> Pause:
    name = f"{step.method}.{question.key.rpartition('#')[0]}"
    record.asked[name] = n_asked = record.asked.get(name, 0) + 1
    key = f"{name}#{n_asked}"
    shown = wait.record.asked_value(question)
    before = wait.record.pre_review_of(question)
    index = record.append(Asked(step.method, shown, key, before))
    pause = question._replace(
        key=key,
        method=step.method,
        asked=index,
        chain=step.chain,
        child=(wait.child.slot, question.key),
        asker=question.asker or f"{wait.record.flow}.{question.method}",
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
