"""The house rules a simulated reviewer holds notes against, and the notes.

A rule is two pieces of text: the one it wants and the one it does not. So a
note can be judged, mended and spoiled without knowing any language. What a
model makes of a rule's words is not known here.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule.

    ``remark``: what the reviewer says where it is broken; ``lessons``: two
    ways to say it in general.
    """

    name: str
    good: str
    bad: str
    remark: str
    lessons: tuple[str, str]

    def is_met(self, note):
        """Say whether a note keeps the rule."""
        return self.bad not in note

    def mended(self, note):
        """Return the note as the rule wants it."""
        return note.replace(self.bad, self.good)

    def spoiled(self, note):
        """Return the note as the rule does not want it."""
        return note.replace(self.good, self.bad)


STANDING = (
    Rule(
        "greeting",
        "Dear reader, this is note",
        "This is note",
        "It starts without a greeting.",
        ("Begin with a greeting to the reader.", "Greet the reader first."),
    ),
    Rule(
        "praise",
        "a new lamp",
        "a revolutionary lamp",
        "'Revolutionary' promises too much.",
        ("Do not call products revolutionary.", "Leave out big words about products."),
    ),
    Rule(
        "spelling",
        "colour",
        "color",
        "We spell the British way here.",
        ("Use British spelling.", "Spell as people in London do."),
    ),
    Rule(
        "rival",
        "a competitor",
        "Globex",
        "We do not name Globex in public.",
        ("Do not name Globex.", "Say 'a competitor' where Globex is meant."),
    ),
    Rule(
        "calm",
        "in every test.",
        "in every test!",
        "The exclamation mark is too loud.",
        ("Avoid exclamation marks.", "End each sentence with a full stop."),
    ),
    Rule(
        "source",
        "Source: our lab.",
        "As everybody knows.",
        "Who says so? A source is missing.",
        ("Close with the source of the claims.", "Say where claims come from."),
    ),
    Rule(
        "contact",
        "Questions go to Kim Lee.",
        "Questions are welcome.",
        "Readers do not learn whom to ask.",
        ("Name a contact person.", "Say who answers questions."),
    ),
)
EUROS = Rule(
    "price",
    "EUR 40",
    "USD 44",
    "The price must be in euros.",
    ("Give prices in euros.", "Write amounts of money in euros."),
)
# What the euro rule becomes half-way: what was wanted is now wrong.
DOLLARS = Rule(
    "price",
    EUROS.bad,
    EUROS.good,
    "The price must be in dollars now.",
    ("Give prices in dollars.", "Write amounts of money in dollars."),
)
BEFORE = (*STANDING, EUROS)
AFTER = (*STANDING, DOLLARS)
ALL = (*STANDING, EUROS, DOLLARS)

_GOOD = (
    "Dear reader, this is note {n}. We bring a new lamp. It comes in any colour and costs EUR 40. "
    "It beats a competitor in every test. Source: our lab. Questions go to Kim Lee."
)
_IDLE = {
    1: ("a", "o"),
    2: ("by", "on", "up", "at"),
    3: ("sky", "sea", "fog", "hay"),
    4: ("moon", "rain", "wind", "snow"),
    5: ("river", "cloud", "field", "plant"),
    6: ("garden", "meadow", "forest", "autumn"),
    7: ("evening", "harvest", "weather", "blossom"),
    8: ("mountain", "sunshine", "woodland", "twilight"),
    9: ("hailstorm", "sunflower", "waterfall", "snowflake"),
}
_LONG = "thunderstormsandrainbows"


def notes(seed, n_rounds):
    """Return one note for each round, the same for every arm: each rule broken in every other."""
    dice = random.Random(f"notes of {seed}")  # noqa: S311 - dice
    made = []
    for n in range(1, n_rounds + 1):
        note = _GOOD.format(n=n)
        for rule in BEFORE:
            note = rule.spoiled(note) if dice.random() < 0.5 else note
        made.append(note)
    return made


def sham(lesson):
    """Return a lesson as long as this one, word for word, that says nothing of any rule."""
    dice = random.Random(lesson)  # noqa: S311 - dice

    def idle(match):
        length = len(match[0])
        return dice.choice(_IDLE[length]) if length in _IDLE else _LONG[:length]

    return re.sub(r"\w+", idle, lesson)
