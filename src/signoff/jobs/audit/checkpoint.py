"""Vouch for the trail from time to time, so that what was vouched for cannot be made anew.

One round signs the end of the chain, where there are new facts. What a
signature is worth is the business of whoever keeps it elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from signoff.clock import Clock
from signoff.store.audit.checkpoints import add_checkpoint
from signoff.store.audit.signing import Checkpoint, SigningKey
from signoff.store.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Checkpoints:
    """Makes them; ``tick`` is one round."""

    unit: Callable[[], UnitOfWork]
    key: SigningKey
    clock: Clock

    def tick(self) -> Checkpoint | None:
        """Sign the end of the chain; None where nothing is new since the last time."""
        with self.unit() as unit:
            made = add_checkpoint(unit.connection, self.key, now=self.clock.now())
            if made is None:
                return None
            unit.commit()
        logger.info("trail vouched for", extra={"seq": made.receipt.seq, "key": made.key_id})
        return made

    def stop(self) -> None:
        """Sign the end of the chain for the last time; a database that has gone keeps none."""
        try:
            self.tick()
        except DBAPIError:
            logger.exception("trail not vouched for at the end")
