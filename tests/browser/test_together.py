"""Two reviewers on one request: each sees what the other does, and nobody's words are lost."""

import re
from time import monotonic

import httpx2
import pytest
from playwright.sync_api import expect

from tests.browser.cast import ANA
from tests.browser.conftest import IN_TIME, Visitor, press
from tests.support.axe import EVERY_RULE, findings

pytestmark = pytest.mark.browser

BEN = "ben@example.com"
TYPED = "Typed before anybody came."
_MAIL = re.compile(r'class="open" href="(/mailbox/[^"]+)"[^>]*>[^<]*[Ss]ign')
_SECRET = re.compile(r"/sign-in/([A-Za-z0-9_-]{20,})")


@pytest.fixture
def ben(ana, served, new_context):
    """Ben, who may answer: his link to sign in is read from the local mailbox."""
    cookies = {each["name"]: each["value"] for each in ana.page.context.cookies()}
    as_page = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    as_program = {"Authorization": f"Bearer {served.token}"}
    with httpx2.Client(base_url=served.base, headers=as_page, cookies=cookies) as client:
        given = {"address": BEN, "role": "reviewer"}
        assert client.post("/api/v1/people", headers=as_program, json=given).status_code == 201
        client.post("/sign-in/link", data={"address": BEN})
        give_up_at = monotonic() + IN_TIME / 1_000
        while (mail := _MAIL.search(client.get("/mailbox").text)) is None:
            assert monotonic() < give_up_at, "No mail with a link to sign in came."
        secret = _SECRET.search(client.get(f"{mail[1]}/body").text)[1]
    visitor = Visitor(new_context().new_page(), served.base, ana.program)
    visitor.sign_in(f"/sign-in/{secret}")
    return visitor


class TestTwoReviewers:
    def test_see_each_other_talk_and_answer_once(self, ana, ben):
        path = self.asked_and_typing(ana)

        self.ask_too_by_keyboard(ana.page)
        self.look_and_talk(ana.page, ben, path)
        assert findings(ana.page, EVERY_RULE) == ""
        self.rate_and_approve(ben.page)

        decision = ana.page.locator("#decision")
        expect(decision).to_contain_text(f"Approved by {BEN}")
        expect(decision).to_contain_text("Rated 4 of 5")
        kept = decision.get_by_label("Your comment was not recorded")
        expect(kept).to_have_value(TYPED)
        expect(ana.page.get_by_role("heading", name="Why it ended so")).to_be_visible()
        expect(ana.page.get_by_role("heading", name="What follows")).to_have_count(0)
        ana.page.get_by_placeholder("Say something to the others").fill("Thank you.")
        ana.page.get_by_role("button", name="Say it").click()
        expect(ana.page.get_by_text("Thank you.")).to_be_visible()
        expect(kept).to_be_visible()
        expect(kept).to_have_value(TYPED)
        expect(ana.page.get_by_role("button", name="Approved")).to_have_count(0)
        expect(ana.page.locator("#present")).to_be_hidden()

    def asked_and_typing(self, ana):
        ana.open_request()
        ana.page.get_by_label("Comment", exact=True).fill(TYPED)
        return ana.page.url.removeprefix(ana.base)

    def ask_too_by_keyboard(self, page):
        who = page.get_by_label("Who: addresses")
        press(page, "Escape", "a")
        who.fill("not an address")
        page.get_by_role("button", name="Ask them as well").click()
        expect(page.locator("#act-people [data-fault]")).to_contain_text("is no mail address")
        who.fill(BEN)
        page.get_by_role("button", name="Ask them as well").click()
        expect(page.locator("#act-people")).to_be_hidden()
        expect(page.locator("#said")).to_contain_text("They are asked too")
        expect(page.locator("#deciders")).to_contain_text("ben")
        expect(page.get_by_label("Comment", exact=True)).to_have_value(TYPED)

    def look_and_talk(self, page, ben, path):
        ben.go(path)
        expect(page.locator("#present")).to_contain_text(f"{BEN} is looking at this")
        expect(ben.page.locator("#present")).to_contain_text(f"{ANA} is looking at this")
        words = ben.page.get_by_label("Something to say to the others")
        words.fill("Is <b>that</b> so?")
        ben.page.get_by_role("button", name="Say it").click()
        expect(page.locator("#remarks")).to_contain_text("Is <b>that</b> so?")
        expect(words).to_have_value("")

    def rate_and_approve(self, page):
        page.get_by_text("Rate it").click()
        page.get_by_label("4", exact=True).check()
        page.get_by_role("button", name="Approved").click()
        expect(page.get_by_role("status").last).to_contain_text("Approved is recorded")


class TestWhoeverIsOvertaken:
    def test_hears_of_it_and_keeps_the_focus(self, ana, visit):
        page, other = ana.page, visit()
        ana.open_request()
        expect(page.locator("#spot")).to_contain_text(" of ")
        press(page, "m")

        other.go(page.url.removeprefix(ana.base))
        other.page.get_by_role("button", name="Rejected").click()

        expect(page.locator("#said")).to_contain_text("Rejected by you, in the dashboard")
        expect(page.locator("#decision")).to_be_focused()
        expect(page.locator("#spot")).to_be_hidden()

    def test_keeps_words_that_stand_within_those_of_whoever_was_first(self, ana, visit):
        page, other = ana.page, visit()
        ana.open_request()
        page.get_by_label("Comment", exact=True).fill("Publish it")

        other.go(page.url.removeprefix(ana.base))
        other.page.get_by_label("Comment", exact=True).fill("Publish it nowhere")
        other.page.get_by_role("button", name="Rejected").click()

        expect(page.locator("#decision")).to_contain_text("Publish it nowhere")
        expect(page.get_by_label("Your comment was not recorded")).to_have_value("Publish it")


class TestWhoeverGoesBack:
    def test_finds_the_request_as_it_is_now(self, ana):
        page = ana.page
        ana.open_request("memo")
        page.get_by_label("Comment", exact=True).fill("All is well.")
        page.get_by_role("button", name="Approved").click()
        expect(page.locator("#said")).to_contain_text("is recorded")

        page.go_back()

        expect(page.locator("#decision")).to_contain_text("Approved by you")
        expect(page.get_by_label("Your comment was not recorded")).to_be_hidden()


class TestWithoutALine:
    def test_nothing_is_sent_and_that_is_said(self, ana, browser_watch):
        browser_watch.allow("ERR_INTERNET_DISCONNECTED")  # what the page looks at by itself
        page = ana.page
        ana.open_request()
        page.get_by_label("Comment", exact=True).fill(TYPED)
        page.context.set_offline(True)

        page.get_by_role("button", name="Approved").click()

        expect(page.locator("#said")).to_contain_text("You are offline: nothing was sent.")
        expect(page.get_by_label("Comment", exact=True)).to_have_value(TYPED)
        page.context.set_offline(False)
        page.get_by_role("button", name="Approved").click()
        expect(page.locator("#said")).to_contain_text("is recorded")
