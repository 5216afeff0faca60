"""What became of a mail: the verdict on record, and who is told of it.

All in the caller's transaction. One mail gets one verdict, and its sender at
most one mail back; a machine's mail gets none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from signoff import ids
from signoff.channels.email.incoming import Mail
from signoff.errors import AccessError, FourEyes, NotActive, NotProved
from signoff.inbox.agreement import Counted, Decided, StagePassed
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.delivery import Purpose
from signoff.inbox.request import Request
from signoff.jobs.admission import Case, written_to
from signoff.jobs.answer import MAX_TEXT, Taken
from signoff.jobs.ask_back import next_mail, told_back
from signoff.jobs.late import late_facts
from signoff.jobs.machine_mail import welcome_back
from signoff.jobs.outbox import Outbox
from signoff.jobs.parts import names_in_mail, part_told
from signoff.store.mail import RawReply, Ticket
from signoff.store.unit_of_work import UnitOfWork

MAX_REFUSALS_A_DAY = 30  # mails to one address that say why a reply was not recorded
_NOTICE_EVERY = timedelta(hours=1)
# verdict -> fact
_KINDS: Mapping[str, EventKind] = {
    "recorded": EventKind.REPLY_RECORDED,
    "unclear": EventKind.REPLY_UNCLEAR,
    "ignored": EventKind.REPLY_IGNORED,
    "refused": EventKind.REPLY_REFUSED,
    "quarantined": EventKind.REPLY_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Replies:
    """Puts verdicts on record and tells people."""

    outbox: Outbox

    def close(  # noqa: PLR0913 - what a verdict records
        self,
        unit: UnitOfWork,
        reply: RawReply,
        verdict: str,
        reason: str | None,
        *,
        now: datetime,
        mail: Mail | None = None,
        request: Request | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Record what became of a mail: recorded, unclear, ignored, refused or quarantined."""
        unit.replies.judge(
            reply,
            verdict,
            reason=reason,
            request_id=request.id if request else None,
            message_id=mail.message_id if mail else None,
            words=mail.text[:MAX_TEXT] if mail and verdict == "unclear" else None,
        )
        unit.trail.add(
            AuditEvent(
                ids.new_id(),
                _KINDS[verdict],
                reply.id,
                (mail.sender if mail else "") or "unknown",
                now,
                request.run_id if request else None,
                request.id if request else None,
                {
                    "reason": reason,
                    "channel": "email",
                    "raw_sha256": reply.raw_sha256,
                    **(more or {}),
                },
            )
        )

    def confirm(
        self,
        unit: UnitOfWork,
        case: Case,
        *,
        purpose: Purpose = Purpose.CONFIRMATION,
        data: Mapping[str, Any] | None = None,
        command: str | None = None,
        now: datetime,
    ) -> None:
        """Record a mail that was acted upon, and tell its sender what was done.

        ``command`` is what it told us to do, None where it was an answer.
        """
        acted = {"command": command} if command else {}
        mail, request = case.mail, case.request
        self.close(
            unit,
            case.reply,
            "recorded",
            None,
            now=now,
            mail=mail,
            request=request,
            more={**acted, **case.proof},
        )
        welcome_back(unit, case.ticket.address, request, now=now)
        self._tell(unit, purpose, case, data or {}, now=now)
        if case.person != mail.sender:
            # Whoever may write from the alias, the person learns of it.
            self._tell(unit, purpose, case, data or {}, to=case.person, now=now)

    def acknowledge(self, unit: UnitOfWork, case: Case, taken: Taken, *, now: datetime) -> None:
        """Tell somebody what became of their answer: it decided, or it is one of several."""
        verdict = taken.verdict
        if isinstance(verdict, Decided):
            self.confirm(unit, case, now=now)
            return
        data = counted_data(unit, taken)
        self.confirm(unit, case, purpose=Purpose.COUNTED, data=data, now=now)

    def ask_back(
        self, unit: UnitOfWork, case: Case, *, has_form: bool = False, now: datetime
    ) -> None:
        """Keep an unclear reply where people see it, and ask once more if that may help.

        ``has_form``: no words could have answered it, as it has fields to fill in.
        """
        mail, request = case.mail, case.request
        written = written_to(unit, request, case.ticket.address)
        data = next_mail(request.ask, mail.text, written)
        if case.unsettled:
            # Told however often they were asked: they have to know what holds.
            data = {**(data or told_back(mail.text)), "taken_back": case.unsettled.outcome}
        if data is not None:
            # As in the mails before: why they are asked, by when, and what they can do.
            data["part"] = part_told(request, written)
        more = {"asked_back": data is not None, **case.proof}
        self.close(
            unit, case.reply, "unclear", None, now=now, mail=mail, request=request, more=more
        )
        welcome_back(unit, case.ticket.address, request, now=now)
        if data is not None:
            if has_form:
                data["form"] = True
            # To the address whose ticket it is, so that it can be answered.
            self._tell(unit, Purpose.ASK_BACK, case, data, to=case.ticket.address, now=now)

    def refuse(
        self,
        unit: UnitOfWork,
        case: Case,
        reason: str,
        *,
        data: Mapping[str, Any] | None = None,
        now: datetime,
    ) -> None:
        """Record a refusal; tell a sender who is genuine, and warn the ticket's owner of others.

        ``data`` is what the text of this reason names.
        """
        mail, request = case.mail, case.request
        self.close(
            unit,
            case.reply,
            "refused",
            reason,
            now=now,
            mail=mail,
            request=request,
            more=case.proof,
        )
        # Two machines that do not say what they are would go on for ever.
        since = now - timedelta(days=1)
        n_told = unit.deliveries.n_sent_to(mail.sender, Purpose.REFUSAL, since=since)
        if case.verdict.is_enough and n_told < MAX_REFUSALS_A_DAY:
            told = {**late_facts(unit, request, case.person, reason), **(data or {})}
            self._tell(unit, Purpose.REFUSAL, case, {**told, "reason": reason}, now=now)
        if reason in ("not_authenticated", "wrong_sender"):
            self.warn(unit, request, case.ticket, mail.sender, now=now)

    def warn(
        self, unit: UnitOfWork, request: Request, ticket: Ticket, sender: str, *, now: datetime
    ) -> None:
        """Tell the rightful responder that somebody tried, at most once an hour."""
        warned = any(
            delivery.purpose is Purpose.NOTICE
            and delivery.data.get("reason") == "wrong_sender"
            and delivery.created_at > now - _NOTICE_EVERY
            for delivery in unit.deliveries.of_request(request.id)
        )
        if not warned:
            data = {"reason": "wrong_sender", "sender": sender}
            self.outbox.tell(
                unit, Purpose.NOTICE, request, ticket.address, data=data, answers="", now=now
            )

    def _tell(
        self,
        unit: UnitOfWork,
        purpose: Purpose,
        case: Case,
        data: Mapping[str, Any],
        *,
        to: str | None = None,
        now: datetime,
    ) -> None:
        mail = case.mail
        left = {"n_left_behind": mail.n_left_behind} if mail.n_left_behind else {}
        self.outbox.tell(
            unit,
            purpose,
            case.request,
            to or mail.sender,
            data={**data, **left, "subject": mail.subject},
            answers=mail.message_id,
            now=now,
        )


def counted_data(unit: UnitOfWork, taken: Taken) -> dict[str, Any]:
    """Return what the mail that says that a vote was counted needs to know."""
    verdict, outcome = taken.verdict, taken.response.outcome
    if isinstance(verdict, Counted):
        return {
            "outcome": outcome,
            "n_votes": verdict.n_given,
            "needed": verdict.n_needed,
            "awaited": list(names_in_mail(unit, verdict.awaited).values()),
        }
    n = verdict.n_given if isinstance(verdict, StagePassed) else 1
    return {"outcome": outcome, "n_votes": n, "needed": n, "is_passed": True}


def reason_of(
    unit: UnitOfWork, request_id: str, person: str, error: AccessError
) -> tuple[str, dict[str, str | None]]:
    """Return why somebody may not act on a request, as a constant, and whom its text names."""
    if isinstance(error, FourEyes):
        return "four_eyes", {}
    if isinstance(error, NotProved):
        return "needs_proof", {}
    if isinstance(error, NotActive):
        return "not_active", {}
    claimed_by = unit.requests.get(request_id).claimed_by
    if claimed_by not in (None, person):
        return "claimed", {"who": names_in_mail(unit, (str(claimed_by),))[str(claimed_by)]}
    return "not_yours", {}
