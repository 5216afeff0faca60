"""Real agents and crews of CrewAI, in the environment that `make crewai` makes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

import signoff
from signoff.errors import FlowDefinitionError
from signoff.integrations.crewai import agent_from, runner_from
from tests.support.needs import lack

ROOT = Path(signoff.__file__).parents[1]
OURS = Path(__file__).parents[2] / ".venv-crewai"
# Next to nothing of what it imports is garbage, and importing is most of the work.
RUN = "import gc, runpy, sys; gc.disable(); runpy.run_path(sys.argv[1], run_name='__main__')"


def python_with_crewai():
    """Return a Python that has it: the one that is named, or that of `make crewai`."""
    named = os.environ.get("SIGNOFF_TEST_CREWAI")
    if named:
        return named
    if not (OURS / ".installed").exists():
        lack("CrewAI", "its agents and crews are met as they are; make crewai installs it")
    return OURS / "bin" / "python"


def test_their_agents_and_crews_do_our_tasks_and_hear_what_people_said(tmp_path):
    environment = {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "CREWAI_DISABLE_TELEMETRY": "true",
        "OTEL_SDK_DISABLED": "true",
    }
    program = Path(__file__).with_name("crewai_program.py")

    done = subprocess.run(
        [python_with_crewai(), "-c", RUN, program],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env=environment,
    )

    assert done.returncode == 0, done.stderr
    came = json.loads(done.stdout.splitlines()[-1])
    assert came["outputs"] == dict.fromkeys(["alone", "together"], "The tide is high.")
    assert (came["agent"], came["rounds"]) == ("Seaman", 2)
    assert {tuple(step) for step in came["steps"]} >= {
        ("alone", "look_up"),
        ("together", "look_up"),
    }
    alone, first, second = came["prompts"]
    assert "Say how the tide is in Brest" in alone
    assert "Say it of Brest" in first
    assert "The tide is high." in first, "what was done before"
    assert "name {the} harbour" in second


@pytest.mark.parametrize("make", [agent_from, runner_from])
def test_something_else_is_refused(make):
    with pytest.raises(
        FlowDefinitionError, match=r"was given 7\. Nothing was made\. Give it a crewai"
    ):
        make(7)
