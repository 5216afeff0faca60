# ruff: noqa: RUF001 - dashes and letters as people type them
from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.away import LONGEST_ABSENCE, find_last_day, says_away

TODAY = date(2026, 11, 22)
THIRD = date(2026, 12, 3)


class TestTheLastDay:
    @pytest.mark.parametrize(
        "notice",
        [
            "I am out of office until 3 Dec",
            "until and including Thursday, December 3rd",
            "I am away from 20 Nov to 3 Dec.",
            "away 20 Nov - 3 Dec",
            "Out of office through December 3, 2026",
            "until 2026-12-03",
            "Ich bin bis zum 03.12.2026 abwesend",
            "vom 20.11. bis 3.12. nicht im Büro",
            "bis einschließlich Donnerstag, den 3. Dezember",
            "fuera de la oficina hasta el jueves 3 de diciembre de 2026",
            "del 20 de noviembre al 3 de diciembre",
            "absent jusqu'au 3 décembre inclus",
            "du 20 novembre au 3 décembre 2026",
            "de férias até o dia 3 de dezembro",
            "12月3日まで不在にしております",
            "2026年12月3日（木）まで休暇",
            "11月20日～12月3日",
        ],
    )
    def test_is_the_day_that_is_named(self, notice):
        assert find_last_day(notice, today=TODAY) == THIRD

    @pytest.mark.parametrize(
        "notice",
        [
            "back in the office on Friday, 4 December",
            "I'll return on 4 Dec. Until then ask Bo.",
            "ab dem 4. Dezember bin ich wieder erreichbar",
            "de retour le 4 décembre",
            "Regreso el 4 de diciembre",
            "Retorno em 4 de dezembro",
            "12月4日に戻ります",
            "12月4日から出社します",
        ],
    )
    def test_is_the_day_before_they_are_back(self, notice):
        assert find_last_day(notice, today=TODAY) == THIRD

    def test_counts_when_return_and_end_are_both_named(self):
        notice = "Away until Thursday 3 December, back on Monday 7 December."

        assert find_last_day(notice, today=TODAY) == THIRD

    def test_is_one_when_two_languages_say_the_same(self):
        notice = "Ich bin bis 03.12.2026 abwesend. / I am away until 3 December."

        assert find_last_day(notice, today=TODAY) == THIRD

    def test_without_a_year_may_be_in_the_next(self):
        assert find_last_day("until 5 Jan", today=TODAY) == date(2027, 1, 5)

    @pytest.mark.parametrize(
        "notice",
        [
            "I am out of office",
            "until 03/12/2026",  # in March or in December
            "until 3 Nov 2025",
            "until 3 Dec 2031",
            "until 31 Feb",
            "until 3 Dec. For invoices: until 5 Dec.",
            "until further notice. The offer ends on 3 Dec.",
            "Meeting of 3 Dec is moved",
            "until Monday",
            "3.12",
            "version 3.12.4 until tomorrow",
        ],
    )
    def test_is_unknown_where_it_is_not_clear(self, notice):
        assert find_last_day(notice, today=TODAY) is None

    def test_is_clear_in_figures_where_one_of_them_is_no_month(self):
        assert find_last_day("until 13/12/2026", today=TODAY) == date(2026, 12, 13)
        assert find_last_day("until 12/13/2026", today=TODAY) == date(2026, 12, 13)

    @for_all(st.dates(TODAY, TODAY + timedelta(days=360)))
    def test_is_found_however_it_is_written(self, day):
        months = (
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        )
        german = f"bis {day.day}. {months.split()[day.month - 1]} {day.year}"

        for notice in (
            f"until {day:%d %B %Y}",
            f"through {day:%B} {day.day}",
            f"until {day}",
            german,
            f"bis {day:%d.%m.%Y}",
            f"{day.year}年{day.month}月{day.day}日まで",
        ):
            assert find_last_day(notice, today=TODAY) == day

    @for_all(st.text(alphabet="until bis0123456789./-年月日まで decmay,()", max_size=300))
    def test_is_never_past_and_never_far(self, text):
        found = find_last_day(text, today=TODAY)

        assert found is None or TODAY <= found <= TODAY + LONGEST_ABSENCE

    @pytest.mark.parametrize(
        "text", ["1 " * 1000, "until " * 400, "1." * 1000, "may 1 " * 330, "a, " * 700 + "3 Dec"]
    )
    def test_costs_bounded_time(self, text):
        began = time.process_time()

        find_last_day(text, today=TODAY)

        assert time.process_time() - began < 0.5


class TestAnAutomaticMail:
    @pytest.mark.parametrize(
        "notice",
        [
            "Automatic reply: Review",
            "I am out of the office.",
            "On annual leave",
            "Abwesenheitsnotiz",
            "Ich bin im Urlaub",
            "Respuesta automática",
            "Estoy de vacaciones",
            "Je suis absente",
            "en congés",
            "Estou de férias",
            "不在にしております",
            "休暇中です",
        ],
    )
    def test_says_that_somebody_is_away(self, notice):
        assert says_away(notice)

    @pytest.mark.parametrize(
        "notice",
        [
            "Thank you for your mail, we will answer soon.",
            "Ticket 4711",
            "approved",
            "Leave it out",
        ],
    )
    def test_of_another_kind_does_not(self, notice):
        assert not says_away(notice)
