"""What each of several people said, where more than one answer decides."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select

from signoff.inbox.response import Response
from signoff.store import rows
from signoff.store.tables import votes

_OF_REQUEST = (
    select(votes)
    .where(votes.c.request_id == bindparam("its_request"))
    .order_by(votes.c.stage, votes.c.at, votes.c.person)
)
_OF_STAGE = _OF_REQUEST.where(votes.c.stage == bindparam("its_stage"))


class Votes:
    """The votes, as one open transaction sees them; a vote is a response that may not close."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_stage(self, request_id: str, stage: int) -> list[Response]:
        """Return the votes of a stage, oldest first."""
        asked = {"its_request": request_id, "its_stage": stage}
        found = self._connection.execute(_OF_STAGE, asked).mappings()
        return [rows.vote_from(row) for row in found]

    def of_request(self, request_id: str) -> list[tuple[int, Response]]:
        """Return every vote with its stage, those of each stage oldest first."""
        found = self._connection.execute(_OF_REQUEST, {"its_request": request_id}).mappings()
        return [(row["stage"], rows.vote_from(row)) for row in found]

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
