"""What of a mail is form is left out; what may be words stays."""

import pytest

from signoff.interpret import match_outcome
from signoff.interpret.letters import body_of

OUTCOMES = ("approved", "rejected", "needs_revision")
SIGNED = (
    ("Dear Pauline,\nplease circulate.\n\nBest wishes\nGraham", "please circulate."),
    ("Approved.\n\nKind regards,\nHelen Marsh\nWard Manager, St Anne's", "Approved."),
    ("Freigegeben. Gruß, H. Wiesner", "Freigegeben."),
    ("Boa tarde, Renata! Pode mandar.", "Pode mandar."),
    ("Sí, todo correcto.\nUn saludo,\nCarmen", "Sí, todo correcto."),
    ("OK\n\nSent from my iPhone", "OK"),
)
NO_FORM = (
    "Yes. Thanks, Ask Tom",
    "Approved, thanks. Sike.",
    "no thanks anyway",
    "Thanks,\nPlease fix the title",
    "Lieber Sonntag, am Samstag ist Bestellschluss",
    "Hi",
    "Thanks, No",
)


class TestAMail:
    @pytest.mark.parametrize(("text", "body"), SIGNED)
    def test_is_read_without_greeting_and_signature(self, text, body):
        assert body_of(text).strip() == body

    @pytest.mark.parametrize("text", NO_FORM)
    def test_keeps_what_may_be_words(self, text):
        assert body_of(text) == text

    def test_approves_under_a_name_and_a_title(self):
        said = "Approved.\n\nKind regards,\nHelen Marsh\nWard Manager, St Anne's"

        assert match_outcome(said, OUTCOMES) == "approved"

    def test_that_ends_in_an_order_to_ask_approves_nothing(self):
        assert match_outcome("Yes. Thanks, Ask Tom", OUTCOMES) is None
