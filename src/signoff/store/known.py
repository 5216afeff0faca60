"""What one transaction has read of rows that it is asked for again and again.

All of it is forgotten as soon as the transaction writes such a row, holds a
request, deadlines, an organisation, a turn or lessons, for which it may have
waited, or ends: what others did in the meantime is never overlooked. It refuses
to know requests and runs, whose standing must be read where it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row


@dataclass(frozen=True, slots=True)
class Known:
    """Rows by what they were asked for: deployments by id, the accounts of an address."""

    deployments: dict[str, Row[*tuple[Any, ...]]] = field(default_factory=dict)
    accounts: dict[str, tuple[Row[*tuple[Any, ...]], ...]] = field(default_factory=dict)

    def forget(self) -> None:
        """Have everything read anew."""
        self.deployments.clear()
        self.accounts.clear()
