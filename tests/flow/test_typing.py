"""What an author's type checker says: typing_tests/, under the strictest rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mypy import api

import signoff

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Ask mypy about a file as an author would, with none of this project's settings."""
    cache = tmp_path_factory.mktemp("mypy")
    rules = ["--config-file", os.devnull, "--strict", "--python-version", "3.11"]

    def ask(path):
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("MYPYPATH", str(Path(signoff.__file__).parents[1]))
            said, _, _ = api.run([*rules, "--cache-dir", str(cache), str(path)])
        return [line for line in said.splitlines() if ": error:" in line], said

    return ask


class TestAnAuthorsTypeChecker:
    @pytest.mark.parametrize("page", ["authors.py", "crews.py"])
    def test_agrees_with_every_promise_and_finds_every_mistake(self, checked, page):
        errors, said = checked(ROOT / "typing_tests" / page)

        assert errors == []
        assert "Success" in said

    def test_contradicts_a_promise_that_does_not_hold(self, checked, tmp_path):
        claim = tmp_path / "claim.py"
        claim.write_text(
            "from typing import assert_type\n"
            "from signoff import Flow\n"
            "assert_type(Flow().state, int)\n"
            "assert_type(Flow().flow_id, str)  # type: ignore[assert-type]\n"
        )

        errors, _ = checked(claim)

        assert len(errors) == 2
        assert '"dict[str, Any]", not "int"' in errors[0]
        assert 'Unused "type: ignore" comment' in errors[1]


def test_the_package_says_that_it_is_typed():
    assert Path(signoff.__file__).with_name("py.typed").is_file()
