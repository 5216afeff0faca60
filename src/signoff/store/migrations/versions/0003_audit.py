"""The trail becomes a chain that can be checked.

Facts that were there are sealed in the order of their ids. Triggers refuse
DELETE, TRUNCATE, and every UPDATE but one: taking the words about people out
of a fact, which leaves each hash as it is.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from signoff.inbox import chain
from signoff.inbox.audit import AuditEvent, EventKind

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REFUSE = "The audit trail is append-only. Nothing was changed."
_AT_ONCE = 500
_SALT_OCTETS = 16
_SAME = (
    "id",
    "kind",
    "subject",
    "at",
    "run_id",
    "request_id",
    "seq",
    "digest",
    "prev_hash",
    "hash",
)
# The one change a fact may see, as both databases say it.
_TAKEN_OUT = (
    f"NEW.salt IS NULL AND NEW.actor = '{chain.REDACTED}' "
    "AND OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL"
)
_REDACTED = ("request", "reply", "run")


def upgrade() -> None:
    """Seal what is there, then close the trail again."""
    is_postgres = op.get_bind().dialect.name == "postgresql"
    _open_trail(is_postgres=is_postgres)
    _add_columns()
    _create_head_and_checkpoints()
    _seal_all()
    _require_columns()
    if is_postgres:
        _close_trail_on_postgresql()
        _seal_within_postgresql()
    else:
        _close_trail_on_sqlite()
    for table in _REDACTED:
        op.add_column(table, sa.Column("redacted_at", sa.DateTime(timezone=True)))


def _open_trail(*, is_postgres: bool) -> None:
    if is_postgres:
        op.execute("DROP TRIGGER audit_event_no_change ON audit_event")
    else:
        op.execute("DROP TRIGGER audit_event_no_update")
        op.execute("DROP TRIGGER audit_event_no_delete")


def _add_columns() -> None:
    for column in (
        sa.Column("seq", sa.BigInteger()),
        sa.Column("salt", sa.String(length=64)),
        sa.Column("digest", sa.String(length=64)),
        sa.Column("prev_hash", sa.String(length=64)),
        sa.Column("hash", sa.String(length=64)),
        sa.Column("redacted_at", sa.DateTime(timezone=True)),
    ):
        op.add_column("audit_event", column)


def _require_columns() -> None:
    with op.batch_alter_table("audit_event") as table:
        table.alter_column("seq", existing_type=sa.BigInteger(), nullable=False)
        for name in ("digest", "prev_hash", "hash"):
            table.alter_column(name, existing_type=sa.String(length=64), nullable=False)
        table.create_unique_constraint("uq_audit_event_seq", ["seq"])


def _create_head_and_checkpoints() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.create_table(
        "audit_checkpoint",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_checkpoint"),
    )


def _seal_all() -> None:
    bind = op.get_bind()
    stored = _stored()
    seq, head, last_id = 0, chain.GENESIS, ""
    while True:
        query = sa.select(stored).where(stored.c.id > last_id).order_by(stored.c.id)
        rows = bind.execute(query.limit(_AT_ONCE)).mappings().all()
        if not rows:
            break
        sealed = []
        for row in rows:
            salt = os.urandom(_SALT_OCTETS).hex()
            link = chain.seal(_event(row), seq=seq + 1, prev_hash=head, salt=salt)
            seq, head, last_id = link.seq, link.hash, link.id
            sealed.append({name: getattr(link, name) for name in _SEALED} | {"of": link.id})
        change = sa.update(stored).where(stored.c.id == sa.bindparam("of"))
        bind.execute(change.values({name: sa.bindparam(name) for name in _SEALED}), sealed)
    heads = sa.table("audit_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    bind.execute(heads.insert().values(id=1, seq=seq, hash=head))


_SEALED = ("seq", "salt", "digest", "prev_hash", "hash")


def _stored() -> sa.TableClause:
    plain = ("id", "kind", "subject", "actor", "run_id", "request_id", "data")
    at = sa.column("at", sa.DateTime(timezone=True))
    return sa.table("audit_event", *map(sa.column, (*plain, *_SEALED)), at)


def _event(row: Any) -> AuditEvent:  # noqa: ANN401
    at: datetime = row["at"]
    return AuditEvent(
        row["id"],
        EventKind(row["kind"]),
        row["subject"],
        row["actor"],
        at if at.tzinfo else at.replace(tzinfo=UTC),
        row["run_id"],
        row["request_id"],
        json.loads(row["data"]),
    )


def _close_trail_on_sqlite() -> None:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _SAME)
    only_less = (
        "SELECT 1 FROM json_each(NEW.data) AS n WHERE NOT EXISTS ("
        "SELECT 1 FROM json_each(OLD.data) AS o WHERE o.key = n.key AND o.value IS n.value)"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event "
        f"WHEN NOT ({same} AND {_TAKEN_OUT} AND NOT EXISTS ({only_less})) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
    )


def _close_trail_on_postgresql() -> None:
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _SAME)
    only_less = (
        "SELECT 1 FROM json_each(NEW.data::json) AS n WHERE NOT EXISTS ("
        "SELECT 1 FROM json_each(OLD.data::json) AS o "
        "WHERE o.key = n.key AND o.value::text = n.value::text)"
    )
    op.execute(
        "CREATE FUNCTION audit_event_only_redact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {same} AND {_TAKEN_OUT} AND NOT EXISTS ({only_less}) "
        f"THEN RETURN NEW; END IF; RAISE EXCEPTION '{_REFUSE}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_only_redact()"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()"
    )


def _seal_within_postgresql() -> None:
    # One call holds the lock of the head for as long as the server needs, and not for as long as
    # a busy client takes to come back with the next statement.
    same = (
        "id",
        "kind",
        "subject",
        "actor",
        "at",
        "run_id",
        "request_id",
        "data",
        "salt",
        "digest",
    )
    types = {"at": "timestamptz"}
    shape = ", ".join(f"{name} {types.get(name, 'text')}" for name in (*same, "body"))
    row = ", ".join(f"fact.{name}" for name in same)
    sealed = (
        f"""encode(sha256(convert_to('["{chain.FORM}",' || head.seq || ',"' || fact.body """
        """|| '","' || head.hash || '"]', 'UTF8')), 'hex')"""
    )
    steps = (
        "SELECT * INTO head FROM audit_head FOR UPDATE;",
        f"FOR fact IN SELECT * FROM json_to_recordset(facts) AS f({shape}) LOOP",  # noqa: S608 - names of ours
        "head.seq := head.seq + 1;",
        f"sealed := {sealed};",
        f"INSERT INTO audit_event ({', '.join(same)}, seq, prev_hash, hash)",
        f"VALUES ({row}, head.seq, head.hash, sealed);",
        "head.hash := sealed;",
        "END LOOP;",
        "UPDATE audit_head SET seq = head.seq, hash = head.hash;",
    )
    op.execute(
        "CREATE FUNCTION audit_seal(facts json) RETURNS void LANGUAGE plpgsql AS $$ "
        f"DECLARE head audit_head; fact record; sealed text; BEGIN {' '.join(steps)} END $$"
    )
