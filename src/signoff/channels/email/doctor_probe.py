"""A mail to ourselves with a finding that only our mail server may write: how does it arrive.

The field is folded right after its name, which rules written for one line pass over. This works
with a mailbox, where the mail can be looked at without being taken. It also shows whether
an address with a plus reaches that mailbox.
"""

from __future__ import annotations

import email
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from imapclient import IMAPClient

from signoff.channels.email.doctor import Finding, Standing


@dataclass(frozen=True, slots=True)
class Probe:
    """The mail, and by what it is known when it arrives."""

    sender: str
    recipient: str
    mark: str
    raw: bytes


def new_probe(*, sender: str, mailbox: str, domain: str, authserv_id: str) -> Probe:
    """Return a mail like no other, to an address with a plus."""
    mark = secrets.token_hex(8)
    recipient = f"{mailbox}+{mark}@{domain}"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = f"signoff: a test of the mail set-up {mark}"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(
        "signoff email doctor sent this mail to itself, to see how it arrives. Delete it.\n"
    )
    found = f"dmarc=pass policy.mark={mark} header.from={sender.rpartition('@')[2]}"
    forged = f"Authentication-Results:\r\n {authserv_id}; {found}\r\n"
    return Probe(sender, recipient, mark, forged.encode() + mail.as_bytes())


def find_probe(client: IMAPClient, probe: Probe) -> bytes | None:
    """Return the header the mail has in the open folder, None as long as it is not there."""
    found = client.search(["SUBJECT", probe.mark])
    if not found:
        return None
    header: bytes = client.fetch(found[-1:], ["BODY.PEEK[HEADER]"])[found[-1]][b"BODY[HEADER]"]
    return header


def check_arrival(header: bytes | None, probe: Probe, *, believed: bool) -> Iterator[Finding]:
    """Say what the mail's way tells. ``believed``: an answer is believed by that field."""
    if header is None:
        found = f"a mail to {probe.recipient} did not come to the mailbox in time"
        advice = (
            "Look whether the mail server takes addresses with a plus (subaddressing), and "
            "whether the mail was put into another folder."
        )
        yield Finding("plus address", Standing.FAIL, found, advice)
        return
    yield Finding("plus address", Standing.OK, f"a mail to {probe.recipient} came to the mailbox")
    fields = email.message_from_bytes(header).get_all("Authentication-Results", [])
    if not any(probe.mark in str(value) for value in fields):
        found = "a forged Authentication-Results was taken out on the way"
        yield Finding("forged results", Standing.OK, found)
        return
    advice = (
        "Let the mail server remove Authentication-Results that name it from all mail it takes. "
        "A server may do so only for mail of strangers: then send one from elsewhere and look."
    )
    standing = Standing.FAIL if believed else Standing.WARN
    yield Finding("forged results", standing, "a forged Authentication-Results came back", advice)
