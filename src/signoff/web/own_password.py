"""Somebody changes their own password: the same for pages and API."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request

from signoff.errors import NotAllowed, SignInRefused
from signoff.inbox.response import Verification
from signoff.store.membership import Actor, set_password
from signoff.store.passwords import hash_password, is_password
from signoff.web.auth import Caller, cookie_name
from signoff.web.limits import PASSWORD, limiter_of
from signoff.web.seam import app_of

_FRESH = timedelta(minutes=15)


def change_password(request: Request, caller: Caller, *, current: str, new: str) -> None:
    """Set the caller's password; everywhere else they are signed out.

    Raises: NotAllowed, TooManyTries, SignInRefused, PersonInvalid.
    """
    app = app_of(request)
    if caller.verification is not Verification.SESSION:
        raise NotAllowed(
            "A token cannot set a password. Nothing was changed. Sign in with a browser."
        )
    limiter_of(request).take(request, PASSWORD, caller.person)
    secret = request.cookies.get(cookie_name(app.settings), "")
    with app.unit() as unit:
        kept = unit.members.password_hash(caller.person)
        is_fresh = unit.people.came_by_link(secret, since=app.clock.now() - _FRESH)
    if kept is not None and not is_fresh and not is_password(current, kept):
        raise SignInRefused(
            "The current password is another. Nothing was changed. Write it again, or sign in by "
            "a link by mail, which lets you set a new one."
        )
    hashed = hash_password(new, address=caller.person)
    with app.unit() as unit:
        here = unit.members.organisation_of(app.deployment_id)
        actor = Actor(caller.person, here)
        set_password(unit, caller.person, hashed, by=actor, now=app.clock.now(), keep=secret)
        unit.commit()
