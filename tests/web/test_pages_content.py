"""What a request is about, drawn on its page: tables of objects, and long texts in part."""

import re

import pytest
from markupsafe import escape
from sqlalchemy import update

from signoff import Flow, human_feedback, start
from signoff.store.tables import deliveries
from signoff.web.pages.fitting import fitted
from signoff.web.pages.render import environment
from signoff.web.pages.review.beginning import FIRST_OCTETS, beginning
from signoff.web.pages.review.content import rows_of
from signoff.web.pages.review.parts import pieces_of
from tests.way.mails import reply_address, reply_to, text_of
from tests.web.cast import ANA, BEN
from tests.web.conftest import opened_stage
from tests.web.test_pages_answer import link

CONTENTS = {}
TREE = '{% from "_parts.html" import tree %}{{ tree(value) }}'
LONG = {
    "latin": "word " * 20_000,
    "chinese": "\u8bf7\u6279\u51c6\u3002\n" * 10_000,
    "emoji": "\U0001f44d\U0001f3fd " * 20_000,
    "signs": "& < > \" ' " * 10_000,
    "marked up": "**a** `b` [c](https://d.example)\n\n" * 3_000,
    "code": "```python\n" + "x = [1, 'a', f(2)]\n" * 5_000 + "```\n",
    "notes": "[^1]" * 5_000 + "\n\n[^1]: A note.\n\n" + "word " * 2_000,
    "fields": {f"name {n}": {"a": n, "b": ["&", "<"]} for n in range(2_000)},
    "rows": [{"who": "\u8bf7 & " * 200, "n": n} for n in range(200)],
    "one text": {"only": "x"} | {str(n): "\u8bf7 & " * 500 for n in range(60)},
}


class ShowFlow(Flow):
    """Show what it is told to."""

    @start()
    @human_feedback(message="Good?", emit=["yes", "no"])
    def show(self):
        return CONTENTS[self.state["what"]]


class TwiceFlow(Flow):
    """Show one version, and another when asked again."""

    @start("again")
    @human_feedback(message="Good?", emit=["yes", "again"])
    def show(self):
        self.state["n"] = self.state.get("n", 0) + 1
        return self.state["versions"][self.state["n"] - 1]


LONG_TITLE = "A statement of work, " + "part of many parts, " * 10 + "and its <end>"
ENDLESS = LONG_TITLE * 2


class TitleFlow(Flow):
    """Ask under a title that no line holds."""

    @start()
    @human_feedback(message="Good?", emit=["yes", "no"], metadata={"title": LONG_TITLE})
    def show(self):
        return "A text."


class EndlessFlow(Flow):
    """Ask under a title that is no title any more."""

    @start()
    @human_feedback(message="Good?", emit=["yes", "no"], metadata={"title": ENDLESS})
    def show(self):
        return "A text."


@pytest.fixture
def stage(tmp_path, door_databases, prologues, portal):
    flows = {"show": ShowFlow, "twice": TwiceFlow, "title": TitleFlow, "endless": EndlessFlow}
    with opened_stage(tmp_path / "data", door_databases, prologues, flows, portal) as stage:
        yield stage


class TestATitle:
    @pytest.mark.parametrize(
        ("flow", "heading", "below"),
        [
            ("title", LONG_TITLE, None),
            ("endless", f"{ENDLESS[:119]}…", ENDLESS),
        ],
    )
    def test_that_is_too_long_for_a_line_is_there_in_full(self, stage, flow, heading, below):
        request = stage.pending(flow)
        page = stage.browser(ANA).get(f"/requests/{request}").text
        mailed = stage.stranger(Accept="text/html").get(link(stage.bench.posted[-1])).text

        for html in (page, mailed):
            assert f">{escape(heading)}</h1>" in html
            found = re.search(r'<p class="whole-title" dir="auto">([^<]*)</p>', html)
            assert (found and found[1]) == (below and str(escape(below)))


class TestAListOfObjects:
    @pytest.mark.parametrize(
        "value", [[], [1, 2], [{}, {"a": 1}], {"a": 1}, "text", [dict.fromkeys("abcdefghijklm")]]
    )
    def test_is_no_table_where_none_would_be_good(self, value):
        assert rows_of(value, most=10) is None

    def test_has_a_column_for_each_name(self):
        rows = rows_of([{"a": 1}, {"b": 2, "a": 3}, {"c": 4}], most=2)

        assert rows.columns == ("a", "b")
        assert len(rows.rows) == 2

    def test_sets_nothing_like_a_number_under_numbers_alone(self, stage):
        CONTENTS["stages"] = [{"fuel": 0.9, "go": True}, {"fuel": None, "go": None}]
        request = stage.pending("show", what="stages")

        page = stage.browser(ANA).get(f"/requests/{request}").text

        assert re.findall(r'<td( class="n")? dir="auto">[^/]*none', page) == [' class="n"', ""]

    def test_is_shown_by_a_hundred_rows_and_says_which(self, stage):
        CONTENTS["orders"] = [{"n": n, "who": "<i>Ana</i>", "part": 1} for n in range(250)]
        request = stage.pending("show", what="orders")
        ana = stage.browser(ANA)

        some = ana.get(f"/requests/{request}").text
        rest = ana.get(f"/requests/{request}?part=3").text

        assert "Part 1 of 3: rows 1 to 100 of 250. You decide about all of it." in some
        assert some.count("<tr>") == 101
        assert f'href="/requests/{request}?part=2#content" data-swap="content" rel="next"' in some
        assert "&lt;i&gt;Ana&lt;/i&gt;" in some
        assert "<i>Ana" not in some
        assert "Part 3 of 3: rows 201 to 250 of 250." in rest
        assert re.findall(r'<tr><td class="n">(\d+)</td>', rest)[::49] == ["201", "250"]
        assert 'rel="next"' not in rest


class TestALongText:
    def test_is_cut_at_the_end_of_a_line(self):
        line = "word " * 20 + "\n"
        cut, _ = beginning(line * 1000)

        assert FIRST_OCTETS - len(line) < len(cut) <= FIRST_OCTETS
        assert cut.endswith("\n")
        assert beginning("short") == ("short", "short")
        assert len(beginning("x" * 100_000)[0]) == FIRST_OCTETS

    def test_is_shown_part_by_part_and_is_whole_as_plain_text(self, stage):
        CONTENTS["book"] = "# Book\n\n" + f"{'word ' * 400}\n\n" * 35 + "The end of it.\n"
        request = stage.pending("show", what="book")
        ana = stage.browser(ANA)

        some = ana.get(f"/requests/{request}").text
        last = ana.get(f"/requests/{request}?part=4").text
        beyond = ana.get(f"/requests/{request}?part=99").text
        whole = ana.get(f"/requests/{request}/content")

        assert re.search(
            r"Part 1 of (?:about )?4: characters 1 to [\d,]+ of 70,093\. You decide", some
        )
        assert re.search(r'class="round">Part 1 of (about )?4 · Round 1', some)
        assert "The end of it." not in some
        assert "The end of it." in last
        assert last == beyond
        assert f'href="/requests/{request}/content" download>All of it as plain text' in some
        assert whole.text == CONTENTS["book"]
        assert whole.headers["content-type"] == "text/plain; charset=utf-8"
        assert whole.headers["content-disposition"].startswith("attachment; ")

    @pytest.mark.parametrize(
        "text", ["", "one", "a\n\nb\n" * 9_000, "\u8bf7" * 50_000, "&" * 9_999]
    )
    def test_is_all_there_when_its_parts_are_put_together(self, text):
        pieces = pieces_of(text, escape)

        assert "".join(piece.text for piece in pieces) == text
        assert max(len(escape(piece.text).encode()) for piece in pieces) <= FIRST_OCTETS
        assert all(piece.lead == "" for piece in pieces)

    def test_goes_on_as_code_where_a_part_ends_within_code(self):
        lines = "x = 1\n" * 9_000
        pieces = pieces_of(f"Text.\n\n~~~python\n{lines}```\n{lines}~~~\nText.\n", escape)

        assert [piece.lead for piece in pieces] == ["", *["~~~python\n"] * (len(pieces) - 1)]

    def test_goes_on_as_a_table_and_shows_what_other_parts_refer_to(self, stage):
        rows = "".join(f"| row {n} | {'word ' * 20} |\n" for n in range(600))
        notes = "\n[^1]: It doubles later.\n\n[terms]: https://terms.example/x\n"
        CONTENTS["prices"] = f"Fine [^1], see [them][terms].\n\n| a | b |\n|---|:-:|\n{rows}{notes}"
        at = f"/requests/{stage.pending('show', what='prices')}"
        ana = stage.browser(ANA)

        parts = [ana.get(f"{at}?part={n}").text for n in range(1, 7)]

        tables = [part.count('<th class="align-center">b</th>') for part in parts]
        assert tables == [1] * len(parts)
        assert sum(part.count("<td>row 5") for part in parts[:-1]) == 111
        assert "Fine [^1], see [them][terms]." in parts[0]
        assert "[^1]: It doubles later." in parts[-1]
        assert "[terms]: <a " in parts[-1]
        assert 'href="https://terms.example/x"' in parts[-1]

    def test_fits_its_page_in_any_letters_and_however_it_is_drawn(self, stage):
        ana, anybody = stage.browser(ANA), stage.stranger(Accept="text/html")
        sizes = {}
        for name, content in LONG.items():
            CONTENTS[name] = content
            at = f"/requests/{stage.pending('show', what=name)}"
            mailed = link(stage.bench.posted[-1])
            pages = [ana.get(at), ana.get(f"{at}?tab=source")]
            pages.append(anybody.get(mailed))
            assert all("art 1 of " in page.text for page in pages), name
            pages.append(ana.get(f"{at}?part=2"))
            sizes[name] = [len(page.content) for page in pages]
            assert min(sizes[name][:3]) > 15_000, f"{name}: next to nothing is shown"

        assert {name: each for name, each in sizes.items() if max(each) >= 60_000} == {}

    def test_is_shown_in_parts_on_the_page_of_its_mail_too(self, stage):
        CONTENTS["book"] = "# Book\n\n" + f"{'word ' * 400}\n\n" * 35 + "The end of it.\n"
        stage.pending("show", what="book")
        path, anybody = link(stage.bench.posted[-1]), stage.stranger(Accept="text/html")

        some = anybody.get(f"{path}?choice=approved").text
        last = anybody.get(f"{path}?part=4").text

        assert "This is part 1 of 4. You decide about all of it." in some
        assert '<a class="link" href="#decide">Your decision' in some
        assert f'method="post" action="{path}" id="decide"' in some
        assert "The end of it." not in some
        assert (
            f'href="{path}?choice=approved&amp;part=2#content" data-swap="content" rel="next"'
            in some
        )
        assert "The end of it." in last

    def test_says_on_both_pages_where_its_parts_are_not_all_of_it(self, stage):
        CONTENTS["tale"] = "word\n\n" * 50_000
        request = stage.pending("show", what="tale")
        mailed = stage.stranger(Accept="text/html").get(link(stage.bench.posted[-1])).text

        assert "Only the first 256000 of 300000 characters are shown." in mailed
        page = stage.browser(ANA).get(f"/requests/{request}").text
        assert "Only the first 256,000 of 300,000 characters are shown here." in page


class TestNoContent:
    def test_is_said_instead_of_an_empty_card(self, stage):
        CONTENTS["nothing"] = ""
        request = stage.pending("show", what="nothing")

        shown = stage.browser(ANA).get(f"/requests/{request}").text

        assert "The step returned nothing to show." in shown


class TestAValueBesideTheContent:
    @pytest.mark.parametrize(
        "value",
        [
            {f"key {n}": "\u8bf7 & " * 500 for n in range(60)},
            {"one": "x" * 90_000, "two": [{"a": ["y" * 400] * 90}] * 90, "three": 3},
            [[[["<" * 50] * 20] * 20] * 20],
        ],
    )
    def test_is_cut_to_its_room_and_says_so(self, value):
        found, is_cut = fitted(value, 5_000)

        drawn = environment().from_string(TREE).render(value=found)
        assert is_cut
        assert 1_000 < len(drawn.encode()) < 7_000

    def test_is_whole_where_there_is_room_and_what_is_small_is_whole_anyway(self):
        value = {"draft": "x" * 900, "before": "y" * 900, "n": [1, 2], "id": None, "no": {}}
        assert fitted(value, 5_000) == (value, False)

        found, is_cut = fitted(value | {"book": "z" * 90_000}, 5_000)
        assert is_cut
        assert found | {"book": ""} == value | {"book": ""}


class TestAMailsPageOfALaterRound:
    def link_to_round_2(self, stage, first, second):
        stage.pending("twice", versions=[first, second])
        mail = stage.bench.posted[-1]
        stage.bench.receive(reply_to(mail, "again"), sender=ANA, recipient=reply_address(mail))
        return link(stage.bench.posted[-1])

    def test_shows_what_changed_since_the_round_before(self, stage):
        path = self.link_to_round_2(stage, "The same.\n\nIt costs <i>5</i>.", "The same.\n\nFree.")

        page = stage.stranger(Accept="text/html").get(path).text

        assert "Changed since the round before" in page
        assert "<ins>+1</ins><del>\u22121</del>" in page
        [removed] = re.findall(r'<tr class="c-removed">.*?</tr>', page)
        assert "&lt;i&gt;5&lt;/i&gt;" in re.sub("</?del>", "", removed)

    def test_says_nothing_of_it_where_nothing_changed(self, stage):
        path = self.link_to_round_2(stage, "The same.", "The same.")

        assert "what the round before showed, unchanged." in text_of(stage.bench.posted[-1])
        assert "Changed since" not in stage.stranger(Accept="text/html").get(path).text

    def test_is_not_said_to_show_changes_of_texts_that_are_too_long_for_it(self, stage):
        old, new = ("\n".join(f"{n} {word}" for n in range(1600)) for word in ("old", "new"))
        path = self.link_to_round_2(stage, old, new)

        told = " ".join(text_of(stage.bench.posted[-1]).split())
        assert "changed since the round before, and is too long to show where" in told
        assert "is on the review page" not in told
        assert '<tr class="c-' not in stage.stranger(Accept="text/html").get(path).text

    def test_shows_the_first_of_very_many_changes(self, stage):
        old, new = ("\n".join(f"{n} {word}" for n in range(900)) for word in ("old", "new"))
        path = self.link_to_round_2(stage, old, new)

        page = stage.stranger(Accept="text/html").get(path).text

        assert "<ins>+900</ins><del>\u2212900</del>" in page
        assert 5 < page.count('<tr class="c-') < 100

    def test_shows_nobody_what_others_were_asked(self, stage):
        path = self.link_to_round_2(stage, "Old.", "New.")
        with stage.bench.app.engine.begin() as connection:
            connection.execute(update(deliveries).values(address=BEN))

        assert "Changed since" not in stage.stranger(Accept="text/html").get(path).text
