"""The LMTP door, spoken to as a mail server does."""

from __future__ import annotations

import smtplib

import pytest

from signoff.channels.email.door import listen_for_mail
from signoff.channels.email.lmtp import LmtpDoor, listen_on_path
from signoff.errors import PortTaken
from tests.channels.email.office import Office


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def make_door(office, given):
    opened = []

    def make(listening):
        door = LmtpDoor(
            host="127.0.0.1",
            port=0,
            is_ours=office.is_ours,
            refuse=office.refuse,
            keep=office.keep,
            mailbox=None,
            clock=given.clock,
            max_bytes=50_000,
        )
        door.start(listening)
        opened.append(door)
        return door

    yield make
    for door in opened:
        door.stop()


@pytest.fixture
def client(make_door):
    door = make_door(None)
    with smtplib.LMTP("127.0.0.1", door.port, local_hostname="mx") as connected:
        connected.sock.settimeout(10)
        yield connected


def recipients(given, *ids):
    return [f"{given.token(ticket_id=id_ * 16)}@reply.corp.test" for id_ in ids]


def hand_over(client, to, raw):
    """Give a mail to several recipients at once; return the lines that followed it."""
    client.ehlo_or_helo_if_needed()
    commands = ["MAIL FROM:<ana@example.com>", *(f"RCPT TO:<{one}>" for one in to), "DATA"]
    client.send("".join(f"{command}\r\n" for command in commands))
    before = [client.getreply()[0] for _ in commands]
    client.send(raw + b"\r\n.\r\n")
    return before, [client.getreply() for code in before[1:-1] if code == 250]


class TestMailForSeveralTickets:
    def test_case_103_is_answered_once_for_each_recipient_that_was_taken(
        self, client, office, given
    ):
        one, two, three = recipients(given, "1", "2", "3")

        before, after = hand_over(
            client, [one, "hello@reply.corp.test", two, three], given.mail("approved")
        )

        assert before == [250, 250, 550, 250, 250, 354]
        assert [code for code, _ in after] == [250, 250, 250]
        assert client.noop()[0] == 250  # nothing is left over that was taken for another answer
        [envelope] = office.kept
        assert (envelope.recipients, envelope.way) == ((one, two, three), "lmtp")

    def test_is_to_be_tried_again_for_each_where_it_cannot_be_stored(
        self, client, office, given, caplog
    ):
        office.fails = True

        _, after = hand_over(client, recipients(given, "1", "2"), given.mail())

        assert [code for code, _ in after] == [451, 451]
        assert client.noop()[0] == 250
        assert "mail not stored" in caplog.text

    def test_that_is_too_large_is_refused_for_each(self, client, office, given):
        raw = given.mail() + b"\r\n" + (b"a" * 70 + b"\r\n") * 1000

        _, after = hand_over(client, recipients(given, "1", "2"), raw)

        assert [code for code, _ in after] == [552, 552]
        assert client.noop()[0] == 250
        assert office.kept == []

    def test_is_answered_once_where_there_is_one_recipient(self, client, office, given):
        for _ in range(2):
            _, after = hand_over(client, recipients(given, "1"), given.mail())
            assert [code for code, _ in after] == [250]

        assert client.noop()[0] == 250
        assert len(office.kept) == 2


class TestAPeer:
    def test_that_speaks_smtp_is_told_to_greet_otherwise(self, client):
        assert client.docmd("EHLO mx")[0] == 500
        assert client.docmd("HELO mx")[0] == 500
        assert client.docmd("LHLO mx")[0] == 250

    def test_may_send_its_commands_at_once(self, client):
        client.ehlo()

        assert client.has_extn("pipelining")

    def test_that_names_nobody_gets_one_answer(self, client):
        client.ehlo()
        client.docmd("MAIL FROM:<ana@example.com>")

        assert client.docmd("DATA")[0] == 503
        assert client.noop()[0] == 250

    def test_has_no_way_to_other_people(self, client):
        client.ehlo()
        client.docmd("MAIL FROM:<ana@example.com>")

        assert client.docmd("RCPT TO:<tom@example.com>")[0] == 550


class TestASocketInTheFileSystem:
    def test_takes_mail(self, make_door, tmp_path, office, given):
        path = tmp_path / "lmtp.sock"
        make_door(listen_on_path(path))

        with smtplib.LMTP(str(path), local_hostname="mx") as client:
            hand_over(client, recipients(given, "1"), given.mail())

        assert len(office.kept) == 1

    def test_replaces_one_that_a_dead_process_left(self, make_door, tmp_path):
        path = tmp_path / "lmtp.sock"
        listen_on_path(path).close()
        assert path.is_socket()

        make_door(listen_on_path(path))

        with smtplib.LMTP(str(path), local_hostname="mx") as client:
            assert client.noop()[0] == 250

    def test_leaves_one_that_is_in_use(self, tmp_path):
        path = tmp_path / "lmtp.sock"
        with listen_on_path(path), pytest.raises(PortTaken, match="SIGNOFF_LMTP_SOCKET"):
            listen_on_path(path)

    def test_leaves_a_file_that_is_none(self, tmp_path):
        path = tmp_path / "lmtp.sock"
        path.write_text("mine")

        with pytest.raises(PortTaken, match="in use"):
            listen_on_path(path)

        assert path.read_text() == "mine"


def test_a_port_that_is_taken_names_its_setting():
    with listen_for_mail("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match="SIGNOFF_LMTP_PORT"):
            listen_for_mail("127.0.0.1", port, setting="SIGNOFF_LMTP_PORT")
