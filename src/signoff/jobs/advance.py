"""Advance a run from where it stands until every branch has ended or waits.

One worker at a time holds a run (store.runs). Each finished method is one
commit; so is the pause, with its requests, their mails and the facts. A
worker that dies in between repeats at most the method it was in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception_only
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from signoff import ids
from signoff.clock import Clock
from signoff.errors import FlowError, FlowNotFound, RequestClosed, RequestExpired, SignoffError
from signoff.flow.engine import Advanced, advance
from signoff.flow.fitting import check_methods
from signoff.flow.flow import Flow, new_record
from signoff.flow.judging import check_answers
from signoff.flow.plain import plain
from signoff.flow.record import Record, RunStatus
from signoff.flow.reports import StepReport
from signoff.inbox import lifecycle
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.request import Ask
from signoff.inbox.response import Response
from signoff.jobs.asked import Asked
from signoff.jobs.calls.crew_telling import CrewTelling
from signoff.jobs.learn import give_memory
from signoff.jobs.outbox import Outbox
from signoff.jobs.routing import plan_request
from signoff.jobs.served import Elsewhere, is_elsewhere
from signoff.jobs.state_changes import Changes, StateChanges
from signoff.store.due import Expired
from signoff.store.lesson_book import StoredLessons
from signoff.store.runs import ClaimLost, Run
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)


class NotRecorded(SignoffError):
    """The store did not take a step; the run stands where it last was stored."""


@dataclass(frozen=True, slots=True)
class Advance:
    """The job; ``subject`` is the run's id."""

    unit: Callable[[], UnitOfWork]
    flows: Mapping[str, type[Flow[Any]]]
    outbox: Outbox
    clock: Clock
    worker: str
    lease: timedelta
    crews: CrewTelling
    deployment_id: str = ""

    def __call__(self, subject: str, *, job: str) -> None:
        """Go on with a run; do nothing where another live worker has it.

        That worker looks for new answers before it lets go, so none is missed.
        Raises: Elsewhere, for a run of another deployment.
        """
        while True:
            run = self._claim(subject, job)
            if run is None:
                return
            try:
                if self._go_on(run):
                    return
            except ClaimLost:
                logger.warning("run taken over", extra={"run_id": run.id, "worker": self.worker})
                return
            except Exception:
                self._let_go(run)  # the job is tried again; others need not wait for it
                raise

    def _claim(self, run_id: str, job: str) -> Run | None:
        with self.unit() as unit:
            live_since = self.clock.now() - self.lease
            run = unit.runs.claim(run_id, worker=self.worker, job=job, live_since=live_since)
            if run and is_elsewhere(self.deployment_id, run.deployment_id, run.flow):
                raise Elsewhere(run.deployment_id)  # without a commit: it was never claimed
            unit.commit()
        return run

    def _go_on(self, run: Run) -> bool:
        """Advance once; return False where an answer came in meanwhile and it can go on."""
        try:
            flow = self._flow(run)
            give_memory(flow, StoredLessons(self.unit, run.deployment_id, clock=self.clock))
            with self.unit() as unit:
                record = unit.runs.find_record(run.id)
                waiting = record.pauses if record else ()
                responses = unit.requests.find_responses(run.id, waiting, now=self.clock.now())
                expired = unit.due.find_expired(run.id, waiting)
            if expired is not None:
                self._fail(run, _late(run, expired))
                return True
            if record is not None:
                check_methods(type(flow), record)
                check_answers(type(flow).signoff_graph, record, responses)
        except (FlowNotFound, FlowError) as error:
            self._block(run, error)
            return True
        advanced = self._advance(run, flow, record, responses)
        return True if advanced is None else self._settle(run, advanced)

    def _flow(self, run: Run) -> Flow[Any]:
        flow_class = self.flows.get(run.flow)
        if flow_class is None:
            raise FlowNotFound(
                f"Flow {run.flow!r} is not served any more. Run {run.id} waits as it is. "
                f"Serve a module that holds it; served now: {', '.join(sorted(self.flows))}."
            )
        try:
            return flow_class()
        except Exception as error:
            raise FlowError(
                f"{flow_class.__name__}() raised {type(error).__name__}: {str(error).rstrip('.')}. "
                f"Run {run.id} waits as it is. Mend the class or what it needs, then start signoff "
                "again."
            ) from error

    def _advance(
        self,
        run: Run,
        flow: Flow[Any],
        record: Record | None,
        responses: Mapping[str, Response],
    ) -> Advanced | None:
        """Return what the advance came to; None where the author's code raised: the run failed."""
        # Whoever listens to a crew stands in the store: a fault there is none of the author's.
        with self.crews.hearing(run):
            try:
                begun = record or new_record(type(flow), run_id=run.id, inputs=run.inputs)
                state = StateChanges(begun.state, is_begun=record is not None)

                async def save(record: Record, report: StepReport | None) -> None:
                    if report is None:
                        self._save_answer(run, record, responses)
                    else:
                        self._save_step(run, record, report, state.after(record.state))

                return asyncio.run(advance(flow, begun, responses=responses, save=save))
            except (ClaimLost, NotRecorded):
                raise
            # Nobody stops this loop from outside: an exit or a cancellation is the author's, too.
            except (Exception, SystemExit, asyncio.CancelledError) as error:  # noqa: BLE001 - the author's code may raise anything; the run ends with it
                self._fail(run, error)
                return None

    def _save_answer(self, run: Run, record: Record, answered: Collection[str]) -> None:
        """Keep that an answer was taken in, and what the run was before: there it can be forked."""
        with self._saving(run, record) as unit:
            unit.forks.keep_heads(run.id, answered)
            unit.runs.put_record(run.id, record, now=self.clock.now())
            self._note(unit, EventKind.RUN_RESUMED, run, {}, now=self.clock.now())

    def _save_step(
        self, run: Run, record: Record, report: StepReport, changes: Changes | None
    ) -> None:
        """Keep one finished method."""
        with self._saving(run, record) as unit:
            unit.runs.put_record(run.id, record, now=self.clock.now())
            unit.runs.add_step(run.id, report, changes)

    @contextmanager
    def _saving(self, run: Run, record: Record) -> Iterator[UnitOfWork]:
        """Make one commit of what is done to a claimed run. Raises: ClaimLost, NotRecorded."""
        try:
            with self.unit() as unit:
                unit.runs.hold(run)
                yield unit
                self.crews.stored(unit, run, record)
                unit.commit()
        except SQLAlchemyError as error:
            raise NotRecorded(
                f"Run {run.id} could not be stored: {error}. It stands where it last was stored. "
                "It is tried again; check the database."
            ) from error

    def _settle(self, run: Run, advanced: Advanced) -> bool:
        """Store where the run stands now; False where answers wait that it has not seen."""
        now = self.clock.now()
        with self.unit() as unit:
            unit.runs.hold(run)
            before = unit.requests.keys_of_run(run.id)
            for ask in advanced.asks:
                if ask.key not in before:
                    self._open(unit, run, ask, now=now)
            asked = {ask.key for ask in advanced.asks}
            if any(is_pending and key not in asked for key, is_pending in before.items()):
                self._withdraw(unit, run, asked, now=now)
            for key in unit.requests.superseded(run.id, advanced.record.pauses):
                advanced.record.withdraw(key)
            unit.runs.put_record(run.id, advanced.record, now=now)
            if advanced.status is RunStatus.WAITING:
                keys = [key for key in before if key in asked]  # nobody answers what is new
                if unit.requests.find_responses(run.id, keys, now=now) or unit.due.find_expired(
                    run.id, keys
                ):
                    unit.commit()
                    return False
                state = advanced.asks[-1].state if advanced.asks else {}
                unit.runs.release(run, status="waiting", state=dict(state), error=None)
            else:
                self._end(unit, run, advanced, now=now)
            unit.commit()
        return True

    def _open(self, unit: UnitOfWork, run: Run, ask: Ask, *, now: datetime) -> None:
        plan = plan_request(unit, run, ask, flow=run.flow, now=now)
        Asked(self.outbox, clock=self.clock).open(unit, ask, run=run, plan=plan, now=now)

    def _end(self, unit: UnitOfWork, run: Run, advanced: Advanced, *, now: datetime) -> None:
        unit.runs.release(
            run,
            status=advanced.status.value,
            state=plain(advanced.record.state),
            result=plain(advanced.result),
            ended_at=now,
        )
        is_cancelled = advanced.status is RunStatus.CANCELLED
        kind = EventKind.RUN_CANCELLED if is_cancelled else EventKind.RUN_ENDED
        self._note(unit, kind, run, {}, now=now)

    def _withdraw(
        self, unit: UnitOfWork, run: Run, asked: Collection[str], *, now: datetime
    ) -> None:
        """Cancel the requests of a run that it does not ask any more."""
        for request in unit.requests.pending_of_run(run.id):
            if request.ask.key not in asked:
                # Somebody may answer at this very instant: that answer stays on record.
                with suppress(RequestClosed):
                    lifecycle.cancel(unit, request, actor="flow", now=now)

    def _fail(self, run: Run, error: BaseException) -> None:
        now = self.clock.now()
        logger.warning("run failed", extra={"run_id": run.id}, exc_info=error)
        with self.unit() as unit:
            self._withdraw(unit, run, (), now=now)
            said = _said_of(error)
            unit.runs.release(run, status=RunStatus.FAILED.value, error=said, ended_at=now)
            self._note(unit, EventKind.RUN_FAILED, run, {"error": type(error).__name__}, now=now)
            unit.commit()

    def _block(self, run: Run, error: SignoffError) -> None:
        """Leave a run as it is that the served code cannot advance; the next start tries again."""
        logger.error("run blocked", extra={"run_id": run.id}, exc_info=error)
        with self.unit() as unit:
            unit.runs.release(run, error=str(error))
            data = {"error": type(error).__name__}
            self._note(unit, EventKind.RUN_BLOCKED, run, data, now=self.clock.now())
            unit.commit()

    def _let_go(self, run: Run) -> None:
        with self.unit() as unit:
            unit.runs.release(run)
            unit.commit()

    def _note(
        self, unit: UnitOfWork, kind: EventKind, run: Run, data: dict[str, Any], *, now: datetime
    ) -> None:
        unit.trail.add(AuditEvent(ids.new_id(), kind, run.id, "flow", now, run.id, None, data))


def _said_of(error: BaseException) -> str:
    """Return a failure as people read it: by the name of its class, where that is an author's."""
    if isinstance(error, SignoffError):
        return str(error)
    said = "".join(format_exception_only(error)).strip()
    return said.removeprefix(f"{type(error).__module__}.")


def _late(run: Run, expired: Expired) -> RequestExpired:
    return RequestExpired(
        f"Request {expired.request_id} of {expired.method} was not answered within "
        f"{_spoken(expired.waited)}. It is expired, and run {run.id} stops here. Start a new run; "
        "a longer time, a backup or an answer for the deadline can be set in the deployment's "
        "policy."
    )


def _spoken(waited: timedelta) -> str:
    minutes = round(waited / timedelta(minutes=1))
    if minutes < 60:  # noqa: PLR2004 - what is less than an hour is said in minutes
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    hours = f"{waited / timedelta(hours=1):.1f}".removesuffix(".0")
    return "1 hour" if hours == "1" else f"{hours} hours"
