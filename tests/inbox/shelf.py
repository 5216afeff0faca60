"""What the inbox keeps, in memory; the real store passes the same stories in tests/jobs."""

from dataclasses import replace
from datetime import UTC, datetime

from signoff.inbox import lifecycle
from signoff.inbox.assignment import CLOSED as WITH_IT
from signoff.inbox.request import Ask, RequestStatus
from signoff.inbox.response import Response, Source, Verification

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
ANA, BO, CY, DEE = (f"{name}@example.com" for name in ("ana", "bo", "cy", "dee"))
ASK = Ask(key="review#1", method="review", message="?", content="text", outcomes=("yes", "no"))


class Shelf:
    """An open unit of work that never rolls back: a verb that raises must have changed nothing."""

    def __init__(self):
        self.kept, self.responses, self.events = {}, {}, []
        self.asked, self.said = [], {}
        self.requests = self
        self.trail = self.Trail(self.events)
        self.assignments = self.Assignments(self)
        self.votes = self.Votes(self)

    def get(self, request_id):
        return self.kept[request_id]

    hold = get

    def add(self, request):
        self.kept[request.id] = request

    def close(self, request):
        if self.kept[request.id].status is not RequestStatus.PENDING:
            return False
        self.kept[request.id] = request
        return True

    def reopen(self, request):
        self.kept[request.id] = request
        del self.responses[request.id]

    def keep(self, request):
        self.kept[request.id] = request

    def mark_seen(self, request_id, *, now):
        is_first = self.kept[request_id].seen_at is None
        self.kept[request_id] = replace(self.kept[request_id], seen_at=now)
        return is_first

    def add_response(self, response):
        assert response.request_id not in self.responses, "two responses to one request"
        self.responses[response.request_id] = response

    def find_response(self, request_id):
        return self.responses.get(request_id)

    def facts(self, kind):
        return [event for event in self.events if event.kind.value == kind]

    class Trail:
        def __init__(self, events):
            self.add = events.append

    class Assignments:
        def __init__(self, shelf):
            self.shelf = shelf

        def open_of(self, request_id):
            rows = self.shelf.asked
            return [row for row in rows if row.request_id == request_id and row.ended_at is None]

        def add(self, assignment):
            people = [row.person for row in self.open_of(assignment.request_id)]
            assert assignment.person not in people, "asked twice"
            self.shelf.asked.append(assignment)

        def end(self, request_id, *, why, now, people=None):
            for row in self.open_of(request_id):
                if people is None or row.person in people:
                    self._put(row, replace(row, ended_at=now, ended_why=why))

        def reopen(self, request_id):
            for row in list(self.shelf.asked):
                if row.request_id == request_id and row.ended_why == WITH_IT:
                    self._put(row, replace(row, ended_at=None, ended_why=None))

        def _put(self, old, new):
            self.shelf.asked[self.shelf.asked.index(old)] = new

    class Votes:
        def __init__(self, shelf):
            self.said = shelf.said

        def of_stage(self, request_id, stage):
            return list(self.said.get((request_id, stage), {}).values())

        def put(self, vote, *, stage):
            self.drop(vote.request_id, stage=stage, person=vote.responder)
            self.said.setdefault((vote.request_id, stage), {})[vote.responder] = vote

        def drop(self, request_id, *, stage, person):
            self.said.get((request_id, stage), {}).pop(person, None)


def said(request_id, outcome, **changes):
    values = {
        "request_id": request_id,
        "feedback": str(outcome),
        "outcome": outcome,
        "source": Source.BUTTON,
        "responder": ANA,
        "channel": "dashboard",
        "verification": Verification.SESSION,
        "at": NOW,
    }
    return Response(**{**values, **changes})


def opened(shelf, ask=ASK, request_id="q1", plan=None, now=NOW):
    return lifecycle.open_request(
        shelf,
        ask,
        request_id=request_id,
        run_id="r1",
        flow="f",
        assignee=ANA if plan is None else None,
        plan=plan,
        now=now,
    )
