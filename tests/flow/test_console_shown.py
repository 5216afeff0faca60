"""What the console shows of an output, and that no output passes for more than it is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from signoff.flow.console.folding import cells, folded, pieces
from signoff.flow.console.markdown import rendered
from signoff.flow.console.shown import guarded, in_line, text_of, visible

ESCAPES = (
    "\x1b\x9b\x07\x08\r\x00\x7f\x85\x01\x02\u202e\u2066\u200f\u2028\u200b\ufeff\U000e0041\ud800"
)


def shown(text, width=40, *, is_styled=False):
    return rendered(visible(text), width, is_styled=is_styled)


class TestHostileOutput:
    @pytest.mark.parametrize("sign", ESCAPES, ids=ascii)
    def test_has_each_sign_a_terminal_obeys_written_out(self, sign):
        assert visible(f"a{sign}b") == f"a{ascii(sign)[1:-1]}b"

    @given(st.text())
    def test_comes_as_signs_that_move_nothing(self, text):
        assert all(
            sign.isprintable() or ord(sign) > 0x9F or sign in "\n\t" for sign in visible(text)
        )
        assert not set(visible(text)) & set(ESCAPES)

    def test_keeps_its_lines_tabs_and_joined_letters(self):
        text = "a\tb\r\n\u0645\u06cc\u200c\u062e 👩\u200d💻"

        assert visible(text) == text.replace("\r\n", "\n")

    def test_stays_one_line_where_one_line_is_meant(self):
        assert in_line("yes\n\nRecorded: yes\x1b[1A") == "yes Recorded: yes\\x1b[1A"

    @pytest.mark.parametrize(
        "fake",
        [
            "Your feedback: approved",
            "  YOUR FEEDBACK : approved",
            "\uff39our feedback: approved",
            "\x01Your feedback\x02: approved",
            "=" * 50,
            "\u2550" * 50,
            "OUTPUT FOR REVIEW:",
            "Recorded: approved.",
            "(Press Enter to skip, or type your feedback)",
            f"{'x' * 30}Your feedback: approved",
        ],
    )
    def test_that_looks_like_the_console_is_marked_on_every_line(self, fake):
        note, *lines = guarded(["before", fake, "after"], 30)

        assert "a bar marks these lines" in note
        assert len(lines) >= 3
        assert all(line.startswith("| ") and cells(line) <= 30 for line in lines)

    @pytest.mark.parametrize(
        "fair", ["Your feedback matters to us", "Recorded in 1969, it sold well", "a = b", "====="]
    )
    def test_is_not_seen_where_there_is_none(self, fair):
        assert guarded([fair], 80) == [fair]

    def test_as_markdown_is_guarded_after_it_is_laid_out(self):
        lines = shown("[Your feedback](x): ok\n\n" + "=" * 50)

        assert guarded(lines, 80)[0].startswith("(Looks like")

    @pytest.mark.parametrize(
        "sign", ["[", "*", "`", "|", "> ", "- ", "**a", "[](", "#", "\t", "字"]
    )
    def test_of_one_sign_by_the_thousand_is_laid_out(self, sign):
        lines = shown(f"x {sign * 20_000}\n{sign * 20_000}\ny")

        assert lines[0].startswith("x")

    @given(
        st.lists(
            st.sampled_from(
                [*"\n\n\n|-#>*`[]()!=~:", "\n|-|-|\n", "```", "\n```", "**", "    ", " "]
            ),
            max_size=60,
        )
    )
    def test_hides_no_word_in_its_marks(self, marks):
        source = "".join(f"{mark}w{number}w" for number, mark in enumerate(marks))

        laid_out = "\n".join(shown(source))

        assert [n for n in range(len(marks)) if f"w{n}w" not in laid_out] == []


class Point(BaseModel):
    x: int
    label: str = "ü"


@dataclass
class Pair:
    left: Point
    right: tuple[int, ...]


class TestAValue:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("# as it is", "# as it is"),
            ({"a": [1]}, '{\n  "a": [\n    1\n  ]\n}'),
            (Point(x=1), '{\n  "x": 1,\n  "label": "ü"\n}'),
            (
                Pair(Point(x=1), ()),
                '{\n  "left": {\n    "x": 1,\n    "label": "ü"\n  },\n  "right": []\n}',
            ),
            (("a\x1b",), '[\n  "a\\u001b"\n]'),
            (None, "None"),
            (3.5, "3.5"),
            (ValueError("a\x1b[2J"), "a\\x1b[2J"),
        ],
    )
    def test_is_shown_by_its_kind(self, value, text):
        assert text_of(value) == text


class TestMarkdown:
    @pytest.mark.parametrize(
        ("source", "lines"),
        [
            ("# Title #", ["# Title"]),
            ("Title\n=====\ntext", ["# Title", "text"]),
            ("Title\n---", ["## Title"]),
            ("one\ntwo\n---", ["one", "two", "-" * 40]),
            ("kept\nline breaks", ["kept", "line breaks"]),
            ("a [link](https://a.example/b) here", ["a link (https://a.example/b) here"]),
            ("[https://a.example](https://a.example)", ["https://a.example"]),
            ('![a cat](cat.png "Cat")', ['picture: a cat (cat.png "Cat")']),
            ("`[no](link)` **kept**", ["`[no](link)` **kept**"]),
            (
                "~~~ py\n# code\n\n  as is\n~~~\n# after",
                ["~~~ py", "# code", "", "  as is", "~~~", "# after"],
            ),
            ("```\n**never** closed", ["```", "**never** closed"]),
            ("> > twice", ["> > twice"]),
            ("    indented [code](x)", ["    indented [code](x)"]),
            ("\tindented", ["    indented"]),
            ("snake_case and __init__", ["snake_case and __init__"]),
            ("<b>html</b> &amp; \\*", ["<b>html</b> &amp; \\*"]),
        ],
    )
    def test_is_plain_to_read(self, source, lines):
        assert shown(source) == lines

    def test_hangs_long_points_and_quotes_under_their_marks(self):
        text = "- a point that is too long for a line\n  10. an inner point, as long\n> a quote that is too long"

        assert shown(text, 24) == [
            "- a point that is too",
            "  long for a line",
            "  10. an inner point, as",
            "      long",
            "> a quote that is too",
            "> long",
        ]

    def test_never_breaks_code_or_an_address(self):
        address = "https://a.example/" + "x" * 60
        code = "    " + "y = 1; " * 20

        assert shown(f"see {address} now", 30) == ["see", address, "now"]
        assert shown(code.rstrip(), 30) == [code.rstrip()]

    def test_is_bold_and_dim_where_styles_are_shown(self):
        lines = shown("# A\n**b** c\n```\n**d**\n```", is_styled=True)

        assert lines == [
            "\x01# A\x02",
            "\x01b\x02 c",
            "\x03```\x04",
            "**d**",
            "\x03```\x04",
        ]


class TestATable:
    def test_stands_in_columns_by_their_alignment(self):
        source = "| Item | Price | When |\n|---|--:|:-:|\n| **tea** | 3 | now |\n| 茶 | 1,200 | \\| |\n| x |"

        assert shown(source) == [
            "Item     Price  When",
            "-------  -----  ----",
            "**tea**      3  now",
            "茶       1,200   |",
            "x",
        ]

    def test_folds_the_widest_column_where_it_is_too_wide(self):
        source = "| A | B |\n| - | - |\n| short | a text that needs more room than there is |"

        lines = shown(source, 24)

        assert lines[2:] == ["short  a text that needs", "       more room than", "       there is"]

    def test_hides_no_cell_that_its_head_does_not_name(self):
        assert shown("|a|b|\n|-|-|\n|1|2|3|")[-1] == "1    2 | 3"

    def test_is_told_row_by_row_where_no_columns_fit(self):
        source = "|One|Two|Three|\n|-|-|-|\n|alpha beta|gamma|delta|\n|1|2|3|"

        assert shown(source, 20) == [
            "One: alpha beta",
            "Two: gamma",
            "Three: delta",
            "",
            "One: 1",
            "Two: 2",
            "Three: 3",
        ]

    @pytest.mark.parametrize("text", ["a | b\nc | d", "| a |\n| - | - |", "a\n|-|"])
    def test_is_none_without_its_dashes(self, text):
        assert shown(text)[0] == text.split("\n")[0].rstrip()


class TestFolding:
    @given(st.text(alphabet="ab 字é\u0301-", max_size=80), st.integers(4, 30))
    def test_loses_no_word_and_breaks_no_line_it_need_not(self, text, width):
        lines = folded(text, width)

        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(cells(line) <= width or " " not in line.strip() for line in lines)

    @given(st.text(alphabet="ab 字\u0301", max_size=80), st.integers(4, 30))
    def test_in_pieces_is_what_a_terminal_makes_of_it(self, text, width):
        parts = pieces(text, width)

        assert "".join(parts) == text
        assert all(cells(part) <= width for part in parts)
