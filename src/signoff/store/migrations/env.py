"""Where Alembic meets our engine: one transaction for all steps that are due."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine, text

from signoff.store.tables import metadata

_UPGRADE_LOCK = 0x7369676E  # 'sign': one upgrade at a time among servers that start together


def _run(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        else:
            connection.execute(text("BEGIN IMMEDIATE"))
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            transaction_per_migration=False,
        )
        context.run_migrations()


_run(context.config.attributes["engine"])
