"""How a value is said on a screen: outcomes, times, people, ids.

Pure functions. A colour is a claim about what an outcome does, so only names
that say it beyond doubt have one; every other outcome is neutral.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from signoff.interpret import Plain, permits, plainly

N_HUES = 10
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_FEW = 10  # hours: of so many the minutes are worth saying
_MOST_SHOWN = 999


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome or a state is shown; ``tone``: good, again, bad, wait or none."""

    tone: str
    icon: str


GOOD, AGAIN, BAD = Look("good", "check"), Look("again", "rotate-ccw"), Look("bad", "x")
NEUTRAL = Look("none", "circle")

_LOOKS = {Plain.APPROVES: GOOD, Plain.ASKS_AGAIN: AGAIN, Plain.REFUSES: BAD, None: NEUTRAL}


def look_of(outcome: str | None, approving: tuple[str, ...] | None = None) -> Look:
    """Return how an outcome looks: as the author says in ``approving``, or its name beyond doubt.

    Neutral where neither says it.
    """
    named = _LOOKS[plainly(outcome or "")]
    if outcome is None or approving is None:
        return named
    if permits(outcome, approving):
        return GOOD
    return NEUTRAL if named is GOOD else named


def first_good(outcomes: tuple[str, ...], approving: tuple[str, ...] | None = None) -> str | None:
    """Return the first affirmative outcome: it alone gets the solid button."""
    return next((outcome for outcome in outcomes if look_of(outcome, approving) is GOOD), None)


def label(outcome: str) -> str:
    """Return an outcome as words on a button: ``needs_revision`` is ``Needs revision``."""
    words = " ".join(re.split(r"[\s_]+", outcome.strip())) or outcome
    return words[:1].upper() + words[1:]


RUN_LOOKS = {
    "running": (Look("wait", "loader-circle"), "Running"),
    "waiting": (Look("wait", "hourglass"), "Waiting for a person"),
    "ended": (Look("good", "check"), "Ended"),
    "failed": (Look("bad", "triangle-alert"), "Failed"),
    "cancelled": (Look("none", "ban"), "Cancelled"),
}


def age(length: timedelta) -> str:
    """Return a length of time in its largest unit: ``now``, ``46m``, ``2h``, ``3d``."""
    seconds = int(length.total_seconds())
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE}m"
    return f"{seconds // _HOUR}h" if seconds < _DAY else f"{seconds // _DAY}d"


def ago(length: timedelta) -> str:
    """Return how long ago in a sentence: ``just now``, ``46m ago``."""
    short = age(length)
    return "just now" if short == "now" else f"{short} ago"


def left(length: timedelta) -> str:
    """Return how long until an answer is wanted, or since: ``13m left``, ``2h 07m over``."""
    minutes = int(abs(length).total_seconds()) // _MINUTE
    hours, rest = divmod(minutes, 60)
    if minutes < 60:  # noqa: PLR2004 - an hour
        short = f"{minutes}m"
    elif hours < _FEW:
        short = f"{hours}h {rest:02}m"
    else:
        short = f"{hours}h" if hours < 2 * 24 else f"{hours // 24}d"
    return f"{short} {'left' if length > timedelta(0) else 'over'}"


def capped(n: int) -> str:
    """Return a count as far as anybody counts: ``999+``."""
    return str(n) if n <= _MOST_SHOWN else f"{_MOST_SHOWN}+"


def exact(at: datetime) -> str:
    """Return an instant to the minute; signoff keeps UTC and says so."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def short_id(value: str) -> str:
    """Return the end of an id: UUIDv7 ids made in the same minute begin alike."""
    return value[-6:]


def initials(address: str) -> str:
    """Return two letters for a mail address: ``maya.lind@acme.example`` is ``ML``."""
    parts = [part for part in re.split(r"[._+\-]+", address.partition("@")[0]) if part]
    if len(parts) > 1:
        return (parts[0][0] + parts[1][0]).upper()
    return (parts[0][:2] if parts else "?").upper()


def short_name(address: str) -> str:
    """Return a mail address without its domain, for where the face beside it has all of it.

    ``you@...`` stays whole: to anybody else "you" would mean themselves.
    """
    local = address.rpartition("@")[0]
    return address if local.casefold() == "you" else local or address


def hue(address: str) -> int:
    """Return which of the face colours an address has, the same on every machine."""
    return zlib.crc32(address.encode()) % N_HUES


def size(text: str) -> str:
    """Return how much text there is: ``640 B``, ``12 KB``."""
    octets = len(text.encode("utf-8", "surrogatepass"))
    return f"{octets} B" if octets < 1_000 else f"{octets / 1_000:.0f} KB"  # noqa: PLR2004


_RULES = (
    (re.compile(r"^Value error, "), ""),
    (re.compile(r"^Field required"), "Must be filled in"),
    (re.compile(r"^(?:Input|String) should be greater than or equal to "), "Must be at least "),
    (re.compile(r"^(?:Input|String) should be less than or equal to "), "Must be at most "),
    (re.compile(r"^(?:Input|String) should be greater than "), "Must be more than "),
    (re.compile(r"^(?:Input|String) should "), "Must "),
)


def rule(broken: str) -> str:
    """Return what a model says of a field's value as the rule that people are to keep."""
    for found, said in _RULES:
        if found.match(broken):
            return found.sub(said, broken)
    return broken


def json_kind(value: object) -> str:
    """Return what JSON calls a value."""
    if value is None:
        return "null"
    kinds = ((bool, "boolean"), (int | float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "object")


def in_one_line(value: object, longest: int) -> str:
    """Return a JSON value as one line of text: ``topic: coffee, tags: 3 items``."""
    if isinstance(value, dict):
        text = ", ".join(f"{key}: {_brief(item)}" for key, item in list(value.items())[:20])
    else:
        text = _brief(value)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _brief(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        noun = "field" if isinstance(value, dict) else "item"
        return f"{len(value)} {noun}{'' if len(value) == 1 else 's'}"
    return json.dumps(value, ensure_ascii=False)
