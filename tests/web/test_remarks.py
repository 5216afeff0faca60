"""What people say to each other about a request: who may, what is kept of it, and how it goes."""

import pytest

from signoff.errors import RemarkInvalid
from signoff.inbox.remark import LONGEST, MOST, check_words
from signoff.jobs.audit.evidence_page import evidence_page
from signoff.jobs.audit.redact import redact_person, redact_run
from signoff.store.audit.about_run import find_story
from tests.web.cast import ANA, BEN

CARL = "carl@example.com"
SHARP = "<b>Look</b> at the second figure"


@pytest.fixture
def asked(stage):
    """Return the address in the API of a request that ana is asked."""
    for person in (BEN, CARL):
        stage.member(person, role="reviewer")
    return f"/api/v1/requests/{stage.pending()}"


def facts(stage, request_id):
    with stage.bench.app.unit() as unit:
        return [e for e in unit.trail.of_request(request_id) if e.kind.value == "request.remarked"]


class TestARemark:
    def test_is_kept_for_who_sees_the_request_and_is_on_record_without_its_words(
        self, stage, asked
    ):
        ana, carl = stage.program(ANA), stage.program(CARL, name="carl")
        first = ana.post(f"{asked}/remarks", json={"text": f"  {SHARP} \n"})
        ana.post(f"{asked}/remarks", json={"text": "And the third"})

        assert first.status_code == 201
        page = ana.get(f"{asked}/remarks?limit=1").json()
        assert [(each["person"], each["text"]) for each in page["items"]] == [(ANA, SHARP)]
        rest = ana.get(f"{asked}/remarks?limit=1&after={page['next']}").json()
        assert [each["text"] for each in rest["items"]] == ["And the third"]
        assert rest["next"] is None
        assert carl.get(f"{asked}/remarks").status_code == 404
        assert carl.post(f"{asked}/remarks", json={"text": "Hm"}).status_code == 404
        said = facts(stage, asked.rpartition("/")[2])
        assert [dict(each.data) for each in said][:1] == [{"remark_id": first.json()["id"]}]
        assert SHARP not in str(said)

    def test_is_refused_where_it_is_none_or_too_long(self, stage, asked):
        ana = stage.program(ANA)
        for text in ("", " \n ", "x" * (LONGEST + 1), "a\0b"):
            assert ana.post(f"{asked}/remarks", json={"text": text}).status_code == 422, text[:9]
        assert ana.get(f"{asked}/remarks").json()["items"] == []
        with pytest.raises(RemarkInvalid, match=f"{MOST} is the most"):
            check_words("One more", n_before=MOST)

    def test_is_in_the_evidence_until_its_words_are_taken_out(self, stage, asked):
        ana, app = stage.program(ANA), stage.bench.app
        ana.post(f"{asked}/remarks", json={"text": SHARP})
        ana.post(f"{asked}/respond", json={"outcome": "approved"})
        stage.bench.drain()

        run_id = ana.get(asked).json()["run_id"]
        with app.reading() as connection:
            story = find_story(connection, run_id)
        told = story | {"made_at": "2026-03-03T09:30:00Z", "checkpoint": None}
        told["facts"] = [{"seq": 1, "hash": "0", "at": "", "kind": "", "actor": "", "data": {}}]
        assert "&lt;b&gt;Look" in evidence_page(told, key_id="key")

        with app.unit() as unit:
            redact_person(unit, ANA, by=BEN, now=stage.bench.clock.now())
            person, words = unit.connection.exec_driver_sql("select person, text from remark").one()
            assert person.startswith("redacted-")
            assert words == "(redacted)"
        with app.unit() as unit:
            redact_run(unit, run_id, by=BEN, now=stage.bench.clock.now())
            unit.commit()
        assert [each["text"] for each in ana.get(f"{asked}/remarks").json()["items"]] == [
            "(redacted)"
        ]
        late = ana.post(f"{asked}/remarks", json={"text": "One more"})
        assert late.status_code == 422
        assert late.json()["type"].endswith("/remark-invalid")
