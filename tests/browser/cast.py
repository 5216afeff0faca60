"""The cast of the browser's stories: one flow that asks until it is content, and some states."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field, field_validator

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, or_, start
from tests.flow.learners import ScriptedModel

ANA = "ana@example.com"

DRAFT = """\
# Billing by usage

From **1 March** you pay for what you run.

| Plan | Price |
| --- | ---: |
| Team | 0.009 € a run |

```python
print("see", 1)
```

- [x] checked by legal
"""


class PostState(BaseModel):
    topic: str = "Billing"
    draft: str = DRAFT
    n_revisions: int = 0
    sources: list[dict[str, str]] = [{"name": "rate card", "version": "12"}]


class PostFlow(Flow[PostState]):
    """Write a post, and revise it until somebody approves."""

    @start()
    def write(self):
        return self.state.draft

    @human_feedback(
        message="Is this ready?",
        emit=["approved", "needs_revision", "rejected"],
        metadata={"title": "Post about billing", "department": "marketing"},
    )
    @listen(or_("write", "revise"))
    def review(self):
        return self.state.draft

    @listen("needs_revision")
    def revise(self, result: HumanFeedbackResult):
        self.state.n_revisions += 1
        self.state.draft = self.state.draft.replace("1 March", "1 April")
        return self.state.draft

    @listen("approved")
    def publish(self, result: HumanFeedbackResult):
        return f"published: {result.feedback}"

    @listen("rejected")
    def archive(self):
        return "archived"


class MemoFlow(Flow):
    """Ask for a memo's release, as often as it takes."""

    @human_feedback(
        message="Release the memo?",
        emit=["approved", "needs_revision"],
        metadata={"title": "Memo to all"},
    )
    @start("needs_revision")
    def release(self):
        return "From **1 March** the office is open."

    @listen("approved")
    def send(self):
        return "sent"


class WireFlow(Flow):
    """Ask before much money moves."""

    @start()
    @human_feedback(
        message="Send it?",
        emit=["approved", "rejected"],
        metadata={"title": "Wire 48,200 €", "risk": "high"},
    )
    def check(self):
        return {"to": "Halden Logistics", "amount": 48_200}


CITE = "Always include citations."


class ArticleFlow(Flow):
    """Write an article, and learn from its reviews."""

    @start()
    @human_feedback(
        message="Is it true?",
        emit=["approved", "needs_revision"],
        metadata={"title": "Article about offices"},
        llm=ScriptedModel({CITE: ("use AI.", "use AI [survey 2025].")}),
        learn=True,
    )
    def check(self):
        return "Seven in ten offices use AI."


class Address(BaseModel):
    city: str


class Refund(BaseModel):
    """The refund"""

    amount: float = Field(gt=0, le=500, description="In EUR, at most 500")
    reason: Literal["late", "broken"]
    tags: list[str] = []
    to: Address

    @field_validator("tags")
    @classmethod
    def _are_few(cls, tags):
        if len(tags) > 2:
            raise ValueError("two tags are enough")
        return tags


class RefundFlow(Flow):
    """Refund a customer, with a letter that may be edited."""

    @start()
    @human_feedback(
        message="Refund them, and is the letter right?",
        emit=["pay", "refuse"],
        approving=["pay"],
        metadata={"title": "Letter to a customer"},
        response_model=Refund,
        editable=True,
    )
    def ask(self):
        return "# Dear customer\n\nyour parcel came late."

    @listen("pay")
    def paid(self, result):
        given = result.response
        return f"{given.amount} to {given.to.city}, {given.tags}: {result.edited_output}"


class ReportFlow(Flow):
    """Ask about a text that is too long for every tab to carry it."""

    @start()
    @human_feedback(
        message="Is it complete?",
        emit=["approved", "rejected"],
        metadata={"title": "Report of a year"},
        editable=True,
    )
    def ask(self):
        return "A year in words, and what it cost.\n\n" * 700

    @listen("approved")
    def file(self, result):
        return result.edited_output[:20]


class BrokenFlow(Flow):
    @start()
    def fail(self):
        raise ValueError("the printer is on fire")


def all_flows() -> Mapping[str, type[Flow]]:
    """The cast's flows, for a server in another process."""
    return {
        "post": PostFlow,
        "memo": MemoFlow,
        "wire": WireFlow,
        "article": ArticleFlow,
        "refund": RefundFlow,
        "broken": BrokenFlow,
        "report": ReportFlow,
    }
