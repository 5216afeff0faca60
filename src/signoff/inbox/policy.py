"""What the operator of a deployment decided about its requests.

Values only. How they are read from JSON or TOML, and what is refused there,
is in inbox/policy_text.py; what they come to for one request, in inbox/routing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep
from signoff.inbox.response import Verification


class Choice(StrEnum):
    """Whom of a group a request goes to.

    ``all``: each member is asked. ``first_come``: each is asked, the first to claim it has it.
    """

    ALL = "all"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    FIRST_COME = "first_come"

    @property
    def takes_one(self) -> bool:
        """Say whether one of the group is asked, not all of it."""
        return self in (Choice.ROUND_ROBIN, Choice.LEAST_LOADED)


@dataclass(frozen=True, slots=True)
class Group:
    """People who stand for each other."""

    name: str
    members: tuple[str, ...]
    choice: Choice = Choice.ALL


@dataclass(frozen=True, slots=True)
class Match:
    """Which requests a rule is for: all that is given must hold.

    ``method_name`` and ``flow`` are patterns: ``*`` any characters, ``?`` one. ``state`` is a
    condition like ``amount > 500``. ``metadata`` values must be equal. ``outcomes`` must all be
    offered.
    """

    method_name: str = "*"
    flow: str = "*"
    state: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assign:
    """Who is asked at one stage: from the state, else this address, else this group."""

    from_input: str | None = None
    to_email: str | None = None
    to_group: str | None = None
    needed: int = 1
    has_veto: bool = True


@dataclass(frozen=True, slots=True)
class AutoResponse:
    """What answers when nobody does.

    ``strategy`` is answer (with ``default_outcome``), approve, escalate or fail. It approves only
    with ``allows_approval``, whatever the strategy or the outcome is.
    """

    is_enabled: bool = False
    timeout_minutes: int = 1440
    strategy: Act = Act.ANSWER
    default_outcome: str | None = None
    allows_approval: bool = False

    @property
    def closes(self) -> bool:
        """Say whether it ends a request; one that escalates leaves it waiting."""
        return self.is_enabled and self.strategy in FINAL_ACTS


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """One rule; the first that matches is taken. None: as the policy says.

    ``bulk_outcomes`` may be given to several of its requests at once; none, where it is empty.
    """

    name: str
    match: Match = field(default_factory=Match)
    stages: tuple[Assign, ...] = ()
    is_four_eyes: bool = False
    backup: str | None = None
    sla_target_minutes: int | None = None
    auto_response: AutoResponse | None = None
    ladder: tuple[LadderStep, ...] | None = None
    never_expires: bool = False
    minimum_verification: Verification | None = None
    language: str | None = None
    bulk_outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days closed runs and raw mail keep their words; None: for ever."""

    closed_days: int | None = None
    raw_mail_days: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole of it, for one deployment."""

    email_notifications: bool = True
    sla_target_minutes: int | None = None
    auto_response: AutoResponse = field(default_factory=AutoResponse)
    ladder: tuple[LadderStep, ...] = ()
    backup: str | None = None
    calendar: Calendar | None = None
    undo_seconds: int = 0
    groups: tuple[Group, ...] = ()
    routing_rules: tuple[RoutingRule, ...] = ()
    sender_name: str | None = None
    language: str | None = None
    minimum_verification: Verification | None = None
    retention: Retention = field(default_factory=Retention)
