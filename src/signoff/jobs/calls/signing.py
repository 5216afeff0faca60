"""The secrets that sign what programs are told: made, replaced in time, opened to sign.

A secret leaves once, when it is made; what is kept is sealed. Whose secrets they are is
known to whoever calls.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol, TypedDict

from signoff import ids

SECRET_MARK = "whsec_"  # noqa: S105 - what makes a leaked secret recognisable


class Sealer(Protocol):
    """Seals secrets."""

    def seal(self, plain: bytes, *, about: str) -> str: ...


class Opener(Protocol):
    """Opens what was sealed."""

    def open(self, text: str, *, about: str) -> bytes: ...


class Kept(Protocol):
    """What has secrets, sealed; the next one takes the first one's place at ``next_from``."""

    @property
    def secret(self) -> str: ...

    @property
    def next_secret(self) -> str | None: ...

    @property
    def next_from(self) -> datetime | None: ...


class Secrets(TypedDict):
    """The members of a ``Kept``, as they are stored."""

    secret: str
    next_secret: str | None
    next_from: datetime | None


def new_secret() -> str:
    """Return a secret that was never used."""
    return SECRET_MARK + ids.new_secret()


def secrets_at(kept: Kept, now: datetime) -> tuple[str, str | None]:
    """Return the secret that signs now, and the one that follows it, both sealed."""
    if kept.next_secret is None or kept.next_from is None:
        return kept.secret, None
    is_over = now >= kept.next_from
    return (kept.next_secret, None) if is_over else (kept.secret, kept.next_secret)


def open_secrets(
    kept: Kept, sealer: Opener, *, about: str, now: datetime
) -> tuple[str, str | None]:
    """Return what ``secrets_at`` does, opened. Raises: SealBroken."""
    secret, following = secrets_at(kept, now)
    opened = None if following is None else sealer.open(following, about=about).decode()
    return sealer.open(secret, about=about).decode(), opened


def replaced(kept: Kept | None, sealed: str, *, overlap: timedelta, now: datetime) -> Secrets:
    """Return the secrets where a new one takes the place of the one there is after ``overlap``.

    Until then the old one signs as before. Without an overlap it signs nothing any more.
    """
    if kept is None or not overlap:
        return {"secret": sealed, "next_secret": None, "next_from": None}
    current, _ = secrets_at(kept, now)
    return {"secret": current, "next_secret": sealed, "next_from": now + overlap}
