"""Whether a stored run still has its place in the class that is to go on with it.

A deploy may come while a run waits. What no longer fits is refused with what
has changed, before anything of the run is touched.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from signoff.errors import FlowChanged
from signoff.flow import nesting
from signoff.flow.answers import read_answer
from signoff.flow.persistence.protocol import FlowPersistence
from signoff.flow.record import Nested, Record, RunStatus
from signoff.flow.state import stored_name
from signoff.flow.stored_types import find_flow

# type[Flow], which no protocol can describe.
FlowClass = Any


def check_class(flow_class: FlowClass, record: Record) -> None:
    """Raise FlowChanged where ``record`` is a run of another class."""
    # The module is not compared: a program's flows are of __main__, its workers' are not.
    if record.flow.rpartition(":")[2] == flow_class.__qualname__:
        return
    raise FlowChanged(
        f"Run {record.run_id} is a run of {record.flow}, not of {flow_class.__qualname__}. "
        "It stays as it is. Use its own class, or another id; if the class was renamed, resume "
        "with from_pending(flow_id, force=True)."
    )


def check_fits(flow_class: FlowClass, record: Record) -> None:
    """Raise FlowChanged where ``record`` is of another class, or has no place in this one."""
    check_class(flow_class, record)
    check_methods(flow_class, record)


def check_methods(flow_class: FlowClass, record: Record) -> None:
    """Raise FlowChanged where what waits in ``record`` has no place in the class any more.

    Enough for a host that knows by another name which flow a run is of. The flows inside of
    the run are looked at as well: what they are given cannot be taken back.
    Raises: FlowStorageError, where what is stored of one of them cannot be read.
    """
    methods = flow_class.signoff_graph.methods
    due = [step.method for step in (*record.agenda.values(), *record.resting.values())]
    changes = [f"the step {name!r} is gone" for name in due if name not in methods]
    changes += _of_the_state(flow_class.signoff_state_type, record.state)
    for pause in record.pauses.values():
        if not nesting.is_known(pause):
            continue  # its class shows up, and is compared, when the step starts it again
        review = nesting.review_of(flow_class.signoff_graph, pause)
        asked = pause.key.rpartition("#")[0]
        if review is None:
            changes.append(f"the question {asked!r} is gone")
        elif set(review.outcomes) != set(pause.outcomes):
            changes.append(
                f"{asked!r} offered {', '.join(pause.outcomes) or 'no outcome'} and now "
                f"offers {', '.join(review.outcomes) or 'no outcome'}"
            )
    if changes:
        raise FlowChanged(
            f"{flow_class.__name__} no longer fits run {record.run_id}: {'; '.join(changes)}. "
            "The run stays as it is. Deploy the code it was paused with, or resume it "
            "nevertheless with from_pending(flow_id, force=True)."
        )
    for _, _, child_class, child in _nested_in(record):
        check_methods(child_class, child)


def offer_anew(flow_class: FlowClass, record: Record, answered: Container[str]) -> None:
    """Let open questions of ``record`` offer what the class offers now, where that is other.

    An outcome that the class has no more would end the run: nothing listens to it. What is
    in ``answered`` was answered already.
    """
    for key, pause in record.pauses.items():
        review = nesting.review_of(flow_class.signoff_graph, pause)
        if review is None or key in answered:
            continue
        if set(review.outcomes) != set(pause.outcomes):
            record.pauses[key] = pause._replace(
                outcomes=review.outcomes, default_outcome=review.default_outcome
            )
    for slot, nested, child_class, child in _nested_in(record):
        of_child = [(key, pause.child) for key, pause in record.pauses.items() if pause.child]
        said = {own for key, (of, own) in of_child if of == slot and key in answered}
        offer_anew(child_class, child, said.union(nested.answers))
        if nested.run is not None:
            nested.run = nested.run._replace(head=child.head_text())


def fit(flow_class: FlowClass, record: Record, store: FlowPersistence, *, is_forced: bool) -> None:
    """Hold that a run from ``store`` fits the class, or by force let it offer what that offers.

    Raises: FlowChanged, where it does not fit and there is no force.
    """
    if is_forced:
        offer_anew(flow_class, record, _as_offered(record, store.answers(record.run_id)))
    else:
        check_fits(flow_class, record)


def _as_offered(record: Record, answers: Mapping[str, str]) -> set[str]:
    """Return the open questions whose stored answer names what they offered when they were asked.

    Another may be stored that names what the code offers now: that of a flow with a store of
    its own, inside of one that goes on by force.
    """
    said = {key: read_answer(answers[key]).outcome for key in record.pauses if key in answers}
    offered = {key: record.pauses[key].outcomes or (None,) for key in said}
    return {key for key, outcome in said.items() if outcome in offered[key]}


def _nested_in(record: Record) -> Iterator[tuple[str, Nested, FlowClass, Record]]:
    """Yield the flows that wait inside of a run and are kept with it, by slot."""
    for slot, nested in record.nested.items():
        kept = nested.run
        if kept is None or kept.status == RunStatus.ENDED.value:
            continue
        child_class = find_flow(json.loads(kept.head)["flow"])
        if child_class is None:
            continue  # made by the step, which starts it again: it is compared then
        from signoff.flow import record_text  # noqa: PLC0415 - see record.py

        yield slot, nested, child_class, record_text.read_parts(kept.head, kept.entries)


def _of_the_state(kind: type, state: object) -> list[str]:
    """Say how the type of a stored state differs from what the class wants now."""
    if issubclass(kind, dict):
        is_same = isinstance(state, dict)
    else:
        # By its name in its module, as with flows: a program's own is of __main__.
        names = {stored_name(each).partition(":")[2] for each in (kind, type(state))}
        is_same = isinstance(state, kind) or len(names) == 1
    before, now = type(state).__name__, kind.__name__
    return [] if is_same else [f"its state is a {before} and now is a {now}"]
