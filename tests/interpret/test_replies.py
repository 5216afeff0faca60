"""The public set: replies and frames by writers who had not seen the rules (replies/README.md).

The limits are per file, so that no language or writer hides behind another.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from signoff.cli.labelled_replies import read_cases
from signoff.interpret import match_outcome, permits
from signoff.interpret.deeds import meant_by
from signoff.interpret.evaluation import Judged, Verdict, figures
from tests.interpret.approval_phrases import ANYWHERE, BY_LANGUAGE, OUTCOME_SETS, framed_for

ROOT = Path(__file__).parents[2]
REPLIES = Path(__file__).parent / "replies"
NAMES = (
    "a_dev",
    "a_second_dev",
    "b_dev",
    "b_second_dev",
    "m_dev",
    "m_second_dev",
    "held",
    "n_dev",
    "n_second_dev",
    "n_held",
    "s1",
    "s2",
    "s3",
    "s4",
    "s5",
    "s6",
    "s7",
)
# Percent of wrong commits; the goal is 1 everywhere, docs/outcomes-measured.md says where it is kept.
WRONG_AT_MOST = {
    "dev": 1,
    "held": 1.5,
    "s1": 0.5,
    "s2": 0.5,
    "s3": 0.5,
    "s4": 0.5,
    "s5": 0.5,
    "s6": 0.5,
    "s7": 1,
}
# Percent of decidable replies, a little under what is reached: it may only rise.
COVERED_AT_LEAST = {
    "a_dev": 56,
    "a_second_dev": 51,
    "b_dev": 49,
    "b_second_dev": 18,
    "m_dev": 83,
    "m_second_dev": 77,
    "held": 32,
    "n_dev": 93,
    "n_second_dev": 87,
    "n_held": 81,
    "s1": 66,
    "s2": 55,
    "s3": 48,
    "s4": 49,
    "s5": 44,
    "s6": 66,
    "s7": 51,
}
OTHERS = Path(os.environ.get("SIGNOFF_REPLIES") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def cases(name):
    return read_cases(REPLIES / f"{name}.jsonl")


@pytest.fixture(scope="module")
def results(cases):
    """Each reply read once for all tests of its file; tests/support/scheduling.py keeps them together."""
    return judged(cases)


@pytest.fixture(scope="module")
def frames():
    files = REPLIES / "frames_dev.jsonl", REPLIES / "frames_held.jsonl"
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def judged(cases):
    return [Judged(case, got(case, case.outcomes), 0.0) for case in cases]


def got(case, outcomes):
    return match_outcome(case.feedback, outcomes, case.message, approving=case.approving)


def two_mean_alike(case):
    meanings = [meant_by(name) for name in case.outcomes if not permits(name, case.approving)]
    return len({*meanings}) < len(meanings)


def told(verdict, results):
    return [(one.case.id, one.got) for one in results if one.verdict is verdict]


class TestRepliesOfBlindWriters:
    def test_are_never_taken_for_an_approval_that_they_are_not(self, results):
        assert told(Verdict.WRONG_APPROVAL, results) == []

    def test_get_a_wrong_outcome_no_more_often_than_we_say(self, name, results):
        at_most = WRONG_AT_MOST[name.rpartition("_")[2]]

        assert figures(results).wrong <= at_most, told(Verdict.WRONG, results)

    def test_are_understood_no_less_than_they_were(self, name, results):
        assert figures(results).coverage >= COVERED_AT_LEAST[name]

    def test_mean_the_same_in_whatever_order_the_outcomes_stand(self, results):
        # Order can decide where two outcomes mean alike; of the others every ninth is read again.
        for number, one in enumerate(results):
            if number % 9 == 0 or two_mean_alike(one.case):
                assert got(one.case, one.case.outcomes[::-1]) == one.got, one.case.id


class TestAnApproval:
    @pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
    def test_is_understood_where_it_stands_alone(self, language):
        # Else the frames below prove nothing.
        outcomes, approving = OUTCOME_SETS[0]
        phrases = (*ANYWHERE, *BY_LANGUAGE[language])

        unclear = [
            phrase
            for phrase in phrases
            if match_outcome(phrase, outcomes, approving=approving) != "approved"
        ]

        assert len(unclear) <= len(phrases) // 5, unclear

    @pytest.mark.parametrize(
        "number", range(len(OUTCOME_SETS)), ids=lambda n: OUTCOME_SETS[n][0][0]
    )
    def test_approves_nothing_in_a_frame_that_takes_it_back(self, frames, number):
        outcomes, approving = OUTCOME_SETS[number]

        approved = [
            (words, found)
            for words in framed(frames, number)
            for found in [match_outcome(words, outcomes, approving=approving)]
            if found in approving
        ]

        assert approved == [], f"{len(approved)} of them"


def framed(frames, number):
    for language, phrases in BY_LANGUAGE.items():
        its = [one["frame"] for one in frames if one["lang"] == language]
        yield from framed_for(number, its, (*ANYWHERE, *phrases))


class TestRepliesKeptElsewhere:
    def test_keep_the_same_limits(self):
        path = OTHERS / "replies.jsonl"
        if not path.is_file():
            pytest.skip(f"no replies in {OTHERS.name!r} (set SIGNOFF_REPLIES)")
        results = judged(read_cases(path))

        assert told(Verdict.WRONG_APPROVAL, results) == []
        assert figures(results).n_wrong <= 1, told(Verdict.WRONG, results)
