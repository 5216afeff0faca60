"""How often and in which words somebody is asked again, as values."""

from datetime import UTC, datetime

import pytest

from signoff.inbox.delivery import Delivery, Purpose
from signoff.inbox.request import Ask
from signoff.jobs.ask_back import MAX_QUOTED, next_mail, numbers_of

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
ASK = Ask(key="k#1", method="k", message="?", content="c", outcomes=("yes", "no"))


def written(purpose, name="<1@x>", **data):
    return Delivery(name, "r1", purpose, "email", "ana@example.com", name, NOW, data=data)


REQUEST = written(Purpose.REQUEST, "<request@x>")
FIRST = written(Purpose.ASK_BACK, "<first@x>", words="hm")
SECOND = written(Purpose.ASK_BACK, "<second@x>", words="hm", again=True, numbered=["no", "yes"])
REFUSAL = written(Purpose.REFUSAL, "<refusal@x>")


class TestTheNextMail:
    def test_spells_the_choices_the_first_time(self):
        assert next_mail(ASK, "hm", [REQUEST]) == {"words": "hm"}

    def test_numbers_them_the_second_time(self):
        assert next_mail(ASK, "hm", [REQUEST, FIRST]) == {
            "words": "hm",
            "again": True,
            "numbered": ["yes", "no"],
        }

    def test_is_none_the_third_time(self):
        assert next_mail(ASK, "hm", [REQUEST, FIRST, SECOND]) is None

    def test_repeats_no_more_than_people_read(self):
        assert next_mail(ASK, "x" * 9000, [REQUEST]) == {"words": "x" * MAX_QUOTED}


class TestNumbersInAReply:
    @pytest.mark.parametrize(
        ("references", "sent"),
        [
            (["<second@x>", "<first@x>", "<request@x>"], [REQUEST, FIRST, SECOND]),
            (["<of.somebody@y>"], [REQUEST, FIRST, SECOND]),
            ([], [REQUEST, FIRST, SECOND, REFUSAL]),
        ],
        ids=["answers it", "its id was written over", "names none"],
    )
    def test_mean_what_the_mail_that_is_answered_says(self, references, sent):
        assert numbers_of(ASK, references, sent).outcomes == ("no", "yes")

    @pytest.mark.parametrize(
        ("references", "sent"),
        [
            (["<first@x>", "<request@x>"], [REQUEST, FIRST, SECOND]),
            (["<request@x>"], [REQUEST, FIRST, SECOND]),
            ([], [REQUEST, FIRST]),
            ([], []),
        ],
    )
    def test_mean_nothing_in_an_answer_to_another_mail(self, references, sent):
        assert numbers_of(ASK, references, sent) is None
