"""The one answer to a question as text, and back.

``{"request_id", "feedback", "outcome", "source", "responder", "channel",
"verification", "at", "content_hash"}``, and where there is one ``"text"``,
``"edited"`` (a value of the author's, see codec.py) and ``"answer"``.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from signoff.flow.codec import decode, encode
from signoff.flow.plain import plain
from signoff.inbox.response import Response, Source, Verification


def answer_text(response: Response) -> str:
    """Return a response as JSON: who said what, when, and how it was understood.

    Raises: FlowStorageError, for an edited output that cannot be kept.
    """
    said: dict[str, Any] = {
        "request_id": response.request_id,
        "feedback": response.feedback,
        "outcome": response.outcome,
        "source": response.source,
        "responder": response.responder,
        "channel": response.channel,
        "verification": response.verification,
        "at": response.at.isoformat(),
        "content_hash": response.content_hash,
    }
    if response.text:
        said["text"] = response.text
    if response.edited_output is not None or response.answer is not None:
        said["edited"] = encode(response.edited_output, "the edited output")
        said["answer"] = plain(response.answer)
    return json.dumps(said)


def read_answer(text: str) -> Response:
    """Return the response that ``answer_text`` wrote."""
    said: dict[str, Any] = json.loads(text)
    said["source"] = Source(said["source"])
    said["verification"] = Verification(said["verification"])
    said["at"] = datetime.fromisoformat(said["at"])
    if "edited" in said:
        said["edited_output"] = decode(said.pop("edited"))
    return Response(**said)
