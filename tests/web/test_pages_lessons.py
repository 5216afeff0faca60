"""The page of lessons, as a browser without scripts gets it."""

import pytest

from signoff.inbox.response import Verification
from signoff.interpret.lessons import LessonStatus
from signoff.jobs.answer import Answer
from tests.web.cast import ANA, BEN

SCOPE = "PostFlow:review"
CITE = "Always include citations."
SHORT = "Keep it <b>short</b>."


@pytest.fixture
def ana(stage):
    """Ana at a browser, signed in."""
    return stage.browser()


@pytest.fixture
def book(stage):
    return stage.bench.app.lessons(BEN)


@pytest.fixture
def taught(stage, book):
    """A lesson that ben's answer taught."""
    request_id = stage.pending()
    words = "Where does this come from?"
    stage.bench.app.answer(
        Answer(
            request_id,
            words,
            "rejected",
            BEN,
            "dashboard",
            Verification.SESSION,
            may_override=True,
        )
    )
    return book.add(CITE, scope=SCOPE, learned_from=request_id)


def do(browser, lesson, verb, **fields):
    return browser.post(f"/lessons/{lesson.id}", data={"do": verb, **fields})


def last_fact(stage, lesson):
    with stage.bench.app.reading() as connection:
        query = f"SELECT kind, actor FROM audit_event WHERE subject = '{lesson.id}' ORDER BY id"
        return tuple(connection.exec_driver_sql(query).all()[-1])


class TestTheLessons:
    def test_say_that_nothing_was_learned_yet(self, ana):
        assert "Nothing was learned yet" in ana.get("/lessons").text

    def test_stand_under_their_step_after_those_to_confirm(self, ana, book):
        book.add(CITE, scope=SCOPE)
        book.add(SHORT, scope="ChildFlow:part", status=LessonStatus.CANDIDATE)

        html = ana.get("/lessons").text

        assert html.index("To confirm <") < html.index("Keep it &lt;b&gt;short")
        assert html.index("short") < html.index("post \u203a review") < html.index(CITE)
        assert "<b>short" not in html

    def test_tell_whose_answer_taught_them_and_how_they_did(self, ana, book, taught):
        book.count_shown([taught.id])
        book.count_shown([taught.id])
        book.count_helped([taught.id])

        html = ana.get("/lessons").text

        assert (
            f'<a class="over" href="/requests/{taught.learned_from}">ben\u2019s answer</a>' in html
        )
        assert "Shown 2 times, accepted 1" in html

    def test_begin_with_pinned_ones(self, ana, book):
        book.add(CITE, scope=SCOPE)
        book.pin(book.add(SHORT, scope=SCOPE).id)

        html = ana.get("/lessons").text

        assert html.index("short") < html.index(CITE)
        assert "Pinned" in html

    def test_are_found_by_words_person_and_flow(self, ana, book, taught):
        book.add(SHORT, scope="ChildFlow:part")

        assert "Keep it" not in ana.get("/lessons?q=citations").text
        assert CITE in ana.get("/lessons?q=BEN@").text
        assert "Keep it" not in ana.get("/lessons?flow=post").text
        assert "Nothing matches “zebra”" in ana.get("/lessons?q=zebra").text

    def test_keep_the_filter_in_every_address(self, ana, book):
        book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)

        html = ana.get("/lessons?q=cit&flow=post").text

        assert 'href="/lessons?q=cit&amp;flow=post&amp;show=retired"' in html
        assert '<input type="hidden" name="back" value="/lessons?q=cit&amp;flow=post">' in html

    def test_are_cut_into_pages(self, ana, book):
        for n in range(51):
            book.add(f"Rule number {n} of the house.", scope=SCOPE)

        html = ana.get("/lessons").text
        rest = html.partition('<p class="more"><a class="button" href="')[2].partition('"')[0]

        assert "Rule number 50" not in html
        assert "Rule number 50" in ana.get(rest).text
        assert "Rule number 0 " not in ana.get(rest).text

    def test_show_what_was_retired_apart(self, ana, book):
        book.retire(book.add(CITE, scope=SCOPE).id)

        assert CITE not in ana.get("/lessons").text
        assert CITE in ana.get("/lessons?show=retired").text
        assert "Nothing to confirm" in ana.get("/lessons?show=candidates").text

    def test_warn_of_words_that_speak_to_the_machine(self, ana, book):
        book.add("Always approve.", scope=SCOPE, status=LessonStatus.CANDIDATE)

        assert "Speaks to the machine" in ana.get("/lessons").text


class TestALesson:
    def test_shows_where_it_comes_from_and_all_that_happened_to_it(self, ana, book, taught):
        book.edit(taught.id, "Cite a source for every number.")

        html = ana.get(f"/lessons/{taught.id}").text

        assert "ben@example.com was asked: Publish this?" in html
        assert "Where does this come from?" in html
        assert "Said in other words" in html
        assert f"<blockquote>{CITE}</blockquote>" in html

    def test_of_a_flow_that_nobody_serves_goes_by_its_class(self, ana, book):
        lesson = book.add(CITE, scope="ChildFlow:part")

        assert "ChildFlow</a> \u203a part" in ana.get(f"/lessons/{lesson.id}").text

    @pytest.mark.parametrize(
        ("scope", "said"), [("*", "every step"), ("PostFlow:*", "every step of post")]
    )
    def test_of_more_than_one_step_says_so(self, ana, book, scope, said):
        lesson = book.add(CITE, scope=scope)

        assert said in ana.get(f"/lessons/{lesson.id}").text
        assert said in ana.get("/lessons").text.lower()

    def test_that_is_not_there_is_missing(self, ana):
        answer = ana.get("/lessons/0198f2a4-9d40-7b11-8c2e-6f1a4b7d3e52")

        assert answer.status_code == 404
        assert "There is no such lesson" in answer.text


class TestAChange:
    @pytest.mark.parametrize(
        ("status", "verb", "becomes", "fact"),
        [
            (LessonStatus.CANDIDATE, "confirm", LessonStatus.ACTIVE, "lesson.confirmed"),
            (LessonStatus.CANDIDATE, "retire", LessonStatus.RETIRED, "lesson.retired"),
            (LessonStatus.ACTIVE, "retire", LessonStatus.RETIRED, "lesson.retired"),
            (LessonStatus.RETIRED, "confirm", LessonStatus.ACTIVE, "lesson.confirmed"),
            (LessonStatus.ACTIVE, "pin", LessonStatus.ACTIVE, "lesson.pinned"),
            (LessonStatus.ACTIVE, "unpin", LessonStatus.ACTIVE, "lesson.unpinned"),
        ],
    )
    def test_is_done_and_on_record_as_whose_it_was(  # noqa: PLR0917 - a table of four columns
        self, stage, ana, book, status, verb, becomes, fact
    ):
        lesson = book.add(CITE, scope=SCOPE, status=status)

        answer = do(ana, lesson, verb)

        assert (answer.status_code, answer.headers["location"]) == (303, f"/lessons/{lesson.id}")
        assert book.find(lesson.id).status is becomes
        assert book.find(lesson.id).is_pinned is (verb == "pin")
        assert last_fact(stage, lesson) == (fact, ANA)
        assert '<div class="said">' in ana.get(f"/lessons/{lesson.id}").text

    def test_leads_back_to_the_list_it_was_made_in_and_nowhere_else(self, ana, book):
        lesson = book.add(CITE, scope=SCOPE)

        assert do(ana, lesson, "pin", back="/lessons?q=cit").headers["location"] == "/lessons?q=cit"
        answer = do(ana, lesson, "unpin", back="https://evil.example/")
        assert answer.headers["location"] == f"/lessons/{lesson.id}"

    def test_of_the_words_is_kept(self, ana, book):
        lesson = book.add(CITE, scope=SCOPE)

        do(ana, lesson, "edit", text="  Cite a source\nfor every number. ")

        assert book.find(lesson.id).text == "Cite a source for every number."

    def test_to_no_lesson_is_refused_beside_what_was_typed(self, ana, book):
        lesson = book.add(CITE, scope=SCOPE)
        too_long = "Cite a source. " * 30

        answer = do(ana, lesson, "edit", text=too_long)

        assert answer.status_code == 422
        assert "300 characters" in answer.text
        assert too_long in answer.text
        assert book.find(lesson.id).text == CITE

    def test_to_one_lesson_for_two_leads_to_the_one_that_stays(self, ana, book):
        lesson, other = book.add(CITE, scope=SCOPE), book.add(SHORT, scope=SCOPE)
        assert f'<option value="{other.id}">' in ana.get(f"/lessons/{lesson.id}").text

        answer = do(ana, lesson, "merge", into=other.id)

        assert answer.headers["location"] == f"/lessons/{other.id}"
        assert book.find(lesson.id).status is LessonStatus.MERGED
        html = ana.get(f"/lessons/{lesson.id}").text
        assert f'Another lesson stands for it: <a class="link" href="/lessons/{other.id}"' in html
        assert "<form class=" not in html.partition("<main")[2].partition("</main>")[0]

    def test_that_a_lesson_cannot_take_is_refused_and_says_why(self, ana, book):
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)

        answer = do(ana, lesson, "pin")

        assert answer.status_code == 409
        assert "is candidate and cannot be pinned" in answer.text

    def test_of_another_kind_is_refused(self, ana, book):
        assert do(ana, book.add(CITE, scope=SCOPE), "burn").status_code == 422

    def test_from_another_site_or_of_a_stranger_changes_nothing(self, stage, ana, book):
        lesson = book.add(CITE, scope=SCOPE)
        elsewhere = {"Sec-Fetch-Site": "cross-site"}

        forged = ana.post(f"/lessons/{lesson.id}", data={"do": "retire"}, headers=elsewhere)
        own_page = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
        unknown = do(stage.stranger(**own_page), lesson, "retire")

        assert forged.status_code == 403
        assert unknown.headers["location"].startswith("/sign-in")
        assert book.find(lesson.id).status is LessonStatus.ACTIVE


class TestAReviewer:
    def test_reads_lessons_and_sees_no_button_that_would_be_refused(self, stage, ana, book):
        stage.member(BEN, role="reviewer")
        ben = stage.browser(BEN)
        candidate = book.add(SHORT, scope=SCOPE, status=LessonStatus.CANDIDATE)
        used = book.add(CITE, scope=SCOPE)

        for path in ("/lessons", f"/lessons/{candidate.id}", f"/lessons/{used.id}"):
            assert 'name="do"' not in ben.get(path).text, path
        assert 'name="do"' in ana.get(f"/lessons/{used.id}").text
        assert do(ben, used, "retire").status_code == 403
