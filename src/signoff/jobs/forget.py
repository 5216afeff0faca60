"""Forget calls that nobody will repeat any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from signoff.clock import Clock
from signoff.store.unit_of_work import UnitOfWork

EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Forget:
    """Takes out keys of calls that are over; ``tick`` is one round."""

    unit: Callable[[], UnitOfWork]
    clock: Clock

    def tick(self) -> int:
        """Do one round; return how many keys are gone."""
        with self.unit() as unit:
            n_gone = unit.call_keys.forget(now=self.clock.now())
            unit.commit()
        return n_gone
