"""An auditor's way: find who decided what, take it along, and see that the record is whole."""

import csv
import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import press

pytestmark = pytest.mark.browser
TITLE = "Post about billing"


@pytest.fixture
def run(ana):
    """The address of a run in which ana rejected what she was shown."""
    started = ana.open_request("post")
    ana.page.get_by_role("button", name="Rejected").click()
    expect(ana.page.get_by_role("status")).to_contain_text("Rejected is recorded")
    return started


@pytest.fixture
def found(ana, run):
    """The line of that decision, found from anywhere by keys and by its title."""
    page = ana.page
    press(page, "g", "t")
    page.wait_for_url("**/audit")
    held = []
    page.route("**/audit?show=decisions", lambda route: held.append(route), times=1)
    with page.expect_request("**/audit?show=decisions"):
        page.get_by_role("link", name="Decisions only").click()
    page.get_by_label("Search the trail").fill(TITLE.lower())  # while the other is on its way
    held[0].continue_()
    expect(page).to_have_url(re.compile(r"q=post\+about\+billing.*show=decisions"))
    line = page.locator(".trail tbody tr", has_text=run[-6:])
    expect(line).to_have_count(1)
    return line


def downloaded(page, tmp_path, name):
    with page.expect_download() as begun:
        page.get_by_role("link", name=name, exact=True).click()
    kept = tmp_path / begun.value.suggested_filename
    begun.value.save_as(kept)
    return kept


class TestAnAuditor:
    def test_finds_a_decision_takes_it_along_and_checks_the_trail(self, ana, run, found, tmp_path):
        page = ana.page
        expect(found).to_contain_text(
            re.compile(f"{TITLE}.*Rejected.*Dashboard.*Signed in", re.DOTALL)
        )

        table = downloaded(page, tmp_path, "CSV").read_text(encoding="utf-8")
        lines = downloaded(page, tmp_path, "JSONL").read_text(encoding="utf-8").splitlines()
        told = page.request.get(
            f"{ana.base}/api/v1/audit?decisions=true&q=post+about+billing"
        ).json()
        hashes = [fact["hash"] for fact in told["items"]]
        assert [row["hash"] for row in csv.DictReader(table.splitlines())] == hashes
        head, *facts = map(json.loads, lines)
        assert (head["is_excerpt"], [fact["hash"] for fact in facts]) == (True, hashes)

        found.get_by_role("link", name="Fact ").click()
        expect(page.get_by_text(hashes[-1])).to_be_visible()
        evidence = downloaded(page, tmp_path, "Evidence as a file")
        assert evidence.name == f"evidence-{run.rpartition('/')[2]}.zip"
        press(page, "u")
        page.get_by_role("button", name="Check now").click()
        expect(page.get_by_text("Whole up to fact")).to_be_visible()

    def test_reads_by_which_clock_a_fact_is_told_on_a_phone_too(self, ana, run):
        page = ana.page
        page.set_viewport_size({"width": 390, "height": 844})
        ana.go("/audit")
        when = page.locator(".trail .when").first

        expect(when).to_have_text(re.compile(r":\d\d UTC$"), use_inner_text=True)
        page.set_viewport_size({"width": 1024, "height": 768})
        expect(when).to_have_text(re.compile(r":\d\d$"), use_inner_text=True)
        expect(page.get_by_role("columnheader", name="When (UTC)")).to_be_visible()


class TestAnOperator:
    def test_reads_a_chart_by_keys_and_narrows_it(self, ana, run):
        page = ana.page
        ana.go("/analytics")

        chart = page.get_by_role("img", name="Requests opened and closed")
        tip = page.get_by_role("status").filter(has_text="Opened")
        chart.focus()
        press(page, "End")
        expect(tip).to_contain_text(re.compile("Opened: [1-9]"))
        press(page, "ArrowLeft")
        expect(tip).to_contain_text("Opened: 0")
        press(page, "Escape")
        expect(tip).to_have_count(0)
        chart.hover()
        expect(tip).to_be_visible()

        page.get_by_label("Flow", exact=True).select_option("post")
        expect(page.get_by_role("link", name="All of it")).to_be_visible()
        expect(page).to_have_url(re.compile("flow=post"))
        page.get_by_text("Show as table").first.click()
        table = page.get_by_role("region", name="Decisions by outcome, as a table")
        expect(table.get_by_role("row").last).to_contain_text(re.compile("[1-9]$"))
