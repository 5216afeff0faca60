"""A crew that dies at any statement of its store, and is started again, comes to the same end."""

from __future__ import annotations

from collections import Counter

from signoff import HumanFeedbackPending
from signoff.events import TaskFinishedEvent
from signoff.flow.record_text import read_parts
from tests.crew.cast import three_tasks, told
from tests.flow.cast import Waits
from tests.flow.durable_story import Walked
from tests.flow.test_durability import Crash, Dying

RUN = "run-1"
WORDS = {
    "research#1": "needs_revision: more numbers",
    "research#2": "approved: stay short",
    "check#1": "approved",
}


class Agent:
    def __init__(self):
        self.calls = []

    def __call__(self, call):
        self.calls.append(f"{call.task_id}-{call.round}")
        said = [one.words for one in (*call.feedback, *call.remarks)]
        return f"{self.calls[-1]} {[part.output for part in call.context]} {said}"


def lived(path, agent, **fault):
    """Live once, as far as it goes; return the end, None where it died, and the statements."""
    store = Walked(path, **fault)
    crew = three_tasks(agent, reviewed=["research", "check"], provider=Waits(), persistence=store)
    try:
        stored = store.load_run(RUN)
        if stored is not None and stored.status == "ended":
            came = read_parts(stored.head, stored.entries).last_output()
        else:
            came = crew.kickoff({"id": RUN, "topic": "tides"})
        while isinstance(came, HumanFeedbackPending):
            key = came.context.key
            came = crew.from_pending(RUN).resume(WORDS[key], key=key)
    except Crash:
        return None, store.n_statements
    finally:
        store.close()
    return [(task.output, task.rounds) for task in came.tasks], store.n_statements


def test_a_crew_that_dies_at_any_statement_repeats_at_most_the_call_it_was_in(tmp_path):
    usual = Agent()
    expected, n_statements = lived(tmp_path / "whole.db", usual)
    assert usual.calls == ["research-1", "research-2", "write-1", "check-1"]
    assert n_statements > 20

    # Every third keeps the test short; tests/flow/test_durability.py walks through all of a flow's.
    for n in range(1, n_statements + 1, 3):
        agent, path = Agent(), tmp_path / f"{n}.db"
        with told(TaskFinishedEvent) as events:
            first, _ = lived(path, agent, at=n, when="after", die=Dying())
            end, _ = lived(path, agent)

        assert end == expected, n
        assert first is None or n == n_statements
        again = (Counter(agent.calls) - Counter(usual.calls)).elements()
        assert len(list(again)) <= 1, (n, agent.calls)
        assert set(usual.calls) == set(agent.calls), n
        finished = [event.task_id for event in events]
        assert list(dict.fromkeys(finished)) == ["research", "write", "check"], (n, finished)
