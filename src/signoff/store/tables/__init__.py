"""The tables. Rows are plain; meaning lives in inbox and flow.

One file per aggregate; whoever needs a table takes it from here.
"""

from signoff.store.tables.audit import (
    audit_checkpoints,
    audit_checks,
    audit_events,
    audit_head,
)
from signoff.store.tables.calls import call_keys
from signoff.store.tables.columns import Instant, Json, Words, metadata
from signoff.store.tables.crews import crew_executions, crew_hooks, crew_secrets
from signoff.store.tables.figures import figure_eras, figure_names, figure_parts, figures
from signoff.store.tables.flows import (
    checkpoints,
    decisions,
    deployments,
    forks,
    run_log,
    runs,
    steps,
)
from signoff.store.tables.inbox import (
    assignments,
    delegations,
    group_turns,
    remarks,
    requests,
    responses,
    votes,
)
from signoff.store.tables.learning import lessons
from signoff.store.tables.mail import (
    absences,
    attempts,
    deliveries,
    inbound_cursors,
    replies,
    spent_tokens,
    tickets,
    unwanted_addresses,
)
from signoff.store.tables.people import (
    aliases,
    api_tokens,
    memberships,
    organisations,
    persons,
    roles,
    sign_in_links,
    web_sessions,
)
from signoff.store.tables.views import saved_views
from signoff.store.tables.webhooks import call_attempts, calls, webhooks
from signoff.store.tables.work import workers

__all__ = [
    "Instant",
    "Json",
    "Words",
    "absences",
    "aliases",
    "api_tokens",
    "assignments",
    "attempts",
    "audit_checkpoints",
    "audit_checks",
    "audit_events",
    "audit_head",
    "call_attempts",
    "call_keys",
    "calls",
    "checkpoints",
    "crew_executions",
    "crew_hooks",
    "crew_secrets",
    "decisions",
    "delegations",
    "deliveries",
    "deployments",
    "figure_eras",
    "figure_names",
    "figure_parts",
    "figures",
    "forks",
    "group_turns",
    "inbound_cursors",
    "lessons",
    "memberships",
    "metadata",
    "organisations",
    "persons",
    "remarks",
    "replies",
    "requests",
    "responses",
    "roles",
    "run_log",
    "runs",
    "saved_views",
    "sign_in_links",
    "spent_tokens",
    "steps",
    "tickets",
    "unwanted_addresses",
    "votes",
    "web_sessions",
    "webhooks",
    "workers",
]
