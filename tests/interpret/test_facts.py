"""Sentences of plain facts: they hurt no approval beside them, and never make one."""

import pytest

from signoff.interpret import match_outcome
from signoff.interpret.language import Kind
from signoff.interpret.languages import all_languages
from signoff.interpret.lexicon import lexicons

THREE = ("approved", "needs_revision", "rejected")

# Words by which a sentence beside an approval takes it back: no list of harmless words has them.
NEVER = {
    "en": """
        not no never nobody nothing none neither nor without hardly barely kidding joke jokes joking
        dream dreams pretend supposedly allegedly whatever if only unless until unlike but however
        though although except otherwise almost nearly mostly partly half maybe perhaps probably
        would should could might wish wished hope guess think thinks thought believe said says say
        told tells asked wrote quoted claims heard reply replied answer answers template example
        sample mock robot bot former wrong missing late double false fake opposite
        fool fools sarcasm yeah lol want wants wanted must cannot don didn wasn isn won later first
        second instead rather after when while please ask change fix add remove cancel
        comments comment autocorrect soon meant drunk asleep few then moved opened sold went
    """,
    "de": """
        nicht nie niemand scherz witz traum falls wenn sofern nur aber jedoch
        vielleicht fast kaum sagt sagte meint meinte hätte würde sollte könnte alt alte falsch fehlt
        beispiel vorlage später zuerst sonst ironie
    """,
    "es": """
        no nadie nada broma sueño si salvo excepto pero aunque quizás casi dice dijo habría
        debería viejo mal falta ejemplo plantilla luego primero
    """,
    "fr": """
        pas jamais personne rien blague rêve si sauf mais sinon peut presque dit aurait devrait
        faux manque exemple modèle abord
    """,
    "pt": "não nunca ninguém nada piada sonho se salvo exceto mas talvez quase disse diz exemplo",
    "it": "non mai nessuno niente scherzo sogno se salvo tranne ma forse quasi dice disse esempio",
    "nl": "niet nooit niemand niets grapje droom als tenzij maar misschien bijna zegt zei voorbeeld",
}
BESIDE = """
The delivery came complete on Monday. | I have tested it on staging myself.
I'm on call this week anyway. | They worked with us for three years. | The tests are green.
The boxes came on the 3rd and we unpacked them. | Everyone on the team has read it with Bettina.
"""
NOT_BESIDE = """
That was last week. | This is an example. | It came from my phone. | My son wrote this.
Check the numbers. | The price is double. | I wanted the blue logo. | Sike. | Half of it.
The title needs colour. | Then they called. | The first draft is better. | Page 3, the intro.
The bottles were opened. | The event was moved to June. | It was sold in March. | Few of the boxes came. | There are two questions. | We discussed what Tom says. | The owl flies.
"""


def listed(said):
    return [part.strip() for part in said.replace("\n", "|").split("|") if part.strip()]


@pytest.mark.parametrize("fact", listed(BESIDE))
class TestAPlainFact:
    @pytest.mark.parametrize("reply", ["Approved. {}", "{} Approved.", "Looks good to me. {}"])
    def test_leaves_an_approval_beside_it_as_it_is(self, fact, reply):
        assert match_outcome(reply.format(fact), THREE) == "approved"

    def test_is_no_approval(self, fact):
        assert match_outcome(fact, THREE) is None

    @pytest.mark.parametrize("reply", ["Maybe. {}", "{} Approved?", "{} I disapprove."])
    def test_saves_nothing(self, fact, reply):
        assert match_outcome(reply.format(fact), THREE) != "approved"


@pytest.mark.parametrize("words", listed(NOT_BESIDE))
def test_what_may_take_back_or_wish_is_no_plain_fact(words):
    assert match_outcome(f"Approved. {words}", THREE) != "approved"


@pytest.mark.parametrize("language", sorted(NEVER))
def test_no_list_of_harmless_words_holds_a_word_that_takes_back(language):
    [lexicon] = [one for one in lexicons() if one.code == language]

    words = set(NEVER[language].split())
    assert lexicon.facts.words.isdisjoint(words)


def test_some_language_knows_plain_facts():
    assert any(Kind.FACT in language.phrases for language in all_languages())
