"""Your first review: a flow makes a text, a person at this terminal judges it.

Run it with: python examples/quickstart.py
"""

from signoff import Flow, human_feedback, listen, start


class SimpleReviewFlow(Flow):
    @start()
    @human_feedback(message="Please review this content:")
    def generate_content(self):
        return "This is AI-generated content that needs review."

    @listen(generate_content)
    def process_feedback(self, result):
        print(f"Content: {result.output}")
        print(f"Human said: {result.feedback}")


if __name__ == "__main__":
    SimpleReviewFlow().kickoff()
