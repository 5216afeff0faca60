"""How facts are sealed, on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import DateTime, bindparam, text, update
from sqlalchemy.exc import DBAPIError

from signoff import ids
from signoff.inbox import chain
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.chain_check import Anchor, check
from signoff.store.audit.reading import Filters, find_head, list_links
from signoff.store.audit.redaction import take_out
from signoff.store.database import _migrate, make_engine, upgrade
from signoff.store.tables import audit_events
from signoff.store.unit_of_work import UnitOfWork

NOW = datetime(2030, 1, 7, 9, 30, 15, 123456, tzinfo=UTC)
ODD = {"said": "\x00 \ud800 日本語 '\"\\ :x", "n": 1.5, "list": (1, None, True), "outcome": "ok"}


def fact(subject="s", **data):
    return AuditEvent(
        ids.new_id(), EventKind.RUN_STARTED, subject, "ana@example.com", NOW, "r", "q", data
    )


def add(engine, *facts, follow_up=lambda *_: None):
    with UnitOfWork(engine, follow_up) as unit:
        for event in facts:
            unit.trail.add(event)
        unit.commit()


def stored(engine):
    with engine.connect() as connection:
        return list_links(connection, Filters()), find_head(connection)


_INSERT_OLD = text(
    "INSERT INTO audit_event (id, kind, subject, actor, at, run_id, request_id, data) "
    "VALUES (:id, :kind, :subject, :actor, :at, :run_id, :request_id, :data)"
).bindparams(bindparam("at", type_=DateTime(timezone=True)))


def _old_row(event):
    values = {name: getattr(event, name) for name in AuditEvent.__slots__}
    return {**values, "kind": event.kind.value, "data": json.dumps(dict(event.data))}


class TestACommit:
    def test_seals_its_facts_in_the_order_they_were_added(self, engine):
        facts = [fact(str(n), **ODD) for n in range(3)]

        add(engine, *facts)
        add(engine)
        add(engine, fact("4"))

        links, head = stored(engine)
        assert [link.subject for link in links] == ["0", "1", "2", "4"]
        assert links[0].data["said"] == "\x00 \ufffd 日本語 '\"\\ :x"
        assert check(links, anchors=[Anchor(head, "the head")]).breaks == ()
        assert head.seq == 4

    def test_that_fails_takes_no_number(self, engine):
        def explode(*_):
            raise RuntimeError("no follow-up")

        with pytest.raises(RuntimeError):
            add(engine, fact(), follow_up=explode)
        with UnitOfWork(engine, lambda *_: None) as unit:
            unit.trail.add(fact())
        add(engine, fact("kept"))

        links, _ = stored(engine)
        assert [(link.seq, link.subject) for link in links] == [(1, "kept")]

    def test_waits_for_those_before_it_so_that_no_two_take_one_number(self, engine):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda n: add(engine, fact(f"{n}a"), fact(f"{n}b")), range(24)))

        links, head = stored(engine)
        assert check(links, anchors=[Anchor(head, "the head")]).breaks == ()
        subjects = [link.subject for link in links]
        assert {tuple(subjects[n : n + 2]) for n in range(0, 48, 2)} == {
            (f"{n}a", f"{n}b") for n in range(24)
        }

    def test_gives_a_receipt_that_the_chain_vouches_for(self, engine):
        event = AuditEvent(
            ids.new_id(), EventKind.REQUEST_ANSWERED, "q", "ana@example.com", NOW, "r", "q"
        )
        with UnitOfWork(engine, lambda *_: None) as unit:
            unit.trail.add(event)
            assert unit.trail.find_answered_receipt("q") is None
            assert unit.trail.of_request("q") == unit.trail.of_run("r") == [event]
            unit.commit()

            receipt = unit.trail.find_answered_receipt("q")
            assert unit.trail.find_answered_receipt("none") is None
            assert unit.trail.of_request("q") == [event]

        links, head = stored(engine)
        assert receipt == head == links[0].receipt


class TestASealedFact:
    def test_takes_no_change_but_the_loss_of_its_words(self, engine):
        add(engine, fact(outcome="yes", words="by Bo"), fact(outcome="no"))
        first = audit_events.c.seq == 1
        gone = {"actor": chain.REDACTED, "salt": None, "redacted_at": NOW}
        refused = [
            update(audit_events).values(actor="nobody"),
            update(audit_events).values(hash="0" * 64),
            update(audit_events).values(gone | {"data": {"outcome": "no"}}),
            update(audit_events).values(gone | {"data": {"outcome": "yes", "n": 1}}),
            update(audit_events).values(gone | {"data": {}, "seq": 9}),
            update(audit_events).values(gone | {"data": {}, "kind": "run.ended"}),
            update(audit_events).values(gone | {"data": {}, "redacted_at": None}),
            audit_events.delete(),
        ]
        for change in refused:
            with engine.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
                connection.execute(change.where(first))

        with engine.begin() as connection:
            assert take_out(connection, list_links(connection, Filters()), now=NOW) == [1, 2]

        with engine.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(update(audit_events).values(gone | {"data": {}}).where(first))
        links, _ = stored(engine)
        assert [link.data for link in links] == [{"outcome": "yes"}, {"outcome": "no"}]
        assert {link.actor for link in links} == {chain.REDACTED}
        assert check(links, is_excerpt=True).breaks == ()


class TestATrailFromBefore:
    def test_is_sealed_in_the_order_of_its_ids(self, databases):
        engine = make_engine(databases.empty())
        _migrate(engine, "0002")
        old = [fact(str(n), words="Ä", n=n) for n in range(3)]
        with engine.begin() as connection:
            for event in reversed(old):
                connection.execute(_INSERT_OLD, _old_row(event))

        upgrade(engine)
        add(engine, fact("new"))

        links, head = stored(engine)
        engine.dispose()
        assert [link.subject for link in links] == ["0", "1", "2", "new"]
        assert links[1].data == {"words": "Ä", "n": 1}
        assert check(links, anchors=[Anchor(head, "the head")]).breaks == ()
