"""Finds the requests whose time has come, and lets happen what their plans say.

One round looks into an index, takes the first of what is due and does each
once, whoever else looks at the same instant. What is to be done at a deadline
is the business of jobs/acts; how often a round comes, of the clockwork.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from signoff.clock import Clock
from signoff.inbox.deadlines import act_due, next_due
from signoff.inbox.plan_text import plan_from
from signoff.jobs.acts import Acts, Late
from signoff.store.due import Deadline
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

# Of one transaction: a commit waits for the disk. More would keep others waiting who want to write.
BATCH = 50
EVERY = timedelta(seconds=1)
# While more is due. Whoever waits for SQLite looks again every tenth of a second: without a rest
# as long, people's answers would not get through.
AGAIN = timedelta(milliseconds=100)
PUT_OFF = timedelta(minutes=5)  # for a request with which something is wrong


@dataclass(frozen=True, slots=True)
class Sweep:
    """Does what is due; safe to run in several processes at once."""

    unit: Callable[[], UnitOfWork]
    acts: Acts
    clock: Clock
    batch: int = BATCH

    def tick(self) -> int:
        """Do the first batch of what is due; return how many requests were looked after."""
        now = self.clock.now()
        with self.unit() as unit:
            if not unit.due.is_any(now=now):
                return 0
        due: Sequence[Deadline] = ()
        try:
            with self.unit() as unit:
                due = unit.due.take(now=now, limit=self.batch)
                for deadline in due:
                    self._do(unit, deadline, now=now)
                unit.commit()
        except OperationalError:
            raise  # the database is away, not a request wrong
        except Exception:
            if not due:
                raise
            self._do_each(due, now=now)  # where it is found again, and logged
        return len(due)

    def _do_each(self, due: Sequence[Deadline], *, now: datetime) -> None:
        """Do one request at a time, so that a bad one holds up none of the others."""
        for deadline in due:
            try:
                with self.unit() as unit:
                    held = unit.due.hold(deadline.request_id)
                    if held == deadline and held.is_pending:
                        self._do(unit, held, now=now)
                    unit.commit()
            except OperationalError:
                raise
            except Exception:
                detail = {"request_id": deadline.request_id}
                logger.exception("deadline not kept, tried again later", extra=detail)
                self._put_off(deadline, now=now)

    def _put_off(self, deadline: Deadline, *, now: datetime) -> None:
        with self.unit() as unit:
            unit.due.move(deadline, due_at=now + PUT_OFF, waiting=deadline.waiting)
            unit.commit()

    def _do(self, unit: UnitOfWork, deadline: Deadline, *, now: datetime) -> None:
        plan = plan_from(deadline.plan or {"stages": ()})
        due = act_due(plan, deadline.waiting, now=now)
        waiting = deadline.waiting if due is None else due.left
        due_at = next_due(plan, waiting)
        if not unit.due.move(deadline, due_at=due_at, waiting=waiting, plan=plan) or due is None:
            return
        late = Late(unit.requests.get(deadline.request_id), plan, deadline.waiting, due)
        otherwise = self.acts.do(unit, late, now=now)
        if otherwise is not None:
            moved = replace(deadline, due_at=due_at)
            unit.due.move(moved, due_at=next_due(plan, otherwise), waiting=otherwise, plan=plan)
