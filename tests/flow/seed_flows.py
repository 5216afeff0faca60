"""The flows of the documents signoff starts from, with only the package's name changed."""

# ruff: noqa: T201 - the documents' flows print
from __future__ import annotations

from pydantic import BaseModel

from signoff.flow import (
    HumanFeedbackPending,
    HumanFeedbackProvider,
    PendingFeedbackContext,
)
from signoff.flow.flow import Flow, listen, or_, start
from signoff.flow.human_feedback import HumanFeedbackResult, human_feedback


class SimpleReviewFlow(Flow):
    @start()
    @human_feedback(message="Please review this content:")
    def generate_content(self):
        return "This is AI-generated content that needs review."

    @listen(generate_content)
    def process_feedback(self, result):
        print(f"Content: {result.output}")
        print(f"Human said: {result.feedback}")


class ReviewFlow(Flow):
    @start()
    def generate_content(self):
        return "Draft blog post content here..."

    @human_feedback(
        message="Do you approve this content for publication?",
        emit=["approved", "rejected", "needs_revision"],
        llm="gpt-4o-mini",
        default_outcome="needs_revision",
    )
    @listen(or_("generate_content", "needs_revision"))
    def review_content(self):
        return "Draft blog post content here..."

    @listen("approved")
    def publish(self, result):
        print(f"Publishing! User said: {result.feedback}")

    @listen("rejected")
    def discard(self, result):
        print(f"Discarding. Reason: {result.feedback}")


class StartReviewFlow(Flow):
    @start()
    @human_feedback(
        message="Do you approve this content for publication?",
        emit=["approved", "rejected", "needs_revision"],
        llm="gpt-4o-mini",
        default_outcome="needs_revision",
    )
    def review_content(self):
        return "Draft blog post content here..."

    @listen("approved")
    def publish(self, result):
        print(f"Publishing! User said: {result.feedback}")

    @listen("rejected")
    def discard(self, result):
        print(f"Discarding. Reason: {result.feedback}")

    @listen("needs_revision")
    def revise(self, result):
        print(f"Revising based on: {result.feedback}")


class ContentState(BaseModel):
    draft: str = ""
    revision_count: int = 0
    status: str = "pending"


class ContentApprovalFlow(Flow[ContentState]):
    """A flow that generates content and loops until the human approves."""

    @start()
    def generate_draft(self):
        self.state.draft = "# AI Safety\n\nThis is a draft about AI Safety..."
        return self.state.draft

    @human_feedback(
        message="Please review this draft. Approve, reject, or describe what needs changing:",
        emit=["approved", "rejected", "needs_revision"],
        llm="gpt-4o-mini",
        default_outcome="needs_revision",
    )
    @listen(or_("generate_draft", "needs_revision"))
    def review_draft(self):
        self.state.revision_count += 1
        return f"{self.state.draft} (v{self.state.revision_count})"

    @listen("approved")
    def publish_content(self, result: HumanFeedbackResult):
        self.state.status = "published"
        print(f"Content approved and published! Reviewer said: {result.feedback}")
        return "published"

    @listen("rejected")
    def handle_rejection(self, result: HumanFeedbackResult):
        self.state.status = "rejected"
        print(f"Content rejected. Reason: {result.feedback}")
        return "rejected"


class TopicState(BaseModel):
    topic: str = ""
    draft: str = ""
    final_content: str = ""
    revision_count: int = 0


class TopicApprovalFlow(Flow[TopicState]):
    """A flow that generates content and gets human approval."""

    @start()
    def get_topic(self):
        self.state.topic = input("What topic should I write about? ")
        return self.state.topic

    @listen(get_topic)
    def generate_draft(self, topic):
        self.state.draft = f"# {topic}\n\nThis is a draft about {topic}..."
        return self.state.draft

    @listen(generate_draft)
    @human_feedback(
        message="Please review this draft. "
        "Reply 'approved', 'rejected', or provide revision feedback:",
        emit=["approved", "rejected", "needs_revision"],
        llm="gpt-4o-mini",
        default_outcome="needs_revision",
    )
    def review_draft(self, draft):
        return draft

    @listen("approved")
    def publish_content(self, result: HumanFeedbackResult):
        self.state.final_content = result.output
        print("\n✅ Content approved and published!")
        print(f"Reviewer comment: {result.feedback}")
        return "published"

    @listen("rejected")
    def handle_rejection(self, result: HumanFeedbackResult):
        print("\n❌ Content rejected")
        print(f"Reason: {result.feedback}")
        return "rejected"

    @listen("needs_revision")
    def revise_content(self, result: HumanFeedbackResult):
        self.state.revision_count += 1
        print(f"\n📝 Revision #{self.state.revision_count} requested")
        print(f"Feedback: {result.feedback}")
        return "revision_requested"


class ChainedFlow(Flow):
    @start()
    def generate(self):
        return "draft content"

    @human_feedback(message="First review:", emit=["approved", "rejected"], llm="gpt-4o-mini")
    @listen("generate")
    def first_review(self):
        return "draft content"

    @human_feedback(message="Final review:", emit=["publish", "hold"], llm="gpt-4o-mini")
    @listen("approved")
    def final_review(self, prev):
        return "final content"

    @listen("publish")
    def on_publish(self, prev):
        return "published"

    @listen("hold")
    def on_hold(self, prev):
        return "held for later"


class SlackNotificationProvider(HumanFeedbackProvider):
    """Sends a notification and pauses for the answer."""

    def __init__(self, channel: str):
        self.channel = channel

    def post_to_slack(self, channel, message):
        self.posted = (channel, message)
        return "thread-1"

    def request_feedback(self, context: PendingFeedbackContext, flow: Flow) -> str:
        slack_thread_id = self.post_to_slack(
            channel=self.channel,
            message=f"Review needed:\n\n{context.method_output}\n\n{context.message}",
        )
        raise HumanFeedbackPending(
            context=context,
            callback_info={"slack_channel": self.channel, "thread_id": slack_thread_id},
        )


slack = SlackNotificationProvider("#content-reviews")


class ContentPipeline(Flow):
    @start()
    @human_feedback(
        message="Approve this content for publication?",
        emit=["approved", "rejected", "needs_revision"],
        llm="gpt-4o-mini",
        default_outcome="needs_revision",
        provider=slack,
    )
    def generate_content(self):
        return "AI-generated blog post content..."

    @listen("approved")
    def publish(self, result):
        print(f"Publishing! Reviewer said: {result.feedback}")
        return {"status": "published"}

    @listen("rejected")
    def archive(self, result):
        print(f"Archived. Reason: {result.feedback}")
        return {"status": "archived"}

    @listen("needs_revision")
    def queue_revision(self, result):
        print(f"Queued for revision: {result.feedback}")
        return {"status": "revision_needed"}


class AuditFlow(Flow):
    @start()
    @human_feedback(message="What do you think of this analysis?", metadata={"team": "finance"})
    def analyze_data(self):
        return "Analysis results: Revenue up 15%, costs down 8%"

    @listen(analyze_data)
    @human_feedback(message="Review this too:", emit=["good", "bad"], llm="gpt-4o-mini")
    def my_listener(self, data):
        return f"processed: {data.feedback}"

    @listen("good")
    def create_audit_log(self):
        return [
            {
                "step": fb.method_name,
                "outcome": fb.outcome,
                "feedback": fb.feedback,
                "timestamp": fb.timestamp.isoformat(),
            }
            for fb in self.human_feedback_history
        ]


class ArticleReviewFlow(Flow):
    @start()
    def generate_article(self):
        return "article draft"

    @human_feedback(
        message="Review this article draft:",
        emit=["approved", "needs_revision"],
        llm="gpt-4o-mini",
        learn=True,
    )
    @listen(or_("generate_article", "needs_revision"))
    def review_article(self):
        return self.last_human_feedback.output if self.last_human_feedback else "article draft"

    @listen("approved")
    def publish(self):
        print(f"Publishing: {self.last_human_feedback.output}")
