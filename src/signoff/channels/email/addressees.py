"""Whom a mail is for where no envelope says so: in a mailbox, or behind a pipe.

What a mail server noted on the way comes before what the sender wrote, and a
ticket in the id of the mail that is answered counts only where no address
holds one. Whether a ticket is real is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser

from signoff.channels.email.fields import MAX_FIELD_CHARS, first_field, raw_fields
from signoff.channels.email.limits import MAX_HEADER_OCTETS
from signoff.channels.email.quotes import Ours
from signoff.channels.email.ticket import find_token, find_token_in_message_id

UNKNOWN_SENDER = "unknown"  # not '', which would say that nobody sent it
ADDRESSED_IN = (
    "X-Original-To",
    "Delivered-To",
    "X-Gm-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "Resent-To",
    "To",
    "Cc",
)
ANSWERED_IN = ("In-Reply-To", "References")
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]{1,80}@[A-Za-z0-9.-]{1,253}")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")


def read_header(raw: bytes) -> Message:
    """Return the fields of a mail, or of as much of its header as a mail may have."""
    end = _END_OF_HEADER.search(raw, 0, MAX_HEADER_OCTETS)
    header = raw[: end.end() if end else MAX_HEADER_OCTETS]
    return BytesHeaderParser(policy=policy.compat32).parsebytes(header)


def find_addressees(header: Message, *, ours: Ours | None) -> list[str]:
    """Return the addresses of ours that hold a ticket, best first, each once.

    ``ours`` None: those of anybody.
    """
    return list(dict.fromkeys(_written(header, ours)))


def find_answered(header: Message, *, ours: Ours) -> list[str]:
    """Return addresses for the tickets in the ids of the mails that are answered, nearest first."""
    prefix = f"{ours.mailbox}+" if ours.mailbox else ""
    found = (
        f"{prefix}{token}@{ours.domain}"
        for name in ANSWERED_IN
        for field in raw_fields(header, name)
        for token in _tokens(field, ours)
    )
    return list(dict.fromkeys(found))


def find_sender(header: Message) -> str:
    """Return the envelope's sender as a mail server noted it: '' for nobody, or 'unknown'."""
    path = first_field(header, "Return-Path")[:MAX_FIELD_CHARS].strip()
    return path.strip("<>") if path else UNKNOWN_SENDER


def _written(header: Message, ours: Ours | None) -> Iterator[str]:
    for name in ADDRESSED_IN:
        for field in raw_fields(header, name):
            for address in _ADDRESS.findall(field[: 4 * MAX_FIELD_CHARS]):
                if find_token(address) and (ours is None or ours.owns(address)):
                    yield address


def _tokens(field: str, ours: Ours) -> Iterator[str]:
    for message_id in reversed(_MESSAGE_ID.findall(field[-4 * MAX_FIELD_CHARS :])):
        token = find_token_in_message_id(message_id)
        if token and message_id.strip("<>").rpartition("@")[2].casefold() == ours.domain.casefold():
            yield token
