# ruff: noqa: RUF001 - quotation marks as people type them
"""What somebody tells us to do by mail, other than to answer: claim, release, pass on, snooze.

Only a mail that says one of these and nothing else is one: a sentence that
holds such a word is an answer, and so is a word that an offered outcome has.
None of them decides anything. Whether the person may is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from signoff.channels.email.away import find_day
from signoff.channels.email.choices import spoken
from signoff.errors import AddressInvalid
from signoff.inbox.address import reachable_address

MAX_LINE = 400  # characters; what is longer is no command


class Do(StrEnum):
    """What can be done by mail."""

    CLAIM = "claim"
    RELEASE = "release"
    REASSIGN = "reassign"
    DELEGATE = "delegate"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    ``to`` is a canonical address. ``until`` is when it ends (UTC, of a day: the end of it for a
    delegation, the beginning for a snooze). ``is_clear`` False: it begins like one that is known
    and goes on like none.
    """

    do: Do
    to: str | None = None
    until: datetime | None = None
    is_clear: bool = True


_TO = r"(?P<to>\S+@\S+)"
_DAY = r"(?P<day>\S.*)"
_N = r"(?P<n>\d{1,3}) ?(?:"
# language -> what can be written; a space stands for any number of them
_SAID: Mapping[str, Mapping[Do, tuple[str, ...]]] = {
    "en": {
        Do.CLAIM: ("claim", "claim it"),
        Do.RELEASE: ("release", "release it"),
        Do.REASSIGN: (f"reassign to {_TO}", f"reassign {_TO}"),
        Do.DELEGATE: (f"delegate to {_TO} (?:until|till) {_DAY}",),
        Do.SNOOZE: (
            rf"snooze (?:for )?{_N}(?P<hours>hours?)|(?P<days>days?)|(?P<weeks>weeks?))",
            f"snooze (?:until|till) {_DAY}",
        ),
    },
    "de": {
        Do.CLAIM: ("(?:ich )?(?:ü|ue)bernehmen?",),
        Do.RELEASE: ("zur(?:ü|ue)ckgeben",),
        Do.REASSIGN: (f"weitergeben an {_TO}",),
        Do.DELEGATE: (f"vertreten durch {_TO} bis (?:zum )?{_DAY}",),
        Do.SNOOZE: (
            (
                rf"zur(?:ü|ue)ckstellen (?:um )?{_N}(?P<hours>stunden?)|(?P<days>tage?n?)|"
                r"(?P<weeks>wochen?))"
            ),
            f"zur(?:ü|ue)ckstellen bis (?:zum )?{_DAY}",
        ),
    },
    "es": {
        Do.CLAIM: ("asumir",),
        Do.RELEASE: ("liberar",),
        Do.REASSIGN: (f"reasignar a {_TO}",),
        Do.DELEGATE: (f"delegar (?:en|a) {_TO} hasta (?:el )?{_DAY}",),
        Do.SNOOZE: (
            rf"posponer {_N}(?P<hours>horas?)|(?P<days>d[íi]as?)|(?P<weeks>semanas?))",
            f"posponer hasta (?:el )?{_DAY}",
        ),
    },
    "fr": {
        Do.CLAIM: ("prendre",),
        Do.RELEASE: ("rendre",),
        Do.REASSIGN: (f"transf[ée]rer [àa] {_TO}",),
        Do.DELEGATE: (f"d[ée]l[ée]guer [àa] {_TO} jusqu['’](?:au |[àa] ){_DAY}",),
        Do.SNOOZE: (
            rf"reporter (?:de )?{_N}(?P<hours>heures?)|(?P<days>jours?)|(?P<weeks>semaines?))",
            f"reporter jusqu['’](?:au |[àa] ){_DAY}",
        ),
    },
    "ja": {
        Do.CLAIM: ("担当(?:する|します)?",),
        Do.RELEASE: ("担当を(?:外れる|外れます)",),
        Do.REASSIGN: (f"{_TO} ?に ?引き継(?:ぐ|ぎます)",),
        Do.DELEGATE: (rf"(?P<day>\S.*?) ?まで[、 ]?{_TO} ?に ?委任(?:する|します)?",),
        Do.SNOOZE: (
            rf"{_N}(?P<hours>時間)|(?P<days>日)|(?P<weeks>週間))(?:間)?延期(?:する|します)?",
            r"(?P<day>\S.*?) ?まで ?延期(?:する|します)?",
        ),
    },
}
# What no answer begins with, so that somebody who meant a command is told how it is written.
_BEGUN: Mapping[str, Mapping[Do, str]] = {
    "en": {
        Do.REASSIGN: r"reassign to\b",
        Do.DELEGATE: r"delegate to\b",
        Do.SNOOZE: r"snooze\b",
    },
    "de": {
        Do.REASSIGN: r"weitergeben an\b",
        Do.DELEGATE: r"vertreten durch\b",
        Do.SNOOZE: r"zur(?:ü|ue)ckstellen\b",
    },
    "es": {
        Do.REASSIGN: r"reasignar a\b",
        Do.DELEGATE: r"delegar (?:en|a)\b",
        Do.SNOOZE: r"posponer\b",
    },
    "fr": {
        Do.REASSIGN: r"transf[ée]rer [àa]\b",
        Do.DELEGATE: r"d[ée]l[ée]guer [àa]\b",
        Do.SNOOZE: r"reporter\b",
    },
    "ja": {},
}
_UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}
_LINK = re.compile(r"<mailto:[^<>\s]*>", re.IGNORECASE)
_MARKS = "*_\"'“”„«»‘’「」"


def find_command(
    text: str, *, outcomes: Sequence[str], language: str, zone: str | None, now: datetime
) -> Command | None:
    """Return what a mail's own words tell us to do, None where they are an answer or anything else.

    ``language`` is that of the mail that was answered; English is understood in any. ``zone`` is
    the IANA name of the person's clock, by which a day begins.
    """
    line = _one_line(text)
    if line is None:
        return None
    for tongue in dict.fromkeys((language, "en")):
        for do, found in _matches(line, tongue):
            if _is_outcome(line, do, found, outcomes):
                return None
            return _command(do, found, zone=zone, now=now)
        begun = _BEGUN.get(tongue, {})
        for do, pattern in begun.items():
            # Where any words are an answer, these may well be one.
            if outcomes and _matched(pattern, line, whole=False):
                shares = _shares_a_word(pattern, line, outcomes)
                return None if shares else Command(do, is_clear=False)
    return None


def _one_line(text: str) -> str | None:
    """Return the one line that a text is, without the marks that people and programs set."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > MAX_LINE:
        return None
    line = unicodedata.normalize("NFKC", _LINK.sub("", lines[0]))
    line = line.strip(_MARKS + " \t").removeprefix("/").rstrip(".!。 \t")
    return " ".join(line.strip(_MARKS + " \t").split()) or None


def _matches(line: str, tongue: str) -> Iterator[tuple[Do, re.Match[str]]]:
    for do, patterns in _SAID.get(tongue, {}).items():
        for pattern in patterns:
            found = _matched(pattern, line, whole=True)
            if found:
                yield do, found


def _matched(pattern: str, line: str, *, whole: bool) -> re.Match[str] | None:
    spaced = re.compile(pattern.replace(" ?", r"\s?"), re.IGNORECASE)
    return spaced.fullmatch(line) if whole else spaced.match(line)


def _is_outcome(line: str, do: Do, found: re.Match[str], outcomes: Sequence[str]) -> bool:
    """Say whether the words name one of the offered outcomes, or a part of one.

    Only names count: 'release' means an approval to many people, and read as a command it is none.
    """
    if line.lower() in {spoken(outcome).lower() for outcome in outcomes}:
        return True
    said = line[: found.start("to")] if do in (Do.REASSIGN, Do.DELEGATE) else line
    return _share(said, outcomes)


def _shares_a_word(pattern: str, line: str, outcomes: Sequence[str]) -> bool:
    found = _matched(pattern, line, whole=False)
    return found is not None and _share(found[0], outcomes)


def _share(said: str, outcomes: Sequence[str]) -> bool:
    """Say whether a word that is more than a little one is in an outcome too."""
    ours = {word for word in re.findall(r"\w{4,}", said.lower()) if not word.isdigit()}
    theirs = {word for each in outcomes for word in re.findall(r"\w+", spoken(each).lower())}
    return bool(ours & theirs)


def _command(do: Do, found: re.Match[str], *, zone: str | None, now: datetime) -> Command:
    given = found.groupdict()
    try:
        to = reachable_address(given["to"].strip("<>()[],;")) if given.get("to") else None
    except AddressInvalid:
        return Command(do, is_clear=False)
    until = None
    if given.get("n"):
        unit = next(span for name, span in _UNITS.items() if given.get(name))
        until = now + int(given["n"]) * unit
    elif given.get("day"):
        until = _end(do, given["day"], _clock(zone), now)
        if until is None:
            return Command(do, to, is_clear=False)
    return Command(do, to, until)


def _end(do: Do, said: str, clock: tzinfo, now: datetime) -> datetime | None:
    day = find_day(said, today=now.astimezone(clock).date())
    if day is None:
        return None
    if do is Do.DELEGATE:
        day += timedelta(days=1)  # the day that was named is the last
    return datetime.combine(day, time(), clock).astimezone(UTC)


def _clock(zone: str | None) -> tzinfo:
    try:
        return ZoneInfo(zone or "UTC")
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return UTC
