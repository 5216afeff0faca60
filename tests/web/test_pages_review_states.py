"""What a request's page says in each state that keeps somebody from answering, or lets them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from signoff.inbox import lifecycle
from tests.web.cast import ANA, BEN

CARL, DORA, AUDRA = "carl@example.com", "dora@example.com", "audra@example.com"


@pytest.fixture
def asked(stage):
    """Have ben and carl asked; return the address of the request's page."""
    both = {"groups": {"all": {"members": [BEN, CARL]}}}

    def ask(policy=None, **rule):
        given = {"reviewers": (BEN, CARL, DORA), "assign_to_group": "all", **rule}
        return stage.asked({**both, **(policy or {})}, **given)

    return ask


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def close(stage, page, verb, **more):
    """Close a request as the clock or the flow would."""
    with stage.bench.app.unit() as unit:
        request = unit.requests.get(page.rpartition("/")[2])
        verb(unit, request, now=stage.bench.clock.now(), **more)
        unit.commit()


class TestARequestThatWaits:
    def test_says_what_will_be_recorded_and_by_how_many(self, stage, asked):
        ben = stage.browser(BEN)
        shown = words(ben.get(asked(needed=2)))
        assert f"Recorded in the audit trail as {BEN} , as one of 2 answers" in shown
        assert "0 of 2 have answered. 2 must agree. One who refuses decides against it." in shown
        assert f"as {BEN} , final at once" in words(ben.get(asked()))

    def test_tells_who_voted_that_they_may_change_it(self, stage, asked):
        page, ben = asked(needed=2), stage.browser(BEN)
        fields = {"outcome": "approved", "rating": "2", "quality": "Dull."}
        ben.post(f"{page}/decision", data=fields)

        shown = words(ben.get(page))
        assert "Approved is counted: A post" in shown
        assert "You answered &#39;Approved&#39;; until it is decided you can change that." in shown
        assert "Approved just now · rated 2 of 5" in shown

    def test_is_not_the_next_of_those_who_voted_on_it_put_it_off_or_may_not_have_it(
        self, stage, asked
    ):
        voted, put_off, claimed, left = [asked(needed=n) for n in (2, 1, 1, 1)]
        ben, carl = stage.browser(BEN), stage.browser(CARL)
        ben.post(f"{put_off}/acts", data={"do": "snooze", "until": "hour"})
        carl.post(f"{claimed}/acts", data={"do": "claim"})

        sent = ben.post(f"{voted}/decision", data={"outcome": "approved"})
        assert sent.headers["location"] == left
        sent = ben.post(f"{left}/decision", data={"outcome": "approved"})
        assert sent.headers["location"] == "/inbox"
        inbox = ben.get("/inbox").text
        assert f'href="{voted}"' in inbox
        assert "You answered</span>" in inbox
        assert 'id="count-mine">1<' in inbox  # what is put off; the others want nothing of Ben

        stage.bench.clock.forward(timedelta(hours=2))
        assert f'<a class="button" href="{put_off}"' in ben.get(left).text

    def test_tells_who_started_the_run_that_somebody_else_must_approve_it(self, stage, asked):
        page, ana = asked(four_eyes=True), stage.browser(ANA)

        html = ana.get(page).text
        assert "You started this run, so somebody else must approve it. To refuse is open" in html
        buttons = dict(re.findall(r'value="(approved|rejected)"[^>]*?(disabled|data-key)', html))
        assert buttons == {"approved": "disabled", "rejected": "data-key"}
        assert ana.post(f"{page}/decision", data={"outcome": "approved"}).status_code == 403
        assert ana.post(f"{page}/decision", data={"outcome": "rejected"}).status_code == 303

        with stage.bench.app.unit() as unit:
            request_id = page.rpartition("/")[2]
            run_id = unit.requests.get(request_id).run_id
        stage.bench.drain()
        forks = stage.browser("fay@example.com")
        forked = forks.post(f"/runs/{run_id}/fork", data={"at": request_id, "outcome": ""})
        stage.bench.drain()
        with stage.bench.app.unit() as unit:
            run_id = forked.headers["location"].rpartition("/")[2]
            (again,) = unit.requests.of_run(run_id)
        assert "You started this run, so" in forks.get(f"/requests/{again.id}").text
        assert (
            "You started a run that this one was forked from, so somebody else must approve it."
            in ana.get(f"/requests/{again.id}").text
        )

    def test_tells_whoever_may_only_look_what_they_may(self, stage, asked):
        page = asked()
        stage.member(AUDRA, role="auditor")
        html = stage.browser(AUDRA).get(page).text

        assert "Your role here lets you look at requests, not answer them." in html
        assert 'class="decision"' not in html
        assert 'name="do"' not in html
        assert 'id="say"' in html
        assert "Nothing is needed from you." in html

    def test_tells_whoever_is_asked_and_may_only_look_where_they_can_answer(self, stage, asked):
        page = asked()
        stage.member(AUDRA, role="auditor")
        stage.browser(ANA).post(f"{page}/acts", data={"do": "add", "to": AUDRA})

        said = words(stage.browser(AUDRA).get(page))
        assert "You are asked. Your role here lets you look at requests, not answer them." in said
        assert "Answer by the mail that asked you" in said
        assert "Nothing is needed from you." not in said

    def test_refuses_a_rating_that_is_none_and_keeps_all_that_was_typed(self, stage, asked):
        page, ben, bare = asked(), stage.browser(BEN), stage.browser(BEN)
        bare.stage = None
        fields = {"outcome": "approved", "comment": "Fine", "rating": "11", "quality": "Good"}

        refused = ben.post(f"{page}/decision", data=fields)
        assert refused.status_code == 422
        assert "The rating &#39;11&#39; is none." in refused.text
        assert 'value="Good"' in refused.text
        assert ">Fine</textarea>" in refused.text

        for unbound in ({}, {"content_hash": ""}, {"content_hash": "0" * 64}):
            form = {"outcome": "approved", "comment": "Fine"} | unbound
            refused = bare.post(f"{page}/decision", data=form)
            assert refused.status_code == 409
            assert "Nothing was recorded" in refused.text
            assert ">Fine</textarea>" in refused.text


class TestARequestThatIsOver:
    def test_leads_to_the_newer_version_and_to_what_changed(self, stage, asked):
        old, new, ben = asked(), asked(), stage.browser(BEN)
        new_id = new.rpartition("/")[2]
        close(stage, old, lifecycle.cancel, actor="flow", superseded_by=new_id)

        html = ben.get(old).text
        assert "An old version" in html
        assert f'href="{new}"' in html
        assert f'href="{new}?tab=changes"' in html
        late = ben.post(f"{old}/decision", data={"outcome": "approved", "comment": "My words"})
        assert late.status_code == 409
        assert "My words</textarea>" in late.text

    def test_says_why_nobody_answered_it(self, stage, asked):
        ben = stage.browser(BEN)
        expired, cancelled = asked(), asked()
        close(stage, expired, lifecycle.expire)
        close(stage, cancelled, lifecycle.cancel, actor="flow")

        assert "nobody answered in time, and its run failed" in words(ben.get(expired))
        assert "without an answer: nothing is needed from you." in words(ben.get(cancelled))

    def test_says_until_when_it_can_be_taken_back_and_what_was_thought_of_it(self, stage, asked):
        page, ben = asked(), stage.browser(BEN)
        app = stage.bench.app
        with app.unit() as unit:
            held = unit.policies.get(app.deployment_id)
            policy = replace(held.policy, undo_seconds=40)
            unit.policies.put(app.deployment_id, policy, expected_version=held.version)
            unit.commit()
        fields = {"outcome": "approved", "rating": "4", "quality": "Clear <b>"}
        after = ben.post(f"{page}/decision", data=fields).headers["location"]

        assert "Approved is recorded: A post. You can take it back for 40 s" in words(
            ben.get(after)
        )
        html = ben.get(page).text
        assert "Rated 4 of 5: <q" in html
        assert "Clear &lt;b&gt;" in html
        assert "data-final>40 s</time>" in html
        stage.bench.clock.forward(timedelta(seconds=40))
        assert "It is final: the run went on." in ben.get(page).text
