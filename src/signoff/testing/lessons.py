"""The contract of a book of lessons, as tests that any implementation can inherit.

It knows the protocol (signoff.interpret.lessons.LessonBook) and nothing of how
a book works. It needs no pytest: whatever runs methods called ``test_...`` will do.

    class TestMyBook(LessonBookContract):
        def make_book(self):
            return MyBook(...)
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from signoff.errors import LessonClosed, LessonInvalid, LessonNotFound
from signoff.interpret.lessons import HITL, Lesson, LessonBook, LessonStatus

N_RIVALS = 6
SCOPE = "Article:review"
CITE = "Always cite a source for a number."
SHORT = "Keep paragraphs under five sentences."
SPELL = "Use British spelling."


class LessonBookContract:
    """What every book must do. Inherit it and say how a book is made.

    ``make_book`` returns an empty book; the contract makes one per test.
    ``reopened`` returns the same book as another process would find it; where
    a book lives in one process alone, leave it out.
    """

    def make_book(self) -> LessonBook:
        """Return an empty book."""
        raise NotImplementedError(
            f"{type(self).__name__} does not say which book it tests. No test was run. "
            "Define make_book(self) in it, and return an empty book."
        )

    def reopened(self, book: Any) -> LessonBook:  # noqa: ANN401 - the user's own type
        """Return ``book`` as another process finds it."""
        found: LessonBook = book
        return found

    # Keeping.

    def test_gives_a_lesson_back_as_it_was_added(self) -> None:
        book = self.make_book()
        added = book.add(CITE, scope=SCOPE, learned_from="run-1/review#1")
        _same(self.reopened(book).find(added.id), added, "a lesson that was added")
        _same(
            (added.text, added.scope, added.source, added.status, added.learned_from),
            (CITE, SCOPE, HITL, LessonStatus.ACTIVE, "run-1/review#1"),
            "what was added",
        )
        _same((added.n_shown, added.n_helped), (0, 0), "the counts of a new lesson")
        _same((added.is_pinned, added.merged_into), (False, None), "the rest of a new lesson")

    def test_knows_no_lesson_that_was_never_added(self) -> None:
        book = self.make_book()
        _same(book.find("no-such-lesson"), None, "a lesson nobody added")
        _same(list(book.lessons()), [], "the lessons of an empty book")
        _same(list(book.recall("anything")), [], "what an empty book recalls")

    def test_keeps_a_text_as_one_line(self) -> None:
        book = self.make_book()
        _same(book.add("  Cite\n a \x00source ", scope=SCOPE).text, "Cite a source", "a text")

    def test_refuses_what_is_no_lesson(self) -> None:
        book = self.make_book()
        _refused(LessonInvalid, book.add, " \n ", scope=SCOPE)
        _refused(LessonInvalid, book.add, "word " * 200, scope=SCOPE)
        _same(list(book.lessons()), [], "the book after two refusals")

    def test_adds_what_it_has_only_once(self) -> None:
        book = self.make_book()
        first = book.add(CITE, scope=SCOPE)
        again = book.add("always  cite a source for a NUMBER", scope=SCOPE)
        _same(again.id, first.id, "the same lesson in other letters")
        elsewhere = book.add(CITE, scope="Article:title")
        _same(len({first.id, elsewhere.id}), 2, "the same words for another step")

    def test_learns_nothing_again_that_was_retired(self) -> None:
        book = self.make_book()
        gone = book.retire(book.add(CITE, scope=SCOPE).id)
        _same(book.add(CITE, scope=SCOPE), gone, "a retired lesson that is taught again")

    def test_remembers_many_with_one_origin(self) -> None:
        book = self.make_book()
        book.remember_many([CITE, SHORT], source=HITL, scope=SCOPE, learned_from="run-1/review#1")
        book.flush()
        kept = self.reopened(book).lessons(scope=SCOPE)
        _same({lesson.text for lesson in kept}, {CITE, SHORT}, "what was remembered")
        _same({lesson.learned_from for lesson in kept}, {"run-1/review#1"}, "where it came from")

    def test_lists_by_scope_and_status_oldest_first(self) -> None:
        book = self.make_book()
        one = book.add(CITE, scope=SCOPE)
        two = book.add(SHORT, scope=SCOPE, status=LessonStatus.CANDIDATE)
        three = book.add(SPELL, scope="Article:title")
        _same(_ids(book.lessons()), [one.id, two.id, three.id], "all lessons")
        _same(_ids(book.lessons(scope=SCOPE)), [one.id, two.id], "those of a step")
        found = book.lessons(status=LessonStatus.CANDIDATE)
        _same(_ids(found), [two.id], "candidates")
        _same(list(book.scopes()), [SCOPE, "Article:title"], "the scopes")

    # Recalling.

    def test_recalls_active_lessons_alone(self) -> None:
        book = self.make_book()
        active = book.add(CITE, scope=SCOPE)
        book.add(SHORT, scope=SCOPE, status=LessonStatus.CANDIDATE)
        book.retire(book.add(SPELL, scope=SCOPE).id)
        _same(_ids(book.recall("text", scope=SCOPE)), [active.id], "what is recalled")

    def test_recalls_for_a_step_what_holds_for_its_flow_and_for_all(self) -> None:
        book = self.make_book()
        book.add(CITE, scope="Article:title")
        everywhere = book.add(SHORT, scope="*")
        of_flow = book.add(SPELL, scope="Article:*")
        own = book.add("Name the author.", scope=SCOPE)
        found = _ids(book.recall("text", scope=SCOPE))
        _same(found, [own.id, of_flow.id, everywhere.id], "nearest first")

    def test_recalls_what_fits_the_output_best(self) -> None:
        book = self.make_book()
        fits = book.add("Write prices in euros.", scope=SCOPE)
        book.add(SHORT, scope=SCOPE)
        found = book.recall("The prices are 3 dollars in June.", limit=1, scope=SCOPE)
        _same(_ids(found), [fits.id], "the lesson that shares words with the output")

    def test_recalls_pinned_lessons_besides_the_limit(self) -> None:
        book = self.make_book()
        pinned = book.pin(book.add(CITE, scope=SCOPE).id)
        book.add(SHORT, scope=SCOPE)
        newest = book.add(SPELL, scope=SCOPE)
        _same(_ids(book.recall("", limit=1, scope=SCOPE)), [pinned.id, newest.id], "recalled")
        _same(_ids(book.recall("", limit=0, scope=SCOPE)), [pinned.id], "with a limit of 0")

    def test_recalls_of_one_source(self) -> None:
        book = self.make_book()
        book.add(CITE, scope=SCOPE, source="import")
        own = book.add(SHORT, scope=SCOPE)
        _same(_ids(book.recall("", source=HITL, scope=SCOPE)), [own.id], "of one source")

    # Changing.

    def test_applies_a_candidate_once_it_is_confirmed(self) -> None:
        book = self.make_book()
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)
        _same(book.confirm(lesson.id).status, LessonStatus.ACTIVE, "a confirmed lesson")
        _same(_ids(self.reopened(book).recall("", scope=SCOPE)), [lesson.id], "recalled")

    def test_says_a_lesson_in_other_words(self) -> None:
        book = self.make_book()
        lesson = book.add(CITE, scope=SCOPE)
        _same(book.edit(lesson.id, "Cite the study.").text, "Cite the study.", "the new text")
        _refused(LessonInvalid, book.edit, lesson.id, "")
        found = self.reopened(book).find(lesson.id)
        _same(found and found.text, "Cite the study.", "the text that is kept")

    def test_restores_what_was_retired(self) -> None:
        book = self.make_book()
        lesson = book.pin(book.add(CITE, scope=SCOPE).id)
        gone = book.retire(lesson.id)
        _same((gone.status, gone.is_pinned), (LessonStatus.RETIRED, False), "a retired lesson")
        _same(book.confirm(lesson.id).status, LessonStatus.ACTIVE, "a restored lesson")

    def test_pins_what_is_applied_and_nothing_else(self) -> None:
        book = self.make_book()
        lesson = book.add(CITE, scope=SCOPE)
        pins = (book.pin(lesson.id).is_pinned, book.unpin(lesson.id).is_pinned)
        _same(pins, (True, False), "a lesson that is pinned, then unpinned")
        candidate = book.add(SHORT, scope=SCOPE, status=LessonStatus.CANDIDATE)
        _refused(LessonClosed, book.pin, candidate.id)

    def test_lets_one_lesson_stand_for_another(self) -> None:
        book = self.make_book()
        gone, kept = book.add(CITE, scope=SCOPE), book.add("Cite every claim.", scope=SCOPE)
        book.count_shown([gone.id, kept.id])
        book.count_helped([gone.id])
        stays = book.merge(gone.id, into=kept.id)
        _same((stays.id, stays.n_shown, stays.n_helped), (kept.id, 2, 1), "what stands for both")
        merged = self.reopened(book).find(gone.id)
        _same(merged and merged.status, LessonStatus.MERGED, "the one that is gone")
        _same(merged and merged.merged_into, kept.id, "where it went")
        _same(_ids(book.recall("", scope=SCOPE)), [kept.id], "recalled")
        _refused(LessonClosed, book.confirm, gone.id)
        _refused(LessonClosed, book.merge, kept.id, into=gone.id)
        _refused(LessonInvalid, book.merge, kept.id, into=kept.id)

    def test_says_that_there_is_no_such_lesson(self) -> None:
        book = self.make_book()
        lesson = book.add(CITE, scope=SCOPE)
        for verb in (book.confirm, book.pin, book.unpin, book.retire):
            _refused(LessonNotFound, verb, "no-such-lesson")
        _refused(LessonNotFound, book.edit, "no-such-lesson", "Cite.")
        _refused(LessonNotFound, book.merge, lesson.id, into="no-such-lesson")
        _same(book.find(lesson.id), lesson, "the lesson that is there")

    # Counting.

    def test_counts_what_was_shown_and_what_helped(self) -> None:
        book = self.make_book()
        one, two = book.add(CITE, scope=SCOPE), book.add(SHORT, scope=SCOPE)
        book.count_shown([one.id, two.id])
        book.count_shown([one.id, "no-such-lesson"])
        book.count_helped([one.id])
        again = self.reopened(book)
        counts = [(lesson.n_shown, lesson.n_helped) for lesson in again.lessons()]
        _same(counts, [(2, 1), (1, 0)], "the counts")

    def test_loses_no_count_where_several_count_at_once(self) -> None:
        book = self.make_book()
        lesson = book.add(CITE, scope=SCOPE)
        _at_once(lambda: book.count_shown([lesson.id]))
        found = book.find(lesson.id)
        _same(found and found.n_shown, N_RIVALS, "counts of several threads")

    def test_adds_one_lesson_where_several_add_it_at_once(self) -> None:
        book = self.make_book()
        _at_once(lambda: book.add(CITE, scope=SCOPE))
        _same(len(book.lessons()), 1, "lessons that several threads added")


def _at_once(act: Callable[[], object]) -> None:
    failures: list[BaseException] = []

    def rival() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - raised again below, in the test's own thread
            failures.append(error)

    rivals = [threading.Thread(target=rival) for _ in range(N_RIVALS)]
    for thread in rivals:
        thread.start()
    for thread in rivals:
        thread.join()
    if failures:
        raise failures[0]


def _ids(lessons: Any) -> list[str]:  # noqa: ANN401 - a sequence of lessons
    found: list[Lesson] = list(lessons)
    return [lesson.id for lesson in found]


def _same(came: object, expected: object, what: str) -> None:
    if came != expected:
        raise AssertionError(f"{what}: expected {expected!r}, came {came!r}")


def _refused(
    error: type[Exception], call: Callable[..., object], *arguments: object, **more: object
) -> None:
    try:
        came = call(*arguments, **more)
    except error:
        return
    raise AssertionError(f"expected {error.__name__}, came {came!r}")
