"""Which facts: what the address of the page asks for, read with patience.

What cannot be read is said beside the form and left out; a page is shown in any case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from signoff.inbox.audit import EventKind
from signoff.inbox.chain import instant
from signoff.store.audit.reading import Filters

_UUID = re.compile(r"[0-9a-f-]{36}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_LONGEST = 200
_DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown, as it was typed. ``before`` is the number that the page begins in front of."""

    decisions: bool
    q: str = ""
    kind: str = ""
    person: str = ""
    run: str = ""
    request: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None
    faults: tuple[str, ...] = ()

    @property
    def filters(self) -> Filters:
        """The same for the store; days are those of UTC."""
        return Filters(
            kind=self.kind or None,
            actor=self.person or None,
            run_id=self.run or None,
            request_id=self.request or None,
            since=None if self.first is None else _begin(self.first),
            until=None if self.last is None else _begin(self.last + timedelta(days=1)),
            decisions=self.decisions,
            text=self.q or None,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out, but for what no decision is."""
        return any((self.q, self.kind, self.person, self.run, self.request, self.first, self.last))

    def address(self, **changes: object) -> str:
        """Return the address of this page with something else asked for; empty takes it away.

        It begins with the newest facts.
        """
        return f"/audit{_query(self._chosen | changes)}"

    def check(self) -> str:
        """Return where the chain is checked; it leads back to these facts."""
        return f"/audit/check{_query(self._chosen)}"

    def fact(self, seq: int) -> str:
        """Return the address of one of these facts; its page leads back to all of them."""
        return f"/audit/{seq}{_query(self._chosen)}"

    @property
    def _chosen(self) -> dict[str, object]:
        return {
            "show": _DECISIONS if self.decisions else "",
            "q": self.q,
            "kind": self.kind,
            "person": self.person,
            "run": self.run,
            "request": self.request,
            "from": self.first,
            "to": self.last,
        }

    def export(self, form: str) -> str:
        """Return the address of all these facts as a file."""
        wanted = self.filters
        chosen = {
            "format": form,
            "kind": wanted.kind,
            "actor": wanted.actor,
            "run": wanted.run_id,
            "request": wanted.request_id,
            "from": None if wanted.since is None else instant(wanted.since),
            "to": None if wanted.until is None else instant(wanted.until),
            "decisions": "true" if self.decisions else "",
            "q": wanted.text,
        }
        return f"/api/v1/audit/export{_query(chosen)}"


def read_asked(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for; everything, where it says nothing."""
    given = {name: query.get(name, "").strip()[:_LONGEST] for name in _NAMES}
    faults = []
    if given["kind"] and given["kind"] not in set(EventKind):
        faults.append(f"{given['kind']!r} is no kind of fact.")
        given["kind"] = ""
    for name in ("run", "request"):
        if given[name] and not _UUID.fullmatch(given[name]):
            faults.append(f"{given[name]!r} is no id of a {name}.")
            given[name] = ""
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        try:
            days[name] = _day(given[name])
        except ValueError:
            faults.append(f"{name}={given[name]!r} is no day; write it like 2026-03-31.")
            days[name] = None
    before = given["before"]
    return Asked(
        decisions=given["show"] == _DECISIONS,
        **{name: given[name] for name in ("q", "kind", "person", "run", "request")},
        first=days["from"],
        last=days["to"],
        before=int(before) if _NUMBER.fullmatch(before) else None,
        faults=tuple(faults),
    )


_NAMES = ("show", "q", "kind", "person", "run", "request", "from", "to", "before")


def _day(text: str) -> date | None:
    found = date.fromisoformat(text) if text else None
    if found is not None and not date(1971, 1, 1) <= found <= date(9998, 12, 30):
        raise ValueError(text)
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


def _query(chosen: Mapping[str, object]) -> str:
    kept = {name: str(value) for name, value in chosen.items() if value not in (None, "")}
    return f"?{urlencode(kept)}" if kept else ""
