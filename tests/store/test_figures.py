"""Figures are the direct sum, on both databases, by indexes alone."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from random import Random
from threading import Barrier

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, func, select, text, update

from signoff import ids
from signoff.inbox.calendar import Calendar
from signoff.inbox.figures import Days, Step
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import TRIAL_FLOW, Ask, Request, RequestStatus, Verb
from signoff.inbox.response import Response, Source, Verification
from signoff.store.database import make_engine
from signoff.store.figures import counts, sheets, waiting
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import Glance, Groups, read_dashboard, summary
from signoff.store.figures.ledger import Ledger
from signoff.store.figures.reading import By, Scope, opened_reading
from signoff.store.figures.sheets import Cut, span_of
from signoff.store.figures.times import Clock, response_times
from signoff.store.runs import Run
from signoff.store.tables import figure_names, figures
from signoff.store.unit_of_work import UnitOfWork
from tests.store.direct_figures import Direct
from tests.way.stage import prepare

ANA, BEN = "ana@example.com", "ben@example.com"
START = datetime(2030, 3, 29, 22, 15, 0, 250_000, tzinfo=UTC)  # before Berlin changes its clock
NOW = START + timedelta(days=5)
DAYS = Days(date(2030, 3, 29), date(2030, 4, 2), "Asia/Kathmandu")
CALENDAR = Calendar("Europe/Berlin", dict.fromkeys(range(7), ((time(9), time(17)),)))
ANY_DATABASE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

SPANS = st.timedeltas(timedelta(0), timedelta(days=2))
ENDS = st.sampled_from(["pending", "answered", "timed_out", "expired", "cancelled", "reopened"])
STORIES = st.fixed_dictionaries(
    {
        "after": SPANS,
        "took": SPANS,
        "end": ENDS,
        "flow": st.sampled_from(["post", "pay"]),
        "method": st.sampled_from(["review", "check"]),
        "assignee": st.sampled_from([ANA, BEN, None]),
        "responder": st.sampled_from([ANA, BEN]),
        "outcome": st.sampled_from(["approved", "rejected", "ship", None]),
        "approving": st.sampled_from([None, ("ship",), ("ship", "approved")]),
        "channel": st.sampled_from(["email", "api"]),
        "source": st.sampled_from([Source.BUTTON, Source.MODEL]),
        "rating": st.sampled_from([None, 1, 5]),
        "sla": st.none() | SPANS,
        "calendar": st.sampled_from([None, CALENDAR]),
    }
)


class Installation:
    """A database in which each story gets a deployment of its own."""

    def __init__(self, engine):
        self.engine = engine
        self.places = []  # each deployment that is counted, and its run

    def unit(self):
        return UnitOfWork(self.engine, lambda *_: None)

    def begin(self, n=1):
        self.places.clear()
        with self.unit() as unit:
            for _ in range(n):
                deployment = unit.deployments.put(ids.new_id(), creator=ANA, now=START)
                run = Run(ids.new_id(), deployment, "post", "waiting", {}, ANA, START)
                unit.runs.add(run)
                self.places.append((deployment, run.id))
            unit.commit()

    def tell(self, *stories):
        """Open requests, then close and reopen them as their stories say; return the last."""
        with self.unit() as unit:
            opened = [
                self._opened(unit, story, *self.places[n % len(self.places)])
                for n, story in enumerate(stories)
            ]
            unit.commit()
        with self.unit() as unit:
            for request, story in zip(opened, stories, strict=True):
                self._close(unit, request, story)
            unit.commit()
        return opened[-1] if opened else None

    def _opened(self, unit, story, deployment, run_id):
        opened_at = START + story["after"]
        request = Request(
            id=ids.new_id(),
            run_id=run_id,
            flow=story["flow"],
            ask=Ask(
                ids.new_id(),
                story["method"],
                "Well?",
                "It.",
                outcomes=("approved", "rejected", "ship"),
                approving=story["approving"],
            ),
            assignee=story["assignee"],
            opened_at=opened_at,
            deployment_id=deployment,
            plan=Plan((Stage((ANA,)),), calendar=story["calendar"]),
            sla_due_at=None if story["sla"] is None else opened_at + story["sla"],
        )
        unit.requests.add(request)
        return request

    def _close(self, unit, request, story):
        at, end = request.opened_at + story["took"], story["end"]
        if end == "pending":
            return
        verbs = {"expired": Verb.EXPIRE, "cancelled": Verb.CANCEL}
        done = request.move(verbs.get(end, Verb.ANSWER), now=at)
        assert unit.requests.close(done)
        if done.status is RequestStatus.ANSWERED:
            unit.requests.add_response(_response(request, story, at))
        if end == "reopened":
            unit.requests.reopen(replace(request, status=RequestStatus.PENDING))

    def direct(self, **narrowed):
        with self.unit() as unit:
            told = [one for _, run_id in self.places for one in unit.requests.of_run(run_id)]
            pairs = [(request, unit.requests.find_response(request.id)) for request in told]
        return Direct(pairs, now=NOW, **narrowed)

    def reading(self, *, now=NOW, **narrowed):
        return opened_reading(self.engine, self.scope(**narrowed), now=now)

    def page(self, *, least_kept=1, days=DAYS, now=NOW, **narrowed):
        scope = self.scope(**narrowed)
        return read_dashboard(self.engine, scope, days, now=now, least_kept=least_kept)

    def scope(self, **narrowed):
        return Scope(tuple(place for place, _ in self.places), **narrowed)

    def n_rows(self):
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(figures)).scalar_one()


def _response(request, story, at):
    is_person = story["end"] != "timed_out"
    return Response(
        request.id,
        "fine",
        story["outcome"],
        story["source"] if is_person else Source.TIMEOUT,
        story["responder"] if is_person else "clock",
        story["channel"] if is_person else "timeout",
        Verification.TOKEN,
        at,
        rating=story["rating"],
    )


def a_story(**said):
    usual = {
        "after": timedelta(0), "took": timedelta(hours=1), "end": "answered", "flow": "post",
        "method": "review", "assignee": ANA, "responder": ANA, "outcome": "approved",
        "channel": "email", "source": Source.EXACT, "rating": None, "sla": None, "calendar": None, "approving": None,
    }  # fmt: skip
    return usual | said


@pytest.fixture
def database_url(databases):
    return databases.prepared(prepare)


@pytest.fixture
def installation(database_url):
    engine = make_engine(database_url)
    installation = Installation(engine)
    installation.begin()
    yield installation
    engine.dispose()


NARROWED = st.sampled_from(
    [{}, {"flow": "post"}, {"reviewer": ANA}, {"flow": "pay", "reviewer": BEN}]
)

N_DEPLOYMENTS = st.sampled_from([1, 2])


class TestFigures:
    @ANY_DATABASE
    @given(
        stories=st.lists(STORIES, max_size=20),
        step=st.sampled_from([None, *Step]),
        narrowed=NARROWED,
        by=st.sampled_from([None, *By]),
        n_deployments=N_DEPLOYMENTS,
    )
    def test_are_the_direct_sum(self, installation, stories, step, narrowed, by, n_deployments):
        installation.begin(n_deployments)
        installation.tell(*stories)
        direct = installation.direct(**narrowed)
        spans = [span_of(part) for part in DAYS.cut(step)]

        with installation.reading(**narrowed) as reading:
            found = [
                counts.volume(reading, spans, by=by),
                counts.sla(reading, spans, by=by),
                counts.ratings(reading, spans, by=by),
                counts.outcomes(reading, spans, by=by),
                *(counts.mix(reading, spans, what, by=by) for what in Mix),
            ]

        assert found == [
            [direct.volume(span, by) for span in spans],
            [direct.sla(span, by) for span in spans],
            [direct.ratings(span, by) for span in spans],
            [direct.outcomes(span, by) for span in spans],
            *([direct.mix(span, what, by) for span in spans] for what in Mix),
        ]

    @ANY_DATABASE
    @given(
        stories=st.lists(STORIES, max_size=20),
        few_rows=st.sampled_from([0, 1_000]),
        step=st.sampled_from([None, Step.DAY]),
        narrowed=NARROWED,
        by=st.sampled_from([None, *By]),
        n_deployments=N_DEPLOYMENTS,
    )
    def test_of_times_are_the_direct_sum_whichever_way_they_are_found(
        self, installation, *, stories, few_rows, step, narrowed, by, n_deployments
    ):
        installation.begin(n_deployments)
        installation.tell(*stories)
        direct = installation.direct(**narrowed)
        spans = [span_of(part) for part in DAYS.cut(step)]

        with installation.reading(**narrowed) as reading:
            for clock in Clock:
                found = response_times(reading, spans, by=by, clock=clock, few_rows=few_rows)
                assert found == [direct.times(span, by, clock) for span in spans]
            waits = waiting.backlog(reading, by=by)

        if by not in (By.OUTCOME, By.CHANNEL):
            ages = {group: (it.n, it.median_age_s, it.p90_age_s) for group, it in waits.items()}
            assert ages == direct.ages(by)

    @ANY_DATABASE
    @given(stories=st.lists(STORIES, max_size=20), narrowed=NARROWED, n_deployments=N_DEPLOYMENTS)
    def test_of_an_overview_are_the_direct_sum(
        self, installation, stories, narrowed, n_deployments
    ):
        installation.begin(n_deployments)
        installation.tell(*stories)
        direct = installation.direct(**narrowed)

        with installation.reading(**narrowed) as reading:
            both = summary(reading, DAYS)

        for one in (both.now, both.before):
            span = span_of(one.days)
            assert one.volume == direct.volume(span, None).get(None, counts.Volume())
            assert one.sla == direct.sla(span, None).get(None, counts.SlaCount())
            assert one.rating == direct.ratings(span, None).get(None)
            assert one.times == direct.times(span, None, Clock.WALL).get(None)
            decided = direct.outcomes(span, None).get(None, {}).values()
            assert one.decided == sum(decided, counts.Decided())
            assert one.working_times == direct.times(span, None, Clock.WORKING).get(None)


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
        """Closed late and in the past, taken back, redacted; a clock that goes back, too."""
        by, here = Random(seed), installation
        here.begin(2)
        both, now, closed = tuple(here.places), NOW, []
        days = replace(DAYS, zone=by.choice(["UTC", "Europe/Berlin"]))
        for _ in range(20):
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
            else:
                with here.engine.begin() as connection:
                    gone = update(figure_names).where(figure_names.c.name == BEN)
                    connection.execute(gone.values(name=f"redacted {ids.new_id()}"))
            narrowed = by.choice([{}, {"reviewer": ANA}])

            page = here.page(days=days, now=now, **narrowed)

            assert shown(page) == counted(here, narrowed, days=days, now=now)

    def test_counts_what_is_over_once(self, installation):
        installation.tell(*(a_story(rating=5) for _ in range(3)))
        before = installation.page()
        with installation.engine.begin() as connection:
            connection.execute(delete(figures))

        again, few = installation.page(), installation.page(least_kept=4)

        assert shown(again)["times"] == shown(before)["times"]
        assert again.now.volume.answered == few.now.volume.answered == 3


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


class TestTheRowOfAClosedRequest:
    def test_is_the_same_when_it_is_noted_twice(self, installation):
        request = installation.tell(a_story())
        with installation.unit() as unit:
            ledger = Ledger(unit.connection)
            for _ in range(2):
                ledger.record(request.id)
                ledger.write()
            unit.commit()

        assert installation.n_rows() == 1

    def test_is_not_there_when_the_transaction_that_closed_it_fell_through(self, installation):
        request = installation.tell(a_story(end="pending"))

        with installation.unit() as unit:
            unit.requests.close(request.move(Verb.CANCEL, now=NOW))

        assert installation.n_rows() == 0

    def test_is_taken_back_with_the_answer(self, installation):
        installation.tell(a_story(end="reopened"))

        assert installation.n_rows() == 0


class TestTwoTransactionsThatCloseSeveralAtOnce:
    def test_do_not_wait_for_each_other_over_words_that_are_new_to_both(self, installation):
        if installation.engine.dialect.name == "sqlite":
            pytest.skip("SQLite lets only one write at a time")
        names = [f"{name}@{ids.new_id()}.example" for name in ("ann", "bea")]
        both_have_closed_one = Barrier(2, timeout=60)

        def close(requests):
            with installation.unit() as unit:
                for request in requests:
                    unit.requests.close(request.move(Verb.CANCEL, now=NOW))
                    if request is requests[0]:
                        both_have_closed_one.wait()
                unit.commit()

        opened = [
            [installation.tell(a_story(end="pending", assignee=name)) for name in order]
            for order in (names, names[::-1])
        ]
        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(close, requests) for requests in opened]:
                done.result(timeout=60)

        assert installation.n_rows() == 4


class TestAnotherDeployment:
    def test_is_not_counted(self, installation):
        installation.tell(a_story())
        installation.begin()

        page = installation.page()

        assert page.now.volume == counts.Volume()
        assert (page.reviewers.times, page.outcomes, page.backlog) == ((), (), ())


class TestARequestThatOnlyTestsTheMail:
    def test_is_not_counted(self, installation):
        installation.tell(*(a_story(flow=TRIAL_FLOW, end=end) for end in ("pending", "answered")))

        page = installation.page()

        assert page.now.volume == counts.Volume()
        assert (page.reviewers.times, page.outcomes, page.backlog) == ((), (), ())


class TestADatabaseOfBefore:
    def test_gets_the_rows_that_closing_would_have_written(self, installation):
        ends = ("pending", "answered", "timed_out", "expired", "cancelled", "reopened")
        odd = timedelta(seconds=59, microseconds=749_999)  # a second less than from clock to clock
        installation.tell(
            *(a_story(end=end, took=odd, assignee=BEN, rating=4) for end in ends),
            a_story(outcome=None, took=timedelta(microseconds=750_000), channel="api"),
            a_story(end="expired", assignee=None, flow="pay"),
            *(a_story(approving=("ship",), outcome=one) for one in ("ship", "approved")),
            *(a_story(outcome=one) for one in ("ship", "Sign off", "not-approved")),
            a_story(flow=TRIAL_FLOW),
        )
        written = _rows(installation.engine)

        with installation.engine.begin() as connection:
            for statement in (
                "DROP TABLE figure",
                "DROP TABLE figure_name",
                "DROP INDEX ix_request_waiting",
                "DROP INDEX ix_request_waiting_sla",
            ):
                connection.execute(text(statement))
            with Operations.context(MigrationContext.configure(connection)):
                for step in ("0006_analytics", "0015_verdicts"):
                    import_module(f"signoff.store.migrations.versions.{step}").upgrade()

        assert Counter(row["verdict"] for row in written) == {0: 5, 1: 4, 2: 2}
        assert _rows(installation.engine) == written


def _rows(engine):
    """Return the rows of figures with the words that their numbers stand for."""
    with engine.connect() as connection:
        words = {row.id: row.name for row in connection.execute(select(figure_names))}
        rows = connection.execute(select(figures).order_by(figures.c.request_id)).mappings()
        named = ("deployment", "flow", "method", "reviewer", "outcome", "channel", "source")
        return [{**row, **{name: words.get(row[name]) for name in named}} for row in rows]


class TestTheWayToTheRows:
    @pytest.mark.parametrize("n_deployments", [1, 2])
    def test_is_by_an_index_and_never_through_the_requests(self, installation, n_deployments):
        installation.begin(n_deployments)
        hour = timedelta(hours=1)
        installation.tell(*(a_story(took=hour * n, sla=hour) for n in range(40)))
        installation.tell(a_story(end="pending", sla=hour))

        plans = _plans(installation)

        assert len(plans) > 20
        for statement, plan in plans:
            if "figure_name" in statement:
                continue
            assert re.search(r"ix_|PRIMARY KEY|(?:pk|autoindex)_figure_(?:era|part)", plan), plan
            assert "Seq Scan on request" not in plan
            assert "SCAN request" not in plan
            is_of_rows = not re.search(r"figure_(?:era|part)", statement)
            if installation.engine.dialect.name == "sqlite" and is_of_rows:
                assert "COVERING INDEX" in plan, plan


def _plans(installation):
    """Return (statement, its plan) of all that a dashboard asks, and of ranks by walking."""
    asked = []

    def note(connection, cursor, statement, parameters, context, many):
        del connection, cursor, context, many
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    engine = installation.engine
    event.listen(engine, "before_cursor_execute", note)
    for _ in range(2):
        installation.page()
    with installation.reading() as reading:
        summary(reading, DAYS)
        for by in (None, *By):
            response_times(reading, [span_of(DAYS)], by=by, clock=Clock.WALL, few_rows=0)
    event.remove(engine, "before_cursor_execute", note)
    is_sqlite = engine.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    with engine.connect() as connection:
        if not is_sqlite:  # so few rows are read at once: what is asked here is what could be done
            connection.execute(text("SET enable_seqscan = off"))
        plans = []
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(explain + statement, parameters)
            plans.append((statement, "\n".join(str(row[-1]) for row in rows)))
    return plans
