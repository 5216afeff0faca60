"""What people say to each other about a request: it decides nothing, and nobody takes it back.

Rules only. Who may see a request, and so may say something about it, is
decided by the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.errors import RemarkInvalid

LONGEST = 5_000  # characters
MOST = 500  # of one request


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of one person beside a request."""

    id: str
    request_id: str
    person: str
    text: str
    at: datetime


def check_words(text: str, *, n_before: int) -> str:
    """Return the words as they are kept, after ``n_before`` others. Raises: RemarkInvalid."""
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        raise RemarkInvalid(
            f"A remark of {len(kept)} characters is not kept. Nothing was added. "
            f"Write 1 to {LONGEST} characters."
        )
    if n_before >= MOST:
        raise RemarkInvalid(
            f"There are {n_before} remarks on this request already, and {MOST} is the most. "
            "Nothing was added. Go on where there is more room."
        )
    return kept
