"""What somebody typed and chose before it was recorded: kept, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer on its way; ``fields`` are the form's own, as they were sent."""

    comment: str = ""
    outcome: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
