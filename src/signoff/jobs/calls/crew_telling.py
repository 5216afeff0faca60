"""What the caller of a crew is to be told of its run: decided in the commit of the fact itself.

So nothing happens that a caller is not told of, and none is told of what was
rolled back. Steps of an agent are told as they are taken, in commits of their
own: a crew never waits for who watches it, nor fails for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection

from signoff import ids
from signoff.channels.webhook import crew_bodies as bodies
from signoff.channels.webhook.payload import moment
from signoff.clock import Clock
from signoff.crew.standing import is_done, latest_output
from signoff.crew.task import Task
from signoff.events import bus
from signoff.events.crews import StepTakenEvent, TaskStartedEvent
from signoff.flow.flow import Flow
from signoff.flow.plain import plain
from signoff.flow.record import Record
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.calls.notify import NOTIFY, Queue
from signoff.store.calls import Call, Calls, CallStatus
from signoff.store.crew_hooks import CrewHooks, Hook, HookKind
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

N_RETRIES = 5  # the last of them some hours after the first try
_ENDS = {EventKind.RUN_ENDED, EventKind.RUN_FAILED, EventKind.RUN_CANCELLED}
_TOLD = {
    EventKind.RUN_STARTED, EventKind.REQUEST_OPENED, EventKind.REQUEST_ANSWERED,
    EventKind.REQUEST_REOPENED, *_ENDS,
}  # fmt: skip


def signoff_tasks(flow: type[Flow[Any]] | None) -> tuple[Task, ...]:
    """Return the tasks of a flow that is a crew; none of any other."""
    tasks: tuple[Task, ...] = getattr(flow, "signoff_tasks", ())
    return tasks


def tell_of_facts(queue: Queue, connection: Connection, events: Iterable[AuditEvent]) -> None:
    """Queue the calls that facts of the trail are worth; cheap where no caller waits for any."""
    told = [event for event in events if event.kind in _TOLD and event.run_id]
    if not told:
        return
    kept = CrewHooks(connection)
    hooks = kept.hooks_of({event.run_id for event in told if event.run_id})
    if not hooks:
        return
    for event in told:
        its = [hook for hook in hooks if hook.run_id == event.run_id]
        if its:
            _Teller(queue, connection, its, event.at).fact(event)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the hooks of one run, in one open transaction."""

    queue: Queue
    connection: Connection
    hooks: Sequence[Hook]
    at: datetime

    @property
    def kept(self) -> CrewHooks:
        return CrewHooks(self.connection)

    @property
    def calls(self) -> Calls:
        return Calls(self.connection)

    @property
    def run_id(self) -> str:
        return self.hooks[0].run_id

    @property
    def about(self) -> dict[str, Any]:
        """What every body has."""
        return {"run_id": self.run_id, "meta": self.kept.meta(self.run_id)}

    def fact(self, event: AuditEvent) -> None:
        """Tell a fact of the trail."""
        if event.kind is EventKind.RUN_STARTED:
            flow, inputs, _, _ = self.kept.outcome_of(self.run_id)
            self.event(bodies.STARTED, {"crew_name": flow, "inputs": inputs}, fact="started")
        elif event.kind is EventKind.REQUEST_OPENED and event.request_id:
            self._asked(event.request_id, fact=f"asked:{event.request_id}")
        elif event.kind is EventKind.REQUEST_REOPENED and event.request_id:
            self._asked(event.request_id, fact=f"reopened:{event.id}")
        elif event.kind is EventKind.REQUEST_ANSWERED and event.request_id:
            asked = plain(self.kept.asked(event.request_id))
            data = {"request_id": event.request_id, "task_id": asked["task_id"]}
            data |= {"outcome": event.data.get("outcome")}
            self.event(bodies.ANSWERED, data, fact=f"answered:{event.id}")
        elif event.kind in _ENDS:
            self._end(event)

    def _asked(self, request_id: str, *, fact: str) -> None:
        asked = plain(self.kept.asked(request_id))
        body = bodies.human_input_body(asked, **self.about)
        self.call(HookKind.HUMAN_INPUT, body, fact=fact)
        self.event(bodies.ASKED, asked, fact=fact)
        self.flush(fact=fact)

    def _end(self, event: AuditEvent) -> None:
        flow, _, error, result = self.kept.outcome_of(self.run_id)
        if event.kind is EventKind.RUN_ENDED and isinstance(result, Mapping):
            body = bodies.crew_body(result, **self.about)
            self.call(HookKind.CREW, body, fact="ended")
            told = {"output": body["result"], "token_usage": body["token_usage"]}
            self.event(bodies.COMPLETED, {"crew_name": flow, **told}, fact="ended")
        else:
            why = error or "The run was cancelled."
            self.event(bodies.FAILED, {"crew_name": flow, "error": why}, fact="ended")
        self.flush(fact="ended")

    def call(self, kind: HookKind, body: Mapping[str, Any], *, fact: str) -> None:
        """Tell the hook of this kind, if there is one."""
        told = {**body, "occurred_at": moment(self.at)}
        for hook in self.hooks:
            if hook.kind is kind:
                self._queue(hook, told, fact=fact)

    def event(self, name: str, data: Mapping[str, Any], *, fact: str) -> None:
        """Tell an event, at once or with others, to the hook that asked for it."""
        for hook in self.hooks:
            if hook.kind is not HookKind.EVENTS or name not in hook.events:
                continue
            fact_id = f"{name}:{fact}"
            event = bodies.event_of(
                name, data, event_id=ids.new_id(), run_id=self.run_id, at=self.at
            )
            if hook.is_realtime:
                body = bodies.events_body([event], meta=self.about["meta"])
                self._queue(hook, body, fact=fact_id)
            else:
                held = self._call(hook, event, fact=fact_id)
                self.calls.tell(replace(held, status=CallStatus.HELD))

    def flush(self, *, fact: str) -> None:
        """Send together what was held back."""
        for hook in self.hooks:
            if hook.kind is HookKind.EVENTS and not hook.is_realtime:
                held = self.calls.take_held(hook.id)
                if held:
                    body = bodies.events_body(held, meta=self.about["meta"])
                    self._queue(hook, body, fact=f"batch:{fact}")

    def _queue(self, hook: Hook, body: Mapping[str, Any], *, fact: str) -> None:
        call = self._call(hook, body, fact=fact)
        if self.calls.tell(call):
            key = f"{NOTIFY}:{call.id}"
            self.queue.enqueue(self.connection, NOTIFY, call.id, key=key, delay=timedelta())

    def _call(self, hook: Hook, body: Mapping[str, Any], *, fact: str) -> Call:
        return Call(
            kind=hook.kind.value,
            fact=fact,
            data=body,
            happened_at=self.at,
            hook_id=hook.id,
            run_id=hook.run_id,
            n_left=N_RETRIES,
        )


@dataclass(frozen=True, slots=True)
class CrewTelling:
    """Follows a crew while it is advanced; other flows pass by it."""

    unit: Callable[[], UnitOfWork]
    flows: Mapping[str, type[Flow[Any]]]
    queue: Queue
    clock: Clock

    def stored(self, unit: UnitOfWork, run: Run, record: Record) -> None:
        """Tell, in the commit that stores ``record``, which tasks are done with it."""
        tasks = signoff_tasks(self.flows.get(run.flow))
        n_before = unit.crew_hooks.n_done(run.id) if tasks else None
        if n_before is None:
            return
        # In their order: the first that is not done ends them.
        done = list(takewhile(lambda task: is_done(record, task), tasks))
        if len(done) <= n_before:
            return
        unit.crew_hooks.note_done(run.id, len(done))
        hooks = unit.crew_hooks.hooks_of([run.id])
        if hooks:
            teller = _Teller(self.queue, unit.connection, hooks, self.clock.now())
            for task in done[n_before:]:
                _task(teller, plain(latest_output(record, task)))

    @contextmanager
    def hearing(self, run: Run) -> Iterator[None]:
        """Tell every step that this run's agents take meanwhile."""
        if not signoff_tasks(self.flows.get(run.flow)) or not self._wants_steps(run):
            yield
            return

        def heard(_source: object, event: TaskStartedEvent | StepTakenEvent) -> None:
            if event.flow_id == run.id:
                self._tell(run, event)

        for kind in (TaskStartedEvent, StepTakenEvent):
            bus.subscribe(kind, heard)
        try:
            yield
        finally:
            for kind in (TaskStartedEvent, StepTakenEvent):
                bus.unsubscribe(kind, heard)

    def _wants_steps(self, run: Run) -> bool:
        with self.unit() as unit:
            kinds = {hook.kind for hook in unit.crew_hooks.hooks_of([run.id])}
        return bool(kinds & {HookKind.STEP, HookKind.EVENTS})

    def _tell(self, run: Run, event: TaskStartedEvent | StepTakenEvent) -> None:
        with self.unit() as unit:
            hooks = unit.crew_hooks.hooks_of([run.id])
            if not hooks:
                return
            teller = _Teller(self.queue, unit.connection, hooks, event.at)
            if isinstance(event, TaskStartedEvent):
                data = {"task_id": event.task_id, "agent": event.agent, "round": event.round}
                fact = f"{event.task_id}:{event.round}"
                teller.event(bodies.TASK_STARTED, data, fact=fact)
            else:
                _step(teller, event)
            unit.commit()


def _task(teller: _Teller, told: Mapping[str, Any]) -> None:
    fact = told["task_id"]
    teller.call(HookKind.TASK, bodies.task_body(told, **teller.about), fact=fact)
    data = {name: told[name] for name in ("task_id", "agent", "output", "rounds")}
    teller.event(bodies.TASK_COMPLETED, data, fact=fact)


def _step(teller: _Teller, event: StepTakenEvent) -> None:
    fact = ids.new_id()
    names = ("prompt", "thought", "tool", "tool_input", "result")
    told = {name: plain(getattr(event, name)) for name in names}
    teller.call(HookKind.STEP, bodies.step_body(told, **teller.about), fact=fact)
    who = {"task_id": event.task_id, "agent": event.agent}
    teller.event(bodies.AGENT_STEP, {**who, **told}, fact=fact)
    if event.tool:
        used = {"tool_name": event.tool, "tool_args": told["tool_input"], "output": told["result"]}
        teller.event(bodies.TOOL_USED, {**who, **used}, fact=fact)
