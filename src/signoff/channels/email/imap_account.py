"""A mailbox that answers come to, as an operator names it. Values only; nothing is connected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from signoff.channels.email.smtp_account import read_port
from signoff.errors import ConfigurationError

_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_AFTER = ("keep", "seen", "delete")
_MOVE = "move:"


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """One folder of one account.

    ``security``: tls, starttls or none. ``after``: what is done to a mail that was taken: keep
    (nothing), seen, delete or move:FOLDER. ``password_file`` is read at each sign-in, so that a
    changed password needs no restart.
    """

    host: str
    port: int = 993
    username: str = ""
    password: str | None = field(default=None, repr=False)
    password_file: Path | None = None
    folder: str = "INBOX"
    security: str = "tls"
    after: str = "keep"

    @property
    def place(self) -> str:
        """Name the folder, for the record of how far it was read."""
        return f"{self.username}@{self.host}:{self.port}/{self.folder}"

    @property
    def move_to(self) -> str | None:
        """The folder that a mail goes to once it was taken, if any."""
        return self.after.removeprefix(_MOVE) if self.after.startswith(_MOVE) else None

    def read_password(self) -> str:
        """Return the password.

        Raises: ConfigurationError, where its file cannot be read.
        """
        if self.password_file is None:
            return self.password or ""
        try:
            return self.password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f"The file {str(self.password_file)!r} with the password of the mailbox cannot be "
                f"read: {error}. No mail is fetched. Make it readable for signoff, or name another "
                "with SIGNOFF_IMAP_PASSWORD_FILE."
            ) from error


def read_imap_account(source: Mapping[str, str]) -> ImapAccount | None:
    """Return the account that the environment names, None where it names none.

    Raises: ConfigurationError, naming the variable, its value and what is allowed.
    """
    security = source.get("SIGNOFF_IMAP_SECURITY") or "tls"
    if security not in _PORTS:
        raise _wrong("SIGNOFF_IMAP_SECURITY", security, "Write tls, starttls or none.")
    after = source.get("SIGNOFF_IMAP_AFTER") or "keep"
    if after not in _AFTER and not (after.startswith(_MOVE) and after.removeprefix(_MOVE)):
        raise _wrong("SIGNOFF_IMAP_AFTER", after, "Write keep, seen, delete or move:FOLDER.")
    port = read_port(source, "SIGNOFF_IMAP_PORT", _PORTS[security], first=1)
    host = source.get("SIGNOFF_IMAP_HOST")
    if not host:
        return None
    username = source.get("SIGNOFF_IMAP_USERNAME") or ""
    password = source.get("SIGNOFF_IMAP_PASSWORD")
    file = source.get("SIGNOFF_IMAP_PASSWORD_FILE")
    if not username or not (password or file):
        raise _wrong(
            "SIGNOFF_IMAP_HOST",
            host,
            "Name the account too, with SIGNOFF_IMAP_USERNAME and SIGNOFF_IMAP_PASSWORD or "
            "SIGNOFF_IMAP_PASSWORD_FILE.",
        )
    return ImapAccount(
        host,
        port,
        username,
        password,
        Path(file) if file else None,
        source.get("SIGNOFF_IMAP_FOLDER") or "INBOX",
        security,
        after,
    )


def _wrong(variable: str, value: str, advice: str) -> ConfigurationError:
    return ConfigurationError(f"{variable} is {value!r}. Nothing was started. {advice}")
