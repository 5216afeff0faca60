"""When the trail was checked last, and what was found: for people to see, and no proof of anything.

Whoever can write to the database can write here too. What proves is the check
itself, done anew by whoever wants to know.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from signoff import ids
from signoff.store.tables import audit_checks


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """That somebody checked all of the trail up to number ``seq``; ``broken_at`` None: whole.

    ``says`` is what is wrong, in a sentence; empty where nothing is.
    """

    at: datetime
    actor: str
    seq: int
    broken_at: int | None = None
    says: str = ""


def add_check(connection: Connection, check: TrailCheck) -> None:
    """Note what a check found. The transaction is the caller's."""
    connection.execute(insert(audit_checks).values(id=ids.new_id(), **asdict(check)))


def find_last_check(connection: Connection) -> TrailCheck | None:
    """Return the newest check; None where nobody checked yet."""
    columns = [audit_checks.c[name] for name in TrailCheck.__slots__]
    query = select(*columns).order_by(audit_checks.c.at.desc(), audit_checks.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else TrailCheck(*row)
