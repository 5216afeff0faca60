"""constraints.txt names one exact version of everything the suite runs with."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
ONE_PIN = re.compile(r"[a-z0-9.-]+==[0-9][0-9a-z.!+]*")


def lines():
    text = CONSTRAINTS.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def pins():
    return dict(line.split("==") for line in lines())


def needed_by(distribution, extras):
    """Yield what a distribution requires here, with these extras of its own."""
    for text in metadata.requires(distribution) or []:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield canonicalize_name(requirement.name), frozenset(requirement.extras)


def closure(distribution, extras):
    """Return the names of all distributions that this one brings, itself left out."""
    seen = set()
    todo = [(distribution, frozenset(extras))]
    while todo:
        for found in needed_by(*todo.pop()):
            if found not in seen:
                seen.add(found)
                todo.append(found)
    return {name for name, _ in seen} - {distribution}


class TestThePins:
    def test_are_exact_one_a_line_without_addresses(self):
        assert [line for line in lines() if not ONE_PIN.fullmatch(line)] == []

    def test_name_each_distribution_once_in_order(self):
        names = [line.split("==")[0] for line in lines()]

        assert names == sorted(set(names))

    def test_hold_everything_the_dev_extra_brings_at_the_installed_version(self):
        try:
            brought = closure("signoff", {"dev"})
        except metadata.PackageNotFoundError:
            pytest.skip("signoff is not installed here, only found on the path: run make test")
        installed = {name: metadata.version(name) for name in brought}

        assert installed.items() <= pins().items()
