"""A request's time over the API."""

from datetime import datetime, timedelta

import pytest

from signoff.inbox.plan import Act
from tests.jobs.late import ask, hours
from tests.web.cast import ANA, BEN

HOUR = timedelta(hours=1)


@pytest.fixture
def late(stage):
    """A question to ana that is reminded of after an hour and expires after four."""
    return ask(stage.bench, hours(1, Act.REMIND), hours(4, Act.FAIL))


def at(answer, field):
    return datetime.fromisoformat(answer.json()[field])


class TestARequestThatWaits:
    def test_is_given_more_time_and_kept_quiet(self, stage, late):
        program, opened = stage.program(), late.request.opened_at
        where = f"/api/v1/requests/{late.request.id}"

        extended = program.post(f"{where}/extend", json={"minutes": 60})
        until = opened + 3 * HOUR
        snoozed = program.post(f"{where}/snooze", json={"until": until.isoformat()})

        assert (extended.status_code, snoozed.status_code) == (200, 200), snoozed.text
        assert at(extended, "due_at") == opened + 2 * HOUR
        assert at(extended, "closes_at") == opened + 5 * HOUR
        assert extended.json()["extended_minutes"] == 60
        assert at(snoozed, "due_at") == at(snoozed, "snoozed_until") == until
        assert late.facts("request.extended") == [
            {"minutes": 60, "due_at": (opened + 2 * HOUR).isoformat()}
        ]

    def test_refuses_what_cannot_be_and_says_which_field(self, stage, late):
        program = stage.program()
        where = f"/api/v1/requests/{late.request.id}"
        cases = [
            ("extend", {"minutes": 0}, "invalid-fields", "body.minutes"),
            ("extend", {"minutes": "60"}, "invalid-fields", "body.minutes"),
            ("extend", {"minutes": 5, "hours": 1}, "invalid-fields", "body.hours"),
            ("extend", {}, "invalid-fields", "body.minutes"),
            ("snooze", {"until": "tomorrow"}, "invalid-fields", "body.until"),
            ("snooze", {"until": "2030-01-08T09:00:00"}, "invalid-fields", "body.until"),
            ("snooze", {"until": "2020-01-08T09:00:00Z"}, "deadline-invalid", "2020-01-08"),
            ("snooze", {"until": "9999-12-31T23:59:59Z"}, "deadline-invalid", "9999"),
            ("snooze", {"until": "2030-01-08T09:00:00Z"}, "deadline-invalid", "extend it first"),
        ]
        for verb, body, kind, said in cases:
            answer = program.post(f"{where}/{verb}", json=body)
            assert answer.status_code == 422, (verb, body)
            assert answer.json()["type"].endswith(kind), (verb, body)
            assert said in answer.text, (verb, body)
        assert late.facts("request.extended", "request.snoozed") == []

    def test_is_nobody_elses_to_put_off(self, stage, late):
        for verb, body in (
            ("extend", {"minutes": 5}),
            ("snooze", {"until": "2030-01-07T10:30:00Z"}),
        ):
            where = f"/api/v1/requests/{late.request.id}/{verb}"
            assert stage.stranger().post(where, json=body).status_code == 401
            stage.member(BEN, "reviewer")
            assert stage.program(BEN, name="ben").post(where, json=body).status_code == 404
            missing = where.replace(late.request.id, "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10")
            assert stage.program(ANA).post(missing, json=body).status_code == 404
        assert late.facts("request.extended", "request.snoozed") == []
