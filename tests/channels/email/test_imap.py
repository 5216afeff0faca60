"""A watched mailbox, at a real IMAP server in this process."""

from __future__ import annotations

import socketserver
import ssl
from dataclasses import replace
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from signoff.channels.email import imap
from signoff.channels.email.addressees import find_addressees, find_answered, read_header
from signoff.channels.email.envelope import Cursor
from signoff.channels.email.imap import ImapWatch, sign_in
from signoff.channels.email.imap_account import ImapAccount
from signoff.testing.clock import FakeClock
from tests.channels.email.office import Office
from tests.support.certificates import write_certificate
from tests.support.imap_server import PASSWORD, USER, ImapServer
from tests.support.talkers import served_in_thread

NEVER_S = 1000.0  # longer than any test waits
# A mail that comes between a look and the IDLE after it is found by the next look, as in life:
# the server in these tests tells only what comes while somebody listens.
SOON_S = 0.5
ACCOUNT = ImapAccount("imap.test", username=USER)


class Keeper(Office):
    """An office that remembers how far a mailbox was read."""

    def __init__(self, ours):
        super().__init__()
        self.ours = ours
        self.cursors = {}
        self.on_look = lambda raw: None

    def addressees(self, raw):
        self.on_look(raw)
        header = read_header(raw)
        found = find_addressees(header, ours=self.ours) or find_answered(header, ours=self.ours)
        return tuple(found)

    def cursor(self, place):
        return self.cursors.get(place)

    def move_cursor(self, place, cursor):
        self.cursors[place] = cursor


@pytest.fixture
def keeper(given):
    return Keeper(given.ours)


@pytest.fixture
def clock(given):
    return FakeClock(given.now)


@pytest.fixture
def looking(keeper, clock):
    """A watch that looks when a test says so, into a mailbox that the test makes."""
    return ImapWatch(ACCOUNT, keeper=keeper, clock=clock)


@pytest.fixture
def server():
    started = ImapServer()
    started.start()
    yield started
    started.stop()


@pytest.fixture
def watch(keeper, given):
    """Start watching an account; each watch ends with the test."""
    watches = []

    def start(server, *, renew_s=SOON_S, poll_s=NEVER_S, **account):
        named = {"port": server.port, "username": USER, "password": PASSWORD, "security": "none"}
        started = ImapWatch(
            ImapAccount("127.0.0.1", **{**named, **account}),
            keeper=keeper,
            clock=given.clock,
            renew_s=renew_s,
            poll_s=poll_s,
            backoff_s=(0.05,),
        )
        watches.append(started)
        started.start()
        return started

    yield start
    for started in watches:
        started.stop()


@pytest.fixture
def put(server, given):
    """Let a mail with these words arrive, to a ticket of ours unless told otherwise."""

    def arrive(words="approved", *, at=None, flags=(), **mail):
        raw = b"Return-Path: <ana@example.com>\r\n" + given.mail(words, **mail)
        server.put(raw, at=at or given.now, flags=flags)
        return raw

    return arrive


class BreaksTls(socketserver.StreamRequestHandler):
    """A mail server that begins TLS with what is none."""

    def handle(self):
        self.wfile.write(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
        for line in self.rfile:
            tag, command, *_ = line.split()
            if command == b"STARTTLS":
                self.wfile.write(tag + b" OK begin\r\n* BYE this is no TLS\r\n")
                return
            self.wfile.write(b"* CAPABILITY IMAP4rev1 STARTTLS\r\n" + tag + b" OK done\r\n")


class Vanishing:
    """A mailbox of two mails: one is gone once it was found, the other once it was looked at.

    ``error`` is what the server says instead of giving it.
    """

    def __init__(self, raw, error=None):
        self.error = error
        self.header = raw.partition(b"\r\n\r\n")[0]

    def select_folder(self, folder, *, readonly):
        return {b"UIDVALIDITY": 7}

    def search(self, criteria):
        return [5, 6]

    def fetch(self, uids, what):
        if what == ["BODY.PEEK[]"]:
            if self.error:
                raise self.error
            return {}
        return {6: {b"RFC822.SIZE": 100, b"BODY[HEADER.FIELDS (TO)]": self.header}}


class Unwell:
    """A mailbox that cannot give ``what`` of mail 5, nor of any that are asked for with it."""

    def __init__(self, mails, what, error=None):
        self.mails = mails
        self.what = what
        self.error = error or IMAPClientError("NO [SERVERBUG] Internal error occurred")
        self.broken = {5}

    def select_folder(self, folder, *, readonly):
        return {b"UIDVALIDITY": 7}

    def search(self, criteria):
        first = int(criteria[1].partition(":")[0])
        return [uid for uid in self.mails if uid >= first]

    def fetch(self, uids, what):
        if self.what in str(what) and self.broken & set(uids):
            raise self.error
        return {
            uid: {
                b"RFC822.SIZE": len(self.mails[uid]),
                b"BODY[HEADER.FIELDS (TO)]": self.mails[uid].partition(b"\r\n\r\n")[0],
                b"BODY[]": self.mails[uid],
            }
            for uid in uids
        }


def inbox(server, folder="INBOX"):
    """The mails of a folder: UID -> flags besides Recent."""
    with server.client() as client:
        client.select_folder(folder, readonly=True)
        flags = client.get_flags(client.search()) if client.search() else {}
    return {uid: set(found) - {b"\\Recent"} for uid, found in flags.items()}


def remove(server, uid):
    with server.client() as client:
        client.select_folder("INBOX")
        client.delete_messages([uid])
        client.expunge([uid])


class TestMailForUs:
    def test_that_is_there_is_kept_with_what_the_mail_server_noted(
        self, server, watch, put, keeper, given
    ):
        raw = put("approved", at=given.now - timedelta(hours=2))

        watch(server)

        [envelope] = keeper.wait_for(1)
        assert envelope.raw == raw
        assert envelope.sender == "ana@example.com"
        assert envelope.recipients == (f"{given.token()}@reply.corp.test",)
        assert envelope.received_at == given.now - timedelta(hours=2)
        assert envelope.way == "imap"

    def test_that_comes_while_nothing_happens_is_kept_at_once(self, server, watch, put, keeper):
        watch(server, renew_s=NEVER_S)
        server.wait_until_idle()

        put("approved")

        assert len(keeper.wait_for(1)) == 1

    def test_is_found_by_looking_where_the_server_has_no_idle(self, watch, keeper, given):
        server = ImapServer(idle=False)
        server.start()
        try:
            started = watch(server, poll_s=0.02)
            server.put(given.mail("approved"), at=given.now)
            keeper.wait_for(1)
            server.put(given.mail("rejected"), at=given.now)
            assert len(keeper.wait_for(2)) == 2
            started.stop()
        finally:
            server.stop()

    def test_is_known_by_the_mail_it_answers_where_no_address_holds_a_ticket(
        self, server, watch, put, keeper, given
    ):
        answered = f"In-Reply-To: <rq.{given.token()}.1@reply.corp.test>\r\n"
        put("approved", to="signoff@corp.test", headers=answered)

        watch(server)

        [envelope] = keeper.wait_for(1)
        assert envelope.recipients == (f"{given.token()}@reply.corp.test",)

    def test_of_nobody_keeps_that_it_is_of_nobody(self, server, watch, keeper, given):
        server.put(b"Return-Path: <>\r\n" + given.mail(), at=given.now)

        watch(server)

        assert keeper.wait_for(1)[0].sender == ""

    def test_is_fetched_again_where_it_could_not_be_stored(
        self, server, watch, put, keeper, caplog
    ):
        keeper.fails = True
        keeper.on_look = lambda raw: setattr(
            keeper, "fails", "mailbox: not reachable" not in caplog.text
        )
        put("approved")

        watch(server)

        assert len(keeper.wait_for(1)) == 1

    def test_that_is_too_large_is_left_with_a_word_in_the_log(
        self, server, watch, put, keeper, monkeypatch, caplog
    ):
        monkeypatch.setattr(imap, "MAX_OCTETS", 2000)
        put("x" * 3000)
        put("approved")

        watch(server)

        assert len(keeper.wait_for(1)) == 1
        assert "mail too large" in caplog.text


class TestMailForOthers:
    def test_is_left_as_it_is(self, server, watch, put, keeper):
        put("hello", to="tom@corp.test")
        put("hello", to="0123456789abcdef@reply.corp.test")
        put("approved")

        watch(server, after="delete")
        keeper.wait_for(1)
        server.wait_until_idle()

        assert list(inbox(server).values()) == [set(), set()]

    def test_that_was_there_long_before_us_is_not_looked_at(
        self, server, watch, put, keeper, given
    ):
        put("approved", at=given.now - timedelta(days=40))
        put("rejected")

        watch(server)

        [envelope] = keeper.wait_for(1)
        assert b"rejected" in envelope.raw


class TestAMailThatWasTaken:
    @pytest.mark.parametrize(
        ("after", "then"),
        [
            ("keep", ([set()], [])),
            ("seen", ([{b"\\Seen"}], [])),
            ("delete", ([], [])),
            ("move:Done", ([], [set()])),
        ],
    )
    def test_is_treated_as_the_operator_said(self, server, watch, put, keeper, after, then):
        with server.client() as client:
            client.create_folder("Done")
        put("approved")

        watch(server, after=after)
        keeper.wait_for(1)
        server.wait_until_idle()

        found = list(inbox(server).values()), list(inbox(server, "Done").values())
        assert found == then

    def test_stays_where_the_folder_for_it_is_missing(self, server, watch, put, keeper, caplog):
        put("approved")
        put("rejected")

        watch(server, after="move:Nowhere")
        keeper.wait_for(2)
        server.wait_until_idle()

        assert len(inbox(server)) == 2
        assert "mail not tidied away" in caplog.text

    def test_is_not_taken_again_by_the_next_start(self, server, watch, put, keeper):
        put("approved")
        first = watch(server)
        keeper.wait_for(1)
        server.wait_until_idle()
        first.stop()

        put("rejected")
        watch(server)

        assert [b"rejected" in one.raw for one in keeper.wait_for(2)] == [False, True]


class TestCase113:
    def test_a_mailbox_that_counts_anew_is_read_anew(self, server, watch, put, keeper):
        put("approved")
        place = f"{USER}@127.0.0.1:{server.port}/INBOX"
        keeper.cursors[place] = Cursor(uid_validity=1, last_uid=10_000)

        watch(server)

        assert len(keeper.wait_for(1)) == 1
        server.wait_until_idle()
        assert keeper.cursors[place].uid_validity != 1
        assert keeper.cursors[place].last_uid < 10_000

    def test_a_connection_that_breaks_in_idle_is_made_anew(
        self, server, watch, put, keeper, caplog
    ):
        put("approved")
        watch(server)
        keeper.wait_for(1)
        server.wait_until_idle()

        assert server.drop_connections() == 1
        put("rejected")

        assert [b"rejected" in one.raw for one in keeper.wait_for(2)] == [False, True]
        assert "mailbox: not reachable" in caplog.text

    def test_a_mail_that_another_program_removes_is_no_trouble(self, server, watch, put, keeper):
        put("hello", to="tom@corp.test")
        put("approved")
        watch(server)
        keeper.wait_for(1)
        server.wait_until_idle()

        for uid in inbox(server):
            remove(server, uid)
        put("rejected")

        assert [b"rejected" in one.raw for one in keeper.wait_for(2)] == [False, True]

    def test_a_mail_that_is_gone_before_it_was_fetched_is_passed_over(self, looking, keeper, given):
        assert looking.tick(Vanishing(given.mail())) == 0

        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 6)
        assert keeper.kept == []

    @pytest.mark.parametrize("what", ["HEADER", "BODY.PEEK[]"])
    def test_a_mail_that_its_server_cannot_give_holds_up_no_other_and_is_asked_for_again(
        self, what, looking, clock, keeper, given, caplog
    ):
        mailbox = Unwell({5: given.mail("approved"), 6: given.mail("rejected")}, what)

        assert looking.tick(mailbox) == 1

        assert b"rejected" in keeper.kept[0].raw
        assert "mail not to be had; it is asked for again" in caplog.text
        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 4), "for a server that starts anew"

        assert looking.tick(mailbox) == 0, "it fails again, and the other is not taken twice"
        mailbox.broken.clear()
        clock.forward(imap.HOLD_AGAIN)
        assert looking.tick(mailbox) == 1

        assert b"approved" in keeper.kept[1].raw
        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 6)

    @pytest.mark.parametrize(("what", "n_ended"), [("HEADER", 3), ("BODY.PEEK[]", 2)])
    def test_a_mail_over_which_its_server_ends_the_connection_holds_up_no_other(
        self, what, n_ended, looking, clock, keeper, given
    ):
        # As Dovecot does where it cannot read the file of a mail.
        mailbox = Unwell(
            {5: given.mail("approved"), 6: given.mail("rejected")},
            what,
            IMAPClientAbortError("* BYE FETCH failed"),
        )

        for _ in range(n_ended):
            with pytest.raises(IMAPClientAbortError):
                looking.tick(mailbox)
        assert b"rejected" in keeper.kept[0].raw
        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 4)
        assert looking.tick(mailbox) == 0, "once a minute is enough"

        mailbox.broken.clear()
        clock.forward(imap.HOLD_AGAIN)
        assert looking.tick(mailbox) == 1
        assert b"approved" in keeper.kept[1].raw
        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 6)

    def test_a_mail_that_its_server_cannot_give_for_a_day_is_left(
        self, looking, clock, keeper, given, caplog
    ):
        mailbox = Unwell({5: given.mail("approved")}, "HEADER")

        looking.tick(mailbox)
        clock.forward(imap.HOLD)
        looking.tick(mailbox)

        assert keeper.cursors[ACCOUNT.place] == Cursor(7, 5)
        assert "mail not to be had; it is left there" in caplog.text

    def test_a_connection_lost_in_the_middle_of_a_mail_leaves_it_for_the_next(
        self, looking, keeper, given
    ):
        with pytest.raises(IMAPClientAbortError):
            looking.tick(Vanishing(given.mail(), IMAPClientAbortError("EOF")))

        assert keeper.cursors == {}

    def test_a_mail_that_somebody_has_read_is_taken_all_the_same(self, server, watch, put, keeper):
        put("approved", flags=(b"\\Seen",))

        watch(server)

        assert len(keeper.wait_for(1)) == 1


class TestAnAccount:
    def test_whose_password_is_wrong_is_tried_again(
        self, server, watch, put, keeper, tmp_path, caplog
    ):
        file = tmp_path / "password"
        file.write_text("falsch\n")
        keeper.on_look = lambda raw: None
        watching = watch(server, password=None, password_file=file)
        _until(lambda: "sign-in refused" in caplog.text)
        [refused, *_] = [each for each in caplog.records if "sign-in refused" in each.message]
        assert (bool(refused.why), refused.exc_info) == (True, None), "where it was is not why"
        assert "b'" not in refused.why, "as the server wrote it, not as Python would"

        put(
            "approved"
        )  # before it signs in: a mail that comes as IDLE begins is seen a renewal later
        right = tmp_path / "right"
        right.write_text(f"{PASSWORD}\n")
        right.replace(file)  # at once: half a file is a wrong password to a server that takes none

        assert len(keeper.wait_for(1)) == 1
        assert PASSWORD not in caplog.text
        watching.stop()

    def test_whose_server_speaks_no_tls_gets_no_password(self, server, watch, put, keeper, caplog):
        put("approved")

        watch(server, security="tls")
        _until(lambda: "mailbox: not reachable" in caplog.text)

        assert keeper.kept == []

    @pytest.fixture
    def secure_server(self, tmp_path):
        certificate, key = write_certificate(tmp_path)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        server = ImapServer(tls=context)
        server.start()
        yield server, certificate
        server.stop()

    def test_is_reached_by_tls_where_the_certificate_is_trusted(
        self, secure_server, watch, keeper, given, monkeypatch
    ):
        server, certificate = secure_server
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        watch(server, security="tls", renew_s=NEVER_S)
        server.wait_until_idle()

        server.put(given.mail("approved"), at=given.now)

        assert len(keeper.wait_for(1)) == 1

    def test_gives_no_password_to_a_server_whose_certificate_is_not_trusted(
        self, secure_server, watch, keeper, caplog
    ):
        server, _ = secure_server

        watch(server, security="tls")
        reason = "CERTIFICATE_VERIFY_FAILED"
        _until(lambda: any(reason in getattr(each, "why", "") for each in caplog.records))

        assert keeper.kept == []

    def test_may_have_a_password_with_any_letter(self):
        server = ImapServer(password='ge"heim-é密')
        server.start()
        account = ImapAccount("127.0.0.1", server.port, USER, 'ge"heim-é密', security="none")

        with sign_in(account) as client:
            assert client.folder_exists("INBOX")
        with pytest.raises(LoginError):
            sign_in(replace(account, password="é"))
        server.stop()

    def test_whose_starttls_fails_says_why(self):
        with served_in_thread(BreaksTls) as port:
            account = ImapAccount("127.0.0.1", port, USER, PASSWORD, security="starttls")

            with pytest.raises(ssl.SSLError):
                sign_in(account)

    def test_whose_server_offers_no_starttls_gets_no_password(
        self, server, watch, put, keeper, caplog
    ):
        put("approved")

        watch(server, security="starttls")
        _until(lambda: "mailbox: not reachable" in caplog.text)

        assert keeper.kept == []

    def test_stops_twice_and_while_it_waits(self, server, watch):
        watching = watch(server)
        server.wait_until_idle()

        watching.stop()
        watching.stop()

        assert not watching._thread.is_alive()


def _until(is_true):
    end = monotonic() + 20
    while not is_true():
        assert monotonic() < end
        Event().wait(0.01)
