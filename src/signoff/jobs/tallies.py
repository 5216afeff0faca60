"""Count beforehand what pages of figures are added up from, so that nobody waits who looks first.

One round keeps a few spans, and soon comes again while there are more; where nothing has changed it
looks at a few rows. What is kept of a span is the business of store/figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from signoff.clock import Clock
from signoff.errors import FiguresInvalid
from signoff.inbox.figures import check_zone
from signoff.store.figures.keeping import Over, keep_some, prune, what_is_over
from signoff.store.figures.shelf import LEAST_KEPT, begin
from signoff.store.unit_of_work import UnitOfWork

EVERY = timedelta(minutes=1)
AGAIN = timedelta(milliseconds=100)  # in between others get at the database, and at this process
_USUAL_ZONE = "UTC"  # of pages for people who chose none

Known = tuple[Over, dict[str, date]]


@dataclass(frozen=True)
class Tallies:
    """Keeps them; ``tick`` is one round. ``least_kept`` is how many requests are worth it."""

    engine: Engine
    unit: Callable[[], UnitOfWork]
    clock: Clock
    least_kept: int = LEAST_KEPT
    _done: dict[str, Known] = field(default_factory=dict)  # where nothing was left, by deployment

    def tick(self) -> int:
        """Do one round; return how many tallies it kept."""
        now = self.clock.now()
        with self.unit() as unit:
            deployments = tuple(unit.deployments.names().values())
            zones = unit.members.zones()
        begin(self.engine, deployments, now=now, waits=True)
        over, todays = what_is_over(self.engine), _todays(zones, now)
        for deployment in deployments:
            if deployment not in over or self._done.get(deployment) == (over[deployment], todays):
                continue
            n_kept = keep_some(self.engine, deployment, todays, now=now, least_kept=self.least_kept)
            if n_kept:
                return n_kept
            if n_kept is None:
                prune(self.engine, deployment, todays)
                self._done[deployment] = (over[deployment], todays)
        return 0


def _todays(zones: Iterable[str | None], now: datetime) -> dict[str, date]:
    """Return the day that it is where people are; a zone that is not known here has no page."""
    found = {}
    for zone in {zone or _USUAL_ZONE for zone in zones}:
        try:
            found[zone] = now.astimezone(check_zone(zone)).date()
        except FiguresInvalid:
            continue
    return found
