"""Whether an answer approved, as screens and figures say it: they claim nothing that is in doubt.

What its author says goes first, then names that leave no doubt. ``permits`` (names.py) is
the careful side for what is about to happen; here an outcome in doubt says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, IntEnum

from signoff.interpret.names import permits


class Plain(Enum):
    """What a name says beyond doubt."""

    APPROVES = "approves"
    ASKS_AGAIN = "asks again"
    REFUSES = "refuses"


class Verdict(IntEnum):
    """What an answer says about approval. Stored: a number keeps its meaning."""

    UNSAID = 0
    APPROVED = 1
    WITHHELD = 2


_NAMES = {
    Plain.APPROVES: "approve approved accept accepted allow allowed confirm confirmed grant "
    "granted ok pass passed publish published sign_off signed_off yes",
    Plain.ASKS_AGAIN: "needs_revision needs_revisions revise revision revisions request_changes "
    "changes_requested needs_changes needs_work rework edit needs_edit redo",
    Plain.REFUSES: "reject rejected decline declined deny denied refuse refused disapprove "
    "disapproved not_approved block blocked no",
}
_PLAIN_OF = {name: plain for plain, names in _NAMES.items() for name in names.split()}


def plainly(outcome: str) -> Plain | None:
    """Return what an outcome's name says beyond doubt, in any case and with any joints."""
    return _PLAIN_OF.get(re.sub(r"[\s_-]+", "_", outcome.strip().casefold()))


def verdict_of(outcome: str | None, approving: Sequence[str] | None) -> Verdict:
    """Return whether an answer approved; ``approving`` None: its author did not say what does."""
    if outcome is None:
        return Verdict.UNSAID
    if approving is not None:
        return Verdict.APPROVED if permits(outcome, approving) else Verdict.WITHHELD
    plain = plainly(outcome)
    if plain is None:
        return Verdict.UNSAID
    return Verdict.APPROVED if plain is Plain.APPROVES else Verdict.WITHHELD
