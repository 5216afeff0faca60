"""What was recorded of what a person said.

A Response is the one answer that closed a request; the flow resumes from it
and the auditor reads it.
"""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Source(StrEnum):
    """How the outcome was found; ``how_found`` says it to people."""

    BUTTON = "button"
    EXACT = "exact"
    NUMBER = "number"  # of the choices as a mail numbered them
    RULE = "rule"
    MODEL = "model"
    DEFAULT = "default"
    TIMEOUT = "timeout"
    FREE_TEXT = "free_text"


_HOW_FOUND: Mapping[Source, str] = {
    Source.BUTTON: "chosen directly",
    Source.EXACT: "named in so many words",
    Source.NUMBER: "chosen by its number",
    Source.RULE: "read by rule from the words",
    Source.MODEL: "read by a language model from the words",
    Source.DEFAULT: "the default for an empty answer",
    Source.TIMEOUT: "taken at the deadline",
    Source.FREE_TEXT: "words, passed on as they are",
}


def how_found(source: str, read_by: str | None = None) -> str:
    """Return how an outcome was found, in words for people; ``read_by`` is the model that read."""
    said = _HOW_FOUND[Source(source)]
    return f"{said}: {read_by}" if read_by else said


_WAYS = {
    "api": "by the API",
    "console": "in the console",
    "dashboard": "in the dashboard",
    "email_page": "on the page of the mail",
}


def by_way(channel: str) -> str:
    """Return by which way an answer came, as the end of a sentence: 'by email'."""
    return _WAYS.get(channel, f"by {channel}")


class Verification(StrEnum):
    """How sure we are that the responder is who they say.

    ``none``: nobody checked. ``matched``: the reply ticket is bound to the
    sender's address. ``aligned``: matched, and the mail itself was
    authenticated for that domain. ``session`` and ``token``: signed in.
    """

    NONE = "none"
    MATCHED = "matched"
    ALIGNED = "aligned"
    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - a level's name, not a secret


class Response(NamedTuple):  # a tuple: a process that only resumes a run loads it fast
    """The one answer that closed a request.

    ``outcome`` is None only where the request offers none. ``content_hash``
    is that of what was shown (``Ask.content_hash``). ``read_by`` names the
    model that found the outcome, where one did. ``edited_output`` is what the
    person made of what was shown, None where they changed nothing; ``answer``
    the fields of a typed answer, plain JSON. Until ``final_at`` (None: ``at``) it
    can be taken back. ``rating`` is 1 to 5: how good what was shown was.
    """

    request_id: str
    feedback: str
    outcome: str | None
    source: Source
    responder: str
    channel: str
    verification: Verification
    at: datetime
    content_hash: str = ""
    text: str = ""
    read_by: str | None = None
    edited_output: Any = None
    answer: Mapping[str, Any] | None = None
    final_at: datetime | None = None
    rating: int | None = None
    comment: str | None = None
