"""A real server on loopback that is called by webhooks, and behaves as it is told."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_DRIP_S = 0.02


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes


Behaviour = Callable[["Exchange"], None]


@dataclass
class Receiver:
    """Takes calls; ``behave`` may be changed between them."""

    port: int
    scheme: str
    behave: Behaviour
    calls: list[Call] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is called."""
        return f"{self.scheme}://127.0.0.1:{self.port}/hook?key=1"


class Exchange(BaseHTTPRequestHandler):
    """One call and its answer."""

    receiver: Receiver

    def do_POST(self) -> None:
        """Keep the call, then behave."""
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        self.receiver.calls.append(Call(self.path, dict(self.headers.items()), body))
        with suppress(ConnectionError, ssl.SSLError, OSError):  # the caller may have gone away
            self.receiver.behave(self)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's
        """Say nothing."""

    def drip(self, octets: bytes) -> None:
        """Send one octet at a time, until all are sent or the test is over."""
        for octet in octets:
            if self.receiver.over.wait(_DRIP_S):
                return
            self.wfile.write(bytes([octet]))


def answering(status: int = 200, body: bytes = b"thanks", **headers: str) -> Behaviour:
    """Answer with this."""

    def behave(exchange: Exchange) -> None:
        exchange.send_response(status)
        for name, value in headers.items():
            exchange.send_header(name.replace("_", "-"), value)
        exchange.end_headers()
        exchange.wfile.write(body)

    return behave


def hang(exchange: Exchange) -> None:
    """Say nothing until the test is over."""
    exchange.receiver.over.wait(30)


def drip_headers(exchange: Exchange) -> None:
    """Begin an answer that takes minutes."""
    exchange.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 20_000)


def drip_body(exchange: Exchange) -> None:
    """Answer at once, with a body that takes minutes."""
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange.drip(b"y" * 20_000)


def drop(exchange: Exchange) -> None:
    """Hang up without a word."""
    exchange.connection.close()


def babble(exchange: Exchange) -> None:
    """Answer with what is no HTTP."""
    exchange.wfile.write(b"220 mx.example.com ESMTP ready\r\n" * 50)


@contextmanager
def opened_receiver(
    behave: Behaviour | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Receiver]:
    """Have a receiver that answers 200 if not told otherwise."""
    kind = type("_Exchange", (Exchange,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # handshakes that are refused
    scheme = "https" if tls is not None else "http"
    receiver = Receiver(server.server_address[1], scheme, behave or answering())
    kind.receiver = receiver  # type: ignore[attr-defined] # made for this receiver alone
    serving = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        server.shutdown()
        server.server_close()
        serving.join()
