"""Forms as octets: what providers send, and what anybody might."""

import io
import random
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.channels.email.providers import forms
from signoff.channels.email.providers.forms import MAX_FIELDS, URLENCODED, read_form
from signoff.errors import UnreadableReply

MULTIPART = "multipart/form-data; boundary=frontier"
OCTETS = bytes(range(256))


def multipart(*fields, ends=True):
    out = io.BytesIO()
    for name, value in fields:
        out.write(b'--frontier\r\nContent-Disposition: form-data; name="%s"\r\n\r\n' % name)
        out.write(value + b"\r\n")
    if ends:
        out.write(b"--frontier--\r\n")
    return out.getvalue()


class TestAForm:
    @given(value=st.binary(max_size=400))
    def test_gives_the_octets_that_were_sent_in_either_type(self, value):
        escaped = read_form(
            urlencode({"a": "x", "email": value}).encode(), URLENCODED, wanted=["email"]
        )
        parts = read_form(multipart((b"email", value)), MULTIPART, wanted=["email"])

        assert escaped.octets("email") == value
        # A value may hold the boundary itself; no client chooses one that does.
        assert b"--frontier" in value or parts.octets("email") == value

    def test_gives_a_large_value_whole_wherever_it_is_cut(self, monkeypatch):
        monkeypatch.setattr(forms, "_SLICE", 200)
        value = random.Random(1).randbytes(20_000)
        body = urlencode({"email": value}).encode()

        assert read_form(body, URLENCODED, wanted=["email"]).octets("email") == value

    def test_reads_a_file_as_a_field(self):
        body = multipart((b'email"; filename="mail.eml', OCTETS))

        assert read_form(body, MULTIPART, wanted=["email"]).octets("email") == OCTETS

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"token=first&token=second", URLENCODED),
            (multipart((b"token", b"first"), (b"token", b"second")), MULTIPART),
        ],
    )
    def test_takes_the_first_of_two(self, body, kind):
        assert read_form(body, kind, wanted=["token"]).text("token") == "first"

    def test_has_nothing_that_was_not_asked_for(self):
        form = read_form(b"a=1&b=2", URLENCODED, wanted=["b", "c"])

        assert (form.octets("a"), form.octets("b"), form.octets("c")) == (None, b"2", None)
        assert form.text("c") == ""

    @given(pairs=st.lists(st.tuples(st.sampled_from(["a", "b"]), st.binary(max_size=20))))
    def test_reads_what_the_standard_library_reads(self, pairs):
        query = urlencode(pairs)
        read = reversed(parse_qsl(query, keep_blank_values=True, encoding="latin-1"))
        first = {name: value.encode("latin-1") for name, value in read}

        form = read_form(query.encode(), URLENCODED, wanted=["a", "b"])

        assert (form.octets("a"), form.octets("b")) == (first.get("a"), first.get("b"))

    @given(body=st.binary(max_size=300))
    def test_is_broken_by_nothing(self, body):
        form = read_form(b"a=%" + body, URLENCODED, wanted=["a"])

        assert form.octets("a") is not None


class TestAFormThatIsNone:
    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"", "multipart/form-data"),
            (b"", MULTIPART),
            (b"email=x", MULTIPART),
            (multipart((b"email", b"x"), ends=False), MULTIPART),
            (multipart((b"email", b"x"))[:-30], MULTIPART),
            (multipart(*[(b"n", b"")] * (MAX_FIELDS + 1)), MULTIPART),
            (b"&" * MAX_FIELDS, URLENCODED),
            (b"--frontier\r\n" + b"X: y\r\n" * 10_000 + b"\r\nx\r\n--frontier--\r\n", MULTIPART),
        ],
        ids=range(8),
    )
    def test_is_refused(self, body, kind):
        with pytest.raises(UnreadableReply, match="Nothing was stored"):
            read_form(body, kind, wanted=["email"])

    @given(body=st.binary(max_size=300))
    def test_is_refused_and_breaks_nothing(self, body):
        with pytest.raises(UnreadableReply):
            read_form(body, MULTIPART, wanted=["email"])

    @pytest.mark.parametrize("value", [b"\xff", b"x" * 64_001])
    def test_gives_no_text_that_is_none(self, value):
        form = read_form(urlencode({"token": value}).encode(), URLENCODED, wanted=["token"])

        with pytest.raises(UnreadableReply, match="token"):
            form.text("token")
