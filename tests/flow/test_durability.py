"""A run that dies at any statement of its store, and is started again, comes to the same end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flow import durable_story as story
from tests.flow.test_store_contract import States
from tests.support.programs import run

PROGRAM = Path(story.__file__)


class Crash(Exception):
    """The process died here: nothing it does from now on reaches the store."""


class Dying:
    """Raises, and goes on raising: a dead process writes no more."""

    def __init__(self):
        self.is_dead = False

    def __call__(self):
        self.is_dead = True
        raise Crash


class DyingSQLite(story.Walked):
    def passes(self, run):
        if self.die is not None and self.die.is_dead:
            raise Crash
        return super().passes(run)


class DyingStates(States):
    """A store of three methods that dies before or after its n-th call."""

    def __init__(self, rows, *, at=0, when="before", die=None):
        self.rows = rows
        self.at, self.when, self.die, self.n_statements = at, when, die, 0

    def save_state(self, *arguments):
        self.passes(lambda: States.save_state(self, *arguments))

    def load_state(self, run_id):
        return self.passes(lambda: States.load_state(self, run_id))

    def passes(self, run):
        if self.die is not None and self.die.is_dead:
            raise Crash
        self.n_statements += 1
        if self.n_statements == self.at and self.when == "before":
            self.die()
        done = run()
        if self.n_statements == self.at:
            self.die()
        return done


@pytest.fixture(params=["sqlite", "three methods"])
def places(request, tmp_path):
    """Return a function that makes a fresh place; a place makes stores on what it holds."""
    numbers = iter(range(10_000))

    def place():
        if request.param == "sqlite":
            path = tmp_path / f"{next(numbers)}.db"
            return lambda **fault: DyingSQLite(path, **fault)
        rows = {}
        return lambda **fault: DyingStates(rows, **fault)

    return place


def lived(store, marks):
    """Live once in ``store``, as far as it goes; return the end, None where it died."""
    from signoff.flow.persistence.by_state import whole_runs

    try:
        return story.tell(whole_runs(store), marks.append)
    except Crash:
        return None
    finally:
        if hasattr(store, "close"):
            store.close()


def usual(place):
    """Return the end of a life without a fault, its marks, and how many statements it took."""
    marks = []
    store = place()()
    end = lived(store, marks)
    return end, marks, store.n_statements


def check(end, marks, expected, usual_marks, where):
    again = story.repeated(marks, usual_marks)
    assert end == expected, where
    assert not story.repeated(usual_marks, marks), where
    assert len(again) == len(set(again)), (where, again)
    assert any(set(again) <= group for group in story.GROUPS), (where, again)


class TestARunThatDiesAtAnyStatement:
    @pytest.mark.parametrize("when", ["before", "after"])
    def test_comes_to_the_same_end_with_at_most_the_running_methods_repeated(self, places, when):
        expected, usual_marks, n_statements = usual(places)
        assert expected["status"] == "ended"
        assert n_statements > 20

        for n in range(1, n_statements + 1):
            place, marks = places(), []
            died = lived(place(at=n, when=when, die=Dying()), marks)
            end = lived(place(), marks)

            assert died is None or n == n_statements
            check(end, marks, expected, usual_marks, f"{when} statement {n}")

    def test_comes_to_the_same_end_when_it_dies_in_every_life(self, places):
        expected, _, n_statements = usual(places)

        for n in range(8, n_statements, 7):
            place, end, lives = places(), None, 0
            while end is None:
                lives += 1
                assert lives < 200
                # Each life gets a little further than the one before it.
                end = lived(place(at=n + lives, when="before", die=Dying()), [])

            assert end == expected


class TestARunKilledAtAnyStatement:
    def test_comes_to_the_same_end_with_at_most_the_running_methods_repeated(self, tmp_path):
        done = run(PROGRAM, tmp_path, folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        *walked, whole = [json.loads(line) for line in done.stdout.splitlines()]

        assert len(walked) > 20
        assert whole["status"] == [0, 0]
        for life in walked:
            assert life["killed"]
            check(life["end"], life["marks"], whole["end"], whole["marks"], life["n"])
