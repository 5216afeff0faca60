"""What an owner is shown of what is set up and what is not."""

import re

from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE


def left(page):
    """The names of the steps that are left."""
    block = page.text[page.text.index('id="steps"') : page.text.index("</ol>")]
    steps = re.findall(r'<li( class="done")?>.*?<h2>([^<]*)', block, re.DOTALL)
    return [name for done, name in steps if not done]


class TestTheGuide:
    def test_is_done_by_what_there_is_and_goes_then(self, open_stage):
        stage = open_stage()
        ana = stage.browser()
        names = left(ana.get("/guide"))
        assert names[0] == "Start a run"
        assert len(names) == 7
        assert "7 left" in ana.get("/inbox").text

        request = stage.pending()
        given = Answer(request, "approved", None, ANA, "email", Verification.MATCHED)
        stage.bench.app.answer(given)
        stage.member(BEN, "reviewer")
        version = re.search(r'name="version" value="(\d+)"', ana.get("/settings/policy").text)[1]
        policy = '{"routing_rules": [{"name": "All", "assign_to_email": "ben@example.com"}]}'
        ana.post("/settings/policy", data={"policy": policy, "version": version})

        assert left(ana.get("/guide")) == [
            "Send mail through your own server",
            "Keep a copy of the keys",
        ]
        ana.post("/guide", data={"do": "kept"}, headers=OWN_PAGE)
        assert left(ana.get("/guide")) == ["Send mail through your own server"]
        assert "1 left" in ana.get("/inbox").text
        assert "Getting started" not in stage.browser(BEN).get("/inbox").text

    def test_is_sent_away_and_had_back(self, stage):
        ana = stage.browser()

        sent = ana.post("/guide", data={"do": "hidden"})

        assert sent.headers["location"] == "/inbox"
        assert "Getting started" not in ana.get("/inbox").text
        assert "Start a run" in ana.get("/guide").text
        ana.post("/guide", data={"do": "shown"})
        assert "Getting started" in ana.get("/inbox").text
        assert ana.post("/guide", data={"do": "nonsense"}).status_code == 422
