"""What a request is about, as its page shows it: rendered, as it was written, or compared.

The public answer page shows the same, so it cannot look like something else there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from signoff.channels.markdown import to_html
from signoff.inbox.request import RequestStatus
from signoff.store.queries import RequestRow
from signoff.web.pages import guidance
from signoff.web.pages.changes import compare
from signoff.web.pages.review.beginning import (
    FIRST_OCTETS,
    as_block,
    beginning,
    drawn_octets,
    n_rows_at_once,
)

TABS = ("preview", "adjusted", "changes", "source", "edit")
FIRST_ROWS, MOST_ROWS = 100, 2_000  # of a table, at once and at most
_MOST_COLUMNS = 12
SHOWN_LENGTH = 256_000  # characters of source on a page
_CHECKBOX = re.compile(r"<input( [^>]*>)")


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of objects as a table; a row need not have every column."""

    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]


def content_values(
    row: RequestRow, before: RequestRow | None, tab: str, *, is_whole: bool
) -> dict[str, Any]:
    """Return what the template says of the content; ``before`` is the revision before this.

    Unless ``is_whole``, a long text is shown as far as a page loads at once.
    """
    compared = {
        "changes": compare(before.content, row.content) if before else None,
        "adjusted": guidance.adjusted(row),
    }
    is_there = {**compared, "edit": row.may_edit and row.status == RequestStatus.PENDING}
    shown_tab = tab if tab in TABS and is_there.get(tab, True) else "preview"
    return {
        "tab": shown_tab,
        "before": before,
        **compared,
        "is_whole": is_whole,
        **shown(row, shown_tab, is_whole=is_whole),
    }


def shown(row: RequestRow, tab: str, *, is_whole: bool = True) -> dict[str, Any]:
    """Return the content as the preview shows it: rendered text, a value to unfold, or a table.

    ``n_shown`` is how many characters of the text are shown, where there are more.
    """
    found: dict[str, Any] = {"html": "", "json_value": None, "rows": None, "n_shown": None}
    if tab == "source":
        return {**found, **_source(row.content, is_whole=is_whole)}
    if tab not in {"preview", "edit"}:
        return found
    if row.content_type == "application/json":
        return {**found, **_unfolded(row.content, is_whole=is_whole)}
    return {**found, **_drawn(row.content, _prose, is_whole=is_whole)}


def _prose(text: str) -> Markup:
    html = _CHECKBOX.sub(_named, to_html(text))
    return Markup(html)  # noqa: S704 - cleaned by to_html


def _unfolded(content: str, *, is_whole: bool) -> dict[str, Any]:
    """Return JSON as a table or a value to unfold; its beginning as text where it is too long."""
    try:
        value = json.loads(content)
    except ValueError:
        return _drawn(content, as_block, is_whole=is_whole)
    if value is None:
        return _drawn(content, as_block, is_whole=is_whole)  # a page that has none has no JSON
    if is_whole:
        return {"json_value": value, "rows": rows_of(value, most=MOST_ROWS)}
    most = n_rows_at_once(value, FIRST_ROWS) if isinstance(value, list) else 0
    rows = rows_of(value, most=most) if most else None
    if rows is None and drawn_octets(value) > FIRST_OCTETS:
        return _drawn(content, as_block, is_whole=False)
    return {"json_value": value, "rows": rows}


def _drawn(text: str, draw: Callable[[str], Markup], *, is_whole: bool) -> dict[str, Any]:
    part, html = (text, draw(text)) if is_whole else beginning(text, draw)
    return {"html": html, "n_shown": _n_shown(part, text)}


def _source(text: str, *, is_whole: bool) -> dict[str, Any]:
    source = text[:SHOWN_LENGTH] if is_whole else beginning(text)[0]
    return {"source": source, "n_shown": _n_shown(source, text)}


def _n_shown(part: str, text: str) -> int | None:
    return len(part) if len(part) < len(text) else None


def rows_of(value: object, *, most: int) -> Rows | None:
    """Return a list of objects as a table of its first rows, None for what makes no good table."""
    if not isinstance(value, list) or not value:
        return None
    if not all(isinstance(one, dict) and one for one in value):
        return None
    columns = tuple(dict.fromkeys(name for one in value[:most] for name in one))
    return Rows(columns, value[:most]) if len(columns) <= _MOST_COLUMNS else None


def _named(box: re.Match[str]) -> str:
    """Return a task's checkbox with a name that a screen reader can say."""
    name = "Done" if "checked" in box[0] else "Not done"
    return f'<input aria-label="{name}"{box[1]}'
