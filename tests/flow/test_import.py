"""`import signoff` is light: nothing but the standard library, and little of that."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import signoff

SOURCE = str(Path(signoff.__file__).parents[1])

LOADED = """
import json, sys
before = set(sys.modules)
import signoff
print(json.dumps({name: getattr(sys.modules[name], "__file__", None) or ""
                  for name in set(sys.modules) - before}))
"""
# Calls, not seconds: they are the same on every machine, and go up with the time. The time itself
# is W5 of `make bench`.
COUNTED = """
import importlib, sys
calls = 0
def count(frame, event, argument):
    global calls
    calls += event in ("call", "c_call")
names = sys.argv[1:]
sys.setprofile(count)
for name in names:
    importlib.import_module(name)
sys.setprofile(None)
print(calls)
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Run code in a fresh interpreter that knows signoff and no site-packages."""
    # As if installed: bytecode is written once and found by every later run.
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode"))}
    return lambda *arguments: run_python(environment, *arguments)


def run_python(environment, code, *arguments):
    command = [
        sys.executable,
        "-S",
        "-c",
        f"import os, sys; sys.path.insert(0, {SOURCE!r})\n{code}",
    ]
    return subprocess.run(
        [*command, *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    ).stdout


@pytest.fixture(scope="module")
def loaded(python):
    return json.loads(python(LOADED))


class TestImportingSignoff:
    def test_loads_no_third_party_module(self, loaded):
        stdlib = sysconfig.get_path("stdlib")

        foreign = {
            name
            for name, file in loaded.items()
            if name.split(".")[0] not in {*sys.stdlib_module_names, "signoff"}
        }

        assert foreign == set()
        assert all(
            file.startswith((stdlib, SOURCE)) or not file or "lib-dynload" in file
            for file in loaded.values()
        )

    def test_loads_neither_the_server_nor_what_only_runs_need(self, loaded):
        rooms = {name.split(".")[1] for name in loaded if name.startswith("signoff.")}

        assert rooms <= {"flow", "errors", "clock", "events"}
        assert not {"asyncio", "sqlite3", "sqlalchemy", "ssl", "socket"} & set(loaded)
        assert "signoff.errors.platform" not in loaded

    def test_makes_few_calls_besides_those_of_the_standard_modules_it_loads(self, python, loaded):
        standard = sorted(name for name in loaded if not name.startswith("signoff"))
        python(COUNTED, "signoff")  # writes the bytecode that both then find

        base, own = int(python(COUNTED, *standard)), int(python(COUNTED, "signoff"))

        assert own <= 1.3 * base


class TestAPartThatNeedsMoreThanTheLibrary:
    @pytest.mark.parametrize(
        ("code", "extra"),
        [
            ("from signoff.client import Client", "client"),
            ("from signoff.testing import open_workbench", "server"),
        ],
    )
    def test_says_what_to_install(self, python, code, extra):
        said = python(
            f"try:\n    {code}\nexcept ModuleNotFoundError as error:\n    print(error.name, error)"
        )

        missing = said.split()[0]
        assert f"needs {missing}, which is not installed. Nothing was loaded." in said
        assert f'Run: pip install "signoff[{extra}]"' in said
