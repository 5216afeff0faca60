# ruff: noqa: RUF001 - letters that look like others are tested
from __future__ import annotations

import base64
import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.ticket import (
    TicketKeys,
    TicketPurpose,
    find_token,
    find_token_in_message_id,
    new_ticket_id,
)
from signoff.errors import TicketError

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
EXPIRES = NOW + timedelta(days=7)
KEYS = TicketKeys({0: b"first" * 8, 3: b"second" * 8})
OLD_KEYS = TicketKeys({0: b"first" * 8})
ID = "0123456789abcdef"
REPLY = TicketPurpose.REPLY
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def sign(address="ana@example.com", purpose=REPLY, keys=KEYS):
    return keys.sign(ID, address, purpose=purpose, expires_at=EXPIRES)


def refusal(token, address="ana@example.com", purpose=REPLY, now=NOW, keys=KEYS):
    with pytest.raises(TicketError) as caught:
        keys.verify(token, address, purpose=purpose, now=now)
    return caught.value.reason


class TestATicketOfOurs:
    def test_is_forty_lower_case_characters(self):
        assert len(sign()) == 40
        assert set(sign()) <= set(ALPHABET)

    def test_gives_back_what_it_was_made_from(self):
        claims = KEYS.verify(sign(), "ana@example.com", purpose=REPLY, now=NOW)

        assert (claims.ticket_id, claims.key_id, claims.expires_at) == (ID, 3, EXPIRES)

    def test_holds_when_a_client_writes_it_in_capitals(self):
        assert (
            KEYS.verify(sign().upper(), "ana@example.com", purpose=REPLY, now=NOW).ticket_id == ID
        )

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ana@example.com", "Ana@EXAMPLE.com"),
            ("ana@bücher.example", "ana@xn--bcher-kva.example"),
            ("andré@example.com", "andre\u0301@example.com"),
            ('"ana"@example.com', "ana@example.com"),
        ],
    )
    def test_holds_for_every_spelling_of_its_address(self, one, other):
        assert KEYS.verify(sign(one), other, purpose=REPLY, now=NOW).ticket_id == ID

    @pytest.mark.parametrize(
        "other", ["ana+x@example.com", "an.a@example.com", "ana@example.org", "аna@example.com"]
    )
    def test_holds_for_no_other_address(self, other):
        assert refusal(sign(), other) == "forged"

    @pytest.mark.parametrize("other", [TicketPurpose.BOUNCE, TicketPurpose.WEB])
    def test_holds_for_no_other_purpose(self, other):
        assert refusal(sign(purpose=other)) == "forged"

    def test_ends_at_its_time_to_the_second(self):
        last = EXPIRES - timedelta(microseconds=1)

        assert KEYS.verify(sign(), "ana@example.com", purpose=REPLY, now=last)
        assert refusal(sign(), now=EXPIRES) == "expired"

    def test_follows_the_written_format(self):
        octets = base64.b32decode(sign(keys=OLD_KEYS).upper())
        head = bytes([0x10]) + int(EXPIRES.timestamp()).to_bytes(4) + bytes.fromhex(ID)
        master = hmac.digest(b"\0" * 32, b"first" * 8, sha256)
        key = hmac.digest(master, b"reply-token/0\x01", sha256)
        signed = b"signoff\0reply\0" + head + (15).to_bytes(2) + b"ana@example.com"

        assert octets == head + hmac.digest(key, signed, sha256)[:12]


class TestATicketThatWasAltered:
    @for_all(st.integers(0, 39), st.sampled_from(ALPHABET))
    def test_never_verifies(self, place, character):
        token = sign()
        altered = token[:place] + character + token[place + 1 :]
        if altered != token:
            assert refusal(altered) in {"malformed", "unknown_key", "forged"}

    @for_all(st.text(max_size=60))
    def test_is_refused_whatever_it_is(self, text):
        assert refusal(text) in {"malformed", "unknown_key", "forged"}

    @for_all(st.text(alphabet=ALPHABET, min_size=40, max_size=40))
    def test_is_refused_even_in_the_right_shape(self, text):
        assert refusal(text) in {"malformed", "unknown_key", "forged"}

    @pytest.mark.parametrize("character", ["\u017f", "\u212a", "\n", "0", "1", "8", "="])
    def test_has_no_second_alphabet(self, character):
        assert refusal(sign()[:-1] + character) == "malformed"


class TestRotatedKeys:
    def test_let_old_tickets_hold(self):
        old = sign(keys=OLD_KEYS)

        assert KEYS.verify(old, "ana@example.com", purpose=REPLY, now=NOW).key_id == 0

    def test_refuse_tickets_of_a_key_taken_away(self):
        assert refusal(sign(), keys=OLD_KEYS) == "unknown_key"

    @pytest.mark.parametrize("masters", [{}, {16: b"x"}, {-1: b"x"}])
    def test_need_an_id_that_fits(self, masters):
        with pytest.raises(ValueError, match="No ticket can be signed"):
            TicketKeys(masters)


class TestFindingATicket:
    @pytest.mark.parametrize("form", ["{}@reply.test", "signoff+{}@corp.test", "b-{}@reply.test"])
    def test_reads_every_address_form(self, form):
        assert find_token(form.format(sign().upper())) == sign()

    @pytest.mark.parametrize(
        "address", ["", "ana@example.com", sign(), f"{sign()}x@reply.test", f"x{sign()}@r.test"]
    )
    def test_finds_none_in_other_addresses(self, address):
        assert find_token(address) is None

    def test_reads_the_message_id_of_a_request(self):
        assert find_token_in_message_id(f"<rq.{sign()}.12@reply.test>") == sign()
        assert find_token_in_message_id("<abc@reply.test>") is None

    def test_makes_ids_that_differ(self):
        assert len({new_ticket_id() for _ in range(100)}) == 100
        assert len(new_ticket_id()) == 16
