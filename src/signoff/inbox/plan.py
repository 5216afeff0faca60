"""How one request is to be decided: who, how many of them, by when.

A plan is made from the policy when a request is opened and stays with it:
a rule that changes later changes no question that was asked before. Who is
asked now may differ from the plan (reassigned, escalated): the assignments say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signoff.inbox.calendar import Calendar
    from signoff.inbox.response import Verification


class Act(StrEnum):
    """What happens when a request has waited for so long.

    The last three are final: they close the request. ``answer`` takes an outcome,
    ``approve`` the first approving one, ``fail`` expires the request and fails its run.
    """

    REMIND = "remind"
    ADD = "add"
    REASSIGN = "reassign"
    ESCALATE = "escalate"
    ANSWER = "answer"
    APPROVE = "approve"
    FAIL = "fail"


FINAL_ACTS = frozenset({Act.ANSWER, Act.APPROVE, Act.FAIL})


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One act, so many minutes of working time after the request was opened.

    ``who`` is an address or a group's name: for ``add`` and ``reassign`` (``escalate`` asks the
    plan's backup where it is None). ``outcome`` is for ``answer``.
    """

    after_minutes: int
    act: Act
    who: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """People who are asked at the same time, and how many answers of theirs decide.

    ``people`` are canonical addresses. With ``has_veto`` one refusing answer decides against;
    without it the stage is refused once too few are left to agree. ``is_claimed``: all of a group
    are asked and the first to claim or answer has it. ``group`` says where they come from.
    ``in_place_of`` pairs people with whom they stand in for: ``(asked, away or delegating)``.
    """

    people: tuple[str, ...]
    needed: int = 1
    has_veto: bool = True
    group: str | None = None
    is_claimed: bool = False
    in_place_of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How one request is to be decided.

    ``stages`` follow each other; there is at least one. ``rule`` is the routing rule's name, None
    where none matched; ``why`` says in sentences why these people. ``starter`` is kept where
    ``is_four_eyes``: who started the run may not approve, nor those of ``origins``, who started
    the runs that it was forked from. ``ladder`` is sorted by time and empty where nothing ever
    happens by itself; it has no final act where the request never expires. A final act approves
    only with ``may_approve_on_timeout``.
    ``calendar`` None: minutes are minutes of the clock. ``named`` and ``quorum`` are what the
    author said of people, so that other rules can be tried on what was asked before.
    ``bulk_outcomes`` may be given to several requests at once.
    """

    stages: tuple[Stage, ...]
    why: str = ""
    rule: str | None = None
    is_four_eyes: bool = False
    starter: str | None = None
    backup: tuple[str, ...] = ()
    ladder: tuple[LadderStep, ...] = ()
    may_approve_on_timeout: bool = False
    sla_minutes: int | None = None
    calendar: Calendar | None = None
    minimum_verification: Verification | None = None
    language: str | None = None
    named: tuple[str, ...] = ()
    quorum: int = 1
    bulk_outcomes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def starters(self) -> tuple[str, ...]:
        """Who may not approve, since the question is their own; nobody without four eyes."""
        if not self.is_four_eyes or self.starter is None:
            return ()
        return (self.starter, *self.origins)
