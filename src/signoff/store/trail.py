"""The audit trail: facts are added, numbered and sealed by the commit, never changed.

`add` only keeps a fact in mind. The commit seals all of a transaction at once,
under the lock of the chain's end and as its last deed: the order of the chain
is the order of the commits, and nobody waits for a lock while holding this
one. Triggers see to it that rows stay as they are.
"""

from __future__ import annotations

import json
import os
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    bindparam,
    insert,
    select,
    text,
    update,
)

from signoff.inbox import chain
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.chain import Receipt
from signoff.store.tables import audit_events, audit_head

_SALT_OCTETS = 16
_FIELDS = tuple(AuditEvent.__slots__)
_LINK = chain.Link.__slots__
_GIVEN = (*_FIELDS, "salt", "digest")

# Made once: every commit of ours sends them. The lock on the one row of the head puts commits in
# order; an UPDATE takes it on both databases.
_TAKE_NUMBERS = (
    update(audit_head)
    .values(seq=audit_head.c.seq + bindparam("n", type_=BigInteger))
    .returning(audit_head.c.seq, audit_head.c.hash)
)
_END_AT = update(audit_head).values(hash=bindparam("end"))
_INSERT = insert(audit_events)
_SEAL = text("SELECT audit_seal(CAST(:facts AS json))")


_RECEIPT = (
    select(audit_events.c.seq, audit_events.c.hash)
    .where(
        audit_events.c.request_id == bindparam("its_request"),
        audit_events.c.kind == EventKind.REQUEST_ANSWERED.value,
    )
    .order_by(audit_events.c.seq.desc())
    .limit(1)
)


class Trail:
    """The trail, as one open transaction adds to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.added: list[AuditEvent] = []

    def add(self, event: AuditEvent) -> None:
        """Write a fact down with the commit, together with its follow-up job."""
        self.added.append(event)

    def seal(self) -> None:
        """Store what was added, numbered and chained; the last thing before the commit."""
        if not self.added:
            return
        if self._connection.dialect.name == "postgresql":
            self._seal_there()
        else:
            self._seal_here()

    def _seal_here(self) -> None:
        n = len(self.added)
        last, prev_hash = self._connection.execute(_TAKE_NUMBERS, {"n": n}).one()
        rows = []
        for seq, event in enumerate(self.added, last - n + 1):
            link = chain.seal(event, seq=seq, prev_hash=prev_hash, salt=_new_salt())
            prev_hash = link.hash
            rows.append({name: getattr(link, name) for name in _LINK})
        self._connection.execute(_INSERT, rows)
        self._connection.execute(_END_AT, {"end": prev_hash})

    def _seal_there(self) -> None:
        # The same by one call: a client that is busy must not hold the lock between statements.
        facts = [_fact(chain.enclose(event, salt=_new_salt())) for event in self.added]
        self._connection.execute(_SEAL, {"facts": json.dumps(facts)})

    def of_request(self, request_id: str) -> list[AuditEvent]:
        """Return what happened to a request, in order; what this transaction adds comes last."""
        stored = self._where(audit_events.c.request_id == request_id)
        return stored + [event for event in self.added if event.request_id == request_id]

    def of_run(self, run_id: str) -> list[AuditEvent]:
        """Return what happened to a run and its requests, in order."""
        stored = self._where(audit_events.c.run_id == run_id)
        return stored + [event for event in self.added if event.run_id == run_id]

    def find_answered_receipt(self, request_id: str) -> Receipt | None:
        """Return the receipt of the answer that closed a request; None while there is none."""
        found = self._connection.execute(_RECEIPT, {"its_request": request_id}).first()
        return None if found is None else Receipt(*found)

    def _where(self, condition: ColumnElement[bool]) -> list[AuditEvent]:
        columns = [audit_events.c[name] for name in _FIELDS]
        query = select(*columns).where(condition).order_by(audit_events.c.seq)
        found = self._connection.execute(query).mappings()
        return [AuditEvent(**{**row, "kind": EventKind(row["kind"])}) for row in found]


def _new_salt() -> str:
    return os.urandom(_SALT_OCTETS).hex()


def _fact(link: chain.Link) -> dict[str, Any]:
    """Return what the database needs to make a row of it; `data` as the column's text."""
    values = {name: getattr(link, name) for name in _GIVEN}
    data = json.dumps(link.data, ensure_ascii=False, separators=(",", ":"))
    return {**values, "at": chain.instant(link.at), "data": data, "body": chain.body_of(link)}
