"""Who may come in: links, sessions, tokens, and where one is led afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.errors import NotAllowed, NotSignedIn
from signoff.inbox.access import EVERYTHING, Access
from signoff.inbox.audit import EventKind
from signoff.inbox.response import Verification
from signoff.web.auth import Action, Caller, own_path, permit
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE

ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "http://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "@evil.example",
    "/\x00/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/sign-in",
    "/sign-in/secret",
    "",
)


def session_cookie(answer):
    return answer.headers.get_list("set-cookie")[0]


class TestAFreshLink:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def test_shows_a_button_and_is_not_used_up_by_looking(self, stage):
        secret = stage.link()
        scanner = stage.stranger(Accept="text/html")

        looks = [scanner.get(f"/sign-in/{secret}") for _ in range(3)]

        assert [look.status_code for look in looks] == [200, 200, 200]
        assert f'action="/sign-in/{secret}"' in looks[0].text
        assert "set-cookie" not in looks[0].headers
        assert scanner.post(f"/sign-in/{secret}", headers=OWN_PAGE).status_code == 303

    def test_signs_its_person_in(self, stage):
        browser = stage.browser(BEN)

        assert browser.get("/api/v1/runs").status_code == 200

    def test_gives_a_cookie_that_scripts_and_other_sites_do_not_get(self, stage):
        answer = stage.stranger().post(f"/sign-in/{stage.link()}", headers=OWN_PAGE)

        cookie = session_cookie(answer).lower()
        assert cookie.startswith("signoff_session=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "path=/" in cookie
        assert "max-age=1209600" in cookie
        assert "domain" not in cookie
        assert "secure" not in cookie

    def test_gives_a_cookie_bound_to_the_host_where_there_is_https(self, open_stage):
        stage = open_stage(public_url="https://signoff.example.com")

        answer = stage.stranger().post(f"/sign-in/{stage.link()}", headers=OWN_PAGE)

        cookie = session_cookie(answer)
        assert cookie.startswith("__Host-signoff=")
        assert "; Secure" in cookie
        assert "Path=/" in cookie

    def test_leaves_its_person_and_no_secret_in_the_trail(self, stage):
        secret = stage.link(BEN)
        stage.stranger().post(f"/sign-in/{secret}", headers=OWN_PAGE)

        with stage.bench.app.engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT kind, actor, data FROM audit_event").all()

        assert (found[-1].kind, found[-1].actor) == (EventKind.PERSON_SIGNED_IN, BEN)
        assert secret not in str(found)


class TestALinkThatIsSpent:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def _refused(self, stage, secret):
        browser = stage.stranger(Accept="text/html")
        looked = browser.get(f"/sign-in/{secret}")
        pressed = browser.post(f"/sign-in/{secret}", headers=OWN_PAGE)
        assert "set-cookie" not in pressed.headers
        assert "Nobody was signed in" in pressed.text
        assert 'href="/sign-in"' in pressed.text
        return looked.status_code, pressed.status_code

    def test_signs_nobody_in_the_second_time(self, stage):
        secret = stage.link()
        stage.stranger().post(f"/sign-in/{secret}", headers=OWN_PAGE)

        assert self._refused(stage, secret) == (410, 410)

    def test_signs_nobody_in_when_it_is_too_old(self, stage):
        secret = stage.link(valid_for=timedelta(minutes=5))
        stage.bench.clock.forward(timedelta(minutes=5))

        assert self._refused(stage, secret) == (410, 410)

    @pytest.mark.parametrize("secret", ["x", "x" * 5000, "%00", "%F0%9F%98%80", "..%2f", "'--"])
    def test_signs_nobody_in_when_it_never_was(self, stage, secret):
        browser = stage.stranger(Accept="text/html", **OWN_PAGE)

        looked, pressed = browser.get(f"/sign-in/{secret}"), browser.post(f"/sign-in/{secret}")

        assert {looked.status_code, pressed.status_code} <= {400, 404, 410}
        assert "set-cookie" not in pressed.headers

    def test_signs_one_in_of_two_that_press_at_once(self, stage):
        secret, ready = stage.link(), Barrier(2)

        def press():
            browser = stage.stranger()
            ready.wait()
            return browser.post(f"/sign-in/{secret}", headers=OWN_PAGE).status_code

        with ThreadPoolExecutor(2) as pool:
            answers = [pool.submit(press) for _ in range(2)]

        assert sorted(answer.result() for answer in answers) == [303, 410]


class TestASession:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def test_ends_on_the_server_when_the_person_signs_out(self, stage):
        browser = stage.browser()
        stolen = dict(browser.cookies)

        answer = browser.post("/sign-out")

        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
        assert answer.headers["clear-site-data"] == '"cache"'
        thief = stage.stranger()
        thief.cookies.update(stolen)
        assert thief.get("/api/v1/runs").status_code == 401

    def test_of_one_browser_outlives_the_sign_out_of_another(self, stage):
        one, other = stage.browser(), stage.browser()

        one.post("/sign-out")

        assert other.get("/api/v1/runs").status_code == 200

    def test_is_over_after_fourteen_days(self, stage):
        browser = stage.browser()

        for length in (timedelta(days=6), timedelta(days=6), timedelta(days=2, seconds=-1)):
            stage.bench.clock.forward(length)
            still_in = browser.get("/api/v1/runs").status_code
        stage.bench.clock.forward(timedelta(seconds=1))

        assert (still_in, browser.get("/api/v1/runs").status_code) == (200, 401)

    def test_is_over_after_seven_days_without_use(self, stage):
        browser = stage.browser()

        stage.bench.clock.forward(timedelta(days=7))

        assert browser.get("/api/v1/runs").status_code == 401

    def test_is_not_opened_by_what_the_database_holds(self, stage):
        stage.browser()
        with stage.bench.app.engine.connect() as connection:
            stored = connection.exec_driver_sql("SELECT id FROM web_session").scalar_one()
        thief = stage.stranger()
        thief.cookies.set("signoff_session", stored)

        assert thief.get("/api/v1/runs").status_code == 401

    @pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "%00", '"', "a; b"])
    def test_is_not_opened_by_nonsense(self, stage, cookie):
        thief = stage.stranger(Cookie=f"signoff_session={cookie}")

        assert thief.get("/api/v1/runs").status_code == 401

    def test_answers_as_its_person(self, stage):
        request_id = stage.pending()

        answer = stage.browser(BEN).post(
            f"/api/v1/requests/{request_id}/respond", json={"outcome": "approved"}
        )

        response = answer.json()["response"]
        assert (response["responder"], response["verification"]) == (BEN, "session")


class TestAToken:
    def test_lets_its_program_in_as_its_person(self, stage):
        request_id = stage.pending()

        answer = stage.program(BEN).post(
            f"/api/v1/requests/{request_id}/respond", json={"outcome": "approved"}
        )

        response = answer.json()["response"]
        assert (response["responder"], response["verification"]) == (BEN, "token")

    def test_is_refused_once_it_is_over(self, stage):
        program = stage.program(expires_in=timedelta(hours=1))

        stage.bench.clock.forward(timedelta(hours=1))

        assert program.get("/api/v1/runs").status_code == 401

    def test_is_refused_once_another_has_its_name(self, stage):
        old = stage.program(name="ci")
        new = stage.program(name="ci")

        assert [old.get("/api/v1/runs").status_code, new.get("/api/v1/runs").status_code] == [
            401,
            200,
        ]

    def test_is_refused_with_a_challenge_when_it_is_unknown(self, stage):
        for header in ("Bearer sgn_x", "Bearer", "bearer ", "Token sgn_x", "Bearer " + "x" * 5000):
            answer = stage.stranger(Authorization=header).get("/api/v1/runs")

            assert answer.status_code == 401, header
            assert answer.headers["www-authenticate"] == "Bearer"

    def test_is_taken_whatever_the_case_of_its_scheme(self, stage):
        program = stage.program()
        program.headers["Authorization"] = program.headers["Authorization"].replace("B", "b", 1)

        assert program.get("/api/v1/runs").status_code == 200

    def test_is_not_taken_from_the_address(self, stage):
        token = stage.program().headers["Authorization"].partition(" ")[2]

        assert stage.stranger().get(f"/api/v1/runs?access_token={token}").status_code == 401


class TestWhereAPersonIsLed:
    def test_is_the_page_they_wanted_after_signing_in(self, stage):
        browser = stage.stranger(Accept="text/html", **OWN_PAGE)

        asked = browser.get("/runs?status=waiting&q=%C3%A4")
        browser.get(asked.headers["location"])
        secret = stage.link()
        browser.get(f"/sign-in/{secret}")
        done = browser.post(f"/sign-in/{secret}")

        assert done.headers["location"] == "/runs?status=waiting&q=%C3%A4"
        assert browser.post(f"/sign-in/{stage.link()}").headers["location"] == "/"

    def test_is_the_page_a_form_stood_on_when_the_session_was_over(self, stage):
        browser = stage.stranger(Accept="text/html", **OWN_PAGE)
        page = "/requests/0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"

        answer = browser.post(
            f"{page}/decision", headers={"Referer": f"http://127.0.0.1:8800{page}"}
        )

        assert answer.status_code == 303
        assert parse_qs(urlsplit(answer.headers["location"]).query)["next"] == [page]

    def test_is_never_another_site(self, stage):
        browser = stage.stranger(Accept="text/html", **OWN_PAGE)

        led = {}
        for target in ELSEWHERE:
            browser.get("/sign-in", params={"next": target})
            browser.get(f"/sign-in/{stage.link()}", params={"next": target})
            done = browser.post(f"/sign-in/{stage.link()}")
            led[target] = done.headers["location"]

        assert led == dict.fromkeys(ELSEWHERE, "/")

    def test_is_never_another_site_by_a_planted_cookie(self, stage):
        browser = stage.stranger(Cookie='signoff_next="//evil.example"', **OWN_PAGE)

        assert browser.post(f"/sign-in/{stage.link()}").headers["location"] == "/"

    def test_is_never_another_site_after_choosing_a_theme(self, stage):
        for referrer in ("http://evil.example/inbox", "http://127.0.0.1:8800//evil.example", "x"):
            answer = stage.stranger(Referer=referrer, **OWN_PAGE).post(
                "/theme", data={"theme": "dark"}
            )

            assert answer.headers["location"] == "/"

    def test_is_back_where_they_chose_a_theme(self, stage):
        client = stage.stranger(Referer="http://127.0.0.1:8800/runs?a=b", **OWN_PAGE)

        answer = client.post("/theme", data={"theme": "dark"})

        assert answer.headers["location"] == "/runs?a=b"
        assert answer.headers["set-cookie"].startswith("theme=dark;")

    def test_chooses_no_theme_that_is_none(self, stage):
        client = stage.stranger(**OWN_PAGE)

        answer = client.post("/theme", data={"theme": 'dark"><script>'})

        assert answer.headers["set-cookie"].startswith("theme=system;")


class TestAPathOfOurs:
    @pytest.mark.parametrize(
        "target", ["/", "/inbox", "/requests/a?tab=source#x", "/a//b", "/?q=:"]
    )
    def test_is_kept_as_it_is(self, target):
        assert own_path(target) == target

    @pytest.mark.parametrize("target", [*ELSEWHERE, None])
    def test_is_not_what_leads_elsewhere(self, target):
        assert own_path(target, otherwise="/inbox") == "/inbox"

    @given(st.text(alphabet="/\\.:@?#e \t\r\n%5c", max_size=12))
    def test_stays_on_our_host_however_a_browser_mends_it(self, target):
        # What the URL standard does before parsing: drop tab and newline, read \\ as /.
        mended = own_path(target).translate({9: None, 10: None, 13: None}).replace("\\", "/")

        assert mended.startswith("/")
        assert not mended.startswith("//")


class TestThePermission:
    def test_is_given_to_an_owner_for_everything(self):
        caller = Caller(ANA, Verification.SESSION, Access({"here": EVERYTHING}), "here")

        assert [permit(caller, action) for action in Action] == [caller] * len(Action)

    def test_is_given_to_nobody_without_a_role_here(self):
        elsewhere = Caller(ANA, Verification.SESSION, Access({"there": EVERYTHING}), "here")

        for action in Action:
            with pytest.raises(NotAllowed, match=f"may not {action} here"):
                permit(elsewhere, action)

    @pytest.mark.parametrize("action", list(Action))
    def test_is_given_to_nobody_unknown(self, action):
        with pytest.raises(NotSignedIn, match=f"could {action}"):
            permit(None, action)
