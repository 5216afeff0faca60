"""Whose questions a caller may hand over, and to whom: their own, or as a manager their people's.

What is handed over is not known here.
"""

from __future__ import annotations

from signoff.errors import NotYours
from signoff.jobs.colleagues import is_known_everywhere
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


def may_stand_in(unit: UnitOfWork, person: str, to: str, *, organisation_id: str) -> bool:
    """Say whether somebody may be handed a person's questions, without a manager's word.

    They are mailed what it is about, so they have a role here, and are known wherever it waits.
    """
    known = unit.members.find(to)
    if known is None or not known.is_active:
        return False
    is_here = organisation_id in unit.members.organisations_of(known.id)
    return is_here and is_known_everywhere(unit, person, to)
