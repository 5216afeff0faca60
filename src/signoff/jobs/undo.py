"""Take an answer back while it is not final: the request waits again, as if nobody had answered.

The run does not go on before that time, so nothing has to be undone there.
"""

from __future__ import annotations

from datetime import datetime

from signoff.inbox import lifecycle
from signoff.inbox.request import Request
from signoff.store.unit_of_work import UnitOfWork


def undo(
    unit: UnitOfWork, request_id: str, *, by: str, now: datetime, may_override: bool = False
) -> Request:
    """Open a request again whose answer is not final; the caller commits.

    Those who were asked can answer by mail as before: closing takes no ticket away.
    Raises: RequestNotFound; NothingToUndo; NotYours, where somebody else answered and ``by`` may
    not override.
    """
    return lifecycle.reopen(unit, request_id, by=by, now=now, may_override=may_override)
