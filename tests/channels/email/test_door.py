"""The door and the sender, over real SMTP on loopback."""

from __future__ import annotations

import asyncio
import smtplib
import socket

import pytest

from signoff.channels.email import door as door_module
from signoff.channels.email.compose import compose
from signoff.channels.email.door import SmtpDoor
from signoff.channels.email.mailbox import LocalMailbox
from signoff.channels.email.send import SmtpSender
from signoff.errors import DeliveryError, PortTaken
from tests.channels.email.office import Office


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def mailbox(tmp_path, given):
    return LocalMailbox(tmp_path / "mailbox", clock=given.clock)


@pytest.fixture
def door(office, mailbox, given):
    opened = SmtpDoor(
        host="127.0.0.1",
        port=0,
        is_ours=office.is_ours,
        refuse=office.refuse,
        keep=office.keep,
        mailbox=mailbox,
        clock=given.clock,
        max_bytes=50_000,
    )
    opened.start()
    yield opened
    opened.stop()


@pytest.fixture
def client(door):
    with smtplib.SMTP("127.0.0.1", door.port, timeout=10, local_hostname="test") as connected:
        connected.ehlo()
        yield connected


def sender_to(door, **changes):
    return SmtpSender("127.0.0.1", door.port, **{"security": "none", "timeout_s": 10.0, **changes})


class TestMailForUs:
    def test_is_kept_as_it_came_before_it_is_accepted(self, client, office, given):
        recipient = f"{given.token()}@reply.corp.test"
        raw = given.mail("approved\n")

        client.sendmail("ana@example.com", [recipient], raw)

        (envelope,) = office.kept
        assert envelope.sender == "ana@example.com"
        assert envelope.recipients == (recipient,)
        assert envelope.raw == raw
        assert envelope.received_at == given.now

    def test_to_no_ticket_is_refused_while_the_sender_still_has_it(self, client, office):
        assert client.docmd("MAIL FROM:<ana@example.com>")[0] == 250
        code, line = client.docmd("RCPT TO:<hello@reply.corp.test>")

        assert (code, line) == (550, b"5.1.1 No such reply address")
        assert office.kept == []

    def test_is_tried_again_later_when_it_cannot_be_stored(self, client, office, given, caplog):
        office.fails = True

        with pytest.raises(smtplib.SMTPDataError) as caught:
            client.sendmail("ana@example.com", [f"{given.token()}@reply.corp.test"], given.mail())

        assert caught.value.smtp_code == 451
        assert "mail not stored" in caplog.text

    def test_may_come_from_nobody(self, client, office, given):
        client.sendmail("", [f"{given.token()}@reply.corp.test"], given.mail())

        assert office.kept[0].sender == ""

    def test_keeps_eight_bit_octets(self, client, office, given):
        raw = given.mail("größer \udcff\n")

        client.sendmail(
            "ana@example.com", [f"{given.token()}@reply.corp.test"], raw, ["BODY=8BITMIME"]
        )

        assert office.kept[0].raw == raw


class TestMailForOthers:
    def test_goes_to_the_local_mailbox(self, client, mailbox, office, given):
        client.sendmail("x@y.test", ["ana@example.com", "tom@example.com"], given.mail())

        assert {summary.recipient for summary in mailbox.list()} == {
            "ana@example.com",
            "tom@example.com",
        }
        assert office.kept == []

    def test_is_refused_where_there_is_no_mailbox(self, office, given):
        door = SmtpDoor(
            host="127.0.0.1", port=0, is_ours=office.is_ours, refuse=office.refuse, keep=office.keep,
            mailbox=None, clock=given.clock,
        )  # fmt: skip
        door.start()
        try:
            with smtplib.SMTP("127.0.0.1", door.port, timeout=10, local_hostname="test") as client:
                client.ehlo()
                client.docmd("MAIL FROM:<ana@example.com>")
                assert client.docmd("RCPT TO:<tom@example.com>")[0] == 550
        finally:
            door.stop()


class TestLimitsOfTheDoor:
    def test_case_104_refuse_too_many_recipients(self, client, given):
        client.docmd("MAIL FROM:<ana@example.com>")
        tokens = [given.token(ticket_id=f"{n:016x}") for n in range(200)]
        codes = [client.docmd(f"RCPT TO:<{one}@reply.corp.test>")[0] for one in tokens]

        assert codes == [250] * 10 + [452] * 190

    def test_case_94_refuse_a_mail_that_announces_its_size(self, client):
        client.ehlo()

        assert client.docmd("MAIL FROM:<ana@example.com> SIZE=50001")[0] == 552

    def test_case_95_refuse_a_mail_that_turns_out_too_large(self, client, office, given):
        client.docmd("MAIL FROM:<ana@example.com>")
        client.docmd(f"RCPT TO:<{given.token()}@reply.corp.test>")
        code, _ = client.data(
            b"x: y\r\n\r\n" + b"word " * 10 + b"\r\n" + (b"a" * 70 + b"\r\n") * 1000
        )

        assert code == 552
        assert office.kept == []

    @pytest.mark.parametrize("end", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r\n.\r"])
    def test_case_102_take_one_mail_where_bare_line_ends_fake_two(self, client, office, given, end):
        recipient = f"{given.token()}@reply.corp.test"
        smuggled = (
            b"From: ana@example.com\r\n\r\nhello" + end + b"MAIL FROM:<eve@evil.test>\r\n"
            b"RCPT TO:<x@example.com>\r\nDATA\r\nFrom: eve@evil.test\r\n\r\nbad\r\n"
        )
        client.docmd("MAIL FROM:<ana@example.com>")
        client.docmd(f"RCPT TO:<{recipient}>")
        client.docmd("DATA")
        client.send(smuggled + b".\r\n")
        client.getreply()

        assert client.noop()[0] == 250
        [envelope] = office.kept
        assert b"eve@evil.test" in envelope.raw

    def test_case_101_turn_away_one_connection_too_many(self, office, mailbox, given, monkeypatch):
        monkeypatch.setattr(door_module, "MAX_CONNECTIONS", 2)
        door = SmtpDoor(
            host="127.0.0.1", port=0, is_ours=office.is_ours, refuse=office.refuse, keep=office.keep,
            mailbox=mailbox, clock=given.clock,
        )  # fmt: skip
        door.start()
        connections = []
        try:
            greetings = []
            for _ in range(3):
                connection = socket.create_connection(("127.0.0.1", door.port), timeout=10)
                connections.append(connection)
                greetings.append(connection.recv(200)[:3])
            assert greetings == [b"220", b"220", b"421"]
        finally:
            for connection in connections:
                connection.close()
            door.stop()

    @pytest.mark.parametrize("begun", [b"", b"EHLO x\r\nMAIL FROM:<a@b.test>\r\n"])
    def test_case_101_end_a_connection_that_says_nothing_more(self, office, given, begun):
        door = SmtpDoor(
            host="127.0.0.1", port=0, is_ours=office.is_ours, refuse=office.refuse, keep=office.keep,
            mailbox=None, clock=given.clock, idle_s=0.05,
        )  # fmt: skip
        door.start()
        try:
            with socket.create_connection(("127.0.0.1", door.port), timeout=10) as slow:
                slow.sendall(begun)
                while slow.recv(1000):
                    pass  # until the door has closed it, or the timeout fails the test
        finally:
            door.stop()

        assert not door._open

    def test_take_a_line_that_is_longer_than_allowed(self, client, office, given):
        raw = given.mail("approved " + "x" * 20_000)

        client.sendmail("ana@example.com", [f"{given.token()}@reply.corp.test"], raw)

        assert office.kept[0].raw.rstrip() == raw.rstrip()


class TestOpeningTheDoor:
    def test_says_so_when_the_port_is_taken(self, door, office, given):
        other = SmtpDoor(
            host="127.0.0.1", port=door.port, is_ours=office.is_ours, refuse=office.refuse,
            keep=office.keep, mailbox=None, clock=given.clock,
        )  # fmt: skip

        with pytest.raises(PortTaken, match=f"127.0.0.1:{door.port}"):
            other.start()

    def test_can_be_closed_twice_and_lets_the_port_go(self, door):
        door.stop()
        door.stop()

        with pytest.raises(OSError, match=r"refused|reset"):
            socket.create_connection(("127.0.0.1", door.port), timeout=5).close()

    def test_closes_while_somebody_is_connected(self, door, client):
        door.stop()

        with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
            client.noop()


class TestSending:
    def test_brings_the_mail_to_its_reader(self, door, mailbox, given):
        message = compose(given.letter(), sender=given.sender)

        line = asyncio.run(
            sender_to(door).send(
                message, envelope_from="signoff@corp.test", recipient=given.address
            )
        )

        (summary,) = mailbox.list()
        assert "Kept" in line
        assert (summary.recipient, summary.subject) == (given.address, "Review: Our spring offer")

    def test_to_a_refused_address_fails_for_good(self, door, given):
        message = compose(given.letter(), sender=given.sender)

        with pytest.raises(DeliveryError, match="550") as caught:
            asyncio.run(
                sender_to(door).send(message, envelope_from="", recipient="nobody@reply.corp.test")
            )

        assert caught.value.permanent

    def test_to_a_server_in_trouble_is_tried_again(self, door, office, given):
        office.fails = True
        message = compose(given.letter(), sender=given.sender)

        with pytest.raises(DeliveryError, match="451") as caught:
            asyncio.run(
                sender_to(door).send(
                    message, envelope_from="", recipient=f"{given.token()}@reply.corp.test"
                )
            )

        assert not caught.value.permanent

    def test_to_nobody_listening_is_tried_again(self, door, given):
        door.stop()
        message = compose(given.letter(), sender=given.sender)

        with pytest.raises(DeliveryError, match="did not take the mail") as caught:
            asyncio.run(sender_to(door).send(message, envelope_from="", recipient=given.address))

        assert not caught.value.permanent

    def test_without_the_promised_encryption_does_not_happen(self, door, mailbox, given):
        message = compose(given.letter(), sender=given.sender)

        with pytest.raises(DeliveryError):
            asyncio.run(
                sender_to(door, security="starttls").send(
                    message, envelope_from="", recipient=given.address
                )
            )

        assert mailbox.list() == []

    def test_to_an_international_address_works(self, door, mailbox, given):
        address = "andré@example.com"
        message = compose(given.letter(address=address), sender=given.sender)

        asyncio.run(sender_to(door).send(message, envelope_from="", recipient=address))

        assert mailbox.list()[0].recipient == address
