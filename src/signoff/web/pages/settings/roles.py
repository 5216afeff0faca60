"""Roles: permissions under a name; those built in, and the organisation's own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.errors import LastOwner, NotAllowed, RoleInvalid, RoleNotFound
from signoff.store import membership
from signoff.web.actors import actor_of
from signoff.web.auth import Caller, Governing
from signoff.web.pages.parts import paged
from signoff.web.pages.render import page
from signoff.web.pages.settings.keeping import saved
from signoff.web.pages.settings.permissions import MEANS
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_ADDRESS = "/settings/roles"
_MOST_OWN = 10  # of a page


@router.get(_ADDRESS)
def show_roles(request: Request, caller: Governing) -> Response:
    """List the roles."""
    return _shown(request, caller)


@router.post(_ADDRESS)
def change_roles(request: Request, caller: Governing, typed: Form) -> Response:
    """Make a role, change what one allows, or remove one."""
    app = app_of(request)
    try:
        with app.unit() as unit:
            actor, now = actor_of(request, unit, caller), app.clock.now()
            if typed.has("remove"):
                membership.drop_role(unit, typed.text("remove") or "", by=actor, now=now)
            else:
                chosen = typed.all("permissions")
                membership.put_role(unit, typed.text("name") or "", chosen, by=actor, now=now)
            unit.commit()
    except (LastOwner, NotAllowed, RoleInvalid, RoleNotFound) as refused:
        return _shown(request, caller, typed=typed, fault=str(refused))
    return saved(_ADDRESS, "removed" if typed.has("remove") else "saved")


def _shown(
    request: Request, caller: Caller, *, typed: Typed | None = None, fault: str = ""
) -> Response:
    with app_of(request).unit() as unit:
        actor = actor_of(request, unit, caller)
        roles = unit.members.list_roles(actor.organisation_id)
        held = [one.role for one in unit.members.list_memberships(actor.organisation_id)]
    own = [role for role in roles if not role.is_built_in]
    some, which = paged(request, own, "roles", most=_MOST_OWN)
    return page(
        request,
        "settings/roles.html",
        status=422 if fault else 200,
        built_in=[role for role in roles if role.is_built_in],
        own=some,
        part=which,
        n_with={role.name: held.count(role.name) for role in roles},
        means=MEANS,
        name=(typed.text("name") or "")[:100] if typed else "",
        chosen=typed.all("permissions") if typed else [],
        fault=fault,
    )
