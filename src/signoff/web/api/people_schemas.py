"""What the API says of people, roles, tokens and sessions, and what it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from signoff.inbox.access import Permission

_ADDRESS = Field(max_length=254, examples=["ana@example.com"])
_DEPLOYMENT = Field(
    default="", max_length=36, description="A deployment's id; empty: the whole organisation."
)


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=2_000)


class _Sent(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class HeldRole(_Sent):
    """A role that somebody has."""

    role: Annotated[str, Field(examples=["reviewer"])]
    deployment_id: Annotated[str, _DEPLOYMENT]
    added_by: str
    added_at: datetime


class Person(_Sent):
    """Somebody with an account in this organisation."""

    id: str
    address: Annotated[str, _ADDRESS]
    name: str
    language: str | None
    zone: Annotated[str | None, Field(examples=["Europe/Berlin"])]
    is_active: bool
    has_password: bool
    created_at: datetime
    roles: tuple[HeldRole, ...]


class People(_Sent):
    """Everybody with an account, by address."""

    items: tuple[Person, ...]


class NewPerson(_Given):
    """An account to make; a role is needed for it to be of use."""

    address: Annotated[str, _ADDRESS]
    name: str = ""
    role: Annotated[str, Field(examples=["reviewer"])]
    deployment_id: Annotated[str, _DEPLOYMENT] = ""


class PersonChange(_Given):
    """What to change; what is left out stays."""

    name: str | None = None
    language: Annotated[
        str | None, Field(max_length=20, description="Of mails; empty: none chosen.")
    ] = None
    zone: Annotated[str | None, Field(max_length=60, description="IANA; empty: none chosen.")] = (
        None
    )
    is_active: bool | None = None


class RoleGrant(_Given):
    """A role to give or take."""

    role: Annotated[str, Field(examples=["manager"])]
    deployment_id: Annotated[str, _DEPLOYMENT] = ""


class Role(_Sent):
    """Permissions under a name."""

    name: str
    permissions: tuple[Permission, ...]
    is_built_in: bool


class Roles(_Sent):
    """Every role that can be given."""

    items: tuple[Role, ...]


class RolePermissions(_Given):
    """What a role is to allow."""

    permissions: Annotated[tuple[Permission, ...], Field(min_length=1, max_length=20)]


class Token(_Sent):
    """An API token, without its secret."""

    id: str
    name: str
    prefix: Annotated[str, Field(description="How its secret begins.", examples=["sgn_4fQm9x1T"])]
    person: str
    scopes: Annotated[
        tuple[str, ...] | None, Field(description="Null: all that its person may do.")
    ]
    deployment_id: Annotated[str, Field(description="Empty: every deployment.")]
    created_at: datetime
    expires_at: datetime | None
    used_at: Annotated[datetime | None, Field(description="To the minute.")]


class Tokens(_Sent):
    """Tokens, oldest first."""

    items: tuple[Token, ...]


class NewToken(_Given):
    """A token to make, for the caller."""

    name: Annotated[str, Field(min_length=1, max_length=100, examples=["ci"])]
    scopes: Annotated[
        tuple[Permission, ...] | None,
        Field(min_length=1, max_length=20, description="Null: all that the person may do."),
    ] = None
    deployment_id: Annotated[
        str, Field(max_length=36, description="A deployment's id; empty: every deployment.")
    ] = ""
    expires_at: Annotated[AwareDatetime | None, Field(description="Null: never.")] = None


class CreatedToken(Token):
    """A token with its secret, which is shown this once."""

    secret: Annotated[str, Field(description="Send it as `Authorization: Bearer ...`.")]


class Session(_Sent):
    """A browser that the caller is signed in with."""

    id: str
    way: Annotated[str, Field(description="How they came in: link, password or oidc.")]
    browser: Annotated[str, Field(description="As it calls itself.")]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


class Sessions(_Sent):
    """Where the caller is signed in, newest first."""

    items: tuple[Session, ...]


class Me(_Sent):
    """Who the caller is, and what they may do here."""

    address: str
    permissions: tuple[Permission, ...]


class NewPassword(_Given):
    """The caller's password: the one until now, where there is one, and the new one."""

    current: Annotated[str, Field(max_length=2_000)] = ""
    new: Annotated[str, Field(max_length=2_000)]
