"""`signoff serve` with every way in for mail that can be switched on."""

import os
import signal
import smtplib
import threading

import pytest

from tests.support.imap_server import PASSWORD, USER, ImapServer
from tests.support.programs import start

FLOW = """
from signoff import Flow, start

class TinyFlow(Flow):
    @start()
    def begin(self):
        return 1
"""
PATIENCE_S = 60


@pytest.fixture
def imap():
    server = ImapServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def serving(tmp_path, imap):
    """A server of its own; what it printed up to the end of its greeting."""
    (tmp_path / "tiny.py").write_text(FLOW)
    told = {
        "SIGNOFF_LMTP_SOCKET": str(tmp_path / "lmtp.sock"),
        "SIGNOFF_IMAP_HOST": "127.0.0.1",
        "SIGNOFF_IMAP_PORT": str(imap.port),
        "SIGNOFF_IMAP_USERNAME": USER,
        "SIGNOFF_IMAP_PASSWORD": PASSWORD,
        "SIGNOFF_IMAP_SECURITY": "none",
    }
    words = ["-m", "signoff", "serve", "tiny.py", "--port", "0", "--smtp-port", "0"]
    reading, writing = os.pipe()
    streams = (0, writing, 2)
    server = start(*words, folder=tmp_path, streams=streams, environment=told, database="sqlite://")
    os.close(writing)
    late = threading.Timer(PATIENCE_S, server.kill)
    late.start()
    greeting = ""
    with os.fdopen(reading, encoding="utf-8") as said:
        for line in said:
            greeting += line
            if "curl" in line:
                break
        yield server, greeting
    server.kill()
    late.cancel()


class TestAServerWithEveryWay:
    def test_says_where_mail_comes_in_and_leaves_nothing_behind(self, serving, imap, tmp_path):
        server, greeting = serving
        path = tmp_path / "lmtp.sock"

        assert f"Mail (LMTP)     {path}" in greeting
        assert f"Mail (IMAP)     {USER}@127.0.0.1:{imap.port}/INBOX" in greeting
        assert PASSWORD not in greeting
        imap.wait_until_idle()
        with smtplib.LMTP(str(path), local_hostname="mx") as client:
            client.ehlo()
            client.mail("ana@example.com")
            assert client.rcpt("nobody@reply.signoff.localhost")[0] == 550

        # As service managers do; Ctrl-C ends most other servers.
        os.kill(server.pid, signal.SIGTERM)
        server.join(PATIENCE_S)

        assert server.exitcode == 0
        assert not path.exists()
