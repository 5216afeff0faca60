"""The SMTP door: mail comes in, and is kept before it is thanked for.

A thread with its own event loop, so that slow senders never hold up the web.
Which address is ours, which ticket is real and what becomes of a mail is
asked of the functions given; a mail answered with 250 is on disk. Meant to
stand behind a mail server, or on loopback.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import threading
from collections.abc import Callable

from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from signoff.channels.email.envelope import Envelope
from signoff.channels.email.mailbox import LocalMailbox
from signoff.clock import Clock
from signoff.errors import PortTaken

__all__ = ["Envelope", "SmtpDoor", "how_to_listen", "listen_for_mail"]

logger = logging.getLogger(__name__)
# The library writes every recipient into its log, and ours hold tickets.
logging.getLogger("mail.log").setLevel(logging.WARNING)

MAX_OCTETS = 10_000_000
MAX_CONNECTIONS = 100
MAX_LINE_OCTETS = 100_000  # a thousand are allowed, but not every program that writes mail knows
MAX_RECIPIENTS = 10
IDLE_S = 60.0
SESSION_S = 600.0
_START_S = 10.0
_ACCEPTED = "250 2.1.5 OK"
_NO_SUCH = "550 5.1.1 Nobody here has this address"
_TRY_LATER = "451 4.3.0 The mail could not be stored; it was not accepted, please try again later"
_NOT_NOW = "451 4.3.0 The address could not be checked; please try again later"


def listen_for_mail(
    host: str, port: int, *, setting: str = "--smtp-port or SIGNOFF_INBOUND_PORT"
) -> socket.socket:
    """Return a socket that listens at ``host`` and ``port`` (0: any free one).

    ``setting`` is where another port can be given. Raises: PortTaken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(MAX_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"Cannot listen for mail on {host}:{port}: {error.strerror}. "
            f"Nothing was started. {how_to_listen(error, setting, 'SIGNOFF_INBOUND_HOST')}"
        ) from error
    listening.settimeout(0)
    return listening


def how_to_listen(error: OSError, port: str, host: str) -> str:
    """Return what to do where a port cannot be had; ``port`` and ``host`` are their settings."""
    if error.errno == errno.EADDRINUSE:
        return f"Stop the other program, or give another port with {port}."
    if isinstance(error, PermissionError):
        return f"Only some may listen below 1024: give a higher port with {port}."
    return f"Give an address of this machine with {host}."


class SmtpDoor:
    """Listens for mail. ``is_ours``, ``refuse`` and ``keep`` may block: they run in threads.

    ``refuse`` gets an address of ours and returns the SMTP line that refuses it, or None.
    ``keep`` stores a mail; what it raises becomes 451, and the sender tries again. Mail to other
    addresses goes to the local ``mailbox``, where there is one. ``idle_s``: seconds of silence
    after which a connection ends.
    """

    way = "smtp"

    def __init__(  # noqa: PLR0913 - each is a part that the door is plugged to
        self,
        *,
        host: str,
        port: int,
        is_ours: Callable[[str], bool],
        refuse: Callable[[str], str | None],
        keep: Callable[[Envelope], None],
        mailbox: LocalMailbox | None,
        clock: Clock,
        max_bytes: int = MAX_OCTETS,
        idle_s: float = IDLE_S,
    ) -> None:
        self._host = host
        self._wanted_port = port
        self._max_bytes = max_bytes
        self._idle_s = idle_s
        self._visitor = _Visitor(is_ours, refuse, keep, mailbox, clock, self.way)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._open: set[asyncio.BaseTransport] = set()
        self.port = port

    def start(self, listening: socket.socket | None = None) -> None:
        """Listen, and return once mail can come in; ``port`` is then the one in use.

        ``listening`` comes from ``listen_for_mail``, where the port was taken beforehand.
        Raises: PortTaken.
        """
        if listening is None:
            listening = listen_for_mail(self._host, self._wanted_port)
        if listening.family != socket.AF_UNIX:
            self.port = listening.getsockname()[1]
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._run,
            args=(self._loop, listening, ready),
            name=f"{self.way}-door",
            daemon=True,
        )
        self._thread.start()
        if not ready.wait(_START_S):
            raise PortTaken(
                f"The mail door on {self._host}:{self.port} did not open within {_START_S:.0f} "
                "seconds. No mail comes in. Look at the log, then start again."
            )

    def stop(self) -> None:
        """Stop listening; a mail that was not answered yet is tried again by its sender."""
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_S)
        self._loop = self._thread = None

    def _run(
        self, loop: asyncio.AbstractEventLoop, listening: socket.socket, ready: threading.Event
    ) -> None:
        asyncio.set_event_loop(loop)
        is_path = listening.family == socket.AF_UNIX
        make = loop.create_unix_server if is_path else loop.create_server
        server = loop.run_until_complete(make(self._greet, sock=listening))
        ready.set()
        try:
            loop.run_forever()
        finally:
            server.close()
            for transport in list(self._open):
                transport.close()
            loop.run_until_complete(_cancel_all(loop))
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    def _greet(self) -> asyncio.Protocol:
        return Conversation(
            self._visitor, self._open, max_bytes=self._max_bytes, idle_s=self._idle_s
        )


class Conversation(SMTP):
    """One connection, within bounds of number and time."""

    line_length_limit = MAX_LINE_OCTETS

    def __init__(
        self,
        visitor: _Visitor,
        open_transports: set[asyncio.BaseTransport],
        *,
        max_bytes: int,
        idle_s: float,
    ) -> None:
        super().__init__(
            visitor,
            data_size_limit=max_bytes,
            enable_SMTPUTF8=True,
            hostname="signoff",
            ident="signoff",
            timeout=idle_s,
            loop=asyncio.get_running_loop(),
        )
        self._open = open_transports
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if len(self._open) >= MAX_CONNECTIONS and isinstance(transport, asyncio.WriteTransport):
            transport.write(b"421 4.3.2 Too many connections; please try again later\r\n")
            transport.close()
            return
        self._open.add(transport)
        # One line a minute would otherwise hold a place for ever.
        self._end = asyncio.get_running_loop().call_later(SESSION_S, transport.close)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._end is None:
            return  # it was never let in
        self._end.cancel()
        self._open.discard(self.transport)
        super().connection_lost(error)


class _Visitor:
    """Answers RCPT and DATA; the names are those that aiosmtpd calls."""

    def __init__(
        self,
        is_ours: Callable[[str], bool],
        refuse: Callable[[str], str | None],
        keep: Callable[[Envelope], None],
        mailbox: LocalMailbox | None,
        clock: Clock,
        way: str,
    ) -> None:
        self._is_ours = is_ours
        self._refuse = refuse
        self._keep = keep
        self._mailbox = mailbox
        self._clock = clock
        self._way = way

    async def handle_EHLO(  # noqa: N802 - the library's name for it
        self, _server: SMTP, session: Session, _e: SmtpEnvelope, host: str, lines: list[str]
    ) -> list[str]:
        session.host_name = host
        # Commands are read from a stream, one after another: a peer need not wait in between.
        return [*lines[:-1], "250-PIPELINING", *lines[-1:]]

    async def handle_RCPT(  # noqa: N802 - the library's name for it
        self, _server: SMTP, _session: Session, envelope: SmtpEnvelope, address: str, _o: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients; please send the others a mail of their own"
        try:
            line = await asyncio.to_thread(self._objection, address)
        except Exception:
            logger.exception("recipient not checked")
            return _NOT_NOW
        if line is not None:
            return line
        envelope.rcpt_tos.append(address)
        return _ACCEPTED

    async def handle_DATA(  # noqa: N802 - the library's name for it
        self, _server: SMTP, _session: Session, envelope: SmtpEnvelope
    ) -> str:
        try:
            await asyncio.to_thread(self._store, envelope)
        except Exception:
            logger.exception("mail not stored")
            return _TRY_LATER
        return "250 2.0.0 Kept"

    def _objection(self, address: str) -> str | None:
        if self._is_ours(address):
            return self._refuse(address)
        return None if self._mailbox else _NO_SUCH

    def _store(self, envelope: SmtpEnvelope) -> None:
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        ours = tuple(address for address in envelope.rcpt_tos if self._is_ours(address))
        # Ours first: should the mailbox fail, the sender tries again, and keep() knows doubles.
        if ours:
            sender = (envelope.mail_from or "").strip("<>")
            self._keep(Envelope(sender, ours, raw, self._clock.now(), self._way))
        for address in envelope.rcpt_tos:
            if self._mailbox and address not in ours:
                self._mailbox.add(raw, recipient=address)


async def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    own = asyncio.current_task(loop)
    tasks = [task for task in asyncio.all_tasks(loop) if task is not own]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
