"""Whom a mail is for where no envelope says so."""

from __future__ import annotations

from dataclasses import replace

from signoff.channels.email.addressees import (
    find_addressees,
    find_answered,
    find_sender,
    read_header,
)
from signoff.channels.email.limits import MAX_HEADER_OCTETS
from signoff.channels.email.quotes import Ours

ONE, TWO, THREE = ("2" * 40, "3" * 40, "4" * 40)
OURS = Ours("reply.corp.test", "signoff@corp.test", "signoff")
BOX = replace(OURS, domain="corp.test", mailbox="answers")


def header(*fields):
    return read_header("\r\n".join([*fields, "", "To: body@reply.corp.test"]).encode())


def at(token, domain="reply.corp.test"):
    return f"{token}@{domain}"


class TestAddressees:
    def test_come_first_from_what_a_mail_server_noted(self):
        found = header(
            f"To: Ana <{at(ONE)}>", f"Cc: {at(TWO)}, x@y.test", f"Delivered-To: {at(THREE)}"
        )

        assert find_addressees(found, ours=OURS) == [at(THREE), at(ONE), at(TWO)]

    def test_are_each_named_once(self):
        found = header(f"To: {at(ONE)}", f"Cc: {at(ONE)}", f"X-Original-To: {at(ONE)}")

        assert find_addressees(found, ours=OURS) == [at(ONE)]

    def test_are_none_without_a_ticket_or_at_another_domain(self):
        found = header(f"To: hello@reply.corp.test, {at(ONE, 'evil.test')}", "X-Original-To: ,,<>")

        assert find_addressees(found, ours=OURS) == []

    def test_are_not_looked_for_in_the_body(self):
        raw = f"To: x@y.test\r\n\r\nTo: {at(ONE)}\r\n".encode()

        assert find_addressees(read_header(raw), ours=OURS) == []

    def test_of_a_mailbox_stand_after_its_plus(self):
        found = header(
            f"To: answers+{at(ONE, 'corp.test')}, {at(TWO, 'corp.test')}, other+{at(THREE, 'corp.test')}"
        )

        assert find_addressees(found, ours=BOX) == [f"answers+{at(ONE, 'corp.test')}"]

    def test_keep_their_letters_as_they_came(self):
        assert find_addressees(header(f"To: {at('A' * 40)}"), ours=OURS) == [at("A" * 40)]


class TestTheMailThatIsAnswered:
    def test_names_the_ticket_nearest_first(self):
        found = header(
            f"References: <rq.{ONE}.1@reply.corp.test>,<a@b.test> <rq.{TWO}.1@reply.corp.test>",
            f"In-Reply-To: <rq.{THREE}.2@reply.corp.test>",
        )

        assert find_answered(found, ours=OURS) == [at(THREE), at(TWO), at(ONE)]

    def test_counts_only_where_the_id_is_ours(self):
        found = header(f"In-Reply-To: <rq.{ONE}.1@evil.test> <{TWO}@reply.corp.test>")

        assert find_answered(found, ours=OURS) == []

    def test_is_answered_to_the_mailbox_where_there_is_one(self):
        found = header(f"In-Reply-To: <rq.{ONE}.1@corp.test>")

        assert find_answered(found, ours=BOX) == [f"answers+{at(ONE, 'corp.test')}"]


class TestTheSender:
    def test_is_nobody_unknown_or_somebody(self):
        assert find_sender(header("Return-Path: <>")) == ""
        assert find_sender(header("From: ana@example.com")) == "unknown"
        assert find_sender(header("Return-Path: <ana@example.com>")) == "ana@example.com"


class TestAHostileHeader:
    def test_without_end_is_read_as_far_as_a_header_may_go(self):
        raw = b"X: " + b"y" * MAX_HEADER_OCTETS + b"\r\nTo: " + at(ONE).encode() + b"\r\n\r\n"

        assert find_addressees(read_header(raw), ours=OURS) == []

    def test_of_any_octets_names_nobody(self):
        for raw in (b"", b"\0", b"\r\n\r\n", b"To", b"To: \xff\xfe@\r\n\r\n", b": \r\n" * 1000):
            assert find_addressees(read_header(raw), ours=OURS) == []
            assert find_answered(read_header(raw), ours=OURS) == []
