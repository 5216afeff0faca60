"""Templates compiled once for the run, and not once in each of its processes."""

from __future__ import annotations

import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

_RENDERING = "signoff.web.pages.render"


def share_compiled_templates(folder: Path) -> None:
    """Let pages take what another process has compiled into ``folder``, if this one has pages."""
    rendering = sys.modules.get(_RENDERING)
    if rendering is None:
        return
    compiled = folder / "templates"
    compiled.mkdir(exist_ok=True)
    rendering.environment().bytecode_cache = FileSystemBytecodeCache(str(compiled))
