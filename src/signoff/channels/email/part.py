"""What part one person has in a decision, as their mails tell it.

Kept with each mail when it is queued, as plain JSON: who else is asked and by
when may change before it is sent, and what was queued stays what is sent.
Who is asked, and when the time is over, is decided elsewhere; this only says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signoff.inbox.plan import Act


@dataclass(frozen=True, slots=True)
class Due:
    """When a request closes by itself, and how; ``outcome`` is what an answer takes then."""

    at: datetime
    act: Act
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a decision.

    ``why`` is one sentence about why they are asked, '' where there is nothing to say. ``others``
    are the names of those who are asked with them. ``needed`` of all of them decide; ``stage`` of
    ``n_stages`` is theirs, from 1. ``in_place_of`` names who was asked before. ``is_claimed``: the
    first to claim or to answer has it. ``zone`` is the IANA name of the clock they go by.
    ``is_alone``: there is nobody else to whom it could be passed on.
    """

    why: str = ""
    others: tuple[str, ...] = ()
    needed: int = 1
    has_veto: bool = True
    stage: int = 1
    n_stages: int = 1
    in_place_of: str | None = None
    is_claimed: bool = False
    due: Due | None = None
    zone: str | None = None
    is_alone: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what a delivery keeps of it: {} for somebody who is asked alone, as a rule."""
        known = {name: getattr(self, name) for name in self.__slots__}
        usual = Part()
        kept = {name: value for name, value in known.items() if value != getattr(usual, name)}
        if self.others:
            kept["others"] = list(self.others)
        if self.due:
            due = {"at": self.due.at.isoformat(), "act": self.due.act.value}
            kept["due"] = due | ({"outcome": self.due.outcome} if self.due.outcome else {})
        return kept


def part_from(kept: Mapping[str, Any]) -> Part:
    """Return the part that a delivery keeps."""
    values = dict(kept)
    if "others" in values:
        values["others"] = tuple(values["others"])
    if "due" in values:
        due = values["due"]
        at = datetime.fromisoformat(due["at"])
        values["due"] = Due(at, Act(due["act"]), due.get("outcome"))
    return Part(**values)


def names_of(people: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return what to call people in a mail to somebody else, by their addresses.

    ``known`` names those who gave a name. Of others it is what stands before the @: a mail is
    forwarded, and nobody needs the address of another reviewer to decide. Where two would be
    called the same, the address is all that tells them apart.
    """
    called = {person: known.get(person) or person.partition("@")[0] for person in people}
    return {
        person: person if _is_shared(name, called.values()) else name
        for person, name in called.items()
    }


def _is_shared(name: str, names: Collection[str]) -> bool:
    return sum(name.casefold() == other.casefold() for other in names) > 1
