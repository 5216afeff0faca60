"""Every package and module of signoff has its place in the import contract."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


@pytest.fixture(scope="module")
def layers(contracts):
    (rooms,) = [contract for contract in contracts if contract["type"] == "layers"]
    return [WORD.findall(layer) for layer in rooms["layers"]]


def rooms_on_disk():
    package = ROOT / "src" / "signoff"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    packages = {path.parent.name for path in package.glob("*/__init__.py")}
    return modules | packages


class TestTheRooms:
    def test_are_all_in_the_contract(self, layers):
        assert rooms_on_disk() - {name for layer in layers for name in layer} == set()

    def test_stand_in_the_contract_once(self, layers):
        names = [name for layer in layers for name in layer]

        assert len(names) == len(set(names))

    def test_have_the_question_below_all_that_asks_it(self, layers):
        depth = {name: number for number, layer in enumerate(layers) for name in layer}

        assert depth["web"] < depth["app"] < depth["jobs"] < depth["store"] < depth["flow"]
        assert depth["flow"] == depth["channels"] < depth["interpret"] < depth["inbox"]
