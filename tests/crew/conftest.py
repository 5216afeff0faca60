"""As with flows: untouched settings, and a default database of the test's own."""

from __future__ import annotations

from tests.flow.conftest import default_database, settings, store

__all__ = ["default_database", "settings", "store"]
