"""The browser the suite drives: real, watched, and unable to leave this machine."""

from __future__ import annotations

import asyncio
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.support.axe import EVERY_RULE, findings

PAGE = b"""<!doctype html><html lang="en"><head><title>Frame</title>
<link rel="icon" href="data:,"></head>
<body><main><h1>It works</h1><p>Plain</p></main>
<script>document.querySelector('p').textContent = 'Scripted'</script></body></html>"""


class _OnePage(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Say nothing: the test's output belongs to the test."""


@pytest.fixture(scope="module")
def address():
    with ThreadingHTTPServer(("127.0.0.1", 0), _OnePage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
class TestAPageInTheBrowser:
    def test_is_rendered(self, page, address):
        page.goto(address)

        assert page.get_by_role("paragraph").text_content() == "Scripted"

    def test_can_be_checked_for_accessibility(self, page, address):
        page.goto(address)

        assert findings(page, EVERY_RULE) == ""

    def test_can_be_seen_as_a_reader_without_javascript_sees_it(self, new_context, address):
        page = new_context(java_script_enabled=False).new_page()

        page.goto(address)

        assert page.get_by_role("paragraph").text_content() == "Plain"


@pytest.mark.browser
class TestThePagesWatch:
    def test_hears_what_a_page_says_in_the_console(self, page, address, browser_watch):
        page.goto(address)

        page.evaluate("console.warn('hm'); console.error('oh'); console.log('fine')")

        heard = ["console warning: hm", "console error: oh", "console log: fine"]
        assert browser_watch.complaints == heard
        browser_watch.allow("hm|oh|fine")

    def test_sees_an_error_that_nobody_caught(self, page, address, browser_watch):
        page.goto(address)

        with page.expect_event("pageerror"):
            page.evaluate("setTimeout(() => { throw new Error('lost') })")

        assert "lost" in browser_watch.complaints[0]
        browser_watch.allow("lost")

    def test_sees_a_request_to_another_machine_that_leads_nowhere(
        self, page, address, browser_watch
    ):
        page.goto(address)

        answer = page.evaluate("fetch('http://192.0.2.1/x').then(() => 'left', () => 'stopped')")

        assert answer == "stopped"
        assert browser_watch.complaints[0] == "request to another machine: http://192.0.2.1/x"
        browser_watch.allow("192.0.2.1|ERR_|Failed to load")

    def test_hears_nothing_of_what_it_left(self, page, address, browser_watch):
        page.goto(address)
        browser_watch.leave(page.context)

        page.evaluate(
            "console.error('of another test'); fetch('http://192.0.2.1/x').catch(() => {})"
        )
        page.evaluate("setTimeout(() => { throw new Error('lost') })")
        with page.expect_event("pageerror"):
            page.evaluate("setTimeout(() => { throw new Error('lost, too') })")

        assert browser_watch.complaints == []

    def test_lets_pass_what_the_test_expects(self, page, address, browser_watch):
        browser_watch.allow("404")

        page.goto(address + "missing")

        assert browser_watch.complaints == []


@pytest.mark.browser
class TestAfterABrowserTest:
    def test_async_code_can_run_a_loop_of_its_own(self, browser):
        async def answer():
            return browser.is_connected is not None

        assert asyncio.run(answer())
