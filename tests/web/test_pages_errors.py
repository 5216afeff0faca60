"""The pages that say what went wrong: what happened, what holds, and the way on."""

import re

import pytest
from sqlalchemy.exc import OperationalError

from signoff.errors import RequestClosed, TooManyTries
from tests.web.conftest import OWN_PAGE


def ways(page):
    block = page.text[page.text.index('<p class="ways">') :]
    return re.findall(r'<a class="button[^"]*" href="([^"]*)"', block[: block.index("</p>")])


CASES = {
    "/trouble/closed": (RequestClosed("It is closed. That stands. Open it."), 409),
    "/trouble/often": (TooManyTries("Too often. No. Try in 9 s.", retry_after_s=9), 429),
    "/trouble/broken": (RuntimeError("the reason, which stays inside"), 500),
    "/trouble/away": (OperationalError("SELECT", {}, Exception("gone")), 503),
}


class TestAnErrorPage:
    @pytest.fixture
    def ana(self, stage):
        for path, (error, _) in CASES.items():
            stage.web.add_api_route(path, self._stumble(error), methods=["GET", "POST"])
        return stage.browser()

    def _stumble(self, error):
        def stumble():
            raise error

        return stumble

    def test_leads_back_and_offers_again_what_may_pass(self, stage, ana):
        came = {"Referer": f"{stage.base_url}/runs?status=failed"}
        found = {
            path: (ana.get(path).status_code, ways(ana.get(f"{path}?x=1", headers=came)))
            for path in CASES
        }

        back = ["/runs?status=failed", "/inbox"]
        again = {path: [f"{path}?x=1", *back] for path in CASES}
        again["/trouble/closed"] = back
        assert found == {path: (status, again[path]) for path, (_, status) in CASES.items()}
        assert ways(ana.post("/trouble/away", headers=came)) == back
        elsewhere = {"Referer": "https://evil.example/x"}
        assert ways(ana.get("/trouble/closed", headers=elsewhere)) == ["/inbox", "/go"]

    def test_gives_an_id_for_what_broke_and_keeps_the_reason_inside(self, stage, ana, caplog):
        page = ana.get("/trouble/broken")

        incident = re.search(r"in the log as ([0-9a-f-]{36})", page.text)[1]
        assert "the reason" not in page.text
        assert incident in {getattr(record, "incident", "") for record in caplog.records}

    def test_is_logged_with_ids_and_without_the_secret_of_a_link(self, stage, ana, caplog):
        broken = self._stumble(RuntimeError("broken"))
        for path in ("/trouble/{run_id}/{secret}", "/trouble/{token:path}"):
            stage.web.add_api_route(path, broken)

        for path in ("/trouble/r1/hunter2", "/trouble/hunter2/a/b"):
            ana.get(path)

        paths = [record.path for record in caplog.records if hasattr(record, "incident")]
        assert paths == ["/trouble/r1/{secret}", "/trouble/{token:path}"]

    def test_is_a_page_though_no_database_can_say_who_looks(self, stage, ana):
        stage.bench.app.engine.dispose()

        page = ana.get("/trouble/away")

        assert page.headers["content-type"].startswith("text/html")
        assert 'class="alone"' in page.text

    def test_of_an_ended_session_comes_back_to_the_page_of_the_form(self, stage):
        stranger = stage.stranger(Accept="text/html", **OWN_PAGE)
        came = {"Referer": f"{stage.base_url}/requests/abc?tab=source"}

        sent = stranger.post("/requests/abc/decision", data={"comment": "x"}, headers=came)

        assert sent.headers["location"] == "/sign-in?next=%2Frequests%2Fabc%3Ftab%3Dsource"
