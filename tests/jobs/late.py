"""A question that nobody answers, and what can be seen of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import update

from signoff.inbox.deadlines import first_due
from signoff.inbox.plan import LadderStep
from signoff.inbox.plan_text import plan_json
from signoff.store.tables import requests
from tests.way.cast import Seen

CEM = "cem@example.com"
DEE = "dee@example.com"
HOUR = timedelta(hours=1)


@dataclass
class Late:
    """A question to ana, and what the trail and the mailboxes say of it."""

    bench: object
    run: Seen

    @property
    def request(self):
        return self.run.requests[0]

    @property
    def asked(self):
        with self.bench.app.unit() as unit:
            return [each.person for each in unit.assignments.open_of(self.request.id)]

    def facts(self, *kinds):
        """The facts of these kinds, in order, without which step they are of."""
        with self.bench.app.unit() as unit:
            events = unit.trail.of_request(self.request.id)
        return [dict(event.data) for event in events if event.kind.value in kinds]

    @property
    def mails(self):
        """Who was written to, and why."""
        with self.bench.app.unit() as unit:
            sent = unit.deliveries.of_request(self.request.id)
        return [(each.address, each.purpose.value) for each in sent]

    @property
    def response(self):
        return next(iter(self.run.responses), None)


def hours(number, act, **more):
    return LadderStep(number * 60, act, **more)


def ask(bench, *ladder, flow="post", outcomes=None, **plan):
    """Have ana asked with a ladder; ``plan`` is what else is different in the plan."""
    run = Seen(bench, bench.start(flow))
    late = Late(bench, run)
    with bench.app.unit() as unit:
        changed = replace(late.request.plan, ladder=ladder, **plan)
        due_at, _ = first_due(changed, late.request.opened_at)
        change = update(requests).where(requests.c.id == late.request.id)
        offered = {} if outcomes is None else {"outcomes": outcomes}
        unit.connection.execute(change.values(plan=plan_json(changed), due_at=due_at, **offered))
        unit.commit()
    return late
