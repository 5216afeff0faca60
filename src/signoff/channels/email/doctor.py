"""What speaks for and against a mail set-up: checks, and in words what to do about each finding.

Whoever asks brings the connections and the name server; nothing here opens any, and nothing is
changed by looking. What a setting is called is known here, what it is set to is given.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.said import said
from signoff.errors import ConfigurationError, DnsUnavailable

_GO_ON, _SIGNED_IN = 334, 235
_NUL = "\0"
_OUR_LARGEST = 10_000_000  # octets; a mail with pictures in it
_SPF_ALL = re.compile(r"(?:^|\s)[+]?all(?:\s|$)")


class Standing(StrEnum):
    """How a check came out; only ``FAIL`` means that mail will not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was looked at, what was found, what to do about it."""

    check: str
    standing: Standing
    found: str
    advice: str = ""


class NameServer(Protocol):
    """What DNS says. Each raises DnsUnavailable where nobody could be asked."""

    def mail_servers(self, domain: str) -> Sequence[str]: ...

    def texts(self, name: str) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The mail server that takes our mail. ``security``: none, starttls or tls.

    ``own_name`` is what we call ourselves there.
    """

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: str = "starttls"
    own_name: str = "localhost"


@dataclass(frozen=True, slots=True)
class Domains:
    """The domains that DNS is asked about; ``selector`` is of the key that signs, if known.

    ``takes_mail``: whether mail for the reply domain comes to us by its MX record.
    """

    sender: str
    reply: str
    selector: str | None = None
    takes_mail: bool = True


def check_outgoing(
    server: Outgoing, connect: Callable[[Outgoing], smtplib.SMTP]
) -> Iterator[Finding]:
    """Connect, secure, sign in, and look how large a mail may be; send nothing."""
    place = f"{server.host}:{server.port}"
    try:
        client = connect(server)
    except (OSError, smtplib.SMTPException) as error:
        yield _failed("smtp", f"{place} was not reached: {said(error)}", _SMTP_ADVICE)
        return
    yield _fine("smtp", f"{place} answers")
    try:
        yield from _conversation(server, client)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            client.quit()


def _conversation(server: Outgoing, client: smtplib.SMTP) -> Iterator[Finding]:
    try:
        client.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
            client.ehlo()
    except (OSError, ValueError, smtplib.SMTPException) as error:
        advice = (
            "Give the name the certificate is for as SIGNOFF_SMTP_HOST; name a certificate of "
            "your own with SSL_CERT_FILE; or write SIGNOFF_SMTP_SECURITY=tls for port 465."
        )
        yield _failed("smtp tls", f"the connection could not be secured: {said(error)}", advice)
        return
    if server.security == "none":
        advice = "Leave it so only where the server is this machine or a network of your own."
        yield Finding("smtp tls", Standing.WARN, "the connection is not secured", advice)
    else:
        yield _fine("smtp tls", f"secured ({server.security}), the certificate is valid")
    yield _signing_in(server, client)
    yield _size(client)


def _signing_in(server: Outgoing, client: smtplib.SMTP) -> Finding:
    if not server.username:
        return Finding("smtp sign-in", Standing.OK, "not asked for: no SIGNOFF_SMTP_USERNAME")
    try:
        sign_in(server, client)
    except (OSError, smtplib.SMTPException) as error:
        found = f"user {server.username} was not let in: {said(error)}"
        advice = (
            "Check SIGNOFF_SMTP_USERNAME and SIGNOFF_SMTP_PASSWORD; many servers want a password "
            "made for one program."
        )
        return _failed("smtp sign-in", found, advice)
    return _fine("smtp sign-in", f"user {server.username} was let in")


def sign_in(server: Outgoing, client: smtplib.SMTP) -> None:
    """Sign in as what sends our mail does, where there is a name. Raises: smtplib.SMTPException."""
    name, password = server.username, server.password or ""
    if not name:
        return
    if f"{name}{password}".isascii():
        client.login(name, password)
        return
    # What smtplib signs in with is ASCII alone. Only who is greeted says which ways it takes.
    client.ehlo_or_helo_if_needed()
    steps = ["AUTH LOGIN", _coded(name), _coded(password)]
    if "PLAIN" in client.esmtp_features.get("auth", "").upper().split():
        steps = [f"AUTH PLAIN {_coded(f'{_NUL}{name}{_NUL}{password}')}"]
    for step in steps:
        code, words = client.docmd(step)
        if code != (_SIGNED_IN if step == steps[-1] else _GO_ON):
            raise smtplib.SMTPAuthenticationError(code, words)


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _size(client: smtplib.SMTP) -> Finding:
    told = client.esmtp_features.get("size", "")
    if not told.isdigit() or int(told) == 0:
        return _fine("smtp size", "the server names no limit")
    if int(told) < _OUR_LARGEST:
        advice = "Raise the server's limit, or keep pictures out of what is reviewed."
        found = f"takes {int(told):,} octets at most; mails with pictures may have {_OUR_LARGEST:,}"
        return Finding("smtp size", Standing.WARN, found, advice)
    return _fine("smtp size", f"takes {int(told):,} octets")


def check_mailbox(
    account: ImapAccount, sign_in: Callable[[ImapAccount], IMAPClient]
) -> Iterator[Finding]:
    """Sign in to the mailbox that replies come to and open its folder; change nothing there."""
    try:
        client = sign_in(account)
    except (OSError, IMAPClientError, ConfigurationError) as error:
        yield _failed("imap", *_kept_out(account, error))
        return
    try:
        yield _fine("imap", f"user {account.username} was let in at {account.host}:{account.port}")
        yield _folder(account, client)
        if client.has_capability("IDLE"):
            yield _fine("imap idle", "the server tells of new mail at once")
        else:
            found = "the server does not tell of new mail: it is looked for now and then"
            yield Finding("imap idle", Standing.WARN, found, "Nothing has to be done.")
    finally:
        with suppress(OSError, IMAPClientError):
            client.logout()


def _kept_out(account: ImapAccount, error: Exception) -> tuple[str, str]:
    """Return what keeps us out of the mailbox, and what to do about it."""
    if isinstance(error, ConfigurationError):
        return str(error), "Check SIGNOFF_IMAP_PASSWORD_FILE."
    place = f"{account.host}:{account.port}"
    if isinstance(error, LoginError):
        found = f"{place} answers, but user {account.username} was not let in: {said(error)}"
        return found, (
            "Check SIGNOFF_IMAP_USERNAME and SIGNOFF_IMAP_PASSWORD, or its file; many servers want "
            "a password made for one program, and that the account allows IMAP."
        )
    advice = "Check SIGNOFF_IMAP_HOST, SIGNOFF_IMAP_PORT and SIGNOFF_IMAP_SECURITY."
    return f"{place} was not reached: {said(error)}", advice


def _folder(account: ImapAccount, client: IMAPClient) -> Finding:
    try:
        selected = client.select_folder(account.folder, readonly=True)
    except (OSError, IMAPClientError) as error:
        found = f"{account.folder!r} cannot be opened: {said(error)}"
        return _failed("imap folder", found, "Check SIGNOFF_IMAP_FOLDER.")
    n_mails = selected[b"EXISTS"]
    noun = "mail" if n_mails == 1 else "mails"
    return _fine("imap folder", f"{account.folder!r} holds {n_mails} {noun}")


def check_names(domains: Domains, dns: NameServer) -> Iterator[Finding]:
    """Ask DNS what the rest of the world is told about our mail."""
    checks: tuple[Callable[[Domains, NameServer], Finding], ...] = (_mx, _spf, _dkim, _dmarc)
    for check in checks:
        name = check.__name__.strip("_")
        try:
            yield check(domains, dns)
        except DnsUnavailable as error:
            advice = "Run this again where names can be looked up."
            yield Finding(f"dns {name}", Standing.WARN, f"not known: {error}", advice)


def _mx(domains: Domains, dns: NameServer) -> Finding:
    found = dns.mail_servers(domains.reply)
    if found:
        return _fine("dns mx", f"mail for {domains.reply} goes to {', '.join(found)}")
    if not domains.takes_mail:
        return _fine("dns mx", f"{domains.reply} has no MX record, and none is needed")
    advice = "Give it an MX record that names your mail server, which hands the mail to signoff."
    return _failed("dns mx", f"nobody takes mail for {domains.reply}: no MX record", advice)


def _spf(domains: Domains, dns: NameServer) -> Finding:
    # The reply domain stands in MAIL FROM, which is what SPF is about.
    records = [text for text in dns.texts(domains.reply) if text.lower().startswith("v=spf1")]
    advice = (
        f"Let {domains.reply} have one TXT record that names your mail server, "
        "like 'v=spf1 mx -all'."
    )
    if len(records) != 1:
        found = f"{domains.reply} has {len(records)} SPF records instead of one"
        standing = Standing.FAIL if records else Standing.WARN
        return Finding("dns spf", standing, found, advice)
    if _SPF_ALL.search(records[0].lower()):
        return Finding("dns spf", Standing.WARN, f"lets everybody send: {records[0]!r}", advice)
    return _fine("dns spf", f"{domains.reply}: {records[0]}")


def _dkim(domains: Domains, dns: NameServer) -> Finding:
    if domains.selector is None:
        advice = "Give the selector your mail server signs with, with --dkim-selector."
        return Finding("dns dkim", Standing.WARN, "not looked for: no selector is known", advice)
    name = f"{domains.selector}._domainkey.{domains.sender}"
    keys = [re.sub(r"\s", "", text) for text in dns.texts(name)]
    keys = [key for key in keys if "p=" in key]
    advice = f"Publish the public half of the key as a TXT record at {name}."
    if len(keys) != 1:
        return _failed("dns dkim", f"{name} holds {len(keys)} keys instead of one", advice)
    if re.search(r"(?:^|;)p=(?:;|$)", keys[0]):
        return _failed("dns dkim", f"the key at {name} was revoked (p= is empty)", advice)
    return _fine("dns dkim", f"there is a key at {name}")


def _dmarc(domains: Domains, dns: NameServer) -> Finding:
    parts = domains.sender.split(".")
    # Without the list of public suffixes, each domain above is asked down to two labels.
    for start in range(max(1, len(parts) - 1)):
        name = f"_dmarc.{'.'.join(parts[start:])}"
        records = [text for text in dns.texts(name) if text.lower().startswith("v=dmarc1")]
        if len(records) == 1:
            return _fine("dns dmarc", f"{name}: {records[0]}")
    found = f"{domains.sender} has no DMARC policy: others may write mail in its name"
    advice = f"Publish one at _dmarc.{domains.sender}, to begin with 'v=DMARC1; p=none'."
    return Finding("dns dmarc", Standing.WARN, found, advice)


_SMTP_ADVICE = "Check SIGNOFF_SMTP_HOST and SIGNOFF_SMTP_PORT, and that nothing blocks the way."


def _fine(check: str, found: str) -> Finding:
    return Finding(check, Standing.OK, found)


def _failed(check: str, found: str, advice: str) -> Finding:
    return Finding(check, Standing.FAIL, found, advice)
