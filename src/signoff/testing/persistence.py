"""The contract of a store of runs, as tests that any store can inherit.

It knows the protocol and nothing of how a store works. It needs no pytest:
whatever runs methods called ``test_...`` will do.

    class TestMyStore(FlowPersistenceContract):
        def make_store(self):
            return MyStore(...)
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from signoff.errors import AlreadyAnswered, NothingPending, RunBusy
from signoff.flow.async_feedback import HumanFeedbackPending, PendingFeedbackContext
from signoff.flow.flow import Flow, listen, start
from signoff.flow.human_feedback import HumanFeedbackResult, human_feedback
from signoff.flow.persistence.besides import FindsAnswers, KeepsDecisions
from signoff.flow.persistence.by_state import whole_runs
from signoff.flow.persistence.decorator import persist
from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates, StoredRun

N_RIVALS = 8
HEAD = '{"v":1,"state":{"title":"Caf\\u00e9 \\"Zur Post\\"","text":"zeile 1\\nzeile 2 \U0001f44d"}}'
NEXT_HEAD = '{"v":1,"state":{}}'


class FlowPersistenceContract:
    """What every store must do. Inherit it and say how a store is made.

    ``make_store`` returns an empty store; the contract makes one per test.
    ``reopened`` returns the same store as another process would find it;
    where a store lives in one process alone, leave it out.
    """

    def make_store(self) -> FlowPersistence | KeepsStates:
        """Return an empty store."""
        raise NotImplementedError(
            f"{type(self).__name__} does not say which store it tests. No test was run. "
            "Define make_store(self) in it, and return an empty store."
        )

    def reopened(self, store: Any) -> Any:  # noqa: ANN401 - the user's own type
        """Return ``store`` as another process finds it."""
        return store

    # A run.

    def test_gives_a_run_back_as_it_was_saved(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a", "b"))
        _same(
            self._stored(store),
            ("waiting", 1, HEAD, _entries("a", "b")),
            "a run that was saved once",
        )

    def test_knows_no_run_that_was_never_saved(self) -> None:
        store = self.make_store()
        _save(store, 0, [])
        _same(whole_runs(store).load_run("another"), None, "a run that was never saved")

    def test_replaces_the_head_and_adds_to_the_log(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"))
        _save(store, 1, _entries("b", "c"), n_known=1, head=NEXT_HEAD, status="ended")
        _same(
            self._stored(store),
            ("ended", 2, NEXT_HEAD, _entries("a", "b", "c")),
            "a run that was saved twice",
        )

    def test_keeps_a_long_log_in_order(self) -> None:
        store = self.make_store()
        entries = [f'["done","m","{n} {"x" * 200}"]' for n in range(200)]
        for n, entry in enumerate(entries):
            _save(store, n, [entry], n_known=n)
        _same(self._stored(store)[3], entries, "a log that was saved entry by entry")

    def test_keeps_runs_apart(self) -> None:
        store = self.make_store()
        for run_id, method in (("one", "a"), ("two", "b")):
            run = StoredRun(run_id, "waiting", 0, HEAD, _entries(method))
            whole_runs(store).save_run(run, n_known=0)
        whole_runs(store).claim("one", "a#1", '"yes"')
        other = whole_runs(store).load_run("two")
        _same(other and list(other.entries), _entries("b"), "the log of the other run")
        _same(dict(whole_runs(store).answers("two")), {}, "the answers of the other run")

    def test_refuses_a_save_that_follows_another_version(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"))
        _save(store, 1, _entries("b"), n_known=1)
        for version in (0, 1, 3):
            _refused(RunBusy, lambda v=version: _save(store, v, _entries("x"), n_known=min(v, 1)))
        _same(self._stored(store)[1:], (2, HEAD, _entries("a", "b")), "the run after refusals")

    def test_begins_anew_where_no_entry_is_known(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a", "b"))
        whole_runs(store).claim("run", "b#1", '"yes"')
        _save(store, 2, _entries("c"))
        _same(self._stored(store)[3], _entries("c"), "the log of a run begun anew")
        answers = dict(whole_runs(self.reopened(store)).answers("run"))
        _same(answers, {}, "the answers of a run begun anew")

    # An answer.

    def test_lets_the_first_answer_hold(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"))
        first = whole_runs(store).claim("run", "a#1", '"yes"')
        second = whole_runs(self.reopened(store)).claim("run", "a#1", '"no"')
        _same(tuple(first), (True, '"yes"', 2), "the first claim")
        _same(tuple(second), (False, '"yes"', None), "the second claim")
        _same(self._stored(store)[:2], ("running", 2), "the run after an answer")

    def test_refuses_the_save_of_a_rival_once_a_run_is_claimed(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"))
        whole_runs(store).claim("run", "a#1", '"yes"')
        _refused(RunBusy, lambda: _save(store, 1, _entries("b"), n_known=1))
        _save(store, 2, _entries("b"), n_known=1)
        _same(self._stored(store)[1], 3, "the version after the winner's save")

    def test_keeps_an_answer_for_whoever_is_advancing_the_run(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"), status="running")
        claim = whole_runs(store).claim("run", "a#1", '"yes"')
        _same(tuple(claim), (True, '"yes"', None), "a claim on a run that is under way")
        _same(self._stored(store)[1], 1, "the version of a run that is under way")
        answers = dict(whole_runs(self.reopened(store)).answers("run"))
        _same(answers, {"a#1": '"yes"'}, "the answers of a run that is under way")

    def test_finds_answers_by_their_questions(self) -> None:
        """Where a store has ``answers_to``; one without it is asked for all of them."""
        store = whole_runs(self.make_store())
        if not isinstance(store, FindsAnswers):
            return
        _save(store, 0, _entries("a"))
        for key in ("a#1", "a#2"):
            store.claim("run", key, f'"{key}"')
        many = [f"a#{n}" for n in range(2, 2_000)]
        _same(dict(store.answers_to("run", many)), {"a#2": '"a#2"'}, "the answers to some")
        _same(dict(store.answers_to("run", [])), {}, "the answers to no question")

    def test_refuses_an_answer_to_a_run_it_does_not_know(self) -> None:
        store = self.make_store()
        _refused(NothingPending, lambda: whole_runs(store).claim("run", "a#1", '"yes"'))
        _same(dict(whole_runs(store).answers("run")), {}, "the answers of an unknown run")

    def test_lets_one_of_many_threads_win(self) -> None:
        store = self.make_store()
        _save(store, 0, _entries("a"))
        ready = threading.Barrier(N_RIVALS)
        won: list[bool] = []

        def answer(n: int) -> None:
            ready.wait()
            won.append(whole_runs(store).claim("run", "a#1", str(n)).is_won)

        rivals = [threading.Thread(target=answer, args=(n,)) for n in range(N_RIVALS)]
        for rival in rivals:
            rival.start()
        for rival in rivals:
            rival.join()
        _same((len(won), won.count(True)), (N_RIVALS, 1), "claims made and claims won")

    # A flow.

    def test_lets_a_flow_pause_and_resume(self) -> None:
        store = self.make_store()
        paused = _Question(persistence=store).kickoff({"id": "run"})
        _same(type(paused), HumanFeedbackPending, "what kickoff returned")
        flow = _Question.from_pending("run", self.reopened(store))
        _same(flow.resume("well done"), "said: well done", "what resume returned")
        _same(self._stored(store)[0], "ended", "the run's status in the end")

    def test_refuses_the_second_of_two_answers(self) -> None:
        store = self.make_store()
        _Question(persistence=store).kickoff({"id": "run"})
        one = _Question.from_pending("run", store)
        two = _Question.from_pending("run", self.reopened(store))
        one.resume("yes")
        _refused(AlreadyAnswered, lambda: two.resume("no"))

    def test_lets_a_flow_go_on_after_its_last_finished_method(self) -> None:
        store = self.make_store()
        _Fragile.calls = []
        _refused(ZeroDivisionError, _Fragile(persistence=store, fails=True).kickoff, {"id": "run"})
        came = _Fragile(persistence=self.reopened(store)).kickoff({"id": "run"})
        _same((came, _Fragile.calls), ("sent", ["charge", "send", "send"]), "the methods that ran")

    def _stored(self, store: FlowPersistence | KeepsStates) -> tuple[str, int, str, list[str]]:
        run = whole_runs(self.reopened(store)).load_run("run")
        if run is None:
            raise AssertionError("the run that was saved: expected to find it, and it is not there")
        return run.status, run.version, run.head, list(run.entries)


class KeepsDecisionsContract(FlowPersistenceContract):
    """What a store must do besides, so that its runs can be forked at a past decision."""

    def test_keeps_the_head_that_an_answer_was_given_on(self) -> None:
        store = self._keeping()
        _save(store, 0, _entries("a"))
        store.claim("run", "a#1", '"yes"')
        _save(store, 2, _entries("b"), n_known=1, head=NEXT_HEAD)
        _same(self.reopened(store).head_at("run", "a#1"), HEAD, "the head at the decision")
        _same(store.head_at("run", "b#1"), None, "the head at a question without an answer")
        _same(store.head_at("another", "a#1"), None, "the head of a run that was never saved")

    def test_keeps_no_head_of_a_run_that_is_under_way_until_it_is_told(self) -> None:
        store = self._keeping()
        _save(store, 0, _entries("a"), status="running")
        store.claim("run", "a#1", '"yes"')
        store.claim("run", "b#1", '"yes"')
        _same(store.head_at("run", "a#1"), None, "the head while the run is under way")
        _save(store, 1, _entries("b"), n_known=1, head=NEXT_HEAD)
        store.keep_heads("run", ["a#1"])
        _same(self.reopened(store).head_at("run", "a#1"), NEXT_HEAD, "the head once it is told")
        _same(store.head_at("run", "b#1"), None, "the head that was not asked for")

    def test_lets_a_flow_be_forked_at_a_past_decision(self) -> None:
        store = self._keeping()
        _Question(persistence=store).kickoff({"id": "run"})
        _Question.from_pending("run", store).resume("good")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that publish runs once more is meant
            fork = _Question.fork("run", at="review#1", persistence=self.reopened(store))
        _same(fork.resume("bad"), "said: bad", "what the fork's resume returned")
        _same(self._stored(store)[0], "ended", "the status of the run that was forked")

    def _keeping(self) -> Any:  # noqa: ANN401 - both protocols at once have no name
        store = self.make_store()
        if not isinstance(store, KeepsDecisions):
            raise AssertionError(f"{store!r} has no keep_heads and head_at: see KeepsDecisions")  # noqa: TRY004 - a failed test
        return store


class _Waits:
    """Leaves every question waiting."""

    def request_feedback(self, context: PendingFeedbackContext, flow: object) -> str:
        del flow
        raise HumanFeedbackPending(context)


class _Question(Flow[dict[str, Any]]):
    """Asks once."""

    @start()
    async def draft(self) -> str:
        return "a draft"

    @listen(draft)
    @human_feedback(message="Good?", provider=_Waits())
    async def review(self, text: str) -> str:
        return text

    @listen(review)
    async def publish(self, result: HumanFeedbackResult) -> str:
        return f"said: {result.feedback}"


@persist
class _Fragile(Flow[dict[str, Any]]):
    """Charges, then fails to send at the first attempt."""

    calls: list[str] = []  # noqa: RUF012 - written by every run on purpose
    fails = False

    def __init__(self, *, fails: bool = False, **inputs: Any) -> None:  # noqa: ANN401
        super().__init__(**inputs)
        self.fails = fails

    @start()
    async def charge(self) -> str:
        self.calls.append("charge")
        return "charged"

    @listen(charge)
    async def send(self) -> str:
        self.calls.append("send")
        if self.fails:
            raise ZeroDivisionError
        return "sent"


def _entries(*methods: str) -> list[str]:
    return [f'["done","{method}","its \\"output\\",\\nin \\u00fc"]' for method in methods]


def _save(
    store: FlowPersistence | KeepsStates,
    version: int,
    entries: Sequence[str],
    *,
    n_known: int = 0,
    status: str = "waiting",
    head: str = HEAD,
) -> None:
    run = StoredRun("run", status, version, head, entries)
    whole_runs(store).save_run(run, n_known=n_known)


def _same(came: object, expected: object, what: str) -> None:
    if came != expected:
        raise AssertionError(f"{what}: expected {expected!r}, came {came!r}")


def _refused(error: type[Exception], call: Callable[..., object], *arguments: object) -> None:
    try:
        came = call(*arguments)
    except error:
        return
    raise AssertionError(f"expected {error.__name__}, came {came!r}")
