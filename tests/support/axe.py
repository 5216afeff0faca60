"""The rules of WCAG 2.2 AA, held against a page that is open, in each view of it.

axe is half a megabyte of script: it is put into a page once, and asked once for
each view. Only what it finds comes back, not the thousand nodes that passed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

EVERY_RULE: Mapping[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
# Dark is the same page in other colours: only these rules can tell it from light.
OF_COLOURS: Mapping[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
_ONLY_FOUND = {"resultTypes": ["violations"], "preload": False}


def findings(page: Page, rules: Mapping[str, Any]) -> str:
    """Return what breaks ``rules`` on the page as it stands now; empty where nothing does."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({**rules, **_ONLY_FOUND})
    found = AxeResults(page.evaluate(f"axe.run(document, {options})"))
    return str(found.generate_report()) if found.violations_count else ""
