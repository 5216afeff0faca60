"""Where the suite's outside tools are, and what happens to a test whose tool is missing.

On a contributor's machine the test is skipped and says why. Where
SIGNOFF_REQUIRE=all is set (CI) the same lack is a failure, so that a green run
there means that everything ran.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

# Names of a tool on PATH, the best first, then places that packagers keep off PATH.
# The headless shell is Chromium without its windows: the same pages for a third less work.
_NAMES = {
    "chromium": (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ),
}
_OTHER_PLACES = {
    "initdb": (
        "usr/lib/postgresql/*/bin/initdb",
        "opt/homebrew/opt/postgresql@*/bin/initdb",
        "usr/local/opt/postgresql@*/bin/initdb",
    ),
    # Debian keeps these off the PATH of everybody but root.
    "dovecot": ("usr/sbin/dovecot",),
    "opendmarc": ("usr/sbin/opendmarc",),
    "postfix": ("usr/sbin/postfix",),
    "chromium": (
        "Applications/Chromium.app/Contents/MacOS/Chromium",
        "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
}


def find_tool(tool: str) -> Path | None:
    """Return the tool's executable, or None; of several versions off PATH the last by name."""
    for name in _NAMES.get(tool, (tool,)):
        if found := shutil.which(name):
            return Path(found)
    root = Path("/")
    places = [
        path for pattern in _OTHER_PLACES.get(tool, ()) for path in sorted(root.glob(pattern))
    ]
    return places[-1] if places else None


def need(tool: str, reason: str) -> Path:
    """Return the tool's executable; without one, end the test with `reason`."""
    found = find_tool(tool)
    if found is None:
        lack(tool, reason)
    return found


def lack(thing: str, reason: str, *, environ: Mapping[str, str] = os.environ) -> NoReturn:
    """End the test because `thing` is missing: a failure where everything is required."""
    message = f"no {thing} on this machine: {reason}"
    if environ.get("SIGNOFF_REQUIRE") == "all":
        pytest.fail(f"{message} (SIGNOFF_REQUIRE=all). Install it.", pytrace=False)
    pytest.skip(message)
