"""Whatever a file holds, it is read whole, or refused with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.cli.labelled_replies import read_cases
from signoff.cli.words import visible
from signoff.errors import RepliesInvalid

NAMES = st.sampled_from(["approved", "rejected", "", " ", "\ud800"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    NAMES,
    st.text(),
    st.lists(st.one_of(st.none(), NAMES, st.lists(NAMES)), max_size=3),
    st.dictionaries(NAMES, NAMES, max_size=2),
)
FIELDS = ("feedback", "outcomes", "label", "approving", "permissive", "also_ok", "id", "kind")
WELL_FORMED = {"feedback": "x", "outcomes": ["approved", "rejected"], "label": None}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("replies") / "replies.jsonl"


def read(path):
    """Return the cases and no sentence, or no case and the sentence that refuses them."""
    try:
        return read_cases(path), ""
    except RepliesInvalid as refused:
        return [], str(refused)


class TestAnyBytes:
    @given(st.binary(max_size=200))
    def test_are_refused_in_a_sentence(self, path, content):
        path.write_bytes(content)

        assert "Nothing was judged" in read(path)[1]


class TestAnyFields:
    @given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
    def test_make_a_case_of_offered_outcomes_or_are_refused(self, path, fields):
        path.write_text(json.dumps({**WELL_FORMED, **fields}))

        cases, refusal = read(path)

        assert len(cases) == 1 or "Nothing was judged" in refusal
        for case in cases:
            offered = {*case.outcomes, None}
            assert {case.label, *case.also_ok, *(case.approving or ())} <= offered
            assert all(name.strip() for name in case.outcomes)


class TestTextOnATerminal:
    @given(st.text(st.characters(codec=None)))
    def test_is_one_line_that_moves_nothing(self, text):
        shown = visible(text)

        assert len(shown.splitlines()) <= 1
        assert all(sign.isprintable() or sign.isspace() for sign in shown)

    @pytest.mark.parametrize("text", ["não é\u00a0caro", "承認\u3000します", "👍🏽", "C:\\new"])
    def test_is_left_alone_where_it_is_harmless(self, text):
        assert visible(text) == text

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("a\nb", "a\\nb"),
            ("\x1b[2J", "\\x1b[2J"),
            ("\u202egnp", "\\u202egnp"),
            ("\ud800", "\\ud800"),
        ],
    )
    def test_is_escaped_where_it_is_not(self, text, shown):
        assert visible(text) == shown
