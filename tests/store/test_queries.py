"""What screens read, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from signoff.flow.reports import StepReport
from signoff.inbox import lifecycle
from signoff.inbox.delivery import Delivery, DeliveryStatus, Purpose
from signoff.inbox.request import Ask
from signoff.inbox.response import Response, Source, Verification
from signoff.store import queries
from signoff.store.headline import headline
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork

ANA, BEN = "ana@example.com", "ben@example.com"
NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)


class Given:
    """Puts things into an empty database, one after the other."""

    def __init__(self, engine):
        self.engine = engine
        self.at = NOW
        self.n = 0
        with self.unit() as unit:
            self.deployment = unit.deployments.put("demo", creator=ANA, now=NOW)
            unit.commit()

    def unit(self):
        return UnitOfWork(self.engine, lambda *_: None)

    def new_id(self):
        """An id like ours, growing also within one millisecond."""
        self.n += 1
        return f"01930000-0000-7000-8000-{self.n:012d}"

    def later(self, **span):
        self.at += timedelta(**span)

    def run(self, flow="post", status="waiting", **values):
        run = Run(self.new_id(), self.deployment, flow, status, {"a": 1}, ANA, self.at)
        with self.unit() as unit:
            unit.runs.add(run)
            if values:
                unit.runs.hold(run, **values)
            unit.commit()
        return run.id

    def step(self, run_id, seq, method, *, seconds=1.5, output="", error=None):
        began = self.at
        self.later(seconds=seconds)
        with self.unit() as unit:
            unit.runs.add_step(run_id, StepReport(seq, method, None, began, self.at, output, error))
            unit.commit()

    def request(self, run_id=None, *, assignee=ANA, flow="post", **ask):
        values = {"key": f"review#{ask.get('revision', 1)}", "method": "review"}
        values |= {"message": "Fine?", "content": "# A post\n\nText.", "outcomes": ("yes", "no")}
        with self.unit() as unit:
            request = lifecycle.open_request(
                unit,
                Ask(**(values | ask)),
                request_id=self.new_id(),
                run_id=run_id or self.run(flow),
                flow=flow,
                assignee=assignee,
                now=self.at,
            )
            unit.commit()
        return request.id

    def answer(self, request_id, outcome="yes", feedback="Good.", responder=ANA):
        response = Response(
            request_id, feedback, outcome, Source.BUTTON, responder, "dashboard",
            Verification.SESSION, self.at,
        )  # fmt: skip
        with self.unit() as unit:
            lifecycle.answer(unit, response, now=self.at)
            unit.commit()

    def mail(self, request_id, purpose, *, status=DeliveryStatus.SENT, error=None):
        made = self.new_id()
        delivery = Delivery(made, request_id, purpose, "email", ANA, f"<{made}@x>", self.at)
        with self.unit() as unit:
            unit.deliveries.add(delivery)
            unit.deliveries.add_attempt(
                delivery, status=status, error=error, detail="", now=self.at
            )
            unit.commit()


@pytest.fixture
def given(engine):
    return Given(engine)


@pytest.fixture
def reading(engine):
    with engine.connect() as connection:
        yield connection


def ids_of(page):
    return [item.id for item in page.items]


class TestSeveralRequests:
    @pytest.fixture
    def several(self, given):
        return [given.request(assignee=who) for who in (ANA, BEN, ANA, None)]

    def test_are_listed_oldest_first(self, several, reading):
        assert ids_of(queries.list_requests(reading, status="pending")) == several

    def test_of_one_person_leave_out_the_others(self, several, reading):
        page = queries.list_requests(reading, status="pending", assignee=ANA)

        assert ids_of(page) == [several[0], several[2]]

    def test_are_cut_by_key_without_loss_or_repetition(self, several, reading):
        first = queries.list_requests(reading, status="pending", limit=3)
        second = queries.list_requests(reading, status="pending", limit=3, after=first.next)

        assert ids_of(first) + ids_of(second) == several
        assert second.next is None

    def test_promise_no_further_page_when_the_last_is_full(self, several, reading):
        assert queries.list_requests(reading, status="pending", limit=4).next is None

    def test_are_counted_for_one_and_for_all(self, several, given, reading):
        given.answer(several[0])

        assert queries.counts(reading, ANA) == queries.Counts(mine=1, everyone=3, awaited=1)

    def test_have_a_position_among_those_that_wait(self, several, reading):
        spot = queries.position(reading, several[1])

        assert spot == queries.Position(2, 4, several[0], several[2])

    def test_have_a_position_among_those_of_one_person(self, several, reading):
        spot = queries.position(reading, several[2], assignee=ANA)

        assert spot == queries.Position(2, 2, several[0], None)

    def test_have_no_position_once_answered(self, several, given, reading):
        given.answer(several[1])

        assert queries.position(reading, several[1]) is None


class TestAnsweredRequests:
    def test_carry_who_said_what(self, given, reading):
        request = given.request()
        given.answer(request, "no", "Too long.", BEN)

        row = queries.find_request(reading, request)

        assert row.status == "answered"
        assert (row.response.outcome, row.response.feedback) == ("no", "Too long.")
        assert (row.response.responder, row.response.channel) == (BEN, "dashboard")


class TestASecondRound:
    def test_knows_what_was_asked_before_by_the_same_method(self, given, reading):
        run_id = given.run()
        first = given.request(run_id, content="one", revision=1)
        given.answer(first)
        given.request(run_id, key="other#1", method="other", content="elsewhere")
        second = given.request(run_id, content="two", revision=2)

        row = queries.find_request(reading, second)

        assert queries.find_previous_revision(reading, row).id == first

    def test_of_another_run_is_no_earlier_round(self, given, reading):
        given.request(content="one", revision=1)
        second = given.request(content="two", revision=2)

        assert (
            queries.find_previous_revision(reading, queries.find_request(reading, second)) is None
        )


class TestRuns:
    def test_are_listed_newest_first_and_by_status(self, given, reading):
        waiting, failed = given.run(), given.run(status="failed")

        assert ids_of(queries.list_runs(reading)) == [failed, waiting]
        assert ids_of(queries.list_runs(reading, status="waiting")) == [waiting]

    def test_are_cut_by_key(self, given, reading):
        started = [given.run() for _ in range(3)]

        first = queries.list_runs(reading, limit=2)

        assert ids_of(queries.list_runs(reading, limit=2, after=first.next)) == [started[0]]

    def test_that_do_not_exist_are_none(self, reading):
        assert queries.find_run(reading, "nowhere") is None
        assert queries.find_request(reading, "nowhere") is None
        assert queries.run_history(reading, "nowhere") == ()


class TestTheStoryOfARun:
    @pytest.fixture
    def story(self, given, reading):
        run_id = given.run()
        given.step(run_id, 1, "draft", output="a draft")
        first = given.request(run_id, revision=1)
        given.mail(first, Purpose.REQUEST)
        given.later(minutes=7)
        given.answer(first, "no", "Use 15 %.")
        given.step(run_id, 2, "review", seconds=420)
        given.later(minutes=1)
        given.step(run_id, 3, "mend", seconds=0.2, error="ValueError: no price")
        second = given.request(run_id, revision=2)
        given.mail(second, Purpose.REQUEST, status=DeliveryStatus.FAILED, error="550 no such box")
        return queries.run_history(reading, run_id)

    def test_is_told_in_order(self, story):
        assert [item.kind for item in story] == [
            "started", "step", "mail", "answered", "failed_step", "waiting", "failed_mail",
        ]  # fmt: skip

    def test_tells_an_answered_question_once_with_the_words_of_the_person(self, story):
        answered = story[3]

        assert answered.title == "Round 1: no"
        assert answered.detail == f"{ANA}, in the dashboard, after 7 min; chosen directly"
        assert answered.source == "button"
        assert (answered.quote, answered.outcome) == ("Use 15 %.", "no")

    def test_tells_how_long_a_step_took_and_what_it_returned(self, story):
        assert (story[1].title, story[1].detail, story[1].output) == ("draft", "1.5 s", "a draft")

    def test_tells_why_a_step_and_a_mail_failed(self, story):
        assert story[4].detail == "ValueError: no price"
        assert story[6].detail == f"{ANA} was not reached: 550 no such box"

    def test_tells_the_end(self, given, reading):
        run_id = given.run()
        given.later(hours=2, minutes=5)
        ended = given.run(status="ended", ended_at=given.at + timedelta(hours=2, minutes=5))

        assert queries.run_history(reading, run_id)[-1].kind == "started"
        assert queries.run_history(reading, ended)[-1].detail == "after 2 h 05 min"


class TestAList:
    def test_costs_two_queries_however_many_rows_it_has(self, given, engine, reading):
        for _ in range(5):
            given.answer(given.request())
        said = []
        event.listen(engine, "before_cursor_execute", lambda *call: said.append(call[2]))

        queries.list_requests(reading, status=None)

        assert len(said) == 2, "the rows, and who is asked"


class TestAHeadline:
    @pytest.mark.parametrize(
        ("content", "title", "excerpt"),
        [
            ("# A post\n\nIts *first* line.\n- and `more`", "A post", "Its first line. and more"),
            ("Just one line", "Just one line", "Fine?"),
            ("> quoted\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", "quoted", "a b 1 2"),
            ("[A link](https://example.com) here\n***\nnext", "A link here", "next"),
            ("", "Fine?", "Fine?"),
            ("snake_case stays, 2*3*4 stays", "snake_case stays, 2*3*4 stays", "Fine?"),
        ],
    )
    def test_is_the_first_line_without_its_marks(self, content, title, excerpt):
        assert headline({}, "Fine?", content, "text/markdown") == (title, excerpt)

    def test_is_the_authors_title_where_there_is_one(self):
        assert headline({"title": "T", "summary": "S"}, "m", "# C", "text/markdown") == ("T", "S")

    def test_does_not_repeat_the_title_in_the_excerpt(self):
        assert headline({"title": "C"}, "m", "# C\n\nrest", "text/markdown") == ("C", "rest")

    def test_of_a_value_names_its_fields(self):
        for content, excerpt in (
            ('{"sum": 12.5, "to": "Ana", "lines": [1, 2]}', "sum: 12.5, to: Ana, lines: 2 items"),
            (
                '{"draft": "# A post\\n\\n*Soon*", "tags": ["a"]}',
                "draft: A post Soon, tags: 1 item",
            ),
            ('[{"plan": "Team", "price": 19}, {"plan": "Solo"}]', "2 rows: plan, price"),
            ('["one", 2, {"a": 1}]', "one, 2, 1 field"),
            ('"just *words*"', "just words"),
        ):
            assert headline({}, "Pay?", content, "application/json") == ("Pay?", excerpt)

    def test_is_cut_at_a_length_for_one_line(self):
        title, excerpt = headline({}, "m", "x" * 500 + "\n" + "y" * 500, "text/markdown")

        assert (len(title), len(excerpt)) == (120, 200)
        assert title.endswith("…")


class TestALongStory:
    def test_can_be_told_from_its_last_items_only(self, given, reading):
        run_id = given.run()
        for number in range(1, 6):
            given.step(run_id, number, f"step_{number}")
            request = given.request(run_id, revision=number)
            given.later(minutes=1)
            given.answer(request)

        told = queries.run_history(reading, run_id, newest=3)

        assert told == queries.run_history(reading, run_id)[-3:]
        assert [item.title for item in told] == ["Round 4: yes", "step_5", "Round 5: yes"]

    def test_names_its_questions_without_their_content(self, given, reading):
        run_id = given.run()
        given.answer(given.request(run_id, revision=1), "no")
        given.request(run_id, revision=2)

        asked = queries.list_asked(reading, run_id)

        assert [(row.revision, row.is_answered, row.outcome) for row in asked] == [
            (1, True, "no"),
            (2, False, None),
        ]
