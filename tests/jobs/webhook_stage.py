"""The stage of what programs are told: an installation, and a receiver on loopback."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from signoff.channels.webhook.events import SUBSCRIBABLE
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.calls import webhook_setup
from signoff.jobs.calls.webhook_setup import Actor
from signoff.store.webhooks import Webhook
from signoff.testing import open_workbench
from signoff.webhooks import verify
from tests.support.webhook_receiver import opened_receiver
from tests.way.cast import ANA, FLOWS, Seen

MEMBERS = {"event", "request", "deployment", "callback_url", "assigned_to_email"}
OF_REQUEST = {
    "id",
    "flow_id",
    "method_name",
    "message",
    "emit_options",
    "state",
    "metadata",
    "created_at",
}


@dataclass
class Office:
    """An installation that tells a receiver of what happens."""

    bench: object
    receiver: object
    secrets: dict = field(default_factory=dict)

    def by(self):
        return Actor(ANA, self.bench.clock.now())

    def add(self, *, url=None, events=SUBSCRIBABLE, **options):
        """Add a webhook for these events; return its id."""
        app = self.bench.app
        draft = Webhook(
            id="",
            deployment_id=app.deployment_id,
            name=options.pop("name", "approval-app"),
            url=url or self.receiver.url,
            secret="",
            added_by="",
            added_at=self.bench.clock.now(),
            events=tuple(events),
            **options,
        )
        added, secret = self.do(webhook_setup.add_webhook, draft, app.sealer)
        self.secrets[added.id] = secret
        return added.id

    def do(self, verb, *given, **options):
        """Do a verb of the setup in a transaction of its own."""
        with self.bench.app.unit() as unit:
            done = verb(unit, *given, **options, by=self.by())
            unit.commit()
        self.bench.drain()
        return done

    def rotate(self, webhook_id, hours):
        overlap = timedelta(hours=hours)
        rotate = partial(webhook_setup.rotate_secret, overlap=overlap)
        return self.do(rotate, webhook_id, self.bench.app.sealer)[1]

    def ask(self, flow="post"):
        """Start a run and return what can be seen of it."""
        return Seen(self.bench, self.bench.start(flow))

    def answer(self, request, outcome="approved"):
        given = Answer(request.id, "Fine.", outcome, ANA, "api", Verification.TOKEN)
        self.bench.app.answer(given)
        self.bench.drain()

    def pass_time(self, span):
        self.bench.clock.forward(span)
        self.bench.drain()

    def told(self):
        """What the receiver was told, in order."""
        return [json.loads(call.body) for call in self.receiver.calls]

    def deliveries(self, webhook_id):
        """What was sent, oldest first, with the tries of each."""
        with self.bench.app.unit() as unit:
            found = unit.calls.list_of_webhook(webhook_id, limit=200).items
            return [(each, unit.calls.attempts_of(each.id)) for each in reversed(found)]

    def is_signed(self, call, secret):
        return verify(
            secret=secret,
            timestamp=call.headers["X-Timestamp"],
            body=call.body,
            signature=call.headers["X-Signature"],
            now=self.bench.clock.now(),
        )


@contextmanager
def opened_office(folder, database, *, patience_s=None, **settings):
    bench = open_workbench(folder, FLOWS, database=database, creator=ANA, **settings)
    if patience_s is not None:
        bench.app = replace(
            bench.app, caller=replace(bench.app.webhook_sender, patience_s=patience_s)
        )
    with opened_receiver() as receiver:
        yield Office(bench, receiver)
    bench.app.engine.dispose()
