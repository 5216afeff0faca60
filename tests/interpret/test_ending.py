"""An order to destroy lets nothing go that nobody spoke of destroying."""

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
