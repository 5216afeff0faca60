"""Every example of the documents signoff starts from runs with only the package's name changed."""

from __future__ import annotations

import asyncio
import io
import sys

import pytest

from signoff import ConsoleProvider, HumanFeedbackPending, HumanFeedbackResult
from tests.flow import seed_flows as seeds
from tests.flow.cast import Answers


class TestTheQuickStart:
    def test_shows_the_output_reads_a_line_and_passes_both_on(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.stdin", io.StringIO("Good, but shorter.\n"))

        seeds.SimpleReviewFlow().kickoff()

        assert capsys.readouterr().out.splitlines()[-2:] == [
            "Your feedback: Content: This is AI-generated content that needs review.",
            "Human said: Good, but shorter.",
        ]

    def test_takes_enter_as_no_feedback(self, settings, capsys):
        settings.hitl_provider = Answers("")

        seeds.SimpleReviewFlow().kickoff()

        assert capsys.readouterr().out.endswith("Human said: \n")

    def test_leaves_no_database_behind(self, settings, default_database):
        settings.hitl_provider = Answers("fine")

        seeds.SimpleReviewFlow().kickoff()

        assert not default_database.exists()


class TestTheRevisionLoop:
    def test_comes_back_until_the_human_approves(self, settings):
        settings.hitl_provider = Answers("needs_revision", "Needs revision: shorter", "approved")
        flow = seeds.ContentApprovalFlow()

        result = flow.kickoff()

        assert result == "published"
        assert (flow.state.status, flow.state.revision_count) == ("published", 3)

    def test_takes_the_default_for_an_empty_answer(self, settings, capsys):
        settings.hitl_provider = Answers("  ", "rejected: off topic")
        flow = seeds.ReviewFlow()

        flow.kickoff()

        assert capsys.readouterr().out == "Discarding. Reason: rejected: off topic\n"
        assert [said.outcome for said in flow.human_feedback_history] == [
            "needs_revision",
            "rejected",
        ]

    def test_shows_the_learned_article_again(self, settings, capsys):
        settings.hitl_provider = Answers("needs revision", "approved")

        seeds.ArticleReviewFlow().kickoff()

        assert capsys.readouterr().out == "Publishing: article draft\n"


class TestAReviewAtTheStart:
    @pytest.mark.parametrize(
        ("said", "printed"),
        [
            ("approved", "Publishing! User said: approved\n"),
            ("rejected", "Discarding. Reason: rejected\n"),
            ("", "Revising based on: \n"),
        ],
    )
    def test_routes_by_the_outcome(self, settings, capsys, said, printed):
        settings.hitl_provider = Answers(said)

        seeds.StartReviewFlow().kickoff()

        assert capsys.readouterr().out == printed


class TestTheTranscript:
    def test_reads_as_the_document_prints_it(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.stdin", io.StringIO("AI Safety\napproved\n"))

        flow = seeds.TopicApprovalFlow()
        flow.kickoff()
        sys.stdout.write(f"\nFlow completed. Revisions requested: {flow.state.revision_count}\n")

        # A terminal shows what was typed and its newline; a captured one shows neither.
        assert capsys.readouterr().out == (
            "What topic should I write about? "
            "\n"
            "==================================================\n"
            "OUTPUT FOR REVIEW:\n"
            "==================================================\n"
            "# AI Safety\n"
            "\n"
            "This is a draft about AI Safety...\n"
            "==================================================\n"
            "\n"
            "Please review this draft. "
            "Reply 'approved', 'rejected', or provide revision feedback:\n"
            "(Press Enter to skip, or type your feedback)\n"
            "\n"
            "Your feedback: "
            "\n"
            "✅ Content approved and published!\n"
            "Reviewer comment: approved\n"
            "\n"
            "Flow completed. Revisions requested: 0\n"
        )


class TestChainedReviews:
    def test_hand_the_first_judgement_to_the_second(self, settings):
        settings.hitl_provider = Answers("approved", "publish")

        assert seeds.ChainedFlow().kickoff() == "published"

    def test_end_where_an_outcome_has_no_listener(self, settings):
        settings.hitl_provider = Answers("rejected")
        flow = seeds.ChainedFlow()

        assert flow.kickoff() == "draft content"
        assert flow.last_human_feedback.outcome == "rejected"


class TestTheAuditTrail:
    def test_holds_routed_and_other_feedback_in_order(self, settings):
        settings.hitl_provider = Answers("looks right to me", "good")
        flow = seeds.AuditFlow()

        log = flow.kickoff()

        assert [(row["step"], row["outcome"], row["feedback"]) for row in log] == [
            ("analyze_data", None, "looks right to me"),
            ("my_listener", "good", "good"),
        ]

    def test_keeps_what_the_decorator_was_told(self, settings):
        settings.hitl_provider = Answers("fine", "good")
        flow = seeds.AuditFlow()

        flow.kickoff()

        first = flow.human_feedback_history[0]
        assert isinstance(first, HumanFeedbackResult)
        assert first.output == "Analysis results: Revenue up 15%, costs down 8%"
        assert first.metadata == {"team": "finance"}
        assert first.timestamp.utcoffset().total_seconds() == 0


class TestAFlowThatWaits:
    def test_returns_the_pending_question(self):
        result = seeds.ContentPipeline().kickoff()

        assert isinstance(result, HumanFeedbackPending)
        assert result.callback_info == {
            "slack_channel": "#content-reviews",
            "thread_id": "thread-1",
        }
        assert seeds.slack.posted == (
            "#content-reviews",
            (
                "Review needed:\n\nAI-generated blog post content...\n\n"
                "Approve this content for publication?"
            ),
        )

    @pytest.mark.parametrize(
        ("said", "status"),
        [("approved", "published"), ("rejected", "archived"), ("", "revision_needed")],
    )
    def test_goes_on_from_its_id(self, said, status):
        pending = seeds.ContentPipeline().kickoff()

        flow = seeds.ContentPipeline.from_pending(pending.context.flow_id)

        assert flow.resume(said) == {"status": status}

    def test_goes_on_in_async_code(self):
        async def on_slack_feedback(flow_id, message):
            flow = seeds.ContentPipeline.from_pending(flow_id)
            return await flow.resume_async(message)

        pending = seeds.ContentPipeline().kickoff()

        result = asyncio.run(on_slack_feedback(pending.context.flow_id, "approved"))

        assert result == {"status": "published"}

    def test_tells_the_provider_everything_it_needs(self):
        context = seeds.ContentPipeline().kickoff().context

        assert context.flow_class == "tests.flow.seed_flows.ContentPipeline"
        assert context.method_name == "generate_content"
        assert context.method_output == "AI-generated blog post content..."
        assert context.emit == ["approved", "rejected", "needs_revision"]
        assert context.default_outcome == "needs_revision"
        assert context.llm == "gpt-4o-mini"
        assert type(context).from_dict(context.to_dict()) == context


class TestTheConsole:
    def test_stands_in_where_no_provider_is_named(self, settings):
        shown = []
        settings.hitl_provider = ConsoleProvider(input_=lambda _: "approved", print_=shown.append)

        assert seeds.ContentApprovalFlow().kickoff() == "published"
        assert "OUTPUT FOR REVIEW:" in shown
