"""What a request is about, as its page shows it: rendered, as it was written, or compared.

The public answer page shows the same, so it cannot look like something else there.
"""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from signoff.channels.markdown import to_html
from signoff.inbox.request import RequestStatus
from signoff.store.queries import RequestRow
from signoff.web.pages import guidance
from signoff.web.pages.changes import compare

TABS = ("preview", "adjusted", "changes", "source", "edit")
SHOWN_LENGTH = 256_000  # characters of source on a page
_CHECKBOX = re.compile(r"<input( [^>]*>)")


def content_values(row: RequestRow, before: RequestRow | None, tab: str) -> dict[str, Any]:
    """Return what the template says of the content; ``before`` is the revision before this."""
    compared = {
        "changes": compare(before.content, row.content) if before else None,
        "adjusted": guidance.adjusted(row),
    }
    is_there = {**compared, "edit": row.may_edit and row.status == RequestStatus.PENDING}
    shown_tab = tab if tab in TABS and is_there.get(tab, True) else "preview"
    return {
        "tab": shown_tab,
        "before": before,
        "shown_length": SHOWN_LENGTH,
        **compared,
        **shown(row, shown_tab),
    }


def shown(row: RequestRow, tab: str) -> dict[str, Any]:
    """Return the content as the preview shows it: rendered text, or a value to unfold."""
    if tab not in {"preview", "edit"}:
        return {"html": "", "json_value": None}
    if row.content_type == "application/json":
        try:
            return {"html": "", "json_value": json.loads(row.content)}
        except ValueError:
            return {"html": Markup("<pre>{}</pre>").format(row.content), "json_value": None}
    html = _CHECKBOX.sub(_named, to_html(row.content))
    return {"html": Markup(html), "json_value": None}  # noqa: S704 - cleaned by to_html


def _named(box: re.Match[str]) -> str:
    """Return a task's checkbox with a name that a screen reader can say."""
    name = "Done" if "checked" in box[0] else "Not done"
    return f'<input aria-label="{name}"{box[1]}'
