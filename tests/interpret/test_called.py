"""Outcomes called for by their own names, where reasons and conditions follow."""

import pytest

from signoff.interpret import match_outcome

WRITER = ("publish_now", "back_to_writer", "bin_it")
PAYMENT = ("release_payment", "hold_payment", "query_supplier")
SLOT = ("confirm_booking", "waitlist", "release_slot")
ALARM = ("send_crew", "ignore_alarm")
SHELF = ("top_shelf", "back_shelf")
CLOSE = ("merge", "close")
SALE = ("sell", "keep_it")
CALLED = (
    ("Back to the writer please, the quotes need checking.", WRITER, "back_to_writer"),
    ("bin. she withdrew her consent yesterday", WRITER, "bin_it"),
    ("Hold the payment until the missing pallets arrive.", PAYMENT, "hold_payment"),
    ("Release it, four people dropped out.", SLOT, "release_slot"),
    ("Ignore it, the sensor is broken.", ALARM, "ignore_alarm"),
    ("I'd say back shelf, figs never sell here", SHELF, "back_shelf"),
    ("Don't sell.", SALE, "keep_it"),
)
LEFT_OPEN = (
    ("It is close to perfect.", CLOSE),
    ("Close but not there.", CLOSE),
    ("bin it or send it back to the writer", WRITER),
    ("Why should we bin it?", WRITER),
    ("Don't bin it.", WRITER),
    ("Bin it if she says no.", WRITER),
    ("Hold on, I approve.", PAYMENT),
    ("get rid of it", SALE),
)


@pytest.mark.parametrize(("said", "outcomes", "meant"), CALLED)
def test_a_name_that_opens_a_clause_decides_whatever_reasons_follow(said, outcomes, meant):
    assert match_outcome(said, outcomes, approving=outcomes[:1]) == meant


@pytest.mark.parametrize(("said", "outcomes"), LEFT_OPEN)
def test_a_name_in_other_words_decides_nothing(said, outcomes):
    assert match_outcome(said, outcomes, approving=outcomes[:1]) is None


ANOTHER_OBJECT = (
    ("Open the file please.", ("open_gate", "keep_closed")),
    ("Keep your hat on.", ("open_gate", "keep_closed")),
    ("Keep the headline short.", ("keep_headline", "new_headline")),
    ("Accept my apologies.", ("accept_bid", "reject_bid")),
    ("Please confirm receipt.", ("confirm_booking", "release_slot")),
    ("Send me the log.", ("send_crew", "ignore_alarm")),
    ("They rejected our last bid.", ("accept_bid", "reject_bid")),
    ("Tom may reject it.", ("accept_bid", "reject_bid")),
)


@pytest.mark.parametrize(("said", "outcomes"), ANOTHER_OBJECT)
def test_the_first_word_of_a_name_said_of_something_else_decides_nothing(said, outcomes):
    assert match_outcome(said, outcomes, approving=outcomes[:1]) is None


def test_no_to_a_question_that_names_the_refusal_is_not_that_refusal():
    outcomes = ("keep", "delete")

    assert match_outcome("No.", outcomes, "Shall we delete it?", approving=["keep"]) != "delete"


def test_a_colour_and_a_dish_are_chosen_by_name():
    assert match_outcome("Put it on the top shelf.", SHELF, approving=["top_shelf"]) == "top_shelf"
    assert match_outcome("red, no question", ("green", "red"), approving=["green"]) == "red"
