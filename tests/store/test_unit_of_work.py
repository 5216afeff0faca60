"""What one transaction promises, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from signoff import ids
from signoff.errors import (
    ConfigurationError,
    DatabaseTooNew,
    RequestClosed,
    RequestNotFound,
    RunNotFound,
)
from signoff.inbox import lifecycle
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.policy import Policy
from signoff.inbox.pre_review import AppliedLesson, PreReview
from signoff.inbox.request import Ask, RequestStatus
from signoff.inbox.response import Response, Source, Verification
from signoff.store.clock import clock_of
from signoff.store.database import (
    _MIGRATIONS,
    _migrate,
    _versions,
    check_current,
    make_engine,
    one_moment,
    upgrade,
)
from signoff.store.mail import RawReply
from signoff.store.people import Alias
from signoff.store.runs import ClaimLost, Run
from signoff.store.tables import audit_events, metadata, runs
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.workers import LEASE, Worker, Workers
from tests.support.sql import statements

NOW = datetime(2030, 1, 7, 9, 30, 15, 123456, tzinfo=UTC)
ASK = Ask(
    key="review#1",
    method="review",
    message="Ready?",
    content="# Draft \u0000 with 日本語 and 🙂",
    outcomes=("approved", "rejected"),
    metadata={"title": "A post"},
    state={"n": 1, "deep": {"list": [1, None, "x"]}},
    approving=("approved",),
    model="gpt-4o-mini",
    asker="flows:Child.review",
    pre_review=PreReview("# A draft", (AppliedLesson("l1", "Cite it."),), "A note."),
    editable=True,
)


@pytest.fixture
def unit(engine):
    return lambda: UnitOfWork(engine, lambda *_: None)


@pytest.fixture
def run(unit):
    with unit() as open_unit:
        deployment = open_unit.deployments.put("demo", creator="ana@example.com", now=NOW)
        run = Run(ids.new_id(), deployment, "post", "running", {"a": 1}, "bo@example.com", NOW)
        open_unit.runs.add(run)
        open_unit.commit()
    return run


@pytest.fixture
def request_(unit, run):
    with unit() as open_unit:
        request = lifecycle.open_request(
            open_unit,
            Ask(**{**{n: getattr(ASK, n) for n in Ask.__slots__}, "content": "# Draft 日本語 🙂"}),
            request_id=ids.new_id(),
            run_id=run.id,
            flow="post",
            assignee="ana@example.com",
            now=NOW,
        )
        open_unit.commit()
    return request


def answer(request, outcome="approved", responder="ana@example.com"):
    return Response(
        request.id,
        "fine",
        outcome,
        Source.BUTTON,
        responder,
        "dashboard",
        Verification.SESSION,
        NOW,
    )


class TestATransaction:
    def test_leaves_nothing_when_it_is_not_committed(self, unit, run):
        with unit() as open_unit:
            open_unit.trail.add(
                AuditEvent(ids.new_id(), EventKind.RUN_STARTED, run.id, "bo", NOW, run.id)
            )

        with unit() as open_unit:
            assert open_unit.trail.of_run(run.id) == []

    def test_hands_its_facts_to_the_follow_up_in_the_same_transaction(self, engine, run):
        seen = []

        def explode(connection, events):
            seen.extend(event.kind for event in events)
            raise RuntimeError("no follow-up")

        with UnitOfWork(engine, explode) as open_unit:
            open_unit.trail.add(
                AuditEvent(ids.new_id(), EventKind.RUN_STARTED, run.id, "bo", NOW, run.id)
            )
            with pytest.raises(RuntimeError):
                open_unit.commit()

        assert seen == [EventKind.RUN_STARTED]
        with UnitOfWork(engine, lambda *_: None) as open_unit:
            assert open_unit.trail.of_run(run.id) == []


class TestWhatATransactionHasRead:
    """Of deployments and accounts, which it is asked for again and again."""

    ANA, BO = "ana@example.com", "bo@example.com"
    # One after the other; each shows in what `seen` tells.
    CHANGES = (
        lambda at, unit, run: unit.policies.put(
            run.deployment_id, Policy(undo_seconds=9), expected_version=None
        ),
        lambda at, unit, run: unit.deployments.put("demo", creator=at.BO, now=NOW),
        lambda at, unit, run: unit.members.adopt(run.deployment_id, "the house"),
        lambda at, unit, run: unit.members.add(at.ANA, name="Ana", now=NOW),
        lambda at, unit, run: unit.people.put_alias(Alias(at.BO, at.ANA, NOW)),
        lambda at, unit, run: unit.members.change(
            unit.members.find(at.ANA).id, name="Ana Lind", is_active=False
        ),
    )
    BEFORE = (0, ANA, "", {})
    AFTER = (9, BO, "the house", {ANA: ("Ana Lind", False)})

    def seen(self, open_unit, run):
        undo = open_unit.policies.get(run.deployment_id).policy.undo_seconds
        deployment = open_unit.deployments.get(run.deployment_id)
        accounts = open_unit.members.accounts(self.BO)
        named = {each.address: (each.name, each.is_active) for each in accounts}
        return undo, deployment.creator, deployment.organisation_id, named

    def change(self, open_unit, run):
        for change in self.CHANGES:
            change(self, open_unit, run)

    def test_is_asked_once(self, engine, unit, run):
        with unit() as open_unit:
            self.seen(open_unit, run)

            assert statements(engine, lambda: self.seen(open_unit, run)) == []
            assert open_unit.members.find(self.BO) is None

    def test_is_read_anew_after_each_change_of_its_own(self, unit, run):
        with unit() as open_unit:
            told = [self.seen(open_unit, run)]
            for change in self.CHANGES:
                change(self, open_unit, run)
                told.append(self.seen(open_unit, run))
                anew = UnitOfWork.looking(open_unit.connection)
                assert told[-1] == self.seen(anew, run)
            open_unit.people.drop_alias(self.BO)
            left = self.seen(open_unit, run)

        assert (told[0], told[-1]) == (self.BEFORE, self.AFTER)
        assert left == (*self.AFTER[:-1], {})

    @pytest.mark.parametrize(
        "hold",
        [
            lambda unit, request: unit.requests.hold(request.id),
            lambda unit, request: unit.due.hold(request.id),
            lambda unit, request: unit.due.take(now=NOW, limit=1),
            lambda unit, request: unit.turns.find_last(request.deployment_id, "legal"),
            lambda unit, request: unit.lessons.hold(request.deployment_id),
            lambda unit, request: unit.members.hold_organisation("the house"),
        ],
    )
    def test_is_read_anew_once_something_is_held_that_others_may_have_held(
        self, unit, run, request_, hold
    ):
        with unit() as waiting, unit() as other:
            assert self.seen(waiting, run) == self.BEFORE
            self.change(other, run)
            other.commit()

            hold(waiting, request_)

            assert self.seen(waiting, run) == self.AFTER

    def test_is_read_anew_in_the_next_transaction(self, unit, run):
        with unit() as lasting, unit() as other:
            assert self.seen(lasting, run) == self.BEFORE
            lasting.commit()
            self.change(other, run)
            other.commit()

            assert self.seen(lasting, run) == self.AFTER

    def test_that_was_rolled_back_is_nothing_anybody_has_read(self, unit, run):
        with unit() as open_unit:
            self.change(open_unit, run)

        with unit() as open_unit:
            assert self.seen(open_unit, run) == self.BEFORE


class TestARequest:
    def test_comes_back_as_it_was_put(self, unit, request_):
        with unit() as open_unit:
            assert open_unit.requests.get(request_.id) == request_
            assert open_unit.requests.keys_of_run(request_.run_id) == {"review#1": True}

    def test_closes_once_when_two_answer_at_the_same_instant(self, unit, request_):
        both = Barrier(2)

        def try_to(outcome):
            with unit() as open_unit:
                open_unit.requests.get(request_.id)
                both.wait(60)
                try:
                    lifecycle.answer(open_unit, answer(request_, outcome, outcome), now=NOW)
                    open_unit.commit()
                except RequestClosed as error:
                    return str(error)
            return None

        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(try_to, ["approved", "rejected"]))

        assert told.count(None) == 1
        winner = ["approved", "rejected"][told.index(None)]
        assert f"gave {winner!r}" in next(text for text in told if text)
        with unit() as open_unit:
            assert open_unit.requests.get(request_.id).status is RequestStatus.ANSWERED
            assert open_unit.requests.find_response(request_.id).outcome == winner
            kinds = [event.kind for event in open_unit.trail.of_request(request_.id)]
            assert kinds.count(EventKind.REQUEST_ANSWERED) == 1

    def test_that_is_unknown_is_named_in_the_error(self, unit):
        with unit() as open_unit, pytest.raises(RequestNotFound, match="no request 'nothing'"):
            open_unit.requests.get("nothing")


class TestARun:
    def test_that_is_unknown_is_named_in_the_error(self, unit):
        with unit() as open_unit, pytest.raises(RunNotFound, match="no run 'nothing'"):
            open_unit.runs.get("nothing")

    def test_is_held_by_one_live_worker(self, unit, run):
        since = NOW - timedelta(seconds=15)
        with unit() as open_unit:
            for name in ("one", "two"):
                open_unit.workers.beat(Worker(name, "here", 1, NOW))
            first = open_unit.runs.claim(run.id, worker="one", job="a", live_since=since)
            second = open_unit.runs.claim(run.id, worker="two", job="b", live_since=since)
            again = open_unit.runs.claim(run.id, worker="one", job="a", live_since=since)

        assert first is not None
        assert second is None
        assert again is not None
        assert again.claim == first.claim + 1

    def test_is_taken_by_its_own_job_wherever_that_is_done_again(self, unit, run):
        since = NOW - timedelta(seconds=15)
        with unit() as open_unit:
            for name in ("one", "two"):
                open_unit.workers.beat(Worker(name, "here", 1, NOW))
            stale = open_unit.runs.claim(run.id, worker="one", job="a", live_since=since)
            fresh = open_unit.runs.claim(run.id, worker="two", job="a", live_since=since)

            assert fresh is not None
            open_unit.runs.hold(fresh)
            with pytest.raises(ClaimLost):
                open_unit.runs.hold(stale)

    def test_is_taken_from_a_dead_worker_who_then_can_write_nothing(self, unit, run):
        with unit() as open_unit:
            open_unit.workers.beat(Worker("dead", "here", 1, NOW - timedelta(minutes=1)))
            since = NOW - timedelta(minutes=2)
            stale = open_unit.runs.claim(run.id, worker="dead", job="a", live_since=since)
            since = NOW - timedelta(seconds=15)
            fresh = open_unit.runs.claim(run.id, worker="two", job="b", live_since=since)

            assert fresh is not None
            open_unit.runs.hold(fresh, status="waiting")
            with pytest.raises(ClaimLost):
                open_unit.runs.hold(stale, status="ended")

    def test_that_has_ended_is_not_claimed_again(self, unit, run):
        with unit() as open_unit:
            mine = open_unit.runs.claim(run.id, worker="w", job="a", live_since=NOW)
            open_unit.runs.release(mine, status="ended")

            assert open_unit.runs.claim(run.id, worker="w", job="a", live_since=NOW) is None


class TestAMail:
    def test_that_comes_twice_is_kept_once(self, unit):
        mails = [RawReply(ids.new_id(), "email", "a@b.example", ("x",), b"same", NOW) for _ in "ab"]

        with unit() as open_unit:
            assert [open_unit.replies.add(mail) for mail in mails] == [True, False]
            assert open_unit.replies.find(mails[0].id) == mails[0]
            assert open_unit.replies.find(mails[1].id) is None

    def test_is_judged_once(self, unit):
        mail = RawReply(ids.new_id(), "email", "a@b.example", ("x",), b"\x00\xff raw", NOW)
        with unit() as open_unit:
            open_unit.replies.add(mail)

            assert open_unit.replies.hold(mail) is True
            assert open_unit.replies.judge(mail, "recorded") is True
            assert open_unit.replies.hold(mail) is False
            assert open_unit.replies.judge(mail, "refused", reason="late") is False
            assert open_unit.replies.find(mail.id).verdict == "recorded"


class TestTheTrail:
    @pytest.mark.parametrize(
        "change",
        [
            update(audit_events).values(actor="nobody"),
            audit_events.delete(),
        ],
        ids=["update", "delete"],
    )
    def test_refuses_to_be_changed(self, engine, request_, change):
        with engine.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(change)

        with engine.connect() as connection:
            actors = connection.execute(select(audit_events.c.actor)).scalars().all()
        assert actors == ["flow", "flow"]


def version_of(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()


class TestTheSchema:
    def test_is_what_the_tables_say(self, engine):
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []

    def test_is_numbered_by_the_files_that_lead_to_it(self):
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        scripts = ScriptDirectory.from_config(config)

        known = {script.revision for script in scripts.walk_revisions()}

        assert _versions() == (scripts.get_current_head(), known)

    def test_is_left_alone_when_a_newer_signoff_made_it(self, engine):
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        with pytest.raises(DatabaseTooNew, match="'9999'"):
            upgrade(engine)

        assert version_of(engine) == "9999"

    def test_is_not_changed_under_a_server_of_an_earlier_version(self, databases):
        engine = make_engine(databases.empty())
        _migrate(engine, "0017")
        now = clock_of(engine).now()
        worker = Worker("host-1", "elsewhere", 1, now)
        with engine.begin() as connection:
            Workers(connection).beat(worker)

        with pytest.raises(
            ConfigurationError, match=r"earlier version .*host-1.*Nothing was changed"
        ):
            upgrade(engine)
        assert version_of(engine) == "0017"

        with engine.begin() as connection:
            Workers(connection).beat(replace(worker, beat_at=now - 2 * LEASE))
        upgrade(engine)
        assert version_of(engine) == _versions()[0]
        engine.dispose()

    @pytest.mark.parametrize(("version", "why"), [("9999", "'9999'"), ("0017", "not the schema")])
    def test_is_not_changed_by_who_works_beside_a_server(self, engine, version, why):
        check_current(engine)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})

        with pytest.raises(ConfigurationError, match=why):
            check_current(engine)

        with engine.connect() as connection:
            kept = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        assert kept == version


class TestADatabaseServerThatVanishes:
    @pytest.mark.parametrize(("said", "waited_s"), [("", 10), ("?connect_timeout=3", 3)])
    def test_is_not_waited_for_for_minutes(self, monkeypatch, said, waited_s):
        engine, asked = make_engine(f"postgresql://ana@db.example/signoff{said}"), {}

        def connect(*_, **named):
            asked.update(named)
            raise ConnectionAbortedError

        monkeypatch.setattr(engine.dialect.loaded_dbapi, "connect", connect)

        with pytest.raises(ConnectionAbortedError):
            engine.connect()

        assert int(asked["connect_timeout"]) == waited_s
        assert asked["tcp_user_timeout"] == 20_000


class TestIds:
    def test_sort_in_the_order_they_were_made(self):
        made = [ids.new_id() for _ in range(5000)]

        assert made == sorted(made)
        assert len(set(made)) == 5000
        assert {one[14] for one in made} == {"7"}


class TestOneMoment:
    def test_shows_nothing_of_what_others_change_meanwhile(self, engine, unit, run):
        with one_moment(engine) as connection:
            looking = UnitOfWork.looking(connection)
            before = looking.runs.get(run.id).status
            with unit() as other:
                other.connection.execute(update(runs).values(status="ended"))
                other.connection.commit()
            meanwhile = looking.runs.get(run.id).status
        with one_moment(engine) as connection:
            after = UnitOfWork.looking(connection).runs.get(run.id).status

        assert (before, meanwhile, after) == ("running", "running", "ended")

    def test_leaves_postgresql_what_it_has_prepared_and_lets_it_refuse_to_write(self, engine, run):
        if engine.dialect.name != "postgresql":
            pytest.skip("SQLite prepares for as long as a connection lasts")
        # One connection of the pool's twenty at a time: each prepares what it was asked five times.
        for _ in range(20 * 6):
            with one_moment(engine) as connection:
                UnitOfWork.looking(connection).runs.get(run.id)

        with one_moment(engine) as connection:
            kept = text("SELECT count(*) FROM pg_prepared_statements")
            assert connection.execute(kept).scalar_one() >= 1
            with pytest.raises(DBAPIError, match="read-only"):
                connection.execute(update(runs).values(status="ended"))

    def test_is_for_looking_only(self, engine, run):
        with one_moment(engine) as connection, pytest.raises(RuntimeError, match="only looks"):
            UnitOfWork.looking(connection).commit()
