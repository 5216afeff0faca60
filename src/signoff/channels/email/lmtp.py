"""The LMTP door: a mail server hands over mail, and is answered for each recipient.

The same as the SMTP door but for three things of RFC 2033: the greeting is
LHLO, what follows DATA is one line for each recipient that was taken, and no
mail is taken for anybody else. The library's own LMTP class answers DATA once
for all, and the server at the other end waits for the rest.
"""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from aiosmtpd.smtp import SMTP

from signoff.channels.email.door import MAX_CONNECTIONS, Conversation, SmtpDoor
from signoff.errors import PortTaken

_GO_ON = "354 "
_ANYBODY_MODE = 0o666


class LmtpDoor(SmtpDoor):
    """Listens for a mail server, on a port or on a socket in the file system."""

    way = "lmtp"

    def _greet(self) -> asyncio.Protocol:
        return _LmtpConversation(
            self._visitor, self._open, max_bytes=self._max_bytes, idle_s=self._idle_s
        )


class _LmtpConversation(Conversation):
    """One connection of a mail server."""

    _n_due = 1  # answers that the next line stands for

    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802 - the library's name for it
        """Greet."""
        await SMTP.smtp_EHLO(self, arg)

    async def smtp_EHLO(self, _arg: str) -> None:  # noqa: N802 - the library's name for it
        await self._only_lhlo()

    async def smtp_HELO(self, _arg: str) -> None:  # noqa: N802 - the library's name for it
        await self._only_lhlo()

    async def _only_lhlo(self) -> None:
        await self.push("500 5.5.1 This door speaks LMTP; please begin with LHLO")

    async def push(self, status: str | bytes) -> None:
        """Answer; after DATA once for each recipient, whatever became of the mail."""
        if isinstance(status, str) and status.startswith(_GO_ON) and self.envelope is not None:
            self._n_due = len(self.envelope.rcpt_tos)
            await super().push(status)
            return
        n_due, self._n_due = self._n_due, 1
        line = status if isinstance(status, bytes) else status.encode()
        await super().push(b"\r\n".join([line] * n_due))


def listen_on_path(path: Path) -> socket.socket:
    """Return a socket that listens at ``path``; one that a dead process left there is replaced.

    Whoever reaches the path may hand over mail, as with a port on loopback: what keeps others
    away is its folder. Raises: PortTaken.
    """
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.is_socket() and not _is_answered(path):
            path.unlink()
        listening.bind(str(path))
        path.chmod(_ANYBODY_MODE)
        listening.listen(MAX_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"Cannot listen for mail at {str(path)!r}: {error.strerror or error}. Nothing was "
            "started. Stop the other program, or give another path with SIGNOFF_LMTP_SOCKET."
        ) from error
    listening.settimeout(0)
    return listening


def _is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        return caller.connect_ex(str(path)) == 0
