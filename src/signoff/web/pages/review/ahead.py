"""What follows from each outcome, read off the flow's graph: "if you approve, then ...".

The graph says what could run, not what will: a router decides as it runs, and
a step that fails stops the run. So it stops at the next question and at the
next router, and promises nothing beyond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signoff.flow.structure import FlowStructure

_MOST = 8  # steps that are named for one outcome


@dataclass(frozen=True, slots=True)
class Follows:
    """What an outcome leads to. ``steps`` run, in order of their distance.

    ``asks`` are the next questions, ``chooses`` the routers that decide how it goes on;
    ``is_again`` where this very question comes back, ``n_more`` how many steps are not named.
    """

    outcome: str | None
    steps: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    chooses: tuple[str, ...] = ()
    is_again: bool = False
    n_more: int = 0

    @property
    def is_end(self) -> bool:
        """Whether nothing more is asked or chosen on this way."""
        return not (self.asks or self.chooses or self.is_again)


def what_follows(shape: FlowStructure, method: str, outcomes: Sequence[str]) -> tuple[Follows, ...]:
    """Return what follows from each outcome of a method's question, in their order.

    A question without outcomes has one way on; a method that is not the flow's has none.
    """
    kinds = {node.name: node.kind for node in shape.nodes}
    if method not in kinds:
        return ()
    return tuple(_way(shape, kinds, method, outcome) for outcome in outcomes or (None,))


def _way(
    shape: FlowStructure, kinds: Mapping[str, str], method: str, outcome: str | None
) -> Follows:
    heard = {None, outcome}
    todo = [edge.target for edge in shape.edges if edge.source == method and edge.label in heard]
    found: list[str] = []
    while todo:
        name = todo.pop(0)
        if name in found:
            continue
        found.append(name)
        if kinds[name] not in {"review", "router"}:
            todo += [edge.target for edge in shape.edges if edge.source == name]
    steps = [name for name in found if kinds[name] not in {"review", "router"}]
    return Follows(
        outcome,
        steps=tuple(steps[:_MOST]),
        asks=tuple(name for name in found if kinds[name] == "review" and name != method),
        chooses=tuple(name for name in found if kinds[name] == "router"),
        is_again=method in found,
        n_more=max(0, len(steps) - _MOST),
    )
