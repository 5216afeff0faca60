"""Anything may come in: no crash, and nothing that a machine or nobody wrote is taken for words."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.incoming import read_mail
from signoff.channels.email.quotes import Ours
from signoff.errors import UnreadableReply
from signoff.interpret import read_outcome
from tests.channels.email.cases import BODIES, ROBOTS
from tests.channels.email.machine_mails import Asked

OUTCOMES = ("approved", "needs_revision", "rejected")
OURS = Ours("reply.test", "signoff@corp.test", "signoff")
TOKEN = "a" * 40
ASKED = Asked(
    "ana@example.com",
    f"{TOKEN}@reply.test",
    f"bounce+{TOKEN}@reply.test",
    f"<rq.{TOKEN}.1@reply.test>",
)
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(raw, recipients=(ASKED.reply,), envelope_from="ana@example.com"):
    """The mail, or None where it was refused as a whole."""
    try:
        return read_mail(raw, recipients=recipients, ours=OURS, envelope_from=envelope_from)
    except UnreadableReply:
        return None


def decided(mail):
    """The outcome that the mail's words come to, if it were a person's."""
    if mail is None or mail.automatic is not None or not mail.first_line:
        return None
    reading = read_outcome(mail.first_line, OUTCOMES, message="Publish?", text=mail.text)
    return reading.outcome


def cased(text):
    """The same letters, some large and some small."""
    flips = st.lists(st.booleans(), min_size=len(text), max_size=len(text))
    return flips.map(
        lambda large: "".join(
            c.upper() if up else c.lower() for c, up in zip(text, large, strict=True)
        )
    )


SIGNS = [
    ("Auto-Submitted", "auto-replied"),
    ("Auto-Submitted", "auto-generated; owner=x"),
    ("X-Autoreply", "yes"),
    ("X-Autorespond", "1"),
    ("Precedence", "bulk"),
    ("Precedence", "auto_reply"),
    ("List-Id", "<x.example.com>"),
    ("Return-Path", "<>"),
    ("X-Failed-Recipients", "x@example.com"),
    ("X-MS-Exchange-Inbox-Rules-Loop", "x@example.com"),
]
line = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=60)
name = st.sampled_from(
    ["Subject", "To", "Cc", "X-Thing", "References", "Received", "Sender", "Reply-To", "Date",
     "Auto-Submitted", "Precedence", "Content-Language", "In-Reply-To", "Message-ID"]
)  # fmt: skip
fields = st.lists(st.tuples(name, line), max_size=8)
sign = st.sampled_from(SIGNS).flatmap(lambda pair: st.tuples(cased(pair[0]), cased(pair[1])))
gap = st.sampled_from(["", " ", "  ", "\t", "\r\n ", "\r\n\t"])


class TestAMailWithASignOfAMachine:
    @slow
    @for_all(fields, sign, fields, gap)
    def test_is_a_machine_s_whatever_stands_around_it(self, before, sign, after, gap):
        # Of two Precedence or Return-Path fields the first counts; the server's own comes first.
        assume(sign[0].casefold() not in {name.casefold() for name, _ in before})
        told = [*before, (sign[0], gap + sign[1]), *after]
        head = "".join(f"{name}:{text}\r\n" for name, text in told)
        raw = f"From: ana@example.com\r\n{head}\r\napproved\r\n".encode("utf-8", "replace")

        mail = read(raw)

        assert mail is None or mail.automatic is not None


QUOTED = "On Mon, 7 Jan 2030 at 10:00, signoff <signoff@corp.test> wrote:\n> approved\n> rejected\n"
SILENT = st.sampled_from(
    [
        ("text/plain", ""),
        ("text/plain; charset=utf-8", QUOTED),
        ("text/plain", "> approved\n"),
        ("text/plain", "-- \nAna\napproved\n"),
        ("text/plain; name=a.txt", "approved"),
        ("text/html", "<blockquote>approved</blockquote>"),
        ("text/html", "<p hidden>approved</p>"),
        ("text/html", "<div style='display:none'>approved</div>"),
        ("text/html", "<div class=gmail_quote>approved</div>"),
        ("message/rfc822", "From: x@y.test\n\napproved\n"),
        ("application/octet-stream", "approved"),
        ("image/png; name=approved.png", "approved"),
        ("text/rtf", "approved"),
        ("application/pkcs7-signature", "approved"),
    ]
)
kinds = st.sampled_from(["mixed", "alternative", "related", "signed", "digest", "x-odd"])


def nested(children):
    return st.tuples(kinds, st.lists(children, max_size=4))


trees = st.recursive(SILENT, nested, max_leaves=12)


def written(tree, depth=0):
    """A part with its header; each level has a boundary of its own."""
    kind, inner = tree
    if isinstance(inner, str):
        return f"Content-Type: {kind}\n\n{inner}"
    boundary = f"b{depth}"
    body = "".join(f"--{boundary}\n{written(child, depth + 1)}\n" for child in inner)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{body}--{boundary}--\n"


class TestAMailWithoutOwnWords:
    @slow
    @for_all(trees)
    def test_says_nothing_however_its_parts_are_put_together(self, tree):
        raw = f"From: ana@example.com\nMIME-Version: 1.0\n{written(tree)}".encode()

        mail = read(raw)

        assert mail is None or (mail.first_line, mail.other_text) == ("", "")

    @slow
    @for_all(trees, st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 40)), max_size=4))
    def test_approves_nothing_even_where_its_structure_is_broken(self, tree, cuts):
        # Without outcomes, since a cut may take away just what hides one. What is left of a torn
        # boundary may be read as words; they must never let anything go.
        text = written(tree).replace("approved", "appr0ved").replace("rejected", "rej3cted")
        for at, n in cuts:
            text = text[:at] + text[at + n :]

        found = decided(read(f"From: ana@example.com\nMIME-Version: 1.0\n{text}".encode()))
        assert found != "approved"


changes = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 12), st.binary(max_size=8)), max_size=5
)


class TestARealMailThatWasDamaged:
    @slow
    @for_all(st.sampled_from(ROBOTS + BODIES), changes)
    def test_is_read_or_refused_with_a_reason(self, case, changes):
        raw = case.raw(ASKED)
        for at, n, put in changes:
            raw = raw[:at] + put + raw[at + n :]

        mail = read(raw)

        assert mail is None or mail.sender == "" or "@" in mail.sender

    @slow
    @for_all(st.sampled_from([case for case in BODIES if case.verdict == "refused"]), changes)
    def test_that_held_no_words_decides_nothing_whatever_its_header_lost(self, case, changes):
        head, end, body = case.raw(ASKED).partition(b"\r\n\r\n")
        # What hides the words of others is a type of its own, which no header can lose.
        assume(b"multipart" not in head and b"pkcs7" not in head)
        for at, n, put in changes:
            head = head[:at] + put.replace(b"\n", b"") + head[at + n :]

        assert decided(read(head + end + body)) is None


addresses = st.builds(
    "{}{}@{}".format,
    st.sampled_from(["", "signoff+", "bounce+", "x-", '"', "a b "]),
    st.sampled_from([TOKEN, TOKEN.upper(), TOKEN[:-1], "a" * 41, "ana", ""]),
    st.sampled_from(
        [
            "reply.test",
            "REPLY.TEST",
            "corp.test",
            "evil.test",
            "reply.test.evil.test",
            "xreply.test",
        ]
    ),
)


class TestAddressesOfAnyKind:
    @slow
    @for_all(st.lists(addresses, max_size=6), st.sampled_from([", ", ",", " ", ";", "<", ">"]))
    def test_give_tickets_of_our_domains_alone(self, addresses, between):
        raw = f"From: ana@example.com\r\nTo: {between.join(addresses)}\r\n\r\nx".encode()

        mail = read(raw, recipients=())

        ours = re.compile(rf"{TOKEN}@(?:reply|corp)\.test(?![\w.-])", re.IGNORECASE)
        found = ours.search(between.join(addresses))
        assert set(mail.tokens) <= {TOKEN}
        assert found or not mail.tokens

    @slow
    @for_all(st.lists(addresses, max_size=4), st.text(max_size=30))
    def test_in_the_envelope_are_no_crash(self, recipients, sender):
        mail = read(b"From: ana@example.com\r\n\r\nx", tuple(recipients), sender)

        assert mail.sender == "ana@example.com"
