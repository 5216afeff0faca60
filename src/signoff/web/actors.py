"""Who changes people and roles, and what they may give: the same for pages and API."""

from __future__ import annotations

from fastapi import Request

from signoff.inbox.access import access
from signoff.store.membership import Actor
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller
from signoff.web.seam import app_of


def actor_of(request: Request, unit: UnitOfWork, caller: Caller) -> Actor:
    """Return the caller as who changes people, with what they may do in the whole organisation."""
    # What somebody may do in one deployment alone is not theirs to give away elsewhere.
    here = app_of(request).deployment_id
    whole = (grant for grant in unit.members.grants(caller.person) if grant.is_whole)
    held = access(whole, caller.limit).of(here)
    return Actor(caller.person, unit.members.organisation_of(here), held)
