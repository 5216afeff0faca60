"""Stores keep the contract we ship; a store of three methods is enough to pause and resume."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import signoff
from signoff import Flow, human_feedback, listen, start
from signoff.errors import FlowStorageError
from signoff.flow.persistence import FlowPersistence, SQLiteFlowPersistence
from signoff.testing.persistence import FlowPersistenceContract, KeepsDecisionsContract
from tests.flow.cast import Waits


class States(FlowPersistence):
    """A store as authors know it: one row of JSON per run, written anew at every save."""

    def __init__(self):
        self.rows = None

    def init_db(self):
        self.rows = {} if self.rows is None else self.rows

    def save_state(self, flow_uuid, method_name, state_data):
        self.rows[flow_uuid] = (method_name, json.dumps(state_data))

    def load_state(self, flow_uuid):
        row = self.rows.get(flow_uuid)
        return None if row is None else json.loads(row[1])


class Draft(Flow):
    @start()
    def write(self):
        self.state["words"] = 700
        return ("a", "draft")

    @listen(write)
    @human_feedback(message="Good?", emit=["yes", "no"], provider=Waits())
    def review(self, text):
        return text

    @listen("yes")
    def publish(self, result):
        return result


class TestSQLite(KeepsDecisionsContract):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path):
        self.path, self.stores = tmp_path / "runs.db", []
        yield
        for store in self.stores:
            store.close()

    def make_store(self):
        self.stores.append(SQLiteFlowPersistence(self.path))
        return self.stores[-1]

    def reopened(self, store):
        return self.make_store()


class TestSQLiteOnItsQuickSetting(TestSQLite):
    def make_store(self):
        self.stores.append(SQLiteFlowPersistence(self.path, synchronous="NORMAL"))
        return self.stores[-1]


class OlderSQLite(SQLiteFlowPersistence):
    _has_returning = False


class TestSQLiteFromBeforeItCouldReturn(TestSQLite):
    def make_store(self):
        self.stores.append(OlderSQLite(self.path))
        return self.stores[-1]


class TestAStoreOfThreeMethods(FlowPersistenceContract):
    def make_store(self):
        return States()

    def test_keeps_the_state_where_its_owner_looks_for_it(self):
        store = States()

        Draft(persistence=store).kickoff({"id": "case-1"})

        assert store.rows["case-1"][0] == "review"
        assert store.load_state("case-1")["words"] == 700

    def test_gives_values_back_with_their_types(self):
        store = States()
        Draft(persistence=store).kickoff({"id": "case-1"})

        result = Draft.from_pending("case-1", store).resume("yes")

        assert (result.output, result.outcome) == (("a", "draft"), "yes")

    def test_begins_a_run_anew_over_a_state_that_is_none_of_ours(self):
        store = States()
        store.init_db()
        store.save_state("case-1", "before", {"words": 3})

        pending = Draft(persistence=store).kickoff({"id": "case-1"})

        assert pending.context.flow_id == "case-1"
        assert store.load_state("case-1")["words"] == 700


class TestAStoreOfNeitherForm:
    def test_is_refused_with_what_it_needs(self):
        with pytest.raises(FlowStorageError, match="init_db, save_state and load_state, or all"):
            Draft(persistence=object()).kickoff()


class TestTheContract:
    def test_says_what_to_define(self):
        with pytest.raises(NotImplementedError, match="Define make_store"):
            FlowPersistenceContract().test_keeps_runs_apart()

    @pytest.mark.parametrize(
        ("lie", "test"),
        [
            ("save_run", "test_gives_a_run_back_as_it_was_saved"),
            ("claim", "test_lets_the_first_answer_hold"),
            ("answers", "test_keeps_an_answer_for_whoever_is_advancing_the_run"),
        ],
    )
    def test_fails_a_store_that_forgets(self, tmp_path, lie, test):
        class Forgetful(SQLiteFlowPersistence):
            pass

        forgets = {
            "save_run": lambda self, run, *, n_known: None,
            "claim": lambda self, run_id, key, answer: (True, answer, 2),
            "answers": lambda self, run_id: {},
        }
        setattr(Forgetful, lie, forgets[lie])
        store = Forgetful(tmp_path / "runs.db")

        class Contract(FlowPersistenceContract):
            def make_store(self):
                return store

        with pytest.raises(AssertionError, match="expected"):
            getattr(Contract(), test)()
        store.close()

    @pytest.mark.parametrize(
        ("lie", "test"),
        [
            ("head_at", "test_keeps_the_head_that_an_answer_was_given_on"),
            ("keep_heads", "test_keeps_no_head_of_a_run_that_is_under_way_until_it_is_told"),
        ],
    )
    def test_fails_a_store_that_forgets_heads(self, tmp_path, lie, test):
        class Forgetful(SQLiteFlowPersistence):
            pass

        setattr(Forgetful, lie, lambda self, run_id, key: None)
        store = Forgetful(tmp_path / "runs.db")

        class Contract(KeepsDecisionsContract):
            def make_store(self):
                return store

        with pytest.raises(AssertionError, match="expected"):
            getattr(Contract(), test)()
        store.close()

    def test_of_decisions_refuses_a_store_that_keeps_none(self):
        class Contract(KeepsDecisionsContract):
            def make_store(self):
                return States()

        with pytest.raises(AssertionError, match="has no keep_heads and head_at"):
            Contract().test_lets_a_flow_be_forked_at_a_past_decision()

    def test_needs_no_more_than_the_library(self):
        program = (
            "import sys, signoff.testing.persistence\n"
            "print(*{name.partition('.')[0] for name in sys.modules})"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            env={"PYTHONPATH": str(Path(signoff.__file__).parents[1])},
        )

        assert not {"pytest", "sqlalchemy", "dbos", "fastapi"} & set(done.stdout.split())
