"""The inbox: how soon, which of them, lists that are kept, and many decided at once."""

import html as entities
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from signoff import ids
from signoff.app import App
from signoff.inbox.policy_text import read_policy
from signoff.store.views import MOST_VIEWS
from tests.web.cast import ANA, BEN

ROW = re.compile(r'<li class="row[^"]*" id="row-([^"]+)">')


@pytest.fixture
def ana(stage):
    """Ana at a browser, signed in."""
    return stage.browser()


def put(stage, request_id, **values):
    """Store other values of a request, as time and flows would in the end."""
    named = ", ".join(f"{name} = :{name}" for name in values)
    with stage.bench.app.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE request SET {named} WHERE id = :id"), {**values, "id": request_id}
        )


def listed(browser, query=""):
    """The ids on a page, in order."""
    return ROW.findall(browser.get(f"/inbox?{query}").text)


class TestTheInbox:
    def test_is_where_the_first_page_leads(self, ana):
        assert ana.get("/").headers["location"] == "/inbox"

    def test_says_that_nothing_waits(self, ana):
        assert "Nothing waits for you" in ana.get("/inbox").text

    def test_of_others_says_that_something_waits_for_them(self, stage):
        stage.pending()

        html = stage.browser(BEN).get("/inbox").text

        assert "1 request waits for others" in html
        assert "A post" in stage.browser(BEN).get("/inbox?scope=everyone").text

    def test_keeps_scope_and_filter_in_the_address(self, stage, ana):
        stage.pending(topic="Coffee")

        assert "Coffee" in ana.get("/inbox?q=coffee").text
        html = ana.get('/inbox?scope=everyone&q=">tea<b>').text
        assert "Nothing matches" in html
        assert '<a href="/inbox?scope=done&amp;q=%22%3Etea%3Cb%3E"' in html

    def test_takes_an_unknown_scope_for_its_first(self, ana):
        assert ana.get("/inbox?scope=nonsense").status_code == 200

    def test_is_cut_after_thirty_and_goes_on(self, stage, ana):
        with stage.bench.app.unit() as unit:
            one = unit.requests.get(stage.pending(topic="Number 00"))
            for n in range(1, 51):
                ask = replace(
                    one.ask, key=f"review#{n + 1}", content=f"# Number {n:02}\n\n{'word ' * 60}"
                )
                unit.requests.add(replace(one, id=ids.new_id(), ask=ask))
            unit.commit()

        html = ana.get("/inbox?scope=everyone").text
        more = re.search(r'href="(/inbox\?[^"]*after=[^"]*)"', html)[1].replace("&amp;", "&")

        assert "Number 29" in html
        assert "Number 30" not in html
        assert 'No deadline <span class="count">51</span>' in html
        assert len(html.encode()) < 60_000
        assert "Number 50" in ana.get(more).text


class TestAFilteredList:
    def test_is_kept_while_its_requests_are_opened_and_answered(self, stage, ana):
        first, _, last = [stage.pending(topic=topic) for topic in ("Tea 1", "Coffee", "Tea 2")]
        kept = "list=scope%3Dmine%26q%3Dtea"
        for one in (first, last):
            assert f'href="/requests/{one}?{kept}"' in ana.get("/inbox?q=tea").text

        page = f"/requests/{first}?{kept}"
        html = entities.unescape(ana.get(page).text)
        assert "1 of 2" in html
        assert f'href="/requests/{last}?{kept}" data-key="j"' in html
        assert html.count('href="/inbox?scope=mine&q=tea"') == 2
        assert f'href="/requests/{first}?tab=source&{kept}"' in html
        again = ana.post(f"/requests/{first}/acts?{kept}", data={"do": "nothing"})
        assert f'action="/requests/{first}/decision?{kept}"' in entities.unescape(again.text)
        for doing in ("acts", "decision"):
            assert ana.get(f"/requests/{first}/{doing}?{kept}").headers["location"] == page
        edited = ana.get(f"/requests/{first}/edit?{kept}").headers["location"]
        assert edited == f"/requests/{first}?tab=edit&{kept}"

        assert decided(ana, first, kept) == f"/requests/{last}?{kept}"
        assert decided(ana, last, kept) == "/inbox?scope=mine&q=tea"

    def test_of_what_is_done_leads_back_to_it_and_on_to_what_waits(self, stage, ana):
        first, other = stage.pending(topic="Tea"), stage.pending(topic="Coffee")
        decided(ana, first, "")

        html = entities.unescape(ana.get(f"/requests/{first}?list=scope%3Ddone%26q%3Dtea").text)

        assert 'href="/inbox?scope=done&q=tea"' in html
        assert f'<a class="button" href="/requests/{other}"' in html

    def test_that_nobody_knows_is_ones_own(self, stage, ana):
        page = f"/requests/{stage.pending()}"

        html = ana.get(page, params={"list": "//evil.example?scope=x&q="}).text

        assert "evil" not in html
        assert '<a href="/inbox">Inbox</a>' in html


def decided(browser, request_id, kept):
    """Approve a request from its page of a list; return what opens then."""
    html = browser.get(f"/requests/{request_id}?{kept}").text
    fields = {
        "outcome": "approved",
        "content_hash": re.search(r'content_hash" value="(\w+)"', html)[1],
    }
    return browser.post(f"/requests/{request_id}/decision?{kept}", data=fields).headers["location"]


class TestTimeLeft:
    @pytest.fixture
    def waiting(self, stage):
        """Requests by when they are wanted, in minutes from now; the last one is put off."""
        now = stage.bench.clock.now()
        found = {}
        for minutes in (None, 147, 13, -11, 500):
            found[minutes] = stage.pending(topic=f"Due {minutes}")
            if minutes is not None:
                at = now + timedelta(minutes=minutes)
                opened = min(at, now) - timedelta(hours=1)
                written = {"sla_due_at": at, "wanted_at": at, "opened_at": opened}
                put(stage, found[minutes], **{k: f"{v:%F %T}.000000" for k, v in written.items()})
        until = now + timedelta(hours=3)
        put(stage, found[500], snoozed_until=f"{until:%F %T}.000000")
        return found

    def test_groups_and_sorts_what_waits(self, stage, ana, waiting):
        page = ana.get("/inbox").text.partition('id="list"')[2]

        assert ROW.findall(page) == [waiting[each] for each in (-11, 13, 147, None, 500)]
        said = ["Overdue", "11m over", "Due soon", "13m left", "Later", "2h 27m left"]
        said += [
            "No deadline",
            "No SLA",
            '<details class="folded"',
            "Snoozed until ",
            "8h 20m left",
        ]
        assert page.count('<span class="unseen">Age: </span><time') == 5
        places = [page.index(f">{each}" if each[0] != "<" else each) for each in said]
        assert places == sorted(places)

    def test_can_be_asked_for(self, stage, ana, waiting):
        for due, minutes in zip(
            ("overdue", "soon", "later", "none", "snoozed"), (-11, 13, 147, None, 500), strict=True
        ):
            assert listed(ana, f"due={due}") == [waiting[minutes]], due


class TestAFilter:
    def test_lets_pass_what_is_all_of_it_and_can_be_taken_away(self, stage, ana):
        post, memo = stage.pending(topic="Coffee"), stage.pending("careful")
        nobodys = stage.pending(topic="Coffee, too")
        put(stage, nobodys, assignee=None)
        everyone = [post, memo, nobodys]
        cases = {
            "scope=everyone": everyone,
            "scope=everyone&flow=careful": [memo],
            "scope=everyone&step=review": everyone,
            "scope=everyone&flow=post&q=coffee+too": [nobodys],
            "scope=everyone&asked=nobody": [nobodys],
            f"scope=everyone&asked={BEN}": [],
            "flow=careful&step=show": [],
            "scope=mine&asked=nobody": everyone,
            "scope=everyone&due=never&flow=": everyone,
        }
        assert {query: listed(ana, query) for query in cases} == cases

        page = entities.unescape(ana.get("/inbox?flow=nope&step=<b>").text)
        assert "Nothing matches" in page
        assert 'href="/inbox?scope=mine&step=%3Cb%3E"' in page
        assert 'href="/inbox?scope=mine&flow=nope"' in page

    def test_of_what_is_done_knows_how_it_ended(self, stage, ana):
        yes, no = stage.pending(topic="Yes"), stage.pending(topic="No")
        for each, outcome in ((yes, "approved"), (no, "rejected")):
            ana.post(f"/requests/{each}/decision", data={"outcome": outcome})

        assert listed(ana, "scope=done") == [no, yes]
        assert listed(ana, "scope=done&ending=approved") == [yes]
        assert listed(ana, "scope=done&ending=answered&q=no") == [no]
        assert listed(ana, "scope=done&ending=expired") == []


class TestAKeptList:
    def keep(self, browser, **fields):
        return browser.post("/inbox/views", data=fields)

    def id_of(self, browser):
        return re.search(r'name="view" value="([^"]+)"', browser.get("/inbox/views").text)[1]

    def test_is_kept_for_whoever_kept_it_and_leads_back(self, stage, ana):
        kept = self.keep(ana, do="save", name=" Hasty  <b> ", query="q=x&due=overdue&evil=//a.b")

        assert kept.headers["location"] == "/inbox?scope=mine&q=x&due=overdue"
        menu = ana.get("/inbox").text
        assert "Hasty &lt;b&gt;</a>" in menu
        assert 'href="/inbox?scope=mine&amp;q=x&amp;due=overdue"' in menu
        ben = stage.browser(BEN)
        assert "Hasty" not in ben.get("/inbox").text
        view = self.id_of(ana)
        assert self.keep(ben, do="rename", name="Mine", view=view).status_code == 422
        self.keep(ben, do="remove", view=view)

        assert self.keep(ana, do="rename", name="Very late", view=view).status_code == 303
        assert "Very late" in ana.get("/inbox/views").text
        self.keep(ana, do="remove", view=view)
        assert "You keep no list yet" in ana.get("/inbox/views").text

    def test_takes_the_place_of_one_of_its_name_and_there_are_so_many(self, stage, ana):
        for number in range(MOST_VIEWS):
            assert self.keep(ana, name=f"List {number}").status_code == 303

        full = self.keep(ana, name="One more")

        assert full.status_code == 422
        assert "You keep 30 lists" in full.text
        assert "You typed: One more" in full.text
        assert self.keep(ana, name="List 1", query="q=new").status_code == 303
        assert "q=new" in ana.get("/inbox/views").text
        for name in ("", "x" * 61, "a\u200b"):
            assert "1 to 60 characters" in self.keep(ana, name=name).text, name


class TestSeveralAtOnce:
    @pytest.fixture
    def allowed(self, stage):
        """A rule that lets posts be approved together, and some that wait."""
        rule = {"name": "Posts", "match": {"flow": "post"}, "bulk_outcomes": ["approved"]}
        app = stage.bench.app
        with app.unit() as unit:
            policy = read_policy({"routing_rules": [{**rule, "assign_to_email": ANA}]})
            unit.policies.put(app.deployment_id, policy, expected_version=None)
            unit.commit()
        return [stage.pending(topic=f"Post {number}") for number in range(3)]

    def confirm(self, browser, ids, outcome="approved"):
        query = "&".join(f"id={each}" for each in ids)
        return browser.get(f"/inbox/bulk?{query}&outcome={outcome}").text

    def decide(self, browser, page, outcome="approved"):
        of = re.findall(r'name="of" value="([^"]+)"', page)
        data = {"of": of, "outcome": outcome, "comment": "All fine"}
        return browser.post("/inbox/bulk", data=data)

    def test_are_shown_with_what_they_hold_and_each_recorded_by_itself(self, stage, ana, allowed):
        assert ana.get("/inbox").text.count('data-deck="deck-0"') == 3
        page = self.confirm(ana, allowed)
        with stage.bench.app.unit() as unit:
            hashes = [unit.requests.get(each).ask.content_hash() for each in allowed]
        assert all(f"{each}:{one}" in page for each, one in zip(allowed, hashes, strict=True))
        assert "request.answered" not in stage.trail(allowed[0])
        put(stage, allowed[2], content="# Other")  # it shows something else by now
        ana.post(f"/requests/{allowed[1]}/decision", data={"outcome": "rejected"})

        done = " ".join(self.decide(ana, page).text.split())

        assert "Approved is recorded for 1 request" in done
        assert "It does not wait any more." in done
        assert "shows something else now" in done
        assert "data-deck" not in ana.get("/inbox?scope=done").text
        with stage.bench.app.unit() as unit:
            kept = [unit.requests.find_response(each) for each in allowed]
        assert [response and response.outcome for response in kept] == [
            "approved",
            "rejected",
            None,
        ]
        assert (kept[0].feedback, kept[0].responder, kept[0].content_hash) == (
            "All fine", ANA, hashes[0],
        )  # fmt: skip

    def test_are_still_said_to_be_recorded_when_the_page_is_loaded_again(self, stage, ana, allowed):
        ana.post(f"/requests/{allowed[2]}/decision", data={"outcome": "rejected"})
        page = self.confirm(ana, allowed[:2])
        first = self.decide(ana, page)

        again = self.decide(ana, page + f'name="of" value="{allowed[2]}:x"')

        assert again.status_code == 200
        assert "Approved is recorded for 2 requests" in " ".join(again.text.split())
        assert again.text.count("It does not wait any more.") == 1
        assert "It does not wait" not in first.text
        assert stage.trail(allowed[0]).count("request.answered") == 1
        bo = self.decide(stage.browser("bo@example.com"), page)
        assert bo.status_code == 422
        assert "Nothing was recorded" in bo.text
        assert self.decide(ana, page, "rejected").status_code == 422

    def test_are_said_to_be_recorded_to_the_later_of_two_presses(
        self, stage, ana, allowed, monkeypatch
    ):
        page = self.confirm(ana, allowed[:2])
        give = App.answer

        def give_after_another(app, answer):
            give(app, answer)
            return give(app, answer)

        monkeypatch.setattr(App, "answer", give_after_another)

        later = self.decide(ana, page)

        assert "Approved is recorded for 2 requests" in " ".join(later.text.split())
        assert stage.trail(allowed[0]).count("request.answered") == 1

    def test_are_given_no_other_outcome_beside_one_that_was_given_it_before(
        self, stage, ana, allowed
    ):
        page = self.confirm(ana, allowed[:2])
        fields = {"outcome": "rejected", "comment": "All fine"}
        ana.post(f"/requests/{allowed[0]}/decision", data=fields)

        refused = self.decide(ana, page, "rejected")

        assert refused.status_code == 422
        assert "Nothing was recorded" in refused.text
        assert "request.answered" in stage.trail(allowed[0])
        assert "request.answered" not in stage.trail(allowed[1])

    def test_lead_back_to_the_list_that_they_were_selected_in(self, ana, allowed):
        inbox = ana.get("/inbox?q=post").text
        assert '<input type="hidden" name="list" value="scope=mine&amp;q=post">' in inbox
        kept = "list=scope%3Dmine%26q%3Dpost"
        page = ana.get(f"/inbox/bulk?id={allowed[0]}&outcome=approved&{kept}").text
        assert page.count('href="/inbox?scope=mine&amp;q=post"') == 2
        assert f'href="/requests/{allowed[0]}?{kept}"' in page
        action = re.search(r'action="(/inbox/bulk[^"]+)"', page)[1]
        of = re.findall(r'name="of" value="([^"]+)"', page)

        done = ana.post(action, data={"of": of, "outcome": "approved"}).text

        assert "Approved is recorded for 1 request" in done
        assert done.count('href="/inbox?scope=mine&amp;q=post"') == 2

    def test_are_only_what_a_rule_allows_of_one_step(self, stage, ana, allowed):
        other = stage.pending("careful")
        risky = stage.pending(topic="Risky")
        put(stage, risky, metadata='{"risk":"high"}')
        assert ana.get("/inbox").text.count("data-deck=") == 3

        page = self.confirm(ana, [*allowed, other, risky, "nothing"], "rejected")

        assert page.count('name="of"') == 3
        assert page.count("It is decided by itself") == 2
        assert "1 more: not there any more" in page
        assert 'value="rejected"' not in page
        assert "Nothing to decide together" in self.confirm(ana, [other])
        for forged in ("rejected", "", "<b>"):
            assert self.decide(ana, page, forged).status_code == 422, forged
        assert self.decide(ana, f'name="of" value="{other}:{"0" * 64}"').status_code == 422
        assert "request.answered" not in stage.trail(other) + stage.trail(allowed[0])

    def test_are_not_decided_by_who_is_not_asked(self, stage, allowed):
        stage.member(BEN, "reviewer")
        ben = stage.browser(BEN)
        page = "".join(f'name="of" value="{each}:{"0" * 64}"' for each in allowed)

        assert "Nothing to decide together" in self.confirm(ben, allowed)
        assert self.decide(ben, page).status_code == 422
        assert "request.answered" not in stage.trail(allowed[0])
