"""Whole days of a zone, and the value at a rank."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.errors import FiguresInvalid
from signoff.inbox.figures import MOST_PARTS, Days, Step, rank, read_days

DATES = st.dates(date(1990, 1, 1), date(2040, 12, 31))
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Asia/Beirut"]
)


class TestDaysOfAZone:
    def test_begin_and_end_at_its_midnight_also_where_the_clock_changes(self):
        berlin = Days(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
        no_midnight = Days(date(2018, 11, 4), date(2018, 11, 4), "America/Sao_Paulo")

        assert berlin.starts_at == datetime(2026, 3, 28, 23, tzinfo=UTC)
        assert berlin.ends_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
        assert no_midnight.starts_at == datetime(2018, 11, 4, 3, tzinfo=UTC)

    def test_are_followed_back_by_as_many_days(self):
        assert Days(date(2026, 3, 1), date(2026, 3, 31)).before() == Days(
            date(2026, 1, 29), date(2026, 2, 28)
        )

    def test_are_cut_into_weeks_from_monday_and_into_months(self):
        days = Days(date(2026, 1, 28), date(2026, 3, 3))

        weeks, months = days.cut(Step.WEEK), days.cut(Step.MONTH)

        assert [(part.first.day, part.last.day) for part in weeks] == [
            (28, 1), (2, 8), (9, 15), (16, 22), (23, 1), (2, 3),
        ]  # fmt: skip
        assert [(part.first.isoformat(), part.last.isoformat()) for part in months] == [
            ("2026-01-28", "2026-01-31"), ("2026-02-01", "2026-02-28"),
            ("2026-03-01", "2026-03-03"),
        ]  # fmt: skip
        assert days.cut(None) == (days,)

    @given(first=DATES, n=st.integers(0, 390), zone=ZONES, step=st.sampled_from(Step))
    def test_are_cut_without_a_gap_or_an_overlap(self, first, n, zone, step):
        days = read_days(first, date.fromordinal(first.toordinal() + n), zone)

        parts = days.cut(step)

        assert parts[0].starts_at == days.starts_at
        assert parts[-1].ends_at == days.ends_at
        assert all(one.ends_at == other.starts_at for one, other in pairwise(parts))

    def test_are_refused_with_the_field_its_value_and_what_is_allowed(self):
        refused = [
            (date(2026, 2, 2), date(2026, 2, 1), "UTC", "from=2026-02-02 to=2026-02-01"),
            (date(1, 1, 1), date(1, 1, 2), "UTC", "from=0001-01-01"),
            (date(2000, 1, 1), date(2026, 1, 1), "UTC", "9498 days"),
            (date(2026, 1, 1), date(2026, 1, 1), "Mars/Base", "zone='Mars/Base'"),
            (date(2026, 1, 1), date(2026, 1, 1), "../UTC", "zone='../UTC'"),
            (date(2026, 1, 1), date(2026, 1, 1), "", "zone=''"),
        ]
        for first, last, zone, said in refused:
            with pytest.raises(FiguresInvalid, match="Nothing was counted") as error:
                read_days(first, last, zone)
            assert said in str(error.value)
        with pytest.raises(FiguresInvalid, match=f"more than {MOST_PARTS} parts"):
            Days(date(2024, 1, 1), date(2026, 1, 1)).cut(Step.DAY)


class TestTheNearestRank:
    @given(n=st.integers(1, 2000), percent=st.integers(1, 100))
    def test_is_the_first_that_so_many_do_not_exceed(self, n, percent):
        place = rank(n, percent)

        assert place * 100 >= n * percent
        assert place == 1 or (place - 1) * 100 < n * percent
        assert place <= n
