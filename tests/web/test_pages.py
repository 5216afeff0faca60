"""The screens, as a browser without scripts gets them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from tests.web.cast import ANA, BEN
from tests.web.conftest import Stage


@pytest.fixture
def ana(stage):
    """Ana at a browser, signed in."""
    return stage.browser()


def content_hash(html):
    return re.search(r'name="content_hash" value="([0-9a-f]{64})"', html)[1]


def decide(ana, request_id, outcome=None, **fields):
    html = ana.get(f"/requests/{request_id}").text
    values = {"content_hash": content_hash(html)} if "content_hash" in html else {}
    return ana.post(
        f"/requests/{request_id}/decision",
        data=values | ({"outcome": outcome} if outcome else {}) | fields,
    )


class TestARequestsPage:
    def test_shows_question_content_and_choices_and_as_whom_one_decides(self, stage, ana):
        html = ana.get(f"/requests/{stage.pending(topic='Tea')}").text

        assert "Publish this?" in html
        assert "<h1>Tea</h1>" in html
        assert "<h2>Tea</h2>" in html  # in the content, whose ranks begin below the page's
        assert html.count("<h1") == 1
        assert 'name="outcome" value="approved"' in html
        assert re.search(rf"Recorded in the audit trail as <b[^>]*>{ANA}</b>", html)

    def test_shows_what_an_author_returned_without_running_it(self, stage, ana):
        request = stage.pending(topic="<script>alert(1)</script><img src=x onerror=alert(1)>")

        for address in ("", "?tab=source", "?tab=changes"):
            html = ana.get(f"/requests/{request}{address}").text
            assert "<script>alert" not in html
            assert "<img" not in html

    def test_says_how_much_of_the_time_is_left_or_over(self, stage, ana):
        version = re.search(r'name="version" value="(\d+)"', ana.get("/settings/policy").text)[1]
        ana.post(
            "/settings/policy", data={"policy": '{"sla_target_minutes": 60}', "version": version}
        )
        request = stage.pending()
        shown = r'(?s)class="t-{}">.{{1,600}}class="wanted toned"[^>]*>{}<'

        soon = ana.get(f"/requests/{request}").text
        stage.bench.clock.forward(timedelta(minutes=75))
        late = ana.get(f"/requests/{request}").text

        assert re.search(shown.format("again", "1h 00m left"), soon)
        assert re.search(shown.format("bad", "15m over"), late)

    def test_that_does_not_exist_says_what_to_do(self, ana):
        answer = ana.get("/requests/nothing")

        assert answer.status_code == 404
        assert "Open the inbox to see the requests there are." in answer.text

    def test_decides_nothing_by_being_looked_at(self, stage, ana):
        request = stage.pending()

        ana.get(f"/requests/{request}?outcome=approved")

        assert "request.answered" not in stage.trail(request)

    def test_gives_the_solid_button_to_what_its_author_calls_approving(self, stage, ana):
        html = ana.get(f"/requests/{stage.pending('careful')}").text

        assert re.search(r'class="button outcome t-good first" id="outcome-escalate"', html)

    def test_shows_replies_that_decided_nothing(self, stage, ana):
        request = stage.pending()
        for words in ("Hm, not sure", "I will look at it on Monday."):
            posted = stage.bench.posted[-1]
            address = posted.message["Reply-To"].addresses[0].addr_spec
            mail = f"From: {ANA}\nTo: {address}\nMessage-ID: <{len(words)}@x.test>\n\n{words}\n"
            stage.bench.receive(mail.encode(), sender=ANA, recipient=address)

        html = ana.get(f"/requests/{request}").text

        assert "2 unclear replies" in html
        assert "<blockquote>Hm, not sure</blockquote>" in html
        assert "by email; asked again" in html

    def test_says_how_the_answer_was_read(self, stage, ana):
        request = stage.pending()
        given = Answer(request, "Looks good to me!", None, ANA, "email", Verification.MATCHED)
        stage.bench.app.answer(given)

        assert "Read by rule from the words." in ana.get(f"/requests/{request}").text

    def test_offers_a_field_for_words_where_any_will_do(self, stage, ana):
        request = stage.pending("words")
        assert "Send answer" in ana.get(f"/requests/{request}").text

        answer = decide(ana, request, comment="Quite good")

        assert answer.status_code == 303
        assert "Quite good" in ana.get(f"/requests/{request}").text


class TestADecision:
    def test_is_recorded_and_leads_to_the_next_request_with_a_word_on_it(self, stage, ana):
        first, second = stage.pending(topic="One"), stage.pending(topic="Two")

        answer = decide(ana, first, "approved", comment="Well done")

        assert answer.headers["location"] == f"/requests/{second}"
        html = ana.get(f"/requests/{second}").text
        assert "Approved is recorded: One" in html
        assert "is recorded" not in ana.get(f"/requests/{second}").text

    def test_is_said_by_the_next_page_and_not_to_a_script_that_looks_again(self, stage, ana):
        request = stage.pending()
        decide(ana, request, "approved")

        by_script = ana.get("/inbox", headers={"Sec-Fetch-Dest": "empty"})

        assert "is recorded" not in by_script.text
        assert "Approved is recorded" in ana.get("/inbox").text

    def test_that_comes_before_the_next_request_can_have_been_read_is_not_recorded(
        self, stage, ana
    ):
        first, second = stage.pending(topic="One"), stage.pending(topic="Two")
        by_hand = ana.get(f"/requests/{second}").text
        decide(ana, first, "approved")
        html = ana.get(f"/requests/{second}").text
        opened = re.search(r'name="opened_at" value="([^"]+)"', html)[1]
        fields = {"outcome": "approved", "comment": "Click", "opened_at": opened}

        stage.bench.clock.forward(timedelta(milliseconds=900))
        refused = ana.post(f"/requests/{second}/decision", data=fields)
        assert refused.status_code == 422
        assert "Nothing was recorded: nobody reads it that fast." in refused.text
        assert ">Click</textarea>" in refused.text
        assert "opened_at" not in by_hand + refused.text

        stage.bench.clock.forward(timedelta(milliseconds=200))
        assert ana.post(f"/requests/{second}/decision", data=fields).status_code == 303

    def test_does_not_mind_what_is_no_time_in_its_form(self, stage, ana):
        for written in ("soon", "2030-01-07T09:00:00", ""):
            fields = {"outcome": "approved", "opened_at": written}
            assert ana.post(f"/requests/{stage.pending()}/decision", data=fields).is_redirect

    def test_leads_to_the_inbox_when_nothing_else_waits(self, stage, ana):
        answer = decide(ana, stage.pending(), "rejected")

        assert answer.headers["location"] == "/inbox"

    def test_of_a_request_that_is_answered_is_refused_and_keeps_the_words(self, stage, ana):
        request = stage.pending()
        shown = content_hash(ana.get(f"/requests/{request}").text)
        decide(stage.browser(BEN), request, "approved", comment="First")

        answer = ana.post(
            f"/requests/{request}/decision",
            data={"outcome": "rejected", "comment": "My words", "content_hash": shown},
        )

        assert answer.status_code == 409
        assert f"{BEN} gave &#39;approved&#39;" in answer.text
        assert ">My words</textarea>" in answer.text
        assert 'name="outcome"' not in answer.text

    def test_that_is_sent_twice_on_a_slow_line_is_recorded_once_and_leads_on(self, stage, ana):
        first, second = stage.pending(topic="One"), stage.pending(topic="Two")
        shown = content_hash(ana.get(f"/requests/{first}").text)
        fields = {"outcome": "approved", "comment": "Fine", "content_hash": shown, "rating": "4"}

        def press(**others):
            return ana.post(f"/requests/{first}/decision", data=fields | others)

        for sent in (press(), press()):
            assert sent.headers["location"] == f"/requests/{second}"
        assert "Approved is recorded: One" in ana.get(f"/requests/{second}").text
        assert stage.trail(first).count("request.answered") == 1
        for others in ({"outcome": "rejected"}, {"comment": "No"}, {"rating": "5"}):
            refused = press(**others)
            assert refused.status_code == 409
            assert "yours was not recorded" in refused.text
        ben = stage.browser(BEN).post(f"/requests/{first}/decision", data=fields)
        assert ben.status_code == 409

    def test_of_other_content_than_is_shown_is_refused(self, stage, ana):
        request = stage.pending()

        answer = ana.post(
            f"/requests/{request}/decision",
            data={"outcome": "approved", "comment": "Mine", "content_hash": "0" * 64},
        )

        assert answer.status_code == 409
        assert "shows something else now" in answer.text
        assert ">Mine</textarea>" in answer.text
        assert "request.answered" not in stage.trail(request)

    @pytest.mark.parametrize("fields", [{}, {"outcome": "perhaps"}])
    def test_that_names_no_offered_outcome_is_refused(self, stage, ana, fields):
        request = stage.pending()

        answer = ana.post(f"/requests/{request}/decision", data=fields | {"comment": "Hm"})

        assert answer.status_code == 422
        assert ">Hm</textarea>" in answer.text
        assert "request.answered" not in stage.trail(request)

    def test_page_that_is_loaded_again_leads_back_to_the_request(self, stage, ana):
        request = stage.pending()

        answer = ana.get(f"/requests/{request}/decision")

        assert answer.headers["location"] == f"/requests/{request}"


class TestStartingARun:
    def test_offers_each_flow_with_what_it_is_for_and_where_it_pauses(self, ana):
        html = ana.get("/start").text

        assert "Write a post, and have it approved." in html
        assert 'Pauses at <span class="mono">review</span>' in html

    def test_starts_it_as_this_person_and_shows_it(self, stage, ana):
        answer = ana.post("/start", data={"flow": "post", "inputs": '{"topic": "Tea"}'})
        stage.bench.drain()

        html = ana.get(answer.headers["location"]).text
        assert answer.status_code == 303
        assert "Tea" in html
        assert f"by {ANA}" in html
        assert "Waiting for a person" in html

    @pytest.mark.parametrize(
        ("inputs", "fault"),
        [("{oops", "This is not JSON"), ("[1]", "A JSON array is not an object"), ("3", "number")],
    )
    def test_with_inputs_that_are_no_object_shows_them_again(self, ana, inputs, fault):
        answer = ana.post("/start", data={"flow": "post", "inputs": inputs})

        assert answer.status_code == 422
        assert fault in answer.text
        assert f">{inputs}</textarea>" in answer.text

    def test_with_inputs_that_nest_too_deep_starts_nothing(self, ana):
        answer = ana.post("/start", data={"flow": "post", "inputs": "[" * 30_000})

        assert answer.status_code == 422
        assert "nested too deep to be read. Nothing was started." in answer.text

    def test_of_a_flow_that_is_not_served_names_those_that_are(self, ana):
        answer = ana.post("/start", data={"flow": "nope"})

        assert answer.status_code == 404
        assert "careful, odd, post, words" in answer.text

    def test_again_begins_with_the_inputs_of_the_run_before(self, stage, ana):
        run = stage.bench.start("post", ANA, topic="Tea")

        html = ana.get(f"/start?like={run}").text

        assert "&#34;topic&#34;: &#34;Tea&#34;" in html
        assert "Start post" in html


class TestARunsPage:
    def test_that_does_not_exist_says_what_to_do(self, ana):
        answer = ana.get("/runs/nothing")

        assert answer.status_code == 404
        assert "Open the runs to see which there are." in answer.text

    def test_shows_the_way_to_its_end(self, stage, ana):
        request = stage.pending()
        decide(ana, request, "approved", comment="Go")
        stage.bench.drain()
        run = re.search(r'href="(/runs/[^"]+)"', ana.get(f"/requests/{request}").text)[1]

        html = ana.get(run).text

        assert "Round 1: approved" in html
        assert "published: Go" in html
        assert "Flow ended" in html
        assert 'class="step g-done"' in html

    def test_of_a_flow_that_is_served_no_more_does_without_its_graph(self, stage):
        run = stage.bench.start("post", ANA)
        stage.bench.app = replace(stage.bench.app, flows={})

        html = Stage(stage.bench).browser().get(f"/runs/{run}").text

        assert "Execution history" in html
        assert '<svg class="graph' not in html

    def test_shows_results_that_json_cannot_say(self, stage, ana):
        run = stage.bench.start("odd", ANA)

        answer = ana.get(f"/runs/{run}")

        assert answer.status_code == 200
        assert "<script>alert" not in answer.text

    def test_is_listed_by_status(self, stage, ana):
        stage.bench.start("post", ANA)

        assert "Waiting for a person" in ana.get("/runs?status=waiting").text
        assert "No run is in this state" in ana.get("/runs?status=failed").text
        assert "Waiting for a person" in ana.get("/runs?status=nonsense").text


class TestTheLocalMailbox:
    @pytest.fixture
    def mail_id(self, stage):
        stage.pending()
        posted = stage.bench.posted[0]
        raw = posted.message.as_bytes()
        return stage.bench.app.mailbox.add(raw, recipient=posted.recipient)

    def test_that_is_empty_says_what_will_come(self, ana):
        assert "No mail yet" in ana.get("/mailbox").text

    def test_lists_mail_and_shows_one_beside_the_list(self, ana, mail_id):
        assert f"to {ANA}" in ana.get("/mailbox").text
        html = ana.get(f"/mailbox/{mail_id}").text
        assert "Send reply" in html
        assert f'<iframe src="/mailbox/{mail_id}/body"' in html
        assert "allow-scripts" not in html

    def test_serves_a_mails_html_where_it_can_do_nothing(self, ana, mail_id):
        answer = ana.get(f"/mailbox/{mail_id}/body")

        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "sandbox" in policy
        assert "allow-scripts" not in policy
        assert "frame-ancestors 'self'" in policy

    def test_shows_plain_text_and_source_escaped(self, stage, ana):
        raw = b"From: a@x.example\r\nSubject: <script>s\r\n\r\n<script>alert(1)</script>"
        mail_id = stage.bench.app.mailbox.add(raw, recipient=ANA)

        for form in ("text", "raw", "html"):
            html = ana.get(f"/mailbox/{mail_id}?form={form}").text
            assert "<script>alert" not in html
            assert "<iframe" not in html

    def test_that_does_not_have_a_mail_says_so(self, ana):
        assert ana.get("/mailbox/nothing").status_code == 404
        assert ana.get("/mailbox/..%2f..%2fetc%2fpasswd").status_code == 404

    def test_sends_nothing_that_is_empty(self, ana, mail_id):
        answer = ana.post(f"/mailbox/{mail_id}/reply", data={"text": "  "})

        assert answer.status_code == 422
        assert "The reply is empty" in answer.text

    def test_keeps_the_words_when_the_mail_is_not_taken(self, stage, mail_id, free_port):
        stage.bench.app = replace(stage.bench.app, smtp_port=free_port)
        ana = Stage(stage.bench).browser()

        answer = ana.post(f"/mailbox/{mail_id}/reply", data={"text": "approved"})

        assert answer.status_code == 502
        assert "The mail was not taken" in answer.text
        assert ">approved</textarea>" in answer.text

    def test_sends_a_reply_as_a_real_mail(self, stage, mail_id):
        app = stage.bench.app
        door = replace(app, settings=replace(app.settings, inbound_port=0)).door()
        door.start()
        try:
            stage.bench.app = replace(app, smtp_port=door.port)
            ana = Stage(stage.bench).browser()
            answer = ana.post(f"/mailbox/{mail_id}/reply", data={"text": "approved"})
        finally:
            door.stop()
        stage.bench.drain()

        assert answer.headers["location"] == "/mailbox"
        assert "Your reply was sent as a mail" in ana.get("/mailbox").text
        assert "Round 1: approved" in ana.get(_only_run(ana)).text

    def test_page_that_is_loaded_again_leads_back_to_the_mail(self, ana, mail_id):
        answer = ana.get(f"/mailbox/{mail_id}/reply")

        assert answer.headers["location"] == f"/mailbox/{mail_id}"

    def test_is_absent_where_a_mail_server_is_used(self, stage):
        stage.bench.app = replace(stage.bench.app, mailbox=None)
        ana = Stage(stage.bench).browser()

        answer = ana.get("/mailbox")

        assert answer.status_code == 404
        assert "Look into your own mail program" in answer.text
        assert 'href="/mailbox"' not in ana.get("/inbox").text


def _only_run(ana):
    return re.search(r'class="open" href="(/runs/[^"]+)"', ana.get("/runs").text)[1]


class TestEveryPage:
    def test_of_a_stranger_leads_to_the_sign_in_page_and_back(self, stage):
        answer = stage.stranger(Accept="text/html").get("/runs?status=failed")

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=%2Fruns")

    def test_takes_the_theme_from_its_cookie_and_nothing_else(self, ana):
        ana.cookies.set("theme", "dark")
        assert 'data-theme="dark"' in ana.get("/inbox").text
        ana.cookies.set("theme", '"><script>')
        assert 'data-theme="system"' in ana.get("/inbox").text

    def test_does_not_show_what_a_made_up_cookie_says(self, ana):
        ana.cookies.set("signoff_said", "answered:<script>")

        assert "is recorded" not in ana.get("/inbox").text

    def test_names_its_files_by_their_content(self, ana):
        html = ana.get("/inbox").text
        address = re.search(r'href="(/static/[0-9a-f]{12}/app\.css)"', html)[1]

        answer = ana.get(address)

        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/css")

    def test_that_is_not_there_says_so_inside_the_frame(self, ana):
        answer = ana.get("/nowhere")

        assert answer.status_code == 404
        assert "What happened" in answer.text
        assert "Flow runs" in answer.text
