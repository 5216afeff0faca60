"""What an address of the inbox asks for, and the address of what is asked for.

An address is a promise: it can be kept, sent to others and typed by hand. So
what is unknown in it is left out rather than refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Request

from signoff.store.inbox_lists import NOBODY, Due, Filter, Scope
from signoff.web.pages import words

_LONGEST = 200
_TEXTS = {"q": "text", "flow": "flow", "step": "step", "asked": "asked", "ending": "ending"}
DUES = {
    Due.OVERDUE: "Overdue",
    Due.SOON: "Due soon",
    Due.LATER: "Later",
    Due.NONE: "No deadline",
    Due.SNOOZED: "Snoozed",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, and the address of the list without it."""

    name: str
    value: str
    without: str


def filter_of(asked_for: Mapping[str, str]) -> Filter:
    """Return what an address asks for; a part that is not known asks for nothing."""
    texts = {ours: asked_for.get(name, "").strip()[:_LONGEST] for name, ours in _TEXTS.items()}
    scope, due = asked_for.get("scope", ""), asked_for.get("due", "")
    wanted = Filter(
        scope=Scope(scope) if scope in set(Scope) else Scope.MINE,
        due=Due(due) if due in set(Due) else None,
        **texts,
    )
    return fitting(wanted)


def fitting(wanted: Filter) -> Filter:
    """Return a filter without what its scope has no use for."""
    if wanted.scope is Scope.DONE:
        return replace(wanted, due=None)
    # Of what is mine I am asked.
    asked = "" if wanted.scope is Scope.MINE else wanted.asked
    return replace(wanted, ending="", asked=asked)


def filter_of_query(query: str) -> Filter:
    """Return what the part of an address after its question mark asks for."""
    return filter_of(dict(parse_qsl(query)))


def query_of(wanted: Filter, *, after: str | None = None) -> str:
    """Return the part of the address after its question mark, always the same for the same."""
    parts = {"scope": wanted.scope.value}
    parts |= {name: getattr(wanted, ours) for name, ours in _TEXTS.items()}
    parts |= {"due": wanted.due.value if wanted.due else "", "after": after or ""}
    return urlencode({name: value for name, value in parts.items() if value})


def part_of_address(wanted: Filter) -> str:
    """Return what the address of a request says of the list it is opened from; '' of one's own."""
    return "" if wanted == Filter() else urlencode({"list": query_of(wanted)})


def chips_of(wanted: Filter) -> tuple[Chip, ...]:
    """Return the filters in words; the scope is none."""
    nobody, nothing = "nobody in particular", Filter()
    said = {
        "text": ("Text", wanted.text),
        "flow": ("Flow", wanted.flow),
        "step": ("Step", wanted.step),
        "asked": ("Asked", nobody if wanted.asked == NOBODY else wanted.asked),
        "ending": ("Ended", words.label(wanted.ending) if wanted.ending else ""),
        "due": ("Due", DUES[wanted.due] if wanted.due else ""),
    }
    return tuple(
        Chip(name, value, query_of(replace(wanted, **{ours: getattr(nothing, ours)})))
        for ours, (name, value) in said.items()
        if value
    )


def choices(known: Iterable[str], chosen: str) -> tuple[str, ...]:
    """Return what a field offers: what is known, and what stands there already."""
    return tuple(sorted({*known, *([chosen] if chosen else [])}))


def _asked_for(request: Request) -> Filter:
    return filter_of(request.query_params)


Wanted = Annotated[Filter, Depends(_asked_for)]
