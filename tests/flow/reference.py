"""What a flow means, said a second time: one loop, one queue, no engine.

It interprets the plans of random_flows.py directly, with none of the engine's
code. Where both agree on thousands of flows, both are probably right; where
they differ, one has a bug.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

from tests.flow.random_flows import MAX_CALLS, answer_to

ENDLESS = "a loop without end"


@dataclass
class Due:
    """A method that is to run, what with, and after which router's chain."""

    index: int
    value_kind: str = "NoneType"
    chain: object = None


@dataclass
class Reference:
    """One run of a list of plans; methods are known by their index."""

    plans: list
    queue: deque = field(default_factory=deque)
    open: dict = field(default_factory=dict)
    calls: Counter = field(default_factory=Counter)
    n_asked: Counter = field(default_factory=Counter)
    joins: dict = field(default_factory=dict)
    fired: dict = field(default_factory=dict)
    outputs: list = field(default_factory=list)
    history: list = field(default_factory=list)

    def run(self, *, at_once):
        """Return what can be seen of the run in the end."""
        self.queue.extend(Due(i) for i, plan in enumerate(self.plans) if plan.join == "start")
        while self.queue or self.open:
            while self.queue:
                due = self.queue.popleft()
                if self.calls[due.index] == MAX_CALLS:
                    return ENDLESS
                self.step(due)
            keys = list(self.open) if at_once else list(self.open)[:1]
            for key in keys:
                self.answer(key)
        return {
            "outputs": self.outputs,
            "history": self.history,
            "calls": {f"m{index}": n for index, n in self.calls.items()},
        }

    def step(self, due):
        """Run one method: its body says its name and what it was called with."""
        plan, name = self.plans[due.index], f"m{due.index}"
        self.calls[due.index] += 1
        if self.calls[due.index] > 1:
            self.fired.clear()  # a new round: every or_ may fire again
        if plan.kind.endswith("review"):
            self.n_asked[due.index] += 1
            self.open[f"{name}#{self.n_asked[due.index]}"] = due
            return
        if plan.kind == "router":
            self.outputs.append(plan.outcome)
            chain = due.chain or object()
            self.happens(name, "str", chain)
            self.happens(plan.outcome, "str", chain, is_outcome=True)
            return
        self.outputs.append((name, due.value_kind))
        self.happens(name, "tuple", object())

    def answer(self, key):
        """Let the person say what they always say to this question."""
        due = self.open.pop(key)
        plan, name = self.plans[due.index], f"m{due.index}"
        said = answer_to(key, offers=plan.kind == "routed review")
        self.history.append((name, said.feedback, said.outcome))
        body = (name, due.value_kind)
        if said.outcome is None:
            self.outputs.append((body, said.feedback))
            self.happens(name, "HumanFeedbackResult", object())
            return
        self.outputs.append(body)
        chain = due.chain or object()
        self.happens(name, "str", chain)
        self.happens(said.outcome, "HumanFeedbackResult", chain, is_outcome=True)

    def happens(self, label, value_kind, chain, *, is_outcome=False):
        """Put on the queue what listens to ``label``: routers first."""
        listeners = [i for i, plan in enumerate(self.plans) if plan.join != "start"]
        for index in sorted(listeners, key=lambda i: not self.plans[i].routes):
            if not self.is_complete(index, label):
                continue
            if self.plans[index].fires_once:
                if index in self.fired and (self.fired[index] is chain or not is_outcome):
                    continue
                self.fired[index] = chain
            self.queue.append(Due(index, value_kind, chain))

    def is_complete(self, index, label):
        """Say whether ``label`` is what the method waited for; a join then forgets."""
        complete = False
        for n, names in enumerate(self.plans[index].branches):
            if label not in names:
                continue
            seen = self.joins.setdefault((index, n), set())
            seen.add(label)
            if seen == names:
                seen.clear()
                complete = True
        return complete
