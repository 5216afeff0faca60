"""The way of a lesson: taught by an answer, seen and changed by people, shown in what comes next."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from signoff.store.people import new_sign_in_link
from signoff.testing import open_workbench
from signoff.web.server import create_web
from tests.jobs.learners import CITE, CITED, DRAFT, FLOWS, MODEL
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to, text_of
from tests.way.stage import prepare

HOUR = timedelta(hours=1)
OWN_PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def bench(tmp_path, databases):
    bench = open_workbench(
        tmp_path / "data", FLOWS, database=databases.prepared(prepare), creator=ANA
    )
    yield bench
    MODEL.asked.clear()
    bench.app.engine.dispose()


@pytest.fixture
def ana(bench):
    """Ana at a browser, signed in."""
    app = bench.app
    with app.unit() as unit:
        link = new_sign_in_link(unit, ANA, now=bench.clock.now(), valid_for=HOUR)
        unit.commit()
    client = TestClient(
        create_web(app), base_url=app.settings.base_url, headers=OWN_PAGE, follow_redirects=False
    )
    assert client.post(f"/sign-in/{link}").status_code == 303
    return client


@pytest.fixture
def answer_by_mail(bench):
    def answered(words):
        asked = bench.posted[-1]
        bench.receive(reply_to(asked, words), sender=ANA, recipient=reply_address(asked))

    return answered


@pytest.fixture
def pending(bench):
    """The request that a run waits for now."""

    def found(run_id):
        with bench.app.unit() as unit:
            return unit.requests.pending_of_run(run_id)[-1]

    return found


def html_of(posted):
    return posted.message.get_body(("html",)).get_content()


def address_of(html, text):
    """Where the link around a text on a page leads."""
    return re.search(rf'href="([^"]+)"[^>]*>{re.escape(text)}<', html)[1]


class TestAStepWithAModel:
    def test_shows_the_next_reviewer_what_the_last_one_asked_for(
        self, bench, ana, answer_by_mail, pending
    ):
        bench.start("taught")
        answer_by_mail(f"needs revision\n\nRule: {CITE}")

        request = pending(bench.start("taught"))

        asked = bench.posted[-1]
        line = f"Adjusted by 1 lesson from earlier reviews: {CITE}"
        assert line in text_of(asked).replace("\n", " ")
        assert line in html_of(asked)
        assert CITED in text_of(asked)
        page = ana.get(f"/requests/{request.id}").text
        assert "Changed before you saw it by 1 lesson." in page
        compared = ana.get(address_of(page, "Show what was changed")).text
        assert "<ins> [survey 2025]</ins>" in compared
        lesson = ana.get(address_of(page, CITE)).text
        assert f"{ANA} was asked: Publish?" in lesson
        told = ana.get(f"/api/v1/requests/{request.id}").json()
        assert (told["content"], told["pre_review"]["original"]) == (CITED, DRAFT)

    def test_goes_on_as_it_was_once_the_lesson_is_retired(
        self, bench, ana, answer_by_mail, pending
    ):
        bench.start("taught")
        answer_by_mail(f"needs revision\n\nRule: {CITE}")
        lesson = address_of(ana.get("/lessons").text, CITE)

        assert ana.post(lesson, data={"do": "retire"}).status_code == 303

        assert pending(bench.start("taught")).ask.content == DRAFT
        answer_by_mail(f"needs revision\n\nRule: {CITE}")
        assert CITE not in ana.get("/lessons").text

    def test_counts_what_the_next_reviewer_made_of_it(self, bench, ana, answer_by_mail):
        bench.start("taught")
        answer_by_mail(f"needs revision\n\nRule: {CITE}")
        bench.start("taught")

        answer_by_mail("approved")

        assert "Shown 1 time, accepted 1" in ana.get("/lessons").text


class TestAStepWithoutAModel:
    def test_gives_the_next_reviewer_the_confirmed_words_to_check_by(
        self, bench, ana, answer_by_mail, pending
    ):
        words = "Always include citations."
        bench.start("untaught")
        answer_by_mail(f"needs revision\n\n{words}")
        [candidate] = bench.app.lessons(ANA).lessons()
        assert "House rules" not in ana.get(f"/requests/{pending(bench.start('untaught')).id}").text
        assert "To confirm" in ana.get("/lessons").text

        ana.post(f"/lessons/{candidate.id}", data={"do": "edit", "text": words})
        ana.post(f"/lessons/{candidate.id}", data={"do": "confirm"})
        ana.post(f"/lessons/{candidate.id}", data={"do": "pin"})

        request = pending(bench.start("untaught"))
        page = ana.get(f"/requests/{request.id}").text
        assert request.ask.content == DRAFT
        assert "House rules for this step" in page
        assert f'<span dir="auto">{words}</span></label>' in page
        assert "no model can be asked" in page
        assert "Changed before you saw it" not in page

    def test_shows_them_no_more_once_it_is_decided(self, bench, ana, answer_by_mail, pending):
        bench.app.lessons(ANA).add("Be brief.", scope="UntaughtFlow:review")
        request = pending(bench.start("untaught"))
        assert "Be brief." in ana.get(f"/requests/{request.id}").text

        answer_by_mail("approved")

        assert "Be brief." not in ana.get(f"/requests/{request.id}").text


class TestAStepThatDoesNotLearn:
    def test_shows_no_rules(self, bench, ana, pending):
        bench.app.lessons(ANA).add("Be brief.", scope="*")

        request = pending(bench.start("plain"))

        assert "House rules" not in ana.get(f"/requests/{request.id}").text
