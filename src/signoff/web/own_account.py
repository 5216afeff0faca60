"""Somebody changes what they are called, their language and their zone: for pages and API."""

from __future__ import annotations

from signoff.app import App
from signoff.store.membership import Actor, change_person
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


def change_own(app: App, unit: UnitOfWork, caller: Caller, **fields: str) -> None:
    """Change the caller's ``name``, ``language`` or ``zone``; '' for none.

    What is as it was changes nothing; the trail says that they changed the rest.
    Raises: NotAllowed, PersonInvalid.
    """
    if fields:
        what = "say what they are called, nor their language or time zone"
        caller.check_whole(what, holds="Nothing was changed.")
    person = unit.members.find(caller.person)
    if person is None:
        return
    wanted = {name: text.strip() for name, text in fields.items()}
    new = {
        name: text if name == "name" else text or None
        for name, text in wanted.items()
        if text != (getattr(person, name) or "")
    }
    by = Actor(caller.person, unit.members.organisation_of(app.deployment_id))
    change_person(unit, person, by=by, now=app.clock.now(), **new)
