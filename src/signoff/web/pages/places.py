"""The places of the dashboard: what the sidebar shows, and the palette finds.

One list, so that neither promises a page that the other does not know, and so
that nobody is shown the way to what their roles do not let them do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from signoff.inbox.access import EVERYTHING, Permission, Permissions

_MANAGE = frozenset({Permission.MANAGE})
_GOVERN = frozenset({Permission.PEOPLE})
_AUDIT = frozenset({Permission.AUDIT})


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be gone to from everywhere.

    ``needs``: any one of these permissions is enough. ``under`` are addresses that belong to it
    too, ``also`` other words that people look for it with.
    """

    href: str
    name: str
    picture: str
    key: str = ""
    needs: Permissions = EVERYTHING
    under: tuple[str, ...] = ()
    also: str = ""

    def holds(self, path: str) -> bool:
        """Say whether a page belongs to this place."""
        return any(path == start or path.startswith(f"{start}/") for start in self._starts)

    @property
    def _starts(self) -> tuple[str, ...]:
        return (self.href, *self.under)


MAIN = (
    Place("/inbox", "Inbox", "inbox", "g i", under=("/requests",), also="requests reviews waiting"),
    Place("/runs", "Flow runs", "workflow", "g r", also="history executions"),
    Place(
        "/analytics", "Analytics", "chart-column", "g a", _MANAGE, also="figures charts sla reports"
    ),
    Place(
        "/audit", "Audit trail", "scroll-text", "g t", _AUDIT, also="log decisions evidence export"
    ),
    Place("/lessons", "Lessons", "lightbulb", "g l", also="guidance learned rules memory"),
)
MAILBOX = Place("/mailbox", "Mailbox", "mail", "g m", also="mails replies")
REFERENCE = Place("/api/reference", "API", "braces", "g p", also="reference http rest curl")
START = Place("/start", "Start a run", "play", "n", frozenset({Permission.START}), also="flows new")
GUIDE = Place("/guide", "Getting started", "list-checks", "", _GOVERN, also="first steps set up")
ACCOUNT = Place(
    "/account",
    "Your account",
    "circle-user-round",
    "g y",
    also="password language zone sessions delegate sign-out theme",
)
SECTIONS = (
    Place(
        "/settings/routing", "Routing", "split", needs=_MANAGE, also="rules assign who simulator"
    ),
    Place("/settings/groups", "Groups", "users-round", needs=_MANAGE, also="delegations stand in"),
    Place(
        "/settings/deadlines",
        "Deadlines",
        "timer",
        needs=_MANAGE,
        also="sla auto-response ladder escalation calendar hours",
    ),
    Place("/settings/notifications", "Notifications", "bell", needs=_MANAGE, also="remind quiet"),
    Place("/settings/email", "Mail", "mail", needs=_MANAGE, also="email smtp doctor test request"),
    Place("/settings/webhooks", "Webhooks", "webhook", needs=_MANAGE, also="deliveries callbacks"),
    Place("/settings/policy", "As JSON", "braces", needs=_MANAGE, also="policy configuration"),
    Place(
        "/settings/retention", "Retention", "archive-x", needs=_MANAGE, also="redact delete keep"
    ),
    Place("/settings/people", "People", "user-round", needs=_GOVERN, also="invite accounts users"),
    Place("/settings/roles", "Roles", "shield", needs=_GOVERN, also="permissions access"),
    Place("/settings/tokens", "Tokens", "key-round", needs=_GOVERN, also="api keys"),
)

May = Callable[[Permissions], bool]


def main_places(may: May, *, has_mailbox: bool) -> tuple[Place, ...]:
    """Return what stands in the sidebar for somebody who ``may`` do this and that."""
    sections = settings_sections(may)
    places = [place for place in MAIN if may(place.needs)]
    if has_mailbox:
        places.append(MAILBOX)
    if sections:
        first = sections[0].href
        places.append(Place(first, "Settings", "settings", "g s", under=("/settings",)))
    return (*places, REFERENCE)


def settings_sections(may: May) -> tuple[Place, ...]:
    """Return the sections of the settings that somebody may open."""
    return tuple(place for place in SECTIONS if may(place.needs))
