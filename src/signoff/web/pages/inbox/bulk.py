"""Several requests given one outcome: each recorded by itself, as if it were decided alone.

Only where the operator's rule says so, and never where somebody must look
twice. What is recorded is bound to what the page showed: a request that
changed or was answered meanwhile is left as it is, and said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from signoff.errors import SignoffError
from signoff.inbox.access import Permission
from signoff.inbox.request import RequestStatus
from signoff.jobs.answer import Answer
from signoff.store.inbox_rows import InboxRow, read_rows
from signoff.web.auth import NEEDS, Action, Answering, Caller
from signoff.web.pages.inbox.filters import part_of_address
from signoff.web.pages.inbox.listed import inbox_address, list_of
from signoff.web.pages.on_record import find_same
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

MOST_AT_ONCE = 100
MAX_COMMENT = 20_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A request that is not decided with the others, and why."""

    row: InboxRow
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody selected, as far as it may be decided together."""

    rows: tuple[InboxRow, ...]
    left_out: tuple[LeftOut, ...]
    n_unknown: int = 0

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Which outcomes all of them may be given."""
        return self.rows[0].bulk_outcomes if self.rows else ()


@router.get("/inbox/bulk")
def show_bulk(
    request: Request,
    caller: Answering,
    id: Annotated[list[str], Query()] = [],  # noqa: A002, B006 - the field's name; FastAPI copies it
    outcome: str = "",
) -> Response:
    """Show what is about to be decided; nothing is recorded."""
    chosen = _chosen(request, caller, id)
    return _confirm(request, chosen, outcome=outcome)


@router.post("/inbox/bulk")
def decide_bulk(
    request: Request,
    caller: Answering,
    of: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    outcome: Annotated[str, Form()] = "",
    comment: Annotated[str, Form()] = "",
) -> Response:
    """Record one outcome for each of the requests, and say of which that was done.

    ``of`` are ``id:content hash``, as the page before showed them.
    """
    shown = dict(each.partition(":")[::2] for each in of)
    chosen = _chosen(request, caller, list(shown))
    recorded, left_out = _recorded_already(request, caller, chosen.left_out, outcome, comment)
    if outcome not in chosen.outcomes and (chosen.rows or not recorded):
        fault = f"{outcome[:60]!r} is no outcome that these may be given together."
        return _confirm(request, chosen, comment=comment, fault=f"{fault} Nothing was recorded.")
    refused: list[LeftOut] = []
    for row in chosen.rows:
        try:
            app_of(request).answer(_answer(row, caller, outcome, comment, shown[row.id]))
        except SignoffError as error:
            refused.append(LeftOut(row, str(error)))
        else:
            recorded.append(row)
    twice, refused = _recorded_already(request, caller, refused, outcome, comment)
    return page(
        request,
        "inbox_bulk_done.html",
        outcome=outcome,
        recorded=[*recorded, *twice],
        refused=(*refused, *left_out),
        n_unknown=chosen.n_unknown,
        comment=comment.strip(),
        inbox=inbox_address(list_of(request)),
    )


def may_decide(row: InboxRow, caller: Caller) -> bool:
    """Say whether somebody may answer this: it is asked of them, or they manage requests there."""
    theirs = caller.access.of(row.deployment_id)
    if not theirs & NEEDS[Action.ANSWER]:
        return False
    if Permission.MANAGE in theirs:
        return True
    if row.claimed_by not in (None, caller.person):
        return False
    return row.is_open_to_all or caller.person in row.assignees


def _recorded_already(
    request: Request, caller: Caller, left_out: Sequence[LeftOut], outcome: str, comment: str
) -> tuple[list[InboxRow], list[LeftOut]]:
    """Part what a second press, or a reload, sends again from what is not recorded for a reason."""
    recorded, others = [], []
    with app_of(request).reading() as connection:
        for left in left_out:
            same = find_same(connection, _answer(left.row, caller, outcome, comment, ""))
            if same and (same.answer, same.edited_output) == (None, None):
                recorded.append(left.row)
            else:
                others.append(left)
    return recorded, others


def _answer(row: InboxRow, caller: Caller, outcome: str, comment: str, shown: str) -> Answer:
    return Answer(
        request_id=row.id,
        feedback=comment.strip()[:MAX_COMMENT],
        outcome=outcome,
        responder=caller.person,
        channel="dashboard",
        verification=caller.verification,
        content_hash=shown or "none",  # a form without it showed nothing
        may_override=Permission.MANAGE in caller.access.of(row.deployment_id),
    )


def _chosen(request: Request, caller: Caller, ids: Sequence[str]) -> Chosen:
    """Return what of a selection may be decided together: the step of the first that may."""
    unique = list(dict.fromkeys(ids))
    with app_of(request).reading() as connection:
        rows = read_rows(connection, unique[:MOST_AT_ONCE], sight=caller.sight)
    taken: list[InboxRow] = []
    left_out = []
    for row in rows:
        why = _why_not(row, caller, taken[0] if taken else row)
        if why:
            left_out.append(LeftOut(row, why))
        else:
            taken.append(row)
    return Chosen(tuple(taken), tuple(left_out), len(unique) - len(rows))


def _why_not(row: InboxRow, caller: Caller, first: InboxRow) -> str:
    if row.status != RequestStatus.PENDING.value:
        return "It does not wait any more."
    if not row.bulk_outcomes:
        return "It is decided by itself: no rule allows more, or it needs a closer look."
    if not may_decide(row, caller):
        return "It is not asked of you, or somebody else has claimed it."
    same = ("flow", "method", "bulk_outcomes", "approving")
    if any(getattr(row, name) != getattr(first, name) for name in same):
        return f"It is another step than {first.method} of {first.flow}, or has other outcomes."
    return ""


def _confirm(
    request: Request, chosen: Chosen, *, outcome: str = "", comment: str = "", fault: str = ""
) -> Response:
    return page(
        request,
        "inbox_bulk.html",
        status=422 if fault else 200,
        chosen=chosen,
        outcome=outcome if outcome in chosen.outcomes else "",
        comment=comment,
        fault=fault,
        inbox=inbox_address(list_of(request)),
        listed=part_of_address(list_of(request)),
    )
