"""The cast of the door's tests."""

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, start

ANA = "ana@example.com"
BEN = "ben@example.com"


class PostFlow(Flow):
    """Write a post, and have it approved."""

    @start()
    @human_feedback(message="Publish this?", emit=["approved", "rejected"])
    def review(self):
        return f"# {self.state.get('topic', 'A post')}\n\nText."

    @listen("approved")
    def publish(self, result: HumanFeedbackResult):
        return f"published: {result.feedback}"


class CarefulFlow(Flow):
    """Say which outcome permits something."""

    @start()
    @human_feedback(message="Ask the board?", emit=["escalate", "drop"], approving=["escalate"])
    def review(self):
        return "A case."


class WordsFlow(Flow):
    """Ask for any words."""

    @start()
    @human_feedback(message="What do you think?")
    def show(self):
        return "an analysis"


class OddFlow(Flow):
    """Return what JSON does not know."""

    @start()
    def measure(self):
        return [float("nan"), float("inf"), "<script>alert(1)</script>"]


FLOWS = {"post": PostFlow, "careful": CarefulFlow, "words": WordsFlow, "odd": OddFlow}
