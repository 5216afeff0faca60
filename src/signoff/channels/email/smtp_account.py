"""The mail servers that take our mail and hand us theirs, as an operator names them. Values only.

What is set is looked at where its way is off, too: a wrong port must not wait for the day on which
the host is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from signoff.errors import ConfigurationError

LAST_PORT = 65535
_SECURITY = ("none", "starttls", "tls")


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The mail server that takes our mail. ``security``: none, starttls or tls."""

    host: str
    port: int = 587
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: str = "starttls"


@dataclass(frozen=True, slots=True)
class LmtpPlace:
    """Where a mail server hands over mail: a port of the inbound host (0: any), or a path."""

    port: int | None = None
    socket: Path | None = None


def read_smtp_server(source: Mapping[str, str]) -> SmtpServer | None:
    """Return the server that the environment names, None where it names none.

    Raises: ConfigurationError, naming the variable, its value and what is allowed.
    """
    security = source.get("SIGNOFF_SMTP_SECURITY") or "starttls"
    if security not in _SECURITY:
        raise ConfigurationError(
            f"SIGNOFF_SMTP_SECURITY is {security!r}. Nothing was started. "
            "Write none, starttls or tls."
        )
    port = read_port(source, "SIGNOFF_SMTP_PORT", 587, first=1)
    host = source.get("SIGNOFF_SMTP_HOST")
    if not host:
        return None
    username, password = map(source.get, ("SIGNOFF_SMTP_USERNAME", "SIGNOFF_SMTP_PASSWORD"))
    return SmtpServer(host, port, username, password, security)


def read_lmtp_place(source: Mapping[str, str]) -> LmtpPlace | None:
    """Return the place that the environment names, None where it names none.

    Raises: ConfigurationError.
    """
    port, path = source.get("SIGNOFF_LMTP_PORT"), source.get("SIGNOFF_LMTP_SOCKET")
    if port and path:
        raise ConfigurationError(
            f"SIGNOFF_LMTP_PORT is {port!r} and SIGNOFF_LMTP_SOCKET is {path!r}. Nothing was "
            "started. Give one of them."
        )
    if path:
        return LmtpPlace(socket=Path(path))
    return LmtpPlace(port=read_port(source, "SIGNOFF_LMTP_PORT", 0)) if port else None


def read_port(source: Mapping[str, str], variable: str, usual: int, *, first: int = 0) -> int:
    """Return the port that a variable says, ``usual`` where it is not set; at least ``first``.

    Raises: ConfigurationError.
    """
    text = source.get(variable) or str(usual)
    if text.isascii() and text.isdigit() and first <= int(text[:9]) <= LAST_PORT:
        return int(text)
    any_free = "" if first else "; 0 takes any free port"
    raise ConfigurationError(
        f"{variable} is {text!r}, which is no port. Nothing was started. "
        f"Write a number from {first} to {LAST_PORT}{any_free}."
    )
