"""Do what somebody told us by mail, other than to answer: claim, release, pass on, snooze.

They proved who they are as for an answer, and the verbs of the inbox decide
whether they may. Only people that the flow's policy or an account knows can be
asked in their place: whoever may answer one question must not be able to have
mail sent to anybody. Nothing here decides a request, or commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from signoff.channels.email.commands import Command, Do
from signoff.clock import Clock
from signoff.errors import AccessError, DeadlineInvalid, PlanRefuses
from signoff.inbox.asking import asked_of
from signoff.inbox.delegation import new_delegation
from signoff.inbox.delivery import Purpose
from signoff.inbox.request import Request
from signoff.inbox.standing import check_asked, check_open
from signoff.jobs.admission import Case
from signoff.jobs.asked import Asked
from signoff.jobs.colleagues import is_known_everywhere, may_be_asked
from signoff.jobs.extend import snooze
from signoff.jobs.outbox import Outbox
from signoff.jobs.parts import reader_of
from signoff.jobs.replies import Replies, reason_of
from signoff.jobs.stand_in import delegate
from signoff.store.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)
_WHY = "{person} passed it on by mail."
_REASONS: Mapping[type[Exception], str] = {
    PlanRefuses: "command_refused",
    DeadlineInvalid: "command_snooze",
}


@dataclass(frozen=True, slots=True)
class MailCommands:
    """Does it in the caller's transaction, and says by mail that it is done or why not."""

    outbox: Outbox
    clock: Clock

    def obey(self, unit: UnitOfWork, case: Case, command: Command, *, now: datetime) -> None:
        """Do what a mail tells, or refuse it; its verdict goes on record."""
        replies = Replies(self.outbox)
        request = unit.requests.get(case.request.id)
        reason, who, done = None, {"who": command.to}, dict[str, Any]()
        try:
            # Before anybody is looked up: who may not act learns of nobody whether we know them.
            check_open(unit, request)
            check_asked(request, case.person, asked_of(unit, request))
            reason = _fault(unit, request, case.person, command, now=now)
            if reason is None:
                done = self._do(unit, request, case.person, command, now=now)
        except AccessError as error:
            reason, who = reason_of(unit, request.id, case.person, error)
        except (PlanRefuses, DeadlineInvalid) as error:
            reason = _REASONS[type(error)]
        if reason is not None:
            replies.refuse(unit, case, reason, data=who, now=now)
            return
        name = command.do.value
        data = {**done, "command": name}
        replies.confirm(unit, case, purpose=Purpose.DONE, data=data, command=name, now=now)

    def _do(
        self, unit: UnitOfWork, request: Request, person: str, command: Command, *, now: datetime
    ) -> dict[str, Any]:
        """Do it; return what the mail about it names."""
        asked = Asked(self.outbox, clock=self.clock)
        if command.do is Do.CLAIM:
            asked.claim(unit, request, person, now=now)
        elif command.do is Do.RELEASE:
            asked.release(unit, request, person, now=now)
        elif command.do is Do.SNOOZE and command.until is not None:
            snooze(unit, request.id, until=command.until, by=person, now=now)
            zone = reader_of(unit, request, person).zone
            return {"until": command.until.isoformat(), "zone": zone}
        elif command.to is not None:
            return self._pass_on(unit, request, person, command, now=now)
        return {}

    def _pass_on(
        self, unit: UnitOfWork, request: Request, person: str, command: Command, *, now: datetime
    ) -> dict[str, Any]:
        """Ask somebody else instead of this one person; the others stay asked."""
        to, asked = str(command.to), Asked(self.outbox, clock=self.clock)
        others = [each for each in asked_of(unit, request) if each != person]
        instead = partial(
            asked.reassign,
            unit,
            request,
            list(dict.fromkeys((*others, to))),
            by=person,
            why=_WHY.format(person=person),
            now=now,
            may_override=False,
        )
        if command.do is not Do.DELEGATE or command.until is None:
            instead()
            return {"to": to}
        delegation = new_delegation(person, to, ends_at=command.until, by=person, now=now)
        # This one first: they need not be told by a second mail that it is not theirs any more.
        with suppress(PlanRefuses):  # too few would be left to decide it; others may be handed over
            instead()
        delegate(asked, unit, delegation, now=now)
        zone = reader_of(unit, request, person).zone
        return {"to": to, "last_day": _last_day(command.until, zone).isoformat()}


def _fault(
    unit: UnitOfWork, request: Request, person: str, command: Command, *, now: datetime
) -> str | None:
    """Return why this is not done before anybody is asked whether they may; None: it is."""
    if not command.is_clear:
        return "command_unclear"
    if command.until is not None and not now < command.until <= now + LONGEST:
        return "command_date"
    if command.do is Do.RELEASE and request.claimed_by is None:
        return "command_refused"
    if command.to is None:
        return None
    if command.to == person:
        return "command_refused"
    return None if _may_pass_on(unit, request, person, command) else "command_person"


def _may_pass_on(unit: UnitOfWork, request: Request, person: str, command: Command) -> bool:
    """Say whether somebody may be asked instead: here, and wherever else they would be."""
    to = str(command.to)
    is_known = may_be_asked(unit, request, to)
    if command.do is not Do.DELEGATE or not is_known:
        return is_known
    return is_known_everywhere(unit, person, to)


def _last_day(until: datetime, zone: str | None) -> date:
    """Return the day that ends at ``until`` by the person's clock."""
    return until.astimezone(ZoneInfo(zone or "UTC")).date() - timedelta(days=1)
