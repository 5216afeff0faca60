"""An IMAP server in this process: pymap with a mailbox in memory, on a free port of loopback.

It knows no way to drop a connection, so a relay stands before it that does.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from imapclient import IMAPClient
from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Login
from pymap.config import BackendCapability
from pymap.imap import IMAPServer
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

USER, PASSWORD = "signoff", "geheim"
_START_S = 60
_Found = TypeVar("_Found")


class _WithoutIdle(Config):
    @property
    def backend_capability(self) -> BackendCapability:
        return BackendCapability(idle=False, object_id=True, multi_append=True)


class ImapServer:
    """Runs in a thread until ``stop``; ``tls`` is what the relay before it speaks."""

    def __init__(
        self, *, idle: bool = True, tls: ssl.SSLContext | None = None, password: str = PASSWORD
    ) -> None:
        self._password = password
        self._idle = idle
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._relayed: set[asyncio.StreamWriter] = set()
        self._idling = threading.Event()
        self.port = 0  # of the relay

    def start(self) -> None:
        self._thread.start()
        self.port = self._run(self._start())

    def stop(self) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_S)
        self._loop.close()

    def drop_connections(self) -> int:
        """Cut every connection that came by the relay; return how many there were."""
        return self._run(self._drop())

    def client(self) -> IMAPClient:
        """Return a signed-in client that goes past the relay."""
        client = IMAPClient("127.0.0.1", self._behind, ssl=False, timeout=_START_S)
        client.login(USER, PASSWORD)
        return client

    def put(
        self,
        raw: bytes,
        *,
        at: datetime,
        folder: str = "INBOX",
        flags: tuple[bytes, ...] = (),
    ) -> None:
        """Let a mail arrive."""
        with self.client() as client:
            client.append(folder, raw, flags=flags, msg_time=at)

    def wait_until_idle(self) -> None:
        """Wait until somebody who came by the relay is told that IDLE has begun."""
        assert self._idling.wait(_START_S), "nobody waits for news"

    def _run(self, waiting: Coroutine[Any, Any, _Found]) -> _Found:
        return asyncio.run_coroutine_threadsafe(waiting, self._loop).result(_START_S)

    async def _start(self) -> int:
        arguments = Namespace(
            host="127.0.0.1", port=0, debug=False, cert=None, key=None, tls=False,
            passlib_cfg=None, proxy_protocol=None, inherited_sockets=None,
            demo_data=False, demo_user=USER, demo_password=PASSWORD,
        )  # fmt: skip
        kind = Config if self._idle else _WithoutIdle
        config = kind.from_args(arguments, hash_context=BuiltinHash(rounds=1))
        login = Login(config)
        secret = await Passwords(config).hash_password(self._password)
        await login.demo_user_identity.set(UserMetadata(config, USER, password=secret))
        config.apply_context()
        reader = ProxyProtocolReader(ProxyProtocolNoop())
        serve = reader.get_callback(IMAPServer(login, config))
        self._server = await asyncio.start_server(serve, "127.0.0.1", 0)
        self._behind = self._server.sockets[0].getsockname()[1]
        self._relay = await asyncio.start_server(self._pass_on, "127.0.0.1", 0, ssl=self._tls)
        port: int = self._relay.sockets[0].getsockname()[1]
        return port

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._behind)
        self._relayed |= {writer, far_writer}
        await asyncio.gather(_copy(reader, far_writer), self._copy_back(far_reader, writer))
        self._relayed -= {writer, far_writer}

    async def _copy_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _copy(reader, writer, seen=self._look)

    def _look(self, octets: bytes) -> None:
        if octets.startswith(b"+ "):
            self._idling.set()

    async def _drop(self) -> int:
        self._idling.clear()
        dropped, self._relayed = self._relayed, set()
        for writer in dropped:
            writer.transport.abort()
        return len(dropped) // 2

    async def _end(self) -> None:
        await self._drop()
        self._relay.close()
        self._server.close()
        own = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not own]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _copy(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    seen: Callable[[bytes], None] | None = None,
) -> None:
    with suppress(OSError):  # one side is gone: so is the other, in a moment
        while octets := await reader.read(65536):
            writer.write(octets)
            await writer.drain()
            if seen is not None:
                seen(octets)
    writer.close()
