"""What somebody typed and chose before it was recorded: kept, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer on its way; ``fields`` are the form's own, as they were sent.

    ``problems`` are what is wrong with those that the flow asked for, by their paths.
    """

    comment: str = ""
    outcome: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def draft_of(fields: FormData, problems: Mapping[str, str] | None = None) -> Draft:
    """Return what a form holds, to be shown again."""
    # Of boxes that have one name, those that are ticked: one a line.
    typed = {
        name: "\n".join(text for text in fields.getlist(name) if isinstance(text, str))
        for name, value in fields.items()
        if isinstance(value, str)
    }
    outcome = typed.get("outcome") or None
    return Draft(typed.get("comment", ""), outcome, typed, problems or {})
