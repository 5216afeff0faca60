"""Where the default database lies: one place per user, so that any process finds it again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def default_path() -> Path:
    """Return $SIGNOFF_FLOW_DB, or flows.db in the user's data folder."""
    told = os.environ.get("SIGNOFF_FLOW_DB")
    if told:
        return Path(told)
    if sys.platform == "win32":
        data = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "signoff" / "flows.db"
