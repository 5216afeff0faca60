"""Figures are the direct sum, on both databases, by indexes alone."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from threading import Barrier

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, text

from signoff import ids
from signoff.inbox.figures import Step
from signoff.inbox.request import TRIAL_FLOW, Verb
from signoff.store.figures import counts, waiting
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import summary
from signoff.store.figures.ledger import Ledger
from signoff.store.figures.reading import By
from signoff.store.figures.sheets import span_of
from signoff.store.figures.times import Clock, response_times
from signoff.store.tables import figure_names, figures
from tests.store.installation import (
    ANA,
    ANY_DATABASE,
    BEN,
    DAYS,
    N_DEPLOYMENTS,
    NOW,
    STORIES,
    a_story,
)

NARROWED = st.sampled_from(
    [{}, {"flow": "post"}, {"reviewer": ANA}, {"flow": "pay", "reviewer": BEN}]
)


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
            if "figure_name" in statement or "set_config" in statement:
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
