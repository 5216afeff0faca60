"""Advance one run until every branch has ended or waits.

The engine calls the author's methods, concurrently where several are due, and
hands the record to ``save`` after each one, before what follows from it runs.
It knows no store, no provider and no person: answers come in as responses,
questions go out as asks. A resumed run goes on from the record; nothing is
run again to get there.
"""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from signoff.clock import Clock
from signoff.errors import NothingPending
from signoff.events.listeners import bus
from signoff.flow import dispatch, nesting
from signoff.flow.asks import ask_of
from signoff.flow.children import ChildrenWait, ChildWaits
from signoff.flow.config import flow_config
from signoff.flow.graph import Graph, Method
from signoff.flow.here import Here, here
from signoff.flow.judging import check_agenda, check_response, judgement
from signoff.flow.record import Asked, Pause, PreReviewed, Record, RunStatus, Step
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from signoff.flow.reports import StepReport
    from signoff.inbox.request import Ask

# Loaded where somebody listens, and where an application may trace: most runs need neither.
_telling = partial(import_module, "signoff.flow.telling")
_tracing = partial(import_module, "signoff.flow.tracing")


class Advanced:
    """What one advance came to."""

    def __init__(self, status: RunStatus, result: Any, record: Record) -> None:  # noqa: ANN401 - the author's result
        self.status = status
        self.result = result
        self.record = record

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """All questions pending now, oldest first."""
        return tuple(ask_of(self.record, pause) for pause in self.record.pauses.values())


Save = Callable[[Record, "StepReport | None"], Awaitable[None]]


class Steps(Protocol):
    """What the engine needs of a flow."""

    @property
    def signoff_graph(self) -> Graph: ...

    signoff_record: Record | None
    signoff_is_cancelled: bool
    max_method_calls: int


class _Result:
    __slots__ = ("error", "pre_review", "started_at", "step", "value")

    def __init__(
        self, step: Step, started_at: datetime | None, error: BaseException | None = None
    ) -> None:
        self.step = step
        self.started_at = started_at  # None where nobody wants a report
        self.error = error
        self.value: Any = None
        self.pre_review: PreReviewed | None = None


async def advance(  # noqa: PLR0913 - one call says all there is to say of an advance
    flow: Steps,
    record: Record,
    *,
    responses: Mapping[str, Response] | None = None,
    save: Save | None = None,
    clock: Clock | None = None,
    is_attended: bool = False,
    reports: bool = True,
) -> Advanced:
    """Consume ``responses`` (by Ask.key), then run until every branch has ended or waits.

    ``save(record, report)`` is awaited after every method, and with None for
    the report after every response, before what follows runs. A response that
    the record has consumed already is passed over, so an advance may be
    repeated. When a method raises, its siblings finish and are saved, then
    its exception comes out unchanged; the method stays due, and the next
    advance runs it again. ``is_attended``: see here.Leg. Without ``reports``,
    ``save`` gets none: that spares the clock, and the text of every output.
    Raises: NothingPending, UnknownOutcome, UnclearReply, FlowChanged, before anything is changed.
    """
    check_agenda(flow.signoff_graph, record)
    leg = _Leg(flow, record, save, clock or flow_config.clock, is_attended=is_attended)
    leg.reports = reports and save is not None
    pauses = leg.accepted(responses or {})
    flow.signoff_record = record
    record.status = RunStatus.RUNNING
    if leg.tracer is None:
        return await _told(leg, pauses)
    with _tracing().leg_span(leg.tracer, leg.graph.name, record, pauses):
        return await _told(leg, pauses)


async def _told(leg: _Leg, pauses: list[tuple[Pause, Response]]) -> Advanced:
    """Do the work of ``advance`` and tell listeners where it begins and ends."""
    flow, record = leg.flow, leg.record
    if bus.listeners:
        _telling().leg_begins(flow, record)
    try:
        for pause, response in pauses:
            await leg.consume(pause, response)
        await leg.run()
    except Exception as error:
        if bus.listeners:
            _telling().leg_fails(flow, record, error)
        raise
    if flow.signoff_is_cancelled:
        record.cancel()
    advanced = _advanced(record)
    if bus.listeners:
        _telling().leg_ends(flow, record)
    return advanced


def _advanced(record: Record) -> Advanced:
    if record.status is not RunStatus.CANCELLED:
        record.status = record.rest_status()
    return Advanced(record.status, None if record.pauses else record.last_output(), record)


class _Leg:
    """One advance: what is ready, what runs, and the first failure."""

    def __init__(
        self, flow: Steps, record: Record, save: Save | None, clock: Clock, *, is_attended: bool
    ) -> None:
        self.flow = flow
        self.is_attended = is_attended
        self.graph = flow.signoff_graph
        self.record = record
        self.save = save
        self.clock = clock
        self.reports = False
        self.ready: deque[Step] = deque()
        self.finished: deque[_Result] = deque()
        self.n_running = 0
        self.wake: asyncio.Future[None] | None = None
        self.failure: BaseException | None = None
        self.last_scheduled = 0
        self.tracer: Any = None
        self.invoke = _invoke
        if "opentelemetry.trace" in sys.modules:
            self.tracer = _tracing().find_tracer()
            self.invoke = _tracing().traced(self.tracer, self.graph.name, record, _invoke)

    def accepted(self, responses: Mapping[str, Response]) -> list[tuple[Pause, Response]]:
        """Return the pauses that ``responses`` end; refuse the whole if one does not fit."""
        pairs = []
        for key, response in responses.items():
            pause = self.record.pauses.get(key)
            if pause is not None:
                check_response(nesting.review_of(self.graph, pause), pause, response)
                pairs.append((pause, response))
            elif not self.record.was_answered(key):
                raise NothingPending(
                    f"Run {self.record.run_id} has no question {key!r}. Nothing was changed. "
                    f"Its open questions: {', '.join(self.record.pauses) or 'none'}."
                )
        return pairs

    async def consume(self, pause: Pause, response: Response) -> None:
        """Turn a response into the event it is."""
        if pause.child is not None:
            nesting.hand_down(self.record, pause, response)
        else:
            result = judgement(self.graph, self.record, pause, response)
            dispatch.answer(self.graph, self.record, pause, result)
        await self._saved(None)
        if bus.listeners:
            _telling().answered(self.flow, self.record, pause, response)

    @property
    def may_begin(self) -> bool:
        """Say whether what is due may still start."""
        return self.failure is None and not self.flow.signoff_is_cancelled

    async def run(self) -> None:
        """Run what is due until nothing is left or a method raised."""
        self._collect()
        while self.ready and self.may_begin:
            if len(self.ready) == 1:
                # Alone, a step needs no task: nothing can become ready while it runs.
                await self._settle(await self._call(self.ready.popleft()))
            else:
                await self._run_branches()
        if self.failure is not None:
            raise self.failure

    async def _run_branches(self) -> None:
        """Run what is due side by side, until one step or none is left."""
        async with asyncio.TaskGroup() as branches:
            while self.n_running or (len(self.ready) > 1 and self.may_begin):
                while self.ready and self.may_begin:
                    self.n_running += 1
                    branches.create_task(self._branch(self.ready.popleft()))
                await self._next_finished()

    async def _branch(self, step: Step) -> None:
        try:
            result = await self._call(step)
        except BaseException as error:
            # Cancelled from outside, or the process is to end: the loop must not wait for it.
            self._came_back(_Result(step, None, error))
            raise
        self._came_back(result)

    def _came_back(self, result: _Result) -> None:
        self.finished.append(result)
        if self.wake is not None and not self.wake.done():
            self.wake.set_result(None)

    async def _next_finished(self) -> None:
        if not self.finished:
            self.wake = asyncio.get_running_loop().create_future()
            await self.wake
        while self.finished:
            self.n_running -= 1
            await self._settle(self.finished.popleft())

    async def _call(self, step: Step) -> _Result:
        """Run one method; its exception is a value here, so that siblings may finish."""
        method = self.graph.methods[step.method]
        started_at = self.clock.now() if self.reports else None
        at = Here(self, step)
        token = here.set(at)
        try:
            if self.record.calls.get(step.method, 0) >= self.flow.max_method_calls:
                dispatch.refuse_call(self.record, step, self.flow.max_method_calls)
            arguments = dispatch.arguments_of(method, self.record, step)
            if bus.listeners:
                _telling().step_begins(self.flow, self.record, step, arguments)
            result = _Result(step, started_at)
            result.value = await self.invoke(getattr(self.flow, step.method), method, arguments)
            if at.children:
                await nesting.rested(at)
            dispatch.check_label(self.graph.name, method, result.value)
            if method.review is not None and method.review.learn:
                pre_reviews = import_module("signoff.flow.pre_reviews")
                result.value, result.pre_review = await pre_reviews.shown(
                    self.flow, self.graph.name, method, result.value
                )
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return _Result(step, started_at, error)
        except (Exception, ChildWaits, ChildrenWait, BaseExceptionGroup) as error:  # noqa: BLE001 - raised again, unchanged, when siblings ended
            return _Result(step, started_at, await nesting.left_of(at, error))
        finally:
            here.reset(token)
        return result

    async def _settle(self, result: _Result) -> None:
        """Record a result, schedule what follows, save."""
        step, record = result.step, self.record
        record.seq += 1
        fresh: list[Pause] = []
        if result.error is not None:
            fresh = self._broken_off(result, result.error)
        elif self.graph.methods[step.method].review is None:
            dispatch.finish(self.graph, record, step, result.value)
        else:
            fresh = [self._pause(step, result)]
        if result.error is None and record.nested and step.id not in record.resting:
            nesting.forget(record, step)
        if not record.agenda and self.failure is None:
            # Nothing is due: the save of this step is the one that says so.
            record.status = record.rest_status()
        try:
            await self._saved(result)
        except Exception as error:  # noqa: BLE001 - raised again when siblings ended
            self.failure = self.failure or error
        else:
            if bus.listeners:
                self._tell(result, fresh)
        self._collect()

    def _broken_off(self, result: _Result, error: BaseException) -> list[Pause]:
        """Let the step rest where it waits for nested flows; else note the failure."""
        if not isinstance(error, ChildrenWait):
            self.failure = self.failure or error
            self.record.status = RunStatus.FAILED
            return []
        result.error, result.value = None, "waits for a nested flow"
        return nesting.rest(self.record, result.step, error.children)

    def _tell(self, result: _Result, asked: list[Pause]) -> None:
        told, step, record = _telling(), result.step, self.record
        if result.error is not None:
            told.step_fails(self.flow, record, step, result.error)
        elif not asked and step.id not in record.resting:
            told.step_ends(self.flow, record, step, result.value)
        for pause in asked:
            told.asked(self.flow, record, pause)

    def _pause(self, step: Step, result: _Result) -> Pause:
        """Keep the output and the question; the method is finished when a person answers."""
        record, review = self.record, self.graph.methods[step.method].review
        assert review is not None  # noqa: S101 - the caller looked
        dispatch.note_call(record, step)
        record.asked[step.method] = n_asked = record.asked.get(step.method, 0) + 1
        key = f"{step.method}#{n_asked}"
        index = record.append(Asked(step.method, result.value, key, result.pre_review))
        record.pauses[key] = pause = Pause(
            key=key,
            method=step.method,
            asked=index,
            chain=step.chain,
            message=review.message,
            outcomes=review.outcomes,
            default_outcome=review.default_outcome,
            metadata=review.metadata,
            model=review.model,
            at=self.clock.now(),
        )
        return pause

    def _collect(self) -> None:
        """Take what was put on the agenda since the last look."""
        record = self.record
        if self.last_scheduled == 0:
            self.ready.extend(record.agenda.values())
        elif record.n_scheduled != self.last_scheduled:
            for number in range(self.last_scheduled + 1, record.n_scheduled + 1):
                self.ready.append(record.agenda[number])
        self.last_scheduled = record.n_scheduled

    async def _saved(self, result: _Result | None) -> None:
        if self.save is None:
            return
        report = None
        if result is not None and result.started_at is not None:
            report = self._report(result, result.started_at)
        await self.save(self.record, report)

    def _report(self, result: _Result, started_at: datetime) -> StepReport:
        from signoff.flow import reports  # noqa: PLC0415 - only where somebody wants one

        return reports.StepReport(
            seq=self.record.seq,
            method=result.step.method,
            trigger=result.step.trigger,
            started_at=started_at,
            finished_at=self.clock.now(),
            output="" if result.error else reports.preview(result.value),
            error=reports.error_text(result.error) if result.error else None,
        )


async def _invoke(bound: Callable[..., Any], method: Method, arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if method.is_async:
        return await bound(*arguments)
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    value, error = await loop.run_in_executor(None, context.run, _caught, bound, arguments)
    if error is not None:
        raise error
    return await value if inspect.isawaitable(value) else value


def _caught(
    bound: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[Any, BaseException | None]:
    # As a value: a future refuses some exceptions (StopIteration) and would never end.
    try:
        return bound(*arguments), None
    except BaseException as error:  # noqa: BLE001 - raised again on the loop's side
        return None, error
