"""What changed between two revisions."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from signoff.inbox.apart import MAX_LINES
from signoff.web.pages.changes import compare

TEXTS = st.lists(st.sampled_from(["a b c", "a b d", "x", "", "<b>&"]), max_size=12).map("\n".join)


def shown(changes):
    return [(line.kind, line.old, line.new, str(line.text)) for line in changes.lines]


class TestTwoTextsThatDiffer:
    def test_show_the_changed_words_of_a_changed_line(self):
        changes = compare("It takes about two hours.", "It takes 2 hours and 6 minutes.")

        assert shown(changes)[1:] == [
            ("removed", 1, None, "It takes <del>about two</del> hours."),
            ("added", None, 1, "It takes <ins>2</ins> hours<ins> and 6 minutes</ins>."),
        ]

    def test_show_lines_that_have_little_in_common_as_a_whole(self):
        changes = compare("The signoff team", "## What you can do today")

        assert [line[3] for line in shown(changes)[1:]] == [
            "The signoff team",
            "## What you can do today",
        ]

    def test_show_unchanged_lines_only_near_a_change(self):
        old = "\n".join(f"line {number}" for number in range(1, 40))

        changes = compare(old, old.replace("line 20\n", "line twenty\n"))

        assert shown(changes)[0] == ("gap", None, None, "Lines 18 to 22")
        assert [line.new for line in changes.lines if line.kind == "same"] == [18, 19, 21, 22]

    def test_are_counted_by_line(self):
        changes = compare("a\nb", "a\nc\nd")

        assert (changes.n_added, changes.n_removed) == (2, 1)

    def test_are_escaped_wherever_they_stand(self):
        changes = compare("<i>one</i> & all", "<i>two</i> & all\n<script>")

        html = "".join(str(line.text) for line in changes.lines)
        assert "<i>" not in html
        assert "<script>" not in html
        assert "&lt;i&gt;" in html

    def test_that_are_very_long_are_not_compared(self):
        assert compare("a\n" * MAX_LINES, "b").is_too_long

    def test_are_compared_by_word_however_often_a_word_repeats(self):
        line = "many words " * 300
        old = "\n".join(f"{line}{number} old" for number in range(20))

        changes = compare(old, old.replace("old", "new"))

        marked = [line for line in changes.lines if "<ins>new</ins>" in line.text]
        assert len(marked) == changes.n_added == 20

    def test_are_compared_by_word_only_as_far_as_a_page_can_wait(self):
        words = " ".join(f"w{n}" for n in range(150))
        old = "\n".join(f"a{number} {words} z{number}" for number in range(20))
        new = old.replace("a", "b").replace("z", "y")

        changes = compare(old, new)

        marked = [line for line in changes.lines if "<ins>" in line.text]
        assert 0 < len(marked) < changes.n_added

    @given(TEXTS, TEXTS)
    def test_add_up_to_both_texts(self, old, new):
        changes = compare(old, new)

        removed = [line for line in changes.lines if line.kind in ("same", "removed")]
        added = [line for line in changes.lines if line.kind in ("same", "added")]
        before, after = old.splitlines(), new.splitlines()
        assert all(
            Markup(line.text).striptags() == _plain(before[line.old - 1]) for line in removed
        )
        assert all(Markup(line.text).striptags() == _plain(after[line.new - 1]) for line in added)


class TestTheSameTextTwice:
    def test_has_no_changes(self):
        assert compare("a\nb", "a\nb").lines == ()


def _plain(line):
    return " ".join(Markup.escape(line).striptags().split())
