"""What of the trail a caller may see: the facts of the runs of deployments that they audit.

Whoever audits every deployment there is sees all facts, those of no run too.
"""

from __future__ import annotations

from dataclasses import replace

from signoff.app import App
from signoff.inbox.access import Permission
from signoff.store.audit.reading import Filters
from signoff.web.auth import Caller


def within_sight(app: App, caller: Caller, wanted: Filters) -> Filters:
    """Return the filters within what the caller may see."""
    mine = caller.access.where(Permission.AUDIT)
    with app.unit() as unit:
        every = frozenset(unit.deployments.names().values())
    return wanted if every <= mine else replace(wanted, deployments=mine)
