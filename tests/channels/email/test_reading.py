"""Mails made to take long, or to end whoever reads them: read in time, or kept aside."""

from __future__ import annotations

import base64
import io
import os
import resource
import signal
import zipfile
from pathlib import Path

import pytest

from signoff.channels.email.incoming import read_mail
from signoff.channels.email.reading import CPU_S, MailReader
from signoff.errors import UnreadableReply
from tests.support.needs import lack

TO = "x@reply.corp.test"
HEAD = (
    b"From: ana@example.com\r\nTo: x@reply.corp.test\r\nSubject: Re: Review\r\n"
    b"Message-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
)
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
START_CPU_S = 0.8  # of a worker: Python itself and our modules, on a slow machine


@pytest.fixture
def reader():
    made = MailReader(n_workers=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept_reader():
    """A reader for many mails, as a server has one; what ended its process starts it anew."""
    made = MailReader(n_workers=1)
    yield made
    made.close()


def outcome(reader, raw, ours):
    """What a mail came to: its first line, why it has none, or why it is kept aside."""
    try:
        mail = reader.read(raw, recipients=[TO], ours=ours, envelope_from="ana@example.com")
    except UnreadableReply as error:
        return error.reason
    return mail.first_line or mail.empty_because


def mixed(*parts, boundary=b"b"):
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    kind = b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    return HEAD + kind + body + b"--" + boundary + b"--\r\n"


def attached(octets, kind=b"application/zip"):
    head = b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(octets).replace(b"\n", b"\r\n")


def zip_bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 50_000_000)
    return packed.getvalue()


def nested(n, rest):
    opened = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(n)
    )
    return HEAD + b"".join(opened) + b"Content-Type: text/plain\r\n\r\n" + rest


APPROVED = b"Content-Type: text/plain\r\n\r\napproved"
XML_BOMB = (
    b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><b>&b;</b>'
)
# Each is at most the 10 MB that the doors take. Names begin with the case of the list.
SHAPES = {
    "96 10,000 nested multiparts": lambda: nested(10_000, b"approved"),
    "96 10,000 nested messages": lambda: HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 10_000,
    "96 nesting just within the limit, and many lines": lambda: nested(49, b"-x\r\n" * 280_000),
    "97 100,000 parts": lambda: mixed(*[APPROVED] * 100_000),
    "97 parts just within the limit": lambda: mixed(APPROVED, *[b"X: y\r\n\r\nz"] * 990),
    "98 100,000 header fields": lambda: b"X: y\r\n" * 100_000 + PLAIN + b"approved",
    "98 a header of 10 MB": lambda: HEAD + b"X: " + b"y" * 9_900_000,
    "98 a field of 100,000 parameters": lambda: (
        HEAD + b"Content-Type: text/plain; " + b";" * 120_000 + b"\r\n\r\napproved"
    ),
    "99 no boundary": lambda: HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n" + APPROVED,
    "99 an empty boundary": lambda: mixed(APPROVED, boundary=b""),
    "99 a boundary twice": lambda: mixed(mixed(APPROVED), APPROVED),
    "99 a boundary of 100 KB": lambda: mixed(APPROVED, boundary=b"b" * 100_000),
    "99 a boundary of 1 MB": lambda: mixed(APPROVED, boundary=b"b" * 1_000_000),
    "100 a zip bomb": lambda: mixed(APPROVED, attached(zip_bomb())),
    "100 an XML bomb": lambda: mixed(APPROVED, attached(XML_BOMB, b"application/xml")),
    "10 MB attached": lambda: mixed(APPROVED, attached(os.urandom(7_200_000))),
    "10 MB of text": lambda: PLAIN + b"word " * 1_900_000,
    "10 MB of HTML": lambda: HTML + b"<p>w<b>w</b>&amp;" * 550_000,
    "10 MB of open brackets": lambda: HTML + b"<" * 9_900_000,
    "10 MB of blank lines": lambda: PLAIN + b"\r\n" * 290_000 + b" " * 9_000_000,
}
EXPECTED = {  # of the others it matters only that they come to an end
    "96 10,000 nested multiparts": "too_many_parts",
    "96 10,000 nested messages": "too_many_parts",
    "96 nesting just within the limit, and many lines": "too_slow",
    "97 100,000 parts": "too_many_lines",
    "97 parts just within the limit": "approved",
    "98 100,000 header fields": "too_many_headers",
    "98 a header of 10 MB": "too_many_headers",
    "99 a boundary twice": "approved",
    "100 a zip bomb": "approved",
    "100 an XML bomb": "approved",
    "10 MB attached": "approved",
}


class TestAHostileMail:
    @pytest.mark.parametrize("name", SHAPES)
    def test_of_10_mb_or_less_is_read_or_kept_aside_within_a_second_of_cpu(
        self, name, kept_reader, given
    ):
        raw = SHAPES[name]()
        assert len(raw) <= 10_000_000
        before = _cpu_s(kept_reader)

        found = outcome(kept_reader, raw, given.ours)

        assert _cpu_s(kept_reader) - before < CPU_S + START_CPU_S
        assert found == EXPECTED.get(name, found)
        assert found

    def test_that_takes_too_long_is_kept_aside_and_the_next_is_read(self, given):
        reader = MailReader(cpu_s=0.2, n_workers=1)
        try:
            slow = outcome(reader, SHAPES["96 nesting just within the limit, and many lines"](), given.ours)  # fmt: skip
            next_one = outcome(reader, PLAIN + b"approved", given.ours)
        finally:
            reader.close()

        assert (slow, next_one) == ("too_slow", "approved")

    def test_says_what_it_would_say_anyhow(self, reader, given):
        with pytest.raises(UnreadableReply, match="2 From fields") as caught:
            reader.read(b"From: a@b.test\r\n" + PLAIN + b"x", recipients=[TO], ours=given.ours)

        assert caught.value.reason == "sender_ambiguous"


class TestAMail:
    def test_is_read_as_in_this_process(self, reader, given):
        raw = given.mail("needs revision: größer\n\n> quoted\n")
        envelope = {"recipients": [TO], "ours": given.ours, "envelope_from": "ana@example.com"}

        assert reader.read(raw, **envelope) == read_mail(raw, **envelope)

    def test_is_read_after_its_reader_was_killed(self, reader, given):
        outcome(reader, PLAIN + b"approved", given.ours)
        os.kill(_pid(reader), signal.SIGKILL)

        assert outcome(reader, PLAIN + b"rejected", given.ours) == "rejected"

    def test_is_given_to_another_where_a_reader_says_nothing(self, given, caplog):
        reader = MailReader(wall_s=5, n_workers=1)
        outcome(reader, PLAIN + b"approved", given.ours)
        stopped = _pid(reader)
        os.kill(stopped, signal.SIGSTOP)
        try:
            assert outcome(reader, PLAIN + b"rejected", given.ours) == "rejected"
            assert _pid(reader) != stopped
        finally:
            reader.close()
        assert "mail reader ended" in caplog.text

    def test_that_ends_two_readers_is_kept_aside(self, given, caplog):
        # Less than a tick of the processor: not even the first line of the worker is reached.
        reader = MailReader(wall_s=0.001, n_workers=1)
        try:
            found = outcome(reader, PLAIN + b"approved", given.ours)
        finally:
            reader.close()

        assert found == "broken"
        assert caplog.text.count("mail reader ended") == 2


class TestAReader:
    def test_ends_with_whoever_started_it(self, reader, given):
        outcome(reader, PLAIN + b"approved", given.ours)
        [worker] = reader._idle.queue

        worker._wire.close()

        assert worker._process.wait(timeout=20) == 0

    def test_knows_no_setting(self, reader, given, monkeypatch):
        monkeypatch.setenv("SIGNOFF_SMTP_PASSWORD", "geheim")
        outcome(reader, PLAIN + b"approved", given.ours)
        environ = Path(f"/proc/{_pid(reader)}/environ")
        if not environ.exists():
            lack("/proc/PID/environ", "where a system shows what a process was given")
        known = environ.read_bytes()

        assert b"PATH=" in known
        assert b"geheim" not in known

    def test_may_be_closed_twice_and_used_again(self, reader, given):
        reader.close()
        reader.close()

        assert outcome(reader, PLAIN + b"approved", given.ours) == "approved"


def _pid(reader):
    [worker] = reader._idle.queue
    return worker._process.pid


def _cpu_s(reader):
    """Return the processor time of the processes that ended, and of the one that reads."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    [worker] = reader._idle.queue
    used = ended.ru_utime + ended.ru_stime
    if worker._process is None:
        return used
    stat = Path(f"/proc/{worker._process.pid}/stat")
    if not stat.exists():
        lack("/proc/PID/stat", "where a system shows what a process used")
    in_user, in_system = stat.read_text().rpartition(")")[2].split()[11:13]
    return used + (int(in_user) + int(in_system)) / os.sysconf("SC_CLK_TCK")
