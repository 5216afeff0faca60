"""An order to destroy, or to do another thing than was asked, lets nothing go."""

import pytest

from signoff.interpret import match_outcome

COMMENT = "Reported comment by user tom77 under the article. What shall be done?"
DELETING = ("删除。", "删", "清理掉吧", "Bórralo.", "Sí, bórralo.")


@pytest.mark.parametrize("said", DELETING)
def test_to_delete_it_allows_nothing(said):
    assert match_outcome(said, ("allow", "remove"), COMMENT, approving=["allow"]) is None


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("删除。", "要删除旧备份吗?"),
        ("Bórralo.", "¿Borramos la copia antigua?"),
        ("Delete it.", "Delete the old backup?"),
    ],
)
def test_to_delete_it_lets_what_was_asked_be_deleted(said, question):
    found = match_outcome(said, ("approved", "rejected"), question, approving=["approved"])

    assert found == "approved"


def test_to_delete_it_takes_an_outcome_that_speaks_of_it():
    found = match_outcome("删除。", ("delete", "allow"), COMMENT, approving=["delete", "allow"])

    assert found == "delete"


@pytest.mark.parametrize("said", ["Order, order!", "Pay it.", "Hire him", "Zahlen.", "下单"])
def test_another_deed_answers_no_question_of_its_own_deed(said):
    question = "Deploy release 4.2 to production tonight?"

    found = match_outcome(said, ("approved", "rejected"), question, approving=["approved"])

    assert found is None


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("Pay it.", "Invoice 8841 from Brightwater: approve?"),
        ("Order them.", "Baur quotes 12.40 for hinges. What should we answer?"),
    ],
)
def test_a_deed_approves_what_it_is_done_to(said, question):
    found = match_outcome(said, ("approved", "rejected"), question, approving=["approved"])

    assert found == "approved"


@pytest.mark.parametrize("question", ["Deploy release 4.2 to production?", "Please look at this."])
@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("I sign off on this.", "approved"),
        ("Sign off on it, all good", "approved"),
        ("I can't sign off on this", "rejected"),
        ("I sign off on nothing", None),
        ("Sign off on this once Tom has", None),
    ],
)
def test_to_sign_off_is_to_approve(said, means, question):
    found = match_outcome(said, ("approved", "rejected"), question, approving=["approved"])

    assert found == means
