"""The audit trail: rows are added, never changed (triggers see to it)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.tables import audit_events


class Trail:
    """The trail, as one open transaction adds to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.added: list[AuditEvent] = []

    def add(self, event: AuditEvent) -> None:
        """Write a fact down; its follow-up job is written with it at the commit."""
        values = {name: getattr(event, name) for name in AuditEvent.__slots__}
        values |= {"kind": event.kind.value, "data": dict(event.data)}
        self._connection.execute(insert(audit_events).values(values))
        self.added.append(event)

    def of_request(self, request_id: str) -> list[AuditEvent]:
        """Return what happened to a request, in order."""
        return self._where(audit_events.c.request_id == request_id)

    def of_run(self, run_id: str) -> list[AuditEvent]:
        """Return what happened to a run and its requests, in order."""
        return self._where(audit_events.c.run_id == run_id)

    def _where(self, condition: object) -> list[AuditEvent]:
        query = select(audit_events).where(condition).order_by(audit_events.c.id)  # type: ignore[arg-type]
        found = self._connection.execute(query).mappings()
        return [AuditEvent(**{**row, "kind": EventKind(row["kind"])}) for row in found]
