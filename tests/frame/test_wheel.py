"""What is in the wheel that people install."""

from __future__ import annotations

import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    # As pip does it, in a process of its own: the hook is loaded by hatchling there.
    program = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, check=True)
    (path,) = folder.glob("*.whl")
    with ZipFile(path) as opened:
        yield opened


def names(wheel):
    return set(wheel.namelist())


class TestTheWheel:
    def test_holds_the_fonts_with_their_licences(self, wheel):
        fonts = {name for name in names(wheel) if "/static/fonts/" in name}

        assert {name.rsplit("/", 1)[1] for name in fonts} == {
            "inter.woff2",
            "inter-OFL.txt",
            "mono.woff2",
            "mono-OFL.txt",
        }

    def test_holds_the_package_and_nothing_beside_it(self, wheel):
        assert {name.split("/")[0].split("-")[0] for name in names(wheel)} == {"signoff"}
        assert "signoff/errors/__init__.py" in names(wheel)

    def test_requires_nothing_unless_an_extra_is_asked_for(self, wheel):
        (path,) = [name for name in names(wheel) if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(wheel.read(path).decode())

        unasked = [line for line in metadata.get_all("Requires-Dist") if "extra ==" not in line]

        assert unasked == []
