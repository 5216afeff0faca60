"""The stage for jobs that read mail: one question to ana, and whoever answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import pytest
from sqlalchemy import select

from signoff.store.tables import replies
from signoff.testing import open_workbench
from tests.channels.email.machine_mails import Asked
from tests.support.databases import SqliteDatabases
from tests.way.cast import ANA, FLOWS, Seen
from tests.way.mails import reply_address, text_of
from tests.way.stage import prepare

BO = "bo@example.com"  # who runs the flow


@dataclass
class Question:
    """One question to a person that was sent, and what became of the mails that came back."""

    bench: object
    flow: str = "post"
    person: str = ANA

    def __post_init__(self):
        self._hand_over(self.person)
        self.run = Seen(self.bench, self.bench.start(self.flow))
        self.sent = self.bench.posted[-1]
        self._hand_over(BO)

    def another(self):
        """Ask the same person again, in the same installation."""
        return Question(self.bench, self.flow, self.person)

    def _hand_over(self, creator):
        with self.bench.app.unit() as unit:
            unit.deployments.put("signoff", creator=creator, now=self.bench.clock.now())
            unit.commit()

    @property
    def request(self):
        return self.run.requests[0]

    @cached_property
    def asked(self):
        message_id = str(self.sent.message["Message-ID"])
        reply = reply_address(self.sent)
        return Asked(self.person, reply, self.sent.envelope_from, message_id, text_of(self.sent))

    def receive(self, raw, *, sender=ANA, to_bounce=False):
        """Let a mail come in; return the verdict on it and its reason."""
        to = self.asked.bounce if to_bounce else self.asked.reply
        refusal = self.bench.receive(raw, sender=sender, recipient=to)
        assert refusal is None
        with self.bench.app.reading() as connection:
            query = select(replies.c.verdict, replies.c.reason).order_by(replies.c.id.desc())
            return tuple(connection.execute(query).first())

    def told(self, person=ANA):
        """Why a person was written to since the question."""
        with self.bench.app.unit() as unit:
            sent = unit.deliveries.of_request(self.request.id)[1:]
        return tuple(delivery.purpose.value for delivery in sent if delivery.address == person)

    @property
    def status(self):
        """How the delivery of the question fared."""
        with self.bench.app.unit() as unit:
            return unit.deliveries.of_request(self.request.id)[0].status.value

    def facts(self, kind):
        with self.bench.app.unit() as unit:
            events = unit.trail.of_request(self.request.id)
        return [dict(event.data) for event in events if event.kind.value == kind]

    def absence(self, person=ANA):
        with self.bench.app.unit() as unit:
            return unit.reach.find_absence(person, now=self.bench.clock.now())


def open_bench(folder, sqlite_models, **settings):
    folder.mkdir(exist_ok=True)
    database = SqliteDatabases(folder, sqlite_models).prepared(prepare)
    return open_workbench(folder / "data", FLOWS, database=database, creator=ANA, **settings)


@pytest.fixture
def late_bench(tmp_path, databases):
    """An installation of which ana is the one who is asked, on SQLite and on PostgreSQL."""
    database = databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=ANA)
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def ask(tmp_path, sqlite_models):
    """Ask ana a question in a flow of the cast that bo runs; each test has its installation."""
    bench = open_bench(tmp_path, sqlite_models)
    yield lambda flow="post": Question(bench, flow)
    bench.app.engine.dispose()


@pytest.fixture(scope="module")
def ask_often(tmp_path_factory, sqlite_models):
    """Ask ana in one installation for all tests of a module, which look at their question alone."""
    bench = open_bench(tmp_path_factory.mktemp("office"), sqlite_models)

    def asked(flow="post"):
        # What one test leaves about ana herself is over before the next: a day has passed, and
        # nobody holds our mail for unwanted.
        bench.clock.forward(timedelta(days=1))
        with bench.app.unit() as unit:
            unit.reach.welcome(ANA)
            unit.commit()
        return Question(bench, flow)

    yield asked
    bench.app.engine.dispose()
