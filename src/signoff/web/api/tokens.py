"""The caller's own over the API: tokens, sessions, password.

Who manages people sees and revokes everybody's tokens, too.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from signoff.errors import NotAllowed, TokenNotFound
from signoff.inbox.access import Permission
from signoff.store import tokens
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api import people_schemas as schemas
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Caller, Looking
from signoff.web.own_account import change_own
from signoff.web.own_password import change_password
from signoff.web.seam import app_of

router = APIRouter(prefix=PREFIX, tags=["tokens"])

_NOT_ENDED = "Nothing was ended."
_TokenId = Annotated[str, Path(description="A token's id.")]
_SessionId = Annotated[str, Path(description="A session's id, as the list gives it.")]
_Everybodys = Annotated[bool, Query(alias="all", description="Everybody's; needs manage_people.")]


@router.get("/me", responses=refuses(401, 403))
def who_am_i(request: Request, caller: Looking) -> schemas.Me:
    """Say who the caller is, and what they may do here."""
    with app_of(request).unit() as unit:
        return _me(unit, caller)


@router.patch("/me", responses=refuses(401, 403, 413, 422))
def change_me(request: Request, caller: Looking, given: schemas.MeChanges) -> schemas.Me:
    """Change what the caller is called, their language or zone. A token with scopes cannot."""
    app = app_of(request)
    with app.unit() as unit:
        change_own(app, unit, caller, **given.model_dump(exclude_none=True))
        unit.commit()
        return _me(unit, caller)


def _me(unit: UnitOfWork, caller: Caller) -> schemas.Me:
    known = unit.members.find(caller.person)
    held = caller.access.of(caller.here)
    return schemas.Me(
        address=caller.person,
        name=known.name if known else "",
        language=known.language if known else None,
        zone=known.zone if known else None,
        permissions=tuple(sorted(held)),
    )


@router.put("/me/password", status_code=204, responses=refuses(401, 403, 413, 422, 429))
def put_password(request: Request, caller: Looking, given: schemas.NewPassword) -> None:
    """Set the caller's password; everywhere else they are signed out.

    It needs a signed-in browser, and the password until now where there is one, unless the
    caller came in by a link within the last quarter of an hour.
    """
    change_password(request, caller, current=given.current, new=given.new)


@router.get("/me/sessions", responses=refuses(401, 403))
def list_sessions(request: Request, caller: Looking) -> schemas.Sessions:
    """List where the caller is signed in."""
    app = app_of(request)
    with app.unit() as unit:
        found = unit.people.list_sessions(caller.person, now=app.clock.now())
    return schemas.Sessions(items=tuple(schemas.Session.model_validate(one) for one in found))


@router.delete("/me/sessions/{session_id}", status_code=204, responses=refuses(401, 403, 404))
def end_session(request: Request, caller: Looking, session_id: _SessionId) -> None:
    """Sign the caller out of one of their browsers. A token with scopes cannot."""
    app = app_of(request)
    with app.unit() as unit:
        if not tokens.end_session(unit, caller.person, session_id, now=app.clock.now()):
            raise TokenNotFound(
                f"You have no session {session_id[:60]!r}. Nothing was ended. List them first."
            )
        caller.check_whole("sign them out", holds=_NOT_ENDED)  # and nothing is committed
        unit.commit()


@router.get("/tokens", responses=refuses(401, 403, 422))
def list_tokens(
    request: Request, caller: Looking, *, is_everybodys: _Everybodys = False
) -> schemas.Tokens:
    """List the caller's API tokens, or everybody's, without their secrets."""
    if is_everybodys and not caller.may(Permission.PEOPLE):
        raise NotAllowed(
            "Only who has manage_people may list everybody's tokens. Nothing was listed. "
            "Leave `all` out for your own."
        )
    with app_of(request).unit() as unit:
        if is_everybodys:
            here = unit.members.organisation_of(caller.here)
            found = tokens.managed_tokens(unit, here)
        else:
            found = unit.people.list_tokens(caller.person)
    return schemas.Tokens(items=tuple(schemas.Token.model_validate(one) for one in found))


@router.post("/tokens", status_code=201, responses=refuses(401, 403, 409, 413, 422))
def create_token(
    request: Request, caller: Looking, given: schemas.NewToken
) -> schemas.CreatedToken:
    """Make an API token for the caller. Its secret is in this answer and nowhere else."""
    app = app_of(request)
    asked = tokens.NewToken(
        name=given.name,
        person=caller.person,
        scopes=None if given.scopes is None else frozenset(given.scopes),
        deployment_id=given.deployment_id,
        expires_at=given.expires_at,
    )
    with app.unit() as unit:
        maker = _maker(caller, asked)
        made, secret = tokens.create_token(unit, asked, by=maker, now=app.clock.now())
        unit.commit()
    return schemas.CreatedToken(**schemas.Token.model_validate(made).model_dump(), secret=secret)


@router.delete("/tokens/{token_id}", status_code=204, responses=refuses(401, 403, 404))
def revoke_token(request: Request, caller: Looking, token_id: _TokenId) -> None:
    """Revoke a token of the caller's; with manage_people, anybody's of the organisation.

    A token with scopes needs manage_people among them.
    """
    app = app_of(request)
    with app.unit() as unit:
        if caller.may(Permission.PEOPLE):
            here = unit.members.organisation_of(caller.here)
            found = tokens.find_managed_token(
                unit, token_id, person=caller.person, organisation_id=here
            )
        else:
            found = tokens.find_named_token(unit, token_id, person=caller.person)
            caller.check_whole("revoke what others of their programs use", holds=_NOT_ENDED)
        tokens.revoke_token(unit, found, by=caller.person, now=app.clock.now())
        unit.commit()


def _maker(caller: Caller, asked: tokens.NewToken) -> tokens.Maker:
    held = caller.access.of(asked.deployment_id or caller.here)
    return tokens.Maker(caller.person, held, caller.until, caller.limit)
