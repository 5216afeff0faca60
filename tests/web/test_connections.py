"""The HTTP door's bounds: how many may come, and how long each may take to speak."""

import asyncio
import resource
import socket
import threading
from contextlib import ExitStack
from time import monotonic

import pytest

from signoff.web import connections
from signoff.web.connections import LEAST, MOST, OTHER_FILES, Room, most_connections
from signoff.web.server import HttpDoor, listen_on

PATIENCE = 20
HEAD = b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LARGE = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SMALL = b"GET /static/swap.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"  # 8 KB
FORM = (
    b"POST /sign-in/link HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"
)
LONG = 600.0  # seconds: longer than any test


@pytest.fixture
def opened(stage):
    """Serve with a room, and return what connects to it."""
    with ExitStack() as rest:

        def serve(room):
            listening = rest.enter_context(listen_on("127.0.0.1", 0))
            # What is written is waiting for its reader soon.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
            door = HttpDoor(stage.web, room=room, log_level="critical")
            run = threading.Thread(target=door.run, kwargs={"sockets": [listening]}, daemon=True)
            run.start()

            def stop():
                door.should_exit = True
                run.join(PATIENCE)

            rest.callback(stop)

            def connect(*, takes=None):
                one = rest.enter_context(socket.socket())
                if takes is not None:
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
                one.settimeout(PATIENCE)
                one.connect(listening.getsockname())
                return one

            return connect

        yield serve


def said(connection, sent=b""):
    """Send octets and return what comes back; b'' where the door ended it."""
    try:
        connection.sendall(sent)
        return connection.recv(65536)
    except (ConnectionResetError, BrokenPipeError):
        return b""


def status(connection, sent):
    """Send a request, read the whole of its answer where that says how long it is."""
    connection.sendall(sent)
    return status_of(connection.makefile("rb"))


def status_of(answer):
    first, length = answer.readline(), 0
    while line := answer.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    answer.read(length)
    return int(first.split()[1])


class TestWhoDawdles:
    @pytest.mark.parametrize("sent", [b"", HEAD])
    def test_with_the_head_of_a_request_is_cut(self, opened, sent):
        connect = opened(Room(head_s=0.05, body_s=LONG))

        assert said(connect(), sent) == b""

    def test_with_its_body_is_cut(self, opened):
        connect = opened(Room(head_s=LONG, body_s=0.05))

        assert said(connect(), FORM + b"a") == b""

    def test_with_the_body_of_a_request_that_came_along_with_another_is_cut(self, opened):
        connection = opened(Room(head_s=LONG, body_s=0.05))()

        assert status(connection, HEAD + b"\r\n" + FORM + b"a") == 200
        assert said(connection) == b""

    def test_with_the_head_of_a_second_request_is_cut(self, opened):
        connection = opened(Room(head_s=1.0, body_s=LONG))()

        assert status(connection, HEAD + b"\r\n") == 200
        assert said(connection, HEAD) == b""

    def test_not_is_answered_again_and_again(self, opened):
        connection = opened(Room(head_s=LONG, body_s=LONG))()

        assert [status(connection, HEAD + b"\r\n") for _ in range(3)] == [200] * 3
        assert status(connection, FORM + b"address") == 422
        assert status(connection, HEAD + b"\r\n") == 200


def ask_for_much(connection):
    """Ask again and again for something large, without reading; return what ended it."""
    asks = LARGE * 100
    try:
        while True:
            connection.sendall(asks)
    except OSError as error:
        return type(error)


class TestWhoTakesNoAnswer:
    def test_is_cut(self, opened):
        connection = opened(Room(head_s=LONG, body_s=LONG, take_s=0.05))()

        assert ask_for_much(connection) in {ConnectionResetError, BrokenPipeError}

    def test_is_cut_where_little_is_left_lying_too(self, opened):
        connect = opened(Room(most=1, head_s=LONG, body_s=LONG, take_s=0.05))
        takes_little = connect(takes=2048)
        takes_little.sendall(SMALL * 6)
        assert takes_little.recv(1) == b"H"
        deadline, answer = monotonic() + PATIENCE, b""

        while b" 200 OK" not in answer:
            assert monotonic() < deadline, "it holds its place for good"
            with connect() as other:
                answer = said(other, HEAD + b"\r\n")

    def test_as_fast_as_is_asked_of_them_is_not(self, opened, monkeypatch):
        monkeypatch.setattr(connections, "LEAST_TAKEN", 0)
        connection = opened(Room(head_s=LONG, body_s=LONG, take_s=0.001))()
        n_asked = 5

        connection.sendall(LARGE * n_asked)

        answer = connection.makefile("rb")
        assert [status_of(answer) for _ in range(n_asked)] == [200] * n_asked


class TestAFullDoor:
    def test_ends_who_has_said_nothing_longest_for_who_comes(self, opened):
        connect = opened(Room(most=3, head_s=LONG, body_s=LONG))
        silent = [connect() for _ in range(3)]

        assert status(connect(), HEAD + b"\r\n") == 200
        assert said(silent[0]) == b""

    def test_refuses_who_comes_where_all_are_heard_out(self, stage, opened):
        connect = opened(Room(most=1, head_s=LONG, body_s=LONG))
        cookie = "; ".join(f"{name}={value}" for name, value in stage.browser().cookies.items())
        stream = connect()
        listens = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
        assert status(stream, listens) == 200

        assert status(connect(), HEAD + b"\r\n") == 503


@pytest.mark.parametrize(
    ("files", "most"),
    [
        (1024, 1024 - OTHER_FILES),
        (256, LEAST),
        (1 << 20, MOST),
        (resource.RLIM_INFINITY, MOST),
    ],
)
def test_the_door_leaves_open_files_for_all_the_rest(monkeypatch, files, most):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))

    assert most_connections() == most


class TestAServerThatStops:
    def test_tells_whoever_it_cannot_wait_for(self, stage, caplog):
        came, may_end = threading.Event(), threading.Event()

        def slow():
            came.set()
            may_end.wait(PATIENCE)

        stage.web.get("/api/slow")(slow)
        with listen_on("127.0.0.1", 0) as listening, socket.socket() as one:
            door = HttpDoor(stage.web, log_level="error", timeout_graceful_shutdown=0)
            run = threading.Thread(target=door.run, kwargs={"sockets": [listening]}, daemon=True)
            run.start()
            one.settimeout(PATIENCE)
            one.connect(listening.getsockname())
            one.sendall(HEAD.replace(b"v1/health", b"slow") + b"\r\n")
            assert came.wait(PATIENCE)
            door.should_exit = True

            answer = one.makefile("rb").read()

            may_end.set()
            run.join(PATIENCE)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"/api/problems/stopping" in answer
        assert b"may have been done" in answer
        assert "Traceback" not in caplog.text

    def test_speaks_for_itself_alone(self, stage):
        """Whoever calls within the process and gives up is told nothing while it serves."""
        told = []

        async def give_up():
            came = asyncio.Event()

            async def slow():
                came.set()
                await asyncio.Event().wait()

            async def tell(message):
                told.append(message)

            stage.web.get("/api/slow")(slow)
            address = {"path": "/api/slow", "raw_path": b"/api/slow", "query_string": b""}
            host = {"headers": [(b"host", b"127.0.0.1")], "root_path": "", "scheme": "http"}
            scope = {"type": "http", "method": "GET", **address, **host}
            call = asyncio.ensure_future(stage.web(scope, asyncio.Event().wait, tell))
            await came.wait()
            call.cancel()
            await asyncio.wait([call])
            return call.cancelled()

        assert (asyncio.run(give_up()), told) == (True, [])
