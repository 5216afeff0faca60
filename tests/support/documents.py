"""OpenAPI documents as a suite can afford them: made once for each process.

The framework takes a fifth of a second of a processor for one. An application
makes one; a suite opens one application for each test.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI

from signoff.settings import Settings
from signoff.web.api import description
from signoff.web.auth import cookie_name

_made: dict[tuple[str, int], str] = {}


def share_documents() -> None:
    """Let every application of this process have a copy of the document that the first one made."""
    make = description.document_of

    def make_once(web: FastAPI, settings: Settings) -> dict[str, Any]:
        # All that a document depends on: those of two applications with as many routes are the same.
        key = cookie_name(settings), len(web.routes)
        if key not in _made:
            _made[key] = json.dumps(make(web, settings))
        document: dict[str, Any] = json.loads(_made[key])
        return document

    vars(description)[make.__name__] = make_once
