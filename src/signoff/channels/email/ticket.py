"""The reply ticket: forty characters that say which question a mail answers.

Format 1 is 25 bytes, written as 40 characters of base32 so that a client
which folds case breaks nothing: version and key id, expiry, ticket id, and a
truncated HMAC over these, the purpose and the person's address. The address
is bound, not carried, so the mail gives nothing away about its owner. The
ticket is no password: it shows in quotes and headers, and the sender must be
authenticated besides. What a ticket id stands for is the caller's business.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from signoff.errors import TicketError
from signoff.inbox.address import canonical_address

VERSION = 1
N_KEYS = 16  # the key id has four bits
_HEAD = struct.Struct(">BI8s")
_MAC_OCTETS = 12
_LENGTH = struct.Struct(">H")
_TOKEN = re.compile(r"[A-Za-z2-7]{40}")
_MAILBOX = re.compile(r"(?:.*[+\-=])?(?P<token>[A-Za-z2-7]{40})", re.DOTALL)
_MESSAGE_ID = re.compile(r"rq\.(?P<token>[A-Za-z2-7]{40})\.\d+", re.IGNORECASE)


class TicketPurpose(StrEnum):
    """What a ticket may be used for; one purpose never verifies as another."""

    REPLY = "reply"
    BOUNCE = "bounce"
    WEB = "web"
    SIGN_IN = "sign_in"  # signs its reader in to the dashboard, once
    CALLBACK = "callback"  # bound to a webhook instead of a person
    FORM = "form"  # shown on the page of a web ticket, so that only who saw the page can act


@dataclass(frozen=True, slots=True)
class Claims:
    """What a ticket says of itself; true only once ``TicketKeys.verify`` returned it."""

    ticket_id: str
    key_id: int
    expires_at: datetime


class TicketKeys:
    """The keys that sign and verify: ``signing`` signs (None: the highest id), all verify.

    Taking a key away revokes every ticket it signed.
    """

    def __init__(self, masters: Mapping[int, bytes], *, signing: int | None = None) -> None:
        if not masters or not all(0 <= key_id < N_KEYS for key_id in masters):
            raise ValueError(
                f"Ticket key ids {sorted(masters)} are not usable. No ticket can be signed. "
                f"Give at least one key, with an id from 0 to {N_KEYS - 1}."
            )
        self._keys = {key_id: _derive(master, key_id) for key_id, master in masters.items()}
        self._signing = max(masters) if signing is None else signing
        if self._signing not in self._keys:
            raise ValueError(f"Ticket key {self._signing} is not given. No ticket can be signed.")

    def sign(
        self, ticket_id: str, address: str, *, purpose: TicketPurpose, expires_at: datetime
    ) -> str:
        """Return the ticket for ``ticket_id`` (16 hex characters), bound to ``address``."""
        seconds = int(expires_at.timestamp())
        head = _HEAD.pack(VERSION << 4 | self._signing, seconds, bytes.fromhex(ticket_id))
        mac = _mac(self._keys[self._signing], head, address, purpose)
        return base64.b32encode(head + mac).decode("ascii").lower()

    def parse(self, token: str) -> Claims:
        """Return what the ticket claims, unproved: enough to find the row it belongs to.

        Raises: TicketError, ``reason`` 'malformed'.
        """
        octets = _decode(token)
        first, seconds, ticket_id = _HEAD.unpack(octets[: _HEAD.size])
        if first >> 4 != VERSION:
            raise _malformed()
        return Claims(ticket_id.hex(), first & 0x0F, datetime.fromtimestamp(seconds, UTC))

    def verify(self, token: str, address: str, *, purpose: TicketPurpose, now: datetime) -> Claims:
        """Return the claims of a ticket that we signed for this address and purpose.

        ``now`` is when the mail arrived here; its Date field proves nothing.
        Raises: TicketError, ``reason`` 'malformed', 'unknown_key', 'forged' or 'expired'.
        """
        claims = self.parse(token)
        if claims.key_id not in self._keys:
            raise TicketError(
                f"The ticket was signed with key {claims.key_id}, which is not in use. Nothing was "
                "recorded. Answer a newer mail about the same question, or its page.",
                reason="unknown_key",
            )
        octets = _decode(token)
        head, mac = octets[: _HEAD.size], octets[_HEAD.size :]
        if not hmac.compare_digest(mac, _mac(self._keys[claims.key_id], head, address, purpose)):
            raise TicketError(
                f"Ticket {claims.ticket_id} was not signed for this address and purpose. Nothing "
                "was recorded. Answer from the address the question was sent to.",
                reason="forged",
            )
        if now >= claims.expires_at:
            raise TicketError(
                f"Ticket {claims.ticket_id} ended at {claims.expires_at:%Y-%m-%d %H:%M} UTC. "
                "Nothing was recorded. Answer a newer mail about the same question, or its page.",
                reason="expired",
            )
        return claims


def new_ticket_id() -> str:
    """Return 64 random bits as 16 hex characters."""
    return secrets.token_hex(8)


def find_token(address: str) -> str | None:
    """Return the ticket in a mail address, ``TOKEN@domain`` or ``name+TOKEN@domain``, if any."""
    local, at, _ = address.rpartition("@")
    found = _MAILBOX.fullmatch(local) if at else None
    return found["token"].lower() if found else None


def find_token_in_message_id(message_id: str) -> str | None:
    """Return the ticket in a Message-ID of ours, ``<rq.TOKEN.n@domain>``, if any."""
    local = message_id.strip().strip("<>").rpartition("@")[0]
    found = _MESSAGE_ID.fullmatch(local)
    return found["token"].lower() if found else None


def _decode(token: str) -> bytes:
    if not _TOKEN.fullmatch(token):
        raise _malformed()
    try:
        return base64.b32decode(token.upper())
    except binascii.Error as error:
        raise _malformed() from error


def _malformed() -> TicketError:
    # The text itself is left out: whatever came in may be a real ticket with a typing error.
    return TicketError(
        "The reply address holds no ticket of ours. Nothing was recorded. "
        "Use 'Reply' on the mail that asked, and leave the address as it is.",
        reason="malformed",
    )


def _mac(key: bytes, head: bytes, address: str, purpose: TicketPurpose) -> bytes:
    owner = canonical_address(address).encode()
    signed = b"".join(
        (b"signoff\0", purpose.value.encode(), b"\0", head, _LENGTH.pack(len(owner)), owner)
    )
    return hmac.digest(key, signed, "sha256")[:_MAC_OCTETS]


def _derive(master: bytes, key_id: int) -> bytes:
    """HKDF-SHA256 (RFC 5869) with an empty salt, one block."""
    extracted = hmac.digest(b"\0" * hashlib.sha256().digest_size, master, "sha256")
    return hmac.digest(extracted, f"reply-token/{key_id}".encode() + b"\x01", "sha256")
