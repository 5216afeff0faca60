"""Whole stories in a real browser: start a run, be asked, answer, see it finish."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import have_asked, press

pytestmark = pytest.mark.browser


class TestAMailInTheLocalMailbox:
    def test_is_answered_there_until_the_run_ends(self, ana):
        page = ana.page
        mails = page.locator(".mails li", has_text="Memo to all")
        run = f"/runs/{have_asked(ana.program, 'memo').id}"

        ana.go("/mailbox")
        mails.get_by_role("link").click()
        mail = page.frame_locator("iframe")
        expect(mail.get_by_text("the office is open")).to_be_visible()
        page.get_by_label("Your reply").fill("I am not sure about this yet")
        page.get_by_role("button", name="Send reply").click()
        expect(page.get_by_role("status")).to_contain_text("sent as a mail")

        # The words decide nothing, so signoff asks back; its mail appears by itself.
        expect(mails).to_have_count(2)
        mails.first.get_by_role("link").click()
        page.get_by_label("Your reply").fill("needs revision: say until when")
        page.get_by_role("button", name="Send reply").click()

        expect(mails).to_have_count(4)  # a confirmation, and the question again
        ana.go(run)
        ana.wait_for("Round 2")
        expect(page.get_by_text("needs revision: say until when").first).to_be_visible()
        ana.review()
        page.get_by_role("button", name="Approved").click()
        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")

        ana.go(run)
        ana.wait_for("Flow ended")


class TestARequest:
    def test_is_answered_by_keyboard_alone(self, ana):
        page = ana.page
        run = ana.start()
        ana.wait_for("Waits for you")

        press(page, "Enter")
        page.wait_for_url("**/requests/*")
        press(page, "m")
        page.keyboard.type("Cleared by 3 of us")
        press(page, "Escape", "3")

        expect(page.get_by_role("status")).to_contain_text("Rejected is recorded")
        ana.go(run)
        ana.wait_for("Flow ended")
        expect(page.get_by_text("Cleared by 3 of us").first).to_be_visible()

    def test_shows_what_changed_since_the_last_round_word_by_word(self, ana):
        page = ana.page
        run = ana.open_request()
        page.get_by_role("button", name="Needs revision").click()
        expect(page.get_by_role("status")).to_contain_text("Needs revision is recorded")
        ana.go(run)
        ana.wait_for("Waits for you")
        ana.wait_for("Round 2")

        press(page, "Enter")
        page.wait_for_url("**/requests/*")
        press(page, "c")

        expect(page.locator("del", has_text="March")).to_have_text("March")
        expect(page.locator("ins", has_text="April")).to_have_text("April")
        press(page, "1")
        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")

    def test_answered_by_somebody_else_says_so_and_keeps_the_words(self, ana, visit):
        ana.open_request()
        ana.page.get_by_label("Comment").fill("My long thoughts")
        other = visit()
        other.page.goto(ana.page.url)

        other.page.get_by_role("button", name="Approved").click()

        decision = ana.page.get_by_role("region", name="Decision")
        expect(decision.get_by_text("Approved by you, in the dashboard")).to_be_visible()
        expect(ana.page.get_by_label("It is kept here for you to copy")).to_have_value(
            "My long thoughts"
        )
        expect(ana.page.get_by_role("button", name="Rejected")).to_have_count(0)

    def test_answered_meanwhile_refuses_the_late_answer_with_a_page(self, visit, browser_watch):
        late = visit(java_script_enabled=False)
        late.open_request()
        late.page.get_by_label("Comment").fill("Too late")
        early = visit()
        early.page.goto(late.page.url)
        early.page.get_by_role("button", name="Approved").click()
        expect(early.page.get_by_role("status")).to_contain_text("Approved is recorded")

        late.page.get_by_role("button", name="Rejected").click()

        expect(late.page.get_by_role("alert")).to_contain_text("That answer stands")
        expect(late.page.get_by_label("It is kept here for you to copy")).to_have_value("Too late")


class TestARequestOfHighRisk:
    def test_asks_once_more_before_a_decision_is_recorded(self, ana):
        page = ana.page
        run = ana.open_request("wire")
        dialog = page.get_by_role("dialog")

        press(page, "1")
        expect(dialog).to_contain_text("Record “Approved”?")
        page.get_by_role("button", name="Go back").click()
        expect(dialog).to_be_hidden()
        press(page, "2")
        expect(dialog).to_contain_text("Record “Rejected”?")
        page.get_by_role("button", name="Record it").click()

        expect(page.get_by_role("status")).to_contain_text("Rejected is recorded")
        ana.go(run)
        ana.wait_for("Round 1: rejected")


class TestWithoutJavaScript:
    def test_the_whole_way_can_be_gone(self, visit):
        ana = visit(java_script_enabled=False)
        page = ana.page
        run = ana.start()
        ana.look_until("Waits for you")

        ana.review()
        page.get_by_role("link", name="Source").click()
        expect(page.locator("#content")).to_contain_text("**1 March**")
        page.get_by_label("Comment").fill("Good.")
        page.get_by_role("button", name="Approved").click()

        expect(page.get_by_role("status")).to_contain_text("Approved is recorded")
        ana.go(run)
        ana.look_until("Flow ended")
        expect(page.get_by_role("region", name="Result")).to_contain_text("published: Good.")

    def test_the_inbox_can_be_filtered(self, visit):
        ana = visit(java_script_enabled=False)
        page = ana.page
        ana.go("/inbox")

        page.get_by_label("Filter").fill("no such thing")
        page.get_by_label("Filter").press("Enter")

        expect(page).to_have_url(re.compile("q=no"))
        expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


class TestALivePage:
    def test_keeps_what_was_opened_and_typed_while_it_changes(self, ana):
        ana.open_request()
        page = ana.page
        page.get_by_text("1 item").click()
        page.get_by_text("2 fields").click()
        page.get_by_label("Comment").fill("half a sen")
        page.get_by_label("Comment").press("ArrowLeft")
        before = page.locator("#count-mine").text_content()

        have_asked(ana.program, "post")

        expect(page.locator("#count-mine")).not_to_have_text(before)
        expect(page.get_by_label("Comment")).to_be_focused()
        expect(page.get_by_label("Comment")).to_have_value("half a sen")
        assert page.evaluate("document.activeElement.selectionStart") == len("half a se")
        expect(page.get_by_text("rate card")).to_be_visible()

    def test_says_that_it_is_live_and_when_it_is_not(self, ana, browser_watch):
        browser_watch.allow("ERR_|Failed to load")
        ana.go("/inbox")
        expect(ana.page.locator("#live")).to_have_text("Live")

        ana.page.route("**/events", lambda route: route.abort())
        ana.page.reload()

        expect(ana.page.locator("#live")).to_have_text("Reconnecting")


class TestTheInbox:
    def test_is_walked_by_keyboard(self, ana):
        page = ana.page
        have_asked(ana.program, "post")
        have_asked(ana.program, "post")
        ana.go("/inbox")

        press(page, "j")
        first = page.evaluate("document.activeElement.href")
        press(page, "j")
        second = page.evaluate("document.activeElement.href")
        press(page, "k", "Enter")

        assert first != second
        expect(page).to_have_url(first)

    def test_lists_its_own_shortcuts(self, ana):
        ana.go("/inbox")

        press(ana.page, "?")

        dialog = ana.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Start a run")
        expect(dialog).to_contain_text("Filter")
        press(ana.page, "Escape", "g", "r")
        expect(ana.page).to_have_url(re.compile("/runs$"))

    def test_does_not_act_on_letters_that_are_typed(self, ana):
        ana.go("/inbox")

        press(ana.page, "/")
        ana.page.keyboard.type("n?j1")

        expect(ana.page.get_by_label("Filter")).to_have_value("n?j1")
        expect(ana.page).to_have_url(re.compile("/inbox"))
