"""What replies mean, by family of words and by language."""

import pytest

from signoff.interpret import match_outcome

THREE = ("approved", "needs_revision", "rejected")
LETTER = "Please review the newsletter"

APPROVED = """
Looks great, thank you! | The newsletter looks good | Happy with the newsletter, please send it
No objections from my side | Nothing to add, go ahead | Can't fault it. Ship it! | Spot on
You have my approval | Signed off | Approved, and next time use the other logo | aproved, thx
Looooks good | Hi Tom, I have read it twice. It's perfect. Best, Ana | 👍 | LGTM 🚀 | +1
Yes, please proceed | Legal has signed off too, so please publish it | It may be signed as it is
Sí, adelante | Me parece perfecto, gracias | Sin objeciones por mi parte, publicadlo
Rien à redire, c'est bon pour moi | D'accord, vous pouvez envoyer | Ça me va, merci
Keine Einwände, bitte freigeben | Sieht super aus, kann so raus | Passt, danke! | Freigegeben
Está ótimo, pode publicar | Sem alterações da minha parte. Aprovado!
Per me va bene, procedete pure | Nulla da eccepire, grazie
Ziet er goed uit, akkoord | Prima, ga je gang
問題ありません。このまま進めてください。 | 承認します。よろしくお願いします。
没有问题,可以发布。 | 同意,谢谢!
"""
TO_REVISE = """
The second paragraph is too long. | Please add a link to the event | Asparagus should be 18.50
There is a typo in the title | The date is wrong | Could you shorten the intro? | Not quite there
It doesn't mention the price | Looks good, but fix the typo first | missing the address
Approved once the price is fixed | I would prefer a softer tone | Use the blue logo
Falta la fecha en el titular | Cambia el título, por favor | Aprobado en cuanto corrijan la fecha
L'intro est trop longue | Il manque la date | Peux-tu corriger le titre ?
Der Titel ist zu lang | Bitte noch das Datum ergänzen | Da fehlt ein Link
O título está errado | Falta o link | Troque a foto, por favor
Manca la data | Il titolo è troppo lungo
De titel is te lang | Graag de datum aanpassen
二段落目が長すぎます。 | 日付を修正してください。
标题太长,请修改。 | 日期写错了
"""
REJECTED = """
No. | No way | I reject this | Scrap it | Kill it, please | We'll pass | Over my dead body
I do not approve this | This should never be published | Not interested | hard no | 👎
Ni hablar | Lo rechazo | No lo apruebo | Hors de question | Je refuse | Je n'approuve pas
Abgelehnt | Auf keinen Fall | Nein, danke | Recusado | De jeito nenhum | Respinto
Geen sprake van | Afgekeurd | 却下します | 承認できません | 不同意 | 驳回
"""
UNCLEAR = """
not approved yet | Not yet approved | Reply to this mail with approved, needs revision or rejected
This mail can be answered for 7 days, until 4 May 2026.
Who wrote this? | I'll read it tonight | Forwarded to Anna | I'm out of office until Tuesday
Interesting. | hmm | whatever you think | Maybe | Yes and no | Oh great, another one
Place it! Or wait, did we not want to keep it? | Thanks! | Great work | I'm good, thanks
The owl flies at midnight | "Approved" is what Anna wrote | Should be fine | 🙄 | 🤷
¿Quién lo ha escrito? | Lo miro mañana | Je regarde demain | Schaue ich mir morgen an
Vou ver | Ci penso | Ik kijk er morgen naar | 確認します | 我再想想
"""


def listed(said):
    return [reply.strip() for reply in said.replace("\n", "|").split("|") if reply.strip()]


def read(words):
    return match_outcome(words, THREE, LETTER)


class TestThreePlainOutcomes:
    @pytest.mark.parametrize("words", listed(APPROVED))
    def test_words_that_approve_in_every_part_approve(self, words):
        assert read(words) == "approved"

    @pytest.mark.parametrize("words", listed(TO_REVISE))
    def test_a_fault_or_a_wish_asks_for_a_revision(self, words):
        assert read(words) == "needs_revision"

    @pytest.mark.parametrize("words", listed(REJECTED))
    def test_a_plain_no_rejects(self, words):
        assert read(words) == "rejected"

    @pytest.mark.parametrize("words", listed(UNCLEAR))
    def test_all_else_is_asked_again(self, words):
        assert read(words) is None


class TestApprovedOrRejected:
    def test_means_the_same_whatever_was_read_before(self):
        outcomes, capital = ["approved", "rejected"], "approved, Zorbak checked it twice"
        assert match_outcome(capital.lower(), outcomes) is None, "no name, so it may be anything"

        assert match_outcome(capital, outcomes) == "approved"

    @pytest.mark.parametrize(
        "words", ["The title is too long", "Please add a link", "Fix the date"]
    )
    def test_a_wished_change_is_neither(self, words):
        assert match_outcome(words, ("approved", "rejected")) is None

    @pytest.mark.parametrize("words", ["Approved if finance agrees", "OK once the date is right"])
    def test_a_condition_is_neither(self, words):
        assert match_outcome(words, ("approved", "rejected")) is None

    @pytest.mark.parametrize("denial", ["not rejected", "I wouldn't reject it"])
    def test_an_outcome_that_is_denied_by_name_is_not_meant(self, denial):
        words = f"looks good, cancel it. {denial}."
        outcomes = ("approved", "rejected")
        assert match_outcome(words, outcomes, "Publish the post?", approving=["approved"]) is None


class TestAnOutcomeNamedByItsAuthor:
    @pytest.mark.parametrize(
        ("words", "outcomes", "outcome"),
        [
            ("we can't go live with this", ("go", "no_go"), "no_go"),
            ("please fix the title", ("publish", "sendBack"), "sendBack"),
            ("the title is wrong", ("merge", "changes_requested", "close"), "changes_requested"),
            ("hold off until the freeze is over", ("ship_it", "hold_back"), "hold_back"),
            ("this is above my pay grade", ("approve", "escalate", "reject"), "escalate"),
            ("the bulb died, it's broken", ("ready", "not_ready"), "not_ready"),
            ("sounds boring, it's too long", ("good", "bad"), "bad"),
            ("we need more information", ("pay", "needs_info", "reject"), "needs_info"),
            ("push back on clause 7", ("sign", "negotiate", "walk_away"), "negotiate"),
            ("forget it, we walk", ("sign", "negotiate", "walk_away"), "walk_away"),
        ],
    )
    def test_is_read_by_what_the_name_means(self, words, outcomes, outcome):
        assert match_outcome(words, outcomes) == outcome

    def test_approves_by_any_yes_where_it_is_the_only_one_that_permits(self):
        outcomes = ("ratify", "spike")

        assert match_outcome("yes, go ahead", outcomes, approving=["ratify"]) == "ratify"

    @pytest.mark.parametrize("words", ["yes", "go ahead", "looks good"])
    def test_is_not_guessed_where_several_permit(self, words):
        outcomes = ("full_refund", "partial_refund", "no_refund")

        assert match_outcome(words, outcomes, approving=outcomes[:2]) is None

    def test_is_taken_by_its_name_where_several_permit(self):
        outcomes = ("full_refund", "partial_refund", "no_refund")

        assert match_outcome("Full refund please", outcomes, approving=outcomes[:2]) == outcomes[0]

    def test_is_not_a_bare_yes_to_a_question_that_names_the_other(self):
        outcomes, message = ("keep", "archive"), "Shall we archive this page?"

        assert match_outcome("yes", outcomes, message, approving=["keep"]) is None


class TestAQuestionThatOffersItsOutcomes:
    OUTCOMES = ("merge", "rework", "close")
    MESSAGE = "The change is ready. Merge, rework or close?"

    @pytest.mark.parametrize("words", ["+1", "Off you go", "Ship it, thanks", "all clear"])
    def test_is_answered_by_words_that_let_the_work_go(self, words):
        assert match_outcome(words, self.OUTCOMES, self.MESSAGE, approving=["merge"]) == "merge"

    @pytest.mark.parametrize("words", ["yes", "yeah", "sure, thanks", "Yes please"])
    def test_is_not_answered_by_a_mere_yes(self, words):
        assert match_outcome(words, self.OUTCOMES, self.MESSAGE, approving=["merge"]) is None


class TestAQuestionThatAsksForLeave:
    @pytest.mark.parametrize("words", ["Pollinate them", "Yes, pollinate them now"])
    def test_is_answered_by_its_own_verb(self, words):
        message = "Should we pollinate the tomatoes?"

        assert match_outcome(words, ("approved", "rejected"), message) == "approved"

    def test_is_not_where_it_asks_which_of_two(self):
        message = "Should we pollinate or repot the tomatoes?"

        assert match_outcome("repot them", ("approved", "rejected"), message) is None


class TestOutcomesThatSort:
    @pytest.mark.parametrize(
        ("words", "outcome"),
        [
            ("it throws an error when I click", "bug"),
            ("it would be nice to have dark mode", "feature_request"),
            ("how do I change my password?", "question"),
            ("not a bug, they want a new option", "feature_request"),
            ("could be a bug or a question", None),
            ("hello", None),
        ],
    )
    def test_are_read_by_what_is_described(self, words, outcome):
        outcomes = ("bug", "feature_request", "question")

        assert match_outcome(words, outcomes, approving=[]) == outcome

    @pytest.mark.parametrize(
        ("words", "outcome"),
        [
            ("drop everything, production is down", "urgent"),
            ("regular priority is fine", "normal"),
            ("nice to have, no hurry", "low"),
            ("depends", None),
            ("not urgent", None),
        ],
    )
    def test_are_read_by_how_much_it_presses(self, words, outcome):
        assert match_outcome(words, ("urgent", "normal", "low"), approving=[]) == outcome

    @pytest.mark.parametrize(
        ("offered", "said"),
        [
            (
                "vegetarian meat fish",
                (
                    "fish: the trout | le saumon; meat: I'd have the lamb; vegetarian: I don't eat meat;"
                    " : anything but fish | no fish please | I used to eat meat | todo menos pescado |"
                    " my husband takes the fish, I take the steak | whatever is easiest | fish or meat"
                ),
            ),
            (
                "van truck two_trucks",
                (
                    "two_trucks: 2 trucks please | both trucks | two lorries;"
                    " truck: the van is too small, take the lorry | a single lorry; : instead of the van"
                ),
            ),
            (
                "monday wednesday friday",
                (
                    "friday: Friday, but not before 10 | venerdì va bene; wednesday: on Wed please;"
                    " : any day but Friday | after Wednesday | Monday is a holiday | not Monday |"
                    " Friday if it stays dry, otherwise Monday | I'm away on Monday and Wednesday"
                ),
            ),
            (
                "complaint praise inquiry spam",
                (
                    "complaint: your driver was rude to my mother; spam: some crypto advert;"
                    " praise: no complaint this time, she loved it; : she thanks us but it was broken"
                ),
            ),
            (
                "urgent normal low",
                (
                    "low: 急ぎません | puede esperar | geen haast; normal: ganz normal einreihen;"
                    " urgent: 马上处理 | agora mesmo | subito, siamo fermi; : kommt drauf an"
                ),
            ),
            (
                "kleiner_saal grosser_saal online",
                (
                    "kleiner_saal: der kleine reicht; online: lieber per Video;"
                    " : der große ist schon belegt | auf keinen Fall online"
                ),
            ),
        ],
    )
    def test_are_chosen_by_a_word_that_only_one_is_known_by(self, offered, said):
        outcomes = tuple(offered.split())
        for part in said.split(";"):
            outcome, _, replies = part.partition(":")
            for words in replies.split("|"):
                found = match_outcome(words.strip(), outcomes, "Which?", approving=[])
                assert (found or "") == outcome.strip(), words


@pytest.mark.parametrize("said", [APPROVED, TO_REVISE, REJECTED, UNCLEAR])
def test_the_order_of_the_outcomes_changes_nothing(said):
    for words in listed(said):
        assert match_outcome(words, THREE[::-1], LETTER) == read(words)


def test_what_approves_a_thing_approves_no_other():
    for words, question, outcome in (
        ("reimburse her", "Expense claim of Marta", "approved"),
        ("rembourse-la", "Note de frais de Marta", "approved"),
        ("reimburse her", "Pull request 12: new form", None),
    ):
        found = match_outcome(words, ("approved", "rejected"), question, approving=["approved"])
        assert found == outcome, (words, question)
