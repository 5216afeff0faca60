"""What is told of one finished or failed method, for the page of a run."""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
from datetime import datetime
from typing import NamedTuple

MAX_PREVIEW = 2_000


class StepReport(NamedTuple):
    """One method that finished or failed.

    ``seq`` counts over the whole run. ``trigger`` is the name that fired the
    method, None for a start. ``output`` is a preview of at most 2,000
    characters. ``error`` is "ValueError: ..." where the method raised.
    """

    seq: int
    method: str
    trigger: str | None
    started_at: datetime
    finished_at: datetime
    output: str
    error: str | None


def preview(value: object) -> str:
    """Return the beginning of a value's text."""
    if isinstance(value, str):
        return value[:MAX_PREVIEW]
    try:
        return repr(value)[:MAX_PREVIEW]
    except Exception as error:  # noqa: BLE001 - an author's broken repr must not end their run
        return f"<{type(value).__name__} whose repr raised {type(error).__name__}>"


def error_text(error: BaseException) -> str:
    """Return an error as one line."""
    return f"{type(error).__name__}: {error}"[:MAX_PREVIEW]
