"""The build makes the fonts, small enough for a first load and the same every time."""

from __future__ import annotations

import hashlib

import pytest
from fontTools.ttLib import TTFont

import build_assets

KIBIBYTE = 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    build_assets.build_fonts(folder)
    return folder


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class TestTheBuiltFonts:
    @pytest.mark.parametrize("name", ["inter", "mono"])
    def test_are_woff2_under_120_kilobytes(self, built, name):
        path = built / f"{name}.woff2"

        assert path.read_bytes()[:4] == b"wOF2"
        assert path.stat().st_size < 120 * KIBIBYTE

    @pytest.mark.parametrize("name", ["inter", "mono"])
    def test_come_with_their_licence(self, built, name):
        assert "SIL Open Font License" in (built / f"{name}-OFL.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", ["inter", "mono"])
    def test_hold_every_weight_from_400_to_700(self, built, name):
        (axis,) = TTFont(built / f"{name}.woff2")["fvar"].axes

        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)

    @pytest.mark.parametrize("name", ["inter", "mono"])
    def test_hold_the_letters_of_western_and_central_europe(self, built, name):
        letters = TTFont(built / f"{name}.woff2").getBestCmap()

        assert {chr(code) for code in letters} >= set("AZaz09 äßéñøÅŁőžŠ€“”…•→←")

    def test_hold_the_signs_of_keys_in_the_text_font(self, built):
        letters = TTFont(built / "inter.woff2").getBestCmap()

        assert {chr(code) for code in letters} >= set("⌘⌥⌃⇧↵")

    def test_are_the_same_bytes_when_built_again(self, built, tmp_path):
        _, mono = build_assets.FACES

        build_assets.build_fonts(tmp_path, (mono,))

        assert digest(tmp_path / "mono.woff2") == digest(built / "mono.woff2")


class TestFontsThatAreThere:
    def test_are_kept_as_they_are(self, built):
        before = (built / "inter.woff2").stat().st_mtime_ns

        build_assets.build_fonts(built)

        assert (built / "inter.woff2").stat().st_mtime_ns == before
