"""The bad inputs 49 to 93, through the whole installation: what is recorded, who is told."""

from __future__ import annotations

import pytest

from tests.channels.email.cases import CASES
from tests.way.cast import ANA


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_mail_becomes_what_it_should(ask, case):
    question = ask(case.flow)
    raw = case.raw(question.asked)

    found = question.receive(raw, sender="" if case.from_nobody else ANA, to_bounce=case.to_bounce)

    assert found == (case.verdict, case.reason)
    answers = [(response.outcome, response.feedback) for response in question.run.responses]
    if case.verdict != "recorded":
        assert answers == [], "only what is recorded decides"
    else:
        [(outcome, feedback)] = answers
        assert outcome == case.outcome
        assert feedback.startswith(case.feedback or "")
    assert question.told() == case.told
