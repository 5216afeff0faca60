"""The trail as a file: lines of JSON that can be checked, or a table for people.

A JSONL export begins with a header that says what it claims to hold; the lines
after it are links as they are sealed. CSV is for looking at: a spreadsheet
takes a cell that begins like a formula for one, so such cells get a quote in
front. Where the file goes is the caller's business.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from signoff.inbox import chain
from signoff.inbox.chain import FORM, Link, Receipt
from signoff.store.audit.checkpoints import find_checkpoint
from signoff.store.audit.reading import Filters, Reading, find_head, iterate_links
from signoff.store.audit.signing import PublicKey, checkpoint_json

COLUMNS = (
    *("seq", "at", "kind", "actor", "subject", "run_id", "request_id", "data"),
    *("digest", "prev_hash", "hash", "redacted_at"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def jsonl_export(
    reading: Reading, filters: Filters, *, key: PublicKey, now: datetime
) -> Iterator[str]:
    """Give the lines of an export, header first; it ends where the trail ended at the start."""
    with reading() as connection:
        head = find_head(connection)
        checkpoint = find_checkpoint(connection)
    kept = None if checkpoint is None else checkpoint_json(checkpoint)
    yield line(
        header(now=now, key=key, head=head, checkpoint=kept, is_excerpt=not filters.is_all)
        | {"filters": _filters_json(filters)}
    )
    last = 0 if head is None else head.seq
    seen = iterate_links(reading, filters, last=last)
    if filters.deployments is None or not filters.is_all:
        yield from (line(chain.link_json(link)) for link in seen)
    else:
        yield from _with_others_closed(seen, iterate_links(reading, Filters(), last=last))


def _with_others_closed(seen: Iterator[Link], every: Iterator[Link]) -> Iterator[str]:
    # The chain can only be followed where no link is missing: of others' there is the hash.
    own = next(seen, None)
    for link in every:
        if own is not None and own.seq == link.seq:
            yield line(chain.link_json(link))
            own = next(seen, None)
        else:
            yield line(chain.closed_json(link))


def csv_export(reading: Reading, filters: Filters) -> Iterator[str]:
    """Give the lines of a table, names first."""
    yield _csv_line(COLUMNS)
    with reading() as connection:
        head = find_head(connection)
    for link in iterate_links(reading, filters, last=0 if head is None else head.seq):
        values = chain.link_json(link)
        values["data"] = json.dumps(values["data"], ensure_ascii=False, sort_keys=True)
        yield _csv_line(safe_cell(values[name]) for name in COLUMNS)


def header(
    *,
    now: datetime,
    key: PublicKey,
    head: Receipt | None,
    checkpoint: Mapping[str, Any] | None,
    is_excerpt: bool,
    begins_at: int = 1,
) -> dict[str, Any]:
    """Return the first line of an export: what it claims to hold, and what vouches for it."""
    return {
        "trail": FORM,
        "made_at": chain.instant(now),
        "begins_at": begins_at,
        "is_excerpt": is_excerpt,
        "head": None if head is None else asdict(head),
        "checkpoint": checkpoint,
        "public_key": key.pem,
    }


def line(value: Mapping[str, Any]) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def safe_cell(value: object) -> str:
    """Return a cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _filters_json(filters: Filters) -> dict[str, Any]:
    given = {name: value for name, value in asdict(filters).items() if value}
    given.pop("deployments", None)
    return {
        name: chain.instant(value) if isinstance(value, datetime) else value
        for name, value in given.items()
    }


def _csv_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
