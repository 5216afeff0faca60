"""A run in many legs, stored in between, equals the run that never paused."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context

from hypothesis import given
from hypothesis import strategies as st

from signoff.errors import TooManyCalls
from signoff.flow import record_text
from signoff.flow.engine import advance
from signoff.flow.flow import new_record
from signoff.flow.record import RunStatus
from tests.flow.random_flows import answer_to, built, plans
from tests.flow.reference import ENDLESS, Reference


@contextmanager
def legs():
    """Give a function that runs one advance; all go by one loop, as in a program that goes on.

    None hears of another by a context variable. Sync steps take turns on one thread, so that their
    order is known.
    """

    async def alone(work):
        try:
            return await work
        finally:
            assert asyncio.all_tasks() == {asyncio.current_task()}, (
                "an advance leaves nothing behind"
            )

    with asyncio.Runner() as runner:
        runner.get_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
        yield lambda work: runner.run(alone(work), context=copy_context())


def end_of(flow_class, **how):
    """Run to the end; return what can be seen of it."""
    with legs() as leg:
        return gone_to_the_end(flow_class, leg, **how)


def gone_to_the_end(flow_class, leg, *, is_stored, at_once, newest_first=False):
    record = new_record(flow_class, run_id="run", inputs={})
    answers = {}
    for _ in range(200):
        if is_stored:
            record = record_text.read(record.to_text())
        try:
            advanced = leg(advance(flow_class(), record, responses=answers))
        except TooManyCalls:
            return ENDLESS
        if advanced.status is RunStatus.ENDED:
            return seen(advanced)
        asks = advanced.asks[::-1] if newest_first else advanced.asks
        answers = {
            ask.key: answer_to(ask.key, offers=bool(ask.outcomes))
            for ask in (asks if at_once else asks[:1])
        }
    raise AssertionError("the flow did not end")


def seen(advanced):
    record = advanced.record
    return (
        advanced.result,
        list(record.outputs()),
        record.history,
        record.state,
        record.calls,
        {name: set(seen) for name, seen in record.seen.items() if seen},
        record.fired,
    )


class TestARandomFlow:
    @given(plans(), st.booleans())
    def test_ends_the_same_in_many_stored_legs_as_in_one_process(self, made, newest_first):
        flow_class = built(made)

        in_memory = end_of(flow_class, is_stored=False, at_once=False, newest_first=newest_first)
        in_legs = end_of(flow_class, is_stored=True, at_once=False, newest_first=newest_first)

        assert in_legs == in_memory

    @given(plans())
    def test_that_is_cut_at_any_step_ends_the_same(self, made):
        flow_class = built(made)

        assert cut_everywhere(flow_class) == end_of(flow_class, is_stored=False, at_once=True)


class TestARandomFlowAndItsReference:
    @given(plans(), st.booleans(), st.booleans())
    def test_agree_in_memory_and_in_stored_legs(self, made, is_async, at_once):
        flow_class = built(made, is_async=is_async)

        came = end_of(flow_class, is_stored=at_once, at_once=at_once)

        assert told(came) == Reference(made).run(at_once=at_once)

    @given(plans(), st.booleans())
    def test_agree_where_the_process_dies_after_every_save(self, made, is_async):
        flow_class = built(made, is_async=is_async)

        assert told(cut_everywhere(flow_class)) == Reference(made).run(at_once=True)


def told(end):
    """Return an end the way the reference tells it."""
    if end == ENDLESS:
        return ENDLESS
    _, outputs, history, _, calls, *_ = end
    return {
        "outputs": [
            (output.output, output.feedback) if hasattr(output, "feedback") else output
            for output in outputs
        ],
        "history": [(r.method_name, r.feedback, r.outcome) for r in history],
        "calls": calls,
    }


class Cut(Exception):
    """The process ended here."""


def cut_everywhere(flow_class):
    """Run to the end, going on from the stored text after every single save."""
    with legs() as leg:
        return gone_on_after_each_cut(flow_class, leg)


def gone_on_after_each_cut(flow_class, leg):
    text = new_record(flow_class, run_id="run", inputs={}).to_text()
    answers = {}
    for _ in range(500):
        kept = []

        async def save(record, report, kept=kept):
            kept.append(record.to_text())
            raise Cut

        try:
            advanced = leg(
                advance(flow_class(), record_text.read(text), responses=answers, save=save)
            )
        except TooManyCalls:
            return ENDLESS
        except Cut:
            text = kept[0]
            continue
        if advanced.status is RunStatus.ENDED:
            return seen(advanced)
        answers = {ask.key: answer_to(ask.key, offers=bool(ask.outcomes)) for ask in advanced.asks}
    raise AssertionError("the flow did not end")
