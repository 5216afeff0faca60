"""Random flows: plans that hypothesis draws, and the flow classes that follow them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from signoff import Flow, and_, human_feedback, listen, or_, router, start
from tests.flow.cast import response

OUTCOMES = ("yes", "no", "again")
MAX_CALLS = 6


@dataclass(frozen=True)
class Plan:
    """One method of a random flow. Triggers name earlier methods or outcomes."""

    kind: str
    join: str
    triggers: tuple[str, ...]
    outcome: str

    @property
    def routes(self):
        return self.kind in {"router", "routed review"}

    @property
    def branches(self):
        """What it listens to: any of these, each complete when all of its names were seen."""
        first, *rest = self.triggers
        if self.join == "or":
            return [{name} for name in self.triggers]
        if self.join == "and":
            return [set(self.triggers)]
        return [set(rest), {first}] if rest else [{first}]

    @property
    def fires_once(self):
        is_or = self.join == "or" or (self.join == "nested" and len(self.triggers) > 1)
        return is_or and len(self.triggers) > 1 and not self.routes


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


def built(made, *, is_async=True):
    """Return a flow class that follows the plans."""
    members = {"max_method_calls": MAX_CALLS}
    for i, plan in enumerate(made):
        members[f"m{i}"] = method_of(f"m{i}", plan, is_async=is_async)
    # Every outcome can be produced, so that any listener is legal.
    members["spare"] = router("spare_trigger", emit=[*OUTCOMES, "spare_trigger"])(
        named("spare", lambda self: None)
    )
    return type("Random", (Flow,), members)


def named(name, function):
    function.__name__ = name
    return function


def method_of(name, plan, *, is_async):
    # Steps that do not suspend finish in the order they were scheduled, and so do sync steps
    # on a single thread: two runs of one flow can be compared step by step.
    def result(value):
        return plan.outcome if plan.kind == "router" else (name, type(value).__name__)

    async def body(self, value=None):
        return result(value)

    function = named(name, body if is_async else lambda self, value=None: result(value))
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


def answer_to(key, *, offers):
    """The same question gets the same answer in every run."""
    n = len(key) + int(key.rpartition("#")[2])
    return response(f"to {key}", OUTCOMES[n % 3] if offers else None)
