"""Ways through the whole dashboard: by words, on a phone, past an ended session, among hostile words."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cast import ANA, all_flows
from tests.browser.conftest import have_asked, press
from tests.support.served import data_settings, serving
from tests.web import hostile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CSP_REPORTS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused ${event.violatedDirective}: ${event.blockedURI}`);
});
globalThis.ran = () => console.error("a stranger's code ran");
"""


def flows():
    return {
        **all_flows(),
        "hostile": hostile.HostileFlow,
        "failing": hostile.FailingFlow,
        "kinds": hostile.KindsFlow,
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    settings = data_settings(tmp_path_factory.mktemp("served"), "", creator=ANA)
    with serving(settings, flows) as running:
        yield running


class TestThePalette:
    def test_leads_anywhere_by_a_few_letters(self, ana):
        page, palette = ana.page, ana.page.get_by_role("dialog", name="Search and commands")
        have_asked(ana.program, "memo")
        ana.go("/inbox")
        box, options = palette.get_by_role("combobox"), palette.get_by_role("option")

        press(page, "Control+k")
        expect(box).to_be_focused()
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.type("memo to")
        expect(palette.get_by_role("group", name="Waiting")).to_contain_text("Memo to all")
        press(page, "Enter")
        page.wait_for_url("**/requests/*")

        # An action of the page, but never a decision: an Enter too many must not record one.
        press(page, "Control+k")
        page.keyboard.type("o")
        here = palette.get_by_role("group", name="On this page")
        expect(here.get_by_role("option", name="Comment")).to_be_visible()
        expect(here.get_by_role("option", name="Approved")).to_have_count(0)
        press(page, "Control+a")
        page.keyboard.type("comment")
        expect(options).to_have_count(1)
        press(page, "Enter")
        expect(page.get_by_label("Comment", exact=True)).to_be_focused()

        press(page, "Control+k")
        page.keyboard.type("zeppelin")
        expect(palette).to_contain_text("Nothing matches")
        press(page, "Escape")
        expect(palette).to_be_hidden()
        expect(page.get_by_label("Comment", exact=True)).to_be_focused()

    def test_is_a_page_where_there_is_no_script(self, visit):
        ana = visit(java_script_enabled=False)
        page = ana.page
        ana.go("/inbox")

        page.get_by_role("link", name="Search").click()
        page.get_by_label("Words to search for").fill("retention")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Retention Settings").click()

        expect(page).to_have_url(re.compile("/settings/retention$"))


class TestAKey:
    def test_that_is_still_held_from_the_page_before_decides_nothing(self, ana):
        page = ana.page
        ana.start("memo")
        ana.wait_for("Waits for you")
        page.keyboard.down("1")
        ana.review()
        address = page.url
        page.wait_for_load_state()

        page.keyboard.down("1")
        page.keyboard.up("1")
        press(page, "m")
        page.keyboard.type("Read.")
        press(page, "Escape", "1")

        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")
        page.goto(address)
        expect(page.locator("#decision")).to_contain_text("Read.")


class TestOnAPhone:
    def test_a_request_is_found_and_decided_with_a_thumb(self, visit):
        ana = visit(**PHONE)
        page = ana.page
        ana.start("memo")  # what opens next
        run = ana.start()
        ana.wait_for("Waits for you")

        bar = page.get_by_role("navigation", name="Main")
        bar.get_by_role("link", name="Inbox").tap()
        page.get_by_role("link", name="Post about billing").last.tap()
        page.wait_for_url("**/requests/*")
        approve = page.get_by_role("button", name="Approved")
        size, seen = approve.bounding_box(), page.viewport_size
        assert size["height"] >= 44
        assert size["y"] + size["height"] <= seen["height"]
        assert page.evaluate("document.documentElement.scrollWidth") == seen["width"]
        page.get_by_label("Comment", exact=True).fill("Read on the train.")
        approve.tap()

        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")
        expect(page.locator("#decision")).to_be_visible()
        assert page.locator(".said").bounding_box()["height"] < 120, "it covers the next request"
        ana.go(run)
        ana.wait_for("Flow ended")
        page.get_by_role("link", name="Search").tap()
        page.get_by_role("option", name="Settings").tap()
        expect(page).to_have_url(re.compile("/settings/"))


class TestAnEndedSession:
    def test_costs_nobody_what_they_typed(self, ana, new_context, served):
        page = ana.page
        ana.open_request()
        address = page.url
        page.get_by_label("Comment", exact=True).fill("Two pages of thoughts")
        kept = page.context.cookies()
        page.context.clear_cookies()

        page.get_by_role("button", name="Needs revision").click()
        expect(page.get_by_role("heading", name="Sign in to signoff")).to_be_visible()
        page.context.add_cookies(kept)
        page.goto(address)

        expect(page.get_by_label("Comment", exact=True)).to_have_value("Two pages of thoughts")
        page.get_by_role("button", name="Approved").click()
        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")
        page.goto(address)
        expect(page.get_by_text("Two pages of thoughts").first).to_be_visible()


class TestHostileWords:
    def test_run_nowhere(self, ana):
        page = ana.page
        page.add_init_script(CSP_REPORTS)
        ana.start("failing")
        failed = page.url.removeprefix(ana.base)
        run = ana.start("hostile")
        ana.wait_for("Waits for you")
        ana.review()
        request = page.url.removeprefix(ana.base)

        screens = [
            *(run, failed, "/inbox", "/runs", "/mailbox", "/start", "/go?q=script"),
            *(f"{request}{tab}" for tab in ("?tab=source", "?tab=changes", "")),
        ]
        for screen in screens:
            ana.go(screen)
            expect(page.locator("#main")).to_be_visible()
            assert page.locator("#foreign").count() == 0, screen
        press(page, "Control+k")
        page.keyboard.type("foreign")
        expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
        press(page, "Escape")
        page.get_by_label("Comment", exact=True).fill(hostile.ALL)
        page.get_by_role("button", name="Approved").click()
        expect(page.get_by_role("status")).to_contain_text("is recorded")
        assert page.locator("#foreign").count() == 0

    def test_run_nowhere_as_answers_edits_and_changes(self, ana):
        page = ana.page
        page.add_init_script(CSP_REPORTS)
        run = ana.open_request("kinds")
        page.locator("[name='f.text']").fill(hostile.ALL)
        page.get_by_role("link", name="Edit", exact=True).click()
        page.locator("#edited").click()  # only then the tab has changed
        page.locator("#edited").evaluate("(box) => { box.setRangeText('<b id=foreign>', 2, 2); }")
        page.locator("#edited").press("End")
        page.keyboard.type("!")
        expect(page.locator("#edit-changes ins").first).to_be_visible()
        page.get_by_role("button", name="Again").click()
        expect(page.get_by_role("status")).to_contain_text("is recorded")
        ana.go(run)
        ana.wait_for("Waits for you")
        ana.review()
        page.get_by_role("link", name="Changes").click()
        page.wait_for_url("**tab=changes**")
        press(page, "?")
        expect(page.get_by_role("dialog").get_by_text("Changes", exact=True)).to_be_visible()
        assert page.locator("#foreign").count() == 0
