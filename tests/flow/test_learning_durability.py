"""A pre-review is part of its step: stored with the question, told with the answer, never redone."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from datetime import date
from enum import Enum

import pytest
from pydantic import BaseModel

from signoff import Answer, Flow, PendingFeedbackContext, human_feedback, listen, start
from signoff.flow.engine import advance
from signoff.flow.flow import new_record
from signoff.flow.memory import SQLiteLessonBook
from signoff.flow.record_text import read
from signoff.flow.reshaping import Misfit, can_be_reshaped, reshaped
from signoff.inbox.pre_review import AppliedLesson, PreReview
from tests.flow.cast import Answers, Waits, response, run
from tests.flow.learners import CITE, CITED, DRAFT, ScriptedModel

MODEL = ScriptedModel()


class Tone(Enum):
    CALM = "calm"


@dataclasses.dataclass
class Card:
    title: str
    n_words: int = 5
    due: date = date(2026, 3, 1)
    tone: Tone = Tone.CALM


class Post(BaseModel):
    text: str
    tags: list[str] = []


class Paper(Flow):
    """Reviewed by whoever `asked` is; `draft` is what the step returns."""

    draft = DRAFT
    asked = Waits()
    n_drafts = 0

    @start()
    @human_feedback("Publish?", emit=["approved", "rejected"], llm=MODEL, learn=True)
    def write(self):
        type(self).n_drafts += 1
        return self.draft

    @listen("approved")
    def publish(self, result):
        return result


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.hitl_provider = Waits()
    MODEL.asked.clear()
    Paper.draft, Paper.n_drafts = DRAFT, 0


@pytest.fixture
def lesson():
    return SQLiteLessonBook().add(CITE, scope="Paper:write")


class TestAPausedRun:
    def test_keeps_what_was_shown_and_what_it_was_before(self, lesson, store):
        run_id = Paper(store).kickoff().context.flow_id
        SQLiteLessonBook().edit(lesson.id, "Something else entirely.")

        flow = Paper.from_pending(run_id, store)
        result = flow.resume("approved")

        assert (result.output, result.original_output) == (CITED, DRAFT)
        assert result.lessons == (AppliedLesson(lesson.id, CITE),)
        assert (Paper.n_drafts, MODEL.asked) == (1, ["pre_review"])

    def test_shows_the_same_again_to_another_process(self, lesson, store):
        before = Paper(store).kickoff().context

        after = Paper.from_pending(before.flow_id, store).pending_feedback

        assert after == before
        assert after.pre_review == PreReview(DRAFT, (AppliedLesson(lesson.id, CITE),))

    def test_tells_its_history_when_it_is_read_back(self, lesson, store):
        run_id = Paper(store).kickoff().context.flow_id
        Paper.from_pending(run_id, store).resume("approved")

        stored = store.load_run(run_id)
        record = read(
            json.dumps(
                {
                    "v": 1,
                    "head": json.loads(stored.head),
                    "log": list(map(json.loads, stored.entries)),
                }
            )
        )

        (judged,) = record.history
        assert (judged.output, judged.original_output) == (CITED, DRAFT)
        assert judged.lessons == (AppliedLesson(lesson.id, CITE),)

    def test_is_read_as_ever_when_it_was_stored_before_there_were_lessons(self, store):
        run_id = Paper(store).kickoff().context.flow_id
        (entry,) = store.load_run(run_id).entries

        assert json.loads(entry) == ["asked", "write", DRAFT, "write#1"]
        assert Paper.from_pending(run_id, store).pending_feedback.pre_review is None

    def test_binds_the_answer_to_what_was_shown(self, lesson):
        flow = Paper()
        advanced = run(flow, new_record(Paper, run_id="run-1"))

        (ask,) = advanced.asks
        assert (ask.content, ask.pre_review.original) == (CITED, DRAFT)
        assert ask.content_hash() != dataclasses.replace(ask, content=DRAFT).content_hash()
        assert ask.content_hash() == dataclasses.replace(ask, pre_review=None).content_hash()

    def test_learns_from_an_answer_that_comes_later(self, store):
        run_id = Paper(store).kickoff().context.flow_id

        Paper.from_pending(run_id, store).resume(Answer(f"Rule: {CITE}", outcome="approved"))

        (kept,) = SQLiteLessonBook().lessons()
        assert kept.learned_from == f"{run_id}/write#1"


class TestAFork:
    def test_repeats_no_pre_review_and_teaches_nothing(self, lesson, store):
        flow = Paper(store)
        pending = flow.kickoff()
        flow.resume("rejected")
        MODEL.asked.clear()

        with pytest.warns(UserWarning, match="may run publish"):
            twin = Paper.fork(
                pending.context.flow_id, at="write#1", answer="approved", persistence=store
            )

        assert twin.last_human_feedback.output == CITED
        assert MODEL.asked == []
        assert SQLiteLessonBook().find(lesson.id).n_shown == 1


class TestAServedRun:
    def test_is_pre_reviewed_by_the_engine_and_taught_by_its_host(self, lesson):
        flow = Paper()
        record = run(flow, new_record(Paper, run_id="run-1")).record

        ended = run(
            flow, read(record.to_text()), {"write#1": response("Rule: Be brief.", "approved")}
        )

        assert (ended.result.output, ended.result.original_output) == (CITED, DRAFT)
        assert [one.text for one in SQLiteLessonBook().lessons()] == [CITE]

    def test_saves_the_step_together_with_its_pre_review(self, lesson):
        saved = []

        async def save(record, report):
            saved.append((record.to_text(), report.output))

        asyncio.run(advance(Paper(), new_record(Paper, run_id="run-1"), save=save))

        ((text, output),) = saved
        assert CITE in text
        assert "survey" in output


class TestANestedFlow:
    def test_is_pre_reviewed_and_learns_with_the_memory_around_it(self, tmp_path, store):
        book = SQLiteLessonBook(tmp_path / "own.db")
        lesson = book.add(CITE, scope="Paper:write")

        class Magazine(Flow):
            @start()
            def fill(self):
                return Paper().kickoff()

        flow = Magazine(store)
        flow.memory = book
        context = flow.kickoff().context
        assert (context.method_output, context.pre_review.original) == (CITED, DRAFT)

        result = flow.resume("approved")

        assert (result.output, result.lessons) == (CITED, (AppliedLesson(lesson.id, CITE),))
        assert (book.find(lesson.id).n_shown, book.find(lesson.id).n_helped) == (1, 1)
        assert not SQLiteLessonBook().path.exists()


class TestAContext:
    def test_comes_back_from_plain_json(self, lesson):
        context = Paper().kickoff().context

        again = PendingFeedbackContext.from_dict(json.loads(json.dumps(context.to_dict())))

        assert again.pre_review == context.pre_review
        assert again == context


class TestAnOutputThatIsNoText:
    @pytest.mark.parametrize(
        ("draft", "shown"),
        [
            ({"text": DRAFT, "n": 1}, {"text": CITED, "n": 1}),
            ([DRAFT, "two"], [CITED, "two"]),
            (Card(DRAFT), Card(CITED)),
            (Post(text=DRAFT, tags=["ai"]), Post(text=CITED, tags=["ai"])),
        ],
        ids=["dict", "list", "dataclass", "model"],
    )
    def test_comes_back_as_what_it_was(self, draft, shown, lesson, store, settings):
        settings.hitl_provider = Answers("approved")
        Paper.draft = draft

        result = Paper(store).kickoff()

        assert (result.output, result.original_output) == (shown, draft)
        assert type(result.output) is type(draft)

    @pytest.mark.parametrize("draft", [7, None, 3.5, b"bytes", Tone.CALM, {1, 2}, "", " \n"])
    def test_is_shown_as_it_is_when_no_model_could_rewrite_it(self, draft, lesson, settings):
        settings.hitl_provider = Answers("approved")
        Paper.draft = draft

        result = Paper().kickoff()

        assert (result.output, result.original_output) == (draft, None)
        assert MODEL.asked == []


class TestAShape:
    @pytest.mark.parametrize(
        ("original", "text", "made"),
        [
            ({"a": 1, 2: "b"}, '{"a": 5, "2": "c"}', {"a": 5, 2: "c"}),
            (["a"], '["a", "b", "c"]', ["a", "b", "c"]),
            (["a", "b"], "[]", []),
            (("a", 1), '["b", 1]', ("b", 1)),
            ({"x": 1.5}, '{"x": 2}', {"x": 2.0}),
            (
                Card("a"),
                '{"title": "b", "n_words": 6, "due": "2026-03-01", "tone": "Tone.CALM"}',
                Card("b", 6),
            ),
            ([Post(text="a")], '[{"text": "b", "tags": []}]', [Post(text="b")]),
        ],
    )
    def test_is_kept_when_only_its_texts_and_numbers_change(self, original, text, made):
        new = reshaped(original, text)

        assert new == made
        assert type(new) is type(made)

    @pytest.mark.parametrize(
        ("original", "text"),
        [
            ({"a": 1}, "not json"),
            ({"a": 1}, '["a"]'),
            ({"a": 1}, '{"a": 1, "b": 2}'),
            ({"a": 1}, "{}"),
            ({"a": 1}, '{"a": true}'),
            ({"a": True}, '{"a": 1}'),
            ({"a": "b"}, '{"a": null}'),
            ({"a": None}, '{"a": "b"}'),
            ({1: "a", "1": "b"}, '{"1": "c"}'),
            ([], '["a"]'),
            (("a",), '["a", "b"]'),
            (Card("a"), '{"title": "b", "n_words": 6, "due": "2027-01-01", "tone": "Tone.CALM"}'),
            (Post(text="a", tags=["b"]), '{"text": "b", "tags": [1]}'),
            ({"a": date(2026, 3, 1)}, '{"a": "2026-03-02"}'),
        ],
    )
    def test_is_refused_when_it_is_another(self, original, text):
        with pytest.raises(Misfit):
            reshaped(original, text)

    def test_of_a_text_of_the_authors_own_class_is_not_made_up(self):
        class Slug(str):
            __slots__ = ()

        assert can_be_reshaped(Slug("a"))
        with pytest.raises(Misfit, match="a Slug cannot be made of text"):
            reshaped(Slug("a"), "b")
