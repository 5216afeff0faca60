"""What of the content a mail shows: tables of flat values, pictures of the text, never more."""

import base64
import json
import time
from email import message_from_bytes, policy

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email import pictures
from signoff.channels.email.compose import compose
from signoff.channels.email.content import content_of
from signoff.channels.email.flat_json import read_table
from signoff.channels.email.wire import to_octets
from signoff.channels.email.words.en import EN
from tests.channels.email.test_compose import Links, html, text

LIMIT_S = 2.0  # half a second on an idle machine; a loaded one counts more for the same work
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 9
JPEG, GIF = b"\xff\xd8\xff" + b"j" * 40, b"GIF89a" + b"g" * 40
WEBP = b"RIFF\0\0\0\0WEBP" + b"w" * 40


def data_url(octets, kind="image/png"):
    return f"data:{kind};base64,{base64.b64encode(octets).decode()}"


def mail(given, content, **changes):
    return compose(
        given.letter(request=given.request(content=content, **changes)), sender=given.sender
    )


def sent_pictures(message):
    read = message_from_bytes(to_octets(message), policy=policy.default)
    return [part for part in read.walk() if part.get_content_maintype() == "image"]


class TestAPictureInTheText:
    @pytest.mark.parametrize(
        ("octets", "kind"),
        [
            (PNG, "image/png"),
            (JPEG, "image/jpeg"),
            (JPEG, "image/jpg"),
            (GIF, "image/gif"),
            (WEBP, "image/webp"),
        ],
    )
    def test_is_a_part_of_the_mail_that_the_html_names(self, given, octets, kind):
        message = mail(given, f"Look:\n\n![The *plan*]({data_url(octets, kind)})\n\nGood?")

        [picture] = sent_pictures(message)
        assert picture.get_content() == octets
        assert picture["Content-Disposition"].startswith("inline")
        content_id = picture["Content-ID"].strip("<>")
        assert f'<img src="cid:{content_id}" alt="The *plan*"' in html(message)
        assert "| [image: The *plan*]" in text(message)
        assert "base64" not in text(message) + html(message)

    def test_stands_beside_the_html_alone(self, given):
        message = mail(given, f"![]({data_url(PNG)})")

        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds == [
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
        ]
        assert "[image: without a name]" in text(message)

    def test_is_sent_once_however_often_it_is_shown(self, given):
        message = mail(given, f"![a]({data_url(PNG)}) ![b]({data_url(PNG)})")

        assert len(sent_pictures(message)) == 1
        assert html(message).count("<img") == 2

    @pytest.mark.parametrize(
        "source",
        [
            "https://evil.test/x.png",
            "//evil.test/x.png",
            "cid:1@evil.test",
            data_url(b"<svg onload=alert(1)>", "image/svg+xml"),
            data_url(b"<script>", "text/html"),
            data_url(b"not a picture", "image/png"),
            data_url(PNG)[:-3] + "*",
            "data:image/png,plain",
            "data:,x",
            data_url(PNG + b"x" * pictures.MAX_OCTETS),
        ],
        ids=range(10),
    )
    def test_is_said_in_words_where_it_cannot_be_shown(self, given, source):
        message = mail(given, f"![The plan]({source})")

        assert not sent_pictures(message)
        assert "<img" not in html(message)
        assert "image: The plan" in html(message)
        assert not [link for link in Links(html(message)).found if "signoff" not in link]

    def test_is_one_of_a_few(self, given):
        content = "\n\n".join(f"![p{n}]({data_url(PNG + bytes([n]))})" for n in range(9))
        message = mail(given, content)

        assert len(sent_pictures(message)) == pictures.MAX_PICTURES
        assert "[image: p8]" in html(message)

    def test_does_not_count_as_text(self, given):
        message = mail(given, f"![p]({data_url(PNG + b'x' * 200_000)})\n\nThe end.")

        assert "The end." in text(message)
        assert len(html(message)) < 100_000

    def test_cannot_break_out_of_its_name(self, given):
        message = mail(given, f'![" onerror="x" <script>]({data_url(PNG)})')

        assert "<script" not in html(message)
        assert 'onerror="' not in html(message)

    @for_all(st.text(alphabet="![](data:imge/pn;bs64,)\ue0f0\ue0f10 \n", max_size=120))
    def test_of_any_text_never_breaks_the_mail(self, words):
        words += f"![x]({data_url(PNG)})"
        text, taken = pictures.take_pictures(words, lambda name: f"[{name}]")

        assert len(taken) <= 1
        assert pictures.in_text(text, taken, lambda name: f"[{name}]").count("\ue0f0") == 0


class TestFlatValues:
    def test_of_one_record_are_fields_and_values(self, given):
        value = {"to": "Halden <x>", "amount": 48_200, "urgent": True, "note": None}
        message = mail(given, json.dumps(value), content_type="application/json")

        assert "| to: Halden <x>\n| amount: 48200\n| urgent: true\n| note:\n" in text(message)
        assert ">amount</th><td style=" in html(message)
        assert "Halden &lt;x&gt;</td>" in html(message)

    def test_of_a_record_in_it_are_told_with_where_they_are(self, given):
        value = {
            "invoice": {"number": "7-11", "lines": ["Freight", "Customs"], "by": {"name": "Bo"}}
        }
        message = mail(given, json.dumps(value), content_type="application/json")

        said = "| invoice.number: 7-11\n| invoice.lines: Freight, Customs\n| invoice.by.name: Bo\n"
        assert said in text(message)
        assert ">invoice.number</th>" in html(message)

    def test_of_several_records_are_columns_with_figures_to_the_right(self, given):
        value = [{"plan": "Team", "now": 32}, {"plan": "Business", "now": 120.5}]
        message = mail(given, json.dumps(value), content_type="application/json")

        said = text(message)
        assert "| plan        now\n| Team         32\n| Business  120.5\n" in said
        assert html(message).count("text-align:right") == 3

    def test_too_wide_for_lines_stay_json_in_the_text(self, given):
        value = [{"a": "x" * 50, "b": "y" * 50}]
        message = mail(given, json.dumps(value), content_type="application/json")

        assert '"a": "xxx' in text(message)
        assert "<th" in html(message)

    @pytest.mark.parametrize(
        "value",
        [
            {},
            [],
            "text",
            3,
            [1, 2],
            [{}],
            {"a": {"b": {"c": {"d": 1}}}},
            {"a": [{"b": 1}]},
            {"a": "two\nlines"},
            [{"a": 1}, 2],
            {"a": "x" * 5000},
            [{str(n): n for n in range(9)}],
            {str(n): n for n in range(50)},
        ],
        ids=range(13),
    )
    def test_are_none_where_something_is_nested_long_or_wide(self, value):
        assert read_table(json.dumps(value)) is None

    @pytest.mark.parametrize("broken", ["{", "", "[" * 100_000, '{"a": NaN'])
    def test_are_none_where_it_is_no_json(self, broken):
        assert read_table(broken) is None

    @for_all(
        st.lists(
            st.dictionaries(
                st.text(max_size=9),
                st.one_of(st.none(), st.integers(), st.text(max_size=30)),
                max_size=4,
            ),
            max_size=5,
        )
    )
    def test_keep_every_value_and_no_markup_of_it(self, value):
        table = read_table(json.dumps(value))

        if table is not None:
            assert len(table.rows) == len(value)
            assert table.as_html().count("<") == table.as_html().count(">")
            assert "<script" not in table.as_html()


class TestHugeContent:
    """Case 109: what does not fit is cut, and the mail says where the rest is."""

    @pytest.mark.parametrize("kind", ["text/markdown", "application/json", "text/plain"])
    def test_is_cut_with_a_link_to_all_of_it(self, given, kind):
        message = mail(given, '{"a": "é<b>&" }\n' * 60_000, content_type=kind)

        assert len(html(message).encode()) < 100_000
        assert "longer than a mail can show" in html(message)
        assert given.answer_url in html(message)
        assert f"All of it: {given.answer_url}" in text(message)

    @pytest.mark.parametrize("piece", ["![](data:", "![](data:image/png;base64,AAAA", "![", "[x]("])
    def test_of_megabytes_is_looked_at_in_linear_time(self, given, piece):
        request = given.request(content=piece * (3_000_000 // len(piece)))
        began = time.process_time()

        assert len(content_of(request, EN).text) <= 30_000
        assert time.process_time() - began < LIMIT_S
