"""The page of figures is the sum of its sheets, counted, kept, and kept beforehand."""

import re
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from signoff import ids
from signoff.inbox.figures import Days, Step
from signoff.inbox.request import RequestStatus, Verb
from signoff.store.figures import sheets
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import Glance, Groups, summary
from signoff.store.figures.periods import PRESETS
from signoff.store.figures.reading import By
from signoff.store.figures.sheets import Cut
from signoff.store.figures.shelf import Shelf
from signoff.store.figures.times import Clock
from signoff.store.tables import figure_names, figures
from tests.store.installation import (
    ANA,
    ANY_DATABASE,
    BEN,
    DAYS,
    N_DEPLOYMENTS,
    NOW,
    START,
    STORIES,
    a_story,
)
from tests.support.sql import statements


class TestThePage:
    @settings(ANY_DATABASE, max_examples=3)
    @given(
        stories=st.lists(STORIES, min_size=8, max_size=16),
        narrowed=st.sampled_from([{}, {"reviewer": ANA}]),
        n_deployments=N_DEPLOYMENTS,
    )
    def test_shows_the_same_counted_kept_and_after_a_change_of_what_is_over(
        self, installation, stories, narrowed, n_deployments
    ):
        installation.begin(n_deployments)
        installation.tell(*stories)

        found = counted(installation, narrowed)
        first, again = (shown(installation.page(**narrowed)) for _ in range(2))
        late = installation.tell(a_story(end="cancelled", responder=None))
        added = shown(installation.page(**narrowed)), counted(installation, narrowed)
        with installation.unit() as unit:
            unit.requests.reopen(replace(late, status=RequestStatus.PENDING))
            unit.commit()
        taken_back = shown(installation.page(**narrowed))

        assert first == again == found
        assert added[0] == added[1]
        for name in ("times", "outcomes", "channels", "before"):
            assert taken_back[name] == found[name]
        assert [row.cancelled for row in taken_back["volume"]] == [
            row.cancelled for row in found["volume"]
        ]

    @pytest.mark.parametrize("seed", range(2))
    def test_shows_the_same_in_whatever_order_things_happen(self, installation, seed):
        """Closed late and in the past, taken back, redacted, kept by the clock, which goes back."""
        by, here = Random(seed), installation
        here.begin(2)
        in_berlin(here)
        both, now, closed = tuple(here.places), NOW, []
        days = replace(DAYS, zone=by.choice(["UTC", "Europe/Berlin"]))
        for _ in range(12):
            here.places[:] = by.choice([both, both[:1]])
            act = by.random()
            if act < 0.5:
                after, took = (timedelta(hours=by.uniform(0, 40)) for _ in range(2))
                end = by.choice(["answered", "expired", "cancelled", "pending"])
                who = {"responder": by.choice([ANA, BEN]), "assignee": by.choice([ANA, None])}
                told = here.tell(a_story(after=after, took=took, end=end, **who))
                closed += [told] if end != "pending" else []
            elif act < 0.8 and closed:
                with here.unit() as unit:
                    unit.requests.reopen(closed.pop(by.randrange(len(closed))))
                    unit.commit()
            elif act < 0.9:
                now += timedelta(days=by.uniform(-2, 3))
                while here.duty(now=now).tick():
                    pass
            else:
                with here.engine.begin() as connection:
                    gone = update(figure_names).where(figure_names.c.name == BEN)
                    connection.execute(gone.values(name=f"redacted {ids.new_id()}"))
            narrowed = by.choice([{}, {"reviewer": ANA}])

            page = here.page(days=days, now=now, **narrowed)

            assert shown(page) == counted(here, narrowed, days=days, now=now)

    def test_is_asked_for_in_the_same_statements_however_many_days_it_has(self, installation):
        """Another statement is written anew, which takes longer than its answer."""
        installation.tell(*(a_story(end=end, sla=timedelta(0)) for end in ("answered", "pending")))
        lengths = [replace(DAYS, first=DAYS.last - timedelta(days=n)) for n in (3, 9)]

        for days in lengths:  # what is over is kept by the first look
            installation.page(days=days)
        asked = [
            statements(installation.engine, lambda days=days: installation.page(days=days))
            for days in lengths
        ]

        few, many = ({_without_lists(one) for one in told} for told in asked)
        assert few == many

    def test_counts_what_is_over_once(self, installation):
        installation.tell(*(a_story(rating=5) for _ in range(3)))
        before = installation.page()
        with installation.engine.begin() as connection:
            connection.execute(delete(figures))

        again, few = installation.page(), installation.page(least_kept=4)

        assert shown(again)["times"] == shown(before)["times"]
        assert again.now.volume.answered == few.now.volume.answered == 3

    def test_misses_nothing_that_is_being_written_when_its_day_becomes_over(self, installation):
        if installation.engine.dialect.name == "sqlite":
            pytest.skip("SQLite lets only one write at a time")
        installation.tell(a_story())
        late = installation.tell(a_story(end="pending"))
        with installation.unit() as unit:
            unit.requests.close(late.move(Verb.CANCEL, now=START + timedelta(hours=2)))
            unit.figures.write()
            installation.duty().tick()
            meanwhile = installation.page()
            unit.commit()

        assert meanwhile.now.volume.cancelled == 0
        assert shown(installation.page()) == counted(installation, {})

    def test_keeps_nothing_of_what_changes_while_it_is_counted(self, installation):
        installation.tell(a_story())
        installation.page()
        with installation.reading() as reading:
            shelf = Shelf(reading, least_kept=1)
            shelf.counted(reading, DAYS.cut(Step.DAY))
            installation.tell(a_story(end="cancelled"))

        assert shelf.keep(installation.engine) == 0
        assert shown(installation.page()) == counted(installation, {})


class TestTheDutyOfTheClock:
    def test_keeps_what_pages_ask_for_so_that_who_looks_first_counts_nothing(self, installation):
        """Of everybody, one flow, one reviewer; in the zone that somebody is in, and the usual."""
        in_berlin(installation)
        back = [timedelta(days=-n) for n in (1, 9, 10, 40, 41)]
        installation.tell(
            *(a_story(after=n, flow=flow) for n in back for flow in ("post", "pay")),
            a_story(after=back[1], assignee=BEN, responder=BEN),
        )
        asked = [
            {"days": Days(NOW.date() - timedelta(days=n - 1), NOW.date(), zone), **narrowed}
            for n in PRESETS[1:]
            for zone, narrowed in (
                ("UTC", {}),
                ("UTC", {"reviewer": BEN}),
                ("Europe/Berlin", {"flow": "post"}),
            )
        ]
        found = [closed_of(installation.page(least_kept=10_000, **one)) for one in asked]
        duty = installation.duty()
        while duty.tick():
            pass
        with installation.engine.begin() as connection:
            connection.execute(delete(figures))

        assert [closed_of(installation.page(**one)) for one in asked] == found
        assert [one["now"].answered for one in found] == [7, 1, 4, 11, 1, 6, 11, 1, 6]

    def test_does_little_where_nothing_is_new_and_only_what_changed_again(self, installation):
        in_berlin(installation, zone=None)
        installation.tell(*(a_story(after=timedelta(days=-n)) for n in range(20)))
        duty = installation.duty()
        while duty.tick():
            pass
        kept = installation.kept()
        asked = statements(installation.engine, duty.tick)
        changed = START - timedelta(days=7)
        installation.tell(a_story(after=changed - START, took=timedelta(0)))
        gone = kept - installation.kept()
        while duty.tick():
            pass
        again = statements(installation.engine, duty.tick)

        assert len(asked) == len(again) < 6
        assert not any(re.search(r"\b(?:figure|figure_part)\b", one) for one in asked)
        assert {start <= changed.timestamp() < end for _, _, start, end in gone} == {True}
        assert sorted({(end - start) / 86400 for _, _, start, end in gone}) == [1, 7, 31]
        assert installation.kept() == kept

    def test_takes_out_what_no_page_comes_back_to(self, installation):
        in_berlin(installation)
        installation.tell(*(a_story(after=timedelta(days=-n)) for n in range(3)))
        while installation.duty().tick():
            pass
        of_both = installation.kept()
        in_berlin(installation, zone=None)
        long_after = installation.duty(now=NOW + timedelta(days=200))
        while long_after.tick():
            pass

        left = installation.kept() & of_both
        assert {round((end - start) / 86400) for _, _, start, end in of_both} == {1, 7, 31}
        assert {round((end - start) / 86400) for _, _, start, end in left} == {7, 31}
        assert {start % 86400 for _, _, start, _ in left} == {0}


def in_berlin(installation, zone="Europe/Berlin"):
    """Let somebody be in another zone than the usual one, or in none of their own any more."""
    with installation.unit() as unit:
        if unit.members.find(ANA) is None:
            unit.members.add(ANA, name="", now=START)
            unit.members.add(BEN, name="", now=START)
        unit.members.change(unit.members.find(ANA).id, zone=zone)
        unit.commit()


def closed_of(page):
    """What a page shows of what is closed, by numbers that are not read from requests."""
    of_times = [(row.start, row.n, row.median_s, row.p90_s) for row in page.times]
    groups = [(one.times, one.outcomes) for one in (page.reviewers, page.flows)]
    return {
        "now": replace(page.now.volume, opened=0), "times": of_times, "groups": groups,
        "before": (replace(page.before.volume, opened=0), page.before.times),
        "channels": page.channels, "outcomes": page.outcomes,
    }  # fmt: skip


def _without_lists(statement):
    """A list is put into a statement that is written already."""
    return re.sub(r" IN \(.*", "", statement)


def shown(page):
    """The numbers of a page, by what they are."""
    return {
        "now": page.now, "before": page.before, "waiting": page.waiting, "volume": page.volume,
        "times": page.times, "outcomes": page.outcomes, "sla": page.sla,
        "channels": page.channels, "backlog": page.backlog, "reviewers": page.reviewers,
        "flows": page.flows,
    }  # fmt: skip


def counted(installation, narrowed, *, days=DAYS, now=NOW):
    """The same numbers, each by its own sheet."""
    bars, whole = Cut(days, each=Step.DAY), Cut(days)
    with installation.reading(now=now, **narrowed) as reading:
        both = summary(reading, days)

        def groups(by):
            cut = Cut(days, by)
            return Groups(
                tuple(sheets.times_rows(reading, cut, Clock.WALL)),
                tuple(sheets.sla_rows(reading, cut)),
                tuple(sheets.outcome_rows(reading, cut)),
            )

        return {
            "now": glance(both.now), "before": glance(both.before), "waiting": both.backlog,
            "volume": tuple(sheets.volume_rows(reading, bars)),
            "times": tuple(sheets.times_rows(reading, bars, Clock.WALL)),
            "outcomes": tuple(sheets.outcome_rows(reading, bars)),
            "sla": tuple(sheets.sla_rows(reading, bars)),
            "channels": tuple(sheets.share_rows(reading, whole, Mix.CHANNEL)),
            "backlog": tuple(sheets.backlog_rows(reading, by=By.REVIEWER)),
            "reviewers": groups(By.REVIEWER), "flows": groups(By.FLOW),
        }  # fmt: skip


def glance(one):
    return Glance(one.volume, one.times, one.sla, one.decided)
