"""Working time, held against a clock on the wall that is looked at every minute."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from signoff.inbox.calendar import HORIZON, Calendar, after, worked_minutes

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # changes by half an hour
    "America/Sao_Paulo",
    "Asia/Beirut",  # changes at midnight
    "Pacific/Apia",
    "UTC",
)
OFFICE = Calendar("Europe/Berlin", {day: ((time(9), time(17)),) for day in range(5)})
MINUTE = timedelta(minutes=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def is_worked(instant, calendar):
    """What somebody who looks at the clock on the wall would say."""
    wall = instant.astimezone(ZoneInfo(calendar.zone))
    if wall.date() in calendar.holidays:
        return False
    hours = calendar.hours.get(wall.weekday(), ())
    return any(
        begins <= wall.time() < ends or (ends == time(0) and begins <= wall.time())
        for begins, ends in hours
    )


@st.composite
def calendars(draw):
    hours = {}
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        marks = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=6)))
        spans = list(pairwise(marks))[::2]
        hours[day] = tuple((clock(begins), clock(ends)) for begins, ends in spans)
    holidays = draw(st.frozensets(st.dates(date(2024, 3, 1), date(2024, 4, 30)), max_size=3))
    return Calendar(draw(st.sampled_from(ZONES)), hours, holidays)


def clock(minute):
    return time(minute // 60 % 24, minute % 60)


# In these weeks the clocks of most of these zones are changed.
instants = st.builds(
    lambda day, minutes: at(f"{day} 00:00") + minutes * MINUTE,
    st.sampled_from(["2011-12-27", "2018-11-01", "2024-03-07", "2024-03-28", "2024-10-24"]),
    st.integers(0, 7 * 1440),
)


class TestAnOffice:
    def test_counts_only_its_hours(self):
        holiday = Calendar(OFFICE.zone, OFFICE.hours, frozenset({date(2026, 12, 25)}))
        cases = [
            ("within a day", OFFICE, "2026-11-20 09:00", 60, "2026-11-20 10:00"),
            ("over a weekend", OFFICE, "2026-11-20 15:30", 60, "2026-11-23 08:30"),
            ("to the end of a day", OFFICE, "2026-11-20 15:30", 30, "2026-11-20 16:00"),
            ("from the night", OFFICE, "2026-11-19 23:00", 1, "2026-11-20 08:01"),
            ("no time at all", OFFICE, "2026-11-21 12:00", 0, "2026-11-21 12:00"),
            ("over a holiday", holiday, "2026-12-24 15:30", 60, "2026-12-28 08:30"),
            ("into summer time", OFFICE, "2026-03-27 15:30", 60, "2026-03-30 07:30"),
            ("without a calendar", None, "2026-11-20 15:30", 60, "2026-11-20 16:30"),
        ]
        for case, calendar, start, minutes, due in cases:
            assert after(at(start), minutes, calendar) == at(due), case
            assert worked_minutes(at(start), at(due), calendar) == minutes, case

    def test_leaves_out_the_hour_that_the_clock_leaves_out_and_works_twice_what_it_repeats(self):
        nights = Calendar("Europe/Berlin", {6: ((time(1), time(4)), (time(22), time(0)))})
        cases = [
            ("into summer time", "2026-03-29", 2 * 60 + 120),
            ("out of it", "2026-10-25", 4 * 60 + 120),
            ("any other Sunday", "2026-11-22", 3 * 60 + 120),
        ]
        for case, day, minutes in cases:
            noon = at(f"{day} 12:00")
            day_before, day_after = noon - timedelta(hours=18), noon + timedelta(hours=18)
            assert worked_minutes(day_before, day_after, nights) == minutes, case

    def test_ends_a_calendar_without_an_hour_within_a_century(self):
        start = at("2026-11-20 12:00")
        never = Calendar("UTC")

        assert after(start, 10, never) == start + HORIZON
        assert after(start, 10**15, None) == start + HORIZON


class TestAnyCalendar:
    @given(calendars(), instants, st.integers(0, 2000))
    def test_has_worked_as_long_as_it_was_to_work(self, calendar, start, minutes):
        due = after(start, minutes, calendar)

        assert worked_minutes(start, due, calendar) == minutes
        assert due >= start

    @given(calendars(), instants, st.integers(0, 3000))
    def test_agrees_with_the_clock_on_the_wall(self, calendar, start, span):
        end = start + span * MINUTE

        seen = sum(is_worked(start + n * MINUTE, calendar) for n in range(span))

        assert worked_minutes(start, end, calendar) == seen

    @given(calendars(), instants, instants, st.integers(0, 2000), st.integers(0, 2000))
    def test_is_later_for_more_time_and_for_a_later_start(self, calendar, one, two, less, more):
        less, more = sorted((less, more))
        first, second = sorted((one, two))

        assert after(first, less, calendar) <= after(first, more, calendar)
        assert after(first, less, calendar) <= after(second, less, calendar)
