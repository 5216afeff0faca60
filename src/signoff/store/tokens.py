"""The verbs of API tokens and sessions: made, listed, ended, with their rules and facts.

A token can never do more than the person or the token that made it. How
secrets are kept is said in store/people.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from signoff import ids
from signoff.errors import AlreadyThere, NotAllowed, PersonInvalid, TokenNotFound
from signoff.inbox.access import Limit, Permissions
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.membership import Unit
from signoff.store.people import TOKEN_MARK, Token

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class NewToken:
    """What a token is to be; ``scopes`` None: all that its person may do, also later."""

    name: str
    person: str
    scopes: Permissions | None = None
    deployment_id: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a token, and what they may do there.

    Where they use a token themselves, ``until`` is when that ends and ``limit`` what it allows.
    """

    address: str
    permissions: Permissions
    until: datetime | None = None
    limit: Limit = field(default_factory=Limit)


def create_token(unit: Unit, asked: NewToken, *, by: Maker, now: datetime) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is kept nowhere.

    Raises: PersonInvalid, NotAllowed, AlreadyThere.
    """
    name = " ".join(asked.name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise PersonInvalid(
            f"A token cannot be named {asked.name[:60]!r}. No token was made. "
            f"Write 1 to {_LONGEST_NAME} characters that can be seen."
        )
    if asked.expires_at is not None and asked.expires_at <= now:
        raise PersonInvalid(
            f"The token would have ended at {asked.expires_at:%Y-%m-%d %H:%M} UTC. No token was "
            "made. Give an instant to come, or none."
        )
    _check_maker(asked, by)
    if any(token.name == name for token in unit.people.list_tokens(asked.person)):
        raise AlreadyThere(
            f"{asked.person} has a token {name!r}. No token was made. "
            "Choose another name, or revoke that one first."
        )
    secret = TOKEN_MARK + ids.new_secret()
    token_id = unit.people.add_token(
        secret,
        name,
        asked.person,
        now=now,
        expires_at=asked.expires_at,
        scopes=asked.scopes,
        deployment_id=asked.deployment_id,
    )
    data = {
        "person": asked.person,
        "scopes": None if asked.scopes is None else sorted(asked.scopes),
        "deployment": asked.deployment_id,
    }
    _note(unit, EventKind.TOKEN_CREATED, token_id, by.address, now, **data)
    made = next(one for one in unit.people.list_tokens(asked.person) if one.id == token_id)
    return made, secret


def revoke_token(unit: Unit, token: Token, *, by: str, now: datetime) -> None:
    """End a token at once."""
    unit.people.drop_token(token.name, token.person)
    _note(unit, EventKind.TOKEN_REVOKED, token.id, by, now, person=token.person)


def find_named_token(unit: Unit, token: str, *, person: str | None = None) -> Token:
    """Return a token by its id or name, of one person or (None) of anybody.

    Raises: TokenNotFound, also where several people have one of that name.
    """
    return _one_named(token, unit.people.list_tokens(person))


def managed_tokens(unit: Unit, organisation_id: str) -> tuple[Token, ...]:
    """Return the tokens that whoever manages an organisation's people may see and revoke.

    Of somebody who belongs to others, too, those for a deployment of this one alone.
    """
    ours = unit.members.deployments_of(organisation_id)
    people = {one.address: one.id for one in unit.members.list_people(organisation_id)}
    found = [one for one in unit.people.list_tokens() if one.person in people]
    alone = {
        person
        for person in {one.person for one in found}
        if unit.members.organisations_of(people[person]) == {organisation_id}
    }
    return tuple(one for one in found if one.person in alone or one.deployment_id in ours)


def find_managed_token(unit: Unit, token: str, *, person: str, organisation_id: str) -> Token:
    """Return a token of a person's own, or one that they may revoke as who manages people.

    Raises: TokenNotFound.
    """
    own = unit.people.list_tokens(person)
    others = managed_tokens(unit, organisation_id)
    return _one_named(token, (*own, *(one for one in others if one.person != person)))


def _one_named(token: str, among: Iterable[Token]) -> Token:
    found = [one for one in among if token in (one.id, one.name)]
    if len(found) != 1:
        said = "There is no token" if not found else f"{len(found)} people have a token"
        raise TokenNotFound(
            f"{said} {token[:120]!r}. Nothing was revoked. List the tokens and give an id."
        )
    return found[0]


def end_session(unit: Unit, person: str, session_id: str, *, now: datetime) -> bool:
    """Sign a person out of one of their browsers; say whether they were signed in there."""
    ended = unit.people.end_named_session(person, session_id)
    if ended:
        _note(unit, EventKind.SESSION_ENDED, session_id, person, now)
    return ended


def _check_maker(asked: NewToken, by: Maker) -> None:
    scopes = asked.scopes
    lacking = sorted((scopes or frozenset()) - by.permissions)
    if lacking:
        raise NotAllowed(
            f"{by.address} may not make a token for {', '.join(lacking)}: that is more than they "
            "may there themselves. No token was made. Leave these scopes out."
        )
    if by.limit.deployment_id not in ("", asked.deployment_id):
        raise NotAllowed(
            "A token for one deployment makes no token for another. No token was made. "
            f"Give the deployment_id {by.limit.deployment_id}."
        )
    if by.limit.scopes is not None and scopes is None:
        raise NotAllowed(
            "A token with scopes cannot make one without. No token was made. Say which scopes: at "
            f"most {', '.join(sorted(by.permissions))}."
        )
    if by.until is not None and (asked.expires_at is None or asked.expires_at > by.until):
        raise NotAllowed(
            "A token cannot make one that lasts longer than itself. No token was made. Give an "
            f"expires_at of {by.until.isoformat()} at the latest, or sign in with a browser."
        )


def _note(
    unit: Unit, kind: EventKind, subject: str, actor: str, now: datetime, **data: object
) -> None:
    unit.trail.add(AuditEvent(ids.new_id(), kind, subject, actor, now, data=data))
