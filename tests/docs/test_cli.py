"""Every command and every word it takes is documented, and no other."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from signoff.cli import main
from signoff.cli.command_line import parser
from signoff.inbox.access import BUILT_IN

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^## `(signoff [a-z -]*[a-z]).*?`$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
)


def commands(parser, name="signoff"):
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        return {name: parser}
    [group] = groups
    return {
        found: command
        for word, below in group.choices.items()
        for found, command in commands(below, f"{name} {word}").items()
    }


COMMANDS = commands(parser())


def words(command):
    taken = [action for action in command._actions if action.dest != "help"]
    return [a.option_strings[-1] if a.option_strings else a.dest.upper() for a in taken]


def test_every_command_has_its_section():
    assert list(SECTIONS) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_word_of_a_command_has_its_row(name):
    table = SECTIONS[name].split("| word |")[1].split("\n\n")[0]

    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == words(COMMANDS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_of_a_word_is_named(name):
    for action in COMMANDS[name]._actions:
        for choice in action.choices or ():
            assert f"`{choice}`" in SECTIONS[name], choice


def test_every_word_says_what_it_is_for():
    for name, command in COMMANDS.items():
        assert all(action.help for action in command._actions), name
        assert command.description, name


def test_every_command_says_how_it_ends():
    for name, command in COMMANDS.items():
        assert command.format_help().count("Exit codes:") == 1, name
    assert "2 there is" in COMMANDS["signoff config plan"].format_help()
    assert "75" in COMMANDS["signoff email receive"].format_help()


@pytest.mark.parametrize("name", ["signoff people add", "signoff people role"])
def test_the_roles_there_are_can_be_looked_up(name):
    said = " ".join(COMMANDS[name].format_help().split())

    assert all(role in said for role in BUILT_IN)


class TestTheHowTosReplies:
    text = (DOCS / "how-to.md").read_text(encoding="utf-8")
    section = text.split("## Judge how")[1].split("\n## ")[0]

    def test_are_judged_as_it_says(self, tmp_path, monkeypatch, capsys):
        [replies] = re.findall(r"```jsonl\n(.*?)```", self.section, re.DOTALL)
        [lines] = re.findall(r"```sh\n(.*?)```", self.section, re.DOTALL)
        (tmp_path / "replies.jsonl").write_text(replies, encoding="utf-8")
        monkeypatch.chdir(tmp_path)

        for line in lines.splitlines():
            if "--model" not in line:
                assert main(shlex.split(line)[1:]) == 0, line
                assert "3 replies, read by the rules alone" in capsys.readouterr().out

    def test_are_judged_with_words_that_the_command_takes(self):
        used = set(re.findall(r"--[a-z-]+", self.section))

        assert used <= set(words(COMMANDS["signoff eval outcomes"]))
