"""The engine under its hosts: what it reports, when it saves, what a failure leaves."""

from __future__ import annotations

import asyncio
import json

import pytest

from signoff import Flow, and_, human_feedback, listen, router, start
from signoff.errors import FlowChanged, FlowError, NothingPending, UnclearReply, UnknownOutcome
from signoff.flow import record_text
from signoff.flow.engine import advance
from signoff.flow.flow import new_record, provider_of
from signoff.flow.record import RunStatus
from signoff.inbox.request import Ask
from tests.flow.cast import NOON, Answers, Waits, response, run


class Review(Flow):
    @start()
    def draft(self):
        self.state["draft"] = "text"
        return {"title": "Tïtle", "tags": ("a",)}

    @listen(draft)
    @human_feedback(
        message="ok?",
        emit=["yes", "no"],
        llm="gpt-4o-mini",
        default_outcome="no",
        metadata={"team": "legal"},
        approving=["yes"],
    )
    def review(self, value):
        return value

    @listen("yes")
    def publish(self, result):
        return f"published for {result.responder}"


class Fragile(Flow):
    """One branch breaks while another is still under way."""

    breaks = True

    @start()
    async def broken(self):
        if self.breaks:
            raise KeyError("no such customer")
        return "mended"

    @start()
    async def slow(self):
        for _ in range(3):
            await asyncio.sleep(0)
        return "slow"

    @listen(slow)
    def after_slow(self):
        return "after"

    @listen(and_(broken, after_slow))
    def both(self):
        return "both"


class Saved:
    """Keeps what was saved: the record as text, and the report."""

    def __init__(self):
        self.texts = []
        self.reports = []

    async def __call__(self, record, report):
        self.texts.append(record.to_text())
        self.reports.append(report)

    @property
    def record(self):
        return record_text.read(self.texts[-1])


@pytest.fixture
def saved():
    return Saved()


def begun(flow_class, **inputs):
    return flow_class(), new_record(flow_class, run_id="run-1", inputs=inputs)


class TestAnAdvance:
    def test_returns_every_open_question(self):
        advanced = run(*begun(Review, customer="ACME"))

        assert advanced.status is RunStatus.WAITING
        assert advanced.result is None
        assert advanced.asks == (
            Ask(
                key="review#1",
                method="review",
                message="ok?",
                content=json.dumps({"title": "Tïtle", "tags": ["a"]}, indent=2, ensure_ascii=False),
                content_type="application/json",
                outcomes=("yes", "no"),
                default_outcome="no",
                metadata={"team": "legal"},
                state={"customer": "ACME", "id": "run-1", "draft": "text"},
                revision=1,
                approving=("yes",),
                model="gpt-4o-mini",
            ),
        )

    def test_ends_with_the_last_result(self):
        flow, record = begun(Review)
        run(flow, record)

        advanced = run(flow, record, {"review#1": response("yes", "yes")})

        assert (advanced.status, advanced.asks) == (RunStatus.ENDED, ())
        assert advanced.result == "published for ana@example.com"
        assert record.history[0].timestamp == NOON

    def test_goes_on_from_the_stored_text_alone(self):
        _, record = begun(Review)
        text = run(Review(), record).record.to_text()

        advanced = run(Review(), record_text.read(text), {"review#1": response("yes", "yes")})

        assert advanced.result == "published for ana@example.com"
        assert advanced.record.history[0].output == {"title": "Tïtle", "tags": ("a",)}

    def test_passes_over_an_answer_it_has_consumed(self):
        flow, record = begun(Review)
        answers = {"review#1": response("yes", "yes")}
        run(flow, record)
        run(flow, record, answers)

        again = run(flow, record, answers)

        assert again.result == "published for ana@example.com"
        assert len(record.history) == 1

    @pytest.mark.parametrize(
        ("key", "outcome", "error"),
        [
            ("review#2", "yes", NothingPending),
            ("review#1", "maybe", UnknownOutcome),
            ("review#1", None, UnclearReply),
        ],
    )
    def test_refuses_a_response_that_does_not_fit_and_changes_nothing(self, key, outcome, error):
        flow, record = begun(Review)
        before = run(flow, record).record.to_text()

        with pytest.raises(error, match=r"yes, no|review#1"):
            run(flow, record, {key: response("x", outcome)})

        assert record.to_text() == before


class TestARunWhoseNextStepIsGone:
    def test_is_refused_and_kept(self, saved):
        run(*begun(Review), save=saved)

        with pytest.raises(FlowChanged, match="due to run review, which Fragile no longer has"):
            run(Fragile(), record_text.read(saved.texts[0]))


class TestSaving:
    def test_happens_after_every_method_and_every_response(self, saved):
        flow, record = begun(Review)
        run(flow, record, save=saved)
        run(flow, record, {"review#1": response("yes", "yes")}, save=saved)

        told = [(r.seq, r.method, r.trigger, r.error) if r else None for r in saved.reports]
        assert told == [
            (1, "draft", None, None),
            (2, "review", "draft", None),
            None,
            (3, "publish", "yes", None),
        ]
        assert saved.reports[3].output == "published for ana@example.com"

    def test_holds_what_follows_before_it_runs(self, saved):
        flow, record = begun(Review)
        run(flow, record, save=saved)

        after_draft = record_text.read(saved.texts[0])
        advanced = run(Review(), after_draft)

        assert [step.method for step in record_text.read(saved.texts[0]).agenda.values()] == [
            "review"
        ]
        assert advanced.asks[0].key == "review#1"

    def test_that_fails_ends_the_advance_with_its_own_error(self):
        async def full(record, report):
            raise OSError("disk full")

        with pytest.raises(OSError, match="disk full"):
            run(*begun(Review), save=full)

    def test_cuts_a_long_preview(self, saved):
        class Long(Flow):
            @start()
            def begin(self):
                return "x" * 5000

        run(*begun(Long), save=saved)

        assert len(saved.reports[0].output) == 2000

    def test_survives_a_broken_repr(self, saved):
        class Odd:
            def __repr__(self):
                raise ZeroDivisionError

        class Strange(Flow):
            @start()
            def begin(self):
                return Odd()

        async def note(record, report):
            saved.reports.append(report)

        run(*begun(Strange), save=note)

        assert "whose repr raised ZeroDivisionError" in saved.reports[0].output


class TestTheKeyOfAStep:
    def test_is_the_same_when_the_step_is_repeated_and_differs_from_all_others(self, saved):
        keys = []

        class Keyed(Flow):
            breaks = True

            @start("again")
            async def first(self):
                keys.append(self.step_key)

            @listen(first)
            def second(self):
                keys.append(self.step_key)
                if self.breaks:
                    raise ConnectionError

            @router(second, emit=["again"])
            def loop(self):
                return "again" if len(keys) < 5 else None

        flow, record = begun(Keyed)
        with pytest.raises(ConnectionError):
            run(flow, record, save=saved)
        again = Keyed()
        again.breaks = False
        run(again, saved.record)

        assert keys[1] == keys[2]
        assert len(set(keys)) == len(keys) - 1
        assert all(key.startswith("run-1/") for key in keys)

    def test_is_refused_outside_of_a_step(self):
        with pytest.raises(FlowError, match="outside of a step"):
            _ = Review().step_key


class TestALongRun:
    def test_writes_no_more_at_a_step_than_a_short_one(self):
        class Revised(Flow):
            @start("again")
            @human_feedback(message="ok?", emit=["yes", "again"])
            async def review(self):
                return "text"

        flow, record = begun(Revised)
        sizes = []
        run(flow, record)
        for n in range(1, 200):
            run(flow, record, {f"review#{n}": response("again", "again")})
            n_known = len(record.texts)
            sizes.append((len(record.head_text()), len(record.entries_text()) - n_known))

        assert sizes[-1][0] <= sizes[0][0] + 20  # the numbers grow by some digits
        assert {n_added for _, n_added in sizes[1:]} == {2}


class TestAMethodThatRaises:
    def test_comes_out_unchanged_after_its_siblings_are_saved(self, saved):
        with pytest.raises(KeyError, match="no such customer"):
            run(*begun(Fragile), save=saved)

        told = [(r.method, r.error) for r in saved.reports]
        assert told == [("broken", "KeyError: 'no such customer'"), ("slow", None)]
        assert saved.record.status is RunStatus.FAILED

    def test_is_run_again_by_the_next_advance_and_nothing_else_is(self, saved):
        with pytest.raises(KeyError):
            run(*begun(Fragile), save=saved)
        flow = Fragile()
        flow.breaks = False

        advanced = run(flow, saved.record)

        assert advanced.result == "both"
        assert list(advanced.record.outputs()) == ["slow", "mended", "after", "both"]

    @pytest.mark.parametrize("error", [StopIteration("x"), asyncio.CancelledError("x")])
    def test_may_raise_what_a_future_cannot_carry(self, error):
        class Odd(Flow):
            @start()
            def begin(self):
                raise error

            @start()
            def other(self):
                return 1

        with pytest.raises((RuntimeError, asyncio.CancelledError)):
            asyncio.run(asyncio.wait_for(advance(*begun(Odd)), timeout=60))


class TestCancelling:
    def test_an_advance_cancels_what_runs_and_keeps_it_due(self):
        class Slow(Flow):
            @start()
            async def begin(self):
                self.under_way.set()
                await asyncio.Event().wait()

            @start()
            async def other(self):
                return 1

        flow, record = begun(Slow)

        async def scenario():
            flow.under_way = asyncio.Event()
            task = asyncio.create_task(advance(flow, record))
            await flow.under_way.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return asyncio.all_tasks()

        assert len(asyncio.run(scenario())) == 1
        assert next(step.method for step in record.agenda.values()) == "begin"

    def test_one_branch_from_outside_ends_the_advance(self):
        class Rude(Flow):
            @start()
            async def waits(self):
                await asyncio.Event().wait()

            @start()
            async def rude(self):
                mine = asyncio.current_task()
                for task in asyncio.all_tasks() - {mine}:
                    if task.get_coro().__qualname__ == mine.get_coro().__qualname__:
                        task.cancel()

        async def scenario(record):
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(advance(Rude(), record), timeout=60)

        record = new_record(Rude, run_id="r")
        asyncio.run(scenario(record))

        assert [step.method for step in record.agenda.values()] == ["waits"]


class TestTheProviderOfAMethod:
    def test_is_the_decorators_then_the_applications_then_none(self, settings):
        waits, clerk = Waits(), Answers()

        class Asked(Flow):
            @start()
            @human_feedback(message="?", provider=waits)
            def own(self):
                """Ask by its own provider."""

            @start()
            @human_feedback(message="?")
            def common(self):
                """Ask by the application's."""

        assert provider_of(Asked, "own") is waits
        assert provider_of(Asked, "common") is None
        settings.hitl_provider = clerk
        assert provider_of(Asked, "common") is clerk
