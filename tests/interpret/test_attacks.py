"""Replies in which a careless rule would find an approval; none of them is one."""

from pathlib import Path

import pytest

from signoff.cli.labelled_replies import read_cases
from signoff.interpret import match_outcome
from tests.interpret.approval_phrases import OUTCOME_SETS

REPLIES = Path(__file__).parent / "replies"
LINES = (REPLIES / "attacks.txt").read_text(encoding="utf-8").splitlines()
AROUND_ORDERS = (REPLIES / "attacks_on_orders.txt").read_text(encoding="utf-8").splitlines()
# Plain orders, in other words than the outcome's name.
ORDERS = (
    (
        "pay it",
        "Invoice 8817 from Harlow Print, due 14 June. Pay it?",
        ("yes", "no"),
        ("yes",),
    ),
    (
        "get rid of it",
        "The backup is past the retention period. Delete it?",
        ("approve", "reject", "hold"),
        ("approve",),
    ),
    (
        "take it",
        "The boiler has failed; the quote is 4,980 pounds.",
        ("accept_quote", "second_quote", "repair_only"),
        ("accept_quote", "repair_only"),
    ),
)
INVENTED = (
    (("release_payment", "hold_payment", "query_supplier"), ("release_payment",)),
    (("green", "amber", "red"), ("green",)),
    (("top_shelf", "back_shelf", "send_home"), ("top_shelf",)),
)
# Around the name of an outcome that permits something.
TAKING_BACK = """
no {} | not {} | don't {} | {} after lunch | {} if Bob agrees | maybe {} | {}, said nobody | {} page one
{} or not? | who said {}? | {} the other one | {} pending legal | I dreamt I wrote {} | {} was a mistake
anything but {} | {} last time | {}: a word I will regret | {} once the numbers are in | {} half of it
"""


def frames():
    return [part.strip() for part in TAKING_BACK.replace("\n", "|").split("|") if part.strip()]


class TestWordsThatOnlySoundLikeAnApproval:
    def test_approve_nothing(self):
        question = "Please review the report for the client."
        approved = [
            (line, outcome)
            for number, line in enumerate(LINES)
            for outcomes, approving in [OUTCOME_SETS[number % len(OUTCOME_SETS)]]
            for outcome in [match_outcome(line, outcomes, question, approving=approving)]
            if outcome in approving
        ]

        assert approved == []

    def test_are_many(self):
        assert len({*LINES}) >= 300


class TestANameInWordsThatTakeItBack:
    def test_permits_nothing(self):
        permitted = [
            said
            for outcomes, approving in INVENTED
            for frame in frames()
            for way in ("{}", "I'd say {}", "definitely {}", "go with {}", "{} from me")
            for said in [frame.replace("{}", way.format(approving[0].replace("_", " ")))]
            if match_outcome(said, outcomes, approving=approving) in approving
        ]

        assert permitted == []

    def test_is_understood_without_them(self):
        unclear = [
            said
            for outcomes, approving in INVENTED
            for way in ("{}", "I'd say {}", "definitely {}", "go with {}", "{} from me")
            for said in [way.format(approving[0].replace("_", " "))]
            if match_outcome(said, outcomes, approving=approving) not in approving
        ]

        assert unclear == []


class TestAnOrderInWordsThatTakeItBack:
    def test_permits_nothing(self):
        permitted = [
            said
            for order, question, outcomes, approving in ORDERS
            for frame in AROUND_ORDERS
            for said in [frame.replace("{}", order)]
            if match_outcome(said, outcomes, question, approving=approving) in approving
        ]

        assert permitted == []

    def test_is_understood_with_a_plain_reason(self):
        unclear = [
            said
            for order, question, outcomes, approving in ORDERS
            for frame in ("{}", "please {}, they delivered on Friday", "{}. The children are cold.")
            for said in [frame.replace("{}", order)]
            if match_outcome(said, outcomes, question, approving=approving) != approving[0]
        ]

        assert unclear == []

    def test_are_many(self):
        assert len({*AROUND_ORDERS}) >= 150


# Replies that go on with what the question would end, or keep what it sends: never a yes.
GOING_ON = (
    ("please keep, we have the tax audit coming up", "The backup is old. Delete it?"),
    ("keep it open please", "No answer for 14 days. Close the ticket?"),
    ("Ship it", "The customer is late with the payment. Cancel the order?"),
    ("we still need it, leave it open", "Close the account?"),
    ("please keep", "Ship the spare part by air freight?"),
)


def test_going_on_with_what_would_end_is_never_a_yes():
    found = {
        match_outcome(said, ("yes", "no"), question, approving=("yes",))
        for said, question in GOING_ON
    }

    assert found <= {"no", None}


class TestADeedThatALittleWordTurns:
    def test_permits_nothing(self):
        for said, outcomes in (
            ("run away", ("release_payment", "hold_payment", "query_supplier")),
            ("take it away", ("accept_quote", "second_quote", "repair_only")),
        ):
            assert match_outcome(said, outcomes, "Well?", approving=outcomes[:1]) is None, said


class TestAnOrderForWhatTheQuestionDidNotName:
    def test_permits_nothing(self):
        permitted = [
            (said, found)
            for said, outcomes, question in (
                ("pay a different account", ("pay", "reject"), "Pay it?"),
                ("pay it forward", ("send", "reject"), "Pay it?"),
                ("delete your account", ("delete", "keep"), "Delete it?"),
                ("deploy it to staging", ("deploy", "hold"), "Deploy to production?"),
                ("please deploy it on staging", ("deploy", "hold"), "Deploy to production?"),
                ("pay them next month", ("pay", "reject"), "Pay it?"),
                ("publish it on the intranet", ("publish", "hold"), "Publish it?"),
                ("send a new draft", ("approved", "rejected"), "Please review the newsletter"),
                ("ok, send a corrected copy", ("approved", "rejected"), "Review the newsletter"),
                ("print the new one", ("approved", "rejected"), "Poster for the fair"),
                ("send an invoice", ("approved", "rejected"), "Please review the newsletter"),
                ("schick einen neuen Entwurf", ("approved", "rejected"), "Der Brief ist fertig"),
                ("envoie une nouvelle version", ("publier", "refuser"), "On publie ?"),
                ("envía un borrador", ("publicar", "rechazar"), "¿Publicamos?"),
                ("发个新版本", ("发布", "拒绝"), "发布吗?"),
                ("vire-le", ("virer", "refuser"), "On vire 500 euros ?"),
                ("keep it", ("approved", "rejected"), "Publish the post?"),
                ("keep going", ("approved", "rejected"), "Publish the post?"),
                ("bezahl es nächsten Monat", ("bezahlen", "ablehnen"), "Rechnung bezahlen?"),
                ("paga otra cuenta", ("pagar", "rechazar"), "¿La pagamos?"),
                ("bezahl es. Lohnt sich nicht.", ("bezahlen", "ablehnen"), "Rechnung bezahlen?"),
                ("付款。发票是伪造的。", ("付款", "拒付"), "付款吗?"),
                ("付款,我被绑架了", ("付款", "拒付"), "付款吗?"),
            )
            for found in [match_outcome(said, outcomes, question, approving=outcomes[:1])]
            if found == outcomes[0]
        ]

        assert permitted == []

    def test_is_understood_with_what_the_question_named(self):
        for said, outcomes, question in (
            ("deploy it to production please", ("deploy", "hold"), "Deploy to production?"),
            ("pay it today, thanks", ("pay", "reject"), "Pay it?"),
            ("publish the post as planned", ("publish", "hold"), "Publish the post?"),
        ):
            found = match_outcome(said, outcomes, question, approving=outcomes[:1])
            assert found == outcomes[0], said


class TestAWishForANewVersion:
    OUTCOMES = ("approved", "rejected", "needs_revision")
    QUESTION = "Please review the newsletter"

    @pytest.mark.parametrize(
        "said",
        [
            "Please send a new draft with a shorter title",
            "could you send a new version?",
            "Please prepare a revised version by Friday",
            "Bitte einen neuen Entwurf schicken",
            "Merci d'envoyer une nouvelle version avec un titre plus court",
            "Por favor envía un nuevo borrador con un título más corto",
            "Per favore manda una nuova bozza",
            "Envia uma nova versão com título mais curto",
            "Stuur graag een nieuwe versie",
        ],
    )
    def test_asks_for_a_revision_and_approves_nothing(self, said):
        assert match_outcome(said, self.OUTCOMES, self.QUESTION) == "needs_revision"
        assert match_outcome(said, self.OUTCOMES[:2], self.QUESTION) is None

    @pytest.mark.parametrize(
        "said",
        [
            "No need to send a new version",
            "don't send a new version",
            "I sent a new version, approved",
            "approved, please send a new version for the archive",
            "they will send a new draft tomorrow",
            "please send me the new draft when ready",
        ],
    )
    def test_is_not_one_where_it_is_denied_told_or_beside_an_approval(self, said):
        assert match_outcome(said, self.OUTCOMES, self.QUESTION) is None


class TestWhoIsGreetedAndAskedToApprove:
    OUTCOMES = ("approved", "rejected")

    @pytest.mark.parametrize(
        "said",
        [
            "Hi Tom, please approve",
            "Hello Tom,\n\nplease go ahead and approve it.\n\nBest, Ana",
            "Hi all, please approve",
            "Hallo Frau Lindner, bitte genehmigen",
            "Hola Ana, por favor aprueba",
            "Bonjour Luc, merci de valider",
        ],
    )
    def test_has_not_decided_yet(self, said):
        assert match_outcome(said, self.OUTCOMES, "Please review the newsletter") is None

    @pytest.mark.parametrize(
        "said", ["Hi Tom, approved", "please approve", "Hallo Frau Lindner, genehmigt."]
    )
    def test_is_only_told_where_the_writer_approves(self, said):
        assert match_outcome(said, self.OUTCOMES, "Please review the newsletter") == "approved"


@pytest.mark.parametrize(("said", "outcome"), [("good sign", "sign"), ("good buy", "buy")])
def test_praise_that_sounds_like_the_deed_does_not_order_it(said, outcome):
    assert match_outcome(said, (outcome, "walk_away"), "The offer is here") is None


@pytest.mark.parametrize(
    "said", ["payed", "bezahlt", "payé", "déjà payée", "ya pagado", "pagato", "betaald", "支払済み"]
)
def test_what_is_paid_already_is_not_paid_once_more(said):
    for outcomes in (("pay", "dispute"), ("pagar", "rechazar"), ("bezahlen", "ablehnen")):
        assert match_outcome(said, outcomes, "Invoice 7714, 400 EUR. Pay it?") is None


@pytest.mark.parametrize(
    "said", ["I doubt it's a bug", "a bug? I doubt it", "unsure if it's a bug", "bug, who knows"]
)
def test_a_sort_that_is_doubted_is_not_chosen(said):
    offered = ("bug", "feature_request", "question")

    assert match_outcome(said, offered, "Classify the message") is None


def test_what_approved_once_without_being_an_approval_approves_no_more():
    cases = read_cases(REPLIES / "doubts.jsonl")

    permitted = [
        (one.id, one.feedback)
        for one in cases
        for found in [
            match_outcome(one.feedback, one.outcomes, one.message, approving=one.approving)
        ]
        if found in one.approving
    ]

    assert len(cases) == 80
    assert permitted == []


@pytest.mark.parametrize(
    ("said", "outcomes"),
    [
        ("Let's not ship", ("ship_now", "wait_for_rest", "cancel_order")),
        ("I let it go last time", ("ship_now", "wait_for_rest", "cancel_order")),
        ("Don't let him walk away", ("sign", "negotiate", "walk_away")),
        ("not approved not rejected", ("approved", "rejected", "needs_revision")),
        ("We are out of flour", ("approved", "rejected")),
        ("Not a bad idea", ("approve", "reject")),
    ],
)
def test_a_deed_that_is_only_mentioned_is_not_done(said, outcomes):
    assert match_outcome(said, outcomes, "How do we proceed?", approving=outcomes[:1]) is None


# Nothing is let go of by an order to others, for the writer's own, for more, or by a mere thing.
LED_ELSEWHERE = (
    (
        "Invoice 4711 from Acme, 1,200 EUR",
        "let him pay | do we pay them | pay my invoice | pay both",
    ),
    ("Invoice 4711 from Acme, 1,200 EUR", "a wire | wire it up | transfer him | in order"),
    ("PR 12", "merge both | merge my PR | merge it with Ana"),
    (
        "Newsletter draft",
        "send us it | post it to me | send the newsletter to me | email him | a sign",
    ),
    ("Leave request of Ana", "give up | give it up"),
    ("Poster for the fair", "print the poster for the zoo | print the one for the party"),
    ("Close the account of Ana?", "shut up | close my account"),
    ("Trip to Rome, 3 nights", "book him | reserve him | my book | the book | book both"),
    ("Rechnung 4711 von Acme", "lass ihn zahlen | sie zahlen | zahl meine Rechnung"),
    ("Vertrag mit Globex", "unterschreib den Vertrag mit Acme"),
    ("Contrato con Globex", "la firma | que firme | firma el contrato con Acme"),
    ("Factura 4711 de Acme", "paga mi factura | que pague"),
    ("Facture 4711 de Acme", "paie ma facture"),
    ("Fattura 4711 di Acme", "la paga | paga la mia fattura"),
    ("Factuur 4711 van Acme", "laat hem betalen | betaal mijn factuur"),
    ("发票 4711", "让他付 | 付了"),
    ("記事の下書き", "投稿しました"),
)


def test_an_order_that_leads_elsewhere_permits_nothing():
    permitted = [
        (said, question)
        for question, replies in LED_ELSEWHERE
        for said in replies.split(" | ")
        if match_outcome(said, ("yes", "no"), question, approving=("yes",)) == "yes"
        or match_outcome(said, ("approved", "no"), question, approving=("approved",)) == "approved"
    ]

    assert permitted == []


def test_outcomes_without_a_word_break_nothing():
    for outcomes in (("___", "no"), ("\U0001f44d", "\U0001f44e"), ("!!", "no")):
        assert match_outcome("no", outcomes, "Well?", approving=outcomes[:1]) != outcomes[0]
