"""The fields that a flow asks for and the text that may be edited, on both pages and in the API."""

import html
import re
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from signoff import Flow, human_feedback, listen, start
from signoff.inbox.shown import sha256_of
from signoff.web.pages.review.sections import packed, sections_of
from tests.web.cast import ANA, BEN
from tests.web.conftest import lasting_stage
from tests.web.test_pages_answer import fields, link

LETTER = "# Dear customer\n\nwe are <sorry>.\n"
EDITED = LETTER.replace("sorry", "very <b>sorry")


class Address(BaseModel):
    city: str = Field(min_length=2)


class Refund(BaseModel):
    """What is booked"""

    amount: float = Field(gt=0, le=500)
    reason: Literal["late", "broken"]
    note: str = Field("none", description="<i>Why</i>")
    to: Address


class RefundFlow(Flow):
    @start()
    @human_feedback(
        message="Refund?",
        emit=["pay", "refuse"],
        approving=["pay"],
        response_model=Refund,
        editable=True,
    )
    def ask(self):
        return LETTER

    @listen("pay")
    def paid(self, result):
        return [result.response.amount, result.response.to.city, result.edited_output]


class LongFlow(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["fine", "bad"], editable=True)
    def ask(self):
        return "x" * 200_001


class ReportFlow(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["fine", "bad"], editable=True)
    def ask(self):
        return "\u8bf7\u6279\u51c6\u3002\n\n" * 10_000


class MinutesFlow(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["fine", "bad"], editable=True)
    def ask(self):
        return "".join(f"{n}: \u8bf7\u6279\u51c6\u3002\n\n" for n in range(700))


class DataFlow(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["fine", "bad"], editable=True)
    def ask(self):
        return {"figures": [1]}


class Parcel(BaseModel):
    broken: list[Literal["box", "lid"]] = Field(min_length=1)
    n: int


class ParcelFlow(Flow):
    @start()
    @human_feedback(message="What broke?", emit=["fine", "bad"], response_model=Parcel)
    def ask(self):
        return "A case."


class WordsFlow(Flow):
    @start()
    @human_feedback(message="How much?", response_model=Refund)
    def ask(self):
        return "A case."


FLOWS = {
    "refund": RefundFlow,
    "long": LongFlow,
    "report": ReportFlow,
    "minutes": MinutesFlow,
    "data": DataFlow,
    "words": WordsFlow,
    "parcel": ParcelFlow,
}
GOOD = {"amount": 20, "reason": "late", "to": {"city": "Bern"}}
FILLED = {"f.amount": "20", "f.reason": "late", "f.note": "none", "f.to.city": "Bern"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory, sqlite_models, prologues):
    """One installation for all cases: each has a request of its own."""
    with lasting_stage(tmp_path_factory, sqlite_models, prologues, FLOWS) as stage:
        yield stage


@pytest.fixture(scope="module")
def ana(stage):
    return stage.browser()


@pytest.fixture(scope="module")
def program(stage):
    return stage.program()


def edit_in(page):
    """What the form of an edit by section holds."""
    hidden = dict(re.findall(r'name="(edit_\w+|seen_edit)" form="decision" value="([^"]*)"', page))
    text = re.search(r'name="edited_section"[^>]*>\n([^<]*)<', page)[1]
    return hidden | {"edited_section": html.unescape(text)}


def answer_of(stage, request_id):
    stage.bench.drain()
    with stage.bench.app.unit() as unit:
        request = unit.requests.get(request_id)
        return request.status.value, unit.requests.find_response(request_id), request.run_id


def result_of(stage, program, request_id):
    _, _, run_id = answer_of(stage, request_id)
    return program.get(f"/api/v1/runs/{run_id}").json()["result"]


class TestThePageOfARequestWithFields:
    def test_shows_them_and_keeps_what_was_typed_beside_what_is_wrong_with_it(
        self, stage, ana, program
    ):
        request_id = stage.pending("refund")
        page = f"/requests/{request_id}"
        first = ana.get(page).text
        assert "What is booked" in first
        assert re.search(r'id="f-amount" name="f.amount"[^>]* required', first)
        assert "&lt;i&gt;Why&lt;/i&gt;" in first

        bad = FILLED | {"f.amount": "900", "f.to.city": "B", "f.note": "<b>kept", "comment": "Hm"}
        refused = ana.post(f"{page}/decision", data=bad | {"outcome": "pay"})

        assert refused.status_code == 422
        said = html.unescape(refused.text)
        assert "Nothing was recorded: 2 fields are not right yet." in said
        assert "Must be at most 500" in said
        assert re.search(r'id="f-to-city-fault">.*at least 2 characters', said, re.DOTALL)
        assert 'value="900"' in refused.text
        assert "&lt;b&gt;kept" in refused.text
        assert ">Hm</textarea>" in refused.text
        unread = ana.post(f"{page}/decision", data={"outcome": "pay", "f.amount": "much"})
        assert "no number" in html.unescape(unread.text)
        both = html.unescape(
            ana.post(f"{page}/decision", data=bad | {"f.amount": "much", "outcome": "pay"}).text
        )
        assert "Nothing was recorded: 2 fields are not right yet." in both
        assert "no number" in both
        assert re.search(r'id="f-to-city-fault">.*at least 2 characters', both, re.DOTALL)
        assert answer_of(stage, request_id)[:2] == ("pending", None)

        done = ana.post(f"{page}/decision", data=FILLED | {"outcome": "pay"})

        assert done.status_code == 303
        assert result_of(stage, program, request_id) == [20.0, "Bern", None]
        assert "Filled in by" in ana.get(page).text

    def test_takes_fields_where_no_outcome_is_offered_and_no_word_is_written(self, stage, ana):
        request_id = stage.pending("words")

        ana.post(f"/requests/{request_id}/decision", data=FILLED)

        assert answer_of(stage, request_id)[1].answer["amount"] == 20


class TestThePageOfATextThatMayBeEdited:
    def test_shows_the_changes_before_it_records_them_and_afterwards(self, stage, ana, program):
        request_id = stage.pending("refund")
        page = f"/requests/{request_id}"
        sent = FILLED | {"edited_output": EDITED.replace("\n", "\r\n"), "comment": "So."}
        assert 'name="edited_output" form="decision"' in ana.get(f"{page}?tab=edit").text

        looked = ana.post(f"{page}/edit", data=sent)
        unseen = ana.post(f"{page}/decision", data=sent | {"outcome": "pay"})

        for shown, status in ((looked, 200), (unseen, 422)):
            assert shown.status_code == status
            assert "<ins>very &lt;b&gt;</ins>" in shown.text
            assert ">So.</textarea>" in shown.text
            assert f'name="seen_edit" form="decision" value="{sha256_of(EDITED)}"' in shown.text
        assert "press your choice again" in unseen.text
        assert answer_of(stage, request_id)[:2] == ("pending", None)

        seen = sent | {"outcome": "pay", "seen_edit": sha256_of(EDITED)}
        assert ana.post(f"{page}/decision", data=seen).status_code == 303

        assert result_of(stage, program, request_id) == [20.0, "Bern", EDITED]
        after = ana.get(page).text
        assert f'Edited by <span title="{ANA}">{ANA}</span>' in after
        assert "<ins>very &lt;b&gt;</ins>" in after
        got = program.get(f"/api/v1{page}").json()
        assert got["response"]["edited_output"] == EDITED

    def test_keeps_all_that_was_typed_where_somebody_was_faster(self, stage, ana, program):
        request_id = stage.pending("refund")
        given = {"outcome": "refuse", "answer": GOOD}
        program.post(f"/api/v1/requests/{request_id}/respond", json=given)
        sent = FILLED | {"edited_output": EDITED, "outcome": "pay"}

        late = ana.post(f"/requests/{request_id}/decision", data=sent)

        assert late.status_code == 409
        assert "amount: 20\nreason: late" in late.text
        assert html.escape(EDITED) in late.text

    def test_takes_a_text_that_was_left_as_it_was_as_no_edit(self, stage, ana):
        request_id = stage.pending("refund")
        sent = FILLED | {"edited_output": LETTER.replace("\n", "\r\n"), "outcome": "pay"}

        assert ana.post(f"/requests/{request_id}/decision", data=sent).status_code == 303

        assert answer_of(stage, request_id)[1].edited_output is None

    def test_comes_by_section_where_it_is_long_and_only_with_its_own_tab(self, stage, ana):
        page = f"/requests/{stage.pending('report')}"
        text = ReportFlow().ask()
        preview, edit = ana.get(page), ana.get(f"{page}?tab=edit")
        assert "edit_of" not in preview.text
        shown = re.findall(r'name="edit_go" value="(\d+)"', edit.text)
        assert (shown, len(sections_of(text))) == (["1", "2", "3", "9"], 9)
        typed = edit_in(edit.text)
        assert typed["edited_section"] == sections_of(text)[0]

        typed["edited_section"] = "First.\r\n" + typed["edited_section"].replace("\n", "\r\n")
        second = ana.post(f"{page}/edit", data=typed | {"edit_go": "8", "comment": "Mine."})
        typed = edit_in(second.text)
        assert (typed["edit_section"], "Mine." in second.text) == ("8", True)
        # Where its own address leads elsewhere, it looks again at the request's.
        assert f'<main id="main" tabindex="-1" data-here="{page}">' in second.text
        assert '<td class="sign">+</td><td class="text" dir="auto">First.</td>' in second.text
        typed["edited_section"] += "Last."
        unseen = ana.post(f"{page}/decision", data=typed | {"outcome": "fine"})
        typed = edit_in(unseen.text)
        done = ana.post(f"{page}/decision", data=typed | {"outcome": "fine"})

        sizes = [len(each.content) for each in (preview, edit, second, unseen)]
        assert (unseen.status_code, done.status_code, max(sizes) < 60_000) == (422, 303, True)
        _, response, run_id = answer_of(stage, page.rpartition("/")[2])
        eight = "".join(sections_of(text)[:8])
        assert response.edited_output == f"First.\n{eight}Last.{sections_of(text)[8]}"
        run, after = ana.get(f"/runs/{run_id}"), ana.get(page)
        assert max(len(run.content), len(after.content)) < 60_000

    def test_takes_no_section_for_the_whole_and_none_of_another_text(self, stage, ana):
        page = f"/requests/{stage.pending('report')}"
        typed = edit_in(ana.get(f"{page}?tab=edit").text) | {"edited_section": "Mine."}
        kept = f"2:{packed('Mine too.', sections_of(ReportFlow().ask())[1])}"
        zeros = [f"{n}:{packed('0' * 750_000, sections_of(ReportFlow().ask())[n - 1])}"
                 for n in (2, 3, 4)]  # fmt: skip
        bad = {
            "of another text": ({"edit_of": "0" * 64}, 409),
            "of no text": ({"edit_of": ""}, 409),
            "no number": ({"edit_section": "-1"}, 422),
            "beyond the last": ({"edit_section": "11"}, 422),
            "cut on its way": ({"edit_kept": kept[:-8]}, 422),
            "not packed": ({"edit_kept": "2:<b>"}, 422),
            "sent twice": ({"edit_kept": f"{kept} {kept}"}, 422),
            "too much together": ({"edit_kept": " ".join(zeros)}, 422),
        }
        found = {}
        for name, (change, _) in bad.items():
            sent = typed | change | {"outcome": "fine"}
            refused = ana.post(f"{page}/decision", data=sent)
            found[name] = refused.status_code
            assert re.search(r'id="lost-edit"[^>]*>\nMine\.<', refused.text), name
            assert edit_in(refused.text)["edited_section"] == sections_of(ReportFlow().ask())[0]
        assert found == {name: status for name, (_, status) in bad.items()}
        cut = {"edited_output": "Mine.", "seen_edit": sha256_of("Mine."), "outcome": "fine"}
        refused = ana.post(f"{page}/decision", data=cut)
        assert (refused.status_code, "is no section" in refused.text) == (422, True)
        assert answer_of(stage, page.rpartition("/")[2])[0] == "pending"

    def test_keeps_its_page_small_with_a_change_in_every_section(self, stage, ana):
        page = f"/requests/{stage.pending('report')}"
        typed = edit_in(ana.get(f"{page}?tab=edit").text)
        for n in range(2, len(sections_of(ReportFlow().ask())) + 2):
            typed["edited_section"] = f"New words for {n}.\n\n{typed['edited_section']}"
            answer = ana.post(f"{page}/edit", data=typed | {"edit_go": str(n)})
            typed = edit_in(answer.text)

        assert "Changed: 1, 2, 3, 4, 5, 6, 7, 8, 9<" in answer.text
        # One that is too long to compare hides nothing of the others.
        typed["edited_section"] = "line\n" * 3_001
        long = ana.post(f"{page}/edit", data=typed).text
        assert "Section 9 was changed, and is too long to compare here" in long
        assert '<td class="text" dir="auto">New words for 2.</td>' in long
        assert len(answer.content) < 60_000

    def test_keeps_the_page_of_its_answer_small_where_much_was_changed(self, stage, ana):
        request_id = stage.pending("minutes")
        edited = "".join(f"{n}: \u8bf7\u6279\u51c6\uff01\n\n" for n in range(700))
        sent = {"edited_output": edited, "outcome": "fine", "seen_edit": sha256_of(edited)}
        with_text = ana.post(f"/requests/{request_id}/decision", data=sent)

        page = ana.get(f"/requests/{request_id}")
        ways = dict.fromkeys(re.findall(r'href="([^"]*given_part=\d+)', page.text))

        assert with_text.status_code == 303
        assert len(page.content) < 60_000
        assert re.search(r"Part 1 of \d+: lines 1 to \d+ of ", page.text)
        last = ana.get(html.unescape([*ways][-1]))
        assert (len(last.content) < 60_000, "699: " in last.text) == (True, True)

    def test_is_not_offered_for_what_is_no_text_nor_for_whoever_may_not_answer(self, stage, ana):
        data, refund = stage.pending("data"), stage.pending("refund")
        stage.member(BEN, role="auditor")
        ben = stage.browser(BEN)

        assert "edited_output" not in ana.get(f"/requests/{data}?tab=edit").text
        assert "edited_output" not in ben.get(f"/requests/{refund}?tab=edit").text
        assert 'name="f.amount"' not in ben.get(f"/requests/{refund}").text
        with_edit = {"edited_output": "[]", "outcome": "fine"}
        sent = ana.post(f"/requests/{data}/decision", data=with_edit)
        assert (sent.status_code, "only a text allows" in sent.text) == (422, True)
        long = ana.get(f"/requests/{stage.pending('long')}?tab=edit").text
        assert "too long to be changed here" in long
        assert ana.get(f"/requests/{refund}/edit").headers["location"].endswith("?tab=edit")


class TestThePageOfAMail:
    def test_has_the_fields_and_keeps_what_was_typed_until_it_is_right(self, stage):
        anybody = stage.stranger(Accept="text/html")
        request_id = stage.pending("refund")
        path = link(stage.bench.posted[-1])
        form = fields(anybody.get(path).text) | {"outcome": "pay"}

        refused = anybody.post(path, data=form | FILLED | {"f.amount": "900", "f.reason": ""})

        assert refused.status_code == 422
        assert "Some fields are not right yet." in refused.text
        assert "This is needed." in refused.text
        assert 'value="900"' in refused.text
        assert answer_of(stage, request_id)[0] == "pending"
        assert anybody.post(path, data=form | FILLED).status_code == 303
        assert answer_of(stage, request_id)[1].answer == {**GOOD, "note": "none"}


class TestBoxesToTick:
    def test_are_kept_on_both_pages_where_something_else_is_wrong(self, stage, ana):
        anybody, request_id = stage.stranger(Accept="text/html"), stage.pending("parcel")
        mailed = link(stage.bench.posted[-1])
        mail_form = fields(anybody.get(mailed).text) | {"outcome": "bad"}
        ticked = {"f.broken": ["", "lid", "box"], "f.n": "x", "outcome": "bad"}
        pages = [
            ana.post(f"/requests/{request_id}/decision", data=ticked),
            anybody.post(mailed, data=mail_form | ticked),
        ]
        for page in pages:
            assert page.status_code == 422
            assert re.findall(r'name="f.broken" value="(\w+)" checked', page.text) == ["box", "lid"]
        none = ana.post(
            f"/requests/{request_id}/decision", data=ticked | {"f.broken": "", "f.n": 1}
        )
        assert (none.status_code, 'id="f-broken-fault"' in none.text) == (422, True)

        done = ana.post(f"/requests/{request_id}/decision", data=ticked | {"f.n": "2"})

        assert done.status_code == 303
        assert answer_of(stage, request_id)[1].answer == {"broken": ["box", "lid"], "n": 2}


class TestTheApi:
    def test_shows_what_is_asked_and_takes_it_whole_or_not_at_all(self, stage, program):
        request_id = stage.pending("refund")
        url = f"/api/v1/requests/{request_id}"
        shown = program.get(url).json()
        assert (shown["editable"], shown["response_schema"]["required"]) == (
            True,
            ["amount", "reason", "to"],
        )

        for given, wrong in (
            ({"outcome": "pay"}, {"amount", "reason", "to"}),
            ({"outcome": "pay", "answer": {**GOOD, "to": {"city": "B"}}}, {"to.city"}),
        ):
            refused = program.post(f"{url}/respond", json=given)
            problem = refused.json()
            assert (refused.status_code, problem["type"]) == (422, "/api/problems/answer-invalid")
            assert {each["field"] for each in problem["errors"]} == wrong
        too_long = {"outcome": "pay", "answer": GOOD, "edited_output": "x" * 200_001}
        assert program.post(f"{url}/respond", json=too_long).status_code == 422
        assert answer_of(stage, request_id)[0] == "pending"

        given = {"outcome": "pay", "answer": GOOD, "edited_output": EDITED}
        said = program.post(f"{url}/respond", json=given).json()["response"]
        assert (said["answer"], said["edited_output"]) == (GOOD, EDITED)
