"""One arm of the experiment, one seed: a real flow, a real book of lessons, a review a round.

What the reviewer sees is counted here; what the counts mean is for figures.py.
"""

from __future__ import annotations

import logging
import random
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from signoff import Answer, Flow, flow_config, human_feedback, start
from signoff.flow.memory import SQLiteLessonBook
from signoff.interpret.lessons import LessonStatus
from signoff.testing import FakeClock

from . import rules
from .model import SimulatedModel

SCOPE = "Notes:write"


@dataclass(frozen=True, slots=True)
class Arm:
    """One way to work.

    ``limit``: learn_limit, None where nothing is learned. ``is_kept_up``: when
    a rule changes, a person changes the book as well. ``is_by_chance``: not the
    library chooses which lessons are recalled, but the dice.
    """

    name: str
    label: str
    limit: int | None = 5
    is_sham: bool = False
    is_pinned: bool = False
    is_kept_up: bool = False
    is_by_chance: bool = False


ARMS = (
    Arm("off", "off", limit=None),
    Arm("placebo", "placebo", is_sham=True),
    Arm("learn5", "learn, limit 5"),
    Arm("learn5_kept", "learn, limit 5; old lesson retired", is_kept_up=True),
    Arm("chance5", "learn, limit 5, chosen by chance", is_by_chance=True),
    Arm("learn8", "learn, limit 8", limit=8),
    Arm("learn8_kept", "learn, limit 8; old lesson retired", limit=8, is_kept_up=True),
    Arm("pinned", "house rules pinned", is_pinned=True),
    Arm("pinned_kept", "house rules pinned; old one edited", is_pinned=True, is_kept_up=True),
)


class Review(NamedTuple):
    """What one review came to.

    ``corrections``: rules that the shown note breaks; ``right``: 1 where there
    is none. ``regressions``: rules that the draft kept and the shown note
    breaks. ``price``: 1 where the rule that changes is broken. ``requests``
    to the model, before and after the answer.
    """

    corrections: int
    right: int
    regressions: int
    price: int
    requests: int


class Trial(NamedTuple):
    """All reviews of one arm and seed.

    ``drafts``: the notes before any lesson, as the reviewer was told of them.
    ``n_active``: lessons in force at the end; ``n_twice``: rules that two of
    them say; ``n_failed``: requests that the model failed.
    """

    reviews: list[Review]
    drafts: list[str]
    n_active: int
    n_twice: int
    n_failed: int


class ChosenByChance(SQLiteLessonBook):
    """A book that recalls any of a step's lessons: what a choice must do better than."""

    def recall(self, query, *, limit=5, source=None, scope=None):
        active = self.lessons(scope=scope, status=LessonStatus.ACTIVE)
        dice = random.Random(query)  # noqa: S311 - dice
        return dice.sample(active, min(limit, len(active)))


class Reviewer:
    """Sees what is shown, and says of each rule that it breaks that it breaks it."""

    answers_at_once = True

    def __init__(self):
        self.rules = rules.BEFORE
        self.seen = []
        self.drafts = []

    def request_feedback(self, context, flow):
        """Answer a question of the flow at once."""
        shown = context.method_output
        draft = context.pre_review.original if context.pre_review else shown
        self.drafts.append(draft)
        broken = [rule for rule in self.rules if not rule.is_met(shown)]
        self.seen.append((broken, [rule for rule in broken if rule.is_met(draft)]))
        if broken:
            return Answer(" ".join(rule.remark for rule in broken), outcome="needs_revision")
        return Answer("Good.", outcome="approved")


def run(arm, seed, folder, *, n_rounds, changes_at):
    """Return the trial of one arm and seed. ``changes_at``: the first round of the changed rule.

    The book of lessons is a file of its own in ``folder``.
    """
    kind = ChosenByChance if arm.is_by_chance else SQLiteLessonBook
    book = kind(folder / f"{arm.name}-{seed}.db")
    model, reviewer = SimulatedModel(seed, is_sham=arm.is_sham), Reviewer()
    make = flow_of(arm, model, reviewer)
    reviews = []
    with clock_that_ticks(), failures_counted() as failures:
        if arm.is_pinned:
            pin(book)
        for n, note in enumerate(rules.notes(seed, n_rounds), 1):
            if n == changes_at:
                reviewer.rules = rules.AFTER
                if arm.is_kept_up:
                    keep_up(book, arm)
            before = model.n_asked
            flow = make()
            flow.memory = book
            flow.kickoff(inputs={"note": note})
            reviews.append(counted(*reviewer.seen[-1], model.n_asked - before))
    if len(failures) != model.n_failed:  # a fault of the experiment must not pass for the model's
        raise RuntimeError(f"{arm.name}, seed {seed}: {failures} for {model.n_failed} failures")
    texts = [lesson.text for lesson in book.lessons(status=LessonStatus.ACTIVE)]
    return Trial(reviews, reviewer.drafts, len(texts), said_twice(texts), model.n_failed)


def flow_of(arm, model, reviewer):
    """Return the flow of an arm: one step, reviewed."""
    learning = {} if arm.limit is None else {"learn": True, "learn_limit": arm.limit}

    class Notes(Flow):
        @start()
        @human_feedback(
            "May this note go out?",
            emit=["approved", "needs_revision"],
            llm=model,
            provider=reviewer,
            **learning,
        )
        def write(self):
            return self.state["note"]

    return Notes


def pin(book):
    """Do what a person does who writes the house rules down before the first note."""
    for rule in rules.BEFORE:
        book.pin(book.add(rule.lessons[0], scope=SCOPE).id)


def keep_up(book, arm):
    """Do what a person does who changes a rule and looks after the lessons the same day."""
    for lesson in book.lessons(scope=SCOPE, status=LessonStatus.ACTIVE):
        if lesson.text in rules.EUROS.lessons:
            if arm.is_pinned:
                book.edit(lesson.id, rules.DOLLARS.lessons[0])
            else:
                book.retire(lesson.id)


def counted(broken, regressed, requests):
    """Return a review as numbers."""
    price = int(any(rule.name == rules.EUROS.name for rule in broken))
    return Review(len(broken), int(not broken), len(regressed), price, requests)


def said_twice(texts):
    """Count the rules that the lessons say in both wordings."""
    pairs = [rule.lessons for rule in rules.ALL]
    pairs += [tuple(map(rules.sham, pair)) for pair in pairs]
    return sum(set(pair) <= set(texts) for pair in pairs)


class Ticking(FakeClock):
    """A clock of which no two looks are alike, so that no two lessons are of the same age."""

    def now(self):
        """Return the instant a second after the last."""
        self.forward(timedelta(seconds=1))
        return super().now()


@contextmanager
def clock_that_ticks():
    """Let flows of this process take their time from a clock that is the same in every run."""
    usual = flow_config.clock
    flow_config.clock = Ticking()
    try:
        yield
    finally:
        flow_config.clock = usual


@contextmanager
def failures_counted():
    """Give the list of what the library logs when a model fails it, in place of printing it."""
    heard = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: heard.append(record.getMessage())
    log = logging.getLogger("signoff.flow")
    is_told_on, log.propagate = log.propagate, False
    log.addHandler(listener)
    try:
        yield heard
    finally:
        log.removeHandler(listener)
        log.propagate = is_told_on
