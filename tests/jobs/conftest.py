"""The stage for jobs that read mail: one question to ana, and whoever answers it."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import dataclass
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
_DATABASE, _TOLD = "signoff.db", "told"


@dataclass
class Question:
    """One question to a person that was sent, and what became of the mails that came back."""

    bench: object
    flow: str = "post"
    person: str = ANA
    run_id: str = ""  # of a run that asked already

    def __post_init__(self):
        self._hand_over(self.person)
        self.run = Seen(self.bench, self.run_id or self.bench.start(self.flow))
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


def copied(folder, sqlite_models, name, begin):
    """Return an installation that began as `begin(bench)` says, and what that returned.

    It begins once for all tests of this process; each has a copy of all that it holds, in a folder.
    """
    model = sqlite_models / name
    if not model.exists():
        half = model.with_suffix(".half")
        bench = open_bench(half, sqlite_models)
        try:
            told = begin(bench)
        finally:
            bench.app.engine.dispose()  # or its log would be read into the next one's database
        (half / _TOLD).write_bytes(pickle.dumps((told, bench.posted)))
        half.rename(model)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    told, posted = pickle.loads((model / _TOLD).read_bytes())
    database = f"sqlite:///{folder / _DATABASE}"
    bench = open_workbench(folder / "data", FLOWS, database=database, creator=ANA)
    bench.posted.extend(posted)
    return bench, told


@pytest.fixture
def ask(tmp_path, sqlite_models):
    """Ask ana a question in a flow of the cast that bo runs; each test has its installation."""
    benches = []

    def asked(flow="post"):
        if benches:
            return Question(benches[0], flow)
        bench, run_id = copied(
            tmp_path, sqlite_models, f"asked-{flow}", lambda bench: Question(bench, flow).run.run_id
        )
        benches.append(bench)
        return Question(bench, flow, run_id=run_id)

    yield asked
    for bench in benches:
        bench.app.engine.dispose()
