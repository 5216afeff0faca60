"""One person, several addresses: whoever is asked under one is not asked again under another.

A quorum counts people. Whether two addresses are one person's is what an
administrator said of aliases; nothing is guessed here.
"""

from __future__ import annotations

from collections.abc import Iterable

from signoff.inbox.asking import asked_of
from signoff.inbox.request import Request
from signoff.store.unit_of_work import UnitOfWork


def one_each(unit: UnitOfWork, request: Request, people: Iterable[str]) -> list[str]:
    """Return these people once each, under the address by which they are asked already, if any."""
    known: dict[str, str] = {}
    for address in asked_of(unit, request):
        known.setdefault(unit.people.address_of(address), address)
    found = (known.setdefault(unit.people.address_of(each), each) for each in people)
    return list(dict.fromkeys(found))
