"""How what came in by mail is shown: as what it is, never as what it wants to be."""

from __future__ import annotations

import logging

import pytest

from tests.channels.email.machine_mails import delivery_report, mail
from tests.jobs.conftest import BO
from tests.jobs.test_robots import away
from tests.way.mails import text_of
from tests.web.conftest import Stage

ATTACKS = [
    '=HYPERLINK("https://evil.example";"approved")',
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\x1b[31mred\x1b[0m {{ 7 * 7 }} ${7*7}",
    "'; DROP TABLE request; --",
]


@pytest.fixture
def page(ask):
    """The page of a question, as bo sees it after mails came in."""

    def shown(question, path):
        return Stage(question.bench).browser(BO).get(path).text

    return shown


class TestWordsThatAttackAScreen:
    """Case 93."""

    @pytest.mark.parametrize("attack", ATTACKS, ids=["formula", "html", "terminal", "sql"])
    def test_are_kept_and_shown_as_words(self, ask, page, caplog, attack):
        question = ask("words")

        with caplog.at_level(logging.DEBUG):
            found = question.receive(mail(question.asked, attack))

        assert found == ("recorded", None)
        [response] = question.run.responses
        assert response.feedback == attack.replace("\x1b", "")
        html = page(question, f"/requests/{question.request.id}")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "\x1b" not in html
        assert "49" not in response.feedback
        confirmation = question.bench.posted[-1].message.get_body(("html",)).get_content()
        assert "<script>" not in confirmation
        assert attack not in caplog.text, "what people write is in no log"

    def test_in_a_header_reach_no_header_of_ours(self, ask):
        question = ask()
        raw = mail(question.asked, "", subject="=?utf-8?q?Hi=0D=0ABcc=3A_eve=40evil.example?=")

        question.receive(raw)

        answer = question.bench.posted[-1].message
        assert answer["Bcc"] is None
        assert "\n" not in answer["Subject"]


class TestSomebodyWhoIsAway:
    def test_is_shown_so_on_the_page_until_they_answer(self, ask, page):
        question = ask()
        path = f"/requests/{question.request.id}"
        assert "is away until" not in page(question, path)

        question.receive(away(question.asked))
        html = page(question, path)

        assert "ana@example.com is away until 3 Feb 2030" in html
        assert "Out of office" in html
        question.receive(mail(question.asked, "hm, let me see"))
        assert "is away until" not in page(question, path)

    def test_is_told_of_in_plain_words(self, ask):
        question = ask()

        question.receive(away(question.asked))

        told = question.bench.posted[-1]
        assert told.recipient == BO
        assert "ana@example.com" in text_of(told)
        assert "3 February 2030" in text_of(told)


class TestAMailThatWasLost:
    def test_is_shown_with_the_reason_on_the_page_and_in_the_mail(self, ask, page):
        question = ask()

        question.receive(delivery_report(question.asked), sender="", to_bounce=True)

        assert "User unknown" in page(question, f"/requests/{question.request.id}")
        told = question.bench.posted[-1]
        assert told.recipient == BO
        assert "User unknown" in text_of(told)
