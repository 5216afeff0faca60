"""What each of several people said, where more than one answer decides."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, delete, insert, select

from signoff.inbox.response import Response, Source, Verification
from signoff.store.tables import votes


class Votes:
    """The votes, as one open transaction sees them; a vote is a response that may not close."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_stage(self, request_id: str, stage: int) -> list[Response]:
        """Return the votes of a stage, oldest first."""
        query = select(votes).where(votes.c.request_id == request_id, votes.c.stage == stage)
        found = self._connection.execute(query.order_by(votes.c.at, votes.c.person)).mappings()
        return [_vote(row) for row in found]

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


def _vote(row: RowMapping) -> Response:
    return Response(
        request_id=row["request_id"],
        feedback=row["feedback"],
        outcome=row["outcome"],
        source=Source(row["source"]),
        responder=row["person"],
        channel=row["channel"],
        verification=Verification(row["verification"]),
        at=row["at"],
        content_hash=row["content_hash"],
        text=row["text"],
        read_by=row["read_by"],
        rating=row["rating"],
        comment=row["comment"],
    )
