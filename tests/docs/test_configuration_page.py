"""What the pages on settings and programs show is read as they say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from signoff.cli.toml_text import decoded, toml_text
from signoff.client import AsyncClient
from signoff.errors import PolicyInvalid
from signoff.jobs.configuration_text import configuration_json, read_configuration

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "configuration.md").read_text(encoding="utf-8")
PROGRAMS = (DOCS / "api.md").read_text(encoding="utf-8")


def test_the_file_of_the_page_is_a_configuration_that_reads_back():
    [text] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

    found = read_configuration(tomllib.loads(text))

    [rule] = found["content_flows"].policy.routing_rules
    assert (rule.name, rule.stages[0].needed) == ("Large sums", 2)
    again = decoded(tomllib.loads(toml_text(configuration_json(found))))
    assert read_configuration(again) == found


def test_the_mistake_of_the_page_is_said_so():
    [shown] = re.findall(r"```text\nsignoff: (.*?)\n```", PAGE, re.DOTALL)

    with pytest.raises(PolicyInvalid) as refused:
        read_configuration({"deployments": {"content_flows": {"undo_seconds": -1}}})

    assert str(refused.value) == shown


def test_the_clients_table_names_every_call():
    [table] = re.findall(r"\| calls \| \|\n(.*?)\n\n", PROGRAMS, re.DOTALL)
    cells = [line.split("|")[1] for line in table.splitlines()[1:]]
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}

    calls = {name for name in dir(AsyncClient) if not name.startswith("_")} - {"close"}

    assert named == calls


def test_the_clients_example_uses_calls_that_there_are():
    [code] = re.findall(r"```python\n(.*?)```", PROGRAMS, re.DOTALL)

    used = {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "signoff"
    }

    assert used == {"kickoff", "requests", "wait_for_run"}
    assert used <= set(dir(AsyncClient))
