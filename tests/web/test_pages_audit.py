"""The trail as a page: found, filtered, one fact, and how the chain stands."""

import html
import re

import pytest
from sqlalchemy import text

from signoff.inbox.audit import EventKind
from signoff.jobs.start import start_run
from signoff.store.audit.reading import Filters, list_links
from signoff.web.pages.audit.page import MOST_CHECKED_HERE
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE

LIMIT = 60_000


@pytest.fixture
def ana(stage):
    """Ana at a browser, after a run that she answered and one that waits."""
    browser = stage.browser()
    request_id = stage.pending(topic="<b>spring</b>")
    stage.program(ANA).post(f"/api/v1/requests/{request_id}/respond", json={"outcome": "rejected"})
    stage.bench.drain()
    stage.pending("careful")
    return browser


def facts(page):
    """The cells of each line, their tags left out."""
    body = re.search("<tbody>(.*?)</tbody>", page, re.DOTALL).group(1)
    return [
        [
            " ".join(re.sub("<[^>]+>", " ", cell).split())
            for cell in re.findall("<td.*?>(.*?)</td>", row, re.DOTALL)
        ]
        for row in re.findall("<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def badge(page):
    found = re.search('<form class="chain (t-.*?)".*?>(.*?)</form>', page, re.DOTALL)
    return found.group(1), " ".join(re.sub("<[^>]+>", " ", found.group(2)).split())


class TestTheTrail:
    @pytest.fixture
    def door_databases(self, databases):
        """What is looked for is asked in the words of each database."""
        return databases

    def test_is_listed_newest_first_and_searched_by_what_people_know(self, stage, ana):
        page = ana.get("/audit").text
        listed = facts(page)
        seqs = [int(row[-1]) for row in listed]

        assert seqs == sorted(seqs, reverse=True)
        assert {"Run started", "Request opened", "Request answered"} <= {row[1] for row in listed}
        assert "<b>spring</b>" not in page
        assert len(page.encode()) < LIMIT
        for params, wanted in (
            ({"kind": "request.answered"}, {"Request answered"}),
            ({"q": "SPRING", "kind": "request.opened"}, {"Request opened"}),
            ({"q": "Ask the board", "kind": "request.opened"}, {"Request opened"}),
            ({"q": "ana@", "kind": "request.answered"}, {"Request answered"}),
        ):
            found = facts(ana.get("/audit", params=params).text)
            assert {row[1] for row in found} == wanted
            assert len(found) == 1, params
        for params in ({"q": "%"}, {"person": BEN}, {"to": "2000-01-01"}):
            nothing = ana.get("/audit", params=params).text
            assert ("No fact matches" in nothing, "<tbody>" in nothing) == (True, False), params

    def test_shows_decisions_with_outcome_channel_and_proof(self, ana):
        page = ana.get("/audit?show=decisions").text

        [row] = facts(page)
        assert "spring" in row[1]
        assert row[2:6] == ["Rejected", ANA, "API", "Token"]
        assert 'class="toned t-bad"' in page

    def test_gives_an_outcome_the_colour_that_its_author_gave_it(self, stage, ana):
        with stage.bench.app.reading() as connection:
            query = "SELECT id FROM request WHERE status = 'pending'"
            [request_id] = connection.exec_driver_sql(query).scalars()
        given = {"outcome": "escalate"}
        stage.program(ANA).post(f"/api/v1/requests/{request_id}/respond", json=given)

        page = ana.get("/audit?show=decisions").text
        seq = facts(page)[0][-1]

        assert 'class="toned t-good">Escalate<' in page
        assert 'class="toned t-good"' in ana.get(f"/audit/{seq}").text

    def test_leads_to_files_with_the_same_facts(self, ana):
        for params in (
            {"show": "decisions"},
            {"q": "spring", "from": "2030-01-01", "to": "2031-01-01"},
        ):
            page = ana.get("/audit", params=params).text
            shown = {int(row[-1]) for row in facts(page)}
            for form in ("csv", "jsonl"):
                address = re.search(
                    rf'href="(/api/v1/audit/export\?format={form}[^"]*)"', page
                ).group(1)
                sent = ana.get(address.replace("&amp;", "&")).text.splitlines()[1:]
                found = {
                    int(re.match(r'(?:\{"seq": ?)?(\d+)', line).group(1))
                    for line in sent
                    if re.match(r'\d|\{"seq', line)
                }
                assert found == shown, (form, params)

    def test_shortens_what_is_an_id_and_no_name(self, stage, ana):
        stage.browser().post(
            "/settings/roles",
            data={"name": "night-shift", "permissions": "read_audit", "do": "make"},
        )
        [row] = facts(ana.get("/audit?kind=role.changed").text)

        assert "night-shift" in row

    def test_says_which_filters_it_left_out(self, ana):
        page = ana.get("/audit", params={"kind": "x.y", "run": "1", "from": "<i>"}).text

        assert "&#39;x.y&#39; is no kind of fact. &#39;1&#39; is no id of a run." in page
        assert "from=&#39;&lt;i&gt;&#39; is no day" in page
        assert facts(page)


class TestALongTrail:
    def test_is_walked_page_by_page_to_its_first_fact(self, stage, ana):
        for _ in range(10):
            stage.pending("words")
        seen, address, n_pages = [], "/audit", 0
        while address:
            page = ana.get(address).text
            seen += [int(row[-1]) for row in facts(page)]
            older = re.search(r'href="([^"]+)">Older facts', page)
            address = older and older.group(1).replace("&amp;", "&")
            n_pages += 1

        assert seen == list(range(seen[0], 0, -1))
        assert n_pages > 1


class TestOneFact:
    def test_shows_its_data_its_hashes_and_what_vouches_for_it(self, stage, ana):
        [row] = facts(ana.get("/audit?show=decisions").text)
        fact = (
            stage.program(ANA)
            .get("/api/v1/audit", params={"kind": "request.answered"})
            .json()["items"][0]
        )
        page = ana.get(f"/audit/{row[-1]}").text

        assert fact["seq"] == int(row[-1])
        for shown in (
            fact["hash"],
            fact["id"],
            "content_hash",
            "Rejected",
            "No checkpoint vouches",
        ):
            assert shown in page
        evidence = re.search(r'href="(/api/v1/runs/[^"]+/evidence)"', page).group(1)
        assert ana.get(evidence).headers["content-type"] == "application/zip"
        # To bundle is to sign: from now on a checkpoint vouches for it.
        signed = ana.get(f"/audit/{row[-1]}").text
        assert re.search(r"A checkpoint at fact \d+, signed", signed)
        assert stage.bench.app.audit_key.public.id in signed

    def test_leads_to_the_next_and_back_among_what_was_asked_for(self, ana):
        opened = [row[-1] for row in facts(ana.get("/audit?kind=request.opened").text)]
        page = ana.get(f"/audit/{opened[0]}?kind=request.opened").text
        ways = re.findall(r'class="icon-button" href="(.+?)"', page)

        assert f'href="/audit/{opened[0]}"' in ana.get("/audit").text
        assert ways == [
            "/audit?kind=request.opened",
            f"/audit/{opened[1]}?kind=request.opened",
        ]

    def test_that_is_not_there_is_said_so(self, stage):
        browser = stage.browser()
        for seq in ("0", "99999", "x", "9" * 40, "-1"):
            answer = browser.get(f"/audit/{seq}")

            assert answer.status_code == 404
            assert "Open the audit trail" in answer.text


class TestTheChain:
    def test_is_checked_by_a_button_and_says_up_to_where(self, stage, ana):
        before = badge(ana.get("/audit").text)
        pressed = ana.post("/audit/check", headers=OWN_PAGE)
        after = badge(ana.get("/audit").text)
        stage.pending()
        later = badge(ana.get("/audit").text)

        assert before[0] == "t-none"
        assert "Nobody has checked this trail yet" in before[1]
        assert (pressed.status_code, pressed.headers["location"]) == (303, "/audit")
        assert after[0] == "t-good"
        assert re.search(rf"Whole up to fact \d+ , checked just now by {ANA}", after[1])
        assert re.search(r"\d+ facts have come since", later[1])

    def test_is_checked_without_losing_what_was_asked_for(self, stage, ana):
        asked = "/audit?show=decisions&q=Post"
        page = ana.get(asked).text

        [check] = re.findall(r'action="(/audit/check[^"]*)"', page)
        pressed = ana.post(html.unescape(check), headers=OWN_PAGE)

        assert pressed.headers["location"] == asked
        elsewhere = ana.post("/audit/check?q=a%0d%0aset-cookie:b&before=1", headers=OWN_PAGE)
        assert elsewhere.headers["location"].startswith("/audit?q=a")

    def test_that_is_broken_says_where_and_what_to_do(self, stage, ana):
        app = stage.bench.app
        with app.engine.begin() as connection:
            connection.execute(text("UPDATE response SET outcome = 'approved'"))
        ana.post("/audit/check", headers=OWN_PAGE)

        tone, said = badge(ana.get("/audit").text)

        assert tone == "t-bad"
        assert "The trail is broken at fact" in said
        assert re.search(r"The answer to request .* is stored with another .* \(altered\)", said)
        assert "run signoff audit verify" in said

    def test_is_left_to_the_command_line_where_it_is_long(self, stage, ana):
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text(f"UPDATE audit_head SET seq = {MOST_CHECKED_HERE + 1}"))
        ana.post("/audit/check", headers=OWN_PAGE)

        tone, said = badge(ana.get("/audit").text)

        assert (tone, "Check now" in said) == ("t-none", False)
        assert "Check with signoff audit verify" in said


class TestWhoAuditsOneDeployment:
    def test_sees_its_facts_alone(self, stage, ana):
        app, now = stage.bench.app, stage.bench.clock.now()
        with app.unit() as unit:
            other = unit.deployments.put("other", creator=BEN, now=now)
            theirs = start_run(
                unit, flows=app.flows, deployment_id=other, flow="post", inputs={"topic": "theirs"},
                starter="zoe@example.com", now=now,
            )  # fmt: skip
            unit.commit()
        carl = "carl@example.com"
        stage.member("dora@example.com")
        stage.member(carl, role="auditor", deployment_id=app.deployment_id)
        browser = stage.browser(carl)

        page = browser.get("/audit").text
        with app.unit() as unit:
            [started] = unit.trail.of_run(theirs)
            [added] = [link for link in _links(app) if link.kind == EventKind.PERSON_ADDED.value][
                -1:
            ]
            hidden = next(link.seq for link in _links(app) if link.id == started.id)

        assert "Request answered" in page
        assert "zoe@example.com" not in page
        for seq in (hidden, added.seq):
            assert browser.get(f"/audit/{seq}").status_code == 404
        assert f'<option value="{ANA}">{ANA}</option>' in page
        assert "dora@example.com" not in page


class TestAReviewer:
    def test_is_shown_no_trail_and_no_way_there(self, stage):
        stage.member(BEN, role="reviewer")
        ben = stage.browser(BEN)

        assert [ben.get(path).status_code for path in ("/audit", "/audit/1")] == [403, 403]
        assert 'href="/audit"' not in ben.get("/inbox").text


def _links(app):
    with app.reading() as connection:
        return list_links(connection, Filters())
