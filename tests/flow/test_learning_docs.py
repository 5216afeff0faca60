"""The code of docs/learning.md runs, and does what the page says."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from signoff import Answer, flow_config
from tests.flow.cast import Answers
from tests.flow.learners import CITE, ScriptedModel

PAGE = Path(__file__).parents[2] / "docs" / "learning.md"


@pytest.fixture
def page():
    """All Python of the page, as one module that was imported."""
    module = ModuleType("page_learning")
    sys.modules[module.__name__] = module
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL):
        exec(compile(block, PAGE.name, "exec"), vars(module))
    yield module
    del sys.modules[module.__name__]


class TestThePageOnLearning:
    def test_shows_a_flow_that_learns_between_two_runs(self, page, capsys):
        flow_config.llm_factory = lambda name: ScriptedModel()
        flow_config.hitl_provider = Answers(Answer(f"Rule: {CITE}", outcome="approved"), "approved")

        page.ArticleReviewFlow().kickoff()
        page.ArticleReviewFlow().kickoff()

        assert capsys.readouterr().out.splitlines()[-2:] == [
            "Publishing: 70 % of firms use AI.",
            "Publishing: 70 % of firms use AI [survey 2025].",
        ]

    def test_shows_a_memory_that_will_do(self, page):
        flow_config.llm_factory = lambda name: ScriptedModel()
        flow_config.hitl_provider = Answers(Answer(f"Rule: {CITE}", outcome="approved"))
        flow = page.ArticleReviewFlow()
        flow.memory = page.ListMemory()

        flow.kickoff()

        assert flow.memory.texts == [CITE]

    def test_leaves_the_rule_it_changes_active(self, page):
        assert (page.rule.text, page.book.find(page.rule.id).text) == (
            "Use British spelling.",
            "Use British spelling, except in quotes.",
        )
        assert page.book.find(page.rule.id).status == "active"
