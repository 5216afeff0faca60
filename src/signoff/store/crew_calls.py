"""Whom callers of a crew want told of its run, what they are told, and how each call fared.

Secrets are kept sealed and are never opened here. What is worth a call is said
in jobs/crew_telling.py; this file only keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from signoff import ids
from signoff.channels.webhook.send import Posted
from signoff.store.tables import (
    crew_call_attempts,
    crew_calls,
    crew_executions,
    crew_hooks,
    crew_secrets,
    requests,
    runs,
)


class HookKind(StrEnum):
    """What a hook is told of."""

    TASK = "task"
    STEP = "step"
    CREW = "crew"
    HUMAN_INPUT = "human_input"
    EVENTS = "events"


class CrewCallStatus(StrEnum):
    """How far a call got; a held one waits to be sent with others, in one that is queued then."""

    HELD = "held"
    BATCHED = "batched"
    QUEUED = "queued"
    DELIVERED = "delivered"
    FAILED = "failed"


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
class CrewCall:
    """One thing that a hook is told: ``fact`` names it, and it is told once."""

    id: str
    run_id: str
    hook_id: str
    kind: HookKind
    fact: str
    body: Mapping[str, Any]
    happened_at: datetime
    status: CrewCallStatus = CrewCallStatus.QUEUED
    n_attempts: int = 0
    n_left: int = 0


@dataclass(frozen=True, slots=True)
class CrewCallAttempt:
    """One try, as the log shows it."""

    n: int
    at: datetime
    duration_ms: int
    address: str | None
    status_code: int | None
    error: str | None
    response_body: str


@dataclass(frozen=True, slots=True)
class CrewSecret:
    """What signs a deployment's calls, sealed; the next takes the first one's place in time."""

    deployment_id: str
    secret: str
    next_secret: str | None = None
    next_from: datetime | None = None

    def signing(self, *, now: datetime) -> tuple[str, str | None]:
        """Return the secret that signs now, and the one that follows it."""
        if self.next_secret is None or self.next_from is None:
            return self.secret, None
        is_over = now >= self.next_from
        return (self.next_secret, None) if is_over else (self.secret, self.next_secret)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a crew, as its caller is told of it."""

    request_id: str
    task_id: str
    output: str
    round: int


class CrewCalls:
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
        query = (
            select(crew_hooks)
            .where(crew_hooks.c.run_id.in_(run_ids), crew_hooks.c.is_current)
            .order_by(crew_hooks.c.id)
        )
        return [_hook(row) for row in self._connection.execute(query)]

    def find_hook(self, hook_id: str) -> Hook | None:
        """Return a hook, current or not."""
        query = select(crew_hooks).where(crew_hooks.c.id == hook_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _hook(row)

    # --- what they are told ---

    def tell(self, call: CrewCall) -> bool:
        """Keep a call; say False where its hook was told of the fact before."""
        twice = select(crew_calls.c.id).where(
            crew_calls.c.hook_id == call.hook_id, crew_calls.c.fact == call.fact
        )
        if self._connection.execute(twice).first() is not None:
            return False
        values = {name: getattr(call, name) for name in CrewCall.__slots__}
        values |= {"kind": call.kind.value, "status": call.status.value, "body": dict(call.body)}
        self._connection.execute(insert(crew_calls).values(values))
        return True

    def take_held(self, hook_id: str) -> list[Mapping[str, Any]]:
        """Return what is held back for a hook, in order; it is held no more."""
        its = (crew_calls.c.hook_id == hook_id) & (crew_calls.c.status == CrewCallStatus.HELD.value)
        query = select(crew_calls.c.body).where(its).order_by(crew_calls.c.id)
        bodies = list(self._connection.execute(query).scalars())
        batched = {"status": CrewCallStatus.BATCHED.value, "body": {}}
        self._connection.execute(update(crew_calls).where(its).values(batched))
        return bodies

    def find(self, call_id: str) -> CrewCall | None:
        """Return a call, or None."""
        query = select(crew_calls).where(crew_calls.c.id == call_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _call(row)

    def of_run(self, run_id: str) -> list[CrewCall]:
        """Return the calls about a run, oldest first, without what is held back."""
        kept = (CrewCallStatus.HELD.value, CrewCallStatus.BATCHED.value)
        its = (crew_calls.c.run_id == run_id) & crew_calls.c.status.not_in(kept)
        query = select(crew_calls).where(its).order_by(crew_calls.c.id)
        return [_call(row) for row in self._connection.execute(query)]

    def attempts_of(self, call_id: str) -> list[CrewCallAttempt]:
        """Return the tries of a call, in order."""
        columns = [crew_call_attempts.c[name] for name in CrewCallAttempt.__slots__]
        query = select(*columns).where(crew_call_attempts.c.call_id == call_id)
        found = self._connection.execute(query.order_by(crew_call_attempts.c.n))
        return [CrewCallAttempt(*row) for row in found]

    def add_attempt(self, call: CrewCall, posted: Posted, *, at: datetime) -> CrewCallStatus | None:
        """Keep what came of a call, and return how it stands then.

        None where another worker kept its own try meanwhile: this one counts for nothing.
        """
        is_delivered = posted.error is None
        is_last = is_delivered or call.n_left == 0
        ended = CrewCallStatus.DELIVERED if is_delivered else CrewCallStatus.FAILED
        status = ended if is_last else CrewCallStatus.QUEUED
        n = call.n_attempts + 1
        changes = {
            "status": status.value, "n_attempts": n, "n_left": 0 if is_last else call.n_left - 1,
        }  # fmt: skip
        done = self._connection.execute(
            update(crew_calls)
            .where(
                crew_calls.c.id == call.id,
                crew_calls.c.status == CrewCallStatus.QUEUED.value,
                crew_calls.c.n_attempts == call.n_attempts,
            )
            .values(changes)
        )
        if done.rowcount != 1:
            return None
        tried = {name: getattr(posted, name) for name in _OF_POSTED}
        row = {"call_id": call.id, "n": n, "at": at, "response_body": posted.body, **tried}
        self._connection.execute(insert(crew_call_attempts).values(row))
        return status

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


_OF_POSTED = ("duration_ms", "address", "status_code", "error")


def new_call(hook: Hook, *, fact: str, body: Mapping[str, Any], at: datetime) -> CrewCall:
    """Return a call that is not kept yet."""
    return CrewCall(ids.new_id(), hook.run_id, hook.id, hook.kind, fact, body, at)


def _hook(row: Row[Any]) -> Hook:
    kind, events = HookKind(row.kind), tuple(row.events)
    values = {name: getattr(row, name) for name in Hook.__slots__}
    return Hook(**{**values, "kind": kind, "events": events})


def _call(row: Row[Any]) -> CrewCall:
    values = {name: getattr(row, name) for name in CrewCall.__slots__}
    kinds = {"kind": HookKind(row.kind), "status": CrewCallStatus(row.status)}
    return CrewCall(**{**values, **kinds})
