"""A run's state after each of its steps, added up from what each step changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from signoff.store import queries
from signoff.store.forks import find_origin
from signoff.store.queries import AskedRow, StepRow

TOO_LONG = "(too long to be kept for each step)"
_MOST_FORKS = 20  # of forks of forks; what lies before them is left out


@dataclass(frozen=True, slots=True)
class StateThen:
    """The state after a step: ``changed`` are the fields that it changed, ``gone`` took out.

    ``earlier`` and ``later`` are the numbers of the steps beside it.
    """

    step: StepRow
    n: int
    n_steps: int
    state: Mapping[str, Any]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    earlier: int | None
    later: int | None


def state_after(steps: Sequence[StepRow], seq: int) -> StateThen | None:
    """Return the state after the step ``seq``, None where there is no such step."""
    numbers = [step.seq for step in steps]
    if seq not in numbers:
        return None
    n = numbers.index(seq)
    state: dict[str, Any] = {}
    for step in steps[: n + 1]:
        _apply(state, step.changes or {})
    changes = steps[n].changes or {}
    return StateThen(
        step=steps[n],
        n=n + 1,
        n_steps=len(steps),
        state=state,
        changed=(*changes.get("set", ()), *changes.get("long", ())),
        gone=tuple(changes.get("gone", ())),
        earlier=numbers[n - 1] if n else None,
        later=numbers[n + 1] if n + 1 < len(numbers) else None,
    )


def _apply(state: dict[str, Any], changes: Mapping[str, Any]) -> None:
    state.update(changes.get("set", {}))
    state.update(dict.fromkeys(changes.get("long", ()), TOO_LONG))
    for name in changes.get("gone", ()):
        state.pop(name, None)


@dataclass(frozen=True, slots=True)
class Way:
    """A run's steps and questions, those before it was forked off included."""

    steps: tuple[StepRow, ...]
    asked: tuple[AskedRow, ...]
    is_forked: bool


def whole_way(connection: Connection, run_id: str, *, with_changes: bool) -> Way:
    """Return all that led to where a run stands."""
    begun = run_id
    steps = queries.list_steps(connection, run_id, with_changes=with_changes)
    asked = queries.list_asked(connection, run_id)
    for _ in range(_MOST_FORKS):
        origin = find_origin(connection, run_id)
        if origin is None:
            break
        run_id = origin.run_id
        past = queries.list_steps(connection, run_id, with_changes=with_changes)
        steps = (*(step for step in past if step.seq <= origin.seq), *steps)
        # Ids tell the order; what was asked besides when it was forked is asked again in the fork.
        before = [row for row in queries.list_asked(connection, run_id) if row.is_answered]
        asked = (*(row for row in before if row.request_id < origin.request_id), *asked)
    return Way(steps, asked, is_forked=run_id != begun)
