"""What binds an answer to what a person was shown.

Apart from request.py, so that a process which only resumes a run need not
load what a request is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def content_hash(message: str, content_type: str, content: str, outcomes: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of a question as it was shown."""
    shown = _compact.encode([message, content_type, content, list(outcomes)])
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def sha256_of(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return the SHA-256 (hex) of an edit or of a typed answer: of its JSON, keys sorted."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
