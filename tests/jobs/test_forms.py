"""Typed answers and edits: what is recorded, what is refused, and what the flow is given."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from pydantic import BaseModel, Field, field_validator, model_validator

from signoff import Flow, human_feedback, listen, start
from signoff.channels.email.words.languages import words_of
from signoff.errors import AnswerInvalid, RequestClosed, UnknownOutcome
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Verification
from signoff.inbox.shown import sha256_of
from signoff.jobs.answer import Answer
from signoff.jobs.audit.check import check_file
from signoff.jobs.audit.evidence import into_folder
from signoff.jobs.audit.redact import redact_run
from signoff.jobs.forms import MAX_EDIT
from signoff.jobs.start import retry_blocked
from signoff.store.queries import find_request
from signoff.store.sight import ALL
from signoff.testing import open_workbench
from tests.way.cast import ANA, Seen
from tests.way.mails import reply_address, reply_to, text_of
from tests.way.stage import prepare

EN = words_of("en")
BO = "bo@example.com"
LETTER = "Dear customer,\n\nwe are sorry."


class Refund(BaseModel):
    amount: float = Field(gt=0, le=500)
    reason: Literal["late", "broken"]
    note: str = ""

    @field_validator("note")
    @classmethod
    def _shout(cls, value):
        if value == "crash":
            raise RuntimeError("the author's own mistake")
        return value.upper()


class Extras(BaseModel):
    copies: int = 1
    colour: str | None = None

    @model_validator(mode="after")
    def _is_printable(self):
        if self.copies == 13:
            raise ValueError("thirteen is bad luck")
        return self


class RefundFlow(Flow):
    @start()
    @human_feedback(
        message="Refund?",
        emit=["pay", "refuse"],
        response_model=Refund,
        editable=True,
        approving=["pay"],
    )
    def ask(self):
        return LETTER

    @listen("pay")
    def paid(self, result):
        return [result.response.amount, result.response.note, result.edited_output]


class ExtrasFlow(Flow):
    @start()
    @human_feedback(
        message="How many?",
        emit=["print", "drop"],
        response_model=Extras,
        deadline=timedelta(hours=1),
        on_timeout="drop",
    )
    def ask(self):
        return "A leaflet"

    @listen("drop")
    def dropped(self, result):
        return result.response.copies


class LateRefundFlow(Flow):
    @start()
    @human_feedback(
        message="Refund?",
        emit=["pay", "refuse"],
        response_model=Refund,
        deadline=timedelta(hours=1),
        on_timeout="refuse",
    )
    def ask(self):
        return LETTER


class TogetherFlow(Flow):
    @start()
    @human_feedback(
        message="Both?",
        emit=["pay", "refuse"],
        approving=["pay"],
        response_model=Refund,
        editable=True,
        assignees=[ANA, BO],
        quorum=2,
    )
    def ask(self):
        return LETTER

    @listen("pay")
    def paid(self, result):
        return [result.response.amount, result.edited_output]


class PlainFlow(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["fine", "bad"])
    def ask(self):
        return {"figures": [1, 2]}


FLOWS = {
    "refund": RefundFlow,
    "extras": ExtrasFlow,
    "late": LateRefundFlow,
    "together": TogetherFlow,
    "plain": PlainFlow,
}


@pytest.fixture
def bench(tmp_path, databases):
    database = databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=ANA)
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def answered(bench):
    """Answer the pending request of a run as somebody, with the fields of an Answer."""

    def given(run, *, by=ANA, outcome="pay", feedback="", drains=True, **more):
        answer = Answer(
            request_id=run.requests[-1].id,
            feedback=feedback,
            outcome=outcome,
            responder=by,
            channel="api",
            verification=Verification.TOKEN,
            may_override=True,
            **more,
        )
        bench.app.answer(answer)
        if drains:
            bench.drain()

    return given


@pytest.fixture
def run(bench):
    return lambda flow: Seen(bench, bench.start(flow))


def one_line(posted):
    return " ".join(text_of(posted).split())


def votes(bench, run):
    with bench.app.reading() as connection:
        return find_request(connection, run.requests[0].id, sight=ALL).votes


def serve(bench, flows):
    bench.app = replace(bench.app, flows=flows)
    vars(bench).pop("jobs", None)


def stricter_flow():
    class Stricter(Refund):
        approver: str

    class RefundFlow(Flow):
        @start()
        @human_feedback(message="Refund?", emit=["pay", "refuse"], response_model=Stricter)
        def ask(self):
            return LETTER

        @listen("pay")
        def paid(self, result):
            return result.response.approver

    return RefundFlow


def facts(bench, request, kind):
    with bench.app.unit() as unit:
        return [dict(e.data) for e in unit.trail.of_request(request.id) if e.kind.value == kind]


GOOD = {"amount": 20, "reason": "late", "note": "sorry"}


class TestARequestForATypedAnswer:
    def test_records_nothing_of_an_answer_that_is_not_valid_and_all_of_one_that_is(
        self, bench, run, answered
    ):
        refund = run("refund")
        bad = [
            ({}, {"amount", "reason"}),
            ({"amount": 900, "reason": "late"}, {"amount"}),
            ({"amount": 5, "reason": "bored"}, {"reason"}),
            ({"amount": 5, "reason": "late", "note": "crash"}, {""}),
            (None, {"amount", "reason"}),
        ]
        for given, fields in bad:
            with pytest.raises(AnswerInvalid, match="stays open") as refused:
                answered(refund, answer=given)
            assert set(refused.value.problems) == fields
        with pytest.raises(UnknownOutcome):
            answered(refund, outcome="perhaps", answer=GOOD)
        with pytest.raises(AnswerInvalid, match=r"200,000 are the most"):
            answered(refund, answer=GOOD, edited="x" * (MAX_EDIT + 1))
        assert refund.requests[0].status == "pending"
        assert facts(bench, refund.requests[0], "request.answered") == []

        edited = LETTER.replace("sorry", "so sorry\x00")
        answered(refund, answer=GOOD, edited=edited)

        kept = edited.replace("\x00", "\ufffd")
        assert refund.result == [20.0, "SORRY", kept]
        (response,) = refund.responses
        assert (response.answer, response.edited_output) == (GOOD, kept)
        (fact,) = facts(bench, refund.requests[0], "request.answered")
        assert fact["answer_fields"] == ["amount", "reason", "note"]
        assert fact["answer_sha256"] == sha256_of(GOOD)
        assert fact["edited_sha256"] == sha256_of(kept)
        assert "sorry" not in str(fact)

    def test_takes_the_fields_from_words_as_a_console_does_and_text_that_is_not_changed_as_none(
        self, run, answered
    ):
        refund = run("refund")

        answered(
            refund,
            outcome=None,
            feedback='pay {"amount": 3, "reason": "broken"}',
            edited=LETTER,
        )

        assert refund.result == [3.0, "", None]

    def test_says_who_was_faster_before_it_says_what_is_wrong_with_the_fields(self, run, answered):
        refund = run("refund")
        answered(refund, outcome="refuse", answer=GOOD)

        with pytest.raises(RequestClosed):
            answered(refund, answer={})


class TestARequestWhoseFieldsAllHaveDefaults:
    def test_needs_no_fields_and_takes_some(self, run, answered):
        for given, copies in ((None, 1), ({"copies": 7}, 7)):
            extras = run("extras")
            answered(extras, outcome="drop", answer=given)
            assert extras.result == copies

    def test_is_answered_by_the_clock_where_its_type_takes_nothing(self, bench, run):
        extras, late = run("extras"), run("late")

        bench.wait(timedelta(hours=1))

        assert extras.result == 1
        assert late.requests[0].status == "expired"
        refused = facts(bench, late.requests[0], "request.timeout_refused")
        assert [fact["reason"] for fact in refused] == ["needs_form"]


class TestAReplyByMail:
    def test_cannot_answer_where_fields_are_needed_and_is_led_to_their_page(self, bench, run):
        refund = run("refund")
        asked = bench.posted[-1]
        assert EN.say("form_how") in one_line(asked)

        for _ in range(2):
            raw = reply_to(asked, 'pay {"amount": 3, "reason": "late"}')
            bench.receive(raw, sender=ANA, recipient=reply_address(asked))
            told = one_line(bench.posted[-1])
            assert EN.say("form_reply") in told
            assert EN.say("form_how") in told
            assert "/answer/" in told
        assert (refund.requests[0].status, refund.responses) == ("pending", [])

    def test_answers_where_no_field_is_needed(self, bench, run):
        extras = run("extras")
        asked = bench.posted[-1]
        assert EN.say("form_may") in one_line(asked)

        bench.receive(reply_to(asked, "drop"), sender=ANA, recipient=reply_address(asked))

        assert extras.result == 1


class TestARequestThatAsksForNeither:
    def test_refuses_fields_and_edits(self, run, answered):
        plain = run("plain")

        with pytest.raises(AnswerInvalid, match="asks for no typed answer"):
            answered(plain, outcome="fine", answer={})
        with pytest.raises(AnswerInvalid, match="author does not allow"):
            answered(plain, outcome="fine", edited="{}")

        assert plain.requests[0].status == RequestStatus.PENDING


class TestSeveralWhoMustAgree:
    def test_agree_to_one_text_and_keep_their_own_fields_of_which_the_last_count(
        self, bench, run, answered
    ):
        together = run("together")

        answered(together, answer={**GOOD, "amount": 1}, edited="From ana")
        answered(together, by=BO, answer={**GOOD, "amount": 2}, edited="From bo")
        assert together.status == "waiting", "nobody but bo has seen what bo wrote"
        answered(together, by=BO, answer={**GOOD, "amount": 2}, edited="From ana")

        assert together.result == [2.0, "From ana"]
        kept = votes(bench, together)
        assert [(v.person, v.answer["amount"], v.edited_output) for v in kept] == [
            (ANA, 1, "From ana"),
            (BO, 2, "From ana"),
        ]


class TestCodeThatChangedSinceItAsked:
    def test_judges_the_answer_and_blocks_a_run_whose_answer_it_does_not_take(
        self, bench, run, answered
    ):
        waits, goes_on = run("refund"), run("refund")

        serve(bench, {**FLOWS, "refund": stricter_flow()})
        with pytest.raises(AnswerInvalid, match="approver"):
            answered(waits, answer=GOOD)
        with pytest.raises(AnswerInvalid, match="takes no edits any more"):
            answered(waits, answer={**GOOD, "approver": "bo"}, edited="Dear all")
        serve(bench, {"plain": PlainFlow})
        with pytest.raises(AnswerInvalid, match="is not served now"):
            answered(waits, answer=GOOD)
        assert waits.requests[0].status == "pending"

        serve(bench, FLOWS)
        answered(goes_on, drains=False, answer=GOOD)
        serve(bench, {**FLOWS, "refund": stricter_flow()})
        bench.drain()
        assert (goes_on.status, goes_on.kinds[-1]) == ("waiting", "run.blocked")

        serve(bench, FLOWS)
        with bench.app.unit() as unit:
            retry_blocked(unit, now=bench.clock.now())
            unit.commit()
        bench.drain()
        assert goes_on.result == [20.0, "SORRY", None]


class TestTheEvidence:
    def test_shows_fields_and_edit_and_finds_out_where_they_were_forged(
        self, bench, run, answered, tmp_path
    ):
        refund = run("refund")
        answered(refund, answer={**GOOD, "note": "<b>"}, edited="Dear all")

        bench.app.evidence.write(refund.run_id, into_folder(tmp_path), now=bench.clock.now())

        page = (tmp_path / "evidence.html").read_text()
        assert f"What {ANA} filled in" in page
        assert "&lt;b&gt;" in page
        assert f"The text as {ANA} edited it</h3><pre>Dear all" in page
        told = (tmp_path / "evidence.json").read_text()
        forged = told.replace('"amount": 20', '"amount": 99').replace("Dear all", "Dear Eve")
        (tmp_path / "evidence.json").write_text(forged)
        found = check_file(tmp_path, key=bench.app.audit_key.public).report.breaks
        said = " ".join(each.says for each in found)
        assert f"The answer to request {refund.requests[0].id} is not what was recorded" in said
        assert "its typed answer is another" in said
        assert "its edited text is another" in said


class TestARunWhoseWordsWereTakenOut:
    def test_holds_neither_fields_nor_edits(self, bench, run, answered):
        together = run("together")
        answered(together, answer=GOOD, edited="From ana")
        answered(together, by=BO, answer=GOOD, edited="From ana")

        with bench.app.unit() as unit:
            redact_run(unit, together.run_id, by=ANA, now=bench.clock.now())
            unit.commit()

        assert [(v.answer, v.edited_output) for v in votes(bench, together)] == [(None, None)] * 2
        (response,) = together.responses
        assert (response.answer, response.edited_output) == (None, None)
