"""The page where somebody tries whether mail works."""

import pytest

from signoff.channels.email.authenticity import InboundAuth, WayAuth
from signoff.channels.email.check_up import check_up
from signoff.channels.email.doctor import Standing
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.smtp_account import SmtpServer
from signoff.jobs.trial import TRIAL_FLOW
from tests.channels.email.test_doctor import Names
from tests.web.cast import ANA

BO = "bo@example.com"
PAGE = "/settings/email"


@pytest.fixture
def browser(stage):
    return stage.browser(ANA)


class TestTheMailSettings:
    def test_say_where_mail_goes_and_check_only_when_asked(self, browser):
        page = browser.get(PAGE)

        assert page.status_code == 200
        assert "Stays on this machine" in page.text
        assert f'value="{ANA}"' in page.text
        assert "no SIGNOFF_SMTP_HOST" not in page.text
        checked = browser.post(PAGE, data={"do": "check"})
        assert "no SIGNOFF_SMTP_HOST" in checked.text
        assert f'data-here="{PAGE}"' in checked.text, "looking again for what is new checks nothing"

    def test_write_names_as_they_are_where_a_finding_begins_with_one(self, open_stage):
        nobody = ImapAccount("localhost", 1, username="answers", password="x", security="none")

        page = open_stage(imap=nobody).browser(ANA).post(PAGE, data={"do": "check"})

        assert "<p>localhost:1 was not reached" in page.text
        assert "<p>Mail stays on this machine" in page.text

    def test_send_a_test_request_and_lead_to_it(self, stage, browser):
        sent = browser.post(PAGE, data={"address": "Bo@Example.com"})
        stage.bench.drain()

        assert sent.status_code == 303
        [posted] = stage.bench.posted
        assert posted.recipient == BO
        run = browser.get(sent.headers["location"])
        assert TRIAL_FLOW in run.text

    @pytest.mark.parametrize(
        "address", ["", "bo", "bo@example.com, eve@evil.test", "b\r\no@x.test"]
    )
    def test_keep_what_is_no_address_and_say_why(self, stage, browser, address):
        page = browser.post(PAGE, data={"address": address})
        stage.bench.drain()

        assert page.status_code == 422
        assert 'role="alert"' in page.text
        assert not stage.bench.posted

    def test_send_no_more_than_a_few_an_hour(self, browser):
        codes = [browser.post(PAGE, data={"address": BO}).status_code for _ in range(12)]

        assert codes.count(303) == 10
        assert codes[-1] == 429

    def test_are_for_those_who_manage_requests(self, stage):
        stage.member("cy@example.com", "reviewer")
        reviewer = stage.browser("cy@example.com")

        assert reviewer.get(PAGE).status_code == 403
        assert reviewer.post(PAGE, data={"address": BO}).status_code == 403
        assert "Mail settings" not in reviewer.get("/inbox").text
        assert stage.stranger().post(PAGE, data={"address": BO}).status_code in (303, 401, 403)
        stage.bench.drain()
        assert not stage.bench.posted


class TestACheckOfAServerThatIsNotThere:
    def test_says_what_does_not_work_and_goes_on(self, open_stage):
        nobody = SmtpServer("127.0.0.1", 1, security="none")
        stage = open_stage(smtp=nobody)

        found = {each.check: each.standing for each in check_up(stage.bench.app.settings, Names())}

        assert found["smtp"] is Standing.FAIL
        assert found["who wrote"] is Standing.WARN
        assert list(found)[-4:] == ["dns mx", "dns spf", "dns dkim", "dns dmarc"]

    def test_goes_from_the_way_out_to_the_way_in(self, open_stage):
        stage = open_stage(
            smtp=SmtpServer("127.0.0.1", 1, security="none"),
            imap=ImapAccount("127.0.0.1", 1, username="answers", password="x", security="none"),
        )

        found = [each.check for each in check_up(stage.bench.app.settings, Names())]

        assert found[:3] == ["smtp", "imap", "who wrote"]

    def test_names_a_way_by_which_nobody_asks_who_wrote(self, open_stage):
        stage = open_stage(
            smtp=SmtpServer("127.0.0.1", 1, security="none"),
            inbound_auth=InboundAuth.VERIFY,
            inbound_auth_ways={"smtp": WayAuth(InboundAuth.OFF)},
        )

        found = {each.check: each for each in check_up(stage.bench.app.settings, Names())}

        assert "is off for mail by smtp:" in found["who wrote"].found

    def test_looks_at_the_mailbox_where_no_mail_goes_out(self, open_stage):
        nobody = ImapAccount("127.0.0.1", 1, username="answers", password="x", security="none")
        stage = open_stage(imap=nobody)

        found = {each.check: each.standing for each in check_up(stage.bench.app.settings, Names())}

        assert list(found.items()) == [("smtp", Standing.WARN), ("imap", Standing.FAIL)]
