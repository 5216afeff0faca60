"""What git holds is ours and moves: no machine's paths, no registry's hosts, no generated font."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.needs import need

ROOT = Path(__file__).parents[2]

# Spelt in parts, so that this file does not name them either.
REGISTRIES = ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)")
MIRRORS = ("deb" + r"\.debian\.org", "proxy" + r"\.golang\.org", "crates" + r"\.io")
PLACES = ("work", "root", "farm", "Users", r"home/(?!you\b|me\b)\w+", "opt/wheels")
MACHINE_PATH = r"(?<![\w.*~)}\]-])/(" + "|".join(PLACES) + r")/"
FORBIDDEN = re.compile("|".join((*REGISTRIES, *MIRRORS, MACHINE_PATH)))


@pytest.fixture(scope="module")
def tracked():
    git = need("git", "this test asks which files are tracked")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so no file is tracked")
    return [ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def offences(text):
    return [match.group() for match in FORBIDDEN.finditer(text)]


class TestATrackedFile:
    def test_names_no_registry_and_no_place_of_one_machine(self, tracked):
        found = {
            str(path.relative_to(ROOT)): offences(
                path.read_text(encoding="utf-8", errors="replace")
            )
            for path in tracked
        }

        assert {name: what for name, what in found.items() if what} == {}

    def test_is_no_font_and_no_download(self, tracked):
        third_party = {".woff", ".woff2", ".ttf", ".otf", ".whl", ".gz", ".zip"}

        assert [path.name for path in tracked if path.suffix in third_party] == []


class TestTheSearchItself:
    @pytest.mark.parametrize(
        "text",
        ["see " + "https://pypi" + ".org/x", "open('" + "/ro" + "ot/x')", "/ho" + "me/ann/x"],
    )
    def test_finds_what_it_looks_for(self, text):
        assert offences(text)

    @pytest.mark.parametrize(
        "text", ["a/wor" + "k/b", "tests/ro" + "ot/x", "https://example.org/work"]
    )
    def test_leaves_other_paths_alone(self, text):
        assert offences(text) == []
