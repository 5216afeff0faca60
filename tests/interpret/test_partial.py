"""Praise of a part, or of the manner of a work, is no approval of the work."""

import pytest

from signoff.interpret import match_outcome

RELEASE = "Here is the press release about the merger. May it go out?"
OUTCOMES = ("publish", "revise", "spike")
MANNER = """
Excellent style, bravo!
Sehr übersichtlich dargestellt, danke.
Muy bien redactado, enhorabuena.
Très bien présenté, bravo !
Muito bem escrito.
Scritto molto bene, complimenti.
Heel overzichtelijk, dank.
見事な文章ですね。
写得很清楚,谢谢。
""".strip().splitlines()
PARTS = """
No typos.
Layout is fine.
Chapter one is good.
Read the intro. Looks good.
Checked the changelog, all correct.
Checked the VAT, it is correct.
I checked the names, they're all right.
Die Farben sind prima.
Le prix est bon.
Los colores son perfectos.
A capa está ótima.
I documenti sono in ordine.
De titel is goed.
日程は大丈夫です。
标题很好。
""".strip().splitlines()


def read(said, question=RELEASE):
    return match_outcome(said, OUTCOMES, question, approving=["publish"])


@pytest.mark.parametrize("said", MANNER + PARTS)
def test_alone_it_approves_nothing(said):
    assert read(said) != "publish"


@pytest.mark.parametrize("said", ["No typos, go ahead.", "Très bien présenté, allez-y !"])
def test_it_takes_back_no_approval_that_stands_beside_it(said):
    assert read(said) == "publish"


def test_what_the_question_is_about_is_no_part():
    assert read("Layout is fine.", "The new layout of page one. Publish it?") == "publish"


@pytest.mark.parametrize(
    "said",
    ["OK, see you there.", "Ça va bien, merci.", "はい、もしもし。", "Qué bonito.", "Che bello!"],
)
def test_nor_do_words_to_a_person(said):
    assert read(said) is None


@pytest.mark.parametrize("said", ["😍", "❤️", "🥳", "Merci ❤️", "thanks 🎉"])
def test_nor_does_a_face_that_is_pleased(said):
    assert read(said) is None


def test_nor_does_a_call_for_silence():
    question = "Order the centrifuge from Helmer (18,300)?"

    found = match_outcome("Order, order!", ("order", "wait"), question, approving=["order"])

    assert found is None


@pytest.mark.parametrize("said", ["Sehr elegant formuliert.", "Schön formuliert, danke."])
def test_praise_of_the_manner_wishes_for_no_change(said):
    assert read(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "I'm not saying we shouldn't publish it.",
        "I wouldn't go so far as to say no.",
        "They can't wait to publish it.",
    ],
)
def test_a_denial_that_is_denied_refuses_nothing(said):
    assert match_outcome(said, ("approved", "rejected"), RELEASE, approving=["approved"]) is None


@pytest.mark.parametrize(
    "said",
    [
        "Can't wait to see it live!",
        "I can't wait to hear from you",
        "They can't wait to cancel it.",
    ],
)
def test_who_cannot_wait_neither_lets_it_wait_nor_orders_it(said):
    outcomes = ("publish", "hold", "cancel")

    assert match_outcome(said, outcomes, RELEASE, approving=["publish"]) is None


def test_what_nobody_can_say_yes_to_is_refused():
    said = "No, I can't say yes to this."

    assert match_outcome(said, ("yes", "no"), RELEASE, approving=["yes"]) == "no"
