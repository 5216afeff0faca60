"""Tokens that proved one call and may prove no other."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from signoff.store.tables import spent_tokens


class SpentTokens:
    """The tokens that are spent, as one open transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def spend(self, way: str, token: str, *, until: datetime, now: datetime) -> bool:
        """Spend a token; say False where it was spent before.

        From ``until`` on the token proves nothing by itself, and is forgotten here.
        """
        self._connection.execute(delete(spent_tokens).where(spent_tokens.c.until < now))
        spent = hashlib.sha256(f"{way}\0{token}".encode()).hexdigest()
        postgres = self._connection.dialect.name == "postgresql"
        upsert = (postgresql if postgres else sqlite).insert(spent_tokens)
        statement = upsert.values(id=spent, until=until).on_conflict_do_nothing(
            index_elements=["id"]
        )
        return self._connection.execute(statement.returning(spent_tokens.c.id)).first() is not None
