"""What people teach a step improves its next output before anybody sees it."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass

import pytest

from signoff import Answer, Flow, flow_config, human_feedback, listen, or_, start
from signoff.errors import FlowDefinitionError
from signoff.flow.memory import SQLiteLessonBook
from signoff.interpret.lessons import LessonStatus
from tests.flow.cast import Answers, Waits
from tests.flow.learners import CITE, CITED, DRAFT, ScriptedModel, article_flow

SCOPE = "Article:review"


def approved(words):
    """An answer by a button, with words beside it."""
    return Answer(words, outcome="approved")


@pytest.fixture
def book():
    """The book every flow has when it is given no other."""
    return SQLiteLessonBook()


class TestFeedbackThatTeaches:
    def test_becomes_a_lesson_of_its_step_with_where_it_came_from(self, book):
        flow = article_flow(approved(f"Rule: {CITE}"), llm=ScriptedModel())

        result = flow.kickoff()

        (lesson,) = book.lessons()
        assert (lesson.text, lesson.scope, lesson.source) == (CITE, SCOPE, "hitl")
        assert (lesson.status, lesson.learned_from) == (LessonStatus.ACTIVE, result.request_id)

    def test_improves_the_next_output_before_a_person_sees_it(self, book):
        article_flow(approved(f"Rule: {CITE}"), llm=ScriptedModel()).kickoff()
        flow = article_flow("approved", llm=ScriptedModel())

        result = flow.kickoff()

        (context,) = flow.provider.contexts
        (lesson,) = book.lessons()
        assert (context.method_output, context.pre_review.original) == (CITED, DRAFT)
        assert [one.id for one in context.pre_review.lessons] == [lesson.id]
        assert (result.output, result.original_output) == (CITED, DRAFT)
        assert [one.text for one in result.lessons] == [CITE]

    def test_is_known_to_the_next_round_of_the_same_run(self):
        flow = article_flow(f"needs revision: Rule: {CITE}", "approved", llm=ScriptedModel())

        result = flow.kickoff()

        assert result.output == CITED
        assert [context.method_output for context in flow.provider.contexts] == [DRAFT, CITED]

    def test_is_learned_on_a_running_loop_as_well(self, book):
        flow = article_flow(f"needs revision: Rule: {CITE}", "approved", llm=ScriptedModel())

        result = asyncio.run(flow.kickoff_async())

        assert result.output == CITED
        assert [lesson.text for lesson in book.lessons()] == [CITE]

    def test_loses_nothing_when_many_runs_learn_side_by_side(self, book):
        class SaysItsOwn:
            answers_at_once = True

            def request_feedback(self, context, flow):
                return approved(f"Rule: Cite source number {flow.state['n']}.")

        flow = article_flow(llm=ScriptedModel(), provider=SaysItsOwn())

        asyncio.run(flow.kickoff_for_each_async([{"n": n} for n in range(12)]))

        assert {lesson.text for lesson in book.lessons()} == {
            f"Cite source number {n}." for n in range(12)
        }

    def test_improves_outputs_of_steps_that_run_side_by_side(self, book):
        for step in ("one", "two"):
            book.add(CITE, scope=f"Pair:{step}")
        met = threading.Barrier(2)

        class Both(ScriptedModel):
            def pre_review(self, material):
                met.wait(30)  # passed only if both are asked at the same time
                return super().pre_review(material)

        ask = {"llm": Both(), "learn": True, "provider": Answers("good", "good")}

        class Pair(Flow):
            @start()
            @human_feedback("One?", **ask)
            def one(self):
                return DRAFT

            @start()
            @human_feedback("Two?", **ask)
            def two(self):
                return DRAFT

        flow = Pair()
        flow.kickoff()

        assert [one.output for one in flow.human_feedback_history] == [CITED, CITED]

    def test_does_not_keep_the_flow_waiting(self, book):
        published = threading.Event()

        class Patient(ScriptedModel):
            def distil(self, material):
                assert published.wait(30)  # the step after the answer runs before this is done
                return super().distil(material)

        class Article(Flow):
            @start()
            @human_feedback(
                "Publish?",
                emit=["approved"],
                llm=Patient(),
                learn=True,
                provider=Answers(approved(f"Rule: {CITE}")),
            )
            def review(self):
                return DRAFT

            @listen("approved")
            def publish(self):
                published.set()

        Article().kickoff()

        assert [lesson.text for lesson in book.lessons()] == [CITE]

    def test_is_learned_from_what_a_person_changed(self, book):
        seen = []

        class Model(ScriptedModel):
            def distil(self, material):
                seen.append(material["output_as_the_person_changed_it"])
                return {"lessons": [CITE]}

        flow = article_flow(llm=Model(), editable=True, provider=Waits())
        flow.kickoff()
        result = flow.resume(Answer(outcome="approved", edited_output=CITED))

        assert seen == [CITED]
        assert (result.output, result.edited_output) == (DRAFT, CITED)
        assert [lesson.text for lesson in book.lessons()] == [CITE]

    def test_is_learned_from_the_texts_of_a_typed_answer(self, book):
        @dataclass
        class Verdict:
            reason: str
            stars: int = 3

        words = json.dumps({"reason": f"Rule: {CITE}", "stars": 2})
        flow = article_flow(f"approved: {words}", llm=ScriptedModel(), response_model=Verdict)

        flow.kickoff()

        assert [lesson.text for lesson in book.lessons()] == [CITE]


class TestFeedbackThatTeachesNothing:
    @pytest.mark.parametrize(
        "words", ["approved", "Approved: looks good, thanks!", "needs revision"]
    )
    def test_does_not_reach_the_model(self, words, book):
        model = ScriptedModel()

        article_flow(words, "approved", llm=model).kickoff()

        assert model.asked == []
        assert not book.path.exists()

    def test_is_not_learned_twice(self, book):
        article_flow(approved(f"Rule: {CITE}"), llm=ScriptedModel()).kickoff()
        article_flow(approved(f"Rule: {CITE.upper()}"), llm=ScriptedModel()).kickoff()

        assert len(book.lessons()) == 1

    def test_is_not_learned_again_once_a_person_has_taken_it_out(self, book):
        article_flow(approved(f"Rule: {CITE}"), llm=ScriptedModel()).kickoff()
        (lesson,) = book.lessons()
        book.retire(lesson.id)

        flow = article_flow(approved(f"Rule: {CITE}"), llm=ScriptedModel())
        flow.kickoff()

        assert [one.status for one in book.lessons()] == [LessonStatus.RETIRED]
        assert flow.provider.contexts[0].pre_review is None


class TestAFlowWithoutAModel:
    def test_keeps_the_words_as_a_candidate_that_is_not_applied(self, book):
        article_flow(f"needs revision: {CITE}", "approved").kickoff()

        (lesson,) = book.lessons()
        assert (lesson.text, lesson.status) == (CITE, LessonStatus.CANDIDATE)
        assert book.recall(DRAFT, scope=SCOPE) == []

    def test_says_so_when_a_confirmed_lesson_cannot_be_applied(self, book):
        article_flow(f"needs revision: {CITE}", "approved").kickoff()
        book.confirm(book.lessons()[0].id)
        flow = article_flow("approved")

        result = flow.kickoff()

        (context,) = flow.provider.contexts
        assert context.method_output == DRAFT
        assert context.pre_review.lessons == ()
        assert "no model can be asked" in context.pre_review.note
        assert (result.original_output, result.lessons) == (None, ())

    def test_applies_it_once_there_is_a_model(self, book):
        article_flow(f"needs revision: {CITE}", "approved").kickoff()
        book.confirm(book.lessons()[0].id)

        assert article_flow("approved", llm=ScriptedModel()).kickoff().output == CITED

    def test_cuts_long_words_to_the_length_of_a_lesson(self, book):
        article_flow(f"needs revision: {'cite your sources well ' * 40}", "approved").kickoff()

        (lesson,) = book.lessons()
        assert len(lesson.text) <= 300
        assert lesson.text.endswith("…")


class TestWhatALessonDid:
    def test_counts_as_help_when_the_person_accepts_what_it_changed(self, book):
        lesson = book.add(CITE, scope=SCOPE)

        article_flow("needs revision", "approved", llm=ScriptedModel()).kickoff()

        found = book.find(lesson.id)
        assert (found.n_shown, found.n_helped) == (2, 1)

    def test_does_not_count_when_it_changed_nothing(self, book):
        lesson = book.add("Write in British English.", scope=SCOPE)

        article_flow("approved", llm=ScriptedModel()).kickoff()

        assert book.find(lesson.id).n_shown == 0

    def test_is_no_help_when_the_person_changed_it_once_more(self, book):
        lesson = book.add(CITE, scope=SCOPE)
        flow = article_flow(llm=ScriptedModel(), editable=True, provider=Waits())
        flow.kickoff()

        flow.resume(Answer(outcome="approved", edited_output="Quite different."))

        found = book.find(lesson.id)
        assert (found.n_shown, found.n_helped) == (1, 0)

    def test_counts_as_help_without_outcomes_when_the_person_wishes_nothing(self, book):
        lesson = book.add(CITE, scope="Note:write")

        class Note(Flow):
            @start()
            @human_feedback(
                "Well?", llm=ScriptedModel(), learn=True, provider=Answers("looks good")
            )
            def write(self):
                return DRAFT

        result = Note().kickoff()

        assert result.output == CITED
        assert book.find(lesson.id).n_helped == 1


class TestWhichLessonsAreApplied:
    def test_are_those_of_the_step_and_at_most_so_many(self, book):
        for n in range(4):
            book.add(f"Rule number {n}", scope=SCOPE)
        pinned = book.pin(book.add("House rule", scope="*").id)
        book.add("Not for this step", scope="Article:title")
        given = []

        class Model(ScriptedModel):
            def pre_review(self, material):
                given.extend(line.partition(". ")[2] for line in material["lessons"].splitlines())
                return super().pre_review(material)

        article_flow("approved", llm=Model(), learn_limit=2).kickoff()

        assert given == ["Rule number 2", "Rule number 3", pinned.text]

    def test_are_those_of_its_own_source(self, book):
        book.add(CITE, scope=SCOPE, source="import")

        assert article_flow("approved", llm=ScriptedModel()).kickoff().output == DRAFT
        flow = article_flow("approved", llm=ScriptedModel(), learn_source="import")
        assert flow.kickoff().output == CITED

    def test_are_all_named_when_the_model_does_not_say(self, book):
        book.add(CITE, scope=SCOPE)

        flow = article_flow("approved", llm=ScriptedModel(names_lessons=False))
        result = flow.kickoff()

        assert [one.text for one in result.lessons] == [CITE]
        assert "did not say which" in flow.provider.contexts[0].pre_review.note

    def test_come_from_a_model_that_the_application_makes(self, book):
        book.add(CITE, scope=SCOPE)
        flow_config.llm_factory = lambda name: ScriptedModel()

        assert article_flow("approved", llm="gpt-4o-mini").kickoff().output == CITED


class TestAFlowThatDoesNotLearn:
    def test_has_a_memory_and_makes_no_file_of_it(self, book):
        flow = article_flow("approved", learn=False, llm=ScriptedModel())

        flow.kickoff()

        assert isinstance(flow.memory, SQLiteLessonBook)
        assert not book.path.exists()


class TestTheArticleReview:
    def review_flow(self, provider, published):
        class ArticleReviewFlow(Flow):
            @start()
            def generate_article(self):
                return "AI Safety"

            @human_feedback(
                message="Review this article draft:",
                emit=["approved", "needs_revision"],
                llm="gpt-4o-mini",
                learn=True,
                provider=provider,
            )
            @listen(or_("generate_article", "needs_revision"))
            def review_article(self):
                last = self.last_human_feedback
                return last.output if last else "article draft"

            @listen("approved")
            def publish(self):
                published.append(self.last_human_feedback.output)

        return ArticleReviewFlow()

    def test_runs_as_written_without_a_model(self, book):
        published = []
        provider = Answers(f"needs revision: {CITE}", "approved", "approved")

        self.review_flow(provider, published).kickoff()
        self.review_flow(provider, published).kickoff()

        assert published == ["article draft"] * 2
        assert [lesson.status for lesson in book.lessons()] == [LessonStatus.CANDIDATE]

    def test_shows_the_improved_draft_in_its_second_run(self, book):
        published = []
        model = ScriptedModel({CITE: ("article draft", "Article draft [1]")})
        flow_config.llm_factory = lambda name: model
        provider = Answers(approved(f"Rule: {CITE}"), "approved")

        self.review_flow(provider, published).kickoff()
        self.review_flow(provider, published).kickoff()

        assert published == ["article draft", "Article draft [1]"]
        assert model.asked == ["distil", "pre_review"]


class TestADecoratorThatLearns:
    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"learn": "yes"}, "learn='yes'"),
            ({"learn_limit": -1}, "learn_limit=-1"),
            ({"learn_limit": True}, "learn_limit=True"),
            ({"learn_source": " "}, "learn_source=' '"),
            ({"learn_strict": 1}, "learn_strict=1"),
        ],
    )
    def test_is_refused_when_the_class_is_made(self, options, said):
        with pytest.raises(FlowDefinitionError, match=said):
            article_flow(**options)
