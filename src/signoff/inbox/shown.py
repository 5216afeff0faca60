"""What binds an answer to what a person was shown.

Apart from request.py, so that a process which only resumes a run need not
load what a request is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _find_sha256() -> Callable[[bytes], Any]:
    """Return SHA-256: hashlib's where that is loaded, else the interpreter's own.

    hashlib asks OpenSSL for all it has, and a process that resumes a run hashes once: that
    took longer than the resume.
    """
    names = ("hashlib",) if "hashlib" in sys.modules else ("_sha2", "_sha256")
    for name in names:
        try:
            found: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:  # what the module is called is the interpreter's business
            continue
        return found
    return import_module("hashlib").sha256  # type: ignore[no-any-return]


_sha256 = _find_sha256()


def content_hash(message: str, content_type: str, content: str, outcomes: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of a question as it was shown."""
    shown = _compact.encode([message, content_type, content, list(outcomes)])
    return words_hash(shown)


def sha256_of(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return the SHA-256 (hex) of an edit or of a typed answer: of its JSON, keys sorted."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return words_hash(text)


def words_hash(text: str) -> str:
    """Return the SHA-256 (hex) of a text in UTF-8; half a surrogate pair counts as its octets."""
    digest: str = _sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest
