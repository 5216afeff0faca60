"""Static files under addresses that change when a file does.

The version is part of the path, so modules that import each other and
stylesheets that name fonts stay within one version without a build step, and
a browser may keep a file for ever. A long one may be written in parts, and is
sent as one. This file does not know what the files are nor how the version is
found.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """The files of a folder, with and without the version in front.

    ``in_parts`` are style sheets of which each part is a file of its folder.
    """

    def __init__(self, directory: Path, *, version: str, in_parts: Mapping[str, Path]) -> None:
        super().__init__(directory=directory)
        self._version = version
        self._in_parts = in_parts

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for one file; only an address that names its content is kept by browsers."""
        version, _, rest = path.partition("/")
        is_versioned = version == self._version
        name = rest if is_versioned else path
        response: Response
        if name in self._in_parts and scope["method"] in {"GET", "HEAD"}:
            response = Response(joined(self._in_parts[name]), media_type="text/css")
        else:
            response = await super().get_response(name, scope)
        response.headers["Cache-Control"] = FOR_EVER if is_versioned else "no-cache"
        return response


@cache
def joined(folder: Path) -> str:
    """Return the style sheets of a folder as one, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css")))
