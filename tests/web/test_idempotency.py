"""A call that is sent again is done once: same key, same answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from signoff.errors import KeyBusy
from signoff.store.call_keys import HELD, LASTS, CallKeys
from signoff.web.api import idempotency, schemas
from tests.web.cast import ANA, BEN

KICKOFF = "/api/v1/flows/post/kickoff"
KEY = "order-17"


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def ana(stage):
    return stage.program(ANA)


def start(program, topic="A", key=KEY):
    return program.post(
        KICKOFF, json={"inputs": {"topic": topic}}, headers={"Idempotency-Key": key}
    )


def count(stage, table):
    with stage.bench.app.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


class TestACallWithAKey:
    def test_that_comes_again_is_done_once_and_answered_the_same(self, stage, ana):
        first = start(ana)

        again = start(ana, key=f'"{KEY}"')

        assert (first.status_code, again.status_code) == (202, 202)
        assert again.content == first.content
        assert again.headers["location"] == first.headers["location"]
        assert "idempotency-replayed" not in first.headers
        assert again.headers["idempotency-replayed"] == "true"
        assert count(stage, "run") == 1

    def test_is_another_call_for_another_key_person_and_after_a_day(self, stage, ana):
        start(ana)
        start(ana, key="order-18")
        start(stage.program(BEN))
        stage.bench.clock.forward(LASTS)
        start(ana)

        assert count(stage, "run") == 4
        stage.bench.clock.forward(LASTS)
        forget = next(tick for tick in stage.bench.app.ticks() if tick.name == "call keys")
        forget.tick()
        assert count(stage, "call_key") == 0

    def test_with_another_body_or_address_is_refused(self, stage, ana):
        start(ana)

        answers = [
            start(ana, topic="B"),
            ana.post("/api/v1/flows/words/kickoff", headers={"Idempotency-Key": KEY}),
        ]

        assert [answer.status_code for answer in answers] == [422, 422]
        assert all(answer.json()["type"].endswith("/key-reused") for answer in answers)
        assert count(stage, "run") == 1

    def test_that_was_refused_frees_its_key(self, stage, ana):
        refused = ana.post(KICKOFF, json={"inputs": 1}, headers={"Idempotency-Key": KEY})

        mended = start(ana)

        assert (refused.status_code, mended.status_code) == (422, 202)

    def test_keeps_a_secret_that_is_shown_once_sealed(self, stage, ana):
        asked = {"json": {"name": "ci"}, "headers": {"Idempotency-Key": KEY}}

        first, again = (ana.post("/api/v1/tokens", **asked).json() for _ in range(2))

        assert first["secret"] == again["secret"]
        with stage.bench.app.reading() as connection:
            kept = connection.exec_driver_sql("SELECT answer FROM call_key").scalar_one()
        assert first["secret"] not in kept

    def test_that_is_no_key_is_refused(self, ana):
        for key in ("", "with blank", "x" * 201, "schlüssel".encode()):
            answer = start(ana, key=key)
            assert answer.json()["type"].endswith("/key-invalid"), key

    def test_of_nobody_is_refused_as_ever(self, stage):
        assert start(stage.stranger()).status_code == 401
        assert count(stage, "call_key") == 0


class TestACallThatDidNotEnd:
    def begun(self, stage, ana):
        """What is left of a first attempt whose process ended before the route did anything."""
        start(ana)
        with stage.bench.app.unit() as unit:
            unit.connection.exec_driver_sql(
                "UPDATE call_key SET status = 'running', answer = NULL, attempt = 'other'"
            )
            unit.connection.commit()

    def test_is_not_done_a_second_time_beside_the_first(self, stage, ana):
        self.begun(stage, ana)

        answer = start(ana)

        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/key-busy")
        assert answer.headers["retry-after"] == "1"

    def test_and_changed_nothing_is_done_when_its_time_is_over(self, stage, ana):
        self.begun(stage, ana)
        stage.bench.clock.forward(HELD + timedelta(seconds=1))

        assert start(ana).status_code == 202
        assert count(stage, "run") == 2

    def test_is_under_way_between_what_it_did_and_the_keeping_of_its_answer(
        self, stage, ana, monkeypatch
    ):
        keep, meanwhile = idempotency._settle, []

        def slowly(app, key, answer):
            if not meanwhile:
                meanwhile.append(None)  # the one that comes now settles nothing
                meanwhile.append(start(ana))
            keep(app, key, answer)

        monkeypatch.setattr(idempotency, "_settle", slowly)

        first = start(ana)

        assert first.status_code == 202
        assert meanwhile[1].json()["type"].endswith("/key-busy")
        assert start(ana).content == first.content

    def test_and_broke_after_it_changed_something_is_spent_at_once(self, stage, ana, monkeypatch):
        def breaks(*_):
            raise RuntimeError("the answer cannot be made")

        with monkeypatch.context() as broken:
            broken.setattr(schemas.Run, "model_validate", breaks)
            first = start(ana)

        again = start(ana)

        assert first.status_code == 500
        assert again.json()["type"].endswith("/key-spent")
        assert count(stage, "run") == 1

    def test_and_changed_something_is_not_done_again(self, stage, ana):
        start(ana)
        with stage.bench.app.unit() as unit:
            unit.connection.exec_driver_sql("UPDATE call_key SET answer = NULL")
            unit.connection.commit()
        stage.bench.clock.forward(HELD + timedelta(seconds=1))

        answer = start(ana)

        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/key-spent")
        assert count(stage, "run") == 1

    def test_cannot_commit_once_another_took_its_key(self, stage):
        app, now = stage.bench.app, stage.bench.clock.now()
        with app.unit() as unit:
            slow = unit.call_keys.begin("k", "c", now=now)
            unit.commit()
        with app.unit() as unit:
            taken = unit.call_keys.begin("k", "c", now=now + HELD)
            unit.commit()

        late = replace(app, with_commit=lambda connection: idempotency._mark(connection, slow))
        with late.unit() as unit:
            unit.deployments.put("late", creator=ANA, now=now)
            with pytest.raises(KeyBusy):
                unit.commit()

        assert taken.is_mine
        with app.unit() as unit:
            assert "late" not in unit.deployments.names()
            assert CallKeys(unit.connection).mark(taken)


class TestCallsAtTheSameInstant:
    def test_with_one_key_are_one_call(self, stage):
        programs = [stage.program(ANA)] * 4

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(start, programs))

        assert count(stage, "run") == 1
        assert {answer.status_code for answer in answers} <= {202, 409}
        assert start(programs[0]).headers["idempotency-replayed"] == "true"
