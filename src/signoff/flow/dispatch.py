"""What follows from something that happened: pure rules over a graph and a record.

A method finished or a person answered; these rules append to the log and put
what is due on the agenda. They run nothing, wait for nothing and read no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from signoff.errors import FlowDefinitionError, InputsInvalid, TooManyCalls
from signoff.flow.conditions import satisfied_by
from signoff.flow.graph import PAYLOAD, Graph, Method, Part
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.record import Answered, Done, Pause, Record, Source, Step
from signoff.flow.routes import label_of


def schedule_starts(graph: Graph, record: Record) -> None:
    """Put every start method on the agenda."""
    for name in graph.starts:
        record.schedule(name, None, None, 0)


def note_call(record: Record, step: Step) -> None:
    """Count a call that has come back, and take it off the agenda.

    A method that has run again begins a new round, so every or_ may fire
    again. This is noted when the call comes back, not when it is made: a call
    that a crash cut off and the next process repeats is no new round.
    """
    del record.agenda[step.id]
    n_calls = record.calls.get(step.method, 0) + 1
    record.calls[step.method] = n_calls
    if n_calls > 1:
        record.fired.clear()


def refuse_call(record: Record, step: Step, most: int) -> NoReturn:
    """Raise TooManyCalls: the method of ``step`` was called ``most`` times in its run."""
    raise TooManyCalls(
        f"{record.flow}.{step.method} was about to run more than {most} times in run "
        f"{record.run_id}. The run stopped before that call. If so many rounds are meant, raise "
        "max_method_calls on the flow; if not, look for a loop without end."
    )


def arguments_of(method: Method, record: Record, step: Step) -> tuple[Any, ...]:
    """Return what ``step`` is called with: the result of what fired it, or a start's payload."""
    if method.takes_payload:
        # Read from the state, as a start that a crash cut off is called again without inputs.
        state = record.state
        return (state.get(PAYLOAD) if isinstance(state, dict) else getattr(state, PAYLOAD, None),)
    return (record.value_of(step.source),) if method.takes_value else ()


def finish(graph: Graph, record: Record, step: Step, value: Any) -> None:  # noqa: ANN401
    """Record that ``step`` returned ``value`` and schedule what listens to it."""
    method = graph.methods[step.method]
    note_call(record, step)
    index = record.append(Done(step.method, value))
    if not method.is_router:
        _happened(graph, record, step.method, Source(index), index + 1)
        return
    chain = step.chain or index + 1
    _happened(graph, record, step.method, Source(index), chain)
    label = label_of(value)
    if label:
        _happened(graph, record, label, Source(index), chain, is_outcome=True)


def answer(graph: Graph, record: Record, pause: Pause, result: HumanFeedbackResult) -> None:
    """Record a person's judgement and schedule what listens to it."""
    del record.pauses[pause.key]
    index = record.append(Answered(pause.method, pause.asked, pause.key, result))
    if result.outcome is None:
        _happened(graph, record, pause.method, Source(index), index + 1)
        return
    chain = pause.chain or index + 1
    _happened(graph, record, pause.method, Source(index, "outcome"), chain)
    _happened(graph, record, result.outcome, Source(index), chain, is_outcome=True)


def check_label(flow: str, method: Method, value: object) -> None:
    """Raise FlowDefinitionError where a router returns an outcome that it does not declare."""
    if not method.is_router or method.outcomes is None:
        return
    label = label_of(value)
    if not label or label in method.outcomes:
        return
    raise FlowDefinitionError(
        f"{flow}.{method.name} returned {label[:200]!r}, no outcome that it declares: "
        f"{', '.join(map(repr, method.outcomes))}. The run stopped there; the steps before stand. "
        "Return one of these, or None for no outcome, or declare the new one as well."
    )


def check_begins(graph: Graph, inputs: object) -> None:
    """Raise FlowDefinitionError or InputsInvalid where no run can begin: no start, no names."""
    if why := graph.why_no_start(graph.name, "No run was started."):
        raise FlowDefinitionError(why)
    if not isinstance(inputs, Mapping):
        raise InputsInvalid(
            f"{graph.name} was to start with inputs {str(inputs)[:200]!r}, a "
            f"{type(inputs).__name__}. No run was started. Give inputs by name, as a dict: "
            "kickoff(inputs={'topic': 'bees'})."
        )


def _happened(
    graph: Graph,
    record: Record,
    label: str,
    source: Source,
    chain: int,
    *,
    is_outcome: bool = False,
) -> None:
    for method in graph.listeners.get(label, ()):
        if not _is_complete(record, method, label):
            continue
        if method.once and not _may_fire_again(record, method, chain, is_outcome=is_outcome):
            continue
        record.schedule(method.name, label, source, chain)


def _may_fire_again(record: Record, method: Method, chain: int, *, is_outcome: bool) -> bool:
    """Say whether an or_ fires now, and remember that it does.

    It fires once, and again for an outcome of a later chain of routers.
    """
    fired_for = record.fired.get(method.name)
    if fired_for is not None and (fired_for == chain or not is_outcome):
        return False
    record.fired[method.name] = chain
    return True


def _is_complete(record: Record, method: Method, label: str) -> bool:
    """Say whether ``label`` completes the method's condition; a join that fires forgets."""
    if not method.joins:
        return True
    is_complete = False
    for i, part in enumerate(method.parts):
        if label in part.labels and _completes(record, f"{method.name}/{i}", part, label):
            is_complete = True
    return is_complete


def _completes(record: Record, join: str, part: Part, label: str) -> bool:
    if part.n_needed == 1:
        return True
    seen = record.seen.setdefault(join, {})
    seen[label] = None
    if part.n_needed is None:
        is_complete = satisfied_by(part.tree, seen.keys())
    else:
        is_complete = len(seen) == part.n_needed
    if is_complete:
        seen.clear()
    return is_complete
