"""Keep words no longer than the policy says.

One round looks at each deployment; each run is a transaction of its own, so a
round that is cut short loses nothing and the next one goes on. How words are
taken out is the business of jobs/audit/redact.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from signoff.clock import Clock
from signoff.jobs.audit.redact import redact_run
from signoff.store.audit import redaction
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)
_ACTOR = "signoff"


@dataclass(frozen=True)
class Retain:
    """Takes out what is older than the policy keeps; ``tick`` is one round."""

    unit: Callable[[], UnitOfWork]
    clock: Clock

    def tick(self) -> int:
        """Do one round; return how many runs lost their words."""
        with self.unit() as unit:
            deployments = tuple(unit.deployments.names().values())
        return sum(self._keep(deployment_id) for deployment_id in deployments)

    def _keep(self, deployment_id: str) -> int:
        now = self.clock.now()
        with self.unit() as unit:
            keeps = unit.policies.get(deployment_id).policy.retention
            if keeps.raw_mail_days is not None:
                before = now - timedelta(days=keeps.raw_mail_days)
                redaction.empty_raw_mails(unit.connection, deployment_id, before=before, now=now)
                unit.commit()
        if keeps.closed_days is None:
            return 0
        return self._empty_runs(deployment_id, now - timedelta(days=keeps.closed_days), now)

    def _empty_runs(self, deployment_id: str, before: datetime, now: datetime) -> int:
        n_runs = 0
        while True:
            with self.unit() as unit:
                due = redaction.find_closed_runs(unit.connection, deployment_id, before=before)
            for run_id in due:
                with self.unit() as unit:
                    redact_run(unit, run_id, by=_ACTOR, now=now, why="retention")
                    unit.commit()
            n_runs += len(due)
            if not due:
                break
        if n_runs:
            logger.info("words taken out", extra={"runs": n_runs, "deployment": deployment_id})
        return n_runs
