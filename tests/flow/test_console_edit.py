"""The output in the person's own editor."""

from __future__ import annotations

import sys

import pytest
from pydantic import BaseModel

from signoff import Flow, human_feedback, start
from signoff.flow.console.shown import as_json
from tests.flow.typist import Typist


class Post(BaseModel):
    title: str
    likes: int = 0


def editable(output):
    class Edited(Flow):
        @start()
        @human_feedback(message="Publish?", emit=["yes", "no"], editable=True)
        def review(self):
            return output

    return Edited


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Set an editor that makes each of the given changes in turn: a function's body over `text`."""
    program = tmp_path / "the editor.py"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{program}'")

    def write(*changes):
        rounds = tmp_path / "rounds"
        rounds.write_text("")
        program.write_text(
            "import pathlib, sys\n"
            f"rounds = pathlib.Path({str(rounds)!r})\n"
            "file = pathlib.Path(sys.argv[1])\n"
            "text = file.read_text(encoding='utf-8')\n"
            f"change = {list(changes)!r}[len(rounds.read_text())]\n"
            "rounds.write_text(rounds.read_text() + '.')\n"
            "file.write_text(eval(change), encoding='utf-8')\n"
        )

    return write


@pytest.fixture
def judged(settings):
    def judge(output, *lines):
        typist = Typist(*lines)
        settings.hitl_provider = typist.provider
        flow = editable(output)()
        flow.kickoff()
        return flow.last_human_feedback, typist

    return judge


class TestATextInTheEditor:
    @pytest.mark.parametrize("key", ["e", "edit", "E"])
    def test_comes_back_with_the_outcome_then_chosen(self, judged, editor, key):
        editor("text.replace('grey', 'green') + chr(10)")

        result, typist = judged("one\ngrey\nthree", key, "1")

        assert (result.outcome, result.output) == ("yes", "one\ngrey\nthree")
        assert result.edited_output == "one\ngreen\nthree"
        at = typist.shown.index("@@ -1,3 +1,3 @@")
        assert typist.shown[at + 1 : at + 5] == [" one", "-grey", "+green", " three"]
        assert typist.shown[-1] == "Recorded: yes, with your edit."

    def test_goes_with_words_and_outlives_unclear_ones(self, judged, editor):
        editor("'new'")

        result, _ = judged("old", "e", "hm", "no: dull")

        assert (result.outcome, result.edited_output) == ("no", "new")
        assert result.feedback == "no: dull"

    @pytest.mark.parametrize("change", ["text", "text + chr(10)"])
    def test_that_was_left_alone_is_no_edit(self, judged, editor, change):
        editor(change)

        result, typist = judged("old", "e", "1")

        assert result.edited_output is None
        assert "Nothing was changed." in typist.shown

    def test_may_be_taken_back_by_a_second_edit(self, judged, editor):
        editor("'new'", "'old'")

        result, _ = judged("old", "e", "e", "1")

        assert result.edited_output is None

    def test_shows_no_more_than_a_screen_of_changes(self, judged, editor):
        editor("text.replace('a', 'b')")

        _, typist = judged("a\n" * 100, "e", "1")

        assert typist.shown.count("-a") == 39
        assert "... and 161 more lines of changes" in typist.shown

    def test_shows_changes_without_obeying_them(self, judged, editor):
        editor("text + chr(27) + '[2J'")

        _, typist = judged("old", "e", "1")

        assert "+old\\x1b[2J" in typist.shown


class TestAnOutputWithParts:
    def test_comes_back_as_json(self, judged, editor):
        editor("text.replace('1', '2')")

        result, _ = judged({"a": [1]}, "e", "1")

        assert result.edited_output == {"a": [2]}

    def test_comes_back_as_the_authors_model(self, judged, editor):
        editor("text.replace('old', 'new')")

        result, _ = judged(Post(title="old"), "e", "1")

        assert result.edited_output == Post(title="new")

    @pytest.mark.parametrize(
        ("output", "broken", "why", "mended"),
        [
            ({"a": 1}, "'{'", "Expecting property name", {"a": 2}),
            ({"a": 1}, "'{}'", "the output lacks 'a'", {"a": 2}),
            (Post(title="old"), "'{}'", "the output.title: Field required", Post(title="new")),
        ],
    )
    def test_that_does_not_fit_is_offered_again_as_it_was_left(
        self, judged, editor, output, broken, why, mended
    ):
        editor(broken, f"text if text == {broken} else 'lost'", repr(as_json(mended)))

        result, typist = judged(output, "e", "e", "e", "1")

        assert typist.screen.count("The edit was not taken, as it does not fit:") == 2
        assert why in typist.screen
        assert result.edited_output == mended

    def test_that_does_not_fit_is_left_out_of_the_answer(self, judged, editor):
        editor("text.replace('1', '2')", "'{'")

        result, _ = judged({"a": 1}, "e", "e", "1")

        assert (result.outcome, result.edited_output) == ("yes", None)

    def test_laid_out_anew_is_no_edit(self, judged, editor):
        editor("'[1,2]'")

        result, _ = judged((1, 2), "e", "1")

        assert result.edited_output is None


class TestAnEditor:
    @pytest.mark.parametrize("blank", ["", "  "])
    def test_that_is_not_set_is_said_how_to_set(self, judged, monkeypatch, blank):
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", blank)

        result, typist = judged("old", "e", "1")

        assert result.edited_output is None
        assert "Nothing was changed. Set VISUAL or EDITOR, as in:" in typist.screen

    @pytest.mark.parametrize(
        ("command", "why"),
        [
            ("no-such-editor", "no-such-editor cannot be opened (No such file or directory)"),
            ("false", "false ended with exit code 1"),
            ("'unclosed", "'unclosed is no command (No closing quotation)"),
            ("rm", "what was saved cannot be read (No such file or directory)"),
            ("sh -c 'printf \"\\\\377\" > $0'", "what was saved is not in UTF-8"),
        ],
    )
    def test_that_fails_changes_nothing_and_says_why(self, judged, monkeypatch, command, why):
        monkeypatch.setenv("VISUAL", command)

        result, typist = judged("old", "e", "1")

        assert (result.outcome, result.edited_output) == ("yes", None)
        assert f"The edit was not taken: {why}. Nothing was changed." in typist.screen

    def test_is_not_offered_where_nothing_may_be_edited(self, settings):
        class Fixed(Flow):
            @start()
            @human_feedback(message="?")
            def review(self):
                return "text"

        settings.hitl_provider = Typist("e").provider
        flow = Fixed()
        flow.kickoff()

        assert flow.last_human_feedback.feedback == "e"
