"""A crew with people: each round asked, their words kept, nothing done twice."""

from __future__ import annotations

import pytest

from signoff import Answer, HumanFeedbackPending
from signoff.crew import Agent, Task, progress_of, task_output, task_outputs
from signoff.errors import AlreadyAnswered, FlowChanged, UnclearReply
from signoff.events import TaskFinishedEvent
from signoff.flow.persistence import SQLiteFlowPersistence
from tests.crew.cast import Article, Notes, crew_of, three_tasks, told
from tests.flow.cast import Answers, Waits
from tests.flow.typist import Typist

INPUTS = {"topic": "tides", "id": "run-1"}


def answered(crew, words):
    """Answer as another process would: with what is stored, and nothing else."""
    return crew.from_pending("run-1").resume(words)


class TestAReviewedTask:
    def test_asks_about_its_output_and_what_it_may_be_answered(self):
        waits = Waits()

        pending = three_tasks(Notes(), reviewed=["research"], provider=waits).kickoff(INPUTS)

        [context] = waits.contexts
        assert isinstance(pending, HumanFeedbackPending)
        assert context.method_output == "research of round 1"
        assert (context.emit, context.approving) == (["approved", "needs_revision"], ["approved"])
        assert "Task research is done." in context.message
        assert context.metadata == {"task_id": "research", "agent": "Worker on {topic}"}
        assert context.default_outcome is None

    def test_is_done_again_with_the_words_until_it_is_approved(self, store):
        notes, waits = Notes("v1", "v2", "v3"), Waits()
        crew = three_tasks(notes, reviewed=["research"], provider=waits, persistence=store)
        crew.kickoff(INPUTS)

        for words in ("needs_revision: more numbers", Answer(outcome="needs_revision")):
            assert isinstance(answered(crew, words), HumanFeedbackPending)
        result = answered(crew, Answer("Good. Keep it short from here on.", outcome="approved"))

        assert [context.method_output for context in waits.contexts] == ["v1", "v2", "v3"]
        third = notes.calls[2]
        rounds = [(one.number, one.output, one.words) for one in third.feedback]
        assert rounds == [(1, "v1", "needs_revision: more numbers"), (2, "v2", "")]
        assert third.round == 3
        assert "more numbers" in third.prompt
        assert "gave no words" in third.prompt
        assert (result.tasks[0].output, result.tasks[0].rounds) == ("v3", 3)
        assert [call.task_id for call in notes.calls[3:]] == ["write", "check"]

    def test_gives_the_words_of_an_approval_to_every_task_after_it(self):
        notes = Notes()
        answers = Answers("approved: but cite sources", "needs_revision: shorter", "approved")
        crew = three_tasks(notes, reviewed=["research", "write"], provider=answers)

        crew.kickoff(INPUTS)

        remarks = [[(one.task_id, one.words) for one in call.remarks] for call in notes.calls]
        cite = [("research", "approved: but cite sources")]
        assert remarks == [[], cite, cite, cite], "a bare 'approved' says nothing"
        assert [len(call.feedback) for call in notes.calls] == [0, 0, 1, 0]
        assert "On research:\n\napproved: but cite sources" in notes.calls[3].prompt

    def test_stays_open_where_words_decide_nothing(self, store):
        crew = three_tasks(Notes(), reviewed=["check"], provider=Waits(), persistence=store)
        crew.kickoff(INPUTS)

        for words in ("", "hm"):
            with pytest.raises(UnclearReply):
                answered(crew, words)
        assert answered(crew, "approved").output == "check of round 1"

    def test_is_answered_once(self, store):
        crew = three_tasks(Notes(), reviewed=["check"], provider=Waits(), persistence=store)
        first, second = crew.kickoff(INPUTS), crew.from_pending("run-1")
        assert first.context.method_name == "check"
        answered(crew, "approved")

        with pytest.raises(AlreadyAnswered):
            second.resume("needs_revision: no")

    def test_shows_a_model_as_what_it_holds(self):
        waits = Waits()
        agent = Agent("Worker", run=Notes(Article(title="Tides")))
        task = Task("Write", "article", agent, True, output_pydantic=Article)

        crew_of(task, provider=waits).kickoff()

        assert waits.contexts[0].method_output == {"title": "Tides", "n_words": 0}

    def test_is_told_as_finished_when_it_is_approved(self):
        answers = Answers("needs_revision: shorter", "approved")
        crew = three_tasks(Notes("v1", "v2"), reviewed=["research"], provider=answers)

        with told(TaskFinishedEvent) as events:
            crew.kickoff(INPUTS)

        outputs = [(event.task_id, event.output.output) for event in events]
        assert outputs[0] == ("research", "v2")
        assert [name for name, _ in outputs] == ["research", "write", "check"]


class TestACrewInATaskOfAnother:
    def test_lets_the_outer_one_wait_and_is_not_done_twice(self, store):
        inner_notes, outer_notes = Notes(), Notes()
        inner = three_tasks(inner_notes, reviewed=["write"], provider=Waits())

        def delegate(call):
            outer_notes(call)
            return inner.kickoff({"topic": call.inputs["topic"]}).output

        agent = Agent("Lead", run=delegate)
        task = Task("Have it done", "text", agent, name="delegate")
        crew = crew_of(task, name="outer", provider=Waits(), persistence=store)
        pending = crew.kickoff(INPUTS)
        assert isinstance(pending, HumanFeedbackPending)
        assert pending.context.method_output == "write of round 1"

        result = answered(crew, "approved")

        assert result.output == "check of round 1"
        assert [call.task_id for call in inner_notes.calls] == ["research", "write", "check"]
        assert len(outer_notes.calls) == 2, "the task begins again and finds what was done"


class TestWhereACrewStands:
    def test_is_read_from_its_record(self, tmp_path):
        path = tmp_path / "other.db"
        store = SQLiteFlowPersistence(path)
        crew = three_tasks(Notes(), reviewed=["write"], provider=Waits(), persistence=store)
        assert progress_of(crew, None) == (0, 3, "research")
        crew.kickoff(INPUTS)

        flow = crew.from_pending("run-1")
        record = flow.signoff_record

        assert progress_of(crew, record) == progress_of(crew.flow, record) == (1, 3, "write")
        assert [task.task_id for task in task_outputs(crew, record)] == ["research"]
        assert task_output(crew, record, "write").output == "write of round 1"
        assert task_output(crew, record, "check") is None
        flow.resume("approved")
        assert progress_of(crew, flow.signoff_record) == (3, 3, None)
        store.close()

    def test_does_not_fit_a_crew_without_the_task_it_waits_at(self, store):
        crew = three_tasks(Notes(), reviewed=["write"], provider=Waits(), persistence=store)
        crew.kickoff(INPUTS)

        changed = three_tasks(Notes(), reviewed=["check"], provider=Waits(), persistence=store)

        with pytest.raises(FlowChanged, match="the question 'write' is gone"):
            changed.from_pending("run-1")
        assert answered(crew, "approved").output == "check of round 1"


class TestInATerminal:
    def test_the_person_there_is_asked(self, settings):
        terminal = Typist("needs_revision: shorter", "approved", interactive=False)
        settings.hitl_provider = terminal.provider

        result = three_tasks(Notes(), reviewed=["research"]).kickoff(INPUTS)

        assert result.tasks[0].output == "research of round 2"
        assert "research of round 1" in terminal.shown
