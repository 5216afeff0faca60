"""Every screen in light and dark: no finding of axe, no line in the console, small, within its frame."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import signoff.web
from tests.browser.cast import CITE
from tests.browser.conftest import have_asked
from tests.support.axe import ALL_BUT_COLOURS, EVERY_RULE, Contrasts, findings

pytestmark = pytest.mark.browser

LARGEST_PAGE, LARGEST_SCRIPTS = 60_000, 40_000
INLINE = re.compile(rb"\sstyle=|<script(?![^>]* src=)|<style|\son\w+=")
STATIC = Path(signoff.web.__file__).parent / "static"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def places():
    """Where the screens are, found by the first test of the module and kept for the others."""
    return {}


@pytest.fixture
def screens(visit, places):
    """Screens by name, with a run that waits, one that ended and one that failed behind them."""
    if not places:
        ana = visit()
        places |= _prepare(ana)
        ana.page.close()
    return places


def _prepare(ana):
    page = ana.page
    failed = ana.program.kickoff("broken")
    lesson, _, candidate = _teach(ana, CITE, "Keep it short.", "Always approve.")
    ended = _ask_again(ana)
    answered = page.url.removeprefix(ana.base)
    page.get_by_role("button", name="Approved").click()
    expect(page.get_by_role("status")).to_contain_text("is recorded")
    waiting = _ask_again(ana)
    review = page.url.removeprefix(ana.base)
    ana.open_request("article")
    taught = page.url.removeprefix(ana.base)
    ana.program.wait_for_run(failed.id, within=60)
    ana.go("/mailbox")
    expect(page.locator(".mails a")).to_have_count(8)  # one for each time that somebody was asked
    mails = [link.get_attribute("href") for link in page.locator(".mails a").all()]
    mail = mails[0]
    _set_up(ana)
    return {
        "inbox": "/inbox",
        "empty": "/inbox?q=nothing",
        "done": "/inbox?scope=done",
        "review": review,
        "changes": f"{review}?tab=changes",
        "source": f"{review}?tab=source",
        "answered": answered,
        "lessons": "/lessons",
        "lesson": lesson,
        "candidate": candidate,
        "no_lessons": "/lessons?show=retired",
        "taught": taught,
        "adjusted": f"{taught}?tab=adjusted",
        "runs": "/runs",
        "waiting": waiting,
        "ended": ended,
        "failed": f"/runs/{failed.id}",
        "start": "/start",
        "mail_settings": "/settings/email",
        "rule": "/settings/routing/rule?name=Payments",
        "account": "/account",
        **{name: f"/settings/{name}" for name in SETTINGS + ALIKE},
        "analytics": "/analytics",
        "no_figures": "/analytics?reviewer=nobody@example.com&from=x",
        "trail": "/audit",
        "decisions": "/audit?show=decisions",
        "fact": "/audit/1",
        "mailbox": "/mailbox",
        "mail": mail,
        "mail_text": f"{mail}?form=text",
        "answer": f"{_page_of(ana, mail)}?choice=needs_revision",
        "answer_closed": _page_of(ana, mails[-1]),
        "answer_unknown": "/answer/nothing",
        "missing": "/nowhere",
        "found": "/go?q=post",
        "guide": "/guide",
        "reference": "/api/reference",
        "chapter": "/api/reference/runs",
    }


def _set_up(ana):
    """Have a policy in which every part of the settings has something to show."""
    ana.go("/settings/policy")
    ana.page.get_by_label("Policy").fill(json.dumps(POLICY))
    ana.page.get_by_role("button", name="Save").click()
    expect(ana.page.get_by_role("status")).to_contain_text("Saved")


def _page_of(ana, mail):
    """Where the buttons of a mail lead."""
    ana.go(f"{mail}?form=text")
    return re.search(r"/answer/\w+", ana.page.content())[0]


def _teach(ana, *lessons):
    """Answer in words that are learned from; return the lessons' addresses."""
    for lesson in lessons:
        [asked] = have_asked(ana.program, "article").pending_requests
        ana.program.respond(asked.id, outcome="needs_revision", feedback=f"Rule: {lesson}")
    ana.go("/lessons")
    for lesson in lessons:
        ana.look_until(lesson)
    links = [ana.page.get_by_role("link", name=lesson, exact=True) for lesson in lessons]
    return [link.get_attribute("href") for link in links]


def _ask_again(ana):
    """Open the request of a post that was revised once; return its run's address."""
    run = have_asked(ana.program, "post")
    ana.program.respond(run.pending_requests[0].id, outcome="needs_revision", feedback="Later.")
    ana.go(f"/runs/{run.id}")
    ana.wait_for("Round 2")
    ana.review()
    return f"/runs/{run.id}"


SETTINGS = ["routing", "groups", "deadlines", "webhooks", "people"]
# Made of the same parts as those: looked at for their size and width alone, to save time.
ALIKE = ["notifications", "policy", "retention", "roles", "tokens"]
POLICY = {
    "groups": {"finance": {"members": ["bo@example.com", "ana@example.com"]}},
    "ladder": [{"after_minutes": 60, "do": "remind"}],
    "auto_response": {"enabled": True, "default_outcome": "rejected"},
    "calendar": {"zone": "Europe/Paris", "hours": {"mon": ["09:00-12:30", "13:30-17:00"]}},
    "routing_rules": [
        {
            "name": "Payments",
            "match": {"state": "amount > 500"},
            "assign_to_group": "finance",
            "ladder": [{"after_minutes": 30, "do": "escalate"}],
            "auto_response": {"enabled": True, "strategy": "fail"},
        }
    ],
}
NAMES = [
    *SETTINGS,
    "rule",
    "account",
    "inbox",
    "empty",
    "done",
    "review",
    "changes",
    "source",
    "answered",
    "lessons",
    "lesson",
    "candidate",
    "no_lessons",
    "taught",
    "adjusted",
    "runs",
    "waiting",
    "ended",
    "failed",
    "start",
    "mail_settings",
    "analytics",
    "no_figures",
    "trail",
    "decisions",
    "fact",
    "mailbox",
    "mail",
    "mail_text",
    "answer",
    "answer_closed",
    "answer_unknown",
    "missing",
    "found",
    "guide",
    "reference",
    "chapter",
]
CROWDED = {
    "analytics",
    "inbox",
    "review",
    "waiting",
    "mail",
    "lessons",
    "candidate",
    "taught",
    "answer",
    "answer_closed",
    "deadlines",
}  # whose parts hide or move on a phone


def _look(ana, name, address, contrasts):
    """What is wrong with a screen, by the view it is seen in; it is loaded once for all of them."""
    page, wrong = ana.page, {}
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    source = page.goto(ana.base + address).body()
    if len(source) >= LARGEST_PAGE:
        wrong["source"] = f"is {len(source)} octets"
    if inline := INLINE.search(source):
        wrong["inline"] = inline[0].decode()
    if name not in ALIKE:
        wrong["light"] = findings(page, ALL_BUT_COLOURS) + contrasts.findings(page)
        page.emulate_media(color_scheme="dark")
        wrong["dark"] = contrasts.findings(page)
    page.set_viewport_size(NARROW)
    if name in CROWDED:
        wrong["narrow, dark"] = contrasts.findings(page)
        page.emulate_media(color_scheme="light")
        wrong["narrow, light"] = findings(page, ALL_BUT_COLOURS) + contrasts.findings(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width != NARROW["width"]:
        wrong["narrow"] = f"is {width} wide"
    return {view: what for view, what in wrong.items() if what}


class TestEveryScreen:
    def test_is_open_to_everybody_small_without_inline_scripts_and_fits_a_phone(
        self, visit, screens, browser_watch
    ):
        browser_watch.allow("404")
        ana = visit(reduced_motion="reduce")  # colours must not be half-way between two schemes
        contrasts = Contrasts()

        found = {name: _look(ana, name, screens[name], contrasts) for name in NAMES + ALIKE}

        assert {name: wrong for name, wrong in found.items() if wrong} == {}


EDGES = """() => [...document.querySelectorAll(".button, .input, .card, .segments, .pad")]
  .filter((each) => each.checkVisibility() && getComputedStyle(each).outlineStyle === "none")
  .map((each) => each.outerHTML.slice(0, 80))"""
CURRENT = "[aria-current], .segments [aria-pressed=true]"


class TestWhoeverChoseTheirOwnColours:
    def test_sees_the_edges_of_what_can_be_used_and_where_they_are(self, visit, screens):
        ana = visit(forced_colors="active")

        for name in ("inbox", "review", "lessons", "routing", "analytics"):
            ana.go(screens[name])
            assert ana.page.evaluate(EDGES) == [], name
            drawn = ana.page.locator(CURRENT).evaluate_all(
                "(all) => all.map((each) => getComputedStyle(each).outlineWidth)"
            )
            assert set(drawn) == {"2px"}, name


class TestAtFourTimesTheSize:
    def test_no_page_is_wider_than_the_window(self, visit, screens):
        ana = visit(viewport={"width": 320, "height": 256})

        for name in (
            "inbox",
            "review",
            "changes",
            "waiting",
            "routing",
            "rule",
            "trail",
            "account",
        ):
            ana.go(screens[name])
            assert ana.page.evaluate("document.documentElement.scrollWidth") == 320, name


class TestPaper:
    def test_has_what_was_asked_and_answered_in_ink_and_no_buttons(self, visit, screens):
        ana = visit(color_scheme="dark")
        page = ana.page
        page.emulate_media(media="print")

        ana.go(screens["answered"])
        expect(page.locator("#content .prose")).to_be_visible()
        expect(page.locator("#decision")).to_contain_text("Approved by you")
        for hidden in (".side", ".top", ".tabs", "#say"):
            expect(page.locator(hidden)).to_be_hidden()
        moment = page.locator(".timeline time").first.evaluate(
            "(time) => getComputedStyle(time, '::after').content"
        )
        assert re.fullmatch(r'" \("?.*\d{4}-\d\d-\d\d \d\d:\d\d UTC.*\)"', moment)
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        ana.go(screens["review"])
        expect(page.locator("#decision")).to_be_hidden()
        ana.go(screens["trail"])
        expect(page.get_by_role("heading", name="Audit trail")).to_be_visible()


TOO_WIDE = """() => {
  const top = document.querySelector(".top");
  return Math.max(document.documentElement.scrollWidth - innerWidth, top.scrollWidth - top.clientWidth);
}"""


class TestATablet:
    @pytest.mark.parametrize("has_touch", [True, False])
    def test_held_upright_shows_each_page_within_its_frame(self, visit, screens, has_touch):
        ana = visit(viewport={"width": 768, "height": 1024}, has_touch=has_touch)

        for name in ("inbox", "review", "waiting", "lessons", "trail", "analytics", "routing"):
            ana.go(screens[name])
            assert ana.page.evaluate(TOO_WIDE) <= 0, name
        ana.go("/inbox?scope=everyone")
        assert ana.page.evaluate(TOO_WIDE) <= 0


# How much of the window shows what a request is about, once it is scrolled to.
READABLE = """() => {
  const content = document.getElementById("content");
  content.scrollIntoView();
  const heights = [...Array(innerHeight).keys()];
  return heights.filter((y) => content.contains(document.elementFromPoint(innerWidth / 2, y))).length / innerHeight;
}"""


class TestAWindowThatIsLow:
    def test_has_room_for_what_is_decided_about(self, visit, screens):
        ana = visit(viewport={"width": 640, "height": 360})
        ana.go(screens["review"])

        for size in (
            {"width": 640, "height": 360},
            {"width": 720, "height": 450},
            {"width": 320, "height": 256},
        ):
            ana.page.set_viewport_size(size)
            assert ana.page.evaluate(READABLE) > 0.6, size


TOO_SMALL = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const letters = seen("input:not([type=checkbox], [type=radio]), select, textarea")
    .filter((each) => Number.parseFloat(getComputedStyle(each).fontSize) < 16);
  const targets = seen(".button, .quiet-button, select, .segments :is(a, button), summary:not(.tree *)")
    .filter((each) => each.getBoundingClientRect().height < 40);
  return [...letters, ...targets].map((each) => each.outerHTML.slice(0, 80));
}"""


class TestAFinger:
    def test_meets_what_it_can_press_and_types_without_the_page_being_enlarged(
        self, visit, screens
    ):
        ana = visit(viewport=NARROW, has_touch=True, is_mobile=True)

        for name in ("inbox", "review", "ended", "routing", "rule", "analytics", "trail", "answer"):
            ana.go(screens[name])
            assert ana.page.evaluate(TOO_SMALL) == [], name
            assert ana.page.evaluate("document.documentElement.scrollWidth") == 390, name


class TestTheScripts:
    def test_are_small(self):
        assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < LARGEST_SCRIPTS


class TestTheSignInPage:
    def test_is_open_to_everybody_and_tells_a_stranger_what_to_do(self, page, served):
        page.goto(served.base + "/inbox")

        expect(page.get_by_role("heading", name="Sign in to signoff")).to_be_visible()
        assert findings(page, EVERY_RULE) == ""


class TestTheTheme:
    def test_is_chosen_by_the_person_and_kept(self, ana):
        ana.go("/inbox")

        ana.page.get_by_role("button", name="Account of").click()
        ana.page.get_by_role("button", name="Dark").click()

        expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
        ana.go("/runs")
        expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
