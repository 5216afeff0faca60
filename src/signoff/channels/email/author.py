"""Who a mail says it is from: one author, beyond doubt, or nobody.

Two parsers that read one From field differently are a way in: a mail server
proves one author, and we believe another. So this is no parser but one strict
shape, of what people's mail programs write; all else is refused. Python's own
reads more, and notes as no defect what others read in another way.
"""

from __future__ import annotations

import re
from email.message import Message

from signoff.channels.email.fields import MAX_FIELD_CHARS, field_text, first_field, raw_fields
from signoff.errors import AddressInvalid, UnreadableReply
from signoff.inbox.address import canonical_address

_SPECIAL = r"\x00-\x08\x0a-\x1f\x7f<>@,;:()\"\\\[\]"
_QUOTED = r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[ -~])*"'
_COMMENT = r"\((?:[^()\\\x00-\x08\x0a-\x1f\x7f]|\\[ -~])*\)"
_LOCAL = rf"(?:[^\s{_SPECIAL}]+|\"[^\s{_SPECIAL}]+\")"
_ADDRESS = rf"{_LOCAL}@[^\s{_SPECIAL}]+"
_FROM = re.compile(
    rf"(?:(?:[^{_SPECIAL}]|{_QUOTED}|{_COMMENT})*<[ \t]*(?P<inner>{_ADDRESS})[ \t]*>"
    # Some programs write the address for a name, unquoted: whatever is read, it is that one.
    rf"|[ \t]*(?P<said>{_ADDRESS})[ \t]*<[ \t]*(?P=said)[ \t]*>"
    rf"|(?:[ \t]|{_COMMENT})*(?P<bare>{_ADDRESS}))(?:[ \t]|{_COMMENT})*"
)


def read_sender(message: Message) -> str:
    """Return the canonical address of the one author.

    Raises: UnreadableReply, ``reason`` 'sender_missing' or 'sender_ambiguous'.
    """
    fields = raw_fields(message, "From")
    if not fields or not "".join(fields).strip():
        raise _refused("sender_missing", "names no sender")
    if len(fields) > 1:
        raise _refused("sender_ambiguous", f"has {len(fields)} From fields")
    field = re.sub(r"\r?\n(?=[ \t])", "", fields[0])
    found = _FROM.fullmatch(field) if len(field) <= MAX_FIELD_CHARS else None
    address = (found["inner"] or found["said"] or found["bare"]) if found else ""
    # An encoded word is no address, but some programs decode it there too.
    if not address or "=?" in address:
        raise _refused("sender_ambiguous", "has a From field that can be read in two ways")
    try:
        return canonical_address(address)
    except AddressInvalid as error:
        raise _refused("sender_ambiguous", "has a sender that is no address") from error


def read_name(message: Message) -> str:
    """Return what the From field calls the author; without a name, what stands before the @.

    It proves nothing, and is for nothing but to know their signature again.
    """
    name, _, address = field_text(first_field(message, "From")).rpartition("<")
    return name.strip(' "') or address.partition("@")[0]


def _refused(reason: str, what: str) -> UnreadableReply:
    return UnreadableReply(
        f"The mail {what}. It is kept unread and nothing was recorded. "
        "Answer from an ordinary mail program, or on the request's page.",
        reason=reason,
    )
