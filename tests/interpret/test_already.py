"""What is done already is approved by nobody."""

import pytest

from signoff.interpret import match_outcome

INVOICE = "Invoice 8841 from Brightwater, 12,400 euros. Pay it?"


def read(said, outcomes=("pay", "hold", "dispute")):
    return match_outcome(said, outcomes, INVOICE, approving=outcomes[:1])


@pytest.mark.parametrize(
    "said",
    [
        "Pay it, it is paid already",
        "Yes. Paid in March.",
        "Good. We paid this on Monday.",
        "Yes. They did it already.",
        "Ja. Schon bezahlt.",
        "Oui. C'est déjà fait.",
        "Sí. Ya está pagada.",
        "Sim. Já foi pago.",
        "Sì. È già pagata.",
        "Ja. Is al betaald.",
        "はい。もう支払いました。",
        "好。已经付过了。",
    ],
)
def test_a_yes_beside_it_is_asked_back(said):
    assert read(said) is None
    assert read(said, ("approved", "rejected")) is None


@pytest.mark.parametrize(
    "said", ["Yes, they have delivered already.", "Pay it, I have already checked it."]
)
def test_another_deed_that_is_done_takes_nothing_back(said):
    assert read(said) == "pay"
