"""Let somebody say something about a request: kept, and on record without the words.

The fact is what tells open pages to look again.
"""

from __future__ import annotations

from datetime import datetime

from signoff import ids
from signoff.errors import RemarkInvalid
from signoff.inbox.audit import EventKind
from signoff.inbox.remark import Remark, check_words
from signoff.inbox.unit import record
from signoff.store.unit_of_work import UnitOfWork


def add_remark(unit: UnitOfWork, request_id: str, text: str, *, by: str, now: datetime) -> Remark:
    """Keep what a person, who may see the request, says about it; the caller commits.

    Raises: RequestNotFound; RemarkInvalid, also where the request's words were taken out.
    """
    request = unit.requests.hold(request_id)
    if unit.requests.is_redacted(request_id):
        raise RemarkInvalid(
            f"The words of request {request_id} were taken out, so it takes no new ones. Nothing "
            "was added. Write about it elsewhere."
        )
    words = check_words(text, n_before=unit.remarks.n_of(request_id))
    remark = Remark(ids.new_id(), request_id, by, words, now)
    unit.remarks.add(remark)
    record(unit, EventKind.REQUEST_REMARKED, request, by, now, {"remark_id": remark.id})
    return remark
