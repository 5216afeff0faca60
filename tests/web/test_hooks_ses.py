"""Amazon SES by SNS: signed with a certificate that only SNS can have published."""

import logging
from datetime import timedelta

import pytest

from signoff.channels.email.authenticity import InboundAuth, WayAuth
from signoff.channels.email.providers.accounts import SesAccount
from signoff.errors import CallNotChecked
from tests.web.cast import ANA
from tests.web.providers import (
    CERTIFICATE,
    TOPIC,
    Question,
    Sns,
    certificate,
    kept,
    signing_key,
    stored,
)

YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)
LIMIT = timedelta(hours=1, minutes=5)


@pytest.fixture
def stage(open_stage):
    return open_stage(ses=SesAccount(TOPIC, confirm="yes"))


@pytest.fixture
def question(stage):
    return Question(stage)


@pytest.fixture
def sns(stage):
    return Sns(stage)


@pytest.fixture
def said(sns, question):
    """What SES says of a good answer."""
    return sns.mail(question.answer(), question.address)


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class TestASignedNotification:
    @pytest.mark.parametrize("version", ["1", "2"])
    def test_brings_a_mail_in_both_versions(self, sns, question, said, version):
        message = sns.signed(sns.message(said, SignatureVersion=version))

        assert sns.post(message).json() == {"kept": 1}
        assert question.status == "answered"

    def test_may_have_no_subject(self, sns, said):
        assert sns.post(sns.signed(sns.message(said, Subject=None))).json() == {"kept": 1}

    def test_may_hold_the_mail_as_text(self, sns, question):
        said = sns.mail(question.answer(), question.address, encoding="UTF-8")

        assert sns.post(sns.signed(sns.message(said))).json() == {"kept": 1}

    def test_fetches_the_certificate_once(self, sns, said):
        for _ in range(3):
            sns.post(sns.signed(sns.message(said)))

        assert sns.fetched == [CERTIFICATE]

    def test_stores_a_mail_once_that_comes_twice_as_sns_may_do(self, stage, sns, said):
        message = sns.signed(sns.message(said))

        answers = [sns.post(message).status_code for _ in range(2)]

        assert answers == [200, 200]
        assert len(kept(stage)) == 1

    def test_without_a_mail_is_taken_note_of(self, stage, sns):
        before = stored(stage)
        greeting = "Successfully validated SNS topic for Amazon SES event publishing."

        answers = [
            sns.post(sns.signed(sns.message(said)))
            for said in (greeting, {"notificationType": "Bounce", "x": "Received"})
        ]

        assert [answer.json() for answer in answers] == [{"kept": 0}] * 2
        assert stored(stage) == before

    @pytest.mark.parametrize(
        "content", [{"content": "????"}, {"content": 7}, {"content": None}, {"content": "YQ"}]
    )
    def test_is_refused_where_its_content_is_none(self, stage, sns, said, content):
        before = stored(stage)

        answer = sns.post(sns.signed(sns.message(said | content)))

        assert answer.status_code == 400
        assert stored(stage) == before


class TestAWrongSignature:
    """Case 112: 401, nothing stored."""

    def test_of_another_key_is_refused(self, stage, sns, question, said):
        before = stored(stage)

        answer = sns.post(sns.signed(sns.message(said), key=signing_key("theirs")))

        assert answer.status_code == 401
        assert stored(stage) == before
        assert question.status == "pending"

    @pytest.mark.parametrize(
        "changed",
        [
            {"Message": "{}"},
            {"MessageId": "0000-9"},
            {"Subject": "another"},
            {"Subject": None},
            {"Timestamp": "2030-01-01T00:00:00.000Z"},
            {"Signature": "AAAA"},
            {"Signature": "???"},
            {"Signature": None},
            {"SignatureVersion": "1"},
            {"SignatureVersion": "3"},
            {"SignatureVersion": None},
        ],
        ids=str,
    )
    def test_of_another_message_is_refused(self, stage, sns, said, changed):
        before = stored(stage)

        answer = sns.post(sns.signed(sns.message(said)) | changed)

        assert answer.status_code == 401
        assert stored(stage) == before

    def test_is_refused_where_a_message_is_sent_as_another_kind(self, sns):
        notice = sns.signed(sns.message("hello"))
        change = notice | {
            "Type": "SubscriptionConfirmation",
            "Token": "t",
            "SubscribeURL": sns.confirm_address(),
        }

        assert sns.post(change).status_code == 401
        assert sns.fetched == [CERTIFICATE]


class TestAnotherTopic:
    @pytest.mark.parametrize(
        "topic",
        [
            "arn:aws:sns:eu-west-1:999999999999:replies",
            "arn:aws:sns:us-east-1:123456789012:replies",
            TOPIC + "2",
            "",
            None,
            7,
        ],
    )
    def test_is_refused_though_sns_signed_it_and_nothing_is_fetched(self, stage, sns, said, topic):
        before = stored(stage)
        message = sns.message(said, TopicArn=topic)

        answer = sns.post(sns.signed(message))

        assert answer.status_code == 401
        assert (stored(stage), sns.fetched) == (before, [])


class TestTheCertificate:
    @pytest.mark.parametrize(
        "address",
        [
            "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123abcd.pem",
            "https://sns.eu-west-1.amazonaws.com.evil.test/SimpleNotificationService-0.pem",
            "https://evil.test/SimpleNotificationService-0123abcd.pem",
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123abcd.pem",
            "https://sns.evil-bucket.s3.amazonaws.com/SimpleNotificationService-0.pem",
            "https://sns.eu-west-1.amazonaws.com@evil.test/SimpleNotificationService-0.pem",
            "https://a@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123abcd.pem",
            "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123abcd.pem",
            "https://sns.eu-west-1.amazonaws.com/?Action=GetTopic&x=/SimpleNotificationService-0.pem",
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem?x=1",
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem#x",
            "https://sns.eu-west-1.amazonaws.com/../SimpleNotificationService-0.pem",
            "https://sns.eu-west-1.amazonaws.com/other.pem",
            "https://[",
            "",
            None,
            7,
        ],
    )
    def test_is_not_fetched_from_anywhere_else(self, stage, sns, said, address):
        before = stored(stage)

        answer = sns.post(sns.signed(sns.message(said, SigningCertURL=address)))

        assert answer.status_code == 401
        assert (stored(stage), sns.fetched) == (before, [])

    @pytest.mark.parametrize(("begins", "ends"), [(-2, -1), (1, 2)])
    def test_is_refused_outside_its_time(self, stage, sns, said, begins, ends):
        now = stage.bench.clock.now()
        sns.web[CERTIFICATE] = certificate(
            sns.key, begins=now + begins * YEAR, ends=now + ends * YEAR
        )

        assert sns.post(sns.signed(sns.message(said))).status_code == 401

    def test_that_is_none_is_refused_and_not_kept_for_later(self, sns, said):
        good = sns.web[CERTIFICATE]
        sns.web[CERTIFICATE] = b"<html>log in to this network</html>"
        first = sns.post(sns.signed(sns.message(said)))
        sns.web[CERTIFICATE] = good

        assert first.status_code == 401
        assert sns.post(sns.signed(sns.message(said))).json() == {"kept": 1}

    def test_that_cannot_be_had_now_lets_sns_try_again(self, stage, sns, said):
        before = stored(stage)

        class Away(dict):
            def __getitem__(self, address):
                raise CallNotChecked("SNS could not be asked. Nothing was stored. Try again.")

        sns.web, good = Away(), sns.web
        message = sns.signed(sns.message(said))
        failed = sns.post(message)

        assert failed.status_code == 503
        assert failed.json()["type"] == "/api/problems/call-not-checked"
        assert stored(stage) == before
        sns.web = good
        assert sns.post(message).json() == {"kept": 1}

    def test_comes_from_china_for_a_topic_there(self, open_stage):
        topic = "arn:aws-cn:sns:cn-north-1:123456789012:replies"
        address = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem"
        stage = open_stage(ses=SesAccount(topic))
        question, sns = Question(stage), Sns(stage)
        sns.web[address] = sns.web[CERTIFICATE]
        said = sns.mail(question.answer(), question.address)

        message = sns.message(said, TopicArn=topic, SigningCertURL=address)

        assert sns.post(sns.signed(message)).json() == {"kept": 1}


class TestAStaleMessage:
    """Case 112: 401, nothing stored."""

    @pytest.mark.parametrize("age", [LIMIT + SECOND, -LIMIT - SECOND])
    def test_is_refused(self, stage, sns, said, age):
        before = stored(stage)
        at = stamp(stage.bench.clock.now() - age)

        answer = sns.post(sns.signed(sns.message(said, Timestamp=at)))

        assert answer.status_code == 401
        assert stored(stage) == before

    @pytest.mark.parametrize("at", ["yesterday", "", "2030-01-07T10:00:00"])
    def test_is_refused_where_its_time_is_none(self, stage, sns, said, at):
        assert sns.post(sns.signed(sns.message(said, Timestamp=at))).status_code == 401

    def test_is_taken_within_the_hour_in_which_sns_tries(self, stage, sns, said):
        at = stamp(stage.bench.clock.now() - LIMIT)

        assert sns.post(sns.signed(sns.message(said, Timestamp=at))).json() == {"kept": 1}


class TestWhatSesFoundOut:
    """Case 4 for this way: only the field that SES itself writes says who wrote a mail."""

    FOUND = (
        b"Authentication-Results: amazonses.com;\n"
        b" spf=pass (spfCheck: domain of example.com designates 192.0.2.1 as permitted sender)"
        b" client-ip=192.0.2.1; envelope-from=ana@example.com; helo=mail.example.com;\n"
        b" dkim=pass header.i=@example.com;\n"
        b" dmarc=pass header.from=example.com;\n"
    )

    @pytest.fixture
    def stage(self, open_stage):
        return open_stage(
            ses=SesAccount(TOPIC),
            inbound_auth=InboundAuth.AUTHSERV_ID,
            authserv_id="amazonses.com",
        )

    def deliver(self, sns, question, raw):
        answer = sns.post(sns.signed(sns.message(sns.mail(raw, question.address))))
        assert answer.json() == {"kept": 1}

    def test_is_believed_in_its_own_field(self, sns, question):
        self.deliver(sns, question, self.FOUND + question.answer())

        assert question.status == "answered"

    @pytest.mark.parametrize(
        "claimed",
        [
            b"",
            b"X-SES-Spf-Verdict: PASS\nX-SES-Dkim-Verdict: PASS\n",
            b"X-SES-RECEIPT: abc\nX-SES-DKIM-SIGNATURE: a=rsa-sha256\n",
            b"Authentication-Results: mx.evil.test; dmarc=pass header.from=example.com\n",
            FOUND.replace(b"pass", b"fail"),
            FOUND.replace(b"example.com;", b"evil.test;"),
        ],
        ids=range(6),
    )
    def test_is_believed_nowhere_else(self, sns, question, claimed):
        self.deliver(sns, question, claimed + question.answer())

        assert question.status == "pending"


class TestSesAsOneWayAmongOthers:
    @pytest.fixture
    def stage(self, open_stage):
        return open_stage(
            ses=SesAccount(TOPIC),
            inbound_auth=InboundAuth.VERIFY,
            inbound_auth_ways={"ses": WayAuth(InboundAuth.AUTHSERV_ID, "amazonses.com")},
        )

    def test_is_believed_by_its_own_field(self, sns, question):
        raw = TestWhatSesFoundOut.FOUND + question.answer()

        sns.post(sns.signed(sns.message(sns.mail(raw, question.address))))

        assert question.status == "answered"

    def test_lends_its_field_to_no_mail_that_came_another_way(self, stage, question):
        raw = TestWhatSesFoundOut.FOUND + question.answer()

        stage.bench.receive(raw, sender=ANA, recipient=question.address)

        assert len(kept(stage)) == 1
        assert question.status == "pending"


class TestACallThatCannotBeRead:
    """Case 112: 400, nothing stored."""

    @pytest.mark.parametrize(
        "body", [b"", b"x", b"[]", b"{}", b'{"Type": []}', b"\xff", b"[" * 100_000, b"null"]
    )
    def test_is_refused(self, stage, sns, body):
        before = stored(stage)

        answer = sns.http.post(sns.path, content=body, headers={"Content-Type": "text/plain"})

        assert answer.status_code == 400
        assert stored(stage) == before

    def test_is_refused_as_raw_delivery_which_is_not_signed(self, stage, sns, said):
        answer = sns.post(said)

        assert answer.status_code == 400
        assert "raw message delivery" in answer.json()["detail"]


class TestASubscription:
    def ask(self, sns, **changes):
        message = sns.message("You have chosen ...", kind="SubscriptionConfirmation", **changes)
        return sns.post(sns.signed(message))

    def test_is_confirmed_where_the_operator_said_so(self, stage, sns):
        sns.web[sns.confirm_address()] = b"<ConfirmSubscriptionResponse/>"

        answer = self.ask(sns)

        assert answer.json() == {"kept": 0}
        assert sns.fetched == [CERTIFICATE, sns.confirm_address()]

    def test_is_not_confirmed_otherwise(self, open_stage, caplog):
        sns = Sns(open_stage(ses=SesAccount(TOPIC)))

        answer = self.ask(sns)

        assert answer.json() == {"kept": 0}
        assert sns.fetched == [CERTIFICATE]
        assert "SIGNOFF_SES_CONFIRM" in caplog.text

    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.test/?Action=ConfirmSubscription",
            f"https://sns.eu-west-1.amazonaws.com.evil.test/?Action=ConfirmSubscription&TopicArn={TOPIC}",
            f"http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}",
            f"https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic&TopicArn={TOPIC}",
            "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=other",
            "https://169.254.169.254/latest/meta-data",
        ],
    )
    def test_is_never_confirmed_anywhere_else(self, sns, address):
        answer = self.ask(sns, SubscribeURL=address)

        assert answer.status_code == 401
        assert sns.fetched == [CERTIFICATE]

    def test_is_not_confirmed_with_another_key(self, sns):
        message = sns.message("You have chosen ...", kind="SubscriptionConfirmation")

        answer = sns.post(sns.signed(message, key=signing_key("theirs")))

        assert answer.status_code == 401
        assert sns.fetched == [CERTIFICATE]

    def test_that_ends_is_logged_and_not_taken_up_again(self, sns, caplog):
        caplog.set_level(logging.WARNING, logger="signoff")

        answer = sns.post(sns.signed(sns.message("You have ...", kind="UnsubscribeConfirmation")))

        assert answer.json() == {"kept": 0}
        assert sns.fetched == [CERTIFICATE]
        assert "subscription ended" in caplog.text
