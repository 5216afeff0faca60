"""What the door's tests of webhooks have in common: a receiver, and a webhook for it."""

import json

from tests.support.webhook_receiver import opened_receiver


class Hooked:
    """A stage whose deployment tells a receiver, set up over the API."""

    def __init__(self, stage, receiver):
        self.stage = stage
        self.receiver = receiver
        self.manager = stage.program()
        self.deployment = stage.bench.app.deployment_id

    def add(self, **fields):
        """Add a webhook; return what the API answered."""
        given = {"name": "approval-app", "url": self.receiver.url, **fields}
        return self.manager.post(f"/api/v1/deployments/{self.deployment}/webhooks", json=given)

    def asked(self, flow="post"):
        """Start a run; return the body of the call that tells of its request."""
        self.stage.pending(flow)
        return self.told[-1]

    @property
    def told(self):
        return [json.loads(call.body) for call in self.receiver.calls]

    def answer(self, told, client=None, **given):
        """POST to the callback address of a call, as the receiver would."""
        path = told["callback_url"].removeprefix(self.stage.base_url)
        return (client or self.stage.stranger()).post(path, json=given)


def hooked(stage):
    with opened_receiver() as receiver:
        yield Hooked(stage, receiver)
