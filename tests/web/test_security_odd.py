"""No route breaks on what a stranger to its rules may write into an address."""

import pytest

from tests.web.conftest import OWN_PAGE
from tests.web.test_security import all_calls

# Each costs a call to every route, so what one of them can show is put together.
NOTHING = "%00"  # refused before any route is looked for: one of them shows it for all
ODD = (
    "%F0%9F%98%80'%22%3E%3Cscript%3E",
    "%ff%ED%A0%80",
    "-1",
    "..%2f..%2fsecret.key",
    "x" * 3000,
)
# What a database may trip over; the rest never gets so far, and is tried on one of them alone.
ODD_TO_A_DATABASE = ("%ff%ED%A0%80", "-1")
ODD_IN_A_QUERY = (*ODD[:3], "x" * 3000, "")  # none of it names a file
NAMES = ("status", "after", "limit", "q", "scope", "flow", "tab", "run_id", "assignee", "next")
# These refuse a status, number or id that is none before they look for anything, but no words.
LISTS = {f"/api/v1/{things}" for things in ("audit", "lessons", "requests", "runs")}
WORDS = ("flow", "step", "assignee", "actor", "q")

FIELDS = ("theme", "outcome", "comment", "inputs", "text", "content_hash")
ODD_IN_A_FORM = ("%00", "%ff%ED%A0%80", "%F0%9F%98%80'%22%3E%3Cscript%3E", "x" * 3000)
KEPT = ["outcome=approved&comment=a%00b&text=a%00b", "comment=%00&text=%00"]
UNREADABLE = ["", "%&&=="]
NO_INPUTS = ["inputs={", "inputs=[]", "inputs=NaN"]


def queries(odds):
    """Let every name have every value once; they differ, for the first that is refused hides the rest."""
    for shift in range(len(odds)):
        values = [odds[(shift + place) % len(odds)] for place in range(len(NAMES))]
        yield "&".join(f"{name}={value}" for name, value in zip(NAMES, values, strict=True))


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def is_sqlite(stage):
    return stage.bench.app.engine.dialect.name == "sqlite"


@pytest.fixture
def odds(is_sqlite):
    return ODD if is_sqlite else ODD_TO_A_DATABASE


class TestAnOddAddress:
    def test_breaks_nothing_in_its_path(self, stage, odds):
        browser = stage.browser()
        paths = [path for method, path in all_calls(stage.web) if method == "GET" and "{" in path]
        assert paths

        broken = [
            (path, odd)
            for path in paths
            for odd in odds
            if browser.get(path.partition("{")[0] + odd + path.partition("}")[2]).status_code >= 500
        ]

        assert broken == []
        assert browser.get(f"/runs/{NOTHING}").status_code == 400

    def test_breaks_nothing_in_its_query(self, stage, is_sqlite):
        stage.pending()
        browser = stage.browser()
        odds = ODD_IN_A_QUERY if is_sqlite else ODD_TO_A_DATABASE
        paths = [
            path
            for method, path in all_calls(stage.web)
            if method == "GET" and "{" not in path and path != "/events"
        ]

        in_words = ["&".join(f"{name}={odd}" for name in WORDS) for odd in odds]

        broken = [
            (path, odd)
            for path in paths
            for odd in (*queries(odds), *(in_words if path in LISTS else ()))
            if browser.get(f"{path}?{odd}").status_code >= 500
        ]

        assert broken == []
        assert {*paths} >= LISTS
        assert browser.get(f"/runs?q=a{NOTHING}").status_code == 400

    def test_breaks_nothing_in_a_form(self, stage, is_sqlite):
        browser = stage.browser()
        paths = [
            path
            for method, path in all_calls(stage.web)
            if method == "POST" and "/api/" not in path
        ]
        odds = ODD_IN_A_FORM if is_sqlite else ODD_IN_A_FORM[:2]
        forms = ["&".join(f"{name}={odd}" for name in FIELDS) for odd in odds] + KEPT
        if is_sqlite:  # these are refused before any database is asked
            forms += UNREADABLE
        for_a_run = [f"flow=post&{form}" for form in [*forms, *(NO_INPUTS if is_sqlite else [])]]

        broken = []
        for path in paths:
            if path.startswith("/sign-"):
                continue
            # A run is started only for an address that names its request: it costs ten calls.
            given = stage.pending() if "{request_id}" in path else ""
            address = path.replace("{request_id}", given)
            address = "x".join(part.partition("{")[0] for part in address.split("}"))
            for form in for_a_run if path == "/start" else forms:
                answer = browser.post(
                    address,
                    content=form,
                    headers={"Content-Type": "application/x-www-form-urlencoded"} | OWN_PAGE,
                )
                if answer.status_code >= 500:
                    broken.append((address, form))

        assert broken == []
