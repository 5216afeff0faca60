"""Send one call to a webhook, to nowhere but where it may go, in thirty seconds at most.

The name is asked for once, every address it has is judged, and the connection
is made to an address that was judged: a name that answers otherwise a moment
later changes nothing (DNS rebinding). The name stands only in TLS and in
Host. Redirects are not followed and no proxy of the environment is used:
either would choose another place. What is said, and to whom, is not known here.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from signoff.channels.webhook.destination import Destination, read_destination
from signoff.channels.webhook.networks import Address, Network, why_closed
from signoff.errors import WebhookInvalid

PATIENCE_S = 30.0  # in all: asking for the name, connecting, sending, waiting
CONNECT_S = 10.0  # for one of several addresses
KEPT_OCTETS = 2048  # of what the receiver says; the rest is never read
_KEPT_HEADERS = 50
_KEPT_VALUE = 500  # characters of one header

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of one call; ``error`` is None where the receiver took it (2xx).

    ``duration_ms`` counts from the first look at the name. ``address`` is what was connected to.
    """

    duration_ms: int
    error: str | None
    status_code: int | None = None
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


class _Refused(Exception):
    """The call ended before there was an answer; the text says why."""


def resolve_name(name: str, port: int) -> list[str]:
    """Return the addresses of a name, as this computer finds them."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """Sends calls. ``allowed`` networks are open besides the public ones.

    ``tls`` says whose certificates count, None: those this computer believes.
    """

    allowed: Sequence[Network] = ()
    is_development: bool = False
    resolve: Resolve = resolve_name
    tls: ssl.SSLContext | None = None
    patience_s: float = PATIENCE_S

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Posted:
        """Send one call and return what came of it; nothing is raised for what others did."""
        call = _Call(self, time.monotonic())
        try:
            return call.make(url, headers, body)
        except (_Refused, WebhookInvalid) as error:
            return call.failed(str(error))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return call.failed(call.why(error))
        finally:
            call.close()


class _Call:
    """One call under way, with the clock that ends it."""

    def __init__(self, sender: WebhookSender, begun: float) -> None:
        self._sender = sender
        self._begun = begun
        self._connection: _Pinned | None = None
        self._address: str | None = None
        self._watchdog: threading.Timer | None = None

    def make(self, url: str, headers: Mapping[str, str], body: bytes) -> Posted:
        sender = self._sender
        where = read_destination(url, allowed=sender.allowed, is_development=sender.is_development)
        connected = self._connect(where)
        self._connection = _Pinned(where, connected)
        # Times of the socket begin anew with every octet that drips in; this one does not.
        self._watchdog = threading.Timer(self._left(), self._connection.cut)
        self._watchdog.daemon = True
        self._watchdog.start()
        self._connection.secure(self._sender.tls)
        sent = {**headers, "Host": where.host_header, "Connection": "close"}
        self._connection.request("POST", where.target, body, sent)
        response = self._connection.getresponse()
        if self._connection.is_cut:
            raise TimeoutError  # the library takes headers that broke off for all there are
        return self._read(response)

    def _connect(self, where: Destination) -> socket.socket:
        """Return a connection to the first address of the destination that answers."""
        missed: OSError | None = None
        for address in self._judged(where):
            patience = min(CONNECT_S, self._left())
            if patience <= 0:
                break
            try:
                connected = socket.create_connection((str(address), where.port), timeout=patience)
            except OSError as error:
                missed = error
                continue
            self._address = str(address)
            connected.settimeout(max(self._left(), 0.001))
            return connected
        raise _Refused(f"{where.host} could not be connected to: {missed or 'no time was left'}.")

    def _judged(self, where: Destination) -> list[Address]:
        """Return the destination's addresses, if every one of them may be connected to."""
        if where.number is not None:
            found = [where.number]
        else:
            found = [ipaddress.ip_address(text) for text in self._looked_up(where)]
        opened = where.opened(self._sender.allowed, is_development=self._sender.is_development)
        for address in found:
            why = why_closed(address, opened)
            if why is not None:
                raise _Refused(
                    f"{where.host} leads to {address}, which {why}. Nothing was sent. Correct the "
                    "name, or have the network opened with SIGNOFF_WEBHOOK_NETWORKS."
                )
        return found

    def _looked_up(self, where: Destination) -> Sequence[str]:
        """Ask for the name, in a thread that may be left behind: the system's call knows no end."""
        answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._sender.resolve(where.host, where.port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, name="webhook-name", daemon=True).start()
        try:
            found = answers.get(timeout=max(self._left(), 0))
        except queue.Empty:
            raise _Refused(f"The address of {where.host} was not found in time.") from None
        if isinstance(found, Exception) or not found:
            raise _Refused(f"The address of {where.host} cannot be found: {found or 'none'}.")
        return found

    def _read(self, response: http.client.HTTPResponse) -> Posted:
        status = response.status
        error = None
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            error = f"The receiver answered {status} {response.reason[:100]}."
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            there = (response.getheader("Location") or "")[:200]
            error = f"The receiver answered {status} and points to {there!r}; it is not followed."
        return Posted(
            self._passed_ms(),
            error,
            status,
            self._address,
            _kept_headers(response),
            _beginning(response).decode("utf-8", "replace"),
        )

    def why(self, error: Exception) -> str:
        """Return what an error of the network means, for people."""
        if self._left() <= 0 or isinstance(error, TimeoutError):
            return f"The receiver did not answer within {self._sender.patience_s:g} seconds."
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"The receiver's certificate is not believed: {error.verify_message}."
        said = str(error) or type(error).__name__
        return f"The receiver broke the call off: {said[:300]}."

    def failed(self, why: str) -> Posted:
        return Posted(self._passed_ms(), why, address=self._address)

    def close(self) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
        if self._connection is not None:
            self._connection.close()

    def _left(self) -> float:
        return self._begun + self._sender.patience_s - time.monotonic()

    def _passed_ms(self) -> int:
        return int((time.monotonic() - self._begun) * 1000)


class _Pinned(http.client.HTTPConnection):
    """An HTTP connection over a socket that is connected already, and never makes another."""

    auto_open = 0

    def __init__(self, where: Destination, connected: socket.socket) -> None:
        super().__init__(where.host, where.port)
        self._where = where
        self._live = connected  # the library lets go of `sock` before it has read the body
        self.sock = connected
        self.is_cut = False

    def secure(self, tls: ssl.SSLContext | None) -> None:
        """Speak TLS, with the receiver's name, where the address says https."""
        if self._where.scheme == "https":
            context = tls or ssl.create_default_context()
            secured = context.wrap_socket(
                self._live, server_hostname=self._where.host, do_handshake_on_connect=False
            )
            self._live = self.sock = secured
            secured.do_handshake()  # after it is ours to cut

    def cut(self) -> None:
        """End the connection under whoever waits on it."""
        self.is_cut = True
        # The socket below TLS: TLS's own end would wait for the other side.
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._live, socket.SHUT_RDWR)


def _kept_headers(response: http.client.HTTPResponse) -> dict[str, str]:
    found = response.getheaders()[:_KEPT_HEADERS]
    return {name[:100]: value[:_KEPT_VALUE] for name, value in found}


def _beginning(response: http.client.HTTPResponse) -> bytes:
    """Return how the body begins. The status has said all; what breaks off here changes nothing."""
    found = b""
    try:
        while len(found) < KEPT_OCTETS:
            more = response.read1(KEPT_OCTETS - len(found))
            if not more:
                break
            found += more
    except (OSError, http.client.HTTPException, ValueError):
        return found
    return found
