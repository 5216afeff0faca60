"""Who is asking, and whether they may.

A person is known by a session cookie or by an API token; where a token is
given, a cookie counts for nothing, because a browser adds cookies unasked.
``permit`` is the only place that decides what a known person may do; what they
see of requests and runs is their ``sight``, which every list and look-up takes.
How one gets a session is the business of web/sign_in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from signoff.errors import NotAllowed, NotSignedIn
from signoff.inbox.access import EVERYTHING, Access, Limit, Permission, Permissions, access
from signoff.inbox.response import Verification
from signoff.settings import Settings
from signoff.store.people import SESSION_LASTS, Session, Token
from signoff.store.sight import Sight, sight
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.objects import check_objects
from signoff.web.seam import app_of
from signoff.web.security import bearer_token

_MAX_SECRET = 200
# Backslashes, blanks and controls: what browsers mend on their own before they follow an address.
_UNUSUAL = re.compile(r"[\\\x00-\x20\x7f]")


class Action(StrEnum):
    """What a person may want to do, as the words of a sentence."""

    LOOK = "look at this"
    START = "start a run"
    ANSWER = "answer a request"
    TEACH = "change a lesson"
    MANAGE = "change how requests are handled"
    AUDIT = "read the audit trail"
    GOVERN = "change who may do what"


# Any one of these permissions is enough.
NEEDS: Mapping[Action, Permissions] = {
    Action.LOOK: EVERYTHING,
    Action.START: frozenset({Permission.START}),
    Action.ANSWER: frozenset({Permission.RESPOND, Permission.MANAGE}),
    Action.TEACH: frozenset({Permission.MANAGE}),
    Action.MANAGE: frozenset({Permission.MANAGE}),
    Action.AUDIT: frozenset({Permission.AUDIT}),
    Action.GOVERN: frozenset({Permission.PEOPLE}),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A known person, how sure we are of it, and what they may do.

    ``here`` is the deployment of the request or run that is dealt with, else the one that answers;
    ``until`` is when the token ends that they sent, and ``limit`` what it allows at most.
    """

    person: str
    verification: Verification
    access: Access = field(default_factory=Access)
    here: str = ""
    until: datetime | None = None
    limit: Limit = field(default_factory=Limit)

    @property
    def is_limited(self) -> bool:
        """Return whether they came by a token that may do less than its person."""
        return self.limit != Limit()

    def check_whole(self, what: str, *, holds: str) -> None:
        """Raise NotAllowed where they came by a token that may do less than its person."""
        if self.is_limited:
            raise NotAllowed(
                f"This token may do less than its person, so it cannot {what}. {holds} Use a "
                "token without scopes, or sign in."
            )

    def may(self, permission: Permission) -> bool:
        """Say whether they may do this here."""
        return self.access.may(permission, self.here)

    @property
    def sight(self) -> Sight:
        """What of requests and runs they see."""
        return sight(self.person, self.access)

    @property
    def may_override(self) -> bool:
        """Whether they may answer in another's place."""
        return self.may(Permission.MANAGE)


def permit(caller: Caller | None, action: Action) -> Caller:
    """Return the caller if they may do this here: by a role, and by their token's scopes.

    Raises: NotSignedIn, NotAllowed.
    """
    if caller is None:
        raise NotSignedIn(
            f"Nobody is signed in who could {action}. Nothing was done. Sign in at /sign-in; "
            "programs send `Authorization: Bearer sgn_...`."
        )
    needed = NEEDS[action]
    if not needed & caller.access.of(caller.here):
        what = "any permission" if needed == EVERYTHING else " or ".join(sorted(needed))
        said = f"{caller.person} may not {action} here: that needs {what}, which no role of theirs "
        if not caller.is_limited:
            said += "gives them. Nothing was done. Ask whoever manages people for a role that does."
        else:
            said += (
                "gives them, or their token's scopes leave out. Nothing was done. Ask whoever "
                "manages people, or use another token."
            )
        raise NotAllowed(said)
    return caller


def find_caller(request: Request) -> Caller | None:
    """Return who sent this request, if it proves to be anybody; looked up once per request."""
    if not hasattr(request.state, "caller"):
        request.state.caller = _look_up(request)
    found = request.state.caller
    return found if isinstance(found, Caller) else None


def _look_up(request: Request) -> Caller | None:
    app = app_of(request)
    token = bearer_token(request.headers)
    cookie = request.cookies.get(cookie_name(app.settings))
    secret = cookie if token is None else token
    if not secret or len(secret) > _MAX_SECRET:
        return None
    now = app.clock.now()
    with app.looking() as unit:
        if token is not None:
            sent = unit.people.find_token(token, now=now)
            found = None if sent is None else _by_token(unit, sent, app.deployment_id)
        else:
            person = unit.people.find_session_owner(secret, now=now)
            found = None if person is None else _by_session(unit, person, app.deployment_id)
        is_stale = found is not None and unit.people.is_stale(secret, now=now)
    if is_stale:
        with app.unit() as writing:
            writing.people.touch(secret, now=now)
            writing.commit()
    return found


def _by_token(unit: UnitOfWork, token: Token, here: str) -> Caller | None:
    held = _access(unit, token.person, token.limit)
    if held is None:
        return None
    return Caller(token.person, Verification.TOKEN, held, here, token.expires_at, token.limit)


def _by_session(unit: UnitOfWork, person: str, here: str) -> Caller | None:
    held = _access(unit, person, Limit())
    return None if held is None else Caller(person, Verification.SESSION, held, here)


def _access(unit: UnitOfWork, person: str, limit: Limit) -> Access | None:
    """Return what somebody may do; None for whoever has no account, or one that is not active."""
    grants = unit.members.grants(person)
    if not grants:
        found = unit.members.find(person)
        return Access() if found is not None and found.is_active else None
    return access(grants, limit)


def _permitted(request: Request, action: Action) -> Caller:
    caller = permit(find_caller(request), action)
    there = check_objects(request, caller.access, caller.sight, NEEDS[action])
    # Who manages one deployment overrides nobody in another where they only answer.
    return caller if there is None else replace(caller, here=there)


def looking(request: Request) -> Caller:
    """Dependency: a caller who may look."""
    return _permitted(request, Action.LOOK)


def starting(request: Request) -> Caller:
    """Dependency: a caller who may start runs."""
    return _permitted(request, Action.START)


def answering(request: Request) -> Caller:
    """Dependency: a caller who may answer requests."""
    return _permitted(request, Action.ANSWER)


def teaching(request: Request) -> Caller:
    """Dependency: a caller who may change lessons."""
    return _permitted(request, Action.TEACH)


def managing(request: Request) -> Caller:
    """Dependency: a caller who may change how requests are handled."""
    return _permitted(request, Action.MANAGE)


def auditing(request: Request) -> Caller:
    """Dependency: a caller who may read the audit trail."""
    return _permitted(request, Action.AUDIT)


def governing(request: Request) -> Caller:
    """Dependency: a caller who may change who may do what."""
    return _permitted(request, Action.GOVERN)


def signed_in(caller: Annotated[Caller, Depends(looking)]) -> str:
    """Dependency: the address of a person who may look."""
    return caller.person


def signed_in_to_start(caller: Annotated[Caller, Depends(starting)]) -> str:
    """Dependency: the address of a person who may start runs."""
    return caller.person


Looking = Annotated[Caller, Depends(looking)]
Starting = Annotated[Caller, Depends(starting)]
Answering = Annotated[Caller, Depends(answering)]
Teaching = Annotated[Caller, Depends(teaching)]
Managing = Annotated[Caller, Depends(managing)]
Auditing = Annotated[Caller, Depends(auditing)]
Governing = Annotated[Caller, Depends(governing)]
SignedIn = Annotated[str, Depends(signed_in)]
SignedInToStart = Annotated[str, Depends(signed_in_to_start)]
GATES = (looking, starting, answering, teaching, managing, auditing, governing)


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name; over HTTPS one that no other host can set."""
    return "__Host-signoff" if _is_https(settings) else "signoff_session"


def set_session_cookie(response: Response, session: Session, settings: Settings) -> None:
    """Give a browser its session."""
    response.set_cookie(
        cookie_name(settings),
        session.secret,
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/",
        secure=_is_https(settings),
        httponly=True,
        samesite="lax",
    )


def drop_session_cookie(response: Response, settings: Settings) -> None:
    """Take a browser's session away, and the pages it may have kept."""
    response.delete_cookie(
        cookie_name(settings), path="/", secure=_is_https(settings), httponly=True, samesite="lax"
    )
    response.headers["Clear-Site-Data"] = '"cache"'


def own_path(target: str | None, *, otherwise: str = "/") -> str:
    r"""Return ``target`` if it leads to a page of ours, else ``otherwise``.

    Browsers read ``//host``, ``/\\host`` and ``/<tab>/host`` as other sites,
    so anything unusual in front, any backslash and any control is refused.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if _UNUSUAL.search(target):
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.startswith("/sign-in"):
        return otherwise
    return target


def _is_https(settings: Settings) -> bool:
    return urlsplit(settings.base_url).scheme == "https"
