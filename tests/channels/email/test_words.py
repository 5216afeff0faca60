"""Every language says all that English says, with the same places to fill."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from signoff.channels.email.compose import compose, sent_lines
from signoff.channels.email.html_text import html_to_text
from signoff.channels.email.incoming import read_mail
from signoff.channels.email.reply import own_words
from signoff.channels.email.words.languages import LANGUAGES, words_of
from signoff.inbox.delivery import Purpose
from signoff.inbox.response import Source
from signoff.interpret import match_outcome
from tests.channels.email.conftest import Given
from tests.channels.email.test_compose import html, response, text

OTHERS = sorted(set(LANGUAGES) - {"en"})
AT = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
DUE = {"at": "2026-12-01T16:00:00+00:00", "act": "answer", "outcome": "rejected"}
PART = {
    "why": "x", "others": ["bo", "cy"], "needed": 2, "stage": 1, "n_stages": 2,
    "due": DUE, "zone": "Europe/Berlin",
}  # fmt: skip
CAUSES = ("answered", "decided", "stage_passed", "claimed", "reassigned", "delegated", "escalated",
          "superseded", "withdrawn", "timed_out")  # fmt: skip
COMMANDS = ("claim", "release", "reassign", "delegate", "snooze")
DONE = {"to": "bo@x.test", "until": "2026-12-01T16:00:00+00:00", "last_day": "2026-12-01"}
LATE = {"at": "2026-11-29T10:00:00+00:00", "asked": ["bo", "cy"]}
NEWER = {"who": "bo", "outcome": None, "channel": "email", "at": "2026-11-29T10:00:00+00:00"}
KINDS = [
    (Purpose.REQUEST, {}),
    (Purpose.ASK_BACK, {"words": "hm"}),
    (Purpose.ASK_BACK, {"words": "hm", "again": True, "numbered": ["approved", "rejected"]}),
    (Purpose.CONFIRMATION, {}),
    (Purpose.REFUSAL, {"reason": "empty"}),
    (Purpose.REFUSAL, {"reason": "closed"}),
    (Purpose.REFUSAL, {"reason": "closed", "newer": "r2", "round": 2}),
    (Purpose.CONFIRMATION, {"n_left_behind": 1}),
    (Purpose.NOTICE, {"reason": "wrong_sender", "sender": "eve@evil.test"}),
    (Purpose.NOTICE, {"reason": "undelivered", "about": "ana@x.test", "why": "550 no such user"}),
    (Purpose.NOTICE, {"reason": "away", "about": "ana@x.test", "last_day": "2026-12-03"}),
    (Purpose.NOTICE, {"reason": "away", "about": "ana@x.test"}),
    (Purpose.REMINDER, {"part": PART}),
    (Purpose.ESCALATED, {"part": {**PART, "in_place_of": "cy", "due": {**DUE, "act": "approve"}}}),
    (Purpose.ESCALATED, {"part": {**PART, "has_veto": False, "due": {**DUE, "act": "fail"}}}),
    (Purpose.REQUEST, {"part": {"others": ["bo"], "is_claimed": True, "in_place_of": "cy"}}),
    (Purpose.REQUEST, {"part": {"others": ["bo"]}}),
    (Purpose.REQUEST, {"part": {"why": "x", "is_alone": True}}),
    (Purpose.COUNTED, {"outcome": "approved", "n_votes": 1, "needed": 2, "awaited": ["bo"]}),
    (Purpose.COUNTED, {"outcome": None, "n_votes": 1, "needed": 2, "awaited": ["bo"]}),
    *((Purpose.TAKEN, {"cause": cause, "by": "bo"}) for cause in CAUSES),
    *((Purpose.DONE, {"command": command, **DONE}) for command in COMMANDS),
    *((Purpose.REFUSAL, {"reason": reason, "who": "bo"}) for reason in ("claimed", "four_eyes")),
    *((Purpose.REFUSAL, {"reason": reason, **LATE}) for reason in ("passed", "revoked")),
    (Purpose.REFUSAL, {"reason": "superseded", "newer": "r2", **LATE, "answer": NEWER}),
]

EN = LANGUAGES["en"]


def places(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def asked_and_answered(given):
    return {"request": given.request(content="Go", message="Go?"), "response": response(given)}


@pytest.fixture(scope="module")
def english():
    """Every sentence of ours in any mail, in English."""
    given = Given()
    known = asked_and_answered(given)
    letters = [given.letter(purpose, data=data, **known) for purpose, data in KINDS]
    said = [text(compose(letter, sender=given.sender)) for letter in letters]
    return {line for one in said for line in one.split("\n") if line.count(" ") > 4}


@pytest.mark.parametrize("language", OTHERS)
class TestALanguage:
    def test_has_every_text_with_the_same_places(self, language):
        words = LANGUAGES[language]

        assert {key: places(said) for key, said in words.texts.items()} == {
            key: places(said) for key, said in EN.texts.items()
        }

    def test_has_every_refusal_with_every_part(self, language):
        given = {key: [bool(part) for part in said] for key, said in EN.refusals.items()}

        refusals = LANGUAGES[language].refusals
        assert {key: [bool(part) for part in said] for key, said in refusals.items()} == given

    def test_leaves_no_sentence_in_english(self, language):
        words = LANGUAGES[language]
        same = {key for key, said in words.texts.items() if said == EN.texts[key]}

        assert {key for key in same if " " in EN.texts[key].replace("{", "").strip()} <= {
            "comma", "found_with", "link", "who_by", "outcome_found", "notice_subject", "moment",
            "day", "quoted", "minutes",
        }  # fmt: skip
        assert not set(words.refusals.values()) & set(EN.refusals.values())

    def test_names_seven_days_and_twelve_months(self, language):
        words = LANGUAGES[language]

        assert (len(set(words.weekdays)), len(set(words.months))) == (7, 12)

    def test_is_spoken_by_every_mail_and_said_in_its_header(self, given, language, english):
        known = asked_and_answered(given)
        for purpose, data in KINDS:
            letter = given.letter(purpose, data={**data, "language": language}, **known)
            message = compose(letter, sender=given.sender)

            assert message["Content-Language"] == language
            assert f'<html lang="{language}">' in html(message)
            assert not english & set(text(message).split("\n"))

    def test_comes_back_as_nothing_when_it_is_sent_back_untouched(self, given, language):
        letter = given.letter(data={"language": language})
        message = compose(letter, sender=given.sender)

        assert own_words(text(message), ours=given.ours) == ""
        assert own_words(html_to_text(html(message)), ours=given.ours) == ""
        unmarked = text(message).split("\n", 1)[1].replace("\n| ", "\n")
        left = read_mail(given.mail(unmarked), recipients=[], ours=given.ours)
        assert left.without(sent_lines(letter)).text in ("", "approved")  # of the content

    def test_never_has_an_outcome_alone_on_a_line_of_ours(self, given, language):
        offered = ("approved", "needs_revision", "rejected")
        request = given.request(content="The text.")
        letter = given.letter(request=request, data={"language": language})
        message = compose(letter, sender=given.sender)

        for part in (text(message), html_to_text(html(message))):
            lines = [line.strip(" .!|") for line in part.split("\n")]
            assert not [line for line in lines if line.replace(" ", "_") in offered]
            assert not [line for line in lines if match_outcome(line, offered) == "approved"]

    def test_shows_each_outcome_by_the_name_that_is_read(self, given, language):
        message = compose(given.letter(data={"language": language}), sender=given.sender)

        for outcome in ("approved", "needs revision", "rejected"):
            assert outcome in text(message)
            assert LANGUAGES[language].outcomes[outcome.replace(" ", "_")] in html(message)


class TestTheWords:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Sunday 29 November 2026, 10:00 UTC"),
            ("de", "Sonntag, 29. November 2026, 10:00 UTC"),
            ("es", "domingo 29 de noviembre de 2026, 10:00 UTC"),
            ("fr", "dimanche 29 novembre 2026, 10:00 UTC"),
            ("ja", "2026年11月29日(日) 10:00 UTC"),
        ],
    )
    def test_of_an_instant_name_its_zone(self, language, said):
        assert LANGUAGES[language].moment(AT) == said

    @pytest.mark.parametrize(
        ("zone", "said"),
        [
            ("Europe/Berlin", "Sunday 29 November 2026, 11:00 (Berlin)"),
            ("America/New_York", "Sunday 29 November 2026, 05:00 (New York)"),
            ("Mars/Olympus", "Sunday 29 November 2026, 10:00 UTC"),
            ("../../etc/passwd", "Sunday 29 November 2026, 10:00 UTC"),
        ],
    )
    def test_of_an_instant_go_by_the_readers_clock(self, zone, said):
        assert EN.moment(AT, zone) == said

    @pytest.mark.parametrize(
        ("language", "said"),
        [("en", "7 days"), ("de", "7 Tage"), ("es", "7 días"), ("fr", "7 jours"), ("ja", "7日間")],
    )
    def test_of_a_span_are_those_people_plan_with(self, language, said):
        assert LANGUAGES[language].span(timedelta(days=7)) == said

    def test_of_a_day_need_no_time(self):
        assert LANGUAGES["de"].day(date(2026, 12, 3)) == "3. Dezember 2026"

    @pytest.mark.parametrize(
        ("code", "language"),
        [("de-AT", "de"), ("ES", "es"), ("ja_JP", "ja"), ("tlh", "en"), ("", "en"), (None, "en")],
    )
    def test_are_found_by_the_code_of_the_language(self, code, language):
        assert words_of(code).language == language

    @pytest.mark.parametrize("language", sorted(LANGUAGES))
    def test_say_how_each_outcome_was_found(self, language):
        said = {LANGUAGES[language].found(source, None) for source in Source}

        assert len(said) == len(Source)
        assert "gpt-x" in LANGUAGES[language].found(Source.MODEL, "gpt-x")

    def test_stay_those_the_mail_was_queued_with(self, given):
        letter = given.letter(data={"language": "fr"})
        again = replace(letter, delivery=replace(letter.delivery, n_attempts=3))

        first, second = (compose(each, sender=given.sender) for each in (letter, again))
        assert (text(first), first["Message-ID"]) == (text(second), second["Message-ID"])
