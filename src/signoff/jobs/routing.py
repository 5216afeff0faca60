"""Make the plan of a request that is about to be opened, with what the store knows of people.

The rules are in inbox/routing; here is only where their facts come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from signoff.errors import AddressInvalid, GroupNotFound
from signoff.inbox.absence import Absence
from signoff.inbox.address import canonical_address, reachable_address
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import Ask
from signoff.inbox.routing.choose import Want, choose_members
from signoff.inbox.routing.plan import make_plan
from signoff.inbox.routing.stages import Question
from signoff.jobs.accounts import is_closed
from signoff.jobs.trial import address_of
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork


def plan_request(unit: UnitOfWork, run: Run, ask: Ask, *, flow: str, now: datetime) -> Plan:
    """Return how a request is to be decided; the turns that it takes are written.

    ``flow`` is the name it is served under. The caller commits.
    """
    tested = address_of(run)
    if tested is not None:
        return Plan((Stage((tested,)),), why="A test request goes to the address it tests.")
    deployment = unit.deployments.get(run.deployment_id)
    policy = unit.policies.get(run.deployment_id).policy
    starter, creator = spelling(run.starter), spelling(deployment.creator)
    before = (spelling(each) for each in unit.forks.starters_before(run.id))
    origins = tuple(each for each in dict.fromkeys(before) if each != starter)
    question = Question(ask, flow, starter, creator, origins)
    return make_plan(policy, question, StoredOffice(unit, run.deployment_id, now=now))


def people_of(
    unit: UnitOfWork, deployment_id: str, who: str, *, now: datetime | None = None
) -> tuple[str, ...]:
    """Return the addresses that an address or a group's name stands for now.

    A group that takes turns gives one, and its turn is taken; any other gives all its members.
    With ``now``, whoever is away is passed over while another member is there, and delegates
    take the place of those who handed over. The caller commits.
    Raises: AddressInvalid, GroupNotFound.
    """
    if "@" in who:
        return (reachable_address(who),)
    groups = {group.name: group for group in unit.policies.get(deployment_id).policy.groups}
    if who not in groups:
        there = f"There are: {', '.join(sorted(groups))}." if groups else "There is no group yet."
        raise GroupNotFound(
            f"{who[:100]!r} is no mail address and no group. Nobody was asked. {there}"
        )
    group = groups[who]
    want = Want(wanted=1) if group.choice.takes_one else Want()
    found = choose_members(group, want, StoredOffice(unit, deployment_id, now=now))
    return tuple(found.people)


class StoredOffice:
    """What the store knows of people at one instant; each is looked up once.

    Without ``now`` everybody counts as there.
    """

    def __init__(self, unit: UnitOfWork, deployment_id: str, *, now: datetime | None) -> None:
        self._unit = unit
        self._deployment_id = deployment_id
        self._now = now
        self._absences: dict[str, Absence | None] = {}
        self._delegates: dict[str, str | None] = {}
        self._persons: dict[str, str] = {}

    def find_absence(self, person: str) -> Absence | None:
        if self._now is not None and person not in self._absences:
            self._absences[person] = self._absence(person, self._now)
        return self._absences.get(person)

    def _absence(self, person: str, now: datetime) -> Absence | None:
        if is_closed(self._unit, person):
            return Absence(person, now, has_left=True)
        return self._unit.reach.find_absence(person, now=now)

    def find_delegate(self, person: str) -> str | None:
        if self._now is not None and person not in self._delegates:
            found = self._unit.delegations.find_delegate(
                person, now=self._now, deployment_id=self._deployment_id
            )
            self._delegates[person] = found
        return self._delegates.get(person)

    def whose(self, address: str) -> str:
        if address not in self._persons:
            self._persons[address] = self._unit.people.address_of(address)
        return self._persons[address]

    def in_charge(self) -> Sequence[str]:
        return self._unit.members.in_charge(self._deployment_id)

    def n_open(self, people: Sequence[str]) -> Mapping[str, int]:
        return self._unit.turns.n_open(people)

    def find_last_turn(self, group: str) -> str | None:
        return self._unit.turns.find_last(self._deployment_id, group)

    def peek_last_turn(self, group: str) -> str | None:
        return self._unit.turns.peek_last(self._deployment_id, group)

    def take_turn(self, group: str, person: str) -> None:
        self._unit.turns.take(self._deployment_id, group, person)


@lru_cache(maxsize=1024)
def spelling(address: str) -> str:
    """Return an address as it is compared; whoever is known by another name keeps that."""
    try:
        return canonical_address(address)
    except AddressInvalid:
        return address
