"""Charts as markup: what is drawn where, and that nothing in it can be more than text."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from signoff.inbox.figures import Step
from signoff.interpret import Verdict, verdict_of
from signoff.store.figures.sheets import OutcomeRow
from signoff.web.charts.axis import count_axis, span_axis
from signoff.web.charts.bars import stacked_bars
from signoff.web.charts.lines import Target, lines
from signoff.web.charts.plot import BOTTOM, TOP, Series, height_of
from signoff.web.charts.small import meter, sparkline
from signoff.web.pages.analytics import spoken
from signoff.web.pages.analytics.pictures import decided_of, outcome_series

DAY = date(2030, 1, 7)


def drawn(markup):
    """The elements of a chart; it must be well-formed."""
    return ET.fromstring(str(markup))


def answers(**n_of):
    total = sum(n_of.values())
    rows = []
    for name, n in n_of.items():
        verdict = verdict_of(name, None)
        said = (n * (verdict is one) for one in (Verdict.APPROVED, Verdict.WITHHELD))
        rows.append(OutcomeRow(DAY, DAY, None, name, n, n / total, *said))
    return rows


class TestAnAxis:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ([], ["0", "1", "2", "3", "4"]),
            ([None, 3], ["0", "1", "2", "3", "4"]),
            ([9], ["0", "3", "6", "9", "12"]),
            ([4_100], ["0", "2,000", "4,000", "6,000", "8,000"]),
        ],
    )
    def test_counts_in_round_steps_over_the_highest(self, values, words):
        assert [said for _, said in count_axis(values).ticks] == words

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (0, ["0", "1s", "2s", "3s", "4s"]),
            (50 * 60, ["0", "15m", "30m", "45m", "1h"]),
            (90 * 60, ["0", "30m", "1h", "1.5h", "2h"]),
            (9 * 86_400, ["0", "3d", "6d", "9d", "12d"]),
        ],
    )
    def test_counts_time_as_people_do(self, seconds, words):
        axis = span_axis([seconds, None])

        assert [said for _, said in axis.ticks] == words
        assert axis.top >= seconds


class TestStackedBars:
    def test_stand_on_each_other_without_a_gap_that_shows_nothing(self):
        chart = drawn(
            stacked_bars(
                "Two days.",
                ["1 Jan", "2 Jan"],
                [Series("Yes", "k-good-0", [2, 0]), Series("No", "k-bad-0", [2, None])],
            )
        )
        yes, no = (
            chart.find(f".//path[@class='{look}']").get("d") for look in ("k-good-0", "k-bad-0")
        )
        [(_, top_of_yes, tall_yes)] = re.findall(r"M([\d.]+) ([\d.]+)h[\d.]+v([\d.]+)", yes)
        [(_, top_of_no, tall_no)] = re.findall(r"M([\d.]+) ([\d.]+)h[\d.]+v([\d.]+)", no)

        assert float(top_of_yes) + float(tall_yes) == pytest.approx(BOTTOM, abs=0.1)
        assert float(top_of_no) + float(tall_no) + 1 == pytest.approx(float(top_of_yes), abs=0.1)
        assert float(top_of_no) == TOP
        assert chart.find("./div[@role='img']").get("aria-label") == "Two days."

    def test_of_one_day_are_no_wall(self):
        [width] = re.findall(r"h([\d.]+)v", str(stacked_bars("", ["1"], [Series("", "k", [1])])))

        assert float(width) < 100

    def test_take_their_words_as_text(self):
        odd = '"><script>alert(1)</script>'
        markup = str(stacked_bars(odd, [odd], [Series(odd, odd, [1])]))

        assert "<script" not in markup
        assert drawn(markup).find("div").get("aria-label") == odd


class TestLines:
    def test_break_where_nothing_was_measured(self):
        series = Series("Median", "k-ink", [1, 2, None, 3, None, 4, 5])
        chart = drawn(lines("", list("abcdefg"), [series], count_axis(series.values)))

        assert [len(one.get("points").split()) for one in chart.iter("polyline")] == [2, 2]
        assert [one.get("class") for one in chart.iter("circle")] == ["k-ink dot"]

    def test_have_their_target_where_its_value_is(self):
        axis = count_axis([10])
        chart = drawn(lines("", ["a"], [Series("", "k", [3])], axis, target=Target(6, "Target 6")))

        dashed = chart.find(".//line[@class='target']")
        assert float(dashed.get("y1")) == pytest.approx(height_of(axis, 6), abs=0.1)
        assert chart.find(".//text[@class='target']").text == "Target 6"

    def test_have_few_words_below_however_many_days(self):
        days = [str(n) for n in range(45)]
        chart = drawn(lines("", days, [Series("", "k", [1] * 45)], count_axis([1])))

        below = [one for one in chart.iter("text") if "below" in (one.get("class") or "")]
        assert 4 <= len(below) <= 7


class TestSmallCharts:
    def test_need_two_values_for_a_course(self):
        assert not sparkline([None, 4, None])
        assert len(drawn(sparkline([4, None, 4])).find("polyline").get("points").split()) == 2

    @pytest.mark.parametrize(("share", "width"), [(0.25, "25.0%"), (-1, "0.0%"), (7, "100.0%")])
    def test_fill_no_more_than_all(self, share, width):
        assert drawn(meter(share, "k-ink")).findall("rect")[1].get("width") == width


class TestOutcomesAsSeries:
    def test_are_four_in_a_fixed_order_and_the_others(self):
        rows = answers(rejected=3, hold=9, approved=5, pay=8, needs_revision=4, escalate=1)

        series = outcome_series(rows, [DAY])

        assert [(one.name, one.look) for one in series] == [
            ("Approved", "k-good-0"),
            ("Needs revision", "k-again-0"),
            ("Hold", "k-none-0"),
            ("Pay", "k-none-1"),
            ("Others", "k-others"),
        ]
        assert series[-1].values == [4]

    def test_are_green_where_their_author_says_that_they_approve_and_grey_where_only_some_do(self):
        rows = [
            OutcomeRow(DAY, DAY, None, name, 9, 0.3, approved, 9 - approved)
            for name, approved in (("pay", 9), ("approved", 0), ("hold", 4), ("rejected", 0))
        ]

        looks = {one.name: one.look for one in outcome_series(rows, [DAY])}

        assert looks == {
            "Pay": "k-good-0", "Rejected": "k-bad-0", "Approved": "k-none-0", "Hold": "k-none-1"
        }  # fmt: skip

    def test_say_which_share_approves_only_of_those_that_say_so(self):
        assert decided_of(answers(approved=3, rejected=1, hold=96)).share == 0.75
        assert decided_of(answers(hold=2)).share is None


class TestFiguresInWords:
    @pytest.mark.parametrize(
        ("seconds", "words"),
        [(0, "0s"), (59.4, "59s"), (1_740, "29m"), (3_600, "1h"), (4_140, "1h 09m"),
         (86_399, "1d"), (187_200, "2d 4h"), (None, spoken.NOTHING)],
    )  # fmt: skip
    def test_say_a_span(self, seconds, words):
        assert spoken.span(seconds) == words

    @pytest.mark.parametrize(
        ("share", "words"),
        [(1, "100%"), (0.99997, "99.9%"), (0.00001, "0.1%"), (0.5, "50%"), (0.914, "91.4%")],
    )
    def test_do_not_round_to_all_or_nothing(self, share, words):
        assert spoken.share(share) == words

    def test_say_better_and_worse_where_that_is_known(self):
        shorter = spoken.changed_span(60, 120)
        less = spoken.changed_share(0.8, 0.9, more_is_better=True)

        assert (shorter.words, shorter.tone) == ("\u22121m", "good")
        assert (less.words, less.tone) == ("\u221210 pts", "again")
        assert spoken.changed_count(5, 3).tone == "none"
        assert spoken.changed_span(None, 3) is None
        assert spoken.changed_count(3, 3).words == "no change"

    def test_name_the_part_of_the_days(self):
        assert spoken.short_day(DAY, Step.WEEK) == "7 Jan"
        assert spoken.short_day(DAY, Step.MONTH) == "Jan 30"
        assert spoken.long_days(DAY, DAY) == "Mon 7 Jan 2030"
        assert spoken.long_days(DAY, DAY.replace(day=13)) == "7 to 13 Jan 2030"
        assert spoken.long_days(DAY, DAY.replace(month=2)) == "7 Jan to 7 Feb 2030"
        assert spoken.long_days(DAY, DAY.replace(year=2031)) == "7 Jan 2030 to 7 Jan 2031"
