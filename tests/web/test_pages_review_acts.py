"""What people do on a request's page besides deciding it, without any script."""

import re
from datetime import timedelta

import pytest

from tests.web.cast import ANA, BEN

CARL, DORA = "carl@example.com", "dora@example.com"


@pytest.fixture
def asked(stage):
    """Have ben and carl asked; return the address of the request's page."""
    both = {"groups": {"all": {"members": [BEN, CARL]}}}

    def ask(policy=None, **rule):
        given = {"reviewers": (BEN, CARL, DORA), "assign_to_group": "all", **rule}
        return stage.asked({**both, **(policy or {})}, **given)

    return ask


def do(browser, page, name, **fields):
    """Send one act; return the status and the page that follows."""
    answer = browser.post(f"{page}/acts", data={"do": name, **fields})
    if answer.status_code == 303:
        assert answer.headers["location"] == page
        return 303, words(browser.get(page).text)
    return answer.status_code, words(answer.text)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def form_of(html, name):
    return f'value="{name}"' in html


class TestWhoIsAsked:
    def test_can_claim_and_release_and_the_others_are_told_who_has_it(self, stage, asked):
        page = asked()
        ben, carl, ana = stage.browser(BEN), stage.browser(CARL), stage.browser(ANA)

        status, shown = do(ben, page, "claim")
        assert (status, "It is yours." in shown) == (303, True)
        html = carl.get(page).text
        assert f"{BEN} has claimed this." in words(html)
        assert 'class="decision"' not in html
        assert not form_of(html, "claim")
        assert not form_of(html, "release")
        assert do(carl, page, "claim")[0] == 403
        assert form_of(ana.get(page).text, "release")
        assert do(ana, page, "release")[0] == 303
        assert 'class="decision"' in carl.get(page).text

    def test_can_ask_others_instead_or_as_well_whom_their_people_know(self, stage, asked):
        page = asked()
        ben = stage.browser(BEN)

        status, shown = do(ben, page, "add", to="stranger@elsewhere.example")
        assert status == 403
        assert "stranger@elsewhere.example is nobody whom" in shown
        for to in ("", "not an address", "x@y.example " * 60):
            assert do(ben, page, "add", to=to)[0] in (403, 422), to
        status, shown = do(ben, page, "add", to=DORA, why="She knows it")
        assert (status, "They are asked too" in shown) == (303, True)
        assert "dora has not answered" in shown
        status, shown = do(ben, page, "reassign", to=f"{CARL}, {DORA}")
        assert (status, f"{CARL} and {DORA} are asked, not you." in shown) == (303, True)
        assert do(ben, page, "reassign", to=BEN)[0] == 403
        ana = stage.browser(ANA)
        status, shown = do(ana, page, "reassign", to="nobody@nowhere")
        assert status == 422
        assert "not the full name of a domain" in shown
        assert do(ana, page, "reassign", to="new@elsewhere.example")[0] == 303

    def test_can_have_no_reminder_for_a_while_by_their_own_clock(self, stage, asked):
        page = asked()
        ben = stage.browser(BEN)
        with stage.bench.app.unit() as unit:
            unit.members.change(unit.members.find(BEN).id, zone="Asia/Tokyo")
            unit.commit()
        now = stage.bench.clock.now()

        assert "Asia/Tokyo time" in words(ben.get(page).text)
        for fields in (
            {},
            {"until": "at", "at": "soon"},
            {"until": "at", "at": "2001-01-01T09:00"},
        ):
            status, shown = do(ben, page, "snooze", **fields)
            assert status == 422, fields
            assert "Reminders come as planned" in shown or "reminders come as planned" in shown
        assert do(ben, page, "snooze", until="tomorrow")[0] == 303
        until = self.snoozed(stage, page)
        assert (until.hour, until.minute) == (0, 0)  # 9:00 in Tokyo
        assert do(ben, page, "snooze", until="hour")[0] == 303
        assert (self.snoozed(stage, page) - now).total_seconds() // 60 == 60
        typed = f"{now.year + 1}-01-01T09:30"
        if do(ben, page, "snooze", until="at", at=typed)[0] == 303:
            assert (
                self.snoozed(stage, page).strftime("%Y-%m-%dT%H:%M")
                == f"{now.year + 1}-01-01T00:30"
            )
        assert "Snoozed: nobody is reminded before" in words(ben.get(page).text)

    def snoozed(self, stage, page):
        with stage.bench.app.unit() as unit:
            return unit.requests.get(page.rpartition("/")[2]).snoozed_until

    def test_says_what_the_clock_records_if_nobody_answers(self, stage, asked):
        ladders = {
            "“Rejected” is recorded by the clock": {"do": "answer", "outcome": "rejected"},
            "it expires, and the run fails": {"do": "fail"},
        }
        for said, step in ladders.items():
            page = asked({"ladder": [{"after_minutes": 60, **step}]})
            assert said in words(stage.browser(BEN).get(page).text)

    def test_can_have_more_time_where_anything_is_to_come(self, stage, asked):
        page = asked(
            {"auto_response": {"enabled": True, "timeout_minutes": 60, "strategy": "fail"}}
        )
        ben = stage.browser(BEN)
        before = words(ben.get(page).text)
        assert "it expires, and the run fails" in before

        for hours in ("", "-1", "many", "99999999", "0"):
            assert do(ben, page, "extend", hours=hours)[0] == 422, hours
        status, shown = do(ben, page, "extend", hours="5")
        assert (status, "It has more time." in shown) == (303, True)
        expires = re.search(r"answers until (\S+ \S+)", before)[1]
        assert expires not in shown
        unlimited = asked({"auto_response": {"enabled": False}, "ladder": []})
        assert "nobody answers" not in words(ben.get(unlimited).text)
        assert "Hours of working time" not in ben.get(unlimited).text


class TestAnAnswer:
    def test_can_be_taken_back_while_it_is_not_final_by_who_gave_it(self, stage, asked):
        page = asked({"undo_seconds": 60})
        ben, carl = stage.browser(BEN), stage.browser(CARL)
        assert "final after 60 s" in words(ben.get(page).text)

        ben.post(f"{page}/decision", data={"outcome": "approved"})
        assert form_of(ben.get(page).text, "undo")
        assert not form_of(carl.get(page).text, "undo")
        assert do(carl, page, "undo")[0] == 403
        status, shown = do(ben, page, "undo")
        assert (status, "The answer was taken back" in shown) == (303, True)

        ben.post(f"{page}/decision", data={"outcome": "approved"})
        stage.bench.clock.forward(timedelta(seconds=61))
        html = ben.get(page).text
        assert not form_of(html, "undo")
        assert "It is final: the run went on." in words(html)
        status, shown = do(ben, page, "undo")
        assert status == 409
        assert "is final since" in shown


class TestAnyAct:
    def test_is_refused_to_who_may_not_see_the_request_or_is_none(self, stage, asked):
        page = asked()
        stage.member("eve@example.com", role="reviewer")
        eve = stage.browser("eve@example.com")
        for name in ("claim", "reassign", "snooze", "undo"):
            assert do(eve, page, name, to=DORA)[0] == 404, name
        status, shown = do(stage.browser(BEN), page, "explode")
        assert (status, "is nothing that can be done" in shown) == (409, True)
        assert stage.browser(BEN).get(f"{page}/acts").headers["location"] == page


class TestARemark:
    def test_stands_beside_the_decision_as_it_was_typed(self, stage, asked):
        page = asked()
        ben, carl = stage.browser(BEN), stage.browser(CARL)
        said = "<script>alert(1)</script>\r\nLook"

        assert ben.post(f"{page}/remarks", data={"text": said}).headers["location"] == page
        html = carl.get(page).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\nLook" in html
        assert "Discussion · 1" in words(html)
        refused = carl.post(f"{page}/remarks", data={"text": "x" * 5001})
        assert refused.status_code == 422
        assert "A remark of 5001 characters is not kept" in words(refused.text)
        assert "x" * 5001 in refused.text

    def test_that_is_sent_twice_by_a_second_click_is_said_once(self, stage, asked):
        page = asked()
        ben, carl = stage.browser(BEN), stage.browser(CARL)
        for who in (ben, ben, carl, ben):
            assert who.post(f"{page}/remarks", data={"text": "Me too"}).status_code == 303
        assert "Discussion · 3" in words(ben.get(page).text)

        stage.bench.clock.forward(timedelta(seconds=11))
        ben.post(f"{page}/remarks", data={"text": "Me too"})
        assert "Discussion · 4" in words(ben.get(page).text)
