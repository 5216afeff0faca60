"""Static files under addresses that change when a file does.

The version is part of the path, so modules that import each other and
stylesheets that name fonts stay within one version without a build step, and
a browser may keep a file for ever. This file does not know what the files are
nor how the version is found.
"""

from __future__ import annotations

from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """The files of a folder, with and without the version in front."""

    def __init__(self, directory: Path, *, version: str) -> None:
        super().__init__(directory=directory)
        self._version = version

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for one file; only an address that names its content is kept by browsers."""
        version, _, rest = path.partition("/")
        is_versioned = version == self._version
        response = await super().get_response(rest if is_versioned else path, scope)
        response.headers["Cache-Control"] = FOR_EVER if is_versioned else "no-cache"
        return response
