"""Calls that may be sent again: each is done once, and its answer kept for a day.

A call that changes something marks its key in the transaction that makes the
change. So a key that is still marked as running changed nothing, however its
process ended, and another attempt may take it over; the attempt is a fence:
whoever lost the key cannot commit any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from signoff import ids
from signoff.store.tables import call_keys

LASTS = timedelta(hours=24)
HELD = timedelta(minutes=2)  # longer than any call of ours takes


class KeyStatus(StrEnum):
    """How far the call with a key got; what is done has changed something, or has its answer."""

    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CallKey:
    """A key as it is kept; ``answer`` is sealed. ``is_mine``: this attempt may go on."""

    id: str
    attempt: str
    call: str
    status: KeyStatus
    answer: str | None
    held_until: datetime
    expires_at: datetime
    is_mine: bool = False

    def is_under_way(self, now: datetime) -> bool:
        """Say whether the attempt that has the key may still bring an answer.

        What it does commits a moment before its answer is kept.
        """
        is_waited_for = self.status is KeyStatus.RUNNING or now < self.held_until
        return self.answer is None and is_waited_for


class CallKeys:
    """The keys, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, key_id: str, call: str, *, now: datetime) -> CallKey:
        """Take a key for a new attempt, or return it as another attempt left it."""
        mine = CallKey(
            id=key_id,
            attempt=ids.new_id(),
            call=call,
            status=KeyStatus.RUNNING,
            answer=None,
            held_until=now + HELD,
            expires_at=now + LASTS,
            is_mine=True,
        )
        self._connection.execute(
            delete(call_keys).where(call_keys.c.id == key_id, call_keys.c.expires_at <= now)
        )
        return mine if self._insert(mine) else self._take_over(mine, now)

    def mark(self, key: CallKey) -> bool:
        """Note that this transaction does what the call asks; say False where the key is lost."""
        done = self._connection.execute(
            update(call_keys)
            .where(call_keys.c.id == key.id, call_keys.c.attempt == key.attempt)
            .values(status=KeyStatus.DONE.value)
        )
        return done.rowcount == 1

    def keep(self, key: CallKey, answer: str) -> None:
        """Keep the sealed answer of a call."""
        self._connection.execute(
            update(call_keys)
            .where(call_keys.c.id == key.id, call_keys.c.attempt == key.attempt)
            .values(status=KeyStatus.DONE.value, answer=answer)
        )

    def let_go(self, key: CallKey, *, now: datetime) -> None:
        """Note that no answer is to come of an attempt; what it changed stays done."""
        self._connection.execute(
            update(call_keys)
            .where(call_keys.c.id == key.id, call_keys.c.attempt == key.attempt)
            .values(held_until=now)
        )

    def give_back(self, key: CallKey) -> bool:
        """Forget a key whose call changed nothing; say False where it did."""
        gone = self._connection.execute(
            delete(call_keys).where(
                call_keys.c.id == key.id,
                call_keys.c.attempt == key.attempt,
                call_keys.c.status == KeyStatus.RUNNING.value,
            )
        )
        return gone.rowcount == 1

    def forget(self, *, now: datetime) -> int:
        """Forget what is over; return how many."""
        return self._connection.execute(
            delete(call_keys).where(call_keys.c.expires_at <= now)
        ).rowcount

    def _insert(self, key: CallKey) -> bool:
        values = {name: getattr(key, name) for name in CallKey.__slots__ if name != "is_mine"}
        is_postgres = self._connection.dialect.name == "postgresql"
        insert = (postgresql if is_postgres else sqlite).insert(call_keys)
        statement = insert.values(values).on_conflict_do_nothing(index_elements=["id"])
        return self._connection.execute(statement.returning(call_keys.c.id)).first() is not None

    def _take_over(self, mine: CallKey, now: datetime) -> CallKey:
        """Take the key of an attempt that ended without a word, or return it as it is."""
        taken = self._connection.execute(
            update(call_keys)
            .where(
                call_keys.c.id == mine.id,
                call_keys.c.call == mine.call,
                call_keys.c.status == KeyStatus.RUNNING.value,
                call_keys.c.held_until <= now,
            )
            .values(attempt=mine.attempt, held_until=mine.held_until)
        )
        if taken.rowcount == 1:
            return mine
        query = select(call_keys).where(call_keys.c.id == mine.id)
        row = self._connection.execute(query).mappings().one()
        return CallKey(**{**row, "status": KeyStatus(row["status"])})


def about_answer(key_id: str) -> str:
    """Return what the answer of a call is sealed to."""
    return f"answer {key_id}"
