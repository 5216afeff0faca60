"""Somebody changes what they are called: the same for pages and API."""

from __future__ import annotations

from signoff.app import App
from signoff.errors import NotAllowed
from signoff.inbox.access import Limit
from signoff.store.membership import Actor, change_person
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


def change_own_name(app: App, unit: UnitOfWork, caller: Caller, name: str) -> None:
    """Call the caller so; '' for their address. The trail says that they did it.

    Raises: NotAllowed, PersonInvalid.
    """
    if caller.limit != Limit():
        raise NotAllowed(
            "This token may do less than its person, so it cannot say what they are called. "
            "Nothing was changed. Use a token without scopes, or sign in."
        )
    person = unit.members.find(caller.person)
    if person is not None and person.name != name.strip():
        by = Actor(caller.person, unit.members.organisation_of(app.deployment_id))
        change_person(unit, person, by=by, now=app.clock.now(), name=name)
