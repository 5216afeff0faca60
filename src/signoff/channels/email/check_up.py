"""One look at a whole mail set-up, as an installation is set: the way out, the way in, the names.

What each check means is in doctor.py. Here it is only put together, for the
command and for the page; it opens connections, changes nothing and sends nothing.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from typing import Protocol

from signoff.channels.email.doctor import (
    Domains,
    Finding,
    NameServer,
    Outgoing,
    Standing,
    check_mailbox,
    check_names,
    check_outgoing,
)
from signoff.channels.email.imap import sign_in
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.ways_in import WaysIn, unchecked_ways

TIMEOUT_S = 15


class MailServer(Protocol):
    """The mail server that takes our mail, as the settings have it."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def username(self) -> str | None: ...
    @property
    def password(self) -> str | None: ...
    @property
    def security(self) -> str: ...


class SetUp(WaysIn, Protocol):
    """What of an installation's settings concerns mail."""

    @property
    def smtp(self) -> MailServer | None: ...
    @property
    def imap(self) -> ImapAccount | None: ...
    @property
    def sender(self) -> str: ...
    @property
    def reply_domain(self) -> str: ...
    @property
    def dkim_selector(self) -> str | None: ...


def check_up(set_up: SetUp, dns: NameServer, *, selector: str | None = None) -> Iterator[Finding]:
    """Yield every finding, as it is found; ``selector`` is the key's that a mail server signs with.

    May take as long as the servers that do not answer: 15 seconds each.
    """
    server = outgoing_of(set_up)
    mailbox = iter(()) if set_up.imap is None else check_mailbox(set_up.imap, sign_in)
    if server is None:
        advice = "Name a mail server with SIGNOFF_SMTP_HOST when people are to get mail."
        found = "mail stays on this machine: no SIGNOFF_SMTP_HOST"
        yield Finding("smtp", Standing.WARN, found, advice)
        yield from mailbox
        return
    yield from check_outgoing(server, connect)
    yield from mailbox
    unchecked = ", ".join(unchecked_ways(set_up))
    if unchecked:
        found = f"SIGNOFF_INBOUND_AUTH is off for mail by {unchecked}: a forged From is believed"
        advice = (
            "Set it to authserv-id, microsoft365 or verify, and so for a way that has a mode of "
            "its own in SIGNOFF_INBOUND_AUTH_WAYS; see 'Know who wrote a mail'."
        )
        yield Finding("who wrote", Standing.WARN, found, advice)
    domains = Domains(
        sender=server.own_name,
        reply=set_up.reply_domain,
        selector=selector or set_up.dkim_selector,
        takes_mail=set_up.imap is None,
    )
    yield from check_names(domains, dns)


def outgoing_of(set_up: SetUp) -> Outgoing | None:
    """Return the mail server that takes our mail, None where mail stays on this machine."""
    smtp = set_up.smtp
    if smtp is None:
        return None
    own_name = set_up.sender.rpartition("@")[2]
    return Outgoing(smtp.host, smtp.port, smtp.username, smtp.password, smtp.security, own_name)


def connect(server: Outgoing) -> smtplib.SMTP:
    """Return a connection to the mail server, by TLS where it begins with that.

    Raises: OSError, smtplib.SMTPException.
    """
    # Our name is given, not looked up: a slow name server would delay every connection.
    place, name = (server.host, server.port), server.own_name
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*place, name, timeout=TIMEOUT_S, context=context)
    return smtplib.SMTP(*place, name, timeout=TIMEOUT_S)
