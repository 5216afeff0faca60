"""What an author's type checker says: typing_tests/, under the strictest rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mypy import api

import signoff

PROMISES = sorted(Path(__file__).parents[2].joinpath("typing_tests").glob("*.py"))
CLAIM = """\
from typing import assert_type
from signoff import Flow
assert_type(Flow().state, int)
assert_type(Flow().flow_id, str)  # type: ignore[assert-type]
"""


def errors_in(*files, cache):
    """Ask mypy as an author would, with none of this project's settings; return what is wrong."""
    rules = ["--config-file", os.devnull, "--strict", "--python-version", "3.11"]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MYPYPATH", str(Path(signoff.__file__).parents[1]))
        said, _, _ = api.run([*rules, "--cache-dir", str(cache), *map(str, files)])
    assert f"(checked {len(files)} source files)" in said, said
    return [line for line in said.splitlines() if ": error:" in line]


class TestAnAuthorsTypeChecker:
    # In one go: it reads Python's own types and ours anew each time, which is nearly all it does.
    def test_agrees_with_every_promise_and_contradicts_those_that_do_not_hold(self, tmp_path):
        claim = tmp_path / "claim.py"
        claim.write_text(CLAIM)

        errors = errors_in(*PROMISES, claim, cache=tmp_path / "cache")

        assert [line.partition(": error:")[0] for line in errors] == [f"{claim}:3", f"{claim}:4"]
        assert '"dict[str, Any]", not "int"' in errors[0]
        assert 'Unused "type: ignore" comment' in errors[1]


def test_the_package_says_that_it_is_typed():
    assert Path(signoff.__file__).with_name("py.typed").is_file()
