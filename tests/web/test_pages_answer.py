"""The page that a mail's buttons lead to: what opens it, what acts on it, what it says."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from signoff.channels.email.ticket import TicketPurpose
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Source, Verification
from signoff.store.tables import tickets
from tests.web.cast import ANA, BEN

FORM = re.compile(r'name="(form|content_hash)" value="([^"]+)"')


def link(posted):
    """The path of the page that a mail leads to."""
    text = posted.message.get_body(("plain",)).get_content()
    return re.search(r"http://[^/]+(/answer/\w+)", text)[1]


def fields(html):
    return dict(FORM.findall(html))


@pytest.fixture
def asked(stage):
    """A request that waits, and the path of its page."""
    request_id = stage.pending()
    return request_id, link(stage.bench.posted[-1])


@pytest.fixture
def anybody(stage):
    """A browser without an account, as browsers are over plain HTTP."""
    return stage.stranger(Accept="text/html")


def stored(stage, request_id):
    with stage.bench.app.unit() as unit:
        return unit.requests.get(request_id), unit.requests.find_response(request_id)


class TestAPageThatIsOpened:
    def test_shows_what_is_asked_and_marks_the_choice_of_the_button(self, anybody, asked):
        html = anybody.get(f"{asked[1]}?choice=rejected").text

        assert "Publish this?" in html
        assert "<h2>A post</h2>" in html
        assert html.count("<h1") == 1
        assert f"Recorded as the answer of {ANA}" in " ".join(html.replace("<b>", "").split())
        assert re.findall(r'value="(\w+)" required( checked)?', html) == [
            ("approved", ""),
            ("rejected", " checked"),
        ]

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_decides_nothing_whoever_opens_it_however_often(self, stage, anybody, asked, method):
        for choice in ("approved", "rejected", "approved", "%00x", "<b>"):
            anybody.request(method, f"{asked[1]}?choice={choice}&outcome=approved&form=x")

        request, response = stored(stage, asked[0])
        assert (request.status, response) == (RequestStatus.PENDING, None)

    def test_is_kept_by_nobody_and_tells_nobody_where_it_was(self, anybody, asked):
        for path in (asked[1], "/answer/none"):
            headers = anybody.get(path).headers

            assert headers["cache-control"] == "no-store"
            assert headers["referrer-policy"] == "no-referrer"
            assert "noindex" in headers["x-robots-tag"]

    def test_needs_no_script(self, anybody, asked):
        html = anybody.get(asked[1]).text

        assert '<form class="card padded answer-form" method="post"' in html
        assert "onclick" not in html


class TestAFormThatIsSent:
    def test_records_the_answer_of_the_person_who_was_asked(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)

        answer = anybody.post(
            asked[1], data=form | {"outcome": "rejected", "comment": " Too long. "}
        )

        assert (answer.status_code, answer.headers["location"]) == (303, asked[1])
        _, response = stored(stage, asked[0])
        assert (response.outcome, response.feedback) == ("rejected", "Too long.")
        assert (response.responder, response.channel) == (ANA, "email_page")
        assert (response.source, response.verification) == (Source.BUTTON, Verification.MATCHED)
        page = anybody.get(asked[1]).text
        assert "Recorded: rejected" in page
        assert page.count("<h1") == 1
        assert "Too long." in page
        assert "<form" not in page

    def test_may_rate_what_was_shown_and_a_rating_that_is_none_loses_nothing(
        self, stage, anybody, asked
    ):
        form = fields(anybody.get(asked[1]).text) | {"outcome": "approved", "comment": "Fine."}

        refused = anybody.post(asked[1], data=form | {"rating": "6", "quality": "Clear"})
        assert refused.status_code == 422
        assert "The rating &#39;6&#39; is none." in refused.text
        assert 'value="Clear"' in refused.text
        assert stored(stage, asked[0])[1] is None
        anybody.post(asked[1], data=form | {"rating": "4", "quality": " Clear "})
        _, response = stored(stage, asked[0])
        assert (response.rating, response.comment, response.feedback) == (4, "Clear", "Fine.")

    def test_that_is_sent_twice_on_a_slow_line_is_recorded_once(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text) | {"outcome": "approved", "comment": "Fine"}

        answers = [anybody.post(asked[1], data=form) for _ in range(2)]

        assert [answer.headers["location"] for answer in answers] == [asked[1]] * 2
        other = anybody.post(asked[1], data=form | {"outcome": "rejected"})
        assert other.status_code == 409
        assert stored(stage, asked[0])[1].outcome == "approved"

    def test_is_confirmed_by_mail_in_the_thread_of_the_mail_that_asked(self, stage, anybody, asked):
        asking = stage.bench.posted[-1]
        form = fields(anybody.get(asked[1]).text)

        anybody.post(asked[1], data=form | {"outcome": "approved"})
        stage.bench.drain()

        confirmation = stage.bench.posted[-1]
        assert confirmation.recipient == ANA
        assert confirmation.envelope_from == ""
        assert confirmation.message["In-Reply-To"] == asking.message["Message-ID"]
        said = confirmation.message.get_body(("plain",)).get_content()
        assert "Recorded: approved" in said
        assert f"By: {ANA}, on the page of the mail" in said

    def test_lets_the_flow_go_on(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)

        anybody.post(asked[1], data=form | {"outcome": "approved"})
        stage.bench.drain()

        assert "run.ended" in run_trail(stage, asked[0])

    @pytest.mark.parametrize("origin", [{"Origin": "null"}, {}, {"Sec-Fetch-Site": "same-origin"}])
    def test_needs_no_origin_where_browsers_hide_it(self, stage, anybody, asked, origin):
        form = fields(anybody.get(asked[1]).text)

        answer = anybody.post(asked[1], data=form | {"outcome": "approved"}, headers=origin)

        assert answer.status_code == 303


def run_trail(stage, request_id):
    with stage.bench.app.unit() as unit:
        request = unit.requests.get(request_id)
        return [event.kind.value for event in unit.trail.of_run(request.run_id)]


class TestAMachineThatPosts:
    """Case 63: scanners follow links, and some send forms."""

    @pytest.mark.parametrize(
        "change",
        [
            {"form": ""},
            {"form": "a" * 40},
            {"form": None},
            {"content_hash": ""},
            {"content_hash": "0" * 64},
            {"outcome": ""},
            {"outcome": "published"},
        ],
        ids=str,
    )
    def test_changes_nothing_without_what_the_page_holds(self, stage, anybody, asked, change):
        data = fields(anybody.get(asked[1]).text) | {"outcome": "approved"} | change
        data = {name: value for name, value in data.items() if value is not None}

        answer = anybody.post(asked[1], data={**data, "comment": "My words"})

        assert answer.status_code in (409, 422)
        assert "My words" in answer.text
        assert 'role="alert"' in answer.text
        assert stored(stage, asked[0])[1] is None

    def test_cannot_use_the_form_of_another_page(self, stage, anybody, asked):
        other = stage.pending()
        form = fields(anybody.get(link(stage.bench.posted[-1])).text)

        answer = anybody.post(asked[1], data=form | {"outcome": "approved"})

        assert answer.status_code == 409
        assert stored(stage, asked[0])[1] is None
        assert stored(stage, other)[1] is None

    def test_cannot_use_the_ticket_itself_as_the_form(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)
        form["form"] = asked[1].rpartition("/")[2]

        assert anybody.post(asked[1], data=form | {"outcome": "approved"}).status_code == 409

    def test_is_refused_when_another_site_sends_it(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text) | {"outcome": "approved"}

        answer = anybody.post(asked[1], data=form, headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.status_code == 403
        assert stored(stage, asked[0])[1] is None


class TestAPageThatWasOpenForADay:
    def test_asks_to_read_once_more_and_keeps_the_words(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)
        stage.bench.clock.forward(timedelta(hours=25))

        answer = anybody.post(asked[1], data=form | {"outcome": "approved", "comment": "Good."})

        assert answer.status_code == 409
        assert "open for a long time" in answer.text
        again = fields(answer.text) | {"outcome": "approved", "comment": "Good."}
        assert anybody.post(asked[1], data=again).status_code == 303


class TestAPageWhoseTimeIsOver:
    def test_says_so_and_shows_nothing_of_the_request(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)
        stage.bench.clock.forward(timedelta(days=8))

        shown = anybody.get(asked[1])
        sent = anybody.post(asked[1], data=form | {"outcome": "approved", "comment": "Mine"})

        assert (shown.status_code, sent.status_code) == (410, 410)
        assert "can no longer be used" in shown.text
        assert "Publish this?" not in shown.text + sent.text
        assert "Mine" in sent.text
        assert stored(stage, asked[0])[1] is None


class TestAPageOfARequestThatIsClosed:
    def test_says_who_was_faster_and_keeps_the_words(self, stage, anybody, asked):
        form = fields(anybody.get(asked[1]).text)
        ben = stage.browser(BEN)
        html = ben.get(f"/requests/{asked[0]}").text
        content_hash = dict(FORM.findall(html))["content_hash"]
        ben.post(
            f"/requests/{asked[0]}/decision",
            data={"outcome": "rejected", "content_hash": content_hash},
        )

        shown = anybody.get(asked[1])
        late = anybody.post(asked[1], data=form | {"outcome": "approved", "comment": "Mine"})

        assert (shown.status_code, late.status_code) == (200, 409)
        for html in (shown.text, late.text):
            assert "This is settled" in html
            assert f"{BEN} gave “rejected” in the dashboard" in html
        assert "Mine" in late.text
        assert stored(stage, asked[0])[1].outcome == "rejected"


class TestAnAddressThatOpensNothing:
    @pytest.mark.parametrize("purpose", [TicketPurpose.REPLY, TicketPurpose.BOUNCE])
    def test_is_a_ticket_of_another_purpose(self, stage, anybody, asked, purpose):
        with stage.bench.app.unit() as unit:
            ticket = unit.tickets.find_for(asked[0], ANA, purpose=purpose.value)
        for signed_as in (purpose, TicketPurpose.WEB):
            token = stage.bench.app.outbox.keys.sign(
                ticket.id, ANA, purpose=signed_as, expires_at=ticket.expires_at
            )

            assert anybody.get(f"/answer/{token}").status_code == 404

    def test_is_any_that_we_did_not_sign(self, anybody, asked):
        token = asked[1].rpartition("/")[2]
        changed = token[:-1] + ("a" if token[-1] != "a" else "b")

        said = {anybody.get(f"/answer/{odd}").text for odd in ("x", changed, "a" * 40)}

        assert len(said) == 1
        assert "This link leads nowhere" in said.pop()

    def test_was_revoked(self, stage, anybody, asked):
        with stage.bench.app.engine.begin() as connection:
            connection.execute(update(tickets).values(revoked_at=stage.bench.clock.now()))

        page = anybody.get(asked[1])

        assert page.status_code == 410
        assert "no longer yours" in page.text


class TestAnInstallationThatSpeaksGerman:
    def test_says_so_on_the_page_and_keeps_the_outcomes_names(self, open_stage):
        stage = open_stage(language="de")
        stage.pending()
        path = link(stage.bench.posted[-1])

        html = stage.stranger(Accept="text/html").get(path).text

        assert '<html lang="de"' in html
        assert "Entscheidung festhalten" in html
        assert "<span>Approved</span>" in html
        assert "freigegeben" in html


class TestARequestWithoutOutcomes:
    def test_asks_for_words_and_passes_them_on(self, stage, anybody):
        request_id = stage.pending("words")
        path = link(stage.bench.posted[-1])
        form = fields(anybody.get(path).text)

        empty = anybody.post(path, data=form | {"comment": "  "})
        sent = anybody.post(path, data=form | {"comment": "Very clear."})

        assert (empty.status_code, sent.status_code) == (422, 303)
        assert stored(stage, request_id)[1].feedback == "Very clear."
