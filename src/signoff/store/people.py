"""How a person shows who they are: sign-in links, sessions, API tokens, further addresses.

Only SHA-256 hashes of secrets are kept, so a copy of the database opens no
door; 256 random bits need no slower hash. This file does not know cookies,
headers or what a person may do: that is the business of web/auth.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, delete, insert, or_, select, update

from signoff import ids
from signoff.errors import AddressInvalid, SignInLinkSpent
from signoff.inbox.address import canonical_address
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.tables import aliases, api_tokens, sign_in_links, web_sessions
from signoff.store.trail import Trail

SESSION_LASTS = timedelta(days=14)
TOKEN_MARK = "sgn_"  # noqa: S105 - what makes a leaked token recognisable, not a secret
_SHOWN = 12  # characters of a token that a list may show: the mark and 48 of 256 bits
_TRACE = 16  # characters of a hash that tell two secrets apart in the audit trail


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; ``secret`` is its cookie and is shown once."""

    person: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """An API token as a list may show it."""

    id: str
    name: str
    prefix: str
    person: str
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Alias:
    """An address whose mail counts as a person's; both as ``canonical_address`` writes them."""

    alias: str
    person: str
    added_at: datetime


class People:
    """Who may come in, as one open transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_link(self, secret: str, person: str, *, expires_at: datetime) -> None:
        values = {"id": digest(secret), "person": person, "expires_at": expires_at}
        self._connection.execute(insert(sign_in_links).values(values))

    def find_link_owner(self, secret: str, *, now: datetime) -> str | None:
        """Return whom a link would sign in, while it still can; using it up is `use_link`."""
        return self._connection.execute(
            select(sign_in_links.c.person).where(
                sign_in_links.c.id == digest(secret),
                sign_in_links.c.used_at.is_(None),
                sign_in_links.c.expires_at > now,
            )
        ).scalar_one_or_none()

    def use_link(self, secret: str, *, now: datetime) -> str | None:
        """Use a link up and return its person; None if it is used, over or unknown."""
        # One conditional update: of two clicks at the same instant one signs in.
        return self._connection.execute(
            update(sign_in_links)
            .where(
                sign_in_links.c.id == digest(secret),
                sign_in_links.c.used_at.is_(None),
                sign_in_links.c.expires_at > now,
            )
            .values(used_at=now)
            .returning(sign_in_links.c.person)
        ).scalar_one_or_none()

    def add_session(self, session: Session, *, now: datetime) -> None:
        values = {
            "id": digest(session.secret),
            "person": session.person,
            "created_at": now,
            "expires_at": session.expires_at,
            "seen_at": now,
        }
        self._connection.execute(insert(web_sessions).values(values))

    def find_session_owner(self, secret: str, *, now: datetime) -> str | None:
        """Return who is signed in with this cookie."""
        return self._connection.execute(
            select(web_sessions.c.person).where(
                web_sessions.c.id == digest(secret), web_sessions.c.expires_at > now
            )
        ).scalar_one_or_none()

    def end_session(self, secret: str) -> None:
        """Forget a session; do nothing where there is none."""
        self._connection.execute(delete(web_sessions).where(web_sessions.c.id == digest(secret)))

    def add_token(
        self, secret: str, name: str, person: str, *, now: datetime, expires_at: datetime | None
    ) -> None:
        values = {
            "id": ids.new_id(),
            "name": name,
            "prefix": secret[:_SHOWN],
            "hash": digest(secret),
            "person": person,
            "created_at": now,
            "expires_at": expires_at,
        }
        self._connection.execute(insert(api_tokens).values(values))

    def find_token_owner(self, secret: str, *, now: datetime) -> str | None:
        """Return whose token this is, while it is valid."""
        return self._connection.execute(
            select(api_tokens.c.person).where(
                api_tokens.c.hash == digest(secret),
                or_(api_tokens.c.expires_at.is_(None), api_tokens.c.expires_at > now),
            )
        ).scalar_one_or_none()

    def list_tokens(self) -> tuple[Token, ...]:
        """Return every token, oldest first, without its secret."""
        query = select(
            api_tokens.c.id,
            api_tokens.c.name,
            api_tokens.c.prefix,
            api_tokens.c.person,
            api_tokens.c.created_at,
            api_tokens.c.expires_at,
        ).order_by(api_tokens.c.id)
        return tuple(Token(*row) for row in self._connection.execute(query))

    def drop_token(self, name: str) -> None:
        """Revoke the token of this name; do nothing where there is none."""
        self._connection.execute(delete(api_tokens).where(api_tokens.c.name == name))

    def address_of(self, address: str) -> str:
        """Return whose address this is: the person's it was made an alias of, or its own."""
        query = select(aliases.c.person).where(aliases.c.alias == address)
        return self._connection.execute(query).scalar_one_or_none() or address

    def list_aliases(self) -> tuple[Alias, ...]:
        """Return every alias, sorted by person."""
        query = select(aliases.c.alias, aliases.c.person, aliases.c.added_at)
        ordered = query.order_by(aliases.c.person, aliases.c.alias)
        return tuple(Alias(*row) for row in self._connection.execute(ordered))

    def put_alias(self, alias: Alias) -> None:
        """Let an address count as a person's; it counts as nobody else's then."""
        self.drop_alias(alias.alias)
        values = {name: getattr(alias, name) for name in Alias.__slots__}
        self._connection.execute(insert(aliases).values(values))

    def drop_alias(self, alias: str) -> bool:
        """Let an address count as its own again; say whether it was an alias."""
        gone = self._connection.execute(delete(aliases).where(aliases.c.alias == alias))
        return gone.rowcount == 1


class Unit(Protocol):
    """One open transaction, as far as signing in looks into it."""

    @property
    def people(self) -> People: ...

    @property
    def trail(self) -> Trail: ...


def digest(secret: str) -> str:
    """Return what is kept of a secret (hex SHA-256)."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def new_sign_in_link(unit: Unit, person: str, *, now: datetime, valid_for: timedelta) -> str:
    """Return the secret of a link that signs ``person`` in once.

    Raises: AddressInvalid, if ``person`` is not a mail address.
    """
    secret = ids.new_secret()
    unit.people.add_link(secret, canonical_address(person), expires_at=now + valid_for)
    return secret


def replace_token(
    unit: Unit, name: str, person: str, *, now: datetime, expires_at: datetime | None
) -> str:
    """Return a new API token under ``name``; the one that had the name stops working.

    Raises: AddressInvalid, if ``person`` is not a mail address.
    """
    secret = TOKEN_MARK + ids.new_secret()
    owner = canonical_address(person)
    unit.people.drop_token(name)
    unit.people.add_token(secret, name, owner, now=now, expires_at=expires_at)
    return secret


def add_alias(unit: Unit, alias: str, person: str, *, by: str, now: datetime) -> Alias:
    """Let mail from ``alias`` count as the person's, by an administrator's word; return it.

    Raises: AddressInvalid, for what is no address, and for an alias of itself.
    """
    added = Alias(canonical_address(alias), canonical_address(person), now)
    if added.alias == added.person:
        raise AddressInvalid(
            f"{added.alias} is to be an alias of itself. Nothing was changed. "
            "Give the other address first, then the person's."
        )
    unit.people.put_alias(added)
    _note_alias(unit, EventKind.ALIAS_ADDED, added.alias, by, now, {"person": added.person})
    return added


def remove_alias(unit: Unit, alias: str, *, by: str, now: datetime) -> bool:
    """Let an address count as its own again; say False where it was no alias.

    Raises: AddressInvalid.
    """
    address = canonical_address(alias)
    gone = unit.people.drop_alias(address)
    if gone:
        _note_alias(unit, EventKind.ALIAS_REMOVED, address, by, now, {})
    return gone


def _note_alias(
    unit: Unit, kind: EventKind, alias: str, by: str, now: datetime, data: dict[str, str]
) -> None:
    data = {"alias": alias, **data}
    unit.trail.add(AuditEvent(ids.new_id(), kind, digest(alias)[:_TRACE], by, now, data=data))


def sign_in(unit: Unit, link_secret: str, *, now: datetime) -> Session:
    """Use a sign-in link up and open a session for its person.

    Raises: SignInLinkSpent, if the link was used, is over, or never was.
    """
    person = unit.people.use_link(link_secret, now=now)
    if person is None:
        raise link_spent()
    session = Session(person, ids.new_secret(), now + SESSION_LASTS)
    unit.people.add_session(session, now=now)
    subject = digest(session.secret)[:_TRACE]
    data = {"link": digest(link_secret)[:_TRACE]}
    unit.trail.add(
        AuditEvent(ids.new_id(), EventKind.PERSON_SIGNED_IN, subject, person, now, data=data)
    )
    return session


def link_spent() -> SignInLinkSpent:
    """Return the error for a link that signs nobody in."""
    return SignInLinkSpent(
        "This sign-in link was used before, is too old, or was copied incompletely. Nobody was "
        "signed in. Ask for a new link: every start of signoff prints one."
    )
