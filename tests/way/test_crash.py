"""kill -9 between any two commits of the way, and just before each: nothing is lost or doubled."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import httpx2

from signoff.channels.email.mailbox import LocalMailbox
from signoff.store.database import make_engine
from signoff.store.queries import list_runs
from tests.support.databases import SqliteDatabases
from tests.support.plain_http import NOBODY
from tests.support.served import Fuse, data_settings, start
from tests.way.cast import ANA, all_flows
from tests.way.stage import prepare_for_jobs

PATIENCE_S = 60
N_AT_ONCE = 3  # servers; more get into each other's way
NO_FUSE = Fuse()


class Story:
    """Somebody starts a run and somebody answers; who finds the server dead starts it again."""

    def __init__(self, folder, database, fuse=NO_FUSE):
        self.settings = data_settings(folder, database, creator=ANA)
        self.engine = make_engine(self.settings.database_url)
        folder.mkdir()
        self.mailbox = LocalMailbox(folder / "mailbox")
        self.server = start(self.settings, all_flows, fuse)
        self.n_deaths = 0

    def tell(self):
        self.until(self.is_run_started, self.try_to_start)
        self.until(lambda: self.mails("Review:"))
        self.until(self.is_answer_kept, self.try_to_answer)
        self.until(lambda: self.run.status == "ended")
        self.until(lambda: self.mails("Re:"))

    def until(self, is_done, act=None):
        """Act until it is done, mending the server whenever it has died."""
        deadline = monotonic() + PATIENCE_S
        while not is_done():
            assert monotonic() < deadline, f"{is_done} never came true"
            if not self.server.is_alive:
                self.server.process.join()
                self.n_deaths += 1
                self.server = start(self.settings, all_flows)
            if act is not None:
                act()
            Event().wait(0.03)

    def try_to_start(self):
        headers = {"Authorization": f"Bearer {self.server.token}"}
        try:
            httpx2.post(
                f"{self.server.base}/api/v1/flows/post/kickoff",
                json={"inputs": {"topic": "Crashes"}},
                headers=headers,
                timeout=60,
                verify=NOBODY,
            )
        except httpx2.TransportError:
            return

    def try_to_answer(self):
        [summary] = self.mails("Review:")[:1]
        sender, recipient, raw = self.mailbox.reply_to(summary.id, "approved")
        try:
            with smtplib.SMTP("127.0.0.1", self.server.smtp_port, timeout=60) as smtp:
                smtp.sendmail(sender, [recipient], raw)
        except (OSError, smtplib.SMTPException):
            return

    def is_run_started(self):
        return bool(self.runs())

    def is_answer_kept(self):
        with self.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM reply").scalar_one() > 0

    def runs(self):
        with self.engine.connect() as connection:
            return list_runs(connection).items

    @property
    def run(self):
        [run] = self.runs()
        return run

    def mails(self, subject):
        return [mail for mail in self.mailbox.list() if mail.subject.startswith(subject)]

    def count(self, question):
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(question).scalar_one()

    def check(self):
        assert self.count("SELECT count(*) FROM response") == 1
        assert self.count("SELECT outcome FROM response") == "approved"
        assert self.count("SELECT count(*) FROM request") == 1
        answered = "SELECT count(*) FROM audit_event WHERE kind = '{}'"
        assert self.count(answered.format("request.answered")) == 1
        assert self.count(answered.format("run.ended")) == 1
        assert self.count("SELECT count(*) FROM step WHERE method = 'publish'") == 1
        assert self.count("SELECT count(*) FROM delivery WHERE purpose = 'confirmation'") == 1

    def close(self):
        self.server.kill()
        self.engine.dispose()


def told(folder, database, fuse):
    story = Story(folder, database, fuse)
    try:
        story.tell()
        story.check()
        if fuse.at and not story.n_deaths:
            story.server.process.join(PATIENCE_S)  # set to the last commit, it dies after the end
            story.n_deaths += not story.server.is_alive
        return story.n_deaths, story.server.n_commits()
    finally:
        story.close()


class TestAServerKilled:
    def test_at_any_commit_of_the_way_records_one_answer_and_one_resume(self, tmp_path, databases):
        """Killed after every second commit and before every other: vice versa on the other base.

        So each commit is died at on both databases, and in both ways on one of them.
        """
        _, n_commits = told(tmp_path / "whole", databases.prepared(prepare_for_jobs), Fuse())
        assert n_commits >= 8
        parity = int(isinstance(databases, SqliteDatabases))
        is_after = {n: n % 2 == parity for n in range(1, n_commits + 1)}
        urls = {n: databases.prepared(prepare_for_jobs) for n in is_after}

        def crash_at(n):
            return told(tmp_path / f"at{n}", urls[n], Fuse(n, before=not is_after[n]))

        with ThreadPoolExecutor(N_AT_ONCE) as pool:
            results = list(pool.map(crash_at, urls))

        assert [n_deaths for n_deaths, _ in results] == [1] * n_commits
