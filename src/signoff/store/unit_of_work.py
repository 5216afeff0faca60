"""One transaction: everything inside it happens, or nothing does.

Leaving the block without ``commit`` rolls back, so a forgotten commit is
loud in tests and harmless in production. The follow-up jobs of the facts
written inside are stored by the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from signoff.inbox.audit import AuditEvent
from signoff.store.assignments import Assignments
from signoff.store.call_keys import CallKeys
from signoff.store.calls import Calls
from signoff.store.crew_hooks import CrewHooks
from signoff.store.cursors import Cursors
from signoff.store.delegations import Delegations
from signoff.store.deployments import Deployments
from signoff.store.due import Due
from signoff.store.figures.ledger import Ledger
from signoff.store.forks import Forks
from signoff.store.known import Known
from signoff.store.lessons import Lessons
from signoff.store.mail import Deliveries, Replies, Tickets
from signoff.store.members import Members
from signoff.store.people import People
from signoff.store.policies import Policies
from signoff.store.reach import Reach
from signoff.store.remarks import Remarks
from signoff.store.requests import Requests
from signoff.store.runs import Runs
from signoff.store.spent_tokens import SpentTokens
from signoff.store.trail import Trail
from signoff.store.turns import Turns
from signoff.store.votes import Votes
from signoff.store.webhooks import Webhooks
from signoff.store.workers import Workers

FollowUp = Callable[[Connection, Sequence[AuditEvent]], None]


def _refuse(connection: Connection, facts: Sequence[AuditEvent]) -> None:
    del connection, facts
    raise RuntimeError("This unit only looks. Nothing was stored. Use `with app.unit()`.")


class UnitOfWork:
    """An open transaction, one collection per aggregate."""

    def __init__(
        self,
        engine: Engine,
        follow_up: FollowUp,
        *,
        with_commit: Callable[[Connection], None] | None = None,
    ) -> None:
        self._engine = engine
        self._follow_up = follow_up
        self._with_commit = with_commit
        self._open: Connection | None = None
        self._known = Known()

    @classmethod
    def looking(cls, connection: Connection) -> Self:
        """Return a unit over an open connection, for who only looks: it cannot commit."""
        unit = cls(connection.engine, _refuse)
        unit._open = connection
        return unit

    def __enter__(self) -> Self:
        self._open = self._engine.connect()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    @property
    def connection(self) -> Connection:
        """The open connection."""
        if self._open is None:
            raise RuntimeError("No transaction is open. Nothing was stored. Use `with app.unit()`.")
        return self._open

    def commit(self) -> None:
        """Make it so, follow-up jobs included."""
        self._follow_up(self.connection, tuple(self.trail.added))
        if self._with_commit is not None:
            self._with_commit(self.connection)
        self.figures.write()
        self.trail.seal()
        self.connection.commit()
        self.trail.added.clear()
        self._known.forget()

    @cached_property
    def deployments(self) -> Deployments:
        return Deployments(self.connection, self._known)

    @cached_property
    def policies(self) -> Policies:
        return Policies(self.connection, self._known)

    @cached_property
    def delegations(self) -> Delegations:
        return Delegations(self.connection)

    @cached_property
    def turns(self) -> Turns:
        return Turns(self.connection, self._known)

    @cached_property
    def runs(self) -> Runs:
        return Runs(self.connection)

    @cached_property
    def forks(self) -> Forks:
        return Forks(self.connection)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self.connection, self.figures, self._known)

    @cached_property
    def figures(self) -> Ledger:
        return Ledger(self.connection)

    @cached_property
    def due(self) -> Due:
        return Due(self.connection, self._known)

    @cached_property
    def assignments(self) -> Assignments:
        return Assignments(self.connection)

    @cached_property
    def votes(self) -> Votes:
        return Votes(self.connection)

    @cached_property
    def remarks(self) -> Remarks:
        return Remarks(self.connection)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.connection)

    @cached_property
    def tickets(self) -> Tickets:
        return Tickets(self.connection)

    @cached_property
    def replies(self) -> Replies:
        return Replies(self.connection)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.connection)

    @cached_property
    def cursors(self) -> Cursors:
        return Cursors(self.connection)

    @cached_property
    def spent_tokens(self) -> SpentTokens:
        return SpentTokens(self.connection)

    @cached_property
    def call_keys(self) -> CallKeys:
        return CallKeys(self.connection)

    @cached_property
    def calls(self) -> Calls:
        return Calls(self.connection)

    @cached_property
    def crew_hooks(self) -> CrewHooks:
        return CrewHooks(self.connection)

    @cached_property
    def trail(self) -> Trail:
        return Trail(self.connection)

    @cached_property
    def people(self) -> People:
        return People(self.connection, self._known)

    @cached_property
    def members(self) -> Members:
        return Members(self.connection, self._known)

    @cached_property
    def lessons(self) -> Lessons:
        return Lessons(self.connection, self._known)

    @cached_property
    def workers(self) -> Workers:
        return Workers(self.connection)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self.connection)
