"""A request as a person or a program is shown it, made of its rows.

Values and what they are read from; which requests are listed, in what order,
is the business of store/queries.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    exists,
    or_,
    select,
    true,
    union_all,
)

from signoff.inbox.agreement import is_simple, n_needed
from signoff.inbox.assignment import CLOSED
from signoff.inbox.plan_text import plan_from
from signoff.inbox.pre_review import PreReview
from signoff.inbox.request import RequestStatus
from signoff.store.headline import HEADING_LENGTH, headline, whole_title
from signoff.store.history import n_unclear
from signoff.store.rows import pre_review_from
from signoff.store.tables import assignments, requests, responses, votes
from signoff.store.wanted import or_none


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """The recorded answer to a request; ``text`` is all the person wrote.

    It can be taken back until ``final_at``.
    """

    request_id: str
    feedback: str
    text: str
    outcome: str | None
    source: str
    read_by: str | None
    responder: str
    channel: str
    verification: str
    at: datetime
    final_at: datetime
    rating: int | None = None
    comment: str | None = None
    edited_output: Any = None
    answer: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class VoteRow:
    """What one of several people said; ``stage`` counts from 1."""

    stage: int
    person: str
    outcome: str | None
    feedback: str
    channel: str
    at: datetime
    edited_output: Any = None
    answer: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a person sees it; ``title`` and ``excerpt`` are plain text of one line.

    ``n_unclear`` counts the replies that decided nothing. ``assignees`` are all who are asked, or
    were when it was closed, ``assignee`` the first of them. ``stage`` counts from 1; ``needed`` is
    how many must agree at it. ``wanted_at`` None: nothing says by when. ``is_open_to_all``: whoever
    may answer at all may answer it.
    """

    id: str
    run_id: str
    key: str
    flow: str
    method: str
    title: str
    excerpt: str
    message: str
    content: str
    content_type: str
    content_hash: str
    outcomes: tuple[str, ...]
    default_outcome: str | None
    metadata: Mapping[str, Any]
    state: Mapping[str, Any]
    revision: int
    assignee: str | None
    status: str
    opened_at: datetime
    closed_at: datetime | None
    approving: tuple[str, ...] | None
    n_unclear: int
    response: ResponseRow | None = None
    pre_review: PreReview | None = None
    assignees: tuple[str, ...] = ()
    stage: int = 1
    n_stages: int = 1
    needed: int = 1
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    sla_due_at: datetime | None = None
    due_at: datetime | None = None
    wanted_at: datetime | None = None
    superseded_by: str | None = None
    votes: tuple[VoteRow, ...] = ()
    is_open_to_all: bool = False
    response_schema: Mapping[str, Any] | None = None
    editable: bool = False

    @property
    def heading(self) -> str:
        """Return the title as a page of its own has it: the author's in full, unless endless."""
        whole = whole_title(self.metadata)
        return whole if 0 < len(whole) <= HEADING_LENGTH else self.title

    @property
    def endless_title(self) -> str:
        """Return the author's title where even ``heading`` is only its beginning, else ''."""
        whole = whole_title(self.metadata)
        return whole if len(whole) > HEADING_LENGTH else ""

    @property
    def may_edit(self) -> bool:
        """Say whether a person may change what they are shown, as ``Ask.may_edit``."""
        return self.editable and self.content_type == "text/markdown"

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who is asked and has not answered yet; of a claimed request, who claimed it."""
        if self.claimed_by is not None:
            return (self.claimed_by,)
        voted = {vote.person for vote in self.votes if vote.stage == self.stage}
        return tuple(each for each in self.assignees if each not in voted)

    @property
    def n_votes(self) -> int:
        """How many have answered at the present stage."""
        return sum(vote.stage == self.stage for vote in self.votes)


# Made once, an alias with all its columns above all: nearly every page asks them.
_ALL = select(
    requests,
    responses.c.feedback,
    responses.c.text,
    responses.c.outcome,
    responses.c.source,
    responses.c.read_by,
    responses.c.responder,
    responses.c.channel,
    responses.c.verification,
    responses.c.at.label("answered_at"),
    responses.c.final_at,
    responses.c.rating,
    responses.c.comment,
    responses.c.edited_output,
    responses.c.answer,
    n_unclear().label("n_unclear"),
).select_from(requests.outerjoin(responses, responses.c.request_id == requests.c.id))
_OLD = requests.alias("old")
_HELD = or_(assignments.c.ended_at.is_(None), assignments.c.ended_why == CLOSED)
PEOPLE_OF = (
    select(assignments.c.request_id, assignments.c.person)
    .where(assignments.c.request_id.in_(bindparam("its_ids", expanding=True)), _HELD)
    .order_by(assignments.c.id)
)


def all_requests() -> Select[*tuple[Any, ...]]:
    """Return the query that ``request_row`` reads."""
    return _ALL


def is_asked(person: str) -> ColumnElement[bool]:
    """Return which requests wait for a person: an open assignment is of a pending request."""
    # One set of ids, looked up by index: with an OR, or the status beside it, the database may
    # choose to read every request that waits.
    return requests.c.id.in_(
        union_all(_assigned(person, assignments.c.ended_at.is_(None)), _alone(person, is_open=True))
    )


def asks_on_the_way(person: str) -> ColumnElement[bool]:
    """Return the same for a list that is walked in its order: each is looked up among theirs.

    Else PostgreSQL, which expects them soon, may compare each that waits with each of theirs.
    """
    return is_asked(person).is_(true())  # what is compared with something, it makes no join of


def lacks_answer_of(person: str) -> ColumnElement[bool]:
    """Return which requests that ask a person want their answer: not given, and open to them.

    What somebody else has claimed is not.
    """
    given = exists().where(
        votes.c.request_id == requests.c.id,
        votes.c.stage == requests.c.stage,
        votes.c.person == person,
    )
    return ~given & is_open_to(person)


def is_open_to(person: str) -> ColumnElement[bool]:
    """Return which requests nobody but ``person`` has claimed."""
    # Not by coalesce: of what that comes to PostgreSQL knows no statistics, and takes it for rare.
    return or_(requests.c.claimed_by.is_(None), requests.c.claimed_by == person)


def was_asked(person: str) -> ColumnElement[bool]:
    """Return which requests ask a person now, or did when they were closed."""
    return requests.c.id.in_(union_all(_assigned(person, _HELD), _alone(person, is_open=False)))


def _assigned(person: str, held: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(assignments.c.request_id).where(assignments.c.person == person, held)


def _alone(person: str, *, is_open: bool) -> Select[tuple[str]]:
    """Return the requests of before assignments were kept: they know their assignee alone."""
    query = select(_OLD.c.id).where(_OLD.c.assignee == person, _OLD.c.plan.is_(None))
    return query.where(_OLD.c.status == RequestStatus.PENDING.value) if is_open else query


def with_people(
    connection: Connection, rows: Collection[RequestRow], *, with_votes: bool = False
) -> list[RequestRow]:
    """Return the rows with all who are asked; with what they said, if ``with_votes``."""
    ids = [row.id for row in rows]
    if not ids:
        return []
    people: dict[str, list[str]] = defaultdict(list)
    for request_id, person in connection.execute(PEOPLE_OF, {"its_ids": ids}):
        people[request_id].append(person)
    said = _votes(connection, ids) if with_votes else {}
    return [
        replace(
            row,
            assignees=tuple(people[row.id]) or row.assignees,
            votes=tuple(said.get(row.id, ())),
        )
        for row in rows
    ]


def request_row(row: Row[*tuple[Any, ...]]) -> RequestRow:
    """Return what a row of ``all_requests`` holds."""
    title, excerpt = headline(row.metadata, row.message, row.content, row.content_type)
    stage, n_stages, needed = _standing(row)
    return RequestRow(
        row.id, row.run_id, row.key, row.flow, row.method, title, excerpt, row.message,
        row.content, row.content_type, row.content_hash, tuple(row.outcomes),
        row.default_outcome, row.metadata, row.state, row.revision, row.assignee, row.status,
        row.opened_at, row.closed_at,
        None if row.approving is None else tuple(row.approving), row.n_unclear, _response(row),
        pre_review_from(row.pre_review),
        assignees=() if row.assignee is None else (row.assignee,),
        stage=stage,
        n_stages=n_stages,
        needed=needed,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        sla_due_at=row.sla_due_at,
        due_at=row.due_at,
        wanted_at=or_none(row.wanted_at),
        superseded_by=row.superseded_by,
        is_open_to_all=row.plan is None,
        response_schema=row.response_schema,
        editable=row.editable,
    )  # fmt: skip


def is_shared(row: RequestRow) -> bool:
    """Say whether more than one answer is needed."""
    return row.n_stages > 1 or row.needed > 1


def _standing(row: Row[*tuple[Any, ...]]) -> tuple[int, int, int]:
    """Return the stage it is at, of how many, and how many must agree there."""
    stages = plan_from(row.plan).stages if row.plan else ()
    if not stages or is_simple(stages):
        return 1, 1, 1
    return row.stage + 1, len(stages), n_needed(stages[row.stage])


def _response(row: Row[*tuple[Any, ...]]) -> ResponseRow | None:
    if row.responder is None:
        return None
    return ResponseRow(
        row.id, row.feedback, row.text or row.feedback, row.outcome, row.source, row.read_by,
        row.responder, row.channel, row.verification, row.answered_at, row.final_at, row.rating,
        row.comment, row.edited_output, row.answer,
    )  # fmt: skip


def _votes(connection: Connection, ids: Collection[str]) -> dict[str, list[VoteRow]]:
    query = select(votes).where(votes.c.request_id.in_(ids)).order_by(votes.c.stage, votes.c.at)
    found: dict[str, list[VoteRow]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.request_id].append(
            VoteRow(
                row.stage + 1,
                row.person,
                row.outcome,
                row.feedback,
                row.channel,
                row.at,
                row.edited_output,
                row.answer,
            )
        )
    return found
