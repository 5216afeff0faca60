"""Whom a caller may have asked: what somebody typed, as the people it stands for.

Pages and API name people alike, so both refuse alike. Whether the request may
change hands at all is decided by the verbs of the inbox.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.errors import NotAllowed
from signoff.inbox import asking
from signoff.inbox.request import Request
from signoff.inbox.standing import check_asked, check_open
from signoff.jobs.accounts import check_account
from signoff.jobs.colleagues import may_be_asked
from signoff.jobs.routing import people_of
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.auth import Caller


def people_named(
    unit: UnitOfWork, question: Request, names: Sequence[str], caller: Caller
) -> list[str]:
    """Return the people behind addresses and names of groups, each once.

    Raises: RequestClosed, NotYours, AddressInvalid, GroupNotFound, NotAllowed, NotActive.
    """
    if not caller.may_override:
        # Before anybody is looked up: who may not act learns of nobody whether we know them.
        check_open(unit, question)
        check_asked(question, caller.person, asking.asked_of(unit, question))
    found = [people_of(unit, question.deployment_id, each) for each in names]
    people = list(dict.fromkeys(person for each in found for person in each))
    for person in people:
        # What is asked goes to them by mail: only who manages requests may let strangers see it.
        if not (caller.may_override or may_be_asked(unit, question, person)):
            raise stranger(person, caller)
        check_account(unit, person)
    return people


def stranger(person: str, caller: Caller) -> NotAllowed:
    """Return the refusal to let somebody be asked whom nobody here knows."""
    return NotAllowed(
        f"{person} is nobody whom {caller.person} may have asked: the policy does not name them, "
        "and they have no account. Nothing was changed. Name somebody else, or ask whoever manages "
        "requests."
    )
