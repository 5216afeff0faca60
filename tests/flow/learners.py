"""A model that teaches and improves by a script, a memory of another maker, and a flow that learns."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

from signoff import Flow, human_feedback, listen, or_, start
from tests.flow.cast import Answers

CITE = "Always include citations for factual claims."
DRAFT = "70 % of firms use AI."
CITED = "70 % of firms use AI [survey 2025]."


class ScriptedModel:
    """Teaches what feedback says after 'Rule:', and rewrites an output by ``fixes`` (old, new).

    A fix belongs to the lesson that holds its key. ``fails``: what it is asked and cannot do.
    """

    def __init__(self, fixes=None, *, fails=(), names_lessons=True):
        self.fixes = {CITE: ("AI.", "AI [survey 2025].")} if fixes is None else fixes
        self.fails = fails
        self.names_lessons = names_lessons
        self.asked = []

    def __call__(self, prompt):
        material = json.loads(re.search(r"<data>\n(.*)\n</data>", prompt, re.DOTALL)[1])
        kind = "distil" if "feedback" in material else "pre_review"
        if "reply" in material:
            return json.dumps({"outcome": "__unclear__"})
        self.asked.append(kind)
        if kind in self.fails:
            raise ConnectionError("the model is away")
        return json.dumps(getattr(self, kind)(material))

    def distil(self, material):
        return {"lessons": re.findall(r"Rule: ([^\n]+)", material["feedback"])}

    def pre_review(self, material):
        output, applied = material["output"], []
        for line in material["lessons"].splitlines():
            number, _, text = line.partition(". ")
            old, new = self.fixes.get(text, ("", ""))
            if old and old in output:
                output, applied = output.replace(old, new), [*applied, int(number)]
        named = {"applied_lessons": applied} if self.names_lessons else {}
        return {"improved_output": output, **named}


class OthersMemory:
    """A memory of another maker: it knows no scope, and wraps what it recalls."""

    def __init__(self, *contents):
        self.contents = list(contents)
        self.calls = []

    def recall(self, query, limit=10, source=None):
        self.calls.append(("recall", {"limit": limit, "source": source}))
        return [SimpleNamespace(record=SimpleNamespace(content=text)) for text in self.contents]

    def remember_many(self, contents, **kwargs):
        self.calls.append(("remember_many", kwargs))
        self.contents += contents


def article_flow(*words, llm=None, draft=DRAFT, provider=None, **options):
    """A flow whose step is reviewed, and again after 'needs_revision'; listeners keep results."""
    options = {"emit": ["approved", "needs_revision"], "learn": True, **options}
    asked = provider or Answers(*words)

    class Article(Flow):
        @start()
        def write(self):
            return "begun"

        @human_feedback("Publish?", llm=llm, provider=asked, **options)
        @listen(or_("write", "needs_revision"))
        def review(self):
            return draft

        @listen("approved")
        def publish(self):
            return self.last_human_feedback

    flow = Article()
    flow.provider = asked
    return flow
