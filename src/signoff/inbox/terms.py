"""On what terms a question was asked: all beside its content that a decision went by.

Who had to agree, by when and how well proved is the plan; what approves, what
an empty answer means and what had to be filled in stand beside it. The fact of
the question binds them by one hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from signoff.inbox.plan_text import plan_json
from signoff.inbox.request import Request
from signoff.inbox.shown import sha256_of
from signoff.inbox.storable import storable

TERMS = ("approving", "default_outcome", "editable", "metadata", "plan", "response_schema")


def terms_of(request: Request) -> dict[str, Any]:
    """Return the terms of a request by their names, as plain JSON."""
    ask = request.ask
    return {
        "approving": None if ask.approving is None else list(ask.approving),
        "default_outcome": ask.default_outcome,
        "editable": ask.editable,
        "metadata": dict(ask.metadata),
        "plan": None if request.plan is None else plan_json(request.plan),
        "response_schema": ask.response_schema,
    }


def terms_hash(terms: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of terms, as they are read back; of others' values it takes none."""
    named = {name: terms.get(name) for name in TERMS}
    kept = json.loads(storable(json.dumps(named, ensure_ascii=False)))
    return sha256_of(kept)
