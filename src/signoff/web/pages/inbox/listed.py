"""The list of the inbox from which a request was opened: its address says so, on all its ways.

So the arrows, the way back and what opens after an answer keep to that list.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from fastapi import Request

from signoff.store.inbox_lists import Filter, Scope
from signoff.web.pages.inbox.filters import filter_of_query, part_of_address, query_of


def list_of(request: Request) -> Filter:
    """Return the list that the address names; what waits for oneself, where it names none."""
    return filter_of_query(request.query_params.get("list", ""))


def waiting_in(wanted: Filter) -> Filter:
    """Return a list to go on in: nothing of what is done waits for an answer."""
    return Filter() if wanted.scope is Scope.DONE else wanted


def inbox_address(wanted: Filter) -> str:
    """Return where the list itself is."""
    return "/inbox" if wanted == Filter() else f"/inbox?{query_of(wanted)}"


def request_address(request_id: str, wanted: Filter, *, tab: str = "") -> str:
    """Return where a request is, as one of this list; under a tab if given."""
    parts = [part for part in (tab and urlencode({"tab": tab}), part_of_address(wanted)) if part]
    return f"/requests/{quote(request_id)}{'?' if parts else ''}{'&'.join(parts)}"
