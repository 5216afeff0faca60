"""Passwords: argon2id hashes, and as much work for who is not known as for who is.

Whoever copies the database must try each password against each hash, slowly.
How many hashes are made at a time is bounded: each takes 19 MiB.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from signoff.errors import PersonInvalid

SHORTEST, LONGEST = 12, 1000  # characters
_AT_A_TIME = BoundedSemaphore(4)
_MEMORY_KIB, _ROUNDS, _LANES = 19 * 1024, 2, 1  # OWASP's for argon2id


def hash_password(password: str, *, address: str) -> str:
    """Return what is kept of a password.

    Raises: PersonInvalid, for one that is too short, too long, or the person's address.
    """
    plain = _normal(password)
    if not SHORTEST <= len(plain) <= LONGEST or plain.casefold() in _given_away(address):
        raise PersonInvalid(
            f"This password has {len(plain)} characters, or is the mail address. It was not set. "
            f"Take {SHORTEST} to {LONGEST} characters; several words are easy to keep."
        )
    with _AT_A_TIME:
        return _hasher().hash(plain)


def is_password(password: str, kept: str | None) -> bool:
    """Say whether this is the password of which ``kept`` is kept; None takes as long."""
    plain = _normal(password)[: LONGEST + 1]
    with _AT_A_TIME:
        try:
            is_right = _hasher().verify(plain, kept or _nobodys())
        except UnknownHashError:
            return False
    return is_right and kept is not None


@cache
def _hasher() -> PasswordHash:
    hasher = Argon2Hasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=_LANES)
    return PasswordHash((hasher,))


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")


def _normal(password: str) -> str:
    # Two keyboards may write one letter in two ways.
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode()


def _given_away(address: str) -> tuple[str, ...]:
    return (address.casefold(), address.casefold() * 2)
