"""What each of several people said, where more than one answer decides."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from signoff.inbox.response import Response
from signoff.store import rows
from signoff.store.tables import votes


class Votes:
    """The votes, as one open transaction sees them; a vote is a response that may not close."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_stage(self, request_id: str, stage: int) -> list[Response]:
        """Return the votes of a stage, oldest first."""
        query = select(votes).where(votes.c.request_id == request_id, votes.c.stage == stage)
        found = self._connection.execute(query.order_by(votes.c.at, votes.c.person)).mappings()
        return [rows.vote_from(row) for row in found]

    def put(self, vote: Response, *, stage: int) -> None:
        """Keep a vote in place of this person's former one at this stage."""
        self.drop(vote.request_id, stage=stage, person=vote.responder)
        values = {name: value for name, value in vote._asdict().items() if name in votes.c}
        values |= {"stage": stage, "person": vote.responder}
        self._connection.execute(insert(votes).values(values))

    def drop(self, request_id: str, *, stage: int, person: str) -> None:
        """Forget a person's vote at a stage."""
        self._connection.execute(
            delete(votes).where(
                votes.c.request_id == request_id,
                votes.c.stage == stage,
                votes.c.person == person,
            )
        )
