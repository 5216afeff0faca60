"""CrewAI's flows, with async methods and without step events (its quieter and quicker way).

The pause has no ``emit``, so that no model is asked. Its store syncs every commit.
"""

from __future__ import annotations

import types
from functools import partial

from crewai.flow.async_feedback import HumanFeedbackPending
from crewai.flow.flow import Flow, and_, listen, start
from crewai.flow.human_feedback import human_feedback
from crewai.flow.persistence import SQLiteFlowPersistence, persist

from contestants.flow_api import FlowContestant


class Contestant(FlowContestant):
    name = "crewai"
    requires = "crewai"
    imports = (
        "from crewai.flow.flow import Flow, listen, start; "
        "from crewai.flow.human_feedback import human_feedback; "
        "from crewai.flow.persistence import SQLiteFlowPersistence"
    )
    tables = {"flow_states": ("flow_uuid", ("id",)), "pending_feedback": ("flow_uuid", ("id",))}
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

    def chain(self, n):
        quiet = partial(self.chain_class(n), suppress_flow_events=True)
        return lambda: quiet().kickoff_async()

    async def pause(self, store):
        flow = self.review_class()(persistence=store, suppress_flow_events=True)
        pending = await flow.kickoff_async()
        return pending.context.flow_id
