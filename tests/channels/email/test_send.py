"""What a mail server may say, and what follows for the mail."""

from __future__ import annotations

import asyncio

import pytest

from signoff.channels.email.compose import compose
from signoff.channels.email.send import SmtpSender
from signoff.errors import DeliveryError

EHLO = b"250-mx.test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n"
OK = b"250 OK\r\n"


class ScriptedServer:
    """Answers each line by its first word; ``heard`` is what it was told."""

    def __init__(self, greeting=b"220 mx.test\r\n", **answers):
        self.greeting = greeting
        self.answers = {
            "EHLO": EHLO, "AUTH": b"235 OK\r\n", "MAIL": OK, "RCPT": OK, "QUIT": b"221 bye\r\n",
            "DATA": b"354 go\r\n", ".": b"250 2.0.0 queued as 17\r\n", **answers,
        }  # fmt: skip
        self.heard = []

    async def __aenter__(self):
        self._talks = set()
        self._server = await asyncio.start_server(self._greet, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _greet(self, reader, writer):
        talk = asyncio.create_task(self._talk(reader, writer))
        self._talks.add(talk)
        await asyncio.wait([talk])

    async def _talk(self, reader, writer):
        try:
            writer.write(self.greeting)
            await self._answer(reader, writer)
        finally:
            writer.transport.abort()

    async def _answer(self, reader, writer):
        in_text = False
        async for octets in reader:
            line = octets.decode().rstrip("\r\n")
            if in_text and line != ".":
                continue
            word = "." if in_text else line.partition(" ")[0].upper()
            self.heard.append(line)
            answer = self.answers.get(word, OK)
            in_text = answer.startswith(b"354")
            writer.write(answer)
            await writer.drain()
            if not answer:
                break


def send(given, server, *, recipient="ana@example.com", **settings):
    async def run():
        async with server:
            sender = SmtpSender("127.0.0.1", server.port, **{"security": "none", **settings})
            message = compose(given.letter(address=recipient), sender=given.sender)
            return await sender.send(message, envelope_from="b@corp.test", recipient=recipient)

    return asyncio.run(run())


def failure(given, server, **settings):
    with pytest.raises(DeliveryError) as caught:
        send(given, server, **settings)
    return caught.value


class TestAServerThatTakesTheMail:
    def test_is_quoted_with_its_last_line(self, given):
        assert send(given, ScriptedServer()) == "2.0.0 queued as 17"

    def test_is_told_our_name_and_both_addresses(self, given):
        server = ScriptedServer()

        send(given, server)

        assert server.heard[0] == "EHLO corp.test"
        assert server.heard[1].startswith("MAIL FROM:<b@corp.test>")
        assert server.heard[2] == "RCPT TO:<ana@example.com>"

    def test_may_hang_up_without_goodbye(self, given):
        assert send(given, ScriptedServer(QUIT=b"")) == "2.0.0 queued as 17"


class TestAServerThatRefusesThisMail:
    @pytest.mark.parametrize(
        "answers",
        [
            {"RCPT": b"550 5.1.1 no such user\r\n"},
            {"MAIL": b"552 5.3.4 too large\r\n"},
            {".": b"554 5.7.1 spam\r\n"},
        ],
    )
    def test_will_not_be_asked_again(self, given, answers):
        error = failure(given, ScriptedServer(**answers))

        assert error.permanent
        assert "will not be tried again" in str(error)

    def test_will_not_be_asked_again_when_it_knows_no_international_mail(self, given):
        assert failure(given, ScriptedServer(), recipient="andré@example.com").permanent


class TestAServerInTrouble:
    @pytest.mark.parametrize(
        ("server", "settings"),
        [
            (ScriptedServer(RCPT=b"450 4.2.1 greylisted\r\n"), {}),
            (ScriptedServer(**{".": b"451 4.3.0 later\r\n"}), {}),
            (ScriptedServer(**{".": b""}), {}),
            (ScriptedServer(greeting=b"554 5.3.2 closed today\r\n"), {}),
            (ScriptedServer(EHLO=b"550 go away\r\n", HELO=b"550 go away\r\n"), {}),
            (
                ScriptedServer(AUTH=b"535 5.7.8 wrong password\r\n"),
                {"username": "u", "password": "p"},
            ),
            (ScriptedServer(MAIL=b"530 5.7.0 authentication required\r\n"), {}),
            (ScriptedServer(MAIL=b"553 5.7.1 not from here\r\n"), {}),
            (ScriptedServer(RCPT=b"554 5.7.1 <a@b.example>: Relay access denied\r\n"), {}),
            (ScriptedServer(), {"security": "starttls"}),
            (ScriptedServer(greeting=b""), {"timeout_s": 0.2}),
        ],
        ids=[
            "greylisted",
            "later",
            "hung up",
            "closed",
            "no helo",
            "password",
            "no password",
            "not our sender",
            "no relay",
            "no tls",
            "silent",
        ],
    )
    def test_will_be_asked_again(self, given, server, settings):
        error = failure(given, server, **settings)

        assert not error.permanent
        assert "will be tried again" in str(error)

    def test_is_not_shown_the_password_in_the_error(self, given):
        server = ScriptedServer(AUTH=b"535 5.7.8 wrong password\r\n")

        error = failure(given, server, username="user", password="hunter2")

        assert "hunter2" not in f"{error} {SmtpSender('h', 1, 'user', 'hunter2')!r}"
