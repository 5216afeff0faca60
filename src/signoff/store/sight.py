"""What of requests and runs one person may see, as conditions of a query.

Lists are filtered where they are read, so that a page holds what it says, a
count tells nothing of others, and what may not be seen looks like what is not
there. Why somebody sees a deployment wholly is said by inbox/access.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, or_, select, true

from signoff.inbox.access import Access, Permission
from signoff.store.tables import assignments, deployments, requests, responses, runs


@dataclass(frozen=True, slots=True)
class Sight:
    """What ``person`` sees: deployments by id; of those not ``whole`` only their own part."""

    person: str
    whole: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    started: frozenset[str] = frozenset()
    is_everything: bool = False

    @property
    def requests(self) -> ColumnElement[bool]:
        """Which requests: of whole deployments, those one is or was asked, those of own runs."""
        if self.is_everything:
            return true()
        parts: list[ColumnElement[bool]] = [_in(self.whole)]
        # What is seen wholly is not asked for twice: an OR keeps a database from its indexes.
        if asked := self.asked - self.whole:
            parts.append(_in(asked) & self._asked())
        if started := self.started - self.whole:
            parts.append(_in(started) & self._own())
        return or_(*parts)

    def waiting_for(self, person: str) -> ColumnElement[bool]:
        """Which of the requests that wait for ``person``: whether one is asked is known there."""
        if self.is_everything or person != self.person:
            return self.requests
        parts = [_in(self.whole | self.asked)]
        if started := self.started - self.whole - self.asked:
            parts.append(_in(started) & self._own())
        return or_(*parts)

    @property
    def runs(self) -> ColumnElement[bool]:
        """Which runs: of whole deployments, those one started, those one is or was asked in."""
        if self.is_everything:
            return true()
        parts: list[ColumnElement[bool]] = [runs.c.deployment_id.in_(sorted(self.whole))]
        if self.started:
            there = runs.c.deployment_id.in_(sorted(self.started))
            parts.append(there & (runs.c.starter == self.person))
        if self.asked:
            there = runs.c.deployment_id.in_(sorted(self.asked))
            asked = select(requests.c.id).where(requests.c.run_id == runs.c.id, self._asked())
            parts.append(there & asked.correlate(runs).exists())
        return or_(*parts)

    # For each row whether, not all that there are: those may be a hundred thousand by and by.

    def _asked(self) -> ColumnElement[bool]:
        asked = select(assignments.c.id).where(
            assignments.c.request_id == requests.c.id, assignments.c.person == self.person
        )
        answered = select(responses.c.at).where(
            responses.c.request_id == requests.c.id, responses.c.responder == self.person
        )
        return or_(requests.c.assignee == self.person, _is_any(asked), _is_any(answered))

    def _own(self) -> ColumnElement[bool]:
        own = select(runs.c.id).where(runs.c.id == requests.c.run_id, runs.c.starter == self.person)
        return _is_any(own)


ALL = Sight("", is_everything=True)  # for work of our own, which nobody looks at


def sight(person: str, access: Access) -> Sight:
    """Return what somebody with this access may see."""
    return Sight(
        person,
        whole=access.where(Permission.MANAGE, Permission.AUDIT),
        asked=access.where(Permission.RESPOND),
        started=access.where(Permission.START),
    )


def deployment_of_request(connection: Connection, request_id: str, *, sight: Sight) -> str | None:
    """Return the deployment of a request that may be seen, or None."""
    query = select(requests.c.deployment_id).where(requests.c.id == request_id, sight.requests)
    return connection.execute(query).scalar_one_or_none()


def deployment_of_run(connection: Connection, run_id: str, *, sight: Sight) -> str | None:
    """Return the deployment of a run that may be seen, or None."""
    query = select(runs.c.deployment_id).where(runs.c.id == run_id, sight.runs)
    return connection.execute(query).scalar_one_or_none()


def is_deployment(connection: Connection, deployment_id: str) -> bool:
    """Say whether there is such a deployment."""
    query = select(deployments.c.id).where(deployments.c.id == deployment_id)
    return connection.execute(query).first() is not None


def _is_any(query: Select[*tuple[Any, ...]]) -> ColumnElement[bool]:
    # Whatever the query around it joins besides, of these it is its own.
    return query.correlate(requests).exists()


def _in(ids: frozenset[str]) -> ColumnElement[bool]:
    return requests.c.deployment_id.in_(sorted(ids)) if ids else false()
