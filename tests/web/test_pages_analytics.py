"""The page of figures: what it shows of some days, for whom, and what it says where there is little."""

import csv
import io
import re
from datetime import timedelta

import pytest

from signoff import ids
from signoff.inbox.policy_text import read_policy
from signoff.inbox.request import Ask, Request, Verb
from signoff.inbox.response import Response, Source, Verification
from signoff.jobs.answer import Answer
from signoff.store.runs import Run
from signoff.web.pages.analytics.spoken import NOTHING
from tests.web.cast import ANA, BEN

LIMIT = 60_000


def answered(stage, outcome, person, *, flow="post", after=timedelta(0)):
    request_id = stage.pending(flow)
    stage.bench.clock.forward(after)
    token = Verification.TOKEN
    words = "" if outcome else "Fine by me."
    given = Answer(request_id, words, outcome, person, "api", token, may_override=True)
    stage.bench.app.answer(given)


def keep_policy(stage, text):
    app = stage.bench.app
    with app.unit() as unit:
        unit.policies.put(app.deployment_id, read_policy(text), expected_version=None)
        unit.commit()


def card(page, name):
    """The number of a card and what is said below it."""
    found = re.search(rf"<h2>{name}</h2>(.*?)</div>", page, re.DOTALL).group(1)
    number, below = re.findall(r'<p class="(?:big|against)">(.*?)</p>', found, re.DOTALL)
    return tuple(" ".join(re.sub("<[^>]+>", " ", part).split()) for part in (number, below))


def rows(page, id_):
    """The cells of the table in a section."""
    section = re.search(rf'aria-labelledby="{id_}-title">(.*?)</section>', page, re.DOTALL).group(1)
    body = re.search("<tbody>(.*?)</tbody>", section, re.DOTALL).group(1)
    return [
        [
            " ".join(re.sub("<[^>]+>", " ", cell).split())
            for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall("<tr>(.*?)</tr>", body, re.DOTALL)
    ]


class TestFiguresOfSomeDays:
    def test_are_numbers_charts_and_tables_that_agree_with_the_api(self, stage):
        keep_policy(stage, {"sla_target_minutes": 5})
        for minutes in (1, 2, 6):
            answered(stage, "approved", ANA, after=timedelta(minutes=minutes))
        answered(stage, "rejected", BEN, after=timedelta(minutes=9))
        stage.pending("careful")
        ana = stage.browser()
        page = ana.get("/analytics?days=7").text

        assert card(page, "Median response") == ("2 m", "Nothing to compare with")
        assert card(page, "Within SLA")[0] == "50 %"
        assert card(page, "Approved") == ("75 %", "of 4 that say it")
        assert card(page, "Reviews") == ("4", "+4 vs. 7 days before")
        reviewers = rows(page, "reviewers")
        assert [row[1:5] for row in reviewers] == [["3", "2m", "3m", "6m"], ["1", "9m", "9m", "9m"]]
        assert [row[5:] for row in reviewers] == [["66.7%", "100%"], ["0%", "0%"]]
        assert [row[1] for row in rows(page, "flows")] == ["4"]
        assert [row[1:] for row in rows(page, "outcomes")][-1] == ["3", "1"]
        assert rows(page, "response")[-1][1:] == ["4", "4m", "2m", "9m"]
        assert rows(page, "sla")[-1][1:] == ["2", "2", "50%"]
        assert rows(page, "ways")[0] == ["By the API", "4", "100%"]
        assert "1 request waits" in page
        assert "Target 5m" in page
        assert len(page.encode()) < LIMIT
        assert " style=" not in page
        sheets = re.findall(r'href="(/api/v1/analytics/[^"]+)"', page)
        assert len(sheets) == 9
        for address in sheets:
            sheet = ana.get(address.replace("&amp;", "&"))
            assert (sheet.status_code, sheet.headers["content-type"][:8]) == (200, "text/csv")
            assert list(csv.reader(io.StringIO(sheet.text)))[1:], address
        duty = next(one for one in stage.bench.app.ticks() if one.name == "figures")
        assert duty.tick() == 0  # of so few nothing is kept beforehand

    def test_say_approved_of_what_its_author_said_approves_and_of_how_many_that_is(self, stage):
        answered(stage, "approved", ANA)
        answered(stage, "escalate", ANA, flow="careful")
        answered(stage, "drop", ANA, flow="careful")
        answered(stage, None, ANA, flow="words")
        page = stage.browser().get("/analytics").text

        assert [row[-1] for row in rows(page, "reviewers")] == ["66.7% of 3"]
        assert [row[-1] for row in rows(page, "flows")] == ["50%", "100%", NOTHING]
        assert card(page, "Approved") == ("66.7 %", "of 3 that say it")
        legend = re.findall(r'class="(k-[^"]+)" width="8".*?</svg>([^<]+)</li>', page)[:4]
        assert legend == [
            ("k-good-0", "Approved"),
            ("k-good-1", "Escalate"),
            ("k-none-0", "In words"),
            ("k-none-1", "Drop"),
        ]

    def test_are_narrowed_by_what_the_address_says(self, stage):
        answered(stage, "approved", ANA)
        answered(stage, "escalate", BEN, flow="careful")
        ana = stage.browser()
        today = stage.bench.clock.now().date()

        one = ana.get(
            "/analytics", params={"flow": "careful", "from": str(today), "to": str(today)}
        ).text
        nobody = ana.get("/analytics", params={"reviewer": "eve@evil.example"}).text
        usual = ana.get(
            "/analytics",
            params={"days": "7", "from": str(today - timedelta(days=6)), "to": str(today)},
        ).text

        assert [row[0] for row in rows(one, "flows")] == ["careful"]
        assert len(rows(one, "outcomes")) == 1
        assert "No request had a target" in one
        assert "<option selected>careful</option>" in one
        assert "Nothing was asked in these days" in nobody
        assert "Show all of it" in nobody
        assert re.search(r'aria-current="true">7 days', usual)

    @pytest.mark.parametrize(
        ("params", "said"),
        [
            ({"from": "yesterday"}, "from=&#39;yesterday&#39; to=&#39;&#39; are no days"),
            ({"from": "2030-01-07", "to": "2030-01-01"}, "are no days to count over"),
            ({"from": "1980-01-01", "to": "2029-01-01"}, "Ask for 3660 days at most"),
            ({"from": "<script>"}, "from=&#39;&lt;script&gt;&#39;"),
        ],
    )
    def test_that_cannot_be_read_are_said_and_the_usual_ones_shown(self, stage, params, said):
        answer = stage.browser().get("/analytics", params=params)

        assert answer.status_code == 200
        assert said in answer.text
        assert "The last 30 days are shown" in answer.text

    def test_are_of_the_days_of_utc_to_whoever_kept_a_zone_that_none_takes_any_more(self, stage):
        with stage.bench.app.unit() as unit:
            unit.members.change(unit.members.find(ANA).id, zone="Factory")
            unit.commit()

        assert stage.browser().get("/analytics").status_code == 200

    def test_of_many_days_are_cut_into_weeks_and_then_months(self, stage):
        answered(stage, "approved", ANA)
        ana = stage.browser()
        today = stage.bench.clock.now().date()
        for n, each, most in ((90, "by week", 15), (365, "by week", 54), (2_000, "by month", 68)):
            first = today - timedelta(days=n - 1)
            page = ana.get("/analytics", params={"from": str(first), "to": str(today)}).text

            assert each in page
            assert len(rows(page, "volume")) <= most
            assert len(page.encode()) < LIMIT


class TestTwoDeployments:
    @pytest.fixture
    def other(self, stage):
        """Another deployment of the same organisation, in which something was decided."""
        app, now = stage.bench.app, stage.bench.clock.now()
        with app.unit() as unit:
            other = unit.deployments.put("other", creator=BEN, now=now)
            unit.members.adopt(other, unit.members.organisation_of(app.deployment_id))
            run = Run(ids.new_id(), other, "post", "waiting", {}, ANA, now)
            unit.runs.add(run)
            ask = Ask(ids.new_id(), "review", "Well?", "It.", outcomes=("approved", "rejected"))
            asked = Request(ids.new_id(), run.id, "post", ask, BEN, now, deployment_id=other)
            unit.requests.add(asked)
            assert unit.requests.close(asked.move(Verb.ANSWER, now=now))
            said = (Source.BUTTON, BEN, "api", Verification.TOKEN)
            unit.requests.add_response(Response(asked.id, "No.", "rejected", *said, now))
            unit.commit()
        return other

    def test_are_counted_together_or_one_alone_for_whom_manages_both(self, stage, other):
        answered(stage, "approved", ANA)
        ana = stage.browser()
        both, one = (ana.get(f"/analytics{asked}").text for asked in ("", "?deployment=other"))

        assert [card(page, "Reviews")[0] for page in (both, one)] == ["2", "1"]
        assert [card(page, "Approved")[0] for page in (both, one)] == ["50 %", "0 %"]
        assert "<option selected>other</option>" in one
        for page, asked in ((both, "deployment=%2A"), (one, "deployment=other")):
            for address in re.findall(r'href="(/api/v1/analytics/[^"]+)"', page):
                assert asked in address
        summary = "/api/v1/analytics/summary"
        program = stage.program()
        for asked, n in (("*", 2), ("other", 1), (other, 1), (None, 1)):
            found = program.get(summary, params={"deployment": asked} if asked else {})
            assert found.json()["now"]["answered"] == n

    def test_are_one_for_whom_manages_only_that(self, stage, other):
        del other
        answered(stage, "approved", ANA)
        stage.member(BEN, deployment_id=stage.bench.app.deployment_id)
        ben = stage.browser(BEN)
        usual, asked = (ben.get(f"/analytics{said}") for said in ("", "?deployment=other"))

        assert card(usual.text, "Reviews")[0] == card(asked.text, "Reviews")[0] == "1"
        assert 'name="deployment"' not in usual.text
        assert "There is no deployment &#39;other&#39; whose requests you manage" in asked.text
        found = stage.program(BEN).get("/api/v1/analytics/summary?deployment=*").json()
        assert (found["now"]["answered"], found["now"]["withheld"]) == (1, 0)


class TestAnInstallationWithoutRequests:
    def test_says_how_figures_come_about(self, stage):
        page = stage.browser().get("/analytics").text

        assert "Nothing was asked in these days" in page
        assert "Start a run" in page


class TestAReviewer:
    def test_is_shown_no_figures_and_no_way_there(self, stage):
        stage.member(BEN, role="reviewer")
        ben = stage.browser(BEN)

        assert ben.get("/analytics").status_code == 403
        assert 'href="/analytics"' not in ben.get("/inbox").text
