"""A run from its start by a form to its fork, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import EVERY_RULE, findings

pytestmark = pytest.mark.browser


def start_by_the_form(ana):
    page = ana.page
    ana.go("/start?flow=post")
    page.get_by_label("Topic").fill("Green tea")
    page.get_by_label("Sources").fill("no JSON")
    assert findings(page, EVERY_RULE) == ""
    page.get_by_role("button", name="Start post").click()
    expect(page.get_by_text("This is not JSON")).to_be_visible()
    expect(page.get_by_label("Topic")).to_have_value("Green tea")
    page.get_by_label("Sources").fill("")
    page.get_by_role("button", name="Start post").click()
    page.wait_for_url("**/runs/*")


def reject_on_another_page(page):
    reviewing = page.context.new_page()
    reviewing.goto(page.url)
    reviewing.get_by_role("link", name="Review", exact=True).click()
    expect(reviewing.locator("#follows")).to_contain_text("publish")
    reviewing.get_by_role("button", name="Rejected").click()


class TestAnAuthorWhoStartsARun:
    def test_fills_in_a_form_sees_the_graph_move_and_forks_the_run(self, ana, browser_watch):
        page = ana.page
        start_by_the_form(ana)
        graph = page.locator("#graph")
        page.evaluate("window.isSame = true")
        expect(graph.locator(".g-waiting")).to_contain_text("review")
        reject_on_another_page(page)
        expect(graph.locator(".g-done", has_text="archive")).to_be_visible()
        expect(page.locator("#heading")).to_contain_text("Ended")
        expect(page.get_by_role("link", name="Cancel run")).to_have_count(0)
        assert page.evaluate("window.isSame")

        page.get_by_role("link", name="Step by step").click()
        expect(page.locator("#state-card")).to_contain_text("Green tea")
        expect(page.locator("#state-title")).to_contain_text("after archive")
        assert findings(page, EVERY_RULE) == ""
        page.get_by_role("link", name="Fork from here").click()
        expect(page.locator("#ahead")).to_contain_text("archive ran after this decision")
        assert findings(page, EVERY_RULE) == ""
        page.get_by_role("button", name="Fork").click()
        expect(page.get_by_text("Forked from run")).to_be_visible()
        expect(graph.locator(".g-waiting")).to_contain_text("review")
        expect(graph.locator(".g-done", has_text="write")).to_be_visible()
        wide = page.viewport_size
        page.set_viewport_size({"width": 390, "height": 844})
        expect(graph.locator(".g-waiting")).to_be_in_viewport(ratio=0.95)
        page.set_viewport_size(wide)

        page.get_by_role("link", name="Cancel run").click()
        assert findings(page, EVERY_RULE) == ""
        page.get_by_role("button", name="Cancel the run").click()
        expect(page.locator("#heading")).to_contain_text("Cancelled")
