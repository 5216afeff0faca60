"""The time zones of the IANA database that people and policies may name."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Files beside the zones: they mean another time on another machine, or count leap seconds.
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_NO_AREAS = ("posix/", "right/")


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name such as 'Europe/Berlin'; None where there is none."""
    if name in _NO_ZONES or name.startswith(_NO_AREAS):
        return None
    return find_kept_zone(name)


def find_kept_zone(name: str) -> ZoneInfo | None:
    """Return a zone that is stored; earlier releases took whatever this machine has a file of."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # it depends on what the name is like
        return None
