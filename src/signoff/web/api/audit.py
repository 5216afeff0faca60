"""The trail over the API: looked through, handed out as a file, and as evidence of one run.

Who may read the trail of some deployments only is shown the facts of their
runs; in a whole export the others stand as bare hashes, so that it can be
checked all the same.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response, StreamingResponse

from signoff.errors import RunNotFound
from signoff.inbox.audit import EventKind
from signoff.jobs.audit.evidence import into_zip
from signoff.jobs.audit.export import csv_export, jsonl_export
from signoff.store.audit.checkpoints import find_checkpoint
from signoff.store.audit.reading import Filters, find_head, list_links
from signoff.web.api import audit_schemas as schemas
from signoff.web.api.description import refuses
from signoff.web.api.moments import Moment
from signoff.web.api.parameters import PREFIX, Id, Limit
from signoff.web.api.schemas import Words
from signoff.web.auth import Auditing
from signoff.web.seam import app_of
from signoff.web.trail_sight import within_sight

router = APIRouter(prefix=PREFIX, tags=["audit"])

_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 64 * 1024
_LAST_SEQ = 2**63 - 1
_UUID = "^[0-9a-f-]{36}$"
_NDJSON, _CSV, _ZIP = "application/x-ndjson", "text/csv", "application/zip"


_Decisions = Annotated[
    bool, Query(description="Only facts by which somebody decided, voted, or took an answer back.")
]
_Text = Annotated[
    Words | None,
    Query(
        alias="q",
        max_length=200,
        description="Only facts of whoever's address holds this, of requests that say it, or with "
        "this id.",
    ),
]


def _wanted(  # noqa: PLR0913 - each names a parameter of the address
    *,
    kind: Annotated[EventKind | None, Query(description="Only facts of this kind.")] = None,
    actor: Annotated[
        Words | None, Query(max_length=254, description="Only what this person did.")
    ] = None,
    run: Annotated[
        str | None, Query(pattern=_UUID, description="Only facts of the run with this id.")
    ] = None,
    asked: Annotated[
        str | None,
        Query(alias="request", pattern=_UUID, description="Only facts of this request."),
    ] = None,
    since: Annotated[
        Moment | None,
        Query(alias="from", description="Not before this instant (RFC 3339, with its zone)."),
    ] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Before this instant.")] = None,
    decisions: _Decisions = False,
    text: _Text = None,
) -> Filters:
    """Dependency: the filters that the address names."""
    if since is not None and until is not None and since >= until:
        says = f"{since.isoformat()} is not before `to`, {until.isoformat()}; give the earlier one"
        wrong = {"type": "value_error", "loc": ("query", "from"), "msg": says, "input": since}
        raise RequestValidationError([wrong])
    return Filters(
        kind=None if kind is None else kind.value,
        actor=actor,
        run_id=run,
        request_id=asked,
        since=since,
        until=until,
        decisions=decisions,
        text=text or None,
    )


_Wanted = Annotated[Filters, Depends(_wanted)]
_After = Annotated[
    int,
    Query(
        ge=0,
        le=_LAST_SEQ,
        description="The `next` of the page before; 0 for the first page.",
    ),
]


@router.get("/audit", responses=refuses(401, 403, 422))
def list_audit(
    request: Request, caller: Auditing, wanted: _Wanted, limit: Limit = 50, after: _After = 0
) -> schemas.FactPage:
    """List facts of the trail, oldest first."""
    app = app_of(request)
    filters = within_sight(app, caller, wanted)
    with app.reading() as connection:
        found = list_links(connection, filters, after=after, limit=limit + 1)
    items = tuple(schemas.Fact.model_validate(link) for link in found[:limit])
    return schemas.FactPage(items=items, next=items[-1].seq if len(found) > limit else None)


@router.get("/audit/head", responses=refuses(401, 403))
def get_audit_head(request: Request, caller: Auditing) -> schemas.Head:
    """Get the end of the trail and what vouches for it; kept elsewhere, it shows later changes."""
    del caller
    app = app_of(request)
    with app.reading() as connection:
        head, signed = find_head(connection), find_checkpoint(connection)
    return schemas.Head(
        seq=0 if head is None else head.seq,
        hash=None if head is None else head.hash,
        checkpoint=None
        if signed is None
        else schemas.SignedHead(
            seq=signed.receipt.seq,
            hash=signed.receipt.hash,
            at=signed.at,
            key_id=signed.key_id,
            signature=signed.signature,
        ),
        public_key=app.audit_key.public.pem,
    )


@router.get(
    "/audit/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The facts, one a line.",
            "content": {
                _NDJSON: {"schema": {"type": "string"}},
                _CSV: {"schema": {"type": "string"}},
            },
        },
        **refuses(401, 403, 422),
    },
)
def export_audit(
    request: Request,
    caller: Auditing,
    wanted: _Wanted,
    export_format: Annotated[
        schemas.ExportFormat,
        Query(alias="format", description="jsonl can be checked; csv is for a spreadsheet."),
    ] = schemas.ExportFormat.JSONL,
) -> StreamingResponse:
    """Export the trail as it stands now; `signoff audit verify` checks a JSONL file offline."""
    app = app_of(request)
    filters = within_sight(app, caller, wanted)
    if export_format is schemas.ExportFormat.CSV:
        return _sent(csv_export(app.reading, filters), _CSV, "audit.csv")
    app.checkpoints.tick()  # so that a signature reaches to the last fact
    lines = jsonl_export(app.reading, filters, key=app.audit_key.public, now=app.clock.now())
    return _sent(lines, _NDJSON, "audit.jsonl")


@router.get(
    "/runs/{run_id}/evidence",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A zip archive: a page to read, its JSON, the facts and their proof.",
            "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
        },
        **refuses(401, 403, 404),
    },
)
def get_evidence(request: Request, caller: Auditing, run_id: Id) -> Response:
    """Get what proves how a run was decided; it can be checked without this server."""
    app = app_of(request)
    seen = within_sight(app, caller, Filters(run_id=run_id))
    with app.reading() as connection:
        found = list_links(connection, seen, limit=1)
    if not found:
        raise RunNotFound(
            f"There is no run {run_id[:120]!r} whose trail you may read. Nothing was bundled. "
            f"See the runs there are at {PREFIX}/runs."
        )
    file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - sent, then closed
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        app.evidence.write(run_id, into_zip(packed), now=app.clock.now())
    file.seek(0)
    return _sent(_pieces(file), _ZIP, f"evidence-{found[0].run_id}.zip")


def _sent(body: Iterator[str] | Iterator[bytes], media_type: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(body, media_type=media_type, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
