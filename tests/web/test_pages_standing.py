"""What pages say where several people decide, to whoever is asked, was, or never will be."""

import re

import pytest

from signoff.inbox.policy_text import read_policy
from tests.web.cast import ANA, BEN

CARL, DORA = "carl@example.com", "dora@example.com"
FORM = re.compile(r'name="(form|content_hash)" value="([^"]+)"')


@pytest.fixture
def asked(stage):
    """Have ben and carl asked, both of whom must agree, then dora; return the request's page."""
    text = {
        "groups": {"all": {"members": [BEN, CARL]}},
        "routing_rules": [
            {
                "name": "All",
                "match": {},
                "stages": [{"assign_to_group": "all", "needed": 2}, {"assign_to_email": DORA}],
            }
        ],
    }
    app = stage.bench.app
    with app.unit() as unit:
        unit.policies.put(app.deployment_id, read_policy(text), expected_version=None)
        unit.commit()
    for person in (BEN, CARL, DORA):
        stage.member(person, role="reviewer")
    return f"/requests/{stage.pending()}"


def decide(browser, page, outcome):
    return browser.post(f"{page}/decision", data={"outcome": outcome, "comment": "My words"})


def shown(browser, page):
    return " ".join(browser.get(page).text.split())


class TestTheReviewPage:
    def test_says_who_is_awaited_and_whose_turn_is_over(self, stage, asked):
        ben, carl, ana = stage.browser(BEN), stage.browser(CARL), stage.browser(ANA)
        assert f"Stage 1 of 2: 0 answered, 2 must agree, waiting for you and {CARL}." in shown(
            ben, asked
        )
        assert 'class="decision"' in shown(ben, asked)
        assert f"Waiting for {BEN} and 1 more" in shown(ben, asked)

        assert decide(ben, asked, "approved").status_code == 303
        assert "1 answered, 2 must agree, waiting for you." in shown(carl, asked)
        assert f"{BEN} and {CARL} are asked, not you. You manage requests" in shown(ana, asked)

        decide(carl, asked, "approved")
        html = shown(ben, asked)
        assert f"{DORA} is asked, not you. Nothing is needed from you." in html
        assert 'class="decision"' not in html
        again = decide(ben, asked, "rejected")
        assert again.status_code == 403
        assert f"asked of {DORA}, not of {BEN}" in again.text
        assert "My words" in again.text

    def test_notes_the_first_of_those_who_are_asked_to_open_it(self, stage, asked):
        for person in (ANA, CARL, BEN):
            stage.browser(person).get(asked)

        with stage.bench.app.unit() as unit:
            events = unit.trail.of_request(asked.rpartition("/")[2])
        assert [each.actor for each in events if each.kind.value == "request.seen"] == [CARL]


class TestTheInbox:
    def test_lists_as_mine_what_i_am_asked_with_others(self, stage, asked):
        for person, count in ((BEN, True), (CARL, True), (DORA, False)):
            html = stage.browser(person).get("/inbox").text
            assert (f'href="{asked}"' in html) == count, person


class TestThePageOfAMail:
    def test_counts_a_vote_and_says_so_also_after_the_stage_has_passed(self, stage, asked):
        links = {
            posted.recipient: re.search(r"http://[^/]+(/answer/\w+)", text)[1]
            for posted in stage.bench.posted
            for text in [posted.message.get_body(("plain",)).get_content()]
        }
        anybody = stage.stranger(Accept="text/html")

        def vote(person, outcome):
            fields = dict(FORM.findall(anybody.get(links[person]).text))
            return anybody.post(links[person], data={"outcome": outcome, "comment": "", **fields})

        assert vote(BEN, "approved").status_code == 303
        html = shown(anybody, links[BEN])
        assert "Your vote is counted" in html
        assert "1 of the 2" in html
        assert 'class="card padded answer-form"' in html, "it can still be changed"

        vote(CARL, "approved")
        html = shown(anybody, links[BEN])
        assert "Enough people have agreed, and the next ones are asked now." in html
        assert 'class="card padded answer-form"' not in html
        stage.bench.drain()
        told = [
            posted.message["Subject"] for posted in stage.bench.posted if posted.recipient == BEN
        ]
        assert len(told) >= 2, "the vote was confirmed by mail"
