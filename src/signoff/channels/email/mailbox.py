"""A mailbox on this machine, for trying signoff without a mail server.

A Maildir folder, so that any mail program can open it too. It keeps mail for
every recipient, and writes an answer the way a mail program would. It checks
nothing and knows nothing of requests.
"""

from __future__ import annotations

import mailbox
import re
import threading
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr
from pathlib import Path

from signoff import ids
from signoff.channels.email.body import read_body
from signoff.channels.email.fields import field_text, first_field
from signoff.channels.email.wire import header_text, to_octets
from signoff.clock import Clock, SystemClock
from signoff.errors import FolderNotWritable, MailNotFound

_RECIPIENT = "X-Original-To"
_FROM_DISPLAY_LIMIT = 120
_KEY = re.compile(r"(\d{1,11})\.(?:M(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the mailbox's list."""

    id: str
    recipient: str
    sender: str
    sender_name: str
    subject: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """One mail. ``html`` is the sender's own: show it in a sandbox only."""

    summary: Summary
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    raw: bytes


class LocalMailbox:
    """Mail in a folder; safe to use from several threads."""

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._known: dict[str, Summary] = {}
        try:
            self._maildir = mailbox.Maildir(folder, create=True)
        except OSError as error:
            raise FolderNotWritable(
                f"The mailbox {str(folder)!r} cannot be written: {error.strerror}. Nothing was "
                "started. Give a data folder that you own."
            ) from error

    def add(self, raw: bytes, *, recipient: str) -> str:
        """Keep a mail and return its id."""
        line = f"{_RECIPIENT}: {header_text(recipient, limit=320)}\r\n".encode()
        with self._lock:
            return self._maildir.add(line + raw)

    def list(self) -> list[Summary]:
        """Return all mail, newest first."""
        with self._lock:
            keys = self._maildir.keys()
            self._known = {key: self._known.get(key) or self._summary(key) for key in keys}
            found = sorted(self._known.values(), key=lambda one: (one.received_at, one.id))
        return found[::-1]

    def get(self, mail_id: str) -> Opened:
        """Return one mail.

        Raises: MailNotFound.
        """
        with self._lock:
            raw, summary = self._raw(mail_id), self._summary(mail_id)
        message = message_from_bytes(raw, policy=policy.compat32)
        body = read_body(message)
        headers = tuple((name, field_text(value)) for name, value in message.raw_items())
        return Opened(summary, headers, body.text, _with_pictures(body.html, message), raw)

    def reply_to(self, mail_id: str, text: str) -> tuple[str, str, bytes]:
        """Return an answer as a mail program writes it: envelope from, envelope to, the mail.

        The original is quoted below ``text``. Raises: MailNotFound.
        """
        opened = self.get(mail_id)
        original = message_from_bytes(opened.raw, policy=policy.compat32)
        answered = parseaddr(first_field(original, "Reply-To") or first_field(original, "From"))[1]
        answer = EmailMessage(policy=policy.SMTP)
        answer["From"] = Address(addr_spec=opened.summary.recipient)
        answer["To"] = Address(addr_spec=answered)
        subject = opened.summary.subject
        is_answer = subject.casefold().startswith("re:")
        answer["Subject"] = header_text(subject if is_answer else f"Re: {subject}", limit=200)
        answer["Date"] = format_datetime(self._clock.now())
        domain = opened.summary.recipient.rpartition("@")[2]
        answer["Message-ID"] = f"<{ids.new_id()}@{domain}>"
        _refer(answer, original)
        answer["User-Agent"] = "signoff local mailbox"
        answer.set_content(f"{text.rstrip()}\n\n{_quoted(opened)}\n")
        return opened.summary.recipient, answered, to_octets(answer)

    def _raw(self, mail_id: str) -> bytes:
        try:
            return self._maildir.get_bytes(mail_id)
        except KeyError as error:
            raise MailNotFound(
                f"No mail {mail_id[:80]!r} is in the local mailbox. Nothing was changed. "
                "Open the list again; somebody may have deleted it."
            ) from error

    def _summary(self, mail_id: str) -> Summary:
        raw = self._raw(mail_id)
        message = BytesHeaderParser(policy=policy.compat32).parsebytes(raw)
        name, address = parseaddr(field_text(first_field(message, "From")))
        return Summary(
            id=mail_id,
            recipient=first_field(message, _RECIPIENT),
            sender=address,
            sender_name=header_text(name, limit=_FROM_DISPLAY_LIMIT),
            subject=header_text(field_text(first_field(message, "Subject")), limit=300),
            received_at=_written_at(mail_id),
        )


def _with_pictures(html: str, message: Message) -> str:
    """Return HTML with the pictures that came in the same mail in place of their ids."""
    for part in message.walk():
        content_id = first_field(part, "Content-ID").strip().strip("<>")
        if content_id and part.get_content_maintype() == "image":
            octets = part.get_payload(decode=True)
            data = b64encode(octets).decode() if isinstance(octets, bytes) else ""
            source = f"data:{part.get_content_type()};base64,{data}"
            html = html.replace(f"cid:{content_id}", source)
    return html


def _written_at(mail_id: str) -> datetime:
    """Return the instant that a Maildir key begins with; 1970 where another program made it up."""
    found = _KEY.match(mail_id)
    at = datetime.fromtimestamp(int(found[1]) if found else 0, UTC)
    return at.replace(microsecond=int(found[2] or 0)) if found else at


def _refer(answer: EmailMessage, original: Message) -> None:
    answered = " ".join(first_field(original, "Message-ID").split())
    before = " ".join(first_field(original, "References").split())
    if answered:
        answer["In-Reply-To"] = answered
        answer["References"] = f"{before} {answered}".strip()


def _quoted(opened: Opened) -> str:
    summary = opened.summary
    said = f"{summary.sender_name} <{summary.sender}>".strip()
    lines = opened.text.rstrip().replace("\r\n", "\n").split("\n")
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"On {summary.received_at:%a, %d %b %Y at %H:%M}, {said} wrote:\n{quoted}"
