"""Make the two web fonts while the package is built, so that git holds no font.

The pages want Inter and JetBrains Mono, small and from our own address. Both
come as build requirements; this hook keeps the letters we print, narrows the
axes, and writes woff2 files beside the pages, each with its licence. It knows
nothing of the pages themselves: which font is used where is their business.
"""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS_FOLDER = Path("src/signoff/web/static/fonts")

LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180))
PUNCTUATION = (*range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122)
SIGNS = (0x2212, 0x2248, 0x2260, 0x2264, 0x2265)
ARROWS = (*range(0x2190, 0x219A), 0x21A9, 0x21AA)
KEYS = tuple(map(ord, "⌘⌥⌃⇧⏎↵⇥⌫⎋"))

# Kerning and marks for good setting, figures of one width for tables, a zero that is no O.
TEXT = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "zero")
# No `calt` in code: it draws `!=` as one sign, and a reviewer must see what is there.
CODE = ("mark", "mkmk", "ccmp", "locl", "zero")


class Face(NamedTuple):
    """One font to make: where its source lies, and which part of each axis is kept.

    No dataclass: hatchling runs this file without registering it as a module, and
    dataclasses look their module up.
    """

    name: str
    package: str
    source: str
    axes: dict[str, float | tuple[float, float]]
    features: tuple[str, ...]


FACES = (
    Face("inter", "fontpkg_inter", "Inter[opsz,wght].ttf", {"opsz": 14, "wght": (400, 700)}, TEXT),
    Face("mono", "fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf", {"wght": (400, 700)}, CODE),
)


def build_fonts(folder: Path, faces: tuple[Face, ...] = FACES) -> list[Path]:
    """Write the faces, each with its licence, into `folder`; return the paths, fonts first.

    The same sources give the same bytes. Files newer than this script are kept as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fonts = [folder / f"{face.name}.woff2" for face in faces]
    licences = [folder / f"{face.name}-OFL.txt" for face in faces]
    for face, font, licence in zip(faces, fonts, licences, strict=True):
        if not (_is_fresh(font) and _is_fresh(licence)):
            _build(face, font, licence)
    return [*fonts, *licences]


def _is_fresh(path: Path) -> bool:
    return path.is_file() and path.stat().st_mtime >= Path(__file__).stat().st_mtime


def _build(face: Face, font_path: Path, licence_path: Path) -> None:
    package = importlib.resources.files(face.package)
    licence_path.write_bytes((package / "LICENSE").read_bytes())
    with importlib.resources.as_file(package / "files" / face.source) as source:
        # A fresh timestamp would make every build differ from the last.
        font = TTFont(source, recalcTimestamp=False)
        options = Options(layout_features=list(face.features), hinting=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[*LATIN, *PUNCTUATION, *SIGNS, *ARROWS, *KEYS])
        # Subset first: the instancer stumbles over glyphs that only the whole font needs.
        subsetter.subset(font)
        narrowed = instantiateVariableFont(font, face.axes)
        narrowed.flavor = "woff2"
        # Written aside and moved, so that a build that dies leaves no half font behind.
        half = font_path.with_suffix(".part")
        narrowed.save(half)
        half.replace(font_path)


class FontsHook(BuildHookInterface[Any]):
    """Runs before hatchling collects files, for wheels and for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the fonts and have them packed although git ignores them."""
        del version  # "standard" or "editable": both need the fonts
        paths = build_fonts(Path(self.root) / FONTS_FOLDER)
        build_data["artifacts"] += [f"/{path.relative_to(self.root).as_posix()}" for path in paths]
