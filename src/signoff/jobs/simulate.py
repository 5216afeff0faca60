"""Try a policy on what was asked before: who got each request, and who would get it.

Nothing is written and no turn is taken. Everybody counts as there, since who
was away then is not known any more; turns go on from where they are now, and
a request waits for its people as long as it waited in truth.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from signoff.inbox.plan import Plan
from signoff.inbox.policy import Policy
from signoff.inbox.request import TRIAL_FLOW
from signoff.inbox.routing.plan import make_plan
from signoff.inbox.routing.stages import Question
from signoff.jobs.routing import spelling
from signoff.store.deployments import Deployments
from signoff.store.past_requests import PastRequest, list_past_requests
from signoff.store.people import People
from signoff.store.turns import Turns

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """One request: who was asked first and by which rule, who would be, and why."""

    request_id: str
    run_id: str
    flow: str
    method: str
    opened_at: datetime
    people: tuple[str, ...]
    rule: str | None
    would_be_people: tuple[str, ...]
    would_be_rule: str | None
    n_stages: int
    why: str

    @property
    def is_changed(self) -> bool:
        """Say whether other people would be asked first."""
        return set(self.people) != set(self.would_be_people)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requests somebody, or a rule, had and would have."""

    name: str
    n: int
    n_would_be: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a policy would have made of past requests, the newest first.

    In ``rules`` the name is empty for requests that no rule matches.
    """

    items: tuple[Replayed, ...]
    people: tuple[Tally, ...]
    rules: tuple[Tally, ...]
    n_changed: int


def simulate(
    connection: Connection,
    deployment_id: str,
    policy: Policy,
    *,
    limit: int = 200,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Simulation:
    """Replay the newest ``limit`` requests (of a period) with a policy that is not stored."""
    creator = spelling(Deployments(connection).get(deployment_id).creator)
    past = [
        request
        for request in list_past_requests(
            connection, deployment_id, limit=min(limit, LONGEST), since=since, until=until
        )
        if request.flow != TRIAL_FLOW
    ]
    office = _PastOffice(Turns(connection), deployment_id, People(connection).address_of)
    items = [_replayed(request, policy, creator, office) for request in past]
    return Simulation(
        items=tuple(reversed(items)),
        people=_tallies(
            Counter(person for item in items for person in item.people),
            Counter(person for item in items for person in item.would_be_people),
        ),
        rules=_tallies(
            Counter(item.rule or "" for item in items),
            Counter(item.would_be_rule or "" for item in items),
        ),
        n_changed=sum(item.is_changed for item in items),
    )


def _replayed(request: PastRequest, policy: Policy, creator: str, office: _PastOffice) -> Replayed:
    office.come_to(request.opened_at)
    question = Question(request.ask, request.flow, spelling(request.starter), creator)
    plan = make_plan(policy, question, office)
    office.ask(plan, request)
    return Replayed(
        request_id=request.id,
        run_id=request.run_id,
        flow=request.flow,
        method=request.ask.method,
        opened_at=request.opened_at,
        people=request.asked,
        rule=request.rule,
        would_be_people=plan.stages[0].people,
        would_be_rule=plan.rule,
        n_stages=len(plan.stages),
        why=plan.why,
    )


def _tallies(had: Counter[str], would_have: Counter[str]) -> tuple[Tally, ...]:
    names = sorted(had.keys() | would_have.keys(), key=lambda name: (-would_have[name], name))
    return tuple(Tally(name, had[name], would_have[name]) for name in names)


@dataclass(slots=True)
class _PastOffice:
    """People as they would have been: all there, with what the replay has given them so far."""

    kept: Turns
    deployment_id: str
    whose: Callable[[str], str]
    _turns: dict[str, str | None] = field(default_factory=dict)
    _waiting: Counter[str] = field(default_factory=Counter)
    _closing: list[tuple[datetime, str, tuple[str, ...]]] = field(default_factory=list)

    def come_to(self, moment: datetime) -> None:
        """Take from people what was closed by then."""
        while self._closing and self._closing[0][0] <= moment:
            self._waiting.subtract(heapq.heappop(self._closing)[2])

    def ask(self, plan: Plan, request: PastRequest) -> None:
        """Give a request to the people of its first stage until it was closed."""
        people = plan.stages[0].people
        self._waiting.update(people)
        if request.closed_at is not None:
            heapq.heappush(self._closing, (request.closed_at, request.id, people))

    def find_absence(self, person: str) -> None:
        del person

    def find_delegate(self, person: str) -> None:
        del person

    def in_charge(self) -> Sequence[str]:
        return ()  # everybody counts as there, the creator among them

    def n_open(self, people: Sequence[str]) -> Mapping[str, int]:
        return {person: self._waiting[person] for person in people}

    def find_last_turn(self, group: str) -> str | None:
        if group not in self._turns:
            self._turns[group] = self.kept.peek_last(self.deployment_id, group)
        return self._turns[group]

    def peek_last_turn(self, group: str) -> str | None:
        return self.find_last_turn(group)

    def take_turn(self, group: str, person: str) -> None:
        self._turns[group] = person
