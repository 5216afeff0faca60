"""A run in many legs, stored in between, equals the run that never paused."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from signoff import Flow, and_, human_feedback, listen, or_, router, start
from signoff.errors import TooManyCalls
from signoff.flow import record_text
from signoff.flow.engine import advance
from signoff.flow.flow import new_record
from signoff.flow.record import RunStatus
from tests.flow.cast import response

OUTCOMES = ("yes", "no", "again")


@dataclass(frozen=True)
class Plan:
    """One method of a random flow. Triggers name earlier methods or outcomes."""

    kind: str
    join: str
    triggers: tuple[str, ...]
    outcome: str


@st.composite
def plans(draw):
    """Return plans of 2 to 7 methods; the first is a start, the rest start or listen."""
    made = []
    for i in range(draw(st.integers(2, 7))):
        known = [f"m{j}" for j in range(i)] + [*OUTCOMES]
        is_start = i == 0 or draw(st.integers(0, 4)) == 0
        made.append(
            Plan(
                kind=draw(st.sampled_from(["step", "router", "review", "routed review"])),
                join="start" if is_start else draw(st.sampled_from(["or", "and", "nested"])),
                triggers=tuple(
                    draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
                ),
                outcome=draw(st.sampled_from(OUTCOMES)),
            )
        )
    return made


def built(made):
    """Return a flow class that follows the plans."""
    members = {"max_method_calls": 6}
    for i, plan in enumerate(made):
        members[f"m{i}"] = method_of(f"m{i}", plan)
    # Every outcome can be produced, so that any listener is legal.
    members["spare"] = router("spare_trigger", emit=[*OUTCOMES, "spare_trigger"])(
        named("spare", lambda self: None)
    )
    return type("Random", (Flow,), members)


def named(name, function):
    function.__name__ = name
    return function


def method_of(name, plan):
    # Steps that do not suspend finish in the order they were scheduled, so that two runs
    # of one flow can be compared step by step.
    async def body(self, value=None):
        return plan.outcome if plan.kind == "router" else (name, type(value).__name__)

    function = named(name, body)
    if plan.kind == "router":
        function = router(emit=OUTCOMES)(function)
    if plan.kind == "review":
        function = human_feedback(message=name)(function)
    if plan.kind == "routed review":
        function = human_feedback(message=name, emit=OUTCOMES)(function)
    if plan.join == "start":
        return start()(function)
    return listen(condition_of(plan))(function)


def condition_of(plan):
    first, *rest = plan.triggers
    if plan.join == "or":
        return or_(*plan.triggers)
    if plan.join == "and":
        return and_(*plan.triggers)
    return or_(and_(*rest), first) if rest else first


def answer_to(ask):
    """The same question gets the same answer in every run."""
    n = len(ask.key) + ask.revision
    return response(f"to {ask.key}", OUTCOMES[n % 3] if ask.outcomes else None)


def end_of(flow_class, *, is_stored, at_once, newest_first=False):
    """Run to the end; return what can be seen of it."""
    record = new_record(flow_class, run_id="run", inputs={})
    answers = {}
    for _ in range(200):
        if is_stored:
            record = record_text.read(record.to_text())
        try:
            advanced = asyncio.run(advance(flow_class(), record, responses=answers))
        except TooManyCalls:
            return "a loop without end"
        if advanced.status is RunStatus.ENDED:
            return seen(advanced)
        asks = advanced.asks[::-1] if newest_first else advanced.asks
        answers = {ask.key: answer_to(ask) for ask in (asks if at_once else asks[:1])}
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


class Cut(Exception):
    """The process ended here."""


def cut_everywhere(flow_class):
    """Run to the end, going on from the stored text after every single save."""
    text = new_record(flow_class, run_id="run", inputs={}).to_text()
    answers = {}
    for _ in range(500):
        kept = []

        async def save(record, report, kept=kept):
            kept.append(record.to_text())
            raise Cut

        try:
            advanced = asyncio.run(
                advance(flow_class(), record_text.read(text), responses=answers, save=save)
            )
        except TooManyCalls:
            return "a loop without end"
        except Cut:
            text = kept[0]
            continue
        if advanced.status is RunStatus.ENDED:
            return seen(advanced)
        answers = {ask.key: answer_to(ask) for ask in advanced.asks}
    raise AssertionError("the flow did not end")
