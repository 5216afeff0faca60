"""What a store must do, and when a flow uses one."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import signoff
from signoff import Flow, HumanFeedbackPending, human_feedback, listen, persist, router, start
from signoff.errors import (
    AlreadyAnswered,
    DatabaseTooNew,
    FlowChanged,
    FlowStorageError,
    NothingPending,
    RunBusy,
)
from signoff.flow.persistence import FlowPersistence, SQLiteFlowPersistence, StoredRun
from tests.flow.cast import Answers, Waits
from tests.support.programs import run

VERSION_1 = """
CREATE TABLE run (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, version INTEGER NOT NULL,
  n_chunks INTEGER NOT NULL DEFAULT 0, head TEXT NOT NULL, tail TEXT NOT NULL);
CREATE TABLE chunk (
  run_id TEXT NOT NULL, n INTEGER NOT NULL, entries TEXT NOT NULL, PRIMARY KEY (run_id, n)
) WITHOUT ROWID;
CREATE TABLE answer (
  run_id TEXT NOT NULL, key TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (run_id, key)
) WITHOUT ROWID;
INSERT INTO run (id, status, version, head, tail) VALUES ('r', 'waiting', 2, '{}', '["a"]' || char(10));
INSERT INTO answer VALUES ('r', 'a#1', '"one"');
PRAGMA user_version = 1;
"""


def long_log(word):
    """Return 300 entries, more than a row keeps."""
    return [f'"{word} {n} {"x" * 40}"' for n in range(300)]


class Review(Flow):
    @start()
    def draft(self):
        self.state["n"] = self.state.get("n", 0) + 1
        return "draft"

    @listen(draft)
    @human_feedback(message="ok?", emit=["yes", "no"], provider=Waits())
    def review(self):
        return "text"

    @listen("yes")
    def publish(self, result):
        return f"published: {result.feedback}"


def program(code, *arguments):
    """Start a Python program that knows signoff."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(signoff.__file__).parents[1])},
    )


def saved(store, *entries, run_id="r", version=0, n_known=0, status="waiting"):
    store.save_run(
        StoredRun(run_id, status, version, json.dumps({"n": version}), entries), n_known=n_known
    )


class TestAStore:
    def test_gives_a_run_back_as_it_was_saved(self, store):
        saved(store, '["a"]', '["b"]')
        saved(store, '["c"]', version=1, n_known=2, status="ended")

        assert store.load_run("r") == StoredRun(
            "r", "ended", 2, '{"n": 1}', ['["a"]', '["b"]', '["c"]']
        )

    def test_knows_no_other_run(self, store):
        assert store.load_run("r") is None
        assert store.answers("r") == {}

    def test_refuses_a_save_on_top_of_another_version(self, store):
        saved(store, '["a"]')
        saved(store, version=1, n_known=1)

        for version in (0, 1, 3):
            with pytest.raises(RunBusy, match="another version is stored"):
                saved(store, '["lost"]', version=version, n_known=1)

        assert store.load_run("r").entries == ['["a"]']

    def test_keeps_a_long_log_in_order(self, store):
        entries = [json.dumps([i, "x" * 3000]) for i in range(20)]
        for i, entry in enumerate(entries):
            saved(store, entry, version=i, n_known=i)

        assert store.load_run("r").entries == entries

    def test_writes_no_more_for_a_step_of_a_long_run(self, store):
        for i in range(400):
            saved(store, json.dumps(["x" * 100]), version=i, n_known=i)

        with contextlib.closing(sqlite3.connect(store.db_path)) as db:
            (longest,) = db.execute("SELECT max(length(tail)) FROM run").fetchone()

        assert longest < 10_000

    def test_takes_the_first_answer_and_shows_it_to_the_second(self, store):
        saved(store)

        first = store.claim("r", "review#1", '"one"')
        second = store.claim("r", "review#1", '"two"')

        assert (first.is_won, first.answer, first.version) == (True, '"one"', 2)
        assert (second.is_won, second.answer, second.version) == (False, '"one"', None)
        assert store.answers("r") == {"review#1": '"one"'}

    def test_keeps_an_answer_for_whoever_is_advancing_the_run(self, store):
        saved(store, status="running")

        claim = store.claim("r", "review#1", '"one"')

        assert (claim.is_won, claim.version) == (True, None)

    def test_refuses_an_answer_to_nothing(self, store):
        with pytest.raises(NothingPending, match="No pending feedback found for flow_id: r"):
            store.claim("r", "review#1", '"one"')

    def test_begins_anew_where_the_log_does(self, store):
        saved(store, '["a"]')
        store.claim("r", "review#1", '"one"')

        saved(store, '["b"]', version=2, n_known=0)

        assert store.load_run("r").entries == ['["b"]']
        assert store.answers("r") == {}

    def test_begins_anew_with_a_long_log(self, store):
        saved(store, *long_log("old"))
        saved(store, *long_log("more"), version=1, n_known=300)

        saved(store, *long_log("new"), version=2, n_known=0)
        saved(store, '"last"', version=3, n_known=300)

        assert store.load_run("r").entries == [*long_log("new"), '"last"']

    def test_lets_one_of_many_threads_win(self, store):
        saved(store)
        ready = threading.Barrier(8)
        won = []

        def answer(n):
            ready.wait()
            won.append(store.claim("r", "review#1", str(n)).is_won)

        threads = [threading.Thread(target=answer, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert won.count(True) == 1

    def test_is_what_the_protocol_says(self, store):
        assert isinstance(store, FlowPersistence)

    def test_opens_again_after_close(self, store):
        saved(store)
        store.close()

        assert store.load_run("r") is not None

    def test_refuses_a_path_that_cannot_hold_a_database(self, tmp_path):
        (tmp_path / "file").write_text("this is no database, and longer than a header of one is")

        for path in (tmp_path / "file" / "runs.db", tmp_path / "file", tmp_path):
            with pytest.raises(FlowStorageError, match=r"cannot be used: .* Nothing was stored"):
                SQLiteFlowPersistence(path).load_run("r")

    def test_refuses_a_database_of_a_newer_signoff(self, store):
        saved(store)
        store.close()
        with contextlib.closing(sqlite3.connect(store.db_path)) as db:
            db.execute("PRAGMA user_version = 99")

        with pytest.raises(DatabaseTooNew, match="version 99; this one knows 3"):
            store.load_run("r")

    def test_brings_an_older_database_up_to_date(self, store):
        with contextlib.closing(sqlite3.connect(store.db_path)) as db:
            db.executescript(VERSION_1)

        run, claim = store.load_run("r"), store.claim("r", "b#1", '"two"')

        assert (run.version, run.entries) == (2, ['["a"]'])
        assert (claim.is_won, claim.version) == (True, 3)
        assert store.answers("r") == {"a#1": '"one"', "b#1": '"two"'}

    def test_works_on_both_sides_of_a_fork(self, store):
        forking = """
import os, sys
from signoff.flow.persistence import SQLiteFlowPersistence, StoredRun
store = SQLiteFlowPersistence(sys.argv[1])
store.save_run(StoredRun("r", "waiting", 0, "{}", []), n_known=0)
child = os.fork()
if child == 0:
    store.save_run(StoredRun("r", "waiting", 1, "{}", []), n_known=0)
    sys.exit()
assert os.waitpid(child, 0)[1] == 0
store.save_run(StoredRun("r", "waiting", 2, "{}", []), n_known=0)
"""
        with program(forking, store.db_path) as process:
            assert process.wait(timeout=60) == 0

        assert store.load_run("r").version == 3

    def test_may_be_made_by_several_processes_at_once(self, store):
        rival = """
import sys
from signoff.flow.persistence import SQLiteFlowPersistence, StoredRun
sys.stdin.read()
run = StoredRun(sys.argv[2], "waiting", 0, "{}", [])
SQLiteFlowPersistence(sys.argv[1]).save_run(run, n_known=0)
"""
        rivals = [program(rival, store.db_path, str(n)) for n in range(4)]
        for process in rivals:
            process.stdin.close()

        assert [process.wait(timeout=60) for process in rivals] == [0, 0, 0, 0]
        assert all(store.load_run(str(n)) for n in range(4))


class TestPersist:
    @pytest.mark.parametrize("decorate", [persist, persist(), persist(verbose=True)])
    def test_saves_after_every_method_of_a_class(self, decorate, default_database):
        @decorate
        class Steps(Flow):
            @start()
            def one(self):
                return 1

            @listen(one)
            def two(self):
                assert self.seen_by_others() == ['["done","one",1]']
                return 2

            def seen_by_others(self):
                other = SQLiteFlowPersistence(default_database)
                entries = other.load_run(self.flow_id).entries
                other.close()
                return entries

        assert Steps().kickoff() == 2

    def test_saves_after_a_chosen_method(self, store):
        class Steps(Flow):
            @start()
            def one(self):
                assert store.load_run(self.flow_id) is None

            @persist(store)
            @listen(one)
            def two(self):
                assert store.load_run(self.flow_id) is None

            @listen(two)
            def three(self):
                return len(store.load_run(self.flow_id).entries)

        assert Steps().kickoff() == 2

    def test_gives_way_to_the_store_of_the_constructor(self, store, tmp_path):
        other = SQLiteFlowPersistence(tmp_path / "other.db")

        @persist(other)
        class Steps(Flow):
            @start()
            def one(self):
                return 1

        flow = Steps(persistence=store)
        flow.kickoff()

        assert store.load_run(flow.flow_id).status == "ended"
        assert not other.db_path.exists()


class TestARunWithAnId:
    def test_begins_anew_with_its_state_once_it_has_ended(self, store):
        flow = Review(persistence=store)
        flow.kickoff(inputs={"id": "case-1", "topic": "AI"})
        flow.resume("yes")

        again = Review(persistence=store)
        again.kickoff(inputs={"id": "case-1", "topic": "ML"})

        assert again.state == {"id": "case-1", "topic": "ML", "n": 2}
        assert again.human_feedback_history == []
        assert Review.from_pending("case-1", store).resume("yes: again") == "published: yes: again"

    def test_is_not_begun_twice_while_it_waits(self, store):
        first = Review(persistence=store).kickoff(inputs={"id": "case-1"})
        second = Review(persistence=store).kickoff(inputs={"id": "case-1"})

        assert isinstance(second, HumanFeedbackPending)
        assert second.context.request_id == first.context.request_id
        assert Review.from_pending("case-1", store).state["n"] == 1

    def test_is_found_in_the_default_store_too(self):
        Review().kickoff(inputs={"id": "case-1"})

        assert Review().kickoff(inputs={"id": "case-1"}).context.key == "review#1"

    def test_of_another_flow_is_refused(self, store):
        class Other(Flow):
            @start()
            def one(self):
                return 1

        Review(persistence=store).kickoff(inputs={"id": "case-1"})

        with pytest.raises(FlowChanged, match=r"case-1 is a run of .*:Review, not of"):
            Other(persistence=store).kickoff(inputs={"id": "case-1"})

    def test_takes_up_answers_that_came_while_nobody_ran_it(self, store):
        flow = Review(persistence=store)
        flow.kickoff(inputs={"id": "case-1"})
        run = store.load_run("case-1")
        # Somebody answers, and dies before anything else is stored.
        other = Review.from_pending("case-1", store)
        response = other._run().checkpoints
        from signoff.flow.host import respond

        record = other.signoff_record
        pause = record.pauses["review#1"]
        words = respond(other, pause, "yes: now", channel="x")
        response.claim(record, "review#1", words)
        assert store.load_run("case-1").version == run.version + 1

        with pytest.raises(AlreadyAnswered):
            Review.from_pending("case-1", store).resume("no")
        assert Review(persistence=store).kickoff(inputs={"id": "case-1"}) == "published: yes: now"


class TestAnAnswerWhileTheRunIsUnderWay:
    def test_is_recorded_and_taken_up_by_the_process_that_runs_it(self, store):
        class Two(Flow):
            @start()
            @human_feedback(message="a?", provider=Waits())
            def a(self):
                return "a"

            @start()
            @human_feedback(message="b?", provider=Waits())
            def b(self):
                return "b"

            @listen(a)
            def after_a(self, result):
                # Another process answers b while this one is inside a's branch.
                other = Two.from_pending(self.flow_id, store)
                with pytest.raises(RunBusy, match=r"is recorded\. Another process is advancing"):
                    other.resume("from elsewhere", key="b#1")
                return "after a"

            @listen(b)
            def after_b(self, result):
                return result.feedback

        flow = Two(persistence=store)
        flow.kickoff()

        assert flow.resume("here", key="a#1") == "from elsewhere"


class TestAnAnswerThatComesAsTheRunComesToRest:
    def test_is_followed_up_by_the_process_that_took_it_alone(self, tmp_path):
        published = []

        @persist
        class Review(Flow):
            @start()
            @human_feedback(message="ok?", provider=Waits())
            def review(self):
                return "draft"

            @listen(review)
            def publish(self, result):
                published.append(result.feedback)

        class Rivalled(SQLiteFlowPersistence):
            def answers_to(self, run_id, keys):
                if not published:
                    Review.from_pending(run_id, rival).resume("yes")
                return super().answers_to(run_id, keys)

        rival = SQLiteFlowPersistence(tmp_path / "runs.db")
        store = Rivalled(tmp_path / "runs.db")

        came = Review(persistence=store).kickoff({"id": "case-1"})

        assert isinstance(came, HumanFeedbackPending)
        assert published == ["yes"]
        assert rival.load_run("case-1").status == "ended"
        store.close()
        rival.close()


class TestAStoreThatReadsAnswersInItsOwnWay:
    def test_is_asked_for_all_of_them(self, tmp_path):
        class Sealed(SQLiteFlowPersistence):
            def answers(self, run_id):
                return {key: told.lower() for key, told in super().answers(run_id).items()}

        store = Sealed(tmp_path / "runs.db")
        store.save_run(StoredRun("case-1", "waiting", 0, "{}", []), n_known=0)
        for key in ("review#1", "review#2"):
            store.claim("case-1", key, '"YES"')

        assert store.answers_to("case-1", ["review#2", "review#3"]) == {"review#2": '"yes"'}
        store.close()


class TestALoopOfManyAnswers:
    def test_looks_for_answers_to_what_waits_and_no_others(self, tmp_path, monkeypatch):
        looked_for = []

        def refuse(*_):
            raise AssertionError("every answer of the run was read")

        monkeypatch.setattr(SQLiteFlowPersistence, "answers", refuse)

        class Store(SQLiteFlowPersistence):
            def answers_to(self, run_id, keys):
                looked_for.append(list(keys))
                return super().answers_to(run_id, keys)

        class Desk:
            words = iter(["again", "again", "fine"])

            def request_feedback(self, context, flow):
                return next(self.words)

        class Loop(Flow):
            @start("again")
            @human_feedback(message="ok?", emit=["again", "fine"], provider=Desk())
            def review(self):
                return "text"

        Loop(persistence=Store(tmp_path / "runs.db")).kickoff()

        assert [keys for keys in looked_for if len(keys) > 1] == []
        assert looked_for[-1] == ["review#3"]


class TestAPersistedChain:
    def test_is_saved_once_a_step_and_no_more(self, tmp_path):
        class Counted(SQLiteFlowPersistence):
            n_saves = 0

            def save_run(self, run, *, n_known):
                self.n_saves += 1
                super().save_run(run, n_known=n_known)

        store = Counted(tmp_path / "runs.db")
        flow = TwoSteps(persistence=store)
        flow.kickoff({"id": "case-1"})

        assert store.n_saves == 2
        assert store.load_run("case-1").status == "ended"
        store.close()


@persist
class TwoSteps(Flow):
    @start()
    def one(self):
        return 1

    @listen(one)
    def two(self, value):
        return value + 1


class TestAFailedStep:
    def test_is_tried_again_by_kickoff_with_the_same_id(self, store):
        class Fragile(Review):
            breaks = True

            @listen("yes")
            def publish(self, result):
                if self.breaks:
                    raise ConnectionError("no network")
                return "published"

        flow = Fragile(persistence=store)
        flow.kickoff(inputs={"id": "case-1"})
        with pytest.raises(ConnectionError):
            flow.resume("yes")

        Fragile.breaks = False

        assert Fragile(persistence=store).kickoff(inputs={"id": "case-1"}) == "published"

    def test_leaves_a_waiting_sibling_answerable(self, store):
        class Mixed(Flow):
            breaks = True

            @start()
            @human_feedback(message="ok?", provider=Waits())
            async def review(self):
                return "text"

            @start()
            async def broken(self):
                if self.breaks:
                    raise ConnectionError("no network")
                return "mended"

            @listen(review)
            def end(self, result):
                return result.feedback

        persist(store)(Mixed)
        with pytest.raises(ConnectionError):
            Mixed().kickoff(inputs={"id": "case-1"})
        Mixed.breaks = False

        flow = Mixed.from_pending("case-1")

        assert flow.resume("fine") == "fine"
        assert "mended" in flow.method_outputs


class TestAConsoleRunWithAStore:
    def test_asks_again_after_a_restart(self, store, settings):
        class Asked(Flow):
            @start()
            @human_feedback(message="ok?", emit=["yes", "no"])
            def review(self):
                return "text"

            @router("yes", emit=["end"])
            def end(self):
                return "end"

        class Gone:
            answers_at_once = True

            def request_feedback(self, context, flow):
                raise KeyboardInterrupt

        settings.hitl_provider = Gone()
        with pytest.raises(KeyboardInterrupt):
            Asked(persistence=store).kickoff(inputs={"id": "case-1"})
        settings.hitl_provider = Answers("yes")

        assert Asked(persistence=store).kickoff(inputs={"id": "case-1"}) == "end"


PROGRAM = """
import sys
from dataclasses import dataclass, field
from enum import Enum

from signoff import Flow, HumanFeedbackPending, human_feedback, listen, start


class Kind(Enum):
    SMALL = "small"


@dataclass
class Order:
    @dataclass
    class Line:
        n: int
        kind: Kind

    lines: list[Line] = field(default_factory=list)


class Waits:
    def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)


class OrderFlow(Flow[Order]):
    @start()
    @human_feedback(message="ok?", provider=Waits())
    def review(self):
        self.state.lines.append(Order.Line(2, Kind.SMALL))
        return self.state.lines

    @listen(review)
    def end(self, result):
        return self.state.lines == result.output == [Order.Line(2, Kind.SMALL)]


class Shop(Flow):
    @start()
    def sell(self):
        return OrderFlow().kickoff()


def begin(flow_class):
    flow_class().kickoff({"id": "order-1"})


def resume(flow_class):
    flow = flow_class.from_pending("order-1")
    assert flow.pending_feedback.message == "ok?"
    print(flow.resume("fine"))


if __name__ == "__main__":
    {"begin": begin, "resume": resume}[sys.argv[1]]({"OrderFlow": OrderFlow, "Shop": Shop}[sys.argv[2]])
elif hasattr(sys.modules["__main__"], "OrderFlow"):
    sys.exit("the program ran once more")
"""
IMPORTED = "import sys, orders; getattr(orders, sys.argv[1])(getattr(orders, sys.argv[2]))"


class TestAProgramsOwnClasses:
    @pytest.mark.parametrize(
        ("begin", "resume"),
        [
            (("orders.py",), ("-c", IMPORTED)),
            (("-c", IMPORTED), ("orders.py",)),
            (("-c", IMPORTED), ("-m", "orders")),
        ],
    )
    @pytest.mark.parametrize("flow", ["OrderFlow", "Shop"])
    def test_are_known_to_a_process_that_imports_its_flow_and_from_one(
        self, tmp_path, begin, resume, flow
    ):
        (tmp_path / "orders.py").write_text(PROGRAM)
        place = {"folder": tmp_path, "environment": {"SIGNOFF_FLOW_DB": "runs.db"}}

        assert run(*begin, "begin", flow, **place).returncode == 0
        resumed = run(*resume, "resume", flow, **place)

        assert (resumed.stdout, resumed.stderr) == ("True\n", "")
