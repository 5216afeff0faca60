"""signoff as an author would use it: async methods, SQLite at its default (FULL)."""

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
