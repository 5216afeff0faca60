"""What Ctrl K and /go find, and for whom."""

import re

import pytest

from tests.web.cast import ANA, BEN


def found(browser, words, at="/palette"):
    page = browser.get(at, params={"q": words})
    assert page.status_code == 200, page.text
    block = page.text[page.text.index('id="found"') :]
    return re.findall(r'<section aria-label="([^"]+)">|<a href="([^"]+)"', block)


def links(browser, words, at="/palette"):
    return [href for _, href in found(browser, words, at) if href]


class TestThePalette:
    def test_finds_pages_requests_runs_flows_and_lessons_by_all_words(self, stage):
        request = stage.pending(topic="Tea & <coffee>")
        with stage.bench.app.unit() as unit:
            run = unit.requests.get(request).run_id
        lesson = stage.bench.app.lessons(ANA).add(
            "Name the harvest", scope="PostFlow.review", source="human"
        )
        ana = stage.browser()

        cases = {
            "": f"/requests/{request}",
            "inbox": "/inbox",
            "API keys": "/settings/tokens",
            "coffee TEA": f"/requests/{request}",
            request: f"/requests/{request}",
            run: f"/runs/{run}",
            "po st": f"/runs/{run}",
            "start post": "/start?flow=post",
            "harvest": f"/lessons/{lesson.id}",
        }
        assert {words: link in links(ana, words) for words, link in cases.items()} == dict.fromkeys(
            cases, True
        )
        assert links(ana, "coffee milk") == []
        assert "Nothing matches “&lt;b&gt;”" in ana.get("/palette?q=<b>").text
        assert links(ana, "coffee", at="/go") == links(ana, "coffee")
        assert len(links(ana, "e")) <= 20

    @pytest.mark.parametrize(
        ("role", "never"),
        [
            ("reviewer", ["/settings/routing", "/settings/people", "/start"]),
            ("auditor", ["/settings/routing", "/settings/people", "/start"]),
            ("author", ["/settings/routing", "/settings/people"]),
        ],
    )
    def test_promises_nobody_what_their_roles_do_not_let_them_do(self, stage, role, never):
        hidden = stage.pending(topic="Secret merger")
        stage.member(BEN, role)
        ben = stage.browser(BEN)

        for words in ("", "start", "people", "routing", "secret", hidden):
            seen = links(ben, words)
            assert not set(seen) & set(never), (words, seen)
            if role != "auditor":
                assert f"/requests/{hidden}" not in seen

        sidebar = re.search(r'<nav aria-label="Main".*?</nav>', ben.get("/inbox").text, re.DOTALL)[
            0
        ]
        assert not any(f'href="{href}"' in sidebar for href in never)
