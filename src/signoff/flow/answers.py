"""The one answer to a question as text, and back.

``{"request_id", "feedback", "outcome", "source", "responder", "channel",
"verification", "at", "content_hash"}``; what an answer seldom has is left out.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from signoff.inbox.response import Response, Source, Verification


def answer_text(response: Response) -> str:
    """Return a response as JSON: who said what, when, and how it was understood."""
    return json.dumps(
        {
            "request_id": response.request_id,
            "feedback": response.feedback,
            "outcome": response.outcome,
            "source": response.source.value,
            "responder": response.responder,
            "channel": response.channel,
            "verification": response.verification.value,
            "at": response.at.isoformat(),
            "content_hash": response.content_hash,
        }
    )


def read_answer(text: str) -> Response:
    """Return the response that ``answer_text`` wrote."""
    said: dict[str, Any] = json.loads(text)
    said["source"] = Source(said["source"])
    said["verification"] = Verification(said["verification"])
    said["at"] = datetime.fromisoformat(said["at"])
    return Response(**said)
