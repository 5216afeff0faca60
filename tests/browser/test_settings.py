"""An operator sets up mail and a rule, and sees both work."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import have_asked, press

pytestmark = pytest.mark.browser

BO = "bo@example.com"


def _make_rule(page):
    """Add a rule by the form: with a mistake first, then tried, then saved."""
    page.get_by_role("link", name="Add a rule").click()
    page.get_by_label("Name of the rule").fill("Posts go to Bo")
    page.get_by_label("Flow", exact=True).fill("po[st")
    page.get_by_label("Person").first.fill(BO)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("What was set before still holds")
    expect(page.get_by_label("Flow", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Flow", exact=True).fill("post")
    # Without a press of any button: what it would match is said while it is typed.
    expect(page.locator("#matches")).to_contain_text("of the last")
    page.get_by_role("button", name="Try on past requests").click()
    simulated = page.get_by_role("region", name="Requests that others would get")
    expect(simulated.get_by_role("row").nth(1)).to_contain_text(BO)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


class TestAnOperator:
    def test_tries_mail_and_makes_a_rule_that_the_next_request_follows(self, ana, browser_watch):
        page = ana.page
        have_asked(ana.program, "post")  # a request of before, to try the rule on
        ana.go("/inbox")
        press(page, "g", "s")
        page.wait_for_url("**/settings/routing")
        page.get_by_role("link", name="Mail", exact=True).click()
        page.get_by_label("Mail address of the person").fill(BO)
        page.get_by_role("button", name="Send the test request").click()
        page.wait_for_url("**/runs/*")
        ana.go("/mailbox")
        ana.look_until(BO)

        ana.go("/settings/routing")
        _make_rule(page)

        run = ana.start()
        ana.go(run)
        ana.wait_for(BO)
        ana.go("/settings/routing")
        expect(page.get_by_text("matches: 2 of the last")).to_be_visible()

    def test_takes_the_rule_away_by_keyboard_after_being_asked_which(self, ana):
        page = ana.page
        ana.go("/settings/policy")
        page.get_by_label("Policy").fill('{"routing_rules": [{"name": "Old one"}]}')
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved")
        ana.go("/settings/routing/rule?name=Old+one")

        page.get_by_role("button", name="Remove the rule").press("Enter")
        asked = page.get_by_role("dialog")
        expect(asked).to_contain_text("Remove the rule “Old one”?")
        press(page, "Escape")
        expect(asked).to_be_hidden()
        page.get_by_role("button", name="Remove the rule").press("Enter")
        press(page, "Tab", "Tab")
        expect(asked.get_by_role("button", name="Remove it")).to_be_focused()
        press(page, "Enter")

        expect(page.get_by_text("No rule yet")).to_be_visible()
