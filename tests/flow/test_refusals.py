"""An answer that comes to nothing: each reason has an error and a sentence of its own."""

from __future__ import annotations

import pytest

from signoff import Flow, human_feedback, listen, start
from signoff.errors import AlreadyAnswered, FlowChanged, NothingPending, RunCancelled
from tests.flow.cast import Waits

KINDS = (NothingPending, AlreadyAnswered, RunCancelled, FlowChanged)


class Twice(Flow):
    """Asks two questions, one after the other."""

    @start()
    @human_feedback(message="first?", emit=["yes", "no"], provider=Waits())
    def first(self):
        return "text"

    @listen("yes")
    @human_feedback(message="second?", provider=Waits())
    def second(self, result):
        return "text"


class Outer(Flow):
    @start()
    def step(self):
        return Twice().kickoff()


@pytest.fixture
def waiting():
    flow = Twice()
    flow.kickoff()
    return flow


def refusal(call):
    with pytest.raises(KINDS) as caught:
        call()
    return type(caught.value), str(caught.value)


class TestResume:
    def test_of_an_unknown_run(self):
        kind, text = refusal(lambda: Twice.from_pending("no-such-run"))

        assert kind is NothingPending
        assert "No pending feedback found for flow_id: no-such-run" in text

    def test_of_an_unknown_question(self, waiting):
        kind, text = refusal(lambda: waiting.resume("yes", key="third#1"))

        assert (kind, "'third#1'" in text) == (NothingPending, True)

    def test_of_an_answered_question_while_the_next_one_waits(self, waiting):
        request_id = waiting.pending_feedback.request_id
        waiting.resume("yes", responder="ana")

        for call in (
            lambda: waiting.resume("no", key="first#1"),
            lambda: Twice.from_pending(request_id),
            lambda: Twice.from_pending(waiting.flow_id).resume("no", key=request_id),
        ):
            kind, text = refusal(call)
            assert (kind, "ana said 'yes' by resume" in text) == (AlreadyAnswered, True)

    def test_of_an_answered_run(self, waiting):
        waiting.resume("no")

        kind, text = refusal(lambda: Twice.from_pending(waiting.flow_id))

        assert (kind, "it is ended now" in text) == (AlreadyAnswered, True)

    def test_of_a_question_that_a_nested_flow_has_the_answer_to(self):
        flow = Outer()
        flow.kickoff()
        flow.resume("yes")

        kind, text = refusal(lambda: flow.resume("no", key="step.first#1"))

        assert (kind, "a flow inside of this one" in text) == (AlreadyAnswered, True)

    def test_of_a_cancelled_run(self, waiting):
        waiting.cancel()

        kind, text = refusal(lambda: Twice.from_pending(waiting.flow_id))

        assert (kind, "was cancelled" in text) == (RunCancelled, True)

    def test_of_changed_code(self, waiting):
        class Changed(Flow):
            @start()
            def first(self):
                """Ask nothing any more."""

        Changed.__qualname__ = "Twice"
        kind, text = refusal(lambda: Changed.from_pending(waiting.flow_id))

        assert (kind, "the question 'first' is gone" in text) == (FlowChanged, True)

    def test_has_errors_that_are_told_apart(self):
        assert not any(issubclass(a, b) for a in KINDS for b in KINDS if a is not b)
