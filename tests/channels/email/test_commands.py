# ruff: noqa: RUF001 - quotation marks as people type them
"""What a mail tells us to do, and what is an answer instead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.commands import Command, Do, find_command

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OFFERED = ("approved", "needs_revision", "rejected")
BO = "bo@corp.test"
CHRISTMAS = datetime(2026, 12, 24, tzinfo=UTC)
AFTER = CHRISTMAS + timedelta(days=1)


def read(text, *, outcomes=OFFERED, language="en", zone=None):
    return find_command(text, outcomes=outcomes, language=language, zone=zone, now=NOW)


class TestAMailThatSaysOneThingToDo:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("claim", Command(Do.CLAIM)),
            ("Claim it.", Command(Do.CLAIM)),
            ("/claim", Command(Do.CLAIM)),
            ("\n\n “claim” \n", Command(Do.CLAIM)),
            ("RELEASE", Command(Do.RELEASE)),
            (f"reassign to {BO}", Command(Do.REASSIGN, BO)),
            ("Reassign  to Bo@Corp.test.", Command(Do.REASSIGN, "bo@corp.test")),
            (f"/reassign to <{BO}>", Command(Do.REASSIGN, BO)),
            (f"reassign to {BO}<mailto:{BO}>", Command(Do.REASSIGN, BO)),
            (f"delegate to {BO} until 2026-12-24", Command(Do.DELEGATE, BO, AFTER)),
            (f"delegate to {BO} until 24 December", Command(Do.DELEGATE, BO, AFTER)),
            ("snooze 2 days", Command(Do.SNOOZE, until=NOW + timedelta(days=2))),
            ("snooze for 3 hours", Command(Do.SNOOZE, until=NOW + timedelta(hours=3))),
            ("snooze 1 week", Command(Do.SNOOZE, until=NOW + timedelta(weeks=1))),
            ("snooze until 24 Dec 2026", Command(Do.SNOOZE, until=CHRISTMAS)),
        ],
    )
    def test_tells_it(self, text, command):
        assert read(text) == command

    @pytest.mark.parametrize(
        ("language", "texts"),
        [
            ("de", ["übernehmen", "zurückgeben", f"weitergeben an {BO}",
                    f"vertreten durch {BO} bis zum 24.12.2026", "zurückstellen 2 Tage"]),
            ("es", ["asumir", "liberar", f"reasignar a {BO}",
                    f"delegar en {BO} hasta el 24 de diciembre", "posponer 2 días"]),
            ("fr", ["prendre", "rendre", f"transférer à {BO}",
                    f"déléguer à {BO} jusqu'au 24/12/2026", "reporter 2 jours"]),
            ("ja", ["担当する", "担当を外れる", f"{BO} に引き継ぐ",
                    f"2026年12月24日まで {BO} に委任", "2日延期"]),
        ],
    )  # fmt: skip
    def test_tells_it_in_the_language_of_the_mail_and_in_english(self, language, texts):
        expected = [
            Command(Do.CLAIM),
            Command(Do.RELEASE),
            Command(Do.REASSIGN, BO),
            Command(Do.DELEGATE, BO, AFTER),
            Command(Do.SNOOZE, until=NOW + timedelta(days=2)),
        ]

        assert [read(text, language=language) for text in texts] == expected
        assert read("claim", language=language) == Command(Do.CLAIM)
        assert [read(text, outcomes=()) for text in texts] == [None] * 5

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("de", "zurückstellen bis 24. Dezember"),
            ("es", "posponer hasta el 24 de diciembre de 2026"),
            ("fr", "reporter jusqu’au 24 décembre"),
            ("ja", "12月24日まで延期"),
        ],
    )
    def test_tells_a_day_in_its_own_words(self, language, text):
        assert read(text, language=language) == Command(Do.SNOOZE, until=CHRISTMAS)

    def test_begins_a_day_where_the_person_is(self):
        until = read("snooze until 2026-12-24", zone="Asia/Tokyo").until

        assert until == datetime(2026, 12, 23, 15, 0, tzinfo=UTC)


class TestAMailThatSaysMoreOrOtherThings:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "approved",
            "I claim that this is wrong",
            "claim\nand approved",
            "approved, release it",
            "Please reassign to bo@corp.test, thanks",
            "release the text tomorrow",
            "claims",
            "x" * 5000,
        ],
    )
    def test_is_no_command(self, text):
        assert read(text) is None

    @pytest.mark.parametrize(
        ("text", "outcomes"),
        [
            ("claim", ("claim", "reject")),
            ("release", ("release_it", "hold")),
            ("Release", ("hold", "do not release")),
            ("snooze 2 days", ("snooze", "go")),
            ("reassign to bo@corp.test", ("reassign", "keep")),
            ("snooze for ever", ("snooze", "go")),
        ],
    )
    def test_is_an_answer_where_an_outcome_has_the_word(self, text, outcomes):
        assert read(text, outcomes=outcomes) is None

    @pytest.mark.parametrize(
        ("text", "do"),
        [
            ("reassign to bo", Do.REASSIGN),
            ("reassign to bo@@corp", Do.REASSIGN),
            ("delegate to bo@corp.test", Do.DELEGATE),
            ("delegate to bo@corp.test until spring", Do.DELEGATE),
            ("snooze", Do.SNOOZE),
            ("snooze until the cows come home", Do.SNOOZE),
            ("snooze until 2026-13-45", Do.SNOOZE),
        ],
    )
    def test_is_not_clear_where_it_only_begins_like_one(self, text, do):
        found = read(text)

        assert (found.do, found.is_clear) == (do, False)
        assert read(text, outcomes=()) is None or not read(text, outcomes=()).is_clear

    @for_all(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr", "ja", "xx"]))
    def test_never_makes_it_fail(self, text, language):
        for words in (text, f"reassign to {text}", f"snooze until {text}"):
            found = read(words, language=language)
            assert found is None or found.do in Do
