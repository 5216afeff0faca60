"""What every response carries, whatever it is an answer to."""

import logging

import pytest
from fastapi.responses import HTMLResponse
from sqlalchemy.exc import OperationalError


class TestEveryResponse:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/sign-in", 200),
            ("/inbox", 303),
            ("/api/v1/health", 200),
            ("/api/v1/runs", 401),
            ("/nowhere", 404),
            ("/static/app.css", 200),
            ("/static/nothing.css", 404),
            ("/broken", 500),
        ],
    )
    def test_carries_the_headers_that_keep_a_browser_safe(self, stage, caplog, address, status):
        def broken():
            raise ZeroDivisionError

        stage.web.get("/broken")(broken)
        answer = stage.stranger(Accept="text/html").get(address)

        assert answer.status_code == status
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "cache-control" in answer.headers
        assert "strict-transport-security" not in answer.headers

    def test_of_the_guard_itself_carries_them_too(self, stage):
        answer = stage.stranger().get("/inbox", headers={"Host": "evil.example"})

        assert answer.headers["content-security-policy"].startswith("default-src 'none'")

    def test_keeps_its_own_policy_where_a_route_set_one(self, stage):
        policy = "default-src 'none'; sandbox"

        def framed():
            return HTMLResponse("a mail", headers={"Content-Security-Policy": policy})

        stage.web.get("/framed")(framed)

        assert stage.stranger().get("/framed").headers["content-security-policy"] == policy

    def test_gives_no_cookie_that_would_go_without_https_where_there_is_https(self, open_stage):
        stage = open_stage(public_url="https://signoff.example.com")
        browser = stage.browser()
        chosen = browser.post("/theme", data={"theme": "dark"})
        stranger = stage.stranger(Accept="text/html").get("/inbox")
        led = stage.stranger(Accept="text/html").get(stranger.headers["location"])
        done = browser.post("/guide", data={"do": "hidden"})

        for answer, name in ((chosen, "theme"), (led, "signoff_next"), (done, "guide")):
            (cookie,) = answer.headers.get_list("set-cookie")
            assert cookie.startswith(f"{name}="), cookie
            assert cookie.count("; Secure") == 1

    def test_insists_on_https_where_the_public_address_has_it(self, open_stage):
        stage = open_stage(public_url="https://signoff.example.com")

        answer = stage.stranger().get("/sign-in")

        assert answer.headers["strict-transport-security"] == "max-age=31536000"

    def test_is_stored_nowhere_but_a_page_in_its_own_browser(self, stage):
        browser = stage.browser()

        assert browser.get("/sign-in").headers["cache-control"] == "private, no-cache"
        assert browser.get("/api/v1/runs").headers["cache-control"] == "no-store"
        assert browser.post("/sign-out").headers["cache-control"] == "no-store"


class TestAPageThatRefusesAForm:
    def test_goes_to_a_browser_as_200_and_to_all_others_by_its_status(self, stage):
        ana = stage.browser()
        navigates = {"Sec-Fetch-Mode": "navigate"}, {"Upgrade-Insecure-Requests": "1"}
        looks = {"signoff-act": "0"}
        wrong, nothing, no_period = "/settings/people", "/nowhere", "/period"
        stage.web.get(no_period)(lambda: HTMLResponse("No day is called x.", 422))

        def answered(path, headers, method="GET"):
            answer = ana.request(method, path, headers=headers)
            return answer.status_code, answer.headers.get("signoff-status")

        for program in ({}, {"Sec-Fetch-Mode": "cors"}):  # as fetch writes it outside browsers
            assert answered(wrong, program, "POST") == (422, None)
        assert [answered(wrong, each, "POST") for each in navigates] == [(200, "422")] * 2
        assert answered(no_period, {}) == (422, None)
        assert answered(no_period, navigates[0]) == (200, "422")
        assert answered(nothing, navigates[0], "POST") == (200, "404")
        # What names nothing stays 404 for whoever follows an address, not for our scripts.
        assert answered(nothing, navigates[0]) == (404, None)
        assert answered(nothing, looks) == (200, "404")
        said = stage.program().get("/api/v1/runs/x", headers=navigates[0] | looks)
        assert said.status_code == 404

    def test_tells_a_stream_without_a_session_to_stop(self, stage):
        refused = stage.stranger(Accept="text/event-stream").get("/events")

        assert (refused.status_code, refused.headers["signoff-status"]) == (204, "401")
        assert stage.stranger().get("/events").status_code == 401


class TestAStaticFile:
    def test_is_kept_for_ever_under_an_address_that_names_its_content(self, stage):
        from signoff.web.pages.render import static_version

        client = stage.stranger()

        named = client.get(f"/static/{static_version()}/app.css")
        plain = client.get("/static/app.css")

        assert named.text == plain.text
        assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert plain.headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize(
        "path", ["../server.py", "..%2fserver.py", "%2e%2e/server.py", "000000000000/app.css", ""]
    )
    def test_outside_the_folder_is_not_found(self, stage, path):
        assert stage.stranger().get(f"/static/{path}").status_code == 404


class TestAnErrorOfOurOwn:
    @pytest.fixture
    def broken(self, stage):
        def breaks():
            raise RuntimeError("password=hunter2 at /srv/signoff.py")

        stage.web.get("/api/v1/broken")(breaks)
        stage.web.get("/broken")(breaks)
        return stage

    def test_tells_a_program_an_id_and_nothing_of_the_inside(self, broken, caplog):
        with caplog.at_level(logging.ERROR):
            answer = broken.stranger().get("/api/v1/broken")

        document = answer.json()
        assert (answer.status_code, document["type"]) == (500, "/api/problems/internal")
        assert "hunter2" not in answer.text
        assert document["incident"] in document["detail"]
        logged = [record for record in caplog.records if hasattr(record, "incident")]
        assert [record.incident for record in logged] == [document["incident"]]
        assert logged[0].exc_info[0] is RuntimeError

    def test_tells_a_person_an_id_and_nothing_of_the_inside(self, broken, caplog):
        answer = broken.stranger(Accept="text/html").get("/broken")

        incident = next(record.incident for record in caplog.records if hasattr(record, "incident"))
        assert answer.status_code == 500
        assert incident in answer.text
        assert "hunter2" not in answer.text

    def test_is_told_apart_from_a_database_that_is_away(self, stage, caplog):
        def away():
            raise OperationalError("SELECT secret", {}, Exception("server closed the connection"))

        stage.web.get("/away")(away)

        for accept in ("text/html", "application/json"):
            answer = stage.stranger(Accept=accept).get("/away")

            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "cannot be reached right now, or its disk is full" in answer.text
            assert "may have been done" in answer.text, "its last words may be what was lost"
            assert "secret" not in answer.text
        assert "database unavailable" in caplog.text

    def test_of_the_database_is_still_told_as_a_page(self, stage, caplog):
        def gone():
            raise RuntimeError

        stage.web.get("/broken")(gone)
        browser = stage.browser()
        with stage.bench.app.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE web_session")

        answer = browser.get("/broken")

        assert answer.status_code == 500
        assert "Something broke inside signoff" in answer.text
