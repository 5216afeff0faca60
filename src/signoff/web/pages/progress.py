"""How far a run got, drawn on the graph of its flow.

It joins what the flow's structure says could happen with what the tables say
did; the drawing itself is flow/drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from signoff.flow.structure import Edge, FlowStructure
from signoff.store.history import span
from signoff.store.queries import AskedRow, StepRow
from signoff.web.graph import Mark, draw
from signoff.web.pages import words
from signoff.web.pages.icons import icon

_ICONS = {
    "start": "play",
    "step": "square-function",
    "router": "split",
    "review": "user-round-check",
}


def picture(
    shape: FlowStructure, steps: Sequence[StepRow], asked: Sequence[AskedRow], *, now: datetime
) -> Markup | None:
    """Return the graph with the run's marks on it; None for a flow without steps."""
    if not shape.nodes:
        return None
    marks = marks_of(steps, asked, now=now)
    n_reached = sum(node.name in marks for node in shape.nodes)
    said = {(row.method, row.outcome) for row in asked if row.is_answered}
    fired = {(step.method, step.trigger) for step in steps}

    def walked(edge: Edge) -> bool:
        reached = edge.source in marks and edge.target in marks
        if edge.label is None or not reached:
            return reached
        return (edge.source, edge.label) in said or (edge.target, edge.label) in fired

    return draw(
        shape.nodes,
        shape.edges,
        title=f"{shape.name}: {_steps(shape)}, {n_reached} reached",
        icon=lambda kind: icon(_ICONS.get(kind, "square-function")),
        marks=marks,
        walked=walked,
    )


def _steps(shape: FlowStructure) -> str:
    return "1 step" if len(shape.nodes) == 1 else f"{len(shape.nodes)} steps"


def plan(shape: FlowStructure) -> Markup | None:
    """Return the graph of a flow that nobody has run; None for one without steps."""
    if not shape.nodes:
        return None
    return draw(
        shape.nodes,
        shape.edges,
        title=f"{shape.name}: {_steps(shape)}",
        icon=lambda kind: icon(_ICONS.get(kind, "square-function")),
        marks={
            node.name: Mark(node.kind, "asks a person" if node.kind == "review" else "")
            for node in shape.nodes
        },
        walked=lambda _: False,
    )


def marks_of(
    steps: Sequence[StepRow], asked: Sequence[AskedRow], *, now: datetime
) -> dict[str, Mark]:
    """Return how far the run got with each method it reached; what is latest counts."""
    marks: dict[str, Mark] = {}
    rounds: dict[str, int] = {}
    for step in steps:
        rounds[step.method] = rounds.get(step.method, 0) + 1
        marks[step.method] = Mark(
            "failed" if step.error else "done",
            "failed" if step.error else _took(step, rounds[step.method]),
        )
    for row in asked:
        if row.is_answered:
            said = words.label(row.outcome) if row.outcome else "answered"
            marks[row.method] = Mark("done", said)
        elif row.status == "expired":
            marks[row.method] = Mark("failed", "expired")
    for row in asked:
        if row.status == "pending":
            marks[row.method] = Mark("waiting", f"waiting {words.age(now - row.opened_at)}")
    return marks


def _took(step: StepRow, n_times: int) -> str:
    took = span(step.finished_at - step.started_at)
    return took if n_times == 1 else f"{took} · {n_times} times"
