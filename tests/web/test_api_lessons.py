"""Lessons, as programs see and change them."""

import pytest

from signoff.inbox.response import Verification
from signoff.interpret.lessons import LessonStatus
from signoff.jobs.answer import Answer
from tests.web.cast import ANA, BEN

LESSONS = "/api/v1/lessons"
SCOPE = "PostFlow:review"
CITE = "Always include citations."
SHORT = "Keep it short."


@pytest.fixture
def program(stage):
    return stage.program()


@pytest.fixture
def book(stage):
    return stage.bench.app.lessons(BEN)


def texts(answer):
    assert answer.status_code == 200, answer.text
    return [item["text"] for item in answer.json()["items"]]


def problem(answer):
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


class TestTheList:
    def test_is_cut_into_pages(self, program, book):
        for n in range(5):
            book.add(f"Rule number {n} of the house.", scope=f"Flow{n % 2}:step")

        first = program.get(LESSONS, params={"limit": 3}).json()
        second = program.get(LESSONS, params={"limit": 3, "after": first["next"]}).json()

        found = [item["text"][12] for item in (*first["items"], *second["items"])]
        assert found == ["0", "2", "4", "1", "3"]
        assert second["next"] is None

    def test_is_filtered_by_flow_step_and_status(self, program, book):
        book.add(CITE, scope=SCOPE)
        book.add(SHORT, scope="PostFlow:other", status=LessonStatus.CANDIDATE)
        book.add("Write plainly.", scope="ChildFlow:review")

        assert texts(program.get(LESSONS, params={"flow": "post"})) == [SHORT, CITE]
        assert texts(program.get(LESSONS, params={"flow": "ChildFlow"})) == ["Write plainly."]
        assert texts(program.get(LESSONS, params={"step": "review"})) == ["Write plainly.", CITE]
        assert texts(program.get(LESSONS, params={"status": "candidate"})) == [SHORT]

    def test_takes_no_status_that_there_is_not(self, program):
        assert problem(program.get(LESSONS, params={"status": "odd"})) == (422, "invalid-fields")


class TestALesson:
    def test_tells_all_about_itself(self, stage, program, book):
        request_id = stage.pending()
        stage.bench.app.answer(
            Answer(
                request_id,
                "Cite it.",
                "rejected",
                BEN,
                "api",
                Verification.TOKEN,
                may_override=True,
            )
        )
        lesson = book.add(CITE, scope=SCOPE, learned_from=request_id)

        assert program.get(f"{LESSONS}/{lesson.id}").json() == {
            "id": lesson.id,
            "text": CITE,
            "flow": "post",
            "step": "review",
            "status": "active",
            "is_pinned": False,
            "source": "hitl",
            "learned_from": request_id,
            "learned_at": lesson.learned_at.isoformat().replace("+00:00", "Z"),
            "teacher": BEN,
            "n_shown": 0,
            "n_helped": 0,
            "merged_into": None,
        }

    def test_names_whose_answer_taught_it_only_to_who_may_see_that(self, stage, book):
        request_id = stage.pending()
        said = "Cite Bo Secret, please."
        stage.bench.app.answer(
            Answer(
                *(request_id, said, "rejected", BEN, "api", Verification.TOKEN), may_override=True
            )
        )
        lesson = book.add(CITE, scope=SCOPE, learned_from=request_id)
        for person, role in (("dan@example.com", "reviewer"), ("eli@example.com", "auditor")):
            stage.member(person, role=role)
            is_seen = role == "auditor"
            page = stage.browser(person)

            told = stage.program(person).get(f"{LESSONS}/{lesson.id}").json()
            (listed,) = stage.program(person).get(LESSONS).json()["items"]
            shown = [page.get(path).text for path in (f"/lessons/{lesson.id}", "/lessons")]

            assert told == listed
            assert (told["text"], told["teacher"]) == (CITE, BEN if is_seen else None)
            for text in shown:
                assert CITE in text
                assert (said in text) == is_seen
            assert ("Publish this?" in shown[0]) == is_seen

    def test_that_no_answer_taught_names_nobody(self, program, book):
        lesson = book.add(CITE, scope=SCOPE)

        told = program.get(f"{LESSONS}/{lesson.id}").json()

        assert (told["learned_from"], told["teacher"]) == (None, None)

    def test_that_is_not_there_is_a_problem(self, program):
        assert problem(program.get(f"{LESSONS}/nothing")) == (404, "lesson-not-found")


class TestAChange:
    def test_of_several_members_is_one(self, stage, program, book):
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)
        change = {"text": SHORT, "status": "active", "is_pinned": True}

        told = program.patch(f"{LESSONS}/{lesson.id}", json=change).json()

        assert {name: told[name] for name in change} == change
        with stage.bench.app.reading() as connection:
            query = f"SELECT DISTINCT actor FROM audit_event WHERE subject = '{lesson.id}'"
            assert {row[0] for row in connection.exec_driver_sql(query)} == {ANA, BEN}

    def test_that_cannot_be_made_whole_is_not_made_at_all(self, program, book):
        lesson = book.add(CITE, scope=SCOPE)

        answer = program.patch(
            f"{LESSONS}/{lesson.id}", json={"text": SHORT, "status": "retired", "is_pinned": True}
        )

        assert problem(answer) == (409, "lesson-closed")
        assert book.find(lesson.id) == lesson

    @pytest.mark.parametrize(
        ("change", "kind"),
        [
            ({}, "invalid-fields"),
            ({"status": "merged"}, "invalid-fields"),
            ({"colour": "red"}, "invalid-fields"),
            ({"text": "a\0b"}, "invalid-fields"),
            ({"text": " "}, "lesson-invalid"),
            ({"text": "x" * 301}, "lesson-invalid"),
        ],
    )
    def test_to_what_is_none_is_refused(self, program, book, change, kind):
        lesson = book.add(CITE, scope=SCOPE)

        answer = program.patch(f"{LESSONS}/{lesson.id}", json=change)

        assert problem(answer) == (422, kind)
        assert book.find(lesson.id) == lesson

    def test_needs_somebody(self, stage, book):
        lesson = book.add(CITE, scope=SCOPE)

        answer = stage.stranger().patch(f"{LESSONS}/{lesson.id}", json={"status": "retired"})

        assert problem(answer) == (401, "not-signed-in")
        assert book.find(lesson.id) == lesson


class TestAMerge:
    def test_returns_the_lesson_that_stays_with_what_the_other_did(self, program, book):
        lesson, other = book.add(CITE, scope=SCOPE), book.add(SHORT, scope=SCOPE)
        book.count_shown([lesson.id])

        told = program.post(f"{LESSONS}/{lesson.id}/merge", json={"into": other.id}).json()

        assert (told["id"], told["n_shown"]) == (other.id, 1)
        gone = program.get(f"{LESSONS}/{lesson.id}").json()
        assert (gone["status"], gone["merged_into"]) == ("merged", other.id)

    def test_into_itself_or_into_nothing_is_refused(self, program, book):
        lesson = book.add(CITE, scope=SCOPE)
        merge = f"{LESSONS}/{lesson.id}/merge"

        assert problem(program.post(merge, json={"into": lesson.id})) == (422, "lesson-invalid")
        assert problem(program.post(merge, json={"into": "x"})) == (404, "lesson-not-found")
