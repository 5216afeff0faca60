"""Mail that a provider hands over: what holds for each of them."""

import base64
import logging

import pytest
from sqlalchemy import text

from signoff.channels.email.providers.accounts import SharedSecret
from signoff.web import hooks
from signoff.web.hooks import certificates, mailgun, postmark, sendgrid, ses
from signoff.web.security import HOOKS
from tests.web.conftest import OWN_PAGE
from tests.web.providers import (
    ALL_ON,
    PROVIDERS,
    SECRET,
    Mailgun,
    Postmark,
    Question,
    SendGrid,
    Sns,
    client,
    kept,
    stored,
)

EACH = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
BY_SECRET = pytest.mark.parametrize("provider", [Postmark, SendGrid], ids=["postmark", "sendgrid"])
PROBLEM = "application/problem+json"


@pytest.fixture
def stage(open_stage):
    return open_stage(**ALL_ON)


@pytest.fixture
def question(stage):
    return Question(stage)


class OnBothDatabases:
    """For tests of what is stored; what the door refuses never comes to a database."""

    @pytest.fixture
    def door_databases(self, databases):
        return databases


@EACH
class TestAReplyByAProvider(OnBothDatabases):
    def test_answers_the_request(self, stage, question, provider):
        answer = provider(stage).deliver(question)

        assert (answer.status_code, answer.json()) == (200, {"kept": 1})
        assert question.status == "answered"

    def test_is_kept_as_it_came_with_the_envelope(self, stage, question, provider):
        raw = question.answer("naïve → approved")
        caller = provider(stage)

        if provider is Sns:
            caller.post(caller.signed(caller.message(caller.mail(raw, question.address))))
        elif provider is Postmark:
            raw = b"Return-Path: <ana@example.com>\n" + raw
            caller.post(caller.call(raw, question.address))
        else:
            caller.post(caller.fields(raw, question.address))

        assert kept(stage) == [("ana@example.com", [question.address], raw)]

    def test_needs_no_origin_and_is_on_the_trail_with_its_way(self, stage, question, provider):
        provider(stage).deliver(question)

        with stage.bench.app.reading() as connection:
            data = connection.execute(
                text("SELECT data FROM audit_event WHERE kind = 'reply.received'")
            ).scalar_one()
        way = next(name for name, kind in PROVIDERS.items() if kind is provider)
        assert f'"{way}"' in (data if isinstance(data, str) else str(data).replace("'", '"'))


@EACH
class TestACallThatBringsNothing:
    """Case 112: nothing is stored."""

    def test_is_refused_with_another_content_type(self, stage, question, provider):
        before = stored(stage)
        caller = provider(stage)

        answer = caller.http.post(
            f"{caller.path}?secret={SECRET}", content=b"x", headers={"Content-Type": "text/html"}
        )

        assert answer.status_code == 415
        assert answer.headers["content-type"] == PROBLEM
        assert "Nothing was stored" in answer.json()["detail"]
        assert stored(stage) == before

    def test_is_refused_with_an_empty_mail(self, stage, question, provider):
        before = stored(stage)

        answer = self.post_raw(provider(stage), b" \r\n", question.address)

        assert answer.status_code == 400
        assert "is empty" in answer.json()["detail"]
        assert stored(stage) == before

    def test_is_refused_without_the_raw_mail(self, stage, question, provider):
        before = stored(stage)
        caller = provider(stage)

        answer = self.post_without(caller, question)

        assert answer.status_code == 400
        assert "raw MIME" in answer.json()["detail"]
        assert stored(stage) == before

    def test_is_dropped_where_the_mail_is_not_for_us(self, stage, provider, caplog):
        before = stored(stage)
        stranger = b"From: eve@example.net\nTo: info@example.org\nSubject: hi\n\nhello"
        caplog.set_level(logging.INFO, logger="signoff")

        answer = self.post_raw(provider(stage), stranger, "info@example.org")

        assert (answer.status_code, answer.json()) == (200, {"kept": 0})
        assert stored(stage) | {"spent_token": 0} == before
        assert "mail dropped: it is for none of our addresses" in caplog.text
        assert "example.org" not in caplog.text

    def test_is_dropped_where_the_ticket_is_made_up(self, stage, question, provider):
        before = stored(stage)
        token, at, domain = question.address.partition("@")
        forged = f"{'a' * len(token)}{at}{domain}"

        answer = self.post_raw(provider(stage), question.answer(), forged)

        assert (answer.status_code, answer.json()) == (200, {"kept": 0})
        assert stored(stage) | {"spent_token": 0} == before
        assert question.status == "pending"

    def post_raw(self, caller, raw, recipient):
        if isinstance(caller, Sns):
            return caller.post(caller.signed(caller.message(caller.mail(raw, recipient))))
        if isinstance(caller, Postmark):
            return caller.post(caller.call(raw, recipient))
        return caller.post(caller.fields(raw, recipient))

    def post_without(self, caller, question):
        if isinstance(caller, Sns):
            said = caller.mail(b"x", question.address)
            del said["content"]
            return caller.post(caller.signed(caller.message(said)))
        if isinstance(caller, Postmark):
            return caller.post({"OriginalRecipient": question.address, "TextBody": "approved"})
        fields = caller.fields(b"x", question.address)
        fields["body-plain"] = fields.pop("body-mime", fields.pop("email", b""))
        return caller.post(fields)


@EACH
class TestAStoreThatIsAway(OnBothDatabases):
    def test_lets_the_provider_try_again_and_loses_nothing(self, stage, question, provider):
        caller = provider(stage)
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE reply RENAME TO reply_away"))
        failed = caller.deliver(question)
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE reply_away RENAME TO reply"))

        assert failed.status_code >= 500
        assert stored(stage)["spent_token"] == 0
        assert caller.deliver(question).json() == {"kept": 1}
        assert question.status == "answered"


class TestADatabaseThatCannotBeReached:
    @EACH
    def test_answers_503_with_the_time_to_wait(self, stage, question, provider):
        caller = provider(stage)
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE reply_ticket RENAME TO away"))

        answer = caller.deliver(question)

        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize("caller", [Mailgun, Postmark, SendGrid])
class TestALargeMail(OnBothDatabases):
    def test_is_taken_up_to_ten_million_octets_and_refused_above(self, stage, question, caller):
        filling = b"x" * 77 + b"\n"
        head = question.answer()
        fits = head + filling * ((9_900_000 - len(head)) // len(filling))
        before = stored(stage)

        too_large = self.post(caller(stage), fits + filling * 2000, question.address)
        after = stored(stage)
        taken = self.post(caller(stage), fits, question.address)

        assert too_large.status_code == 413
        assert after == before
        assert taken.json() == {"kept": 1}

    def post(self, caller, raw, recipient):
        if isinstance(caller, Postmark):
            return caller.post(caller.call(raw, recipient))
        return caller.post(caller.fields(raw, recipient))


class TestALargeCall:
    @EACH
    def test_is_refused_before_it_is_read(self, stage, provider):
        caller = provider(stage)
        limit = HOOKS[caller.path]

        answer = caller.http.post(
            f"{caller.path}?secret={SECRET}",
            content=b"",
            headers={"Content-Length": str(limit + 1), "Content-Type": "text/plain"},
        )

        assert answer.status_code == 413


@BY_SECRET
class TestAProviderThatSignsNothing:
    @pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "é"])
    def test_is_refused_without_the_secret(self, stage, question, provider, secret, caplog):
        before = stored(stage)

        answer = provider(stage).deliver(question, secret=secret)

        assert answer.status_code == 401
        assert answer.json()["type"] == "/api/problems/call-not-proved"
        assert answer.headers["www-authenticate"].startswith("Basic ")
        assert [record.reason for record in caplog.records if "refused" in record.msg] == ["secret"]
        assert stored(stage) == before

    def test_may_say_it_by_basic_auth(self, stage, question, provider):
        said = base64.b64encode(f"anybody:{SECRET}".encode()).decode()

        answer = provider(stage).deliver(question, secret=None, Authorization=f"Basic {said}")

        assert answer.json() == {"kept": 1}

    @pytest.mark.parametrize("said", ["Basic", "Basic ???", "Basic /w==", f"Bearer {SECRET}"])
    def test_is_refused_with_odd_credentials(self, stage, question, provider, said):
        answer = provider(stage).deliver(question, secret=None, Authorization=said)

        assert answer.status_code == 401

    def test_leaves_no_secret_in_what_is_answered_or_logged(
        self, stage, question, provider, caplog
    ):
        caplog.set_level(logging.DEBUG, logger="signoff")
        caller = provider(stage)
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE reply RENAME TO away"))

        answer = caller.deliver(question)

        assert SECRET not in answer.text
        assert not any(
            SECRET in str(vars(record)) for record in caplog.records if record.name != "httpx"
        )
        with stage.bench.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO reply"))


@BY_SECRET
class TestAMailThatComesTwice(OnBothDatabases):
    def test_is_stored_once(self, stage, question, provider):
        caller = provider(stage)
        raw = question.answer()
        post = caller.call if provider is Postmark else caller.fields

        answers = [caller.post(post(raw, question.address)) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert len(kept(stage)) == 1


class TestAProviderThatIsNotSetUp:
    def test_has_no_address(self, open_stage):
        stranger = open_stage().stranger(**OWN_PAGE)

        assert {stranger.post(path).status_code for path in HOOKS} == {404}

    def test_is_off_while_another_is_on(self, open_stage):
        stage = open_stage(postmark=SharedSecret(SECRET))

        on = {path for path in HOOKS if client(stage).post(path).status_code != 404}

        assert on == {"/hooks/postmark"} == set(hooks.addresses(stage.bench.app.settings))


class TestTheExemption:
    def test_is_for_the_addresses_of_hooks_alone(self):
        assert set(HOOKS) == {module.PATH for module in (mailgun, postmark, sendgrid, ses)}

    def test_leaves_a_page_of_ours_guarded(self, stage):
        assert client(stage).post("/theme").status_code == 403

    def test_lets_nobody_act_who_is_signed_in(self, stage, question):
        browser = stage.browser()

        answer = browser.post(
            "/hooks/postmark",
            content=b"{}",
            headers={"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
        )

        assert answer.status_code == 401


@pytest.mark.parametrize(
    "path", ["/hooks/", "/hooks/mailgun", "/hooks/mailgun/mime/x", "/hooks/ses/"]
)
class TestAMistypedAddress:
    def test_is_said_not_to_be_there(self, stage, path):
        answer = client(stage).post(path)

        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)
        assert f"There is nothing at {path}." in answer.json()["detail"]

    def test_stays_closed_to_what_another_site_sends_in_a_persons_name(self, stage, path):
        answer = stage.browser().post(path, headers={"Sec-Fetch-Site": "cross-site"})

        assert (answer.status_code, "came from another site" in answer.text) == (403, True)


class TestFetchingFromSns:
    def test_asks_only_over_https(self):
        with pytest.raises(certificates.CallNotChecked, match="no https address"):
            certificates.fetch_https("http://127.0.0.1/x.pem")

    def test_says_where_nobody_answers(self, free_port):
        with pytest.raises(certificates.CallNotChecked, match="could not be asked"):
            certificates.fetch_https(f"https://127.0.0.1:{free_port}/x.pem")
