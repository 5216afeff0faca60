"""Phrases with slots: what they fit, and how much work that is."""

import pytest

from signoff.interpret.language import Kind
from signoff.interpret.languages import all_languages
from signoff.interpret.lexicon import lexicons, likely
from signoff.interpret.normal import sentences, tokens
from signoff.interpret.phrases import Phrases
from signoff.interpret.spelling import mended
from signoff.interpret.walks import Walk

SLOTS = {"good": "good | very <fine>", "fine": "fine", "thing": "[the] {topic}"}


def phrases(said):
    return Phrases(SLOTS, {Kind.GOOD: said})


def fits(said, words, **known):
    row = tokens(words)
    return len(row) in phrases(said).ends(Kind.GOOD, Walk(row, **known), 0)


class TestAPhrase:
    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ("looks good", "Looks good"),
            ("looks [really] good", "looks good"),
            ("looks [really] good", "looks really good"),
            ("(looks | is) <good>", "is very fine"),
            ("<good>+", "good good very fine"),
            ("c'est bon", "C\u2019EST bon"),
            ("問題ない", "問題ない"),
        ],
    )
    def test_fits_what_it_says(self, said, words):
        assert fits(said, words)

    @pytest.mark.parametrize("words", ["good looks", "looks", "looks bad", ""])
    def test_fits_nothing_else(self, words):
        assert not fits("looks [really] good", words)

    def test_takes_the_words_of_the_question_for_the_work(self):
        assert fits("<thing> good", "the newsletter good", topic=frozenset({"newsletter"}))
        assert not fits("<thing> good", "the invoice good", topic=frozenset({"newsletter"}))

    @pytest.mark.parametrize("said", ["looks (good", "looks good]", "looks (good]"])
    def test_with_a_bracket_too_many_is_refused(self, said):
        with pytest.raises(ValueError, match="bracket"):
            fits(said, "looks good")

    def test_of_a_sign_that_is_no_word_is_refused(self):
        with pytest.raises(ValueError, match="is no word"):
            fits("good 。", "good")

    def test_said_twice_is_tried_once(self):
        def looks(said):
            made, row = phrases(said), Counted(["very", "fine", "end"])
            Counted.looks = 0
            assert made.find(Kind.GOOD, Walk(row)) == [(0, 3)]
            return Counted.looks

        assert looks("<good> end | <good> end\n<good> end") == looks("<good> end")


class Counted(tuple):
    """A row that counts how often it is looked at."""

    __slots__ = ()
    looks = 0

    def __getitem__(self, at):
        Counted.looks += 1
        return super().__getitem__(at)


class TestTheWork:
    def test_grows_no_faster_than_the_words(self):
        made = phrases("[<good>] [<good>] <good>+ [<good>] end\n<good>+ <good>+ end")

        def looks(count):
            Counted.looks = 0
            made.find(Kind.GOOD, Walk(Counted(["very", "fine"] * count)))
            return Counted.looks

        # Each place may look at the rest once; nothing is walked twice from one place.
        assert looks(64) < 70 * 64 * 64
        assert looks(128) < 5 * looks(64)


class TestEveryLanguage:
    def test_is_found_in_its_module(self):
        assert {"en", "es", "fr", "de", "pt", "it", "nl", "ja", "zh"} <= {
            language.code for language in all_languages()
        }

    @pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
    def test_says_yes_no_and_change_and_doubts(self, language):
        needed = {Kind.YES, Kind.GOOD, Kind.COURTESY, Kind.NO, Kind.REJECT, Kind.CHANGE}
        gates = {Kind.NEGATION, Kind.DOUBT, Kind.CONDITION, Kind.MACHINE, Kind.MOCK}

        assert needed | gates <= set(language.phrases)

    @pytest.mark.parametrize("lexicon", lexicons(), ids=lambda lexicon: lexicon.code)
    def test_has_phrases_that_can_all_be_read(self, lexicon):
        # A phrase is read when the word comes that it begins with, and fails there if it must.
        assert lexicon.words
        for word in sorted(lexicon.words | lexicon.facts.words):
            walk = Walk((word,))
            for kind in Kind:
                lexicon.phrases.ends(kind, walk, 0)
            lexicon.facts.ends(Kind.FACT, walk, 0)

    def test_is_told_from_the_others_by_its_words(self):
        for code, words in {
            "en": "this is what we need",
            "de": "das ist nicht was wir wollen",
            "fr": "ce n'est pas pour nous",
            "ja": "これは問題ありません",
        }.items():
            assert [lexicon.code for lexicon in likely(tokens(words))] == [code]


class TestSentences:
    def test_end_at_stops_and_lines_and_know_a_question(self):
        found = sentences("Fine. Why not?\nDon't wait")

        assert [one.tokens for one in found] == [
            ("fine",),
            ("why", "not"),
            ("don", "t", "wait"),
        ]
        assert [one.asks for one in found] == [False, True, False]

    @pytest.mark.parametrize(
        ("words", "plain"),
        [
            ("needs_revision", ("needs", "revision")),
            ("ÉTÉ", ("ete",)),
            ("\uff2f\uff2b", ("ok",)),
            ("SÍ si", ("sí", "si")),
            ("👍🏽", ("👍",)),
            ("+1 :)", ("+1", "🙂")),
            ("很好", ("很", "好")),
            ("10.30 v2", ("10.30", "v2")),
        ],
    )
    def test_are_made_of_plain_tokens(self, words, plain):
        assert tokens(words) == plain


class TestASlipOfTheFinger:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("aproved", "approved"),
            ("publsh", "publish"),
            ("perfcet", "perfect"),
            ("gooood", "good"),
            ("aprooved", "approved"),
        ],
    )
    def test_is_mended_where_one_word_is_near(self, typed, meant):
        assert mended((typed, "this", "is"), frozenset()) == (meant, "this", "is")

    @pytest.mark.parametrize("word", ["not", "now", "disapproved", "improved", "reproved", "newe"])
    def test_is_not_seen_in_a_word_that_may_be_another(self, word):
        assert mended((word, "this", "is"), frozenset())[0] == word

    def test_is_not_seen_in_a_word_of_the_question(self):
        assert mended(("aproved", "this"), frozenset({"aproved"}))[0] == "aproved"


def test_no_language_takes_anothers_refusal_for_an_approval():
    refusals = {"nein", "non", "no", "nao", "nee", "不", "いいえ"}
    for lexicon in lexicons():
        for word in refusals:
            row = tokens(word)
            assert len(row) not in lexicon.phrases.ends(Kind.YES, Walk(row), 0), lexicon.code
            assert len(row) not in lexicon.phrases.ends(Kind.GOOD, Walk(row), 0), lexicon.code
