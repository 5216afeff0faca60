"""What an author's type checker says about a flow. Read by type checkers, never run.

mypy reads it in every test run (tests/flow/test_typing.py); pyright by hand, since it
weighs three hundred megabytes: `pip install basedpyright && basedpyright -p typing_tests`.

Each ``assert_type`` is a promise; each ``type: ignore`` is a mistake that must
be found: where it is not, the comment itself is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, assert_type

from signoff import (
    Answer,
    ConsoleProvider,
    Flow,
    HumanFeedbackPending,
    HumanFeedbackProvider,
    HumanFeedbackResult,
    PendingFeedbackContext,
    and_,
    human_feedback,
    listen,
    or_,
    persist,
    router,
    start,
)
from signoff.flow.persistence import FlowPersistence, SQLiteFlowPersistence


class Way(Enum):
    SHIP = "ship"
    HOLD = "hold"


@dataclass
class Case:
    id: str = ""
    amount: int = 0
    notes: list[str] = field(default_factory=list)


class Typed(Flow[Case]):
    @start()
    def draft(self) -> str:
        assert_type(self.state, Case)
        assert_type(self.state.amount, int)
        self.state.amount = "much"  # type: ignore[assignment]
        self.state.amuont = 1  # type: ignore[attr-defined]
        return "draft"

    @human_feedback(message="ok?", emit=["yes", "no"], default_outcome="no")
    @listen(or_(draft, "again"))
    def review(self) -> list[str]:
        return self.state.notes

    @listen("yes")
    async def publish(self, result: HumanFeedbackResult) -> int:
        assert_type(result.outcome, str | None)
        assert_type(result.feedback, str)
        assert_type(result.output, Any)
        assert_type(result.request_id, str | None)
        assert_type(self.last_human_feedback, HumanFeedbackResult | None)
        assert_type(self.human_feedback_history, list[HumanFeedbackResult])
        result.outcom  # type: ignore[attr-defined]
        return self.state.amount

    @router(and_(draft, publish), emit=["again", "done"])
    def weigh(self, amount: int) -> str:
        assert_type(self.step_key, str)
        return "again" if amount else "done"

    @persist
    @listen(weigh)
    def end(self) -> None:
        return None


class Plain(Flow):
    """Without brackets, the state is a dict; that is no error under strict rules."""

    @start()
    def begin(self) -> None:
        assert_type(self.state, dict[str, Any])
        self.state["n"] = 1


@persist
class Kept(Typed):
    @start("again")
    def another(self) -> float:
        return self.state.amount / 2


@persist(SQLiteFlowPersistence("runs.db"))
class KeptElsewhere(Typed): ...


class Asks:
    def request_feedback(self, context: PendingFeedbackContext, flow: Any) -> str:
        assert_type(context.emit, list[str] | None)
        assert_type(context.method_output, Any)
        raise HumanFeedbackPending(context)


class AsksWrongly:
    def request_feedback(self, context: int) -> str:
        return str(context)


def decorated_methods_keep_their_signatures(flow: Typed) -> None:
    assert_type(flow.draft(), str)
    assert_type(flow.review(), list[str])
    assert_type(flow.weigh(1), str)
    weigh: Callable[[int], str] = flow.weigh
    flow.weigh("1")  # type: ignore[arg-type]
    flow.draft(1)  # type: ignore[call-arg]
    weigh(1)


async def async_methods_stay_async(flow: Typed, result: HumanFeedbackResult) -> None:
    assert_type(await flow.publish(result), int)
    await flow.publish("yes")  # type: ignore[arg-type]


def decorated_classes_stay_themselves() -> None:
    assert_type(Kept(), Kept)
    assert_type(Kept().state, Case)
    assert_type(Kept().another(), float)
    assert_type(KeptElsewhere().state.amount, int)


def a_run_is_begun_and_resumed(store: FlowPersistence) -> None:
    flow = Typed(persistence=store, max_method_calls=10)
    assert_type(flow.kickoff(inputs={"amount": 1}), Any)
    assert_type(flow.kickoff(restore_from_state_id="case-1"), Any)
    assert_type(flow.resume("yes", key="review#1"), Any)
    assert_type(flow.flow_id, str)
    assert_type(flow.method_outputs, list[Any])
    assert_type(flow.pending_feedback, PendingFeedbackContext | None)
    assert_type(flow.pending_feedbacks, list[PendingFeedbackContext])
    assert_type(Typed.from_pending("case-1", store), Typed)
    assert_type(Typed.from_pending("case-1").state, Case)
    flow.resume(1)  # type: ignore[arg-type]
    flow.kickoff("inputs")  # type: ignore[arg-type]


async def a_run_is_awaited(flow: Plain) -> None:
    assert_type(await flow.kickoff_async(inputs={"n": 1}), Any)
    assert_type(await flow.akickoff(), Any)
    assert_type(await flow.resume_async("yes"), Any)


def a_run_is_forked(result: HumanFeedbackResult, context: PendingFeedbackContext) -> None:
    assert_type(Typed.fork("case-1", at="review#1"), Typed)
    assert_type(Typed.fork("case-1", at=result, answer="no").state, Case)
    assert_type(Typed.fork("case-1", at=context), Typed)
    Typed.fork("case-1")  # type: ignore[call-arg]


def a_flow_is_drawn(flow: Typed) -> None:
    assert_type(Typed.plot("typed", show=False), Path)
    assert_type(flow.plot(), Path)
    assert_type(Typed.to_mermaid(), str)


def providers_and_stores_are_protocols() -> None:
    provider: HumanFeedbackProvider = Asks()
    provider = ConsoleProvider()
    provider = AsksWrongly()  # type: ignore[assignment]
    store: FlowPersistence = SQLiteFlowPersistence()
    store = provider  # type: ignore[assignment]
    del provider, store


def members_of_an_enum_name_outcomes(flow: Plain) -> None:
    human_feedback("ok?", emit=[Way.SHIP, Way.HOLD], default_outcome=Way.HOLD, approving=[Way.SHIP])
    router(emit=[Way.SHIP, Way.HOLD])
    listen(Way.SHIP)
    flow.resume(Answer(outcome=Way.SHIP))


def decorators_refuse_what_is_no_trigger() -> None:
    listen(1)  # type: ignore[arg-type]
    router(emit=[1])  # type: ignore[list-item]
    or_(None)  # type: ignore[arg-type]
    human_feedback()  # type: ignore[call-arg]
    human_feedback(message=1)  # type: ignore[arg-type]
