"""Flows that learn on the platform, each with a model of its own kind, or none."""

from pydantic import BaseModel

from signoff import Flow, human_feedback, listen, or_, start
from tests.flow.learners import CITE, CITED, DRAFT, OthersMemory, ScriptedModel

__all__ = ["CITE", "CITED", "DRAFT", "FLOWS", "MODEL", "OTHERS"]

MODEL = ScriptedModel()
OTHERS = OthersMemory()
ASKED = {"emit": ["approved", "needs_revision"], "learn": True}


class TaughtFlow(Flow):
    """Write an article, and learn from what people say of it."""

    @start()
    def write(self):
        return "begun"

    @human_feedback("Publish?", llm=MODEL, **ASKED)
    @listen(or_("write", "needs_revision"))
    def review(self):
        return DRAFT

    @listen("approved")
    def publish(self, result):
        return [result.output, result.original_output, [one.text for one in result.lessons]]


class Verdict(BaseModel):
    why: str = ""


class FormFlow(Flow):
    """Write an article, and learn from the form and the edit of whoever looks at it."""

    @start()
    @human_feedback("Publish?", llm=MODEL, response_model=Verdict, editable=True, **ASKED)
    def review(self):
        return DRAFT


class UntaughtFlow(Flow):
    """Write an article, with nobody who could put lessons into words."""

    @start()
    @human_feedback("Publish?", **ASKED)
    def review(self):
        return DRAFT

    @listen("approved")
    def publish(self):
        return "published"


class SilentFlow(TaughtFlow):
    _skip_auto_memory = True


class ElsewhereFlow(TaughtFlow):
    def __init__(self, **options):
        super().__init__(**options)
        self.memory = OTHERS


class FullMemory(OthersMemory):
    def remember_many(self, contents, **options):
        raise OSError("the memory is full")


class FullFlow(TaughtFlow):
    memory = FullMemory()


class NowhereFlow(TaughtFlow):
    memory = object()


class ChildFlow(Flow):
    @start()
    @human_feedback("A part: fine?", llm=MODEL, **ASKED)
    def part(self):
        return DRAFT


class ParentFlow(Flow):
    @start()
    def make(self):
        ChildFlow().kickoff()
        return "whole"


class PlainFlow(Flow):
    @start()
    @human_feedback("Publish?", emit=["approved", "needs_revision"])
    def review(self):
        return DRAFT


FLOWS = {
    "plain": PlainFlow,
    "taught": TaughtFlow,
    "form": FormFlow,
    "untaught": UntaughtFlow,
    "silent": SilentFlow,
    "elsewhere": ElsewhereFlow,
    "full": FullFlow,
    "nowhere": NowhereFlow,
    "parent": ParentFlow,
}


def all_flows():
    """The cast's flows, for a server in another process."""
    return FLOWS
