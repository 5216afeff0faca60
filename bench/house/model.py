"""A model that is simulated: it reads its prompt as a real one would, and fails by the dice.

It knows the words of the house rules, as a real model knows a language, and
nothing of rounds, arms, or which rules hold today. Its dice are thrown for
what it reads: the same note and the same lesson fall alike in every arm.
"""

from __future__ import annotations

import json
import random
import re

from . import rules

FAILS = 0.05  # raises, whatever it is asked
EXTRACTS = 0.80  # finds the rule in a remark
OVERLOOKS = 0.10  # does not see that a known lesson says the same in other words
APPLIES = 0.90  # does what a lesson says
SLIPS = 0.03  # breaks something that was right, while it writes the note anew
CHANCES = {
    "fails": FAILS,
    "extracts": EXTRACTS,
    "overlooks": OVERLOOKS,
    "applies": APPLIES,
    "slips": SLIPS,
}
_DATA = re.compile(r"<data>\n(.*)\n</data>", re.DOTALL)
_LINE = re.compile(r"^\d+\. (.+)$", re.MULTILINE)
_RULE_OF = {text: rule for rule in rules.ALL for text in rule.lessons}


class SimulatedModel:
    """One model with dice of its own. ``is_sham``: the lessons it finds say nothing of the rules.

    ``n_asked`` counts its requests, ``n_failed`` those in which it raised.
    """

    def __init__(self, seed, *, is_sham=False):
        self.seed = seed
        self.is_sham = is_sham
        self.n_asked = 0
        self.n_failed = 0

    def __call__(self, prompt):
        self.n_asked += 1
        material = json.loads(_DATA.search(prompt)[1])
        answer = self.distil if "feedback" in material else self.rewrite
        if self.happens(FAILS, answer.__name__, material["output"]):
            self.n_failed += 1
            raise ConnectionError("the simulated model is away")
        return json.dumps(answer(material))

    def distil(self, material):
        """Return a lesson for each remark it understands and does not find known."""
        feedback, output = material["feedback"], material["output"]
        known = _LINE.findall(material["known_lessons"])
        lessons = []
        for rule in rules.ALL:
            if rule.remark in feedback and self.happens(EXTRACTS, rule.remark, output):
                said = [rules.sham(text) if self.is_sham else text for text in rule.lessons]
                is_known = any(text in known for text in said)
                if not is_known or self.happens(OVERLOOKS, "known", rule.remark, output):
                    lessons.append(self.dice("words", rule.remark, output).choice(said))
        return {"lessons": lessons}

    def rewrite(self, material):
        """Return the note with the lessons applied, one after the other, as they are numbered.

        So where two contradict each other, the later one holds, if it is not missed.
        """
        draft = output = material["output"]
        applied = []
        for number, text in enumerate(_LINE.findall(material["lessons"]), 1):
            rule = _RULE_OF.get(text)
            if rule and not rule.is_met(output) and self.happens(APPLIES, text, draft):
                output = rule.mended(output)
                applied.append(number)
        right = [rule for rule in rules.STANDING if rule.is_met(draft)]
        if right and self.happens(SLIPS, "slips", draft):
            output = self.dice("which", draft).choice(right).spoiled(output)
        return {"improved_output": output, "applied_lessons": applied}

    def happens(self, chance, *about):
        """Throw the dice for something."""
        return self.dice(*about).random() < chance

    def dice(self, *about):
        """Return dice that fall alike for this seed and what it is about."""
        return random.Random("\n".join((str(self.seed), *about)))  # noqa: S311 - dice
