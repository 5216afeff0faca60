"""Mailgun: a signature over time and token, which says nothing of the mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from signoff.channels.email.providers.accounts import MailgunAccount
from tests.web.providers import SECRET, Mailgun, Question, kept, stored

LIMIT = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


@pytest.fixture
def stage(open_stage):
    return open_stage(mailgun=MailgunAccount(SECRET))


@pytest.fixture
def question(stage):
    return Question(stage)


@pytest.fixture
def mailgun(stage):
    return Mailgun(stage)


class TestAWrongSignature:
    """Case 112: 401, nothing stored."""

    def test_is_refused_where_the_key_is_another(self, stage, question, caplog):
        before = stored(stage)

        answer = Mailgun(stage, key="another").deliver(question)

        assert answer.status_code == 401
        assert answer.json()["type"] == "/api/problems/call-not-proved"
        assert stored(stage) == before
        assert question.status == "pending"
        refused = [record for record in caplog.records if record.msg == "call refused"]
        assert [(record.way, record.reason) for record in refused] == [("mailgun", "signature")]

    @pytest.mark.parametrize("field", ["timestamp", "token", "signature"])
    @pytest.mark.parametrize("value", [None, "", "x", "é", "0" * 64, "9" * 70])
    def test_is_refused_whatever_is_changed(self, stage, question, mailgun, field, value):
        before = stored(stage)
        fields = mailgun.fields(question.answer(), question.address) | {field: value}

        answer = mailgun.post({name: said for name, said in fields.items() if said is not None})

        assert answer.status_code == 401
        assert stored(stage) == before

    @pytest.mark.parametrize("n_moved", [-1, 1, 10])
    def test_is_refused_where_digits_move_between_time_and_token(
        self, stage, question, mailgun, n_moved
    ):
        fields = mailgun.fields(question.answer(), question.address)
        signed, end = fields["timestamp"] + fields["token"], 10 + n_moved

        answer = mailgun.post(fields | {"timestamp": signed[:end], "token": signed[end:]})

        assert answer.status_code == 401
        assert kept(stage) == []

    def test_may_be_in_capitals(self, question, mailgun):
        fields = mailgun.fields(question.answer(), question.address)

        answer = mailgun.post(fields | {"signature": fields["signature"].upper()})

        assert answer.json() == {"kept": 1}


class TestAStaleCall:
    """Case 112: 401, nothing stored."""

    @pytest.mark.parametrize("age", [LIMIT + SECOND, -LIMIT - SECOND, timedelta(days=400)])
    def test_is_refused(self, stage, question, mailgun, age):
        before = stored(stage)

        answer = mailgun.deliver(question, age=age)

        assert answer.status_code == 401
        assert "it was signed at" in answer.json()["detail"]
        assert stored(stage) == before

    @pytest.mark.parametrize("age", [LIMIT, -LIMIT])
    def test_is_taken_within_five_minutes(self, question, mailgun, age):
        assert mailgun.deliver(question, age=age).json() == {"kept": 1}

    def test_is_taken_later_where_the_operator_says_so(self, open_stage):
        stage = open_stage(mailgun=MailgunAccount(SECRET, max_age=36_000))
        question = Question(stage)

        answer = Mailgun(stage).deliver(question, age=timedelta(hours=9))

        assert answer.json() == {"kept": 1}


class TestAReplayedToken:
    """Case 112: 401, nothing stored."""

    def test_is_refused_with_the_same_mail(self, stage, question, mailgun):
        fields = mailgun.fields(question.answer(), question.address)
        mailgun.post(fields)
        before = stored(stage)

        answer = mailgun.post(fields)

        assert answer.status_code == 401
        assert "used before" in answer.json()["detail"]
        assert stored(stage) == before

    def test_is_refused_with_another_mail(self, stage, question, mailgun):
        fields = mailgun.fields(question.answer("rejected"), question.address)
        mailgun.post(fields)

        answer = mailgun.post(fields | {"body-mime": question.answer("approved")})

        assert answer.status_code == 401
        assert len(kept(stage)) == 1

    def test_is_refused_after_a_mail_that_was_dropped(self, stage, question, mailgun):
        fields = mailgun.fields(b"From: a@b.test\n\nhello", "info@example.org")
        assert mailgun.post(fields).json() == {"kept": 0}

        replayed = fields | {"body-mime": question.answer(), "recipient": question.address}

        assert mailgun.post(replayed).status_code == 401
        assert kept(stage) == []

    def test_is_refused_by_another_process_of_the_same_installation(self, stage, question, mailgun):
        fields = mailgun.fields(question.answer(), question.address)
        mailgun.post(fields)

        assert Mailgun(stage).post(fields).status_code == 401

    def test_is_refused_as_long_as_it_would_not_be_stale(self, stage, question, mailgun):
        fields = mailgun.fields(question.answer(), question.address, age=-LIMIT)
        mailgun.post(fields)

        for minutes in range(1, 11):
            stage.bench.clock.forward(timedelta(minutes=1))
            assert mailgun.post(fields).status_code == 401, minutes
        assert len(kept(stage)) == 1

    def test_is_forgotten_once_it_is_stale_anyway(self, stage, question, mailgun):
        mailgun.deliver(question)
        stage.bench.clock.forward(LIMIT + SECOND)

        mailgun.deliver(question, "rejected")

        assert stored(stage)["spent_token"] == 1

    def test_may_be_tried_again_after_a_mail_that_was_refused(self, question, mailgun):
        fields = mailgun.fields(b"", question.address)
        assert mailgun.post(fields).status_code == 400

        answer = mailgun.post(fields | {"body-mime": question.answer()})

        assert answer.json() == {"kept": 1}


# The framework hushes this warning of its own while it makes routes at the first call, in a way
# that several threads undo for each other; a server makes them in one.
@pytest.mark.filterwarnings("ignore::pydantic.warnings.UnsupportedFieldAttributeWarning")
class TestACallMadeManyTimesAtOnce:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    def test_counts_once(self, stage, question, mailgun):
        fields = mailgun.fields(question.answer(), question.address)
        callers = [Mailgun(stage) for _ in range(6)]
        with ThreadPoolExecutor(len(callers)) as pool:
            answers = list(pool.map(lambda caller: caller.post(fields).status_code, callers))

        assert sorted(answers) == [200, *[401] * 5]
        assert len(kept(stage)) == 1


class TestTheEnvelope:
    def test_may_name_several_people_with_tickets(self, stage, mailgun):
        first, second = Question(stage), Question(stage)
        both = f"{first.address}, {second.address}, info@example.org"

        answer = mailgun.post(mailgun.fields(first.answer(), both))

        assert answer.json() == {"kept": 2}

    def test_counts_before_what_the_mail_says(self, stage, mailgun):
        first, second = Question(stage), Question(stage)

        mailgun.post(mailgun.fields(first.answer(), second.address))

        assert [to for _, to, _ in kept(stage)] == [[second.address]]

    def test_may_be_of_a_forwarder_and_then_the_mail_says_whom_it_is_for(self, question, mailgun):
        answer = mailgun.post(mailgun.fields(question.answer(), "all@mailgun.example.org"))

        assert answer.json() == {"kept": 1}

    def test_of_nobody_is_a_machines_mail_and_never_an_answer(self, question, mailgun):
        answer = mailgun.deliver(question, sender="<>")

        assert answer.json() == {"kept": 1}
        assert question.status == "pending"

    def test_is_looked_at_ten_times_at_most(self, stage, mailgun):
        question = Question(stage)
        local, at, domain = question.address.partition("@")
        many = ",".join(f"{'b' * len(local)}{at}{domain}" for _ in range(10))

        answer = mailgun.post(mailgun.fields(question.answer(), f"{many},{question.address}"))

        assert answer.json() == {"kept": 0}
