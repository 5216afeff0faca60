"""The stage: mail servers, a signoff that is served behind them, and people with mail programs."""

import email
import email.policy
import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

import httpx2
import pytest

from signoff.clock import SystemClock
from signoff.store.database import make_engine
from signoff.store.unit_of_work import UnitOfWork
from tests.support.mail_servers import REPLY_DOMAIN, SERVER_ID, password_of, start_mail_servers
from tests.support.needs import need

PATIENCE_S = 60
USERS = tuple(
    f"{name}@corp.test"
    for name in ("signoff", "alice", "bob", "mia", "away", "tom", "carol", "dan")
)


def until(find, told=str):
    """Return what `find` finds, as soon as it finds something."""
    deadline = monotonic() + PATIENCE_S
    while not (found := find()):
        assert monotonic() < deadline, f"never came true. {told()}"
        Event().wait(0.05)
    return found


@pytest.fixture(scope="session")
def servers():
    running = start_mail_servers(USERS)
    yield running
    running.stop()


@dataclass
class Office:
    """A signoff that sends by submission and is given replies by LMTP, and all who have mail."""

    servers: object
    http: httpx2.Client
    engine: object

    def ask(self, address):
        """Start a run whose question goes to this address; return its id and the question."""
        before = {mail["Message-ID"] for mail in self.mails(address)}
        run_id = self.start(address)

        def found():
            mails = self.mails(address)
            return [mail for mail in mails if mail["Message-ID"] not in before]

        return run_id, until(found, self.servers.log)[-1]

    def start(self, address):
        """Start a run whose question goes to this address; return its id."""
        with self._unit() as unit:
            unit.deployments.put("flows", creator=address, now=SystemClock().now())
            unit.commit()
        answer = self.http.post("/flows/post/kickoff", json={"inputs": {}})
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def _unit(self):
        return UnitOfWork(self.engine, lambda *_: None)

    def status(self, run_id):
        return self.http.get(f"/runs/{run_id}").json()["status"]

    def facts(self, run_id):
        """Return what happened in a run: (kind, what is known of it), oldest first."""
        with self._unit() as unit:
            return [(event.kind.value, event.data) for event in unit.trail.of_run(run_id)]

    def fact(self, run_id, kind):
        """Wait for a fact of this kind; return what is known of it."""

        def found():
            return [data for what, data in self.facts(run_id) if what == kind]

        [data, *_] = until(found, lambda: f"{self.facts(run_id)}\n{self.servers.log()}")
        return data

    def mails(self, user):
        """Return what is in a user's inbox, oldest first."""
        with closing(_Box(self.servers.inbox(user))) as box:
            return box.mails()

    def mail(self, user, subject):
        """Wait for a mail whose subject holds this; return the newest."""

        def found():
            return [mail for mail in self.mails(user) if subject in mail["Subject"]]

        return until(found, self.servers.log)[-1]


class _Box:
    def __init__(self, client):
        self._client = client

    def mails(self):
        found = self._client.fetch(self._client.search(), ["BODY.PEEK[]"])
        raws = [found[uid][b"BODY[]"] for uid in sorted(found)]
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in raws]

    def close(self):
        self._client.logout()


@pytest.fixture(scope="session")
def office(servers, tmp_path_factory):
    data = tmp_path_factory.mktemp("office")
    said = data / "said"
    # It ends with the run, however that ends.
    words = [
        str(need("setpriv", "a killed run must leave no server behind")),
        "--pdeathsig",
        "KILL",
    ]
    words += [sys.executable, "-m", "signoff", "serve", str(Path(__file__).parent / "flows.py")]
    with said.open("w") as out:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=_environ(servers, data)
        )
    try:
        greeting = until(lambda: _greeting(said, process), said.read_text)
        base = re.findall(r"(http://\S+?)/sign-in/", greeting)[0]
        token = re.findall(r"Bearer (\S+?)'", greeting)[0]
        servers.to_signoff.chmod(0o666)
        headers = {"Authorization": f"Bearer {token}"}
        with httpx2.Client(base_url=f"{base}/api/v1", headers=headers, timeout=60) as http:
            engine = make_engine(f"sqlite:///{data / 'signoff.db'}")
            yield Office(servers, http, engine)
            engine.dispose()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_S)


def _greeting(said, process):
    assert process.poll() is None, said.read_text()
    greeting = said.read_text()
    return greeting if "curl -X" in greeting and "Bearer" in greeting else None


def settings_of(servers, data):
    """Return the variables that set up a signoff beside these servers."""
    return {
        "SIGNOFF_DATA_DIR": str(data),
        "SIGNOFF_PORT": "0",
        "SIGNOFF_INBOUND_PORT": "0",
        "SIGNOFF_CREATOR": "alice@corp.test",
        "SIGNOFF_SENDER": "signoff@corp.test",
        "SIGNOFF_REPLY_DOMAIN": REPLY_DOMAIN,
        "SIGNOFF_LMTP_SOCKET": str(servers.to_signoff),
        "SIGNOFF_SMTP_HOST": "127.0.0.1",
        "SIGNOFF_SMTP_PORT": str(servers.submission),
        "SIGNOFF_SMTP_USERNAME": "signoff@corp.test",
        "SIGNOFF_SMTP_PASSWORD": password_of("signoff@corp.test"),
        "SIGNOFF_INBOUND_AUTH": "authserv-id",
        "SIGNOFF_AUTHSERV_ID": SERVER_ID,
        "SSL_CERT_FILE": str(servers.certificate),
    }


def _environ(servers, data):
    return {**os.environ, "PYTHONUNBUFFERED": "1", **settings_of(servers, data)}
