"""What a language gives: its texts, its dates, its quotation marks.

Which language a reader gets is decided where the mail is queued; how a text
looks is left to the templates. Outcomes keep their own names in every
language, since they are what a reply is read by; a translation stands beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_COUNTED_IN_DAYS = timedelta(hours=47.5)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    ``texts`` are templates for ``str.format``; ``refusals`` give, by reason, a title, what
    happened, what holds now and what to do next, and '' is the one for any other reason.
    ``weekdays`` begin with Monday. ``outcomes`` translates names that people often offer.
    """

    language: str
    texts: Mapping[str, str]
    refusals: Mapping[str, tuple[str, str, str, str]]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    outcomes: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its places filled."""
        return self.texts[key].format(**values)

    def quoted(self, text: str) -> str:
        """Return a text in the quotation marks of the language."""
        return self.say("quoted", text=text)

    def either(self, items: Sequence[str]) -> str:
        """Return 'a, b or c'."""
        if len(items) == 1:
            return items[0]
        first = self.texts["comma"].join(items[:-1])
        return self.say("either", first=first, last=items[-1])

    def day(self, at: date) -> str:
        """Return a day in words, '29 November 2026': it can be read in no second way."""
        return self.say("day", day=at.day, month=self.months[at.month - 1], year=at.year)

    def moment(self, at: datetime, zone: str | None = None) -> str:
        """Return an instant in words, 'Sunday 29 November 2026, 10:00 UTC' or '... (Berlin)'.

        ``zone`` is the IANA name of the reader's clock; one that is not known here is UTC.
        """
        try:
            at, place = at.astimezone(ZoneInfo(zone or "")), f"({_place(zone or '')})"
        except (ValueError, OSError, ZoneInfoNotFoundError):
            at, place = at.astimezone(UTC), "UTC"
        weekday = self.weekdays[at.weekday()]
        return self.say("moment", weekday=weekday, day=self.day(at), time=f"{at:%H:%M} {place}")

    def span(self, length: timedelta) -> str:
        """Return a span in words, rounded to what people plan with."""
        hours = round(length / timedelta(hours=1))
        if length >= _COUNTED_IN_DAYS:
            return self.say("days", n=round(hours / 24))
        if hours > 1:
            return self.say("hours", n=hours)
        minutes = round(length / timedelta(minutes=1))
        return self.say("minutes", n=minutes) if minutes > 1 else self.say("a_minute")

    def channel(self, channel: str) -> str:
        """Return by which way an answer came, as the end of a sentence."""
        found = self.texts.get(f"by_{channel}")
        return self.say("by_other", channel=channel) if found is None else found

    def found(self, source: str, read_by: str | None) -> str:
        """Return how an outcome was found; ``read_by`` is the model that read the words."""
        said = self.texts[f"found_{source}"]
        return self.say("found_with", found=said, model=read_by) if read_by else said


def _place(zone: str) -> str:
    """Return what people call a zone by its IANA name: 'Europe/Berlin' is 'Berlin'."""
    return zone.rpartition("/")[2].replace("_", " ")
