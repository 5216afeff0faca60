"""The platform's book of lessons keeps the contract, and every change to it is on the trail."""

from itertools import count

import pytest
from sqlalchemy import select

from signoff.clock import SystemClock
from signoff.errors import LessonClosed, LessonInvalid, LessonNotFound
from signoff.inbox.audit import EventKind
from signoff.interpret.lessons import LessonStatus, LessonVerb
from signoff.store.lesson_book import Found, StoredLessons, keep
from signoff.store.tables import audit_events
from signoff.store.unit_of_work import UnitOfWork
from signoff.testing import FakeClock
from signoff.testing.lessons import LessonBookContract

ANA = "ana@example.com"
SCOPE = "PostFlow:review"
CITE = "Always include citations."
SHORT = "Keep it short."


@pytest.fixture
def unit(engine):
    return lambda: UnitOfWork(engine, lambda *_: None)


@pytest.fixture
def new_book(unit):
    """Makes the book of another deployment each time."""
    names, clock = count(), SystemClock()

    def made(actor=ANA):
        with unit() as opened:
            name = f"demo{next(names)}"
            deployment = opened.deployments.put(name, creator=ANA, now=clock.now())
            opened.commit()
        return StoredLessons(unit, deployment, clock=clock, actor=actor)

    return made


@pytest.fixture
def book(new_book):
    return new_book()


@pytest.fixture
def trail(engine):
    def facts():
        columns = audit_events.c.kind, audit_events.c.actor, audit_events.c.subject
        with engine.connect() as connection:
            query = select(*columns, audit_events.c.data).order_by(audit_events.c.id)
            return [tuple(row) for row in connection.execute(query)]

    return facts


class TestTheBookOfADeployment(LessonBookContract):
    @pytest.fixture(autouse=True)
    def _books(self, new_book):
        self.make_book = new_book


class TestTwoDeployments:
    def test_know_nothing_of_each_others_lessons(self, new_book):
        mine, theirs = new_book(), new_book()
        lesson = mine.add(CITE, scope=SCOPE)

        assert theirs.lessons() == []
        assert theirs.find(lesson.id) is None
        assert theirs.scopes() == []
        with pytest.raises(LessonNotFound):
            theirs.retire(lesson.id)
        assert theirs.add(CITE, scope=SCOPE).id != lesson.id


class TestAChange:
    def test_is_a_fact_with_whose_it_was(self, book, trail):
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)
        other = book.add(SHORT, scope=SCOPE)

        book.confirm(lesson.id)
        book.edit(lesson.id, "Cite a source for every number.")
        book.pin(lesson.id)
        book.unpin(lesson.id)
        book.retire(lesson.id)
        book.merge(lesson.id, other.id)

        scope = {"scope": SCOPE}
        assert trail() == [
            ("lesson.learned", ANA, lesson.id, {**scope, "text": CITE, "status": "candidate"}),
            ("lesson.learned", ANA, other.id, {**scope, "text": SHORT, "status": "active"}),
            ("lesson.confirmed", ANA, lesson.id, scope),
            (
                "lesson.edited",
                ANA,
                lesson.id,
                {**scope, "text": "Cite a source for every number."},
            ),
            ("lesson.pinned", ANA, lesson.id, scope),
            ("lesson.unpinned", ANA, lesson.id, scope),
            ("lesson.retired", ANA, lesson.id, scope),
            ("lesson.merged", ANA, lesson.id, {**scope, "into": other.id}),
        ]

    def test_that_is_refused_leaves_no_fact(self, book, trail):
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)
        n_facts = len(trail())

        with pytest.raises(LessonClosed):
            book.pin(lesson.id)
        with pytest.raises(LessonInvalid):
            book.edit(lesson.id, " ")
        with pytest.raises(LessonInvalid):
            book.change(lesson.id, LessonVerb.CONFIRM, LessonVerb.EDIT, text="")

        assert len(trail()) == n_facts
        assert book.find(lesson.id) == lesson

    def test_of_several_kinds_is_one(self, book):
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)

        verbs = LessonVerb.EDIT, LessonVerb.CONFIRM, LessonVerb.PIN
        done = book.change(lesson.id, *verbs, text=SHORT)

        assert (done.text, done.status, done.is_pinned) == (SHORT, LessonStatus.ACTIVE, True)
        assert book.find(lesson.id) == done

    def test_of_a_lesson_that_says_nothing_new_adds_none(self, book, trail):
        lesson = book.add(CITE, scope=SCOPE)

        assert book.add("please ALWAYS include citations", scope=SCOPE) == lesson
        assert [kind for kind, *_ in trail()] == [EventKind.LESSON_LEARNED.value]


class TestALessonOfARequest:
    def test_stands_in_the_trail_of_its_run(self, unit, engine):
        clock = FakeClock()
        with unit() as opened:
            deployment = opened.deployments.put("demo", creator=ANA, now=clock.now())
            found = Found(CITE, SCOPE, learned_from="request-1", run_id="run-1")
            keep(opened, deployment, found, actor="signoff", now=clock.now())
            opened.commit()

        with unit() as opened:
            [fact] = opened.trail.of_run("run-1")
        assert (fact.kind, fact.request_id) == (EventKind.LESSON_LEARNED, "request-1")
