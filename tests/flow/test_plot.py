"""A flow drawn for its author: a page of its own, and Mermaid text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import signoff
from signoff import Flow, and_, human_feedback, listen, or_, router, start
from signoff.errors import FolderNotWritable
from signoff.events import FlowPlotEvent, bus
from signoff.flow.drawing.plot import plot
from signoff.flow.structure import structure


class Shipping(Flow):
    @start()
    def draft(self):
        return "draft"

    @start()
    @human_feedback(message="Is <b>legal</b> fine?")
    def legal(self):
        return "contract"

    @human_feedback(message="Publish this?", emit=["approved", "rejected", "again"])
    @listen(or_(draft, "again"))
    def review(self):
        return "text"

    @router(and_("approved", legal))
    def route(self):
        return "by_air" if self.state else "by_sea"

    @listen("by_air")
    def end(self):
        return "sent"

    @listen(and_("by_sea", or_(draft, legal)))
    def load(self):
        return "loaded"


class Page(HTMLParser):
    """What a browser would make of the shown."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.said = []
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [
            value for name, value in attributes if name in {"src", "href", "srcset", "action"}
        ]

    def handle_data(self, data):
        self.said.append(data.strip())


@pytest.fixture
def path(tmp_path):
    return Shipping.plot(tmp_path / "shipping", show=False)


@pytest.fixture
def shown(path):
    return Page(path.read_text(encoding="utf-8"))


class TestAPlot:
    def test_is_one_html_file_of_the_given_name(self, path, tmp_path):
        assert path == tmp_path / "shipping.html"
        assert [file.name for file in tmp_path.iterdir()] == ["shipping.html"]

    def test_keeps_a_name_that_says_html(self, tmp_path):
        assert Shipping.plot(str(tmp_path / "new" / "a.html"), show=False) == (
            tmp_path / "new" / "a.html"
        )

    def test_lies_in_the_current_folder_when_told_no_other(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)

        assert Shipping().plot(show=False) == tmp_path / "signoff_flow.html"

    def test_needs_nothing_from_outside_and_no_script(self, shown, path):
        text = path.read_text(encoding="utf-8")

        assert shown.links == []
        assert not {"script", "link", "img", "iframe", "object"} & set(shown.tags)
        assert "url(" not in re.sub(r"url\(#[a-z-]+\)", "", text)
        assert "http://" not in text
        assert "https://" not in text

    def test_draws_every_step_and_every_way_between_them(self, shown, path):
        text = path.read_text(encoding="utf-8")

        assert text.count('<path class="edge') == 9  # 8 ways, and an outcome nothing follows
        for name in ("draft", "legal", "review", "route", "end", "load"):
            assert f"<title>{name}: " in text

    def test_shows_where_it_pauses_and_what_each_outcome_leads_to(self, path):
        text = path.read_text(encoding="utf-8")

        assert text.count('class="step g-review"') == 2
        assert "<title>review: review, waits for a person</title>" in text
        assert [label for label in ("approved", "rejected", "again") if f">{label}<" in text] == [
            "approved",
            "rejected",
            "again",
        ]

    def test_shows_the_outcomes_that_nothing_follows(self, path):
        text = path.read_text(encoding="utf-8")

        assert text.count('class="step g-end"') == 1

    def test_says_the_same_in_words(self, shown):
        said = shown.said

        assert "6 steps, 2 of them ask a person." in said
        assert "Publish this?" in said
        assert "approved, rejected, again" in said
        assert "after by_sea and (draft or legal)" in said
        assert "as its code decides" in said
        assert "at the start" in said

    def test_escapes_what_the_author_wrote(self, shown):
        assert "b" not in shown.tags
        assert "Is <b>legal</b> fine?" in shown.said

    def test_knows_light_and_dark(self, path):
        assert "prefers-color-scheme: dark" in path.read_text(encoding="utf-8")

    def test_opens_in_the_browser_when_shown(self, tmp_path):
        opened = []

        path = plot(
            Shipping.signoff_graph,
            structure(Shipping),
            tmp_path / "a",
            show=True,
            browse=lambda url: opened.append(url),
        )

        assert opened == [path.as_uri()]

    def test_opens_the_browser_the_person_has_chosen(self, tmp_path):
        seen = tmp_path / "seen"
        chosen = f'{sys.executable} -c "import sys, pathlib; pathlib.Path({str(seen)!r}).write_text(sys.argv[1])" %s'
        code = """
import sys
from signoff import Flow, start

class One(Flow):
    @start()
    def one(self): ...

One().plot(sys.argv[1])
"""
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "one")],
            check=True,
            timeout=60,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(signoff.__file__).parents[1]),
                "BROWSER": chosen,
            },
        )

        assert seen.read_text() == (tmp_path / "one.html").as_uri()

    def test_tells_those_who_listen(self, tmp_path):
        told = []

        def note(source, event):
            told.append((source, event.type, event.flow_name))

        bus.subscribe(FlowPlotEvent, note)
        try:
            Shipping.plot(tmp_path / "a", show=False)
        finally:
            bus.unsubscribe(FlowPlotEvent, note)

        assert told == [(Shipping, "flow_plot", "Shipping")]

    def test_of_a_folder_that_cannot_be_written_says_so(self, tmp_path):
        (tmp_path / "file").write_text("in the way")

        with pytest.raises(FolderNotWritable, match=r"Shipping cannot be written to .*a filename"):
            Shipping.plot(tmp_path / "file" / "a", show=False)

    def test_of_a_flow_without_steps_is_a_page_too(self, tmp_path):
        class Empty(Flow):
            pass

        text = Empty.plot(tmp_path / "a", show=False).read_text(encoding="utf-8")

        assert "0 steps, none of them ask a person." in Page(text).said


class TestMermaid:
    def test_names_every_step_by_its_kind_and_every_way(self):
        assert Shipping.to_mermaid() == (
            "flowchart LR\n"
            '  s0(["draft"])\n'
            '  s1{{"legal"}}\n'
            '  s2{{"review"}}\n'
            '  s3{"route"}\n'
            '  s4["end"]\n'
            '  s5["load"]\n'
            '  ends(("ends here"))\n'
            "  s0 --> s2\n"
            '  s2 -->|"again"| s2\n'
            '  s2 -->|"approved"| s3\n'
            "  s1 --> s3\n"
            '  s3 -->|"by_air"| s4\n'
            '  s3 -->|"by_sea"| s5\n'
            "  s0 --> s5\n"
            "  s1 --> s5\n"
            '  s2 -->|"rejected"| ends\n'
            "  classDef waits stroke-width:3px\n"
            "  class s1,s2 waits\n"
        )

    def test_escapes_what_mermaid_would_read(self):
        class Odd(Flow):
            @router(emit=['say "#1"'])
            @start()
            def ask(self):
                return 'say "#1"'

            @listen('say "#1"')
            def end(self):
                """End."""

        assert '-->|"say #quot;#35;1#quot;"| s1' in Odd.to_mermaid()
