"""Lucide's icons, as they stand in pages.

The package opens its archive of some thousand drawings anew for each, which takes longer than all
else of a page; so the archive is read here, once a process.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from markupsafe import Markup

# As all of Lucide's begin, but for the size and a finer line.
_HEAD = (
    '<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
)


@cache
def icon(name: str, size: int = 16) -> Markup:
    """Return a Lucide icon as SVG; the words beside it say what it means.

    Raises: KeyError, for a name that Lucide does not have.
    """
    _, _, drawn = _drawings().read(f"{name}.svg").decode().partition(">")
    return Markup(_HEAD.format(size=size) + drawn.rstrip())  # noqa: S704 - no value in it


@cache
def _drawings() -> ZipFile:
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))
