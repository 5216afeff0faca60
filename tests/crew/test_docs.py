"""The crew a newcomer copies runs, and does what its page says."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from signoff import HumanFeedbackPending
from signoff.crew import Crew, CrewResult, TaskCall, TaskOutput
from tests.docs.test_code_in_docs import code_of
from tests.flow.cast import Waits
from tests.flow.typist import Typist

ROOT = Path(__file__).parents[2]
INPUTS = {"topic": "windmills", "readers": "engineers"}


def test_the_pages_crew_is_done_again_with_the_words_and_goes_on(settings):
    terminal = Typist("hm", "needs_revision: name a source", "approved", interactive=False)
    settings.hitl_provider = terminal.provider

    result = code_of("docs/crews.md", "newsletter = Crew").newsletter.kickoff(INPUTS)

    assert "Facts about windmills." in terminal.shown
    assert result.output == (
        "An item for engineers: Facts about windmills. needs_revision: name a source"
    )


def test_another_process_goes_on_from_what_waits():
    module = code_of("docs/crews.md", "newsletter = Crew")
    crew = Crew(module.newsletter.agents, module.newsletter.tasks, provider=Waits())
    pending = crew.kickoff(INPUTS)
    assert isinstance(pending, HumanFeedbackPending)

    given = {"newsletter": crew, "pending": pending}
    page = (ROOT / "docs" / "crews.md").read_text()
    [lines] = [b for b in page.split("```python\n") if "from_pending" in b.partition("```")[0]]
    exec(lines.partition("```")[0], given)

    assert given["result"].output == "An item for engineers: Facts about windmills."


@pytest.mark.parametrize("kind", [TaskCall, TaskOutput, CrewResult], ids=lambda kind: kind.__name__)
def test_the_page_tells_every_field_of_what_agents_and_callers_get(kind):
    page = (ROOT / "docs" / "crews.md").read_text()

    assert [one.name for one in fields(kind) if f"`{one.name}`" not in page] == []
