"""The trail over the API: looked through, exported, bundled; each caller sees their part."""

import csv
import io
import json

import pytest

from signoff.inbox.chain_check import BreakKind
from signoff.jobs.audit.check import check_file
from signoff.jobs.start import start_run
from tests.web.cast import ANA, BEN

AUDIT = "/api/v1/audit"


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def answered(stage):
    """The id of a request that ana answered."""
    request_id = stage.pending(topic="Spring")
    stage.program(ANA).post(f"/api/v1/requests/{request_id}/respond", json={"outcome": "approved"})
    stage.bench.drain()
    return request_id


def elsewhere(stage):
    """Start a run in another deployment of the same database."""
    app = stage.bench.app
    with app.unit() as unit:
        now = app.clock.now()
        other = unit.deployments.put("other", creator=BEN, now=now)
        run_id = start_run(
            unit, flows=app.flows, deployment_id=other, flow="post",
            inputs={"topic": "theirs"}, starter="zoe@example.com", now=now,
        )  # fmt: skip
        unit.commit()
    return run_id


def run_of(stage, request_id):
    with stage.bench.app.unit() as unit:
        return unit.requests.get(request_id).run_id


class TestTheTrail:
    def test_is_read_page_by_page_and_by_what_one_looks_for(self, stage, answered):
        ana = stage.program(ANA)
        every, after = [], 0
        while after is not None:
            page = ana.get(AUDIT, params={"limit": 4, "after": after}).json()
            every += page["items"]
            after = page["next"]

        assert [fact["seq"] for fact in every] == list(range(1, len(every) + 1))
        fact = next(fact for fact in every if fact["kind"] == "request.answered")
        assert (fact["actor"], fact["data"]["outcome"]) == (ANA, "approved")
        filters = [
            {"kind": "request.answered"},
            {"kind": "request.answered", "actor": ANA, "run": run_of(stage, answered)},
            {"request": answered, "kind": "request.answered", "from": fact["at"]},
        ]
        for params in filters:
            assert ana.get(AUDIT, params=params).json() == {"items": [fact], "next": None}
        for params in ({"actor": "eve@evil.example"}, {"to": "2000-01-01T00:00:00Z"}):
            assert ana.get(AUDIT, params=params).json()["items"] == []

    def test_refuses_filters_that_are_none_and_names_them(self, stage):
        ana = stage.program(ANA)
        for params, named in (
            ({"kind": "request.eaten"}, "query.kind"),
            ({"from": "2030-01-01T00:00:00"}, "query.from"),
            ({"to": "yesterday"}, "query.to"),
            ({"run": "x"}, "query.run"),
            ({"after": -1}, "query.after"),
            ({"limit": 0}, "query.limit"),
        ):
            answer = ana.get(AUDIT, params=params)
            assert answer.status_code == 422, params
            assert [error["field"] for error in answer.json()["errors"]] == [named]

    def test_has_a_head_that_is_vouched_for(self, stage, answered):
        ana = stage.program(ANA)
        before = ana.get(f"{AUDIT}/head").json()
        made = stage.bench.app.checkpoints.tick()
        after = ana.get(f"{AUDIT}/head").json()

        assert before["checkpoint"] is None
        assert after["checkpoint"]["seq"] == made.receipt.seq == before["seq"]
        assert after["checkpoint"]["key_id"] == stage.bench.app.audit_key.public.id
        assert after["public_key"].startswith("-----BEGIN PUBLIC KEY-----")

    def test_is_exported_for_a_check_and_for_a_spreadsheet(self, stage, answered, tmp_path):
        ana = stage.program(ANA)
        lines = ana.get(f"{AUDIT}/export")
        table = ana.get(f"{AUDIT}/export", params={"format": "csv", "kind": "request.answered"})

        path = tmp_path / "audit.jsonl"
        path.write_bytes(lines.content)
        report = check_file(path, key=stage.bench.app.audit_key.public).report
        assert report.breaks == ()
        assert report.vouched == report.n_links == ana.get(f"{AUDIT}/head").json()["seq"]
        turned = {"from": "2026-03-02T00:00:00Z", "to": "2026-03-01T00:00:00Z"}
        refused = ana.get(f"{AUDIT}/export", params=turned)
        assert (refused.status_code, "is not before" in refused.text) == (422, True)
        assert 'filename="audit.jsonl"' in lines.headers["Content-Disposition"]
        (row,) = csv.DictReader(io.StringIO(table.text))
        assert (row["actor"], json.loads(row["data"])["outcome"]) == (ANA, "approved")

    def test_of_another_deployment_is_a_row_of_hashes(self, stage, answered, tmp_path):
        run_id = elsewhere(stage)
        ana = stage.program(ANA)

        listed = ana.get(AUDIT, params={"limit": 200}).text
        exported = ana.get(f"{AUDIT}/export")
        evidence = ana.get(f"/api/v1/runs/{run_id}/evidence")

        assert run_id not in listed
        assert "zoe@example.com" not in exported.text
        assert run_id not in exported.text
        assert evidence.status_code == 404
        path = tmp_path / "audit.jsonl"
        path.write_bytes(exported.content)
        report = check_file(path).report
        assert report.breaks == ()
        assert report.n_closed > 0
        path.write_text(exported.text.replace(ANA, BEN))
        assert check_file(path).report.first_break.kind is BreakKind.CHANGED


class TestTheEvidenceOfARun:
    def test_is_a_zip_that_can_be_checked(self, stage, answered, tmp_path):
        ana = stage.program(ANA)
        run_id = run_of(stage, answered)

        answer = ana.get(f"/api/v1/runs/{run_id}/evidence")

        assert answer.headers["Content-Type"] == "application/zip"
        path = tmp_path / "evidence.zip"
        path.write_bytes(answer.content)
        report = check_file(path, key=stage.bench.app.audit_key.public).report
        assert report.breaks == ()
        assert report.n_anchors == 1
        assert ana.get("/api/v1/runs/nothing/evidence").status_code == 404
