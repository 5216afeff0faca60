"""Checkpoints as they are stored: at this number, the chain had this hash, says this key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from signoff.inbox.chain import Receipt
from signoff.store.audit.reading import find_head
from signoff.store.audit.signing import Checkpoint, SigningKey
from signoff.store.tables import audit_checkpoints, audit_head


def add_checkpoint(connection: Connection, key: SigningKey, *, now: datetime) -> Checkpoint | None:
    """Vouch for the chain as it ends now; None where nothing was added since the last time.

    The transaction is the caller's.
    """
    if not _has_news(connection):
        return None
    # Two servers at the same instant: the lock makes the second see the first one's.
    connection.execute(audit_head.update().values(seq=audit_head.c.seq))
    head = find_head(connection)
    if head is None or not _has_news(connection):
        return None
    made = key.sign(head, at=now)
    values = {
        "seq": head.seq,
        "hash": head.hash,
        "at": made.at,
        "key_id": made.key_id,
        "signature": made.signature,
    }
    connection.execute(insert(audit_checkpoints).values(values))
    return made


def find_checkpoint(connection: Connection, *, at_or_after: int = 0) -> Checkpoint | None:
    """Return the newest checkpoint, if it is not older than this number."""
    found = list_checkpoints(connection, newest=1)
    return found[0] if found and found[0].receipt.seq >= at_or_after else None


def find_covering(connection: Connection, seq: int) -> Checkpoint | None:
    """Return the first checkpoint that vouches for a fact; None where none does yet."""
    query = select(audit_checkpoints).where(audit_checkpoints.c.seq >= seq)
    row = connection.execute(query.order_by(audit_checkpoints.c.seq).limit(1)).first()
    return None if row is None else _checkpoint(row)


def list_checkpoints(connection: Connection, *, newest: int | None = None) -> list[Checkpoint]:
    """Return checkpoints, the newest first."""
    query = select(audit_checkpoints).order_by(audit_checkpoints.c.seq.desc()).limit(newest)
    return [_checkpoint(row) for row in connection.execute(query)]


def _checkpoint(row: Row[*tuple[Any, ...]]) -> Checkpoint:
    return Checkpoint(Receipt(row.seq, row.hash), row.at, row.key_id, row.signature)


def _has_news(connection: Connection) -> bool:
    head, last = find_head(connection), find_checkpoint(connection)
    return head is not None and (last is None or last.receipt.seq < head.seq)
