"""A rating in a reply: read from a line of its own, and never a part of what decides."""

import pytest

from signoff.channels.email.rating import split_rating

OFFERED = ("approved", "rejected")


@pytest.mark.parametrize(
    ("text", "rating", "rest"),
    [
        ("approved\n\nrating: 4", 4, "approved"),
        ("Rating: 5\n\nApproved, thanks.", 5, "Approved, thanks."),
        ("rating: 4/5\napproved\nrating: 4", 4, "approved"),
        ("freigegeben\nBewertung : 3", 3, "freigegeben"),
        ("承認\n評価：2", 2, "承認"),  # noqa: RUF001
        ("approved\nÉVALUATION: 1", 1, "approved"),
        ("rating: 2\napproved\nrating: 4", None, None),
        ("rating: 4", None, None),
        ("approved\nrating: 6", None, None),
        ("approved\nrating: 4 stars", None, None),
        ("approved\nmy rating: 4", None, None),
        ("approved\nrating: 4\nand more", None, None),
        ("", None, None),
    ],
)
def test_a_rating_is_a_line_of_its_own_at_an_end(text, rating, rest):
    assert split_rating(text, OFFERED) == (rating, text if rest is None else rest)


def test_a_line_that_is_an_outcome_is_no_rating():
    assert split_rating("rating: 4\nIt is good.", ("rating: 4", "rating: 5")) == (
        None,
        "rating: 4\nIt is good.",
    )
