"""Figures, as programs ask for them. On both databases."""

import csv
import io
from datetime import timedelta

import pytest

from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from tests.web.cast import ANA, BEN

ANALYTICS = "/api/v1/analytics"
SHEETS = ("response-times", "volume", "outcomes", "sla", "channels", "ratings")


@pytest.fixture
def door_databases(databases):
    """What is counted is kept in both kinds of database."""
    return databases


@pytest.fixture
def program(stage):
    return stage.program()


@pytest.fixture
def days(stage):
    """Today, as the address has it."""
    today = stage.bench.clock.now().date().isoformat()
    return {"from": today, "to": today}


def answered(stage, outcome, person, *, flow="post", after=timedelta(0)):
    request_id = stage.pending(flow)
    stage.bench.clock.forward(after)
    token = Verification.TOKEN
    stage.bench.app.answer(Answer(request_id, "", outcome, person, "api", token, may_override=True))


def items(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def problem(answer):
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


class TestTheFigures:
    def test_of_a_day_tell_how_long_who_took_and_what_was_decided(self, stage, program, days):
        for minutes in (1, 2, 4):
            answered(stage, "approved", ANA, after=timedelta(minutes=minutes))
        answered(stage, "rejected", BEN, after=timedelta(minutes=9))
        stage.pending("words")

        times = items(program.get(f"{ANALYTICS}/response-times", params=days | {"by": "reviewer"}))
        volume = items(program.get(f"{ANALYTICS}/volume", params=days | {"by": "flow"}))
        outcomes = items(program.get(f"{ANALYTICS}/outcomes", params=days))
        channels = items(program.get(f"{ANALYTICS}/channels", params=days | {"each": "week"}))
        backlog = items(program.get(f"{ANALYTICS}/backlog", params={"by": "flow"}))

        found = [(row["group"], row["n"], row["average_s"], row["median_s"]) for row in times]
        assert found == [(ANA, 3, 140.0, 120), (BEN, 1, 540.0, 540)]
        assert [(row["group"], row["opened"], row["answered"]) for row in volume] == [
            ("post", 4, 4),
            ("words", 1, 0),
        ]
        said = ("outcome", "share", "approved", "withheld")
        assert [tuple(row[name] for name in said) for row in outcomes] == [
            ("approved", 0.75, 3, 0),
            ("rejected", 0.25, 0, 1),
        ]
        assert [(row["channel"], row["source"], row["n"]) for row in channels] == [
            ("api", None, 4),
            (None, "button", 4),
        ]
        assert [(row["group"], row["n"]) for row in backlog] == [("words", 1)]

    def test_are_summed_up_beside_those_of_the_days_before(self, stage, program, days):
        answered(stage, "approved", ANA, after=timedelta(seconds=30))

        summary = program.get(f"{ANALYTICS}/summary", params=days).json()

        now, before = summary["now"], summary["before"]
        assert (now["opened"], now["answered"], now["median_s"]) == (1, 1, 30)
        assert (now["approved"], now["withheld"], now["approved_share"]) == (1, 0, 1.0)
        assert (before["opened"], before["median_s"], before["sla_share"]) == (0, None, None)
        assert before["to"] < now["from"] == days["from"]
        assert summary["backlog"]["n"] == 0

    def test_are_narrowed_to_a_flow_and_a_reviewer(self, stage, program, days):
        answered(stage, "approved", ANA)
        answered(stage, "approved", BEN)

        narrowed = days | {"reviewer": BEN, "flow": "post"}

        assert items(program.get(f"{ANALYTICS}/volume", params=narrowed))[0]["answered"] == 1
        other = days | {"flow": "careful"}
        assert items(program.get(f"{ANALYTICS}/volume", params=other))[0]["answered"] == 0

    def test_are_rows_without_numbers_where_nothing_happened(self, program):
        empty = {"from": "2001-01-01", "to": "2001-01-02", "each": "day"}

        for sheet in SHEETS:
            rows = items(program.get(f"{ANALYTICS}/{sheet}", params=empty))
            assert len(rows) == (0 if sheet in {"outcomes", "channels"} else 2), sheet


class TestACommaSeparatedSheet:
    def test_has_the_same_rows_and_runs_no_formula(self, stage, program, days):
        answered(stage, "approved", "=cmd@example.com")
        asked = days | {"by": "reviewer"}

        by_name = program.get(f"{ANALYTICS}/volume", params=asked | {"format": "csv"})
        by_type = program.get(
            f"{ANALYTICS}/volume", params=asked, headers={"Accept": "text/csv, */*;q=0.1"}
        )

        rows = list(csv.DictReader(io.StringIO(by_name.text)))
        assert by_name.headers["content-type"].startswith("text/csv")
        assert f'"signoff-volume-{days["from"]}' in by_name.headers["content-disposition"]
        assert [(row["group"], row["answered"]) for row in rows] == [("'=cmd@example.com", "1")]
        assert by_type.text == by_name.text

    @pytest.mark.parametrize("sheet", [*SHEETS, "summary", "backlog"])
    def test_names_its_columns_as_json_does(self, program, sheet):
        said = program.get(f"{ANALYTICS}/{sheet}", params={"format": "csv"})

        columns = said.text.splitlines()[0].split(",")
        assert said.status_code == 200
        assert {"opened", "n", "met"} & set(columns)
        if sheet == "summary":
            assert columns[:2] == ["from", "to"]


class TestWhatCannotBeCounted:
    def test_is_refused_with_the_field_and_its_value(self, program):
        refused = [
            ({"zone": "Mars/Base"}, "figures-invalid", "zone='Mars/Base'"),
            ({"from": "2026-02-02", "to": "2026-02-01"}, "figures-invalid", "from=2026-02-02"),
            ({"from": "2020-01-01", "to": "2026-02-01", "each": "day"}, "figures-invalid", "each"),
            ({"from": "yesterday"}, "invalid-fields", "query.from"),
            ({"by": "colour"}, "invalid-fields", "query.by"),
        ]
        for params, kind, said in refused:
            answer = program.get(f"{ANALYTICS}/volume", params=params)
            assert problem(answer) == (422, kind), answer.text
            assert said in answer.text

    def test_is_another_deployment_than_one_that_is_managed(self, program):
        for named in ("other", "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"):
            answer = program.get(f"{ANALYTICS}/summary", params={"deployment": named})
            assert problem(answer) == (404, "deployment-not-found")

    def test_is_anything_for_a_stranger(self, stage):
        assert stage.stranger().get(f"{ANALYTICS}/summary").status_code == 401
