"""Languages other than English: what approves in them, and what never does."""

# ruff: noqa: RUF001 - the signs of Chinese and Japanese are meant

import pytest

from signoff.interpret import match_outcome
from signoff.interpret.language import Kind
from signoff.interpret.lexicon import lexicons
from signoff.interpret.normal import tokens
from signoff.interpret.walks import Walk

THREE = ("approved", "needs_revision", "rejected")
APPROVALS = {
    "de": (
        "Meinen Segen habt ihr",
        "Habe alles durchgesehen, die Preise stimmen. Freigabe erteilt",
    ),
    "es": ("Cuenta con mi visto bueno", "Las cifras cuadran y el presupuesto alcanza. Aprobado."),
    "fr": ("Banco, vas-y", "J'ai relu le devis, les montants sont corrects. Validé."),
    "pt": ("Dou o meu aval", "Os prazos estão bons e o valor cabe no orçamento. Ok!"),
    "it": ("Mi piace molto, mandalo in stampa", "I testi sono chiari. Approvato."),
    "nl": ("Mijn zegen heb je", "De prijzen kloppen. Akkoord."),
    "ja": ("異議ありません", "予算内に収まっていますし、数字も合っています。承認します。"),
    "zh": ("没意见，走流程吧", "内容完整，数据准确，同意。", "沒問題，就這樣辦"),
}
TAKEN_BACK = {
    "de": "{}. Kleiner Scherz. | {}, in deinen Träumen. | {} mit neuer Überschrift | Angeblich {}",
    "es": "{}. Es broma. | {}, en tus sueños. | {} con otro título | Supuestamente {}",
    "fr": "{}. Je blague. | {}, dans tes rêves. | {} avec un autre titre | Soi-disant {}",
    "pt": "{}. Brincadeira. | {}, nos teus sonhos. | {} com outro título | Supostamente {}",
    "it": "{}. Scherzo. | {}, nei tuoi sogni. | {} con un altro titolo | Come se fosse {}",
    "nl": "{}. Grapje. | {}, in je dromen. | {} met een andere titel | Zogenaamd {}",
    "ja": "{}、なんちゃって。 | {}（笑） | {}らしいです。 | 3ページ以外{}",
    "zh": "{}才怪。 | {}哈哈，想得美。 | 可能{} | {}，价格太高。",
}
WISHES = {
    "de": "Der Text ist viel zu lang geraten. | Da fehlt noch die Anfahrt.",
    "es": "Falta el desglose de costes. | Está bien pero el logo es el antiguo.",
    "fr": "Il manque la TVA sur la ligne 4. | Il y a une erreur dans l'adresse",
    "pt": "Falta a cláusula de rescisão. | Precisa de ajustes na página 3.",
    "it": "Manca il numero di telefono. | Ci sono due refusi a pagina 2",
    "nl": "Er ontbreekt een levertijd. | De tekst is te lang.",
    "ja": "予算の内訳を追記してください。 | 締切の記載が抜けています",
    "zh": "日期不对，应该是六月 | 挺好的，但是电话号码是旧的。",
}


def cases(said):
    return [(code, one.strip()) for code, row in said.items() for one in row.split("|")]


@pytest.mark.parametrize("words", [one for row in APPROVALS.values() for one in row])
def test_words_that_approve_in_every_part_approve(words):
    assert match_outcome(words, THREE) == "approved"


@pytest.mark.parametrize(("code", "frame"), cases(TAKEN_BACK))
def test_what_takes_them_back_leaves_no_approval(code, frame):
    for words in APPROVALS[code]:
        assert match_outcome(frame.format(words.rstrip(".!。")), THREE) != "approved", words


@pytest.mark.parametrize(("code", "words"), cases(WISHES))
def test_a_named_fault_wishes_for_a_change(code, words):
    assert match_outcome(words, THREE) == "needs_revision", code


@pytest.mark.parametrize("lexicon", lexicons(), ids=lambda lexicon: lexicon.code)
def test_no_fact_is_made_of_words_that_deny(lexicon):
    for denying in ("nicht", "no", "pas", "nao", "non", "niet", "mai", "ない", "不"):
        row = tokens(denying)
        assert not lexicon.phrases.ends(Kind.FACT, Walk(row), 0), denying
