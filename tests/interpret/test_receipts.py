"""Words that only say that a mail arrived, or praise a mere thing, permit nothing."""

import pytest

from signoff.interpret import match_outcome

SOFTWARE = "Software quote: 7,900 a year. Buy, get a second quote, or stay with the spreadsheet?"
INVOICE = "Invoice 12 from Harlow Print is 900 over. What should we do?"


def read(said, question, outcomes, *approving):
    return match_outcome(said, outcomes, question, approving=approving)


class TestAReceipt:
    @pytest.mark.parametrize(
        "said",
        [
            "Got it, go ahead",
            "收到,同意",
            "Go ahead, thanks for the update",
            "Sí, adelante, hasta mañana",
        ],
    )
    def test_takes_back_no_approval_that_stands_beside_it(self, said):
        assert read(said, INVOICE, ("pay_it", "hold", "dispute"), "pay_it") == "pay_it"

    @pytest.mark.parametrize("said", ["好的收到", "OK received", "Noted, all good", "了解です"])
    def test_permits_nothing_with_an_ok(self, said):
        assert read(said, INVOICE, ("pay_it", "hold", "dispute"), "pay_it") is None

    @pytest.mark.parametrize(
        "said",
        [
            "Yes, it arrived.",
            "Yes, got the mail",
            "Great, thanks for the update.",
            "OK, thanks for the heads-up.",
            "Perfekt, danke für die Nachricht.",
            "Perfecto, gracias por avisar.",
            "Prima, bedankt voor het bericht.",
        ],
    )
    def test_permits_nothing_with_thanks_for_the_news(self, said):
        assert read(said, INVOICE, ("pay_it", "hold", "dispute"), "pay_it") is None

    @pytest.mark.parametrize(
        "said", ["Thanks for the update.", "Received, thanks for the update", "Noted."]
    )
    def test_wishes_for_no_change_with_thanks_for_the_news(self, said):
        assert read(said, "The homepage is ready.", ("publish", "update"), "publish") is None

    @pytest.mark.parametrize(
        "said",
        [
            "Goed, tot morgen.",
            "Bueno, hasta mañana.",
            "Gut, dann bis morgen.",
            "Alles gut bei mir.",
        ],
    )
    def test_permits_nothing_as_a_word_to_a_person(self, said):
        assert read(said, INVOICE, ("pay_it", "hold", "dispute"), "pay_it") is None


class TestPraiseOfAThing:
    @pytest.mark.parametrize("said", ["spreadsheet works", "The spreadsheet is fine."])
    def test_orders_no_deed(self, said):
        assert read(said, SOFTWARE, ("buy", "second_quote", "stay"), "buy") is None

    @pytest.mark.parametrize("said", ["The invoice is great", "Harlow works"])
    def test_orders_no_deed_that_is_named_after_it(self, said):
        assert read(said, INVOICE, ("pay_invoice", "hold", "dispute"), "pay_invoice") is None

    def test_approves_what_the_question_is_about(self):
        question = "Newsletter for May, to 214 addresses. Send it?"

        assert read("The newsletter looks good", question, ("approved", "no"), "approved")


class TestAReplyThatDecidesNothing:
    @pytest.mark.parametrize(
        "said",
        [
            "Bom dia. Estou em férias até 20/01. Em caso de urgência, favor contatar Luciana.",
            "I am on annual leave until 4 May. For urgent matters please contact Luciana.",
            "On the phone now, call you back in 10",
            "please call me",
            "I'll have to check with Pieter, come back to you by Thursday",
        ],
    )
    def test_chooses_none_of_what_it_sounds_like(self, said):
        outcomes = ("pay_storage", "return_cargo", "ask_supplier")

        assert read(said, "The cargo is stuck in Santos.", outcomes, "pay_storage") is None


class TestAComplaint:
    def test_that_is_taken_back_wishes_for_no_change(self):
        outcomes = ("approved", "rejected", "needs_revision")

        found = read("too many hashtags but whatever, fine", "Post now?", outcomes, "approved")

        assert found is None


class TestAnOrderToEnd:
    def test_is_a_yes_where_the_question_asks_leave_to_end(self):
        assert read("Yep close it 👌", "Close the ticket?", ("yes", "no"), "yes") == "yes"
