"""The terminal as the tutorial prints it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.flow.typist import Typist

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"


def block(kind, containing):
    found = re.findall(rf"```{kind}\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    [one] = [text for text in found if containing in text]
    return one


class TestTheTutorialsTerminal:
    def test_looks_as_it_is_printed(self, settings):
        names = {"__name__": "expenses"}
        exec(compile(block("python", "class ExpenseFlow"), "expenses.py", "exec"), names)
        typist = Typist("hm, maybe", "2")
        settings.hitl_provider = typist.provider

        result = names["ExpenseFlow"]().kickoff()

        seen = f"{typist.screen}\n{result}\n"
        for typed in ("hm, maybe", "2"):
            seen = seen.replace("Your feedback: \n", f"Your feedback: {typed}\n", 1)
        assert seen == block("text", "OUTPUT FOR REVIEW")
