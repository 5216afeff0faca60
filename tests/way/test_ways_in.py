"""Mail by every way in: kept once, judged once, whatever happens."""

from __future__ import annotations

import io
import smtplib
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from queue import Empty, Queue
from threading import Event, Lock
from time import monotonic

import httpx2
import pytest

from signoff.channels.email.envelope import Envelope
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.lmtp import listen_on_path
from signoff.channels.email.mailbox import LocalMailbox
from signoff.channels.email.reading import MailReader
from signoff.cli import main
from signoff.store.database import make_engine
from signoff.testing import open_workbench
from tests.support.imap_server import PASSWORD, USER, ImapServer
from tests.support.plain_http import NOBODY
from tests.support.served import data_settings, serving
from tests.support.thousand import MailServer
from tests.way.cast import ANA, FLOWS, all_flows
from tests.way.mails import reply_address, reply_to, text_of

NO_ANSWER = b"From: ana@example.com\n\napproved\n"
N_REPLIES = 1000
N_SENDERS = 4
PATIENCE_S = 200  # a machine may be busy with other tests


def until(is_true, what="it"):
    deadline = monotonic() + PATIENCE_S
    while not is_true():
        assert monotonic() < deadline, f"{what} never came true"
        Event().wait(0.02)


def rows(app, question):
    with app.engine.connect() as connection:
        return connection.exec_driver_sql(question).all()


def verdicts(app):
    return [tuple(row) for row in rows(app, "SELECT verdict, reason FROM reply ORDER BY id")]


def outcomes(app):
    return [outcome for (outcome,) in rows(app, "SELECT outcome FROM response")]


def told(bench):
    """What ana was told after the question."""
    return [mail.message["Subject"] for mail in bench.posted[1:]]


@pytest.fixture
def asked(bench):
    """The mail that puts a question to ana."""
    bench.start("post")
    [posted] = bench.posted
    return posted


class TestAMailbox:
    """Watched at a real IMAP server."""

    @pytest.fixture
    def server(self):
        started = ImapServer()
        started.start()
        yield started
        started.stop()

    @pytest.fixture
    def look(self, server):
        def tick(bench):
            account = ImapAccount(
                "127.0.0.1", server.port, USER, PASSWORD, security="none", after="seen"
            )
            watch = bench.app.imap_watch(account)
            with watch.connect() as client:
                n_taken = watch.tick(client)
            bench.drain()
            return n_taken

        return tick

    def put(self, server, bench, raw, path=ANA):
        server.put(f"Return-Path: <{path}>\r\n".encode() + raw, at=bench.clock.now())

    def test_brings_the_answer(self, server, look, bench, asked):
        self.put(server, bench, reply_to(asked, "approved"))

        assert look(bench) == 1

        assert outcomes(bench.app) == ["approved"]
        assert look(bench) == 0

    def test_case_41_one_mail_by_two_ways_is_one_answer_and_one_confirmation(
        self, server, look, bench, asked
    ):
        raw = reply_to(asked, "approved")
        self.put(server, bench, raw)

        bench.receive(raw, sender=ANA, recipient=reply_address(asked))
        look(bench)

        assert verdicts(bench.app) == [("recorded", None), ("ignored", "repeated")]
        assert len(told(bench)) == 1

    def test_case_41_in_the_other_order_too(self, server, look, bench, asked):
        raw = reply_to(asked, "approved")
        self.put(server, bench, raw)

        look(bench)
        bench.receive(raw, sender=ANA, recipient=reply_address(asked))

        assert verdicts(bench.app) == [("recorded", None), ("ignored", "repeated")]
        assert len(told(bench)) == 1

    def test_case_38_finds_the_question_by_the_mail_that_is_answered(
        self, server, look, bench, asked
    ):
        raw = reply_to(asked, "approved").replace(reply_address(asked).encode(), b"box@corp.test")
        self.put(server, bench, raw)

        look(bench)

        assert outcomes(bench.app) == ["approved"]

    def test_case_52_takes_no_answer_from_nobody(self, server, look, bench, asked):
        self.put(server, bench, reply_to(asked, "approved"), path="")

        look(bench)

        assert verdicts(bench.app) == [("ignored", "null_sender")]

    def test_leaves_a_ticket_that_was_never_ours(self, server, look, bench, asked):
        address = reply_address(asked)
        wrong = ("a" if address[0] != "a" else "b") + address[1:]
        raw = reply_to(asked, "approved").replace(address.encode(), wrong.encode())
        self.put(server, bench, raw.replace(b"rq.", b"xx."))

        assert look(bench) == 0
        assert verdicts(bench.app) == []


class Interrupted:
    """Reads words, and lets something happen while it does, once."""

    def __init__(self, reader, meanwhile):
        self.reader = reader
        self.meanwhile = meanwhile
        self.is_elsewhere = reader.is_elsewhere

    def understand(self, request, answer):
        happen, self.meanwhile = self.meanwhile, lambda: None
        happen()
        return self.reader.understand(request, answer)


class TestAMailThatComesAgain:
    def test_case_41_by_two_ways_at_once_is_one_answer_and_no_refusal(self, bench, asked):
        raw, address = reply_to(asked, "approved"), reply_address(asked)
        for octets, way in ((raw, "smtp"), (b"Return-Path: <ana@example.com>\n" + raw, "imap")):
            keeper = bench.app.doorkeeper
            keeper.keep(Envelope(ANA, (address,), octets, bench.clock.now(), way))
        [(first,), (second,)] = rows(bench.app, "SELECT id FROM reply ORDER BY id")
        receive = bench.jobs["receive"]
        reader = Interrupted(receive.reader, lambda: receive(second, job="second"))

        replace(receive, reader=reader)(first, job="first")
        bench.drain()

        assert verdicts(bench.app) == [("ignored", "repeated"), ("recorded", None)]
        assert len(told(bench)) == 1

    def test_case_41_tried_again_by_its_server_is_one_reply(self, bench, asked):
        raw = reply_to(asked, "approved")

        for _ in range(2):
            assert bench.receive(raw, sender=ANA, recipient=reply_address(asked)) is None

        assert verdicts(bench.app) == [("recorded", None)]
        assert len(told(bench)) == 1

    def test_case_42_later_under_another_id_is_told_who_answered(self, bench, asked):
        first = reply_to(asked, "approved")
        again = first.replace(b"\nMessage-ID: <", b"\nMessage-ID: <again.")
        assert again != first

        bench.receive(first, sender=ANA, recipient=reply_address(asked))
        bench.receive(again, sender=ANA, recipient=reply_address(asked))

        assert verdicts(bench.app) == [("recorded", None), ("refused", "closed")]
        assert outcomes(bench.app) == ["approved"]
        assert "already" in text_of(bench.posted[-1])

    def test_case_43_without_an_id_is_known_by_its_octets(self, bench, asked):
        raw = b"".join(
            line
            for line in reply_to(asked, "approved").splitlines(keepends=True)
            if not line.lower().startswith(b"message-id:")
        )

        for _ in range(2):
            bench.receive(raw, sender=ANA, recipient=reply_address(asked))

        assert verdicts(bench.app) == [("recorded", None)]


class TestAMailServer:
    def test_that_hands_over_by_lmtp_is_answered_for_each_ticket(self, bench, asked, tmp_path):
        path = tmp_path / "lmtp.sock"
        door = bench.app.lmtp_door()
        door.start(listen_on_path(path))
        try:
            with smtplib.LMTP(str(path), local_hostname="mx") as client:
                refused = client.sendmail(
                    ANA,
                    [reply_address(asked), "nobody@reply.signoff.localhost"],
                    reply_to(asked, "approved"),
                )
        finally:
            door.stop()
        bench.drain()

        assert {code for code, _ in refused.values()} == {550}
        assert outcomes(bench.app) == ["approved"]


class TestAPlusAddress:
    def test_lets_answers_come_to_a_mailbox_beside_other_peoples(self, tmp_path):
        bench = open_workbench(
            tmp_path / "data",
            FLOWS,
            creator=ANA,
            sender="signoff@example.com",
            reply_domain="example.com",
            reply_mailbox="answers",
        )
        bench.start("post")
        [asked] = bench.posted
        address = reply_address(asked)

        assert address.startswith("answers+")
        assert bench.receive(b"", sender=ANA, recipient="tom@example.com") == "550 not ours"
        assert bench.receive(reply_to(asked, "approved"), sender=ANA, recipient=address) is None
        assert outcomes(bench.app) == ["approved"]
        bench.app.engine.dispose()


class TestAMailThatTakesTooLong:
    def test_is_kept_aside_and_the_next_one_counts(self, bench, asked):
        reader = MailReader(cpu_s=0.3, n_workers=1)
        bench.jobs = bench.app.jobs(bench.postman, read=reader.read)
        head = reply_to(asked, "approved").partition(b"\n\n")[0]
        nested = b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(49)
        )
        slow = head.replace(b"Content-Type:", b"X-Was:") + b"\n" + nested + b"\n-x" * 280_000
        try:
            bench.receive(slow, sender=ANA, recipient=reply_address(asked))
            bench.receive(reply_to(asked, "approved"), sender=ANA, recipient=reply_address(asked))
        finally:
            reader.close()

        assert verdicts(bench.app) == [("quarantined", "too_slow"), ("recorded", None)]


class Site:
    """A whole server on a database of its own."""

    def __init__(self, settings, server):
        self.settings = settings
        self.server = server
        self.mailbox = LocalMailbox(settings.data_dir / "mailbox")
        self.engine = make_engine(settings.database_url)

    @property
    def folder(self):
        return self.settings.data_dir

    def ask(self):
        """Have a question put to ana; return her answer: sender, recipient, the mail."""
        n_before = len(self.mailbox.list())
        httpx2.post(
            f"{self.server.base}/api/v1/flows/post/kickoff",
            json={"inputs": {"topic": "Pipes"}},
            headers={"Authorization": f"Bearer {self.server.token}"},
            timeout=60,
            verify=NOBODY,
        ).raise_for_status()
        until(lambda: len(self.mailbox.list()) > n_before, "a question by mail")
        return self.mailbox.reply_to(self.mailbox.list()[0].id, "approved")

    def receive(self, raw, *words):
        """Give a mail to the command, as a mail server does."""
        command = [sys.executable, "-m", "signoff", "email", "receive", *words]
        command += ["--data-dir", str(self.folder)]
        return subprocess.run(command, input=raw, capture_output=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    settings = data_settings(tmp_path_factory.mktemp("pipe") / "data", "", creator=ANA)
    with serving(settings, all_flows) as server:
        made = Site(settings, server)
        yield made
        made.engine.dispose()


@pytest.fixture
def give(monkeypatch):
    """Give a mail to the command as it runs in this process; return its exit code."""

    def run(folder, raw, *words):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return main(["email", "receive", "--data-dir", str(folder), *words])

    return run


class TestAPipe:
    """`signoff email receive`, beside a server that runs."""

    def test_keeps_the_mail_and_the_server_records_it(self, site):
        sender, recipient, raw = site.ask()

        ended = site.receive(raw, "--recipient", recipient, "--sender", sender)

        assert (ended.returncode, ended.stderr) == (0, b"")
        until(lambda: ("recorded", None) in verdicts(site), "an answer")

    def test_ends_with_the_code_that_a_mail_server_acts_on(self, site):
        ended = site.receive(NO_ANSWER, "--recipient", "tom@corp.test")

        assert ended.returncode == 67
        assert b"5.1.1" in ended.stderr

    def test_reads_the_mail_itself_where_nothing_is_named(self, site, give, capsys):
        sender, _, raw = site.ask()
        n_before = len(verdicts(site))

        code = give(site.folder, f"From {sender} Mon Jan  7 10:00:00 2030\n".encode() + raw)

        assert (code, capsys.readouterr().err) == (0, "")
        until(lambda: len(verdicts(site)) > n_before, "a mail")
        [kept] = rows(site, "SELECT raw, envelope_from FROM reply ORDER BY id DESC LIMIT 1")
        assert (kept.raw, kept.envelope_from) == (raw, "unknown")

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["--recipient", "nobody@reply.signoff.localhost"], 67, "5.1.1"),
            (["--recipient", f"{'a' * 40}@reply.signoff.localhost"], 67, "5.1.1"),
            (["--database", "sqlite:////nowhere/at/all.db"], 75, "4.3.0"),
        ],
    )
    def test_says_what_a_mail_server_acts_on(self, site, give, capsys, words, code, said):
        assert give(site.folder, NO_ANSWER, *words) == code

        assert said in capsys.readouterr().err

    @pytest.mark.parametrize("is_named", [True, False])
    def test_returns_no_answer_for_a_domain_that_it_was_not_told(
        self, site, give, capsys, monkeypatch, is_named
    ):
        # Postfix starts the command with an environment of its own.
        monkeypatch.setenv("SIGNOFF_REPLY_DOMAIN", "other.corp.test")
        sender, recipient, raw = site.ask()

        words = ["--recipient", recipient, "--sender", sender] if is_named else []

        assert give(site.folder, raw, *words) == 75
        said = capsys.readouterr().err
        assert said.startswith("4.3.0")
        assert "'other.corp.test'" in said
        assert "SIGNOFF_REPLY_DOMAIN" in said
        assert give(site.folder, NO_ANSWER, "--recipient", "tom@corp.test") == 67


class TestAPipeWithoutAServer:
    @pytest.fixture
    def give(self, give, tmp_path):
        return partial(give, tmp_path / "data")

    def test_is_to_be_tried_again_and_makes_nothing(self, give, tmp_path, capsys):
        assert give(NO_ANSWER) == 75

        assert "No signoff was started with the data folder" in capsys.readouterr().err
        assert not (tmp_path / "data").exists()

    def test_is_to_be_tried_again_where_a_setting_is_wrong(self, give, monkeypatch, capsys):
        monkeypatch.setenv("SIGNOFF_PORT", "many")

        assert give(NO_ANSWER) == 75
        assert "SIGNOFF_PORT is 'many'" in capsys.readouterr().err

    def test_is_to_be_tried_again_where_standard_input_is_closed(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.stdin", None)  # as Python starts then

        assert main(["email", "receive"]) == 75

        said = capsys.readouterr().err
        assert said.startswith("4.3.0 The mail could not be kept: Its standard input is closed")
        assert "Nothing was kept. Start the command with the mail" in said

    def test_refuses_what_is_no_mail(self, give, capsys):
        assert give(b" \n") == 65
        assert give(b"x" * 10_000_001) == 65

        assert "more than 10000000 octets" in capsys.readouterr().err


class Crowd:
    """People whose mail servers try again until a mail was taken."""

    def __init__(self, port, mails):
        self.port = port  # a function: a server that starts again is at another
        self.waiting = Queue()
        for mail in mails:
            self.waiting.put(mail)
        self.n_taken = 0
        self.n_again = 0
        self._lock = Lock()

    def send_all(self):
        deadline = monotonic() + PATIENCE_S
        while not self.waiting.empty():
            assert monotonic() < deadline, f"{self.n_taken} were taken, then no more"
            try:
                with smtplib.SMTP("127.0.0.1", self.port(), timeout=60) as smtp:
                    self._send_by(smtp)
            except (OSError, smtplib.SMTPException):
                Event().wait(0.05)

    def _send_by(self, smtp):
        while True:
            try:
                address, raw = mail = self.waiting.get_nowait()
            except Empty:
                return
            try:
                smtp.sendmail(ANA, [address], raw)
            except BaseException:
                self.waiting.put(mail)
                with self._lock:
                    self.n_again += 1
                raise
            with self._lock:
                self.n_taken += 1


class Post:
    """A mail server of ours that is killed and started again."""

    def __init__(self, settings):
        self.settings = settings
        self.server = MailServer(settings, all_flows)

    def port(self):
        return self.server.smtp_port

    def crash(self):
        self.server.kill()
        self.server = MailServer(self.settings, all_flows)


class TestAThousandReplies:
    """One answers; the others are out of office, each in words of its own."""

    def test_are_each_kept_and_judged_once_though_the_server_is_killed_twice(self, tmp_path):
        bench = open_workbench(tmp_path / "data", all_flows(), creator=ANA, inbound_port=0)
        bench.start("post")
        [asked] = bench.posted
        answer, address = reply_to(asked, "approved"), reply_address(asked)
        away = [
            b"Auto-Submitted: auto-replied\nX-N: %d\n" % n + answer for n in range(N_REPLIES - 1)
        ]
        post = Post(bench.app.settings)
        crowd = Crowd(post.port, [(address, raw) for raw in (*away, answer)])
        try:
            with ThreadPoolExecutor(N_SENDERS) as pool:
                sending = [pool.submit(crowd.send_all) for _ in range(N_SENDERS)]
                for share in (0.3, 0.6):
                    until(lambda n=share * N_REPLIES: crowd.n_taken > n, "a share was taken")
                    post.crash()
                for one in sending:
                    one.result()
            waiting = "SELECT id FROM reply WHERE verdict = 'received'"
            until(lambda: not rows(bench.app, waiting), "the last was judged")
        finally:
            post.server.kill()

        assert crowd.n_taken == N_REPLIES
        assert crowd.n_again > 0  # it was killed in the middle of some
        found = Counter(verdict for verdict, _ in verdicts(bench.app))
        assert found == {"ignored": N_REPLIES - 1, "recorded": 1}
        counted = "SELECT kind, count(*) FROM audit_event GROUP BY kind"
        facts = dict(tuple(row) for row in rows(bench.app, counted))
        assert facts["reply.received"] == N_REPLIES
        assert facts["reply.ignored"] == N_REPLIES - 1
        assert facts["request.answered"] == 1
        assert outcomes(bench.app) == ["approved"]
        bench.app.engine.dispose()
