"""Whom callers of a crew want told of its run, and what is looked up to tell them.

Secrets are kept sealed and are never opened here. What is worth a call is said in
jobs/calls/crew_telling.py; the calls themselves are in store/calls.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from signoff.store.tables import crew_executions, crew_hooks, crew_secrets, requests, runs


class HookKind(StrEnum):
    """What a hook is told of."""

    TASK = "task"
    STEP = "step"
    CREW = "crew"
    HUMAN_INPUT = "human_input"
    EVENTS = "events"


def about_hook(hook_id: str) -> str:
    """Return what a hook's Authorization header is sealed to."""
    return f"crew hook {hook_id}"


def about_crew_secret(deployment_id: str) -> str:
    """Return what the secrets that sign a deployment's calls are sealed to."""
    return f"crew secret {deployment_id}"


@dataclass(frozen=True, slots=True)
class Hook:
    """One address a caller named for one run. ``auth`` is sealed.

    ``events`` and ``is_realtime`` are for a hook of events: which, and whether each at once.
    """

    id: str
    run_id: str
    kind: HookKind
    url: str
    auth: str | None = None
    events: tuple[str, ...] = ()
    is_realtime: bool = True
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class CrewSecret:
    """What signs a deployment's calls, sealed; the next takes the first one's place in time."""

    deployment_id: str
    secret: str
    next_secret: str | None = None
    next_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a crew, as its caller is told of it."""

    request_id: str
    task_id: str
    output: str
    round: int


# Made once: nearly every commit of a run asks it.
_HOOKS_OF = (
    select(crew_hooks)
    .where(crew_hooks.c.run_id.in_(bindparam("its_runs", expanding=True)), crew_hooks.c.is_current)
    .order_by(crew_hooks.c.id)
)


class CrewHooks:
    """What is kept of crews' callers, as one open transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- who is told ---

    def start(self, run_id: str, meta: Mapping[str, Any], *, n_done: int = 0) -> None:
        """Keep that a run has a caller, with what they want to hear back; ``n_done``: see below."""
        row = {"run_id": run_id, "meta": dict(meta), "n_done": n_done}
        self._connection.execute(insert(crew_executions).values(row))

    def meta(self, run_id: str) -> dict[str, Any]:
        """Return what the caller gave to be given back; empty for a run without a caller."""
        query = select(crew_executions.c.meta).where(crew_executions.c.run_id == run_id)
        return dict(self._connection.execute(query).scalar_one_or_none() or {})

    def n_done(self, run_id: str) -> int | None:
        """Return how many tasks were noted as done; None for a run without a caller."""
        query = select(crew_executions.c.n_done).where(crew_executions.c.run_id == run_id)
        return self._connection.execute(query).scalar_one_or_none()

    def note_done(self, run_id: str, n_done: int) -> None:
        """Keep how many tasks are done, so that whoever is told later is told of later ones."""
        its = crew_executions.c.run_id == run_id
        self._connection.execute(update(crew_executions).where(its).values(n_done=n_done))

    def add_hook(self, hook: Hook) -> None:
        values = {name: getattr(hook, name) for name in Hook.__slots__}
        values |= {"kind": hook.kind.value, "events": list(hook.events)}
        self._connection.execute(insert(crew_hooks).values(values))

    def end_hooks(self, run_id: str, kinds: Collection[HookKind]) -> None:
        """Tell hooks of these kinds nothing more; what they were told is still delivered."""
        its = (crew_hooks.c.run_id == run_id) & crew_hooks.c.kind.in_([one.value for one in kinds])
        self._connection.execute(update(crew_hooks).where(its).values(is_current=False))

    def hooks_of(self, run_ids: Collection[str]) -> list[Hook]:
        """Return the hooks that are told of these runs now."""
        found = self._connection.execute(_HOOKS_OF, {"its_runs": list(run_ids)})
        return [_hook(row) for row in found]

    def get_hook(self, hook_id: str) -> Hook:
        """Return a hook, current or not; whoever has its id has it of a call to it."""
        query = select(crew_hooks).where(crew_hooks.c.id == hook_id)
        return _hook(self._connection.execute(query).one())

    # --- what signs ---

    def find_secret(self, deployment_id: str) -> CrewSecret | None:
        """Return what signs a deployment's calls; None before the first."""
        its = crew_secrets.c.deployment_id == deployment_id
        row = self._connection.execute(select(crew_secrets).where(its)).one_or_none()
        return None if row is None else CrewSecret(*row)

    def get_secret(self, deployment_id: str) -> CrewSecret:
        """Return what signs a deployment's calls; there is one as soon as there is a hook."""
        its = crew_secrets.c.deployment_id == deployment_id
        return CrewSecret(*self._connection.execute(select(crew_secrets).where(its)).one())

    def put_secret(self, secret: CrewSecret) -> None:
        """Keep what signs a deployment's calls from now on."""
        values = {name: getattr(secret, name) for name in CrewSecret.__slots__}
        its = crew_secrets.c.deployment_id == secret.deployment_id
        if self._connection.execute(update(crew_secrets).where(its).values(values)).rowcount == 0:
            self._connection.execute(insert(crew_secrets).values(values))

    # --- what is told of ---

    def deployment_of(self, run_id: str) -> str:
        """Return the deployment a run belongs to."""
        query = select(runs.c.deployment_id).where(runs.c.id == run_id)
        return str(self._connection.execute(query).scalar_one())

    def outcome_of(self, run_id: str) -> tuple[str, Mapping[str, Any], str | None, Any]:
        """Return a run's flow, inputs, error and result."""
        query = select(runs.c.flow, runs.c.inputs, runs.c.error, runs.c.result)
        row = self._connection.execute(query.where(runs.c.id == run_id)).one()
        return row.flow, row.inputs, row.error, row.result

    def asked(self, request_id: str) -> Asked:
        """Return what a request asks about a task."""
        query = select(requests.c.id, requests.c.method, requests.c.content, requests.c.revision)
        return Asked(*self._connection.execute(query.where(requests.c.id == request_id)).one())


def _hook(row: Row[Any]) -> Hook:
    kind, events = HookKind(row.kind), tuple(row.events)
    values = {name: getattr(row, name) for name in Hook.__slots__}
    return Hook(**{**values, "kind": kind, "events": events})
