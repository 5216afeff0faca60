"""How this installation is set up: values only, read once at the start.

Everything has a default that works on one machine with nothing configured:
an embedded SQLite, a local mailbox instead of a mail server. Environment
variables change one thing each; docs/reference/settings.md lists them.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from signoff.channels.email.authenticity import InboundAuth, WayAuth, plain_domain
from signoff.channels.email.imap_account import ImapAccount, read_imap_account
from signoff.channels.email.providers import accounts
from signoff.channels.email.quotes import Ours
from signoff.channels.email.smtp_account import (
    LAST_PORT,
    LmtpPlace,
    SmtpServer,
    read_lmtp_place,
    read_smtp_server,
)
from signoff.channels.email.ticket_keys import has_keys
from signoff.channels.email.words.languages import LANGUAGES
from signoff.channels.webhook.networks import Network, read_networks
from signoff.errors import AddressInvalid, ConfigurationError, FolderNotWritable, UnknownModel
from signoff.inbox.address import canonical_address
from signoff.inbox.response import Verification
from signoff.interpret.model import check_llm
from signoff.key_file import write_key
from signoff.store.oidc_account import OidcAccount, read_oidc_account

_SECRET_OCTETS = 32
_MAX_TICKET_DAYS = 365
_MAILBOX_CHARS = 23  # a local part is at most 64, of which the plus and the ticket take 41
_MAILBOX = re.compile(rf"[A-Za-z0-9._-]{{0,{_MAILBOX_CHARS}}}")
_READ_ELSEWHERE = ("SIGNOFF_FLOW_DB", "SIGNOFF_LLM_API_KEY", "SIGNOFF_LLM_TIMEOUT")
_PROVIDERS = ("mailgun", "postmark", "sendgrid", "ses")
_WAYS = ("smtp", "lmtp", "imap", "oidc", *_PROVIDERS)  # each has variables of its own


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation.

    ``smtp`` None means the local mailbox: mail to people stays on this
    machine and is shown on a page. Ports may be 0: any free one. ``llm`` reads
    replies that the rules leave open, where a review names no model itself.
    ``minimum_verification`` None: what ``inbound_auth`` can prove; ways of their own mode are
    in ``inbound_auth_ways``.
    """

    data_dir: Path = Path("signoff-data")
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8800
    public_url: str = ""
    creator: str = "you@signoff.localhost"
    organisation: str = "main"
    deployment: str = ""
    sender: str = "signoff@signoff.localhost"
    sender_name: str = "signoff"
    language: str = "en"
    reply_domain: str = "reply.signoff.localhost"
    reply_mailbox: str = ""
    smtp: SmtpServer | None = None
    inbound_host: str = "127.0.0.1"
    inbound_port: int = 8825
    lmtp: LmtpPlace | None = None
    imap: ImapAccount | None = None
    mailgun: accounts.MailgunAccount | None = None
    postmark: accounts.SharedSecret | None = None
    sendgrid: accounts.SharedSecret | None = None
    ses: accounts.SesAccount | None = None
    inbound_auth: InboundAuth = InboundAuth.OFF
    authserv_id: str | None = None
    inbound_auth_ways: Mapping[str, WayAuth] = field(default_factory=dict)
    minimum_verification: Verification | None = None
    unsigned_domains: frozenset[str] = frozenset()
    ticket_days: int = 7
    llm: str | None = None
    dkim_key: str | None = None
    dkim_selector: str | None = None
    oidc: OidcAccount | None = None
    webhook_networks: tuple[Network, ...] = ()

    @property
    def database_url(self) -> str:
        """The database named, or the embedded one in the data folder."""
        return self.database or f"sqlite:///{(self.data_dir / 'signoff.db').absolute()}"

    @property
    def base_url(self) -> str:
        """Where people reach the pages, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether mail stays on this machine."""
        return self.smtp is None

    @property
    def ours(self) -> Ours:
        """How we are known in mails."""
        return Ours(
            domain=self.reply_domain,
            address=self.sender,
            name=self.sender_name,
            mailbox=self.reply_mailbox,
        )


def read_settings(environ: Mapping[str, str] | None = None, **flags: Any) -> Settings:  # noqa: ANN401
    """Return the settings of the environment, with ``flags`` that are not None on top.

    Raises: ConfigurationError, naming the variable, its value and what is allowed.
    """
    source = os.environ if environ is None else environ
    found = {
        name: _read(name, source[_variable(name)], fallback)
        for name, fallback in _plain_defaults().items()
        if source.get(_variable(name))
    }
    given = {name: value for name, value in flags.items() if value is not None}
    ways: dict[str, Any] = {"smtp": read_smtp_server(source), "lmtp": read_lmtp_place(source)}
    ways |= {"imap": read_imap_account(source), "oidc": read_oidc_account(source)}
    ways |= {**accounts.read_accounts(source)}
    settings = replace(Settings(), **{**found, **ways, **given})
    return _checked(settings)


def unknown_settings(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the variables of the environment that look like settings of ours and are none."""
    source = os.environ if environ is None else environ
    ways: dict[str, type] = {"smtp": SmtpServer, "lmtp": LmtpPlace, "imap": ImapAccount}
    ways |= {"oidc": OidcAccount, "mailgun": accounts.MailgunAccount, "ses": accounts.SesAccount}
    ways |= dict.fromkeys(("postmark", "sendgrid"), accounts.SharedSecret)
    known = {*map(_variable, _plain_defaults()), *_READ_ELSEWHERE}
    known |= {_variable(f"{way}_{f.name}") for way, kind in ways.items() for f in fields(kind)}
    return tuple(sorted(n for n in source if n.startswith("SIGNOFF_") and n not in known))


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder, readable by its owner alone.

    Raises: FolderNotWritable.
    """
    folder = settings.data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise FolderNotWritable(
            f"The data folder {str(folder)!r} cannot be written: {error.strerror}. Nothing was "
            "started. Give a folder you own with --data-dir or SIGNOFF_DATA_DIR."
        ) from error


def read_secret(settings: Settings) -> bytes:
    """Return the installation's secret, made at the first start and kept in the data folder."""
    path = _secret_file(settings)
    try:
        write_key(path, secrets.token_bytes(_SECRET_OCTETS))
    except OSError as error:
        raise FolderNotWritable(
            f"The secret {str(path)!r} cannot be written: {error.strerror}. Nothing was started. "
            "Make the data folder writable."
        ) from error
    secret = path.read_bytes()
    if len(secret) != _SECRET_OCTETS:
        raise ConfigurationError(
            f"The secret {str(path)!r} has {len(secret)} bytes instead of {_SECRET_OCTETS}. "
            "Nothing was started. Restore it from a backup; without it, no mail that was sent "
            "before can be answered. Delete it only if that does not matter."
        )
    return secret


def has_secret(settings: Settings) -> bool:
    """Say whether an installation was ever started with this data folder."""
    return has_keys(settings.data_dir)


def _secret_file(settings: Settings) -> Path:
    return settings.data_dir / "secret.key"


def _plain_defaults() -> dict[str, Any]:
    defaults = Settings()
    return {f.name: getattr(defaults, f.name) for f in fields(Settings) if f.name not in _WAYS}


def _variable(name: str) -> str:
    return f"SIGNOFF_{name.upper()}"


def _read(name: str, text: str, fallback: Any) -> Any:  # noqa: ANN401
    if isinstance(fallback, Path):
        return Path(text)
    if name in _READERS:
        return _READERS[name](text)
    try:
        if isinstance(fallback, InboundAuth):
            return InboundAuth(text)
        return int(text) if isinstance(fallback, int) else text
    except ValueError as error:
        allowed = "a whole number"
        if isinstance(fallback, InboundAuth):
            allowed = " or ".join(mode.value for mode in InboundAuth)
        raise ConfigurationError(
            f"{_variable(name)} is {text!r}, which is not {allowed}. Nothing was started. Mend it."
        ) from error


def _read_level(text: str) -> Verification:
    if text not in _LEVELS:
        raise ConfigurationError(
            f"SIGNOFF_MINIMUM_VERIFICATION is {text!r}. Nothing was started. "
            f"Write {' or '.join(_LEVELS)}."
        )
    return Verification(text)


def _read_domains(text: str) -> frozenset[str]:
    named = [name for name in text.replace(",", " ").split() if name]
    wrong = [name for name in named if not plain_domain(name)]
    if wrong:
        raise ConfigurationError(
            f"SIGNOFF_UNSIGNED_DOMAINS holds {wrong[0]!r}, which is no mail domain. Nothing was "
            "started. Write domains with commas between, like example.com,example.org."
        )
    return frozenset(map(plain_domain, named))


def _read_ways(text: str) -> dict[str, WayAuth]:
    """Read ``imap=authserv-id:mx.example.com, pipe=verify``."""
    found = {}
    for part in text.replace(",", " ").split():
        way, _, said = part.partition("=")
        mode, _, server = said.partition(":")
        named = mode == InboundAuth.AUTHSERV_ID.value
        if way not in _WAYS_IN or mode not in list(InboundAuth) or named is not bool(server):
            raise ConfigurationError(
                f"SIGNOFF_INBOUND_AUTH_WAYS holds {part!r}. Nothing was started. Write WAY=MODE, "
                "with authserv-id as WAY=authserv-id:NAME. Ways are "
                f"{', '.join(_WAYS_IN)}; modes are {', '.join(InboundAuth)}."
            )
        found[way] = WayAuth(InboundAuth(mode), server or None)
    return found


_WAYS_IN = ("smtp", "lmtp", "imap", "pipe", *_PROVIDERS)
_LEVELS = (Verification.MATCHED.value, Verification.ALIGNED.value)
_READERS: Mapping[str, Callable[[str], Any]] = {
    "minimum_verification": _read_level,
    "unsigned_domains": _read_domains,
    "inbound_auth_ways": _read_ways,
    "webhook_networks": read_networks,
}


def _checked(settings: Settings) -> Settings:
    for name, port in (("port", settings.port), ("inbound_port", settings.inbound_port)):
        if not 0 <= port <= LAST_PORT:
            raise ConfigurationError(
                f"{_variable(name)} is {port}, which is no port. Nothing was started. "
                f"Write a number from 0 to {LAST_PORT}; 0 takes any free port."
            )
    if not _is_base(settings.base_url):
        raise ConfigurationError(
            f"SIGNOFF_PUBLIC_URL is {settings.public_url!r}, which is no web address to put pages "
            "under. Nothing was started. Write it like https://signoff.example.com."
        )
    if settings.inbound_auth is InboundAuth.AUTHSERV_ID and not settings.authserv_id:
        raise ConfigurationError(
            "SIGNOFF_INBOUND_AUTH is authserv-id, but SIGNOFF_AUTHSERV_ID is empty. Nothing was "
            "started. Write the id your mail server puts into Authentication-Results."
        )
    _check_tickets(settings)
    _check_domain(settings.reply_domain)
    _check_language(settings.language)
    _check_signature(settings)
    _check_mailbox(settings)
    for_all = WayAuth(settings.inbound_auth, settings.authserv_id)
    for name in (name for name in _PROVIDERS if getattr(settings, name) is not None):
        own = settings.inbound_auth_ways.get(name, for_all)
        accounts.check_believed([name], mode=own.mode.value, authserv_id=own.authserv_id)
    _check_model(settings.llm)
    for name in ("organisation", "sender_name"):
        _check_name(name, getattr(settings, name))
    return replace(
        settings,
        creator=_address("creator", settings.creator),
        sender=_address("sender", settings.sender),
    )


def _is_base(text: str) -> bool:
    """Say whether pages can have their addresses under this one."""
    try:
        address = urlsplit(text)
        is_whole = address.hostname and (address.port or 0) <= LAST_PORT
    except ValueError:
        return False
    is_bare = not address.query and not address.fragment
    return bool(address.scheme in ("http", "https") and is_whole and is_bare)


def _address(name: str, text: str) -> str:
    try:
        return canonical_address(text)
    except AddressInvalid as error:
        raise ConfigurationError(
            f"{_variable(name)} is {text!r}, which is no mail address. Nothing was started. "
            "Write exactly one, like ana@example.com."
        ) from error


def _check_name(name: str, text: str) -> None:
    if not text.strip() or not text.isprintable():
        raise ConfigurationError(
            f"{_variable(name)} is {text!r}, which is no name. Nothing was started. "
            "Write one on one line."
        )


def _check_tickets(settings: Settings) -> None:
    """Make sure that somebody can answer by mail at all."""
    trusts_all = settings.inbound_auth is InboundAuth.OFF
    if trusts_all and settings.minimum_verification is Verification.ALIGNED:
        raise ConfigurationError(
            "SIGNOFF_MINIMUM_VERIFICATION is aligned, but SIGNOFF_INBOUND_AUTH is off and proves "
            "that of no mail. Nothing was started. Set SIGNOFF_INBOUND_AUTH to authserv-id, "
            "microsoft365 or verify, or the minimum to matched."
        )
    if not 1 <= settings.ticket_days <= _MAX_TICKET_DAYS:
        raise ConfigurationError(
            f"SIGNOFF_TICKET_DAYS is {settings.ticket_days}. Nothing was started. "
            f"Write a number from 1 to {_MAX_TICKET_DAYS}."
        )


def _check_model(llm: str | None) -> None:
    try:
        check_llm(llm)
    except UnknownModel as error:
        raise ConfigurationError(f"SIGNOFF_LLM: {error}") from error


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise ConfigurationError(
            f"SIGNOFF_LANGUAGE is {language!r}, which our mails do not speak. Nothing was started. "
            f"Write one of: {', '.join(LANGUAGES)}."
        )


def _check_signature(settings: Settings) -> None:
    given = (settings.dkim_key, settings.dkim_selector)
    if any(given) and not all(given):
        raise ConfigurationError(
            f"SIGNOFF_DKIM_KEY is {given[0] or ''!r} and SIGNOFF_DKIM_SELECTOR is "
            f"{given[1] or ''!r}. Nothing was started. Give both, or neither."
        )


def _check_mailbox(settings: Settings) -> None:
    """Make sure that `MAILBOX+TICKET@DOMAIN` is an address that every mail server takes."""
    mailbox = settings.reply_mailbox
    if not _MAILBOX.fullmatch(mailbox):
        raise ConfigurationError(
            f"SIGNOFF_REPLY_MAILBOX is {mailbox!r}, which cannot stand before a plus. Nothing was "
            f"started. Write what stands before the @, at most {_MAILBOX_CHARS} letters, digits, "
            "dots, dashes or underscores."
        )


def _check_domain(domain: str) -> None:
    try:
        canonical_address(f"ticket@{domain}")
    except AddressInvalid as error:
        raise ConfigurationError(
            f"SIGNOFF_REPLY_DOMAIN is {domain!r}, which is no mail domain. Nothing was started. "
            "Write it like reply.example.com."
        ) from error
