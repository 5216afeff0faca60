"""The stage of the browser's stories: a whole signoff in a process of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from signoff.client import Client, RunDetail
from tests.browser.cast import ANA, all_flows
from tests.support.browser import DriverLoop
from tests.support.served import Running, data_settings, serving

IN_TIME = 60_000  # milliseconds: a run is advanced by another process on a busy machine
expect.set_options(timeout=IN_TIME)


def press(page: Page, *keys: str) -> None:
    """Press keys, once the page's scripts are there to hear them: its text is seen before."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for the stories of a module; each story starts runs of its own."""
    folder: Path = tmp_path_factory.mktemp("served")
    with serving(data_settings(folder, "", creator=ANA), all_flows) as running:
        yield running


@pytest.fixture(scope="module")
def cookies() -> list[dict[str, object]]:
    """The session that the first story of a module signed in to: a link works once."""
    return []


@pytest.fixture(scope="module")
def program(served: Running) -> Iterator[Client]:
    """A program of Ana's: has requests there for stories that begin later than at a start."""
    with Client(served.base, served.token) as client:
        yield client


def have_asked(program: Client, flow: str) -> RunDetail:
    """Start a run, and return it once it asks somebody."""
    started = program.kickoff(flow)
    return program.wait_for_run(started.id, within=IN_TIME / 1_000, or_waiting=True)


@dataclass
class Visitor:
    """A person at a browser."""

    page: Page
    base: str
    program: Client

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def sign_in(self, link: str) -> None:
        self.go(link)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/inbox")

    def start(self, flow: str = "post") -> str:
        """Start a run from the page; return its address."""
        self.go(f"/start?flow={flow}")
        self.page.get_by_role("button", name=f"Start {flow}").click()
        self.page.wait_for_url("**/runs/*")
        return self.page.url.removeprefix(self.base)

    def open_request(self, flow: str = "post") -> str:
        """Open the request of a run that a program started; return the run's address."""
        run = have_asked(self.program, flow)
        self.go(f"/requests/{run.pending_requests[0].id}")
        return f"/runs/{run.id}"

    def review(self) -> None:
        """Follow the page's link to the request that waits."""
        self.page.get_by_role("link", name="Review", exact=True).click()
        self.page.wait_for_url("**/requests/*")

    def teach(self, words: str, lesson: str) -> str:
        """Answer a run that learns in these words, and wait for the lesson; return its address."""
        self.open_request("article")
        self.page.get_by_label("Comment").fill(words)
        self.page.get_by_role("button", name="Needs revision").click()
        expect(self.page.get_by_role("status")).to_contain_text("is recorded")
        self.go("/lessons")
        self.look_until(lesson)
        link = self.page.get_by_role("link", name=lesson, exact=True)
        return str(link.get_attribute("href"))

    def wait_for(self, text: str) -> None:
        """Wait until the page shows this by itself."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def look_until(self, text: str) -> None:
        """Load the page again until it shows this: what a person without scripts does."""
        give_up_at = monotonic() + IN_TIME / 1_000
        while not self.page.get_by_text(text).count():
            assert monotonic() < give_up_at, f"{self.page.url} never showed {text!r}."
            self.page.reload()


@pytest.fixture(scope="module")
def kept(browser: Browser, driver_loop: DriverLoop) -> Iterator[list[BrowserContext]]:
    """Contexts that were emptied after a story: the next finds the module's files fetched."""
    contexts: list[BrowserContext] = []
    yield contexts
    driver_loop.put_back()
    for context in contexts:
        context.close()
    driver_loop.put_aside()


@pytest.fixture
def new_or_kept(new_context, browser, browser_watch, kept):
    """Gives a watched context that is of no other visitor: without options, a kept one."""
    given = []

    def take(**options) -> BrowserContext:
        if options:
            return new_context(**options)
        context = kept.pop() if kept else browser.new_context()
        given.append(context)
        browser_watch.follow(context)
        return context

    yield take
    for context in given:
        browser_watch.leave(context)
        _empty(context)
    kept.extend(given)


def _empty(context: BrowserContext) -> None:
    """Leave nothing of a story: the pages keep words in their tab alone, and go with it."""
    for page in context.pages:
        page.close()
    context.set_offline(False)
    context.clear_cookies()


@pytest.fixture
def visit(new_or_kept, served, program, cookies):
    """Opens a signed-in browser: visit(java_script_enabled=False)."""

    def opened(**options) -> Visitor:
        context = new_or_kept(**options)
        context.set_default_timeout(IN_TIME)
        visitor = Visitor(context.new_page(), served.base, program)
        if cookies:
            context.add_cookies(cookies)
        else:
            visitor.sign_in(served.link)
            cookies.extend(context.cookies())
        return visitor

    return opened


@pytest.fixture
def ana(visit) -> Visitor:
    """Ana, who is asked, signed in."""
    return visit()
