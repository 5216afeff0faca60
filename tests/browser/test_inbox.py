"""The inbox by keyboard alone: filter, keep the list, decide several at once; others do, too."""

import json
import re

from playwright.sync_api import expect

from tests.browser.cast import ANA
from tests.browser.conftest import have_asked, press

RULE = {
    "name": "Memos",
    "match": {"flow": "memo"},
    "assign_to_email": ANA,
    "sla_target_minutes": 45,
    "bulk_outcomes": ["approved"],
}


def set_up(ana):
    """Have a rule that lets memos be approved together, and four of them beside a post."""
    ana.go("/settings/policy")
    ana.page.get_by_label("Policy").fill(json.dumps({"routing_rules": [RULE]}))
    ana.page.get_by_role("button", name="Save").click()
    expect(ana.page.get_by_role("status")).to_contain_text("Saved")
    for flow in ("post", "memo", "memo", "memo", "memo"):
        have_asked(ana.program, flow)
    ana.go("/inbox")
    expect(rows(ana, "Memo to all")).to_have_count(4)


def rows(ana, title):
    return ana.page.locator("#list .open", has_text=title)


def keep_list(page, name):
    page.locator("#views summary").focus()
    press(page, "Enter")
    page.get_by_label("Save this list as").focus()
    page.keyboard.type(name)
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")


class TestTheInbox:
    def test_is_cleared_by_keyboard_while_somebody_else_decides(self, ana, visit):
        page = ana.page
        set_up(ana)
        press(page, "/")
        page.keyboard.type("memo")
        expect(rows(ana, "Post about billing")).to_have_count(0)
        keep_list(page, "Memos")
        expect(page).to_have_url(re.compile(r"\?scope=mine&q=memo$"))
        press(page, "j", "x", "j", "j", "j", "Shift+X")
        expect(page.locator("#bulk output")).to_have_text("4 selected")

        # A row that goes leaves the others selected, and the focus where it was.
        other = visit()
        other.go(str(page.locator("#list .open").first.get_attribute("href")))
        other.page.get_by_role("button", name="Approved").click()
        expect(page.locator("#bulk output")).to_have_text("3 selected")
        expect(page.locator("#list li:focus-within")).to_have_count(1)
        page.locator("#bulk").get_by_role("button", name="Approved").focus()
        press(page, "Enter")
        expect(page.locator(".chosen code")).to_have_count(3)
        press(page, "m")
        page.keyboard.type("All fine.")
        press(page, "Escape", "1")

        expect(page.get_by_text("Approved is recorded for 3 requests")).to_be_visible()
        press(page, "Enter")
        page.locator("#views summary").click()
        page.get_by_role("link", name="Memos", exact=True).click()
        expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


class TestTheKeys:
    def test_put_the_focus_where_it_goes_on_and_back_again(self, ana):
        page = ana.page
        have_asked(ana.program, "wire")
        ana.go("/inbox")
        press(page, "?")
        expect(page.locator("#keys dt", has_text="Filter")).to_have_text("Filter")
        press(page, "Escape")
        rows(ana, "Wire").first.click()
        expect(page.locator("body")).to_be_focused()

        press(page, "z")
        expect(page.get_by_role("button", name="In an hour")).to_be_focused()
        press(page, "Escape")
        expect(page.locator("#open-time")).to_be_focused()
        press(page, "a")
        expect(page.locator("#hand-to")).to_be_focused()
        press(page, "Escape", "Escape")
        page.evaluate("document.activeElement.blur()")
        press(page, "2")
        expect(page.get_by_role("button", name="Go back")).to_be_focused()
        press(page, "Escape")
        expect(page.get_by_role("button", name="Rejected")).to_be_focused()

    def test_go_on_in_the_list_where_a_request_was_left(self, ana):
        page = ana.page
        for _ in range(3):
            have_asked(ana.program, "post")  # the memos are another story's
        ana.go("/inbox")
        opened = page.locator("#list .open")
        expect(opened.nth(2)).to_be_visible()
        press(page, "j", "j", "Enter")
        page.wait_for_url("**/requests/*")

        press(page, "u")
        page.wait_for_url("**/inbox")
        press(page, "j")

        expect(opened.nth(2)).to_be_focused()
