"""What a request is about, as its page shows it: rendered, as it was written, or compared.

The public answer page shows the same, so it cannot look like something else there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from signoff.channels.markdown import part_to_html, to_html
from signoff.inbox.request import RequestStatus
from signoff.store.queries import RequestRow
from signoff.web.pages import guidance
from signoff.web.pages.changes import Changes, compare
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import Part, nth_slice, slices
from signoff.web.pages.review.beginning import (
    FIRST_OCTETS,
    as_block,
    drawn_octets,
)
from signoff.web.pages.review.parts import text_part
from signoff.web.schema_form import SchemaForm

TABS = ("preview", "adjusted", "changes", "source", "edit")
FIRST_ROWS = 100  # of a table, or parts of a value, at once
_MOST_COLUMNS = 12
# Of HTML: what content may take at least, what a form usually takes, and a long one.
_LEAST_OCTETS, _USUAL_OCTETS, _FORM_OCTETS = 2_000, 6_000, 40_000
SHOWN_LENGTH = 256_000  # characters that pages show; all of it is a download
_CHECKBOX = re.compile(r"<input( [^>]*>)")
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of objects as a table; a row need not have every column."""

    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]


def room_for(row: RequestRow, form: SchemaForm | None) -> int:
    """Return the octets of HTML that a content may take beside its question and the form."""
    beside = (
        150 * len(row.outcomes)
        + octets_of(row.message)
        + (min(form.octets, _FORM_OCTETS) if form else 0)
    )
    return max(_LEAST_OCTETS, FIRST_OCTETS - max(0, beside - _USUAL_OCTETS))


def content_values(
    row: RequestRow,
    before: RequestRow | None,
    tab: str,
    *,
    part: int = 1,
    octets: int = FIRST_OCTETS,
) -> dict[str, Any]:
    """Return what the template says of the content; ``before`` is the revision before this.

    Of what is long, ``part`` is shown, as much as a page loads at once.
    """
    compared = {
        "changes": compare(before.content, row.content) if before else None,
        "adjusted": guidance.adjusted(row),
    }
    is_there = {**compared, "edit": row.may_edit and row.status == RequestStatus.PENDING}
    shown_tab = tab if tab in TABS and is_there.get(tab, True) else "preview"
    found = shown(row, shown_tab, part=part, octets=octets)
    if (changes := compared.get(shown_tab)) is not None:
        found["compared"], found["part"] = part_of(changes, part, octets)
    return {"tab": shown_tab, "before": before, **compared, **found}


def part_of(changes: Changes, part: int, octets: int = FIRST_OCTETS) -> tuple[Changes, Part | None]:
    """Return a part of a comparison, and None where it is all of it."""
    where, which = nth_slice(slices(changes.sizes(), len(changes.lines), octets), part, "lines")
    return replace(changes, lines=changes.lines[where]), which


def shown(
    row: RequestRow, tab: str, *, part: int = 1, octets: int = FIRST_OCTETS
) -> dict[str, Any]:
    """Return the content as the preview shows it: rendered text, a value to unfold, or a table.

    ``part`` says in the result which part is shown, None where it is all; ``n_shown`` how many
    characters its parts have together, None where that is all.
    """
    found: dict[str, Any] = {
        "html": "",
        "source": "",
        "json_value": None,
        "rows": None,
        "compared": None,
        "part": None,
        "n_shown": None,
    }
    if tab == "source":
        piece, which = text_part(row.content[:SHOWN_LENGTH], escape, part, octets)
        return {**found, "source": piece.text, "part": which, "n_shown": _n_shown(row.content)}
    if tab not in {"preview", "edit"}:
        return found
    if row.content_type == "application/json":
        return {**found, **_unfolded(row.content, part, octets)}
    # Half of it may name again and again what the other half says: that has its own size.
    if len(row.content) <= octets and len((html := _prose(row.content)).encode()) <= octets:
        return {**found, "html": html}
    return {**found, **_drawn(row.content, _part_of_prose, part, octets)}


def _n_shown(content: str) -> int | None:
    return SHOWN_LENGTH if len(content) > SHOWN_LENGTH else None


def _prose(text: str) -> Markup:
    html = _in_page(to_html(text))
    return Markup(html)  # noqa: S704 - cleaned by to_html


def _part_of_prose(text: str) -> Markup:
    html = _in_page(part_to_html(text))
    return Markup(html)  # noqa: S704 - cleaned by part_to_html


def _in_page(html: str) -> str:
    """Return HTML of a content for a page, whose own title is the one heading of the first rank."""
    return _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", _CHECKBOX.sub(_named, html))


def _unfolded(content: str, part: int, octets: int) -> dict[str, Any]:
    """Return JSON as a table or a value to unfold; as text where one thing in it is too long."""
    try:
        value = json.loads(content)
    except ValueError:
        value = None
    is_many = isinstance(value, dict | list) and value
    sizes = _sizes(value) if is_many else [drawn_octets(value)]
    # A page that has no value has no JSON.
    if value is None or max(sizes) > octets:
        return _drawn(content, as_block, part, octets)
    if not is_many:
        return {"json_value": value}
    is_table = rows_of(value, most=len(value)) is not None
    unit = "rows" if is_table else "fields" if isinstance(value, dict) else "items"
    where, which = nth_slice(slices(sizes, FIRST_ROWS, octets), part, unit)
    some = dict(list(value.items())[where]) if isinstance(value, dict) else value[where]
    rows = rows_of(some, most=FIRST_ROWS) if is_table else None
    return {"json_value": some, "rows": rows, "part": which}


def _sizes(value: dict[str, Any] | list[Any]) -> list[int]:
    """Return the octets of each field, item or row; a table has the names once."""
    if isinstance(value, dict):
        return [drawn_octets({name: one}) for name, one in value.items()]
    if rows_of(value, most=len(value)) is not None:
        return [sum(map(drawn_octets, row.values())) for row in value]
    return [drawn_octets([one]) for one in value]


def _drawn(text: str, draw: Callable[[str], Markup], part: int, octets: int) -> dict[str, Any]:
    piece, which = text_part(text[:SHOWN_LENGTH], draw, part, octets)
    return {"html": draw(piece.lead + piece.text), "part": which, "n_shown": _n_shown(text)}


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
