"""What stands beside a request and helps to decide it: house rules, notes, how the run got here.

Nothing of it is part of the decision; a page without it would record the same.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request
from sqlalchemy import Connection

from signoff.store import queries
from signoff.store.queries import RequestRow
from signoff.web.auth import Caller
from signoff.web.pages import guidance
from signoff.web.seam import app_of

N_TOLD = 40  # items of the run's history beside a request
_OWN_KEYS = {"title", "summary", "risk"}  # of the metadata, shown elsewhere on the page


def context_values(
    request: Request, caller: Caller, row: RequestRow, connection: Connection
) -> dict[str, Any]:
    """Return what _context.html says; ``caller`` sees the request."""
    del caller  # who sees the request sees what led to it
    history = queries.run_history(connection, row.run_id, newest=N_TOLD + 1)
    return {
        "rules": guidance.house_rules(app_of(request), row),
        "notes": {key: value for key, value in row.metadata.items() if key not in _OWN_KEYS},
        "history": history[-N_TOLD:],
        "is_cut": len(history) > N_TOLD,
    }
