"""Who looks at a request right now, told to the others who do.

Kept in this process's memory alone, for as long as their streams are open:
it is a courtesy, no record, and nobody may rely on it. Whether somebody may
see the request is found out by whoever opens the stream.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tell = Callable[[bytes], None]
LooksAt = tuple[str, str, str]  # the request, the person, and what they are called
MOST_NAMED = 20


@dataclass(frozen=True, eq=False, slots=True)
class Seat:
    """One open page on a request; a person may have several."""

    request_id: str
    person: str
    called: str
    tell: Tell


class Presence:
    """Everybody who looks at a request, by this process's streams; used in one loop only."""

    def __init__(self) -> None:
        self._seats: dict[str, list[Seat]] = defaultdict(list)

    def come(self, request_id: str, person: str, called: str, tell: Tell) -> Seat:
        """Note that somebody looks, and tell all who do; ``tell`` gets server-sent events."""
        seat = Seat(request_id, person, called, tell)
        self._seats[request_id].append(seat)
        self._say(request_id)
        return seat

    def leave(self, seat: Seat) -> None:
        """Note that a page was closed, and tell those who stay."""
        seats = self._seats[seat.request_id]
        seats.remove(seat)
        if seats:
            self._say(seat.request_id)
        else:
            del self._seats[seat.request_id]

    @property
    def n_requests(self) -> int:
        """How many requests are looked at."""
        return len(self._seats)

    def _say(self, request_id: str) -> None:
        seats = self._seats[request_id]
        people = sorted({(seat.called, seat.person) for seat in seats})
        for seat in seats:
            seat.tell(encode([called for called, each in people if each != seat.person]))


def encode(people: Sequence[str]) -> bytes:
    """Return the event that names who else looks: {"people": [what they are called]}."""
    data = json.dumps({"people": list(people[:MOST_NAMED])})
    return f"event: presence\ndata: {data}\n\n".encode()
