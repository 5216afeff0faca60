"""The cast of the stories: people, flows, and what can be seen of a run."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, or_, start
from signoff.store.queries import find_run

ANA = "ana@example.com"
EVE = "eve@evil.example"


class PostState(BaseModel):
    topic: str = "AI safety"
    draft: str = ""
    n_revisions: int = 0
    status: str = "new"


class PostFlow(Flow[PostState]):
    @start()
    def write(self):
        self.state.draft = f"# {self.state.topic}\n\nA first draft."
        return self.state.draft

    @human_feedback(
        message="Publish this?",
        emit=["approved", "needs_revision", "rejected"],
        default_outcome="needs_revision",
    )
    @listen(or_("write", "revise"))
    def review(self):
        return self.state.draft

    @listen("needs_revision")
    def revise(self, result: HumanFeedbackResult):
        self.state.n_revisions += 1
        self.state.draft += f"\n\nRevised: {result.feedback}"
        return self.state.draft

    @listen("approved")
    def publish(self, result: HumanFeedbackResult):
        self.state.status = "published"
        return f"published: {result.feedback}"

    @listen("rejected")
    def archive(self, result: HumanFeedbackResult):
        self.state.status = "archived"
        return "archived"


class BrokenFlow(Flow):
    @start()
    def fail(self):
        raise ValueError("the printer is on fire")


class TwoReviewersFlow(Flow):
    @start()
    @human_feedback(message="Legal: fine?", emit=["legal_ok", "legal_no"])
    def legal(self):
        return "the contract"

    @start()
    @human_feedback(message="Finance: fine?", emit=["money_ok", "money_no"])
    def finance(self):
        return "the price"

    @listen("legal_ok")
    def file(self):
        return "filed"

    @listen("money_ok")
    def pay(self):
        return "paid"


class CancellingFlow(TwoReviewersFlow):
    @listen("legal_no")
    def stop(self, result):
        self.cancel()


class ChildFlow(Flow):
    @start()
    @human_feedback(message="The child asks: fine?", emit=["fine", "not_fine"])
    def ask_about_it(self):
        return "a part"

    @listen("fine")
    def end(self, result):
        return f"part is {result.outcome}"


class ParentFlow(Flow):
    @start()
    def make(self):
        return ChildFlow().kickoff()

    @listen(make)
    def finish(self, part):
        return f"whole with {part}"


class HalfBrokenFlow(TwoReviewersFlow):
    @listen("legal_ok")
    def file(self):
        raise OSError("the archive is full")


class WordsFlow(Flow):
    @start()
    @human_feedback(message="What do you think?")
    def show(self):
        return "an analysis"

    @listen(show)
    def keep(self, result):
        return f"kept: {result.feedback}"


class HostileFlow(Flow):
    """Its agent returns what no database, mail or page likes."""

    @start()
    @human_feedback(
        message="Fine?\x00\r\nBcc: eve@evil.example",
        emit=["yes", "no"],
        metadata={"title": "A\r\nBcc: eve@evil.example\x00\ud800"},
    )
    def show(self):
        self.state["odd"] = "\x00 \ud800 \U0001f642"
        return "\x00 \ud800 <script>alert(1)</script> \u202e \x1b[31m"

    @listen("yes")
    def end(self, result):
        return result.output


FLOWS: Mapping[str, type[Flow]] = {
    "post": PostFlow,
    "broken": BrokenFlow,
    "two": TwoReviewersFlow,
    "half": HalfBrokenFlow,
    "cancelling": CancellingFlow,
    "parent": ParentFlow,
    "words": WordsFlow,
    "hostile": HostileFlow,
}


@dataclass
class Seen:
    """What is stored about a run, read anew at each look."""

    bench: object
    run_id: str

    def _unit(self):
        return self.bench.app.unit()

    @property
    def status(self):
        with self._unit() as unit:
            return unit.runs.get(self.run_id).status

    @property
    def result(self):
        with self.bench.app.reading() as connection:
            return find_run(connection, self.run_id).result

    @property
    def requests(self):
        with self._unit() as unit:
            return unit.requests.of_run(self.run_id)

    @property
    def responses(self):
        with self._unit() as unit:
            found = [unit.requests.find_response(request.id) for request in self.requests]
        return [response for response in found if response]

    @property
    def kinds(self):
        with self._unit() as unit:
            return [event.kind.value for event in unit.trail.of_run(self.run_id)]


def all_flows() -> Mapping[str, type[Flow]]:
    """The cast's flows, for a server in another process."""
    return FLOWS
