"""How a person shows who they are: sign-in links, sessions, API tokens, further addresses.

Only SHA-256 hashes of secrets are kept, so a copy of the database opens no
door; 256 random bits need no slower hash. This file does not know cookies,
headers or what a person may do: that is the business of web/auth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from signoff import ids
from signoff.errors import SignInLinkSpent
from signoff.inbox.access import Limit, Permission, Permissions
from signoff.inbox.address import canonical_address
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.storable import storable
from signoff.store.known import Known
from signoff.store.tables import aliases, api_tokens, sign_in_links, web_sessions
from signoff.store.trail import Trail

SESSION_LASTS = timedelta(days=14)
SESSION_IDLES = timedelta(days=7)  # a browser that is not used is signed out sooner
_TOUCH_EVERY = timedelta(minutes=1)  # no more than one write a minute for having looked
_LONGEST_BROWSER = 200
TOKEN_MARK = "sgn_"  # noqa: S105 - what makes a leaked token recognisable, not a secret
_SHOWN = 12  # characters of a token that a list may show: the mark and 48 of 256 bits
TRACE = 16  # characters of a hash that tell two secrets apart in the audit trail


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; ``secret`` is its cookie and is shown once."""

    person: str
    secret: str
    expires_at: datetime
    way: str = "link"
    browser: str = ""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its person may see it; ``id`` names it and opens nothing."""

    id: str
    way: str
    browser: str
    created_at: datetime
    seen_at: datetime
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
    scopes: tuple[str, ...] | None = None
    deployment_id: str = ""
    used_at: datetime | None = None

    @property
    def limit(self) -> Limit:
        """What it allows at most."""
        if self.scopes is None:
            return Limit(None, self.deployment_id)
        # A scope that this version does not know allows nothing.
        known = frozenset(Permission(one) for one in self.scopes if one in set(Permission))
        return Limit(known, self.deployment_id)


@dataclass(frozen=True, slots=True)
class Alias:
    """An address whose mail counts as a person's; both as ``canonical_address`` writes them."""

    alias: str
    person: str
    added_at: datetime


# Made once: every page and every call begins with one of them.
_SESSION = select(web_sessions.c.person, web_sessions.c.seen_at).where(
    web_sessions.c.id == bindparam("its_id"),
    web_sessions.c.expires_at > bindparam("now"),
    web_sessions.c.seen_at > bindparam("idle_since"),
)
_TOKENS = select(*(api_tokens.c[name] for name in Token.__slots__)).order_by(api_tokens.c.id)
_TOKEN = _TOKENS.where(
    api_tokens.c.hash == bindparam("its_hash"),
    or_(api_tokens.c.expires_at.is_(None), api_tokens.c.expires_at > bindparam("now")),
)
_ADDRESS_OF = select(aliases.c.person).where(aliases.c.alias == bindparam("its_alias"))


class People:
    """Who may come in, as one open transaction sees it."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()
        self._used_at: dict[str, datetime | None] = {}  # of what was looked up, by its digest

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
            "way": session.way,
            "browser": storable(session.browser)[:_LONGEST_BROWSER],
        }
        self._connection.execute(insert(web_sessions).values(values))

    def find_session_owner(self, secret: str, *, now: datetime) -> str | None:
        """Return who is signed in with this cookie."""
        kept = digest(secret)
        asked = {"its_id": kept, "now": now, "idle_since": now - SESSION_IDLES}
        row = self._connection.execute(_SESSION, asked).one_or_none()
        if row is None:
            return None
        self._used_at[kept] = row.seen_at
        return str(row.person)

    def is_stale(self, secret: str, *, now: datetime) -> bool:
        """Say whether it is to be written down that what was looked up here is used."""
        used_at = self._used_at.get(digest(secret))
        return used_at is None or used_at <= now - _TOUCH_EVERY

    def touch(self, secret: str, *, now: datetime) -> None:
        """Write down that a session or a token is used."""
        kept_as, stale_at = digest(secret), now - _TOUCH_EVERY
        for used, kept in (
            (web_sessions.c.seen_at, web_sessions.c.id),
            (api_tokens.c.used_at, api_tokens.c.hash),
        ):
            stale = or_(used.is_(None), used <= stale_at)
            change = update(used.table).where(kept == kept_as, stale)
            self._connection.execute(change.values({used.name: now}))

    def came_by_link(self, secret: str, *, since: datetime) -> bool:
        """Say whether this session was opened by a link, and not before ``since``."""
        query = select(web_sessions.c.id).where(
            web_sessions.c.id == digest(secret),
            web_sessions.c.way == "link",
            web_sessions.c.created_at >= since,
        )
        return self._connection.execute(query).first() is not None

    def list_sessions(self, person: str, *, now: datetime) -> tuple[OpenSession, ...]:
        """Return where a person is signed in, newest first."""
        query = (
            select(
                func.substr(web_sessions.c.id, 1, TRACE),
                web_sessions.c.way,
                web_sessions.c.browser,
                web_sessions.c.created_at,
                web_sessions.c.seen_at,
                web_sessions.c.expires_at,
            )
            .where(
                web_sessions.c.person == person,
                web_sessions.c.expires_at > now,
                web_sessions.c.seen_at > now - SESSION_IDLES,
            )
            .order_by(web_sessions.c.created_at.desc(), web_sessions.c.id)
        )
        return tuple(OpenSession(*row) for row in self._connection.execute(query))

    def end_named_session(self, person: str, session_id: str) -> bool:
        """End one session of a person; say whether there was one."""
        named = func.substr(web_sessions.c.id, 1, TRACE) == session_id
        gone = delete(web_sessions).where(web_sessions.c.person == person, named)
        return self._connection.execute(gone).rowcount > 0

    def end_sessions_of(self, person: str, *, but: str = "") -> int:
        """End a person's sessions, but for the one with this secret; return how many."""
        others = web_sessions.c.id != digest(but)
        gone = delete(web_sessions).where(web_sessions.c.person == person, others)
        return self._connection.execute(gone).rowcount

    def end_session(self, secret: str) -> None:
        """Forget a session; do nothing where there is none."""
        self._connection.execute(delete(web_sessions).where(web_sessions.c.id == digest(secret)))

    def add_token(  # noqa: PLR0913 - what a token is
        self,
        secret: str,
        name: str,
        person: str,
        *,
        now: datetime,
        expires_at: datetime | None,
        scopes: Permissions | None = None,
        deployment_id: str = "",
    ) -> str:
        """Store a token and return its id, which opens nothing."""
        token_id = ids.new_id()
        values = {
            "id": token_id,
            "name": name,
            "prefix": secret[:_SHOWN],
            "hash": digest(secret),
            "person": person,
            "created_at": now,
            "expires_at": expires_at,
            "scopes": None if scopes is None else sorted(scopes),
            "deployment_id": deployment_id,
        }
        self._connection.execute(insert(api_tokens).values(values))
        return token_id

    def find_token(self, secret: str, *, now: datetime) -> Token | None:
        """Return the token with this secret, while it is valid."""
        kept = digest(secret)
        row = self._connection.execute(_TOKEN, {"its_hash": kept, "now": now}).one_or_none()
        if row is None:
            return None
        self._used_at[kept] = row.used_at
        return _token(row)

    def list_tokens(self, person: str | None = None) -> tuple[Token, ...]:
        """Return every token, or a person's, oldest first, without its secret."""
        query = _TOKENS if person is None else _TOKENS.where(api_tokens.c.person == person)
        return tuple(map(_token, self._connection.execute(query)))

    def drop_token(self, name: str, person: str) -> None:
        """Revoke a person's token of this name; do nothing where there is none."""
        named = (api_tokens.c.name == name, api_tokens.c.person == person)
        self._connection.execute(delete(api_tokens).where(*named))

    def drop_tokens_of(self, person: str) -> None:
        """Revoke all tokens of a person."""
        self._connection.execute(delete(api_tokens).where(api_tokens.c.person == person))

    def address_of(self, address: str) -> str:
        """Return whose address this is: the person's it was made an alias of, or its own."""
        found = self._connection.execute(_ADDRESS_OF, {"its_alias": address})
        return found.scalar_one_or_none() or address

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
        self._known.forget()
        gone = self._connection.execute(delete(aliases).where(aliases.c.alias == alias))
        return gone.rowcount == 1


def _token(row: Row[*tuple[Any, ...]]) -> Token:
    values = dict(zip(Token.__slots__, row, strict=True))
    return Token(**{**values, "scopes": None if row.scopes is None else tuple(row.scopes)})


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
    """Return a new API token under ``name``; the person's that had the name stops working.

    Raises: AddressInvalid, if ``person`` is not a mail address.
    """
    secret = TOKEN_MARK + ids.new_secret()
    owner = canonical_address(person)
    unit.people.drop_token(name, owner)
    unit.people.add_token(secret, name, owner, now=now, expires_at=expires_at)
    return secret


def sign_in(unit: Unit, link_secret: str, *, now: datetime, browser: str = "") -> Session:
    """Use a sign-in link up and open a session for its person.

    Raises: SignInLinkSpent, if the link was used, is over, or never was.
    """
    person = unit.people.use_link(link_secret, now=now)
    if person is None:
        raise link_spent()
    trace = {"link": digest(link_secret)[:TRACE]}
    return open_session(unit, person, way="link", now=now, browser=browser, trace=trace)


def open_session(
    unit: Unit,
    person: str,
    *,
    way: str,
    now: datetime,
    browser: str = "",
    trace: Mapping[str, str] | None = None,
) -> Session:
    """Open a session for somebody who has shown who they are, and put that on record."""
    session = Session(person, ids.new_secret(), now + SESSION_LASTS, way, browser)
    unit.people.add_session(session, now=now)
    subject = digest(session.secret)[:TRACE]
    data = {"way": way, **(trace or {})}
    unit.trail.add(
        AuditEvent(ids.new_id(), EventKind.PERSON_SIGNED_IN, subject, person, now, data=data)
    )
    return session


def link_spent() -> SignInLinkSpent:
    """Return the error for a link that signs nobody in."""
    return SignInLinkSpent(
        "This sign-in link was used before, is too old, or was copied incompletely. Nobody was "
        "signed in. Ask for a new one on the sign-in page; every start of signoff prints one, too."
    )
