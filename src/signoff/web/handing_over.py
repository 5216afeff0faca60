"""Whose questions a caller may hand over: their own, and as a manager those of their people.

Who can be named instead, and what is handed over, is not known here.
"""

from __future__ import annotations

from signoff.errors import NotYours
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


def check_may_hand_over(
    unit: UnitOfWork, caller: Caller, person: str, *, organisation_id: str
) -> None:
    """Accept one's own questions, and to who manages here those of others of this organisation.

    Raises: NotYours.
    """
    if person == caller.person:
        return
    known = unit.members.find(person)
    elsewhere = frozenset() if known is None else unit.members.organisations_of(known.id)
    if not caller.may_override or (elsewhere and organisation_id not in elsewhere):
        raise NotYours(
            f"A delegation of {person} is not yours, {caller.person}, to change. Nothing was "
            "changed. Ask them, or somebody who manages requests where they have a role."
        )
