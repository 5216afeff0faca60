"""What the API says of people, roles, tokens and sessions, and what it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from signoff.inbox.access import Permission
from signoff.web.api.moments import Moment

_ADDRESS = Field(max_length=254, examples=["ana@example.com"])
_Id = Annotated[str, Field(examples=["0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"])]
_Where = Annotated[
    str,
    Field(
        max_length=36,
        description="A deployment's id; empty: the whole organisation.",
        examples=["", "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b48"],
    ),
]
_Address = Annotated[str, _ADDRESS]
_Name = Annotated[str, Field(examples=["Ana Lind"])]
_At = Annotated[datetime, Field(examples=["2030-01-07T09:30:00Z"])]
_Yes = Annotated[bool, Field(examples=[True])]
_Language = Field(max_length=20, description="Of mails; empty: none chosen.", examples=["de"])
_Zone = Field(max_length=60, description="IANA; empty: none chosen.", examples=["Europe/Berlin"])
_SCOPES = [["start_flows"]]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=2_000)


class _Sent(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class HeldRole(_Sent):
    """A role that somebody has."""

    role: Annotated[str, Field(examples=["reviewer"])]
    deployment_id: _Where
    added_by: _Address
    added_at: _At


class Person(_Sent):
    """Somebody with an account in this organisation."""

    id: _Id
    address: _Address
    name: _Name
    language: Annotated[str | None, Field(examples=["de"])]
    zone: Annotated[str | None, Field(examples=["Europe/Berlin"])]
    is_active: _Yes
    has_password: _Yes
    created_at: _At
    roles: tuple[HeldRole, ...]
    creator_of: Annotated[tuple[str, ...], Field(examples=[["content_flows"]])]


class People(_Sent):
    """Everybody with an account, by address."""

    items: tuple[Person, ...]


class NewPerson(_Given):
    """An account to make; a role is needed for it to be of use."""

    address: _Address
    name: _Name = ""
    role: Annotated[str, Field(examples=["reviewer"])]
    deployment_id: _Where = ""


class PersonChange(_Given):
    """What to change; what is left out stays."""

    name: Annotated[str | None, Field(examples=["Ana Lind"])] = None
    language: Annotated[str | None, _Language] = None
    zone: Annotated[str | None, _Zone] = None
    is_active: Annotated[bool | None, Field(examples=[False])] = None


class RoleGrant(_Given):
    """A role to give or take."""

    role: Annotated[str, Field(examples=["manager"])]
    deployment_id: _Where = ""


class Role(_Sent):
    """Permissions under a name."""

    name: Annotated[str, Field(examples=["editor"])]
    permissions: tuple[Permission, ...]
    is_built_in: _Yes


class Roles(_Sent):
    """Every role that can be given."""

    items: tuple[Role, ...]


class RolePermissions(_Given):
    """What a role is to allow."""

    permissions: Annotated[tuple[Permission, ...], Field(min_length=1, max_length=20)]


class Token(_Sent):
    """An API token, without its secret."""

    id: _Id
    name: Annotated[str, Field(examples=["ci"])]
    prefix: Annotated[str, Field(description="How its secret begins.", examples=["sgn_4fQm9x1T"])]
    person: _Address
    scopes: Annotated[
        tuple[str, ...] | None,
        Field(description="Null: all that its person may do.", examples=_SCOPES),
    ]
    deployment_id: Annotated[str, Field(description="Empty: every deployment.", examples=[""])]
    created_at: _At
    expires_at: Annotated[datetime | None, Field(examples=["2030-04-07T09:30:00Z"])]
    used_at: Annotated[
        datetime | None, Field(description="To the minute.", examples=["2030-01-08T17:05:00Z"])
    ]


class Tokens(_Sent):
    """Tokens, oldest first."""

    items: tuple[Token, ...]


class NewToken(_Given):
    """A token to make, for the caller."""

    name: Annotated[str, Field(min_length=1, max_length=100, examples=["ci"])]
    scopes: Annotated[
        tuple[Permission, ...] | None,
        Field(
            min_length=1,
            max_length=20,
            description="Null: all that the person may do.",
            examples=_SCOPES,
        ),
    ] = None
    deployment_id: Annotated[
        str,
        Field(
            max_length=36,
            description="A deployment's id; empty: every deployment.",
            examples=[""],
        ),
    ] = ""
    expires_at: Annotated[
        Moment | None, Field(description="Null: never.", examples=["2030-04-07T09:30:00Z"])
    ] = None


class CreatedToken(Token):
    """A token with its secret, which is shown this once."""

    secret: Annotated[
        str, Field(description="Send it as `Authorization: Bearer ...`.", examples=["sgn_4fQm9x1T"])
    ]


class Session(_Sent):
    """A browser that the caller is signed in with."""

    id: _Id
    way: Annotated[
        str, Field(description="How they came in: link, password or oidc.", examples=["link"])
    ]
    browser: Annotated[
        str, Field(description="As it calls itself.", examples=["Mozilla/5.0 (X11; Linux x86_64)"])
    ]
    created_at: _At
    seen_at: _At
    expires_at: _At


class Sessions(_Sent):
    """Where the caller is signed in, newest first."""

    items: tuple[Session, ...]


class Me(_Sent):
    """Who the caller is, and what they may do here."""

    address: _Address
    name: Annotated[str, Field(examples=["Ana Jensen"])]
    language: Annotated[str | None, Field(examples=["de"])]
    zone: Annotated[str | None, Field(examples=["Europe/Berlin"])]
    permissions: tuple[Permission, ...]


class MeChanges(_Given):
    """What to change; what is left out stays.

    Others see the ``name`` on pages and in mails; empty: their address. ``language`` is that of
    their mails, ``zone`` that of the times they type; empty: none chosen.
    """

    name: Annotated[str | None, Field(max_length=200, examples=["Ana Jensen"])] = None
    language: Annotated[str | None, _Language] = None
    zone: Annotated[str | None, _Zone] = None


class NewPassword(_Given):
    """The caller's password: the one until now, where there is one, and the new one."""

    current: Annotated[str, Field(max_length=2_000, examples=["correct horse battery"])] = ""
    new: Annotated[str, Field(max_length=2_000, examples=["seven tall grey herons"])]
