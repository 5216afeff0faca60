"""signoff as an author would use it: async methods, SQLite at its default (FULL).

Its provider is a coroutine function, as is right where a loop runs and nothing
blocks: a plain one is called in a thread, for it might (``job.py signoff W3
--plain-provider`` measures that).
"""

from __future__ import annotations

import types

from contestants.flow_api import FlowContestant
from signoff.flow import Flow, HumanFeedbackPending, and_, human_feedback, listen, start
from signoff.flow.persistence import SQLiteFlowPersistence, persist


class Contestant(FlowContestant):
    name = "signoff"
    requires = "signoff"
    imports = (
        "from signoff.flow import Flow, human_feedback, listen, start; "
        "from signoff.flow.persistence import SQLiteFlowPersistence"
    )
    has_plain_provider = False
    tables = {"run": ("id", ("n",))}
    api = types.SimpleNamespace(
        Flow=Flow,
        HumanFeedbackPending=HumanFeedbackPending,
        SQLiteFlowPersistence=SQLiteFlowPersistence,
        and_=and_,
        human_feedback=human_feedback,
        listen=listen,
        persist=persist,
        start=start,
    )

    def provider(self):
        return super().provider() if self.has_plain_provider else _Later()


class _Later:
    async def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)
