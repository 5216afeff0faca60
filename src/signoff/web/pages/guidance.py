"""What earlier reviews taught about a request: shown beside it, for the person who decides.

Where a model applied lessons, it says what they changed. Lessons that nobody
applied are for the person to check by; so they are of use without any model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from signoff.app import App
from signoff.flow.flow import Flow
from signoff.inbox.request import Ask
from signoff.interpret.lessons import Lesson
from signoff.jobs.learn import find_review, scope_of_ask
from signoff.store.queries import RequestRow
from signoff.web.pages.changes import Changes, compare


def adjusted(row: RequestRow) -> Changes | None:
    """Return what lessons changed of the content before it was shown; None where none did."""
    before = row.pre_review
    if before is None or not before.lessons:
        return None
    return compare(before.original, row.content)


def house_rules(
    app: App, row: RequestRow, ask: Ask, flow: type[Flow[Any]] | None
) -> Sequence[Lesson]:
    """Return the lessons in use for an open request that were not applied to it already.

    ``flow`` is the one that asks ``ask``, where it is served here.
    """
    flows = {} if flow is None else {row.flow: flow}
    review = find_review(flows, row.flow, ask)
    if review is None or not review.learn:
        return ()
    recalled = app.lessons("signoff").recall(
        row.content,
        limit=review.learn_limit,
        source=review.learn_source,
        scope=scope_of_ask(flows, row.flow, ask),
    )
    applied = {lesson.id for lesson in row.pre_review.lessons} if row.pre_review else set()
    return [lesson for lesson in recalled if lesson.id not in applied]
