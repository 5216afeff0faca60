"""How one run came to where it stands, told in order, for a person.

Steps, questions, answers and mails are kept in tables of their own; here they
become one list. A question that was answered is told by its answer alone, and
the step that asked it is not told twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, bindparam, func, select

from signoff.inbox.audit import EventKind
from signoff.inbox.delivery import DeliveryStatus, Purpose
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import by_way, how_found
from signoff.store.tables import (
    assignments,
    attempts,
    audit_events,
    deliveries,
    replies,
    requests,
    responses,
    runs,
    steps,
)


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One line of the story.

    ``kind``: started, step, failed_step, asked, waiting, unclear, answered, closed,
    mail, late_mail, failed_mail, automatic, away, back, ended, failed or cancelled.
    ``title`` is a method's name where ``is_method``. ``quote`` is what a person wrote,
    ``output`` what a step returned. ``source`` says how the outcome was found, ``approving``
    which outcomes permit something. ``seq`` is the number of a step, ``changed`` are the fields of
    the state that it changed. ``person`` is whose address ``detail`` names.
    """

    kind: str
    at: datetime
    title: str
    detail: str = ""
    quote: str = ""
    output: str = ""
    outcome: str | None = None
    request_id: str | None = None
    is_method: bool = False
    source: str | None = None
    approving: tuple[str, ...] | None = None
    seq: int | None = None
    changed: tuple[str, ...] = ()
    person: str | None = None


_Row = Row[*tuple[Any, ...]]
_RUN = select(
    runs.c.status, runs.c.starter, runs.c.started_at, runs.c.ended_at, runs.c.error
).where(runs.c.id == bindparam("its_run"))
_REVIEWED = select(requests.c.method).where(requests.c.run_id == bindparam("its_run")).distinct()
# Of things at the same instant, what causes comes before what follows.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("started", "answered", "closed", "step", "failed_step", "asked", "waiting", "unclear",
         "mail", "late_mail", "failed_mail", "automatic", "away", "back", "ended", "failed",
         "cancelled")
    )
}  # fmt: skip


def run_history(
    connection: Connection, run_id: str, *, newest: int | None = None
) -> tuple[HistoryItem, ...]:
    """Return the story of a run, oldest first; empty when there is no such run.

    With ``newest`` only that many last items are told, however long the run is.
    """
    run = connection.execute(_RUN, {"its_run": run_id}).one_or_none()
    if run is None:
        return ()
    questions = _asked(connection, run_id, newest)
    reviewed = {row.method for row in questions}
    if len(questions) == newest:
        reviewed |= set(connection.scalars(_REVIEWED, {"its_run": run_id}))
    items = [
        HistoryItem(
            "started", run.started_at, "Flow started", f"by {run.starter}", person=run.starter
        ),
        *_stepped(connection, run_id, reviewed, newest),
        *map(_question, questions),
        *_replied(connection, run_id, newest),
        *_mailed(connection, run_id, newest),
        *_finished(run),
    ]
    told = sorted(items, key=lambda item: (item.at, _RANK[item.kind]))
    return tuple(told if newest is None else told[-newest:])


def _stepped(
    connection: Connection, run_id: str, reviewed: set[str], newest: int | None
) -> list[HistoryItem]:
    query = select(steps).where(steps.c.run_id == run_id).order_by(steps.c.seq.desc())
    told = []
    # From the newest back, as each list here, so that the last items of all are among them.
    for row in reversed(connection.execute(query.limit(newest)).all()):
        # A name with a space is no author's: a crew reads an outcome in such a step.
        if row.error is None and (row.method in reviewed or " " in row.method):
            continue
        kind = "step" if row.error is None else "failed_step"
        detail = row.error or span(row.finished_at - row.started_at)
        told.append(
            HistoryItem(
                kind,
                row.finished_at,
                row.method,
                detail,
                output=row.output,
                is_method=True,
                seq=row.seq,
                changed=_changed(row.changes or {}),
            )
        )
    return told


def _changed(changes: Mapping[str, Any]) -> tuple[str, ...]:
    named = (name for kind in ("set", "long", "gone") for name in changes.get(kind, ()))
    return tuple(name for name in named if name != "id")  # the run's own, which never changes


def n_unclear() -> ScalarSelect[int]:
    """Return, for a query of requests, how many replies to each were unclear."""
    query = select(func.count()).select_from(replies)
    is_its = replies.c.request_id == requests.c.id
    return query.where(is_its, replies.c.verdict == "unclear").scalar_subquery()


def _n_asked() -> ScalarSelect[int]:
    """Return, for a query of requests, how many people are asked each now."""
    query = select(func.count()).select_from(assignments)
    is_its = assignments.c.request_id == requests.c.id
    return query.where(is_its, assignments.c.ended_at.is_(None)).scalar_subquery()


_ASKED = (
    select(
        requests.c.id,
        requests.c.method,
        requests.c.revision,
        requests.c.assignee,
        requests.c.status,
        requests.c.opened_at,
        requests.c.closed_at,
        requests.c.approving,
        n_unclear().label("n_unclear"),
        _n_asked().label("n_asked"),
        responses.c.feedback,
        responses.c.text,
        responses.c.outcome,
        responses.c.source,
        responses.c.read_by,
        responses.c.responder,
        responses.c.channel,
        responses.c.at,
    )
    .select_from(requests.outerjoin(responses, responses.c.request_id == requests.c.id))
    .where(requests.c.run_id == bindparam("its_run"))
    .order_by(requests.c.id.desc())
)


def _asked(connection: Connection, run_id: str, newest: int | None) -> Sequence[_Row]:
    return connection.execute(_ASKED.limit(newest), {"its_run": run_id}).all()[::-1]


def _question(row: _Row) -> HistoryItem:
    if row.status == RequestStatus.PENDING.value:
        others = f" and {row.n_asked - 1} more" if row.n_asked > 1 else ""
        whom = f"Waiting for {row.assignee or 'anyone'}{others}{_after_unclear(row.n_unclear)}"
        return HistoryItem(
            "waiting", row.opened_at, row.method, whom, request_id=row.id, is_method=True,
            person=row.assignee,
        )  # fmt: skip
    if row.responder is None:
        title = f"{row.method}: {row.status}"
        return HistoryItem(
            "closed", row.closed_at, title, "Closed without an answer", request_id=row.id
        )
    said = row.outcome.replace("_", " ") if row.outcome else "answered"
    waited = span(row.at - row.opened_at)
    found = how_found(row.source, row.read_by)
    detail = f"{row.responder}, {by_way(row.channel)}, after {waited}; {found}"
    return HistoryItem(
        "answered",
        row.at,
        f"Round {row.revision}: {said}",
        detail,
        quote=row.text or row.feedback,
        outcome=row.outcome,
        request_id=row.id,
        source=row.source,
        approving=None if row.approving is None else tuple(row.approving),
        person=row.responder,
    )


def _after_unclear(n: int) -> str:
    return f", after {n} unclear {'reply' if n == 1 else 'replies'}" if n else ""


def _unclear_reply(row: _Row) -> HistoryItem:
    then = "asked again" if row.data.get("asked_back", True) else "not asked again"
    detail = f"{row.actor}, by {row.channel}; {then}"
    return HistoryItem(
        "unclear", row.at, "Unclear reply", detail, quote=row.words or "",
        request_id=row.request_id, person=row.actor,
    )  # fmt: skip


_SENT = {
    Purpose.REQUEST.value: "Asked by mail",
    Purpose.ASK_BACK.value: "Asked again, as the reply was unclear",
    Purpose.CONFIRMATION.value: "Confirmed by mail",
    Purpose.REFUSAL.value: "Told that a reply was not recorded",
    Purpose.REMINDER.value: "Reminded by mail",
    Purpose.ESCALATED.value: "Asked by mail, as nobody answered in time",
    Purpose.COUNTED.value: "Told that a vote was counted",
    Purpose.TAKEN.value: "Told that nothing is needed any more",
    Purpose.DONE.value: "Told that what a mail asked for is done",
}
_NOTICED = {
    "undelivered": "Told that a mail did not arrive",
    "away": "Told that somebody is away",
}
_FAILED = (DeliveryStatus.FAILED.value, DeliveryStatus.BOUNCED.value)


_MAILED = (
    select(
        deliveries.c.request_id,
        deliveries.c.purpose,
        deliveries.c.address,
        deliveries.c.data,
        deliveries.c.status,
        deliveries.c.created_at,
        attempts.c.at,
        attempts.c.error,
    )
    .select_from(
        deliveries.join(requests, requests.c.id == deliveries.c.request_id)
        # The last one: deliveries are numbered as they are tried.
        .outerjoin(
            attempts,
            (attempts.c.delivery_id == deliveries.c.id) & (attempts.c.n == deliveries.c.n_attempts),
        )
    )
    .where(requests.c.run_id == bindparam("its_run"))
    .order_by(deliveries.c.id.desc())
)


def _mailed(connection: Connection, run_id: str, newest: int | None) -> list[HistoryItem]:
    found = connection.execute(_MAILED.limit(newest), {"its_run": run_id}).all()
    return [_mail(row) for row in reversed(found)]


def _mail(row: _Row) -> HistoryItem:
    title = _SENT.get(row.purpose, "Wrote a mail")
    if row.purpose == Purpose.NOTICE.value:
        title = _NOTICED.get(row.data.get("reason", ""), "Told that somebody tried to answer")
    at = row.at or row.created_at
    if row.status in _FAILED:
        detail = f"{row.address} was not reached: {row.error or row.status}"
        return HistoryItem("failed_mail", at, "Mail failed", detail, request_id=row.request_id)
    if row.status == DeliveryStatus.QUEUED.value:
        why = f", last attempt: {row.error}" if row.error else ""
        return HistoryItem(
            "mail", at, "Mail is on its way", f"to {row.address}{why}", request_id=row.request_id
        )
    return HistoryItem("mail", at, title, row.address, request_id=row.request_id)


_UNCLEAR = EventKind.REPLY_UNCLEAR.value
_MACHINES = (
    EventKind.PERSON_AWAY.value,
    EventKind.PERSON_BACK.value,
    EventKind.DELIVERY_LATE.value,
    EventKind.REPLY_IGNORED.value,
)
# What is told already: by the delivery that failed, by the answer that came twice.
_TOLD_ELSEWHERE = frozenset({"repeated", "delivery_report"})
_REPLIED = (
    select(
        audit_events.c.kind,
        audit_events.c.subject,
        audit_events.c.request_id,
        audit_events.c.actor,
        audit_events.c.at,
        audit_events.c.data,
        replies.c.channel,
        replies.c.words,
    )
    .select_from(audit_events.outerjoin(replies, replies.c.id == audit_events.c.subject))
    .where(
        audit_events.c.run_id == bindparam("its_run"),
        audit_events.c.kind.in_((*_MACHINES, _UNCLEAR)),
    )
    .order_by(audit_events.c.id.desc())
)


def _replied(connection: Connection, run_id: str, newest: int | None) -> list[HistoryItem]:
    """Return the replies that decided nothing: unclear ones, and what machines' mails told."""
    found = connection.execute(_REPLIED.limit(newest), {"its_run": run_id}).all()
    aways = {row.subject for row in found if row.kind == EventKind.PERSON_AWAY.value}
    told = []
    for row in reversed(found):
        if row.kind == _UNCLEAR:
            if row.channel is not None:  # else nothing is kept of it any more
                told.append(_unclear_reply(row))
            continue
        is_ignored = row.kind == EventKind.REPLY_IGNORED.value
        if is_ignored and (row.subject in aways or row.data.get("reason") in _TOLD_ELSEWHERE):
            continue
        told.append(_machine(row))
    return told


def _machine(row: _Row) -> HistoryItem:
    last_day = row.data.get("last_day")
    away = f"{row.actor}, {f'until {last_day}' if last_day else 'no date given'}"
    kind, title, detail = {
        EventKind.PERSON_AWAY.value: ("away", "Out of office", away),
        EventKind.PERSON_BACK.value: ("back", "Back again", row.actor),
        EventKind.DELIVERY_LATE.value: ("late_mail", "Mail is late", row.data.get("detail", "")),
        EventKind.REPLY_IGNORED.value: (
            "automatic",
            "Automatic mail",
            f"{row.actor}; it decides nothing",
        ),
    }[row.kind]
    return HistoryItem(kind, row.at, title, detail, request_id=row.request_id, person=row.actor)


def _finished(run: _Row) -> list[HistoryItem]:
    if run.ended_at is None:
        return []
    told = {
        "ended": ("Flow ended", f"after {span(run.ended_at - run.started_at)}"),
        "failed": ("Flow failed", run.error or ""),
        "cancelled": ("Flow cancelled", ""),
    }
    if run.status not in told:
        return []
    title, detail = told[run.status]
    return [HistoryItem(run.status, run.ended_at, title, detail)]


_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def span(length: timedelta) -> str:
    """Return a length of time as a person would say it: ``0.4 s``, ``7 min``, ``2 h 05 min``."""
    seconds = max(0.0, length.total_seconds())
    if seconds < 0.1:  # noqa: PLR2004 - less than a person notices
        return "< 0.1 s"
    if seconds < 10:  # noqa: PLR2004 - below ten seconds a tenth still means something
        return f"{seconds:.1f} s"
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE:.0f} min"
    if seconds < _DAY:
        return f"{seconds // _HOUR:.0f} h {seconds % _HOUR // _MINUTE:02.0f} min"
    return f"{seconds // _DAY:.0f} d {seconds % _DAY // _HOUR:.0f} h"
