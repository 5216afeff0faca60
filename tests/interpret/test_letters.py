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
    ("OK\nSent from Outlook for Android", "OK"),
    ("OK\n\nThis e-mail is confidential. If you are not the recipient, delete it.", "OK"),
    ("Approved.\nBest,\nIvo Halm\nGrant & Lowe LLP", "Approved."),
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

# Below an approval, or before it: words that a careless rule takes for a name or a program.
UNSAYING = """
Thanks,\\nAnna\\nP.S. Rejected | Thanks,\\nAnna\\nPostponed | Thanks,\\nAnna\\nWrong Button
Thanks, Anna, Rejected | Best, Anna / Denied | Thanks, Obviously Joking | Gruß\\nAnna\\nAbgelehnt
Saludos,\\nAnna\\nRechazado | Cordialement,\\nAnna\\nRefusé | Thanks,\\nAnna\\nPending Legal
Thanks,\\nAnna\\nWithdrawn | Thanks,\\nTom\\nRevoked | Thanks, Tom Objects
Thanks,\\nAnna\\nAutomatic Reply | Thanks,\\nAnna\\nOut Of Office | Sent from the wrong account
Sent from my phone by my kid | This message was intended for another thread, sorry
This message is confidential.\\nI do not approve. | This email was intended as a joke.
This message is for the recipient.\\nReject it.
"""
BEFORE = ("Hi Cancelled!", "Hello Fraud,", "Dear Nobody,", "Hola Rechazado!", "Hi Ask Tom,")


class TestAMail:
    @pytest.mark.parametrize(("text", "body"), SIGNED)
    def test_is_read_without_greeting_and_signature(self, text, body):
        assert body_of(text).strip() == body

    @pytest.mark.parametrize("text", NO_FORM)
    def test_keeps_what_may_be_words(self, text):
        assert body_of(text) == text

    @pytest.mark.parametrize("row", ["1 ", "A ", "( ", ", / ", "A.B ", "Mr ", "Aa van ", "1\n"])
    def test_that_ends_in_a_long_row_is_read_in_the_life_of_its_reader(self, row):
        # Where every way to part the row is tried, this never ends.
        for begun in ("OK\nThanks, Bob ", "Dear ", "OK\nSent from my ", "OK\nThanks,\nBob\n"):
            assert body_of(f"{begun}{row * 90}!").endswith("!")

    def test_approves_under_a_name_and_a_title(self):
        said = "Approved.\n\nKind regards,\nHelen Marsh\nWard Manager, St Anne's"

        assert match_outcome(said, OUTCOMES) == "approved"

    def test_that_ends_in_an_order_to_ask_approves_nothing(self):
        assert match_outcome("Yes. Thanks, Ask Tom", OUTCOMES) is None

    def test_that_unsays_an_approval_where_a_signature_is_approves_nothing(self):
        said = [f"Go ahead.\n{part.strip()}" for part in UNSAYING.replace("\n", "|").split("|")]
        said = [one.replace("\\n", "\n") for one in said if one != "Go ahead.\n"]
        said += [f"{one} Go ahead." for one in BEFORE]

        assert [one for one in said if match_outcome(one, OUTCOMES) == "approved"] == []
        assert match_outcome("Go ahead.", OUTCOMES) == "approved"
