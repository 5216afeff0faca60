"""The list of runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.crew.standing import WORK
from signoff.store import queries
from signoff.store.headline import plain_words
from signoff.store.queries import RunRow
from signoff.web.auth import Looking
from signoff.web.pages import words
from signoff.web.pages.render import page
from signoff.web.seam import app_of

router = APIRouter()

_MOST = 30  # runs of a page
_MOST_TOLD = 20  # fields that are looked at for a line

SCOPES = (
    ("", "All"),
    ("waiting", "Waiting"),
    ("running", "Running"),
    ("ended", "Ended"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
)
GLANCE_LENGTH = 160


@router.get("/runs")
def show_runs(
    request: Request, caller: Looking, status: str = "", after: str | None = None
) -> Response:
    """List runs, newest first."""
    chosen = status if status in dict(SCOPES) else ""
    with app_of(request).reading() as connection:
        found = queries.list_runs(
            connection, status=chosen or None, after=after, limit=_MOST, sight=caller.sight
        )
    return page(
        request,
        "runs.html",
        runs=found.items,
        next_cut=found.next,
        chosen=chosen,
        scopes=SCOPES,
        glance=glance,
    )


def glance(run: RunRow) -> str:
    """Return one line that tells this run from others of its flow."""
    for said in (run.result, _told_of(run.state), _told_of(run.inputs)):
        if said:
            return words.in_one_line(_unmarked(said), GLANCE_LENGTH)
    return "No inputs"


def _unmarked(said: object) -> object:
    """Return a value whose texts are told without their Markdown."""
    if isinstance(said, Mapping):
        return {
            name: _unmarked(value) for name, value in list(said.items())[:_MOST_TOLD] if value != ""
        }
    # No more than a line of it is shown: to read all of what runs hold would take seconds.
    return plain_words(said[: 2 * GLANCE_LENGTH]) if isinstance(said, str) else said


def _told_of(values: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return values without the run's own id, which the row has beside them, and a crew's notes."""
    return {name: value for name, value in (values or {}).items() if name not in {"id", WORK}}
