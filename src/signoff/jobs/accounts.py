"""Whose account here was closed: then nothing they do counts, and others stand in for them.

Most people who answer have no account and need none, so only one that was
closed says anything. Sessions and tokens end with it at once; mails and their
pages do not, which is why they look here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from signoff.errors import NotActive
from signoff.inbox.address import canonical_address
from signoff.store.unit_of_work import UnitOfWork


def is_closed(unit: UnitOfWork, person: str) -> bool:
    """Say whether the account of this address, or of whom it is an alias of, is not active."""
    return any(not each.is_active for each in unit.members.accounts(person))


def who_runs(unit: UnitOfWork, deployment_id: str, *, but: Collection[str] = ()) -> str | None:
    """Return the address of who runs a deployment's flows: its creator.

    Where the creator's account is closed, it is whoever is in charge and not among ``but``; None
    where nobody is.
    """
    creator = unit.deployments.get(deployment_id).creator
    if not is_closed(unit, creator):
        return creator
    return next((each for each in unit.members.in_charge(deployment_id) if each not in but), None)


def created_by(unit: UnitOfWork, organisation_id: str, person: str) -> tuple[str, ...]:
    """Return the names of an organisation's deployments whose creator somebody is."""
    return creators(unit, organisation_id).get(person, ())


def creators(unit: UnitOfWork, organisation_id: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of an organisation's deployments by the address of their creator."""
    found: dict[str, tuple[str, ...]] = {}
    for deployment_id, name in unit.members.deployments_of(organisation_id).items():
        creator = canonical_address(unit.deployments.get(deployment_id).creator)
        found[creator] = (*found.get(creator, ()), name)
    return found


def check_account(unit: UnitOfWork, person: str) -> None:
    """Accept whoever has an active account, or none. Raises: NotActive."""
    if is_closed(unit, person):
        raise NotActive(
            f"The account of {person} was closed. Nothing was recorded and all is as it was. "
            "Ask whoever manages people to open it again, or name somebody else."
        )
