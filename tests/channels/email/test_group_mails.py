"""What people are told where several decide: who else, how many, by when, who has it now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from signoff.channels.email.compose import compose
from signoff.channels.email.html_text import html_to_text
from signoff.channels.email.part import Due, Part, names_of, part_from
from signoff.inbox.delivery import Purpose
from signoff.inbox.plan import Act
from tests.channels.email.test_compose import html, response, text

DUE = Due(datetime(2026, 12, 1, 16, 0, tzinfo=UTC), Act.ANSWER, "rejected")
PART = Part(
    why="The rule 'large sums' names Ana.",
    others=("bo", "Cy Young"),
    needed=2,
    stage=1,
    n_stages=2,
    due=DUE,
    zone="Europe/Berlin",
)


def said(given, purpose, data, **changes):
    """The words of a mail, the same in both parts."""
    message = compose(given.letter(purpose, data=data, **changes), sender=given.sender)
    plain = " ".join(text(message).split())
    marked_up = " ".join(html_to_text(html(message)).split())
    return message, plain, marked_up


def asks(given, part, purpose=Purpose.REQUEST, **changes):
    return said(given, purpose, {"part": part.as_json()}, **changes)


class TestAPart:
    @pytest.mark.parametrize("part", [Part(), PART, Part(due=Due(DUE.at, Act.FAIL))])
    def test_is_kept_with_the_mail_as_it_is(self, part):
        assert part_from(part.as_json()) == part

    def test_of_one_who_is_asked_alone_takes_no_room(self):
        assert Part().as_json() == {}


class TestTheNamesOfOthers:
    def test_are_no_addresses_unless_nothing_else_tells_them_apart(self):
        people = ["bo@corp.test", "cy@corp.test", "cy@other.test", "di@corp.test"]

        assert list(names_of(people, {"di@corp.test": "Di Lee"}).values()) == [
            "bo", "cy@corp.test", "cy@other.test", "Di Lee",
        ]  # fmt: skip


class TestAMailToOneOfSeveral:
    def test_says_why_who_else_how_many_and_by_when(self, given):
        _, plain, marked_up = asks(given, PART)

        for part in (
            "Why you: The rule 'large sums' names Ana. Only an answer from ana@example.com counts.",
            "2 of 3 must agree, and one refusal decides against it. Also asked: bo, Cy Young.",
            "This is stage 1 of 2 of the decision.",
            (
                "Please answer by Tuesday 1 December 2026, 17:00 (Berlin). After that, “rejected” is "
                "recorded automatically."
            ),
            "Reply “reassign to” with the address of a colleague.",
        ):
            assert part in plain
            assert part in marked_up

    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            (Part(others=("bo",)), "Also asked: bo. One answer decides."),
            (Part(others=("bo",), is_claimed=True), "reply with “claim” to keep the request"),
            (Part(others=("bo",), needed=2, has_veto=False), "2 of 2 must agree. Also asked: bo."),
            (Part(in_place_of="cy"), "You are asked in place of cy."),
            (Part(due=Due(DUE.at, Act.APPROVE)), "After that, it is approved automatically."),
            (Part(due=Due(DUE.at, Act.APPROVE, "yes")), "After that, “yes” is recorded"),
            (Part(due=Due(DUE.at, Act.ANSWER)), "the flow goes on without an answer"),
            (Part(due=Due(DUE.at, Act.ESCALATE)), "After that, somebody else is asked."),
            (Part(due=Due(DUE.at, Act.FAIL)), "nobody can answer it any more and the flow fails"),
        ],
    )
    def test_says_what_holds_for_them(self, given, part, expected):
        assert expected in asks(given, part)[1]

    def test_names_the_nearer_end_of_its_time(self, given):
        early = asks(given, Part(due=Due(given.now + timedelta(days=1), Act.FAIL)))[1]
        late = asks(given, Part(due=Due(given.now + timedelta(days=30), Act.FAIL)))[1]

        assert "This mail can be answered" not in early
        assert "This mail can be answered for 7 days" in late
        assert "Please answer by Tuesday 22 December 2026" in late

    def test_counts_answers_where_there_are_no_outcomes(self, given):
        request = given.request(outcomes=())
        part = Part(others=("bo",), needed=2)

        assert "2 of 2 must answer." in asks(given, part, request=request)[1]

    def test_lists_no_more_names_than_people_read(self, given):
        part = Part(others=tuple(f"p{n}" for n in range(40)))
        plain = asks(given, part)[1]

        assert "p11, …." in plain
        assert "p12" not in plain

    def test_takes_no_line_of_its_own_from_what_others_wrote(self, given):
        part = Part(why="x\nBcc: eve@evil.test", others=("a\r\napproved\r\n",), in_place_of="b\nc")
        message, _, _ = asks(given, part)

        assert "approved" not in text(message).splitlines()
        assert message["Bcc"] is None


class TestAReminder:
    def test_stays_in_the_thread_and_says_how_long_it_has_waited(self, given):
        request = replace(given.request(), opened_at=given.now - timedelta(hours=5))
        message, plain, _ = asks(
            given,
            PART,
            Purpose.REMINDER,
            request=request,
            in_reply_to="<a@b>",
            references=("<a@b>",),
        )

        assert "this request has waited for 5 hours and still needs your answer" in plain
        assert message["Subject"] == "Re: Review: Our spring offer"
        assert message["In-Reply-To"] == "<a@b>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Reply-To"]
        assert plain.startswith("-- write your answer above this line --")


class TestAnEscalation:
    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            (Part(in_place_of="cy"), "cy did not answer in time, so you are asked now."),
            (Part(), "Nobody answered in time, so you are asked now."),
        ],
    )
    def test_says_who_did_not_answer(self, given, part, expected):
        message, plain, _ = asks(given, part, Purpose.ESCALATED)

        assert expected in plain
        assert message["Subject"] == "Review: Our spring offer"


class TestAVoteThatWasCounted:
    def test_says_how_many_are_awaited(self, given):
        data = {"outcome": "needs_revision", "n_votes": 1, "needed": 2, "awaited": ["bo", "cy"]}
        message, plain, marked_up = said(given, Purpose.COUNTED, data)

        for part in (
            "Your answer “needs revision” is counted. So far, 1 of the 2 who must agree have agreed.",
            "Still awaited: bo, cy.",
            "you can change your vote",
        ):
            assert part in plain
            assert part in marked_up
        assert message["Auto-Submitted"] == "auto-replied"


class TestARequestThatIsTaken:
    def test_names_who_has_it_and_what_was_decided_but_no_address(self, given):
        answered = response(given, responder="bo@corp.test", outcome="rejected")
        _, plain, marked_up = said(
            given, Purpose.TAKEN, {"cause": "answered", "by": "bo"}, response=answered
        )

        for part in ("bo has answered it.", "There is nothing for you to do.", "rejected"):
            assert part in plain
            assert part in marked_up
        assert "bo@corp.test" not in plain + marked_up

    def test_leads_to_no_page_where_one_could_answer(self, given):
        message, plain, _ = said(given, Purpose.TAKEN, {"cause": "reassigned"})

        assert "/answer/" not in plain + html(message)

    def test_has_words_for_a_cause_nobody_foresaw(self, given):
        assert "passed on to somebody else" in said(given, Purpose.TAKEN, {"cause": "new"})[1]


class TestWhatATemplateNames:
    def test_is_never_a_template_itself(self, given):
        data = {"reason": "claimed", "who": "{who}{0}{x}"}

        assert "{who}{0}{x} has claimed it" in said(given, Purpose.REFUSAL, data)[1]


class TestAConfirmation:
    def test_carries_its_receipt_quietly(self, given):
        receipt = "41:" + "ab" * 32
        letter = given.letter(Purpose.CONFIRMATION, response=response(given))
        message = compose(replace(letter, receipt=receipt), sender=given.sender)

        assert message["Signoff-Receipt"] == receipt
        for part in (text(message), html_to_text(html(message))):
            assert f"Receipt: {receipt}" in part

    def test_has_none_where_none_is_known(self, given):
        message, plain, _ = said(given, Purpose.CONFIRMATION, {}, response=response(given))

        assert message["Signoff-Receipt"] is None
        assert "Receipt" not in plain


class TestANameForOneDeployment:
    def test_stands_in_the_from_field_and_where_answers_go(self, given):
        message, _, _ = said(given, Purpose.REQUEST, {"sender_name": "Müller & Co"})

        for field in ("From", "Reply-To"):
            assert message[field].addresses[0].display_name == "Müller & Co"
