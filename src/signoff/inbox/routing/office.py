"""What routing has to know of people at the moment, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from signoff.inbox.absence import Absence


class Office(Protocol):
    """Who is there, who stands in for whom, and whose turn it is."""

    def find_absence(self, person: str) -> Absence | None:
        """Return that somebody is away now, or None."""
        ...

    def find_delegate(self, person: str) -> str | None:
        """Return who answers for somebody now, or None."""
        ...

    def whose(self, address: str) -> str:
        """Return the person behind an address: somebody may have several."""
        ...

    def in_charge(self) -> Sequence[str]:
        """Return who may manage the deployment and can come in, its owners first."""
        ...

    def n_open(self, people: Sequence[str]) -> Mapping[str, int]:
        """Return how much waits for each of some people; 0 may be left out."""
        ...

    def find_last_turn(self, group: str) -> str | None:
        """Return whose turn it was last in a group, None before the first; the next is taken."""
        ...

    def peek_last_turn(self, group: str) -> str | None:
        """Return whose turn it was last, where the next will not be taken."""
        ...

    def take_turn(self, group: str, person: str) -> None:
        """Record whose turn it was."""
        ...
