"""The persons of these tests: one who answers at once, one who lets you wait."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from signoff import HumanFeedbackPending
from signoff.flow.engine import Advanced, advance
from signoff.flow.record import Record
from signoff.inbox.response import Response, Source, Verification

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Answers:
    """Says the given words, one after the other, before it returns."""

    answers_at_once = True

    def __init__(self, *words):
        self.words = list(words)
        self.contexts = []

    def request_feedback(self, context, flow):
        self.contexts.append(context)
        return self.words.pop(0)


class Waits:
    """Notes each question and leaves it waiting."""

    def __init__(self, **callback_info):
        self.callback_info = callback_info
        self.contexts = []

    def request_feedback(self, context, flow):
        self.contexts.append(context)
        raise HumanFeedbackPending(context=context, callback_info=self.callback_info)


def response(feedback: str, outcome: str | None = None, *, at: datetime = NOON) -> Response:
    return Response(
        request_id="request-1",
        feedback=feedback,
        outcome=outcome,
        source=Source.EXACT,
        responder="ana@example.com",
        channel="email",
        verification=Verification.MATCHED,
        at=at,
    )


def run(
    flow, record: Record, responses: Mapping[str, Response] | None = None, save=None
) -> Advanced:
    """Advance once, from sync code."""
    return asyncio.run(advance(flow, record, responses=responses, save=save))
