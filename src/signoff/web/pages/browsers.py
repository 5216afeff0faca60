"""Which browser on which system a session is, in as few words as people use for it.

A browser names itself in a long line that also names those it is like, so the
more special one is looked for first. It only helps people to tell their own
sessions apart: nothing is decided by it.
"""

from __future__ import annotations

_MAX_CHARS = 60  # of a program that is no browser we know: its own first word
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_of(named: str) -> str:
    """Return 'Firefox on Linux' for what a browser sent as its name, '' for nothing."""
    browser = next((name for mark, name in _BROWSERS if mark in named), "")
    system = next((name for mark, name in _SYSTEMS if mark in named), "")
    if not browser:
        return named.partition(" ")[0].partition("/")[0][:_MAX_CHARS]
    return f"{browser} on {system}" if system else browser
