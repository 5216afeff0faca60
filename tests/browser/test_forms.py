"""A form filled in and a text edited in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import press
from tests.support.axe import EVERY_RULE, findings

pytestmark = pytest.mark.browser


class TestARequestWithAFormAndAText:
    def test_is_filled_in_mended_edited_and_approved_by_keyboard(self, ana, browser_watch):
        page = ana.page
        ana.open_request("refund")
        form = page.get_by_role("region", name="The refund")
        page.get_by_label("Amount").fill("20")
        form.get_by_label("Late").check()
        page.get_by_label("Tags").fill("one\ntwo\nthree")
        page.get_by_label("City").fill("Bern")

        press(page, "Escape", "e")
        text = page.get_by_label("The text as it will go on")
        text.fill("# Dear customer\n\nyour parcel came much too late.")
        expect(page.locator("#edit-changes ins", has_text="much too")).to_be_visible()
        assert findings(page, EVERY_RULE) == ""
        press(page, "Escape", "v")
        expect(text).to_be_hidden()
        press(page, "1")

        expect(form.get_by_text("two tags are enough")).to_be_visible()
        expect(page.get_by_label("Amount")).to_have_value("20")
        page.get_by_label("Tags").fill("one\ntwo")
        assert findings(page, EVERY_RULE) == ""
        press(page, "Escape", "1")

        expect(page.get_by_role("status")).to_contain_text("is recorded")
        page.get_by_role("status").get_by_role("link", name="Open").click()
        expect(page.get_by_text("Edited by ana@example.com")).to_be_visible()
        expect(page.locator(".given ins", has_text="much too")).to_be_visible()
        press(page, "r")
        expect(page.get_by_text("20.0 to Bern, ['one', 'two']: # Dear").first).to_be_attached()

    def test_keeps_what_was_typed_when_the_page_looks_again(self, ana, visit):
        page = ana.page
        ana.open_request("refund")
        page.get_by_label("Amount").fill("2")
        page.get_by_label("Broken").check()
        page.get_by_label("Amount").focus()

        other = visit()
        other.go(page.url.removeprefix(ana.base))
        other.page.get_by_placeholder("Say something to the others").fill("Look at the city.")
        other.page.get_by_role("button", name="Say it").click()
        ana.wait_for("Look at the city.")

        expect(page.get_by_label("Amount")).to_have_value("2")
        expect(page.get_by_label("Amount")).to_be_focused()
        expect(page.get_by_label("Broken")).to_be_checked()

        other.page.get_by_label("Amount").fill("20")
        other.page.get_by_label("Late").check()
        other.page.get_by_label("City").fill("Bern")
        other.page.get_by_role("button", name="Refuse").click()

        kept = page.get_by_label("What you filled in was not recorded")
        expect(kept).to_have_value(re.compile(r"^Amount.*: 2\nBroken$"))

    def test_says_what_is_wrong_and_keeps_the_comment_until_it_is_sent_again(
        self, ana, visit, browser_watch
    ):
        page = ana.page
        ana.open_request("refund")
        page.get_by_label("Amount").fill("20")
        page.get_by_label("Late").check()
        page.get_by_label("Tags").fill("one\ntwo\nthree")
        page.get_by_label("City").fill("Bern")
        page.get_by_label("Comment", exact=True).fill("Pay it soon.")
        page.get_by_role("button", name="Pay").click()
        expect(page.get_by_label("Tags")).to_be_focused()

        other = visit()
        other.go(page.url.removeprefix(ana.base).removesuffix("/decision"))
        other.page.get_by_placeholder("Say something to the others").fill("Look at the city.")
        other.page.get_by_role("button", name="Say it").click()
        ana.wait_for("Look at the city.")

        expect(page.get_by_text("Nothing was recorded: 1 field is not right yet.")).to_be_visible()
        expect(page.get_by_label("Comment", exact=True)).to_have_value("Pay it soon.")
        expect(page.get_by_text("two tags are enough")).to_be_visible()

    def test_that_is_long_keeps_what_was_typed_when_another_tab_is_shown(self, ana, browser_watch):
        page = ana.page
        ana.open_request("report")
        text = page.locator("#edited")
        expect(text).to_have_count(0)
        press(page, "e")
        text.fill("Two words only.")
        expect(page.locator("#edit-changes")).to_contain_text("What you changed")
        press(page, "Escape", "v")
        expect(text).to_be_hidden()
        press(page, "e")
        expect(text).to_have_value("Two words only.")
        sections = page.get_by_role("group", name="Sections of the text")
        sections.get_by_role("button", name="2").click()
        expect(sections).to_contain_text("Changed: 1")
        text.press("Control+Home")
        text.press_sequentially("Section two.")
        expect(page.locator("#edit-changes")).to_contain_text("Section two.")
        press(page, "Escape", "v")
        expect(text).to_be_hidden()
        press(page, "1")

        expect(page.get_by_role("status")).to_contain_text("is recorded")
        page.get_by_role("status").get_by_role("link", name="Open").click()
        expect(page.get_by_text("Edited by ana@example.com")).to_be_visible()
        changes = page.get_by_role("table", name="What ana@example.com changed")
        expect(changes).to_contain_text("Two words only.")

    def test_is_edited_without_scripts(self, visit):
        ana = visit(java_script_enabled=False)
        page = ana.page
        ana.go("/start?flow=refund")
        page.get_by_role("button", name="Start refund").click()
        ana.look_until("Waits for you")
        ana.review()
        page.get_by_role("link", name="Edit", exact=True).click()
        page.get_by_label("The text as it will go on").fill("Dear all, sorry.")
        page.get_by_label("Amount").fill("7")

        page.get_by_role("button", name="Show my changes").click()

        expect(page.get_by_role("table", name="What you changed")).to_be_visible()
        expect(page.get_by_label("Amount")).to_have_value("7")
        page.get_by_label("Late").check()
        page.get_by_label("City").fill("Bern")
        page.get_by_role("button", name="Pay").click()
        expect(page.get_by_role("status")).to_contain_text("is recorded")

    def test_is_kept_to_be_copied_when_somebody_else_decides(self, ana, visit):
        page, other = ana.page, visit()
        ana.open_request("report")
        page.get_by_role("link", name="Edit").click()
        page.locator("#edited").fill("What I would say.")
        press(page, "Escape", "v")
        expect(page.locator("#edited")).to_be_hidden()

        other.go(page.url.removeprefix(ana.base).partition("?")[0])
        other.page.get_by_role("button", name="Rejected").click()

        kept = page.get_by_label("Your edited text was not recorded.")
        expect(kept).to_have_value("What I would say.")
        expect(page.get_by_role("link", name="Edit")).to_have_count(0)
        press(page, "s")
        expect(page.locator(".source")).to_be_visible()
        expect(kept).to_have_value("What I would say.")
