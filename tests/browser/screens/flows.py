"""Flows that ask what people are asked every day; what is shown comes with each run."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, or_, start
from signoff.crew import Agent, Crew, Task, TaskCall, TaskResult
from tests.flow.learners import ScriptedModel

CITE = "Always include citations for factual claims."


class PipelineState(BaseModel):
    draft: str = ""
    revised: str = ""
    brand_voice: str = "plain"
    launch_date: str = "2026-03-01"
    n_revisions: int = 0
    sources: list[dict[str, str]] = [
        {"name": "rate card", "version": "v12"},
        {"name": "interview with support", "version": "2"},
    ]


class ContentPipelineFlow(Flow[PipelineState]):
    """Write a post, have it checked, and publish it."""

    @start()
    def research(self):
        return len(self.state.sources)

    @listen("research")
    def write_draft(self):
        return self.state.draft

    @human_feedback(
        message="Is this ready to publish? Check tone and every claim about prices.",
        emit=["approved", "needs_revision", "rejected"],
    )
    @listen(or_("write_draft", "revise"))
    def review_brand(self):
        return self.state.draft

    @listen("needs_revision")
    def revise(self, result: HumanFeedbackResult):
        self.state.n_revisions += 1
        self.state.draft = self.state.revised or f"{self.state.draft}\n\n*{result.feedback}*"
        return self.state.draft

    @listen("approved")
    def publish(self, result: HumanFeedbackResult):
        return {"published": True, "by": result.responder}

    @listen("rejected")
    def archive(self):
        return "archived"


class VendorPaymentsFlow(Flow):
    """Pay a vendor once a person has looked at it."""

    @start()
    def check_vendor(self):
        return self.state["payment"]

    @human_feedback(
        message="Send this payment?",
        emit=["approved", "rejected"],
        metadata={"risk": "high", "department": "finance"},
    )
    @listen("check_vendor")
    def approve_payment(self, payment):
        return payment

    @listen("approved")
    def send_payment(self):
        return "sent"


class SupportReplyFlow(Flow):
    """Answer a customer in our words, after somebody has read them."""

    @start()
    @human_feedback(
        message="May this go to the customer?",
        emit=["send", "revise", "escalate"],
        approving=["send"],
    )
    def review_reply(self):
        return self.state["reply"]


class TriageFlow(Flow):
    """Sort a ticket into one of many queues."""

    @start()
    @human_feedback(
        message="Which team takes this ticket?",
        emit=[
            f"team_{n:02}_{name}"
            for n, name in enumerate(["billing", "api", "mobile", "legal"] * 10)
        ],
    )
    def route_ticket(self):
        return self.state["ticket"]


class PricesFlow(Flow):
    """Have a table of prices looked at."""

    @start()
    @human_feedback(message="Do these prices match the rate card?", emit=["approved", "rejected"])
    def review_prices(self):
        return self.state["rows"]


class ResearchFlow(Flow):
    """Ask for anything that comes to mind."""

    @start()
    @human_feedback(message="What should we look at next?")
    def show_findings(self):
        return self.state["findings"]


class Terms(BaseModel):
    salary: int = Field(default=64_000, ge=30_000, le=200_000, description="Euros a year, gross.")
    start: date = Field(description="Their first day.")
    level: Literal["junior", "senior", "lead"] = "senior"
    is_remote: bool = Field(default=False, title="Works remotely")
    conditions: list[str] = Field(default=[], description="What the offer depends on.")
    note: str | None = Field(default=None, max_length=2_000)


class OfferFlow(Flow):
    """Write an offer, and have its terms filled in."""

    @start()
    @human_feedback(
        message="Which terms do we offer?",
        emit=["send", "hold"],
        approving=["send"],
        response_model=Terms,
        editable=True,
    )
    def review_offer(self):
        return self.state["offer"]


class ArticleFlow(Flow):
    """Write an article, and learn from its reviews."""

    @start()
    @human_feedback(
        message="Is every claim backed by a source?",
        emit=["approved", "needs_revision"],
        llm=ScriptedModel({CITE: ("use AI.", "use AI [survey 2025].")}),
        learn=True,
    )
    def check_claims(self):
        return "# Offices and AI\n\nSeven in ten offices use AI."


class ImportFlow(Flow):
    """Read a file of customers."""

    @start()
    def read_file(self):
        raise ValueError("line 12,408: the column 'country' is empty")


class StatementFlow(Flow):
    """Say something in public, once two people have agreed."""

    @start()
    @human_feedback(message="May this go out?", emit=["approved", "needs_revision", "rejected"])
    def review_statement(self):
        return self.state["statement"]


def _written(call: TaskCall) -> TaskResult:
    return TaskResult(WRITTEN[call.task_id])


WRITTEN = {
    "gather_facts": "- Founded in 2019\n- 41 people in Hamburg and Porto\n- 2,300 customers",
    "write_kit": "# Press kit\n\nHalden runs flows for 2,300 customers. It was founded in 2019.",
}


def _press_kit() -> Crew:
    writer = Agent("Writer", run=_written)
    return Crew(
        [writer],
        [
            Task("Gather facts about {company}", "Bullets", writer, name="gather_facts"),
            Task("Write the press kit", "One page", writer, human_input=True, name="write_kit"),
        ],
        name="press_kit",
    )


FLOWS = {
    "statements": StatementFlow,
    "press_kit": _press_kit().flow,
    "content_pipeline": ContentPipelineFlow,
    "vendor_payments": VendorPaymentsFlow,
    "support_reply": SupportReplyFlow,
    "support_triage": TriageFlow,
    "partner_prices": PricesFlow,
    "market_research": ResearchFlow,
    "hiring_offers": OfferFlow,
    "articles": ArticleFlow,
    "customer_import": ImportFlow,
}
