"""A launch post is drafted, a person approves it, sends it back or stops it.

Serve it with `signoff serve examples/content_approval.py`. No model is needed: the draft is
put together from parts, and a revision answers the reviewer's words with the next part.
"""

from pydantic import BaseModel

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, or_, start

BODY = """\
# {product} now bills by usage

From **{launch_date}** you pay for what you run, not for seats. Most teams will pay less;
nobody has to change anything before the next invoice.

## What changes

| Plan | Until now | From {launch_date} |
| --- | ---: | ---: |
| Starter | 49 € a month | 0.012 € a run |
| Team | 190 € a month | 0.009 € a run |
| Business | on request | 0.006 € a run |

- Runs that fail on our side are **never** billed.
- A monthly cap is on by default; you choose how high it is.
- Old plans stay as they are until they end.

## See what you would pay

```python
from {package} import usage

for month in usage.last(6):
    print(f"{{month.name:<10}} {{month.runs:>8}} runs {{month.cost:>10.2f}} €")
```
"""

PARTS = (
    """
## Questions we expect

**Will my bill jump?** The cap stops runs before the bill can. You get a mail at 80 %.

**Can I go back?** Yes, until the end of the quarter, with one click.
""",
    """
> “We cut our bill by a third and stopped counting seats.”
> — a customer in the preview, quoted with permission
""",
    """
[^1]: Prices without tax. A run is one execution of one flow, however long it takes.
""",
)


class ContentState(BaseModel):
    product: str = "Halden Cloud"
    package: str = "halden"
    launch_date: str = "1 March"
    draft: str = ""
    revision: int = 0
    status: str = "drafting"


class ContentApprovalFlow(Flow[ContentState]):
    """Draft, review, revise until a person approves or rejects."""

    @start()
    def write_draft(self) -> str:
        self.state.draft = BODY.format(**self.state.model_dump())
        return self.state.draft

    @human_feedback(
        message="Is this post ready to publish? Check the tone and every price.",
        emit=["approved", "needs_revision", "rejected"],
        default_outcome="needs_revision",
        metadata={"title": "Launch post: usage-based billing"},
    )
    @listen(or_("write_draft", "revise_draft"))
    def review_draft(self) -> str:
        self.state.status = "in review"
        return self.state.draft

    @listen("needs_revision")
    def revise_draft(self, result: HumanFeedbackResult) -> str:
        part = PARTS[self.state.revision % len(PARTS)]
        self.state.revision += 1
        note = f"\n*Revised after this note: {result.feedback or 'no words were given'}*\n"
        self.state.draft = f"{self.state.draft.rstrip()}\n{part}{note}"
        return self.state.draft

    @listen("approved")
    def publish(self, result: HumanFeedbackResult) -> str:
        self.state.status = "published"
        return f"published after {self.state.revision} revisions: {result.feedback}"

    @listen("rejected")
    def archive(self, result: HumanFeedbackResult) -> str:
        self.state.status = "archived"
        return f"archived: {result.feedback}"
