"""What signoff serves while real mail servers stand before and behind it."""

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, start


class PostFlow(Flow):
    """Ends with what was decided and said."""

    @start()
    @human_feedback(message="Publish this post?", emit=["approved", "needs_revision", "rejected"])
    def write(self):
        return "# Usage-based billing\n\nPay for what you use. Ünïcode, too."

    @listen("approved")
    def publish(self, result: HumanFeedbackResult):
        return f"published: {result.feedback}"

    @listen("needs_revision")
    def revise(self, result: HumanFeedbackResult):
        return f"revised: {result.feedback}"

    @listen("rejected")
    def archive(self, result: HumanFeedbackResult):
        return f"archived: {result.feedback}"
