"""By which ways mail comes in, and by which of them nobody asks who wrote it.

One way may have a mode of its own, so the mode of all says little alone. What a mode looks at is
known in authenticity/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from signoff.channels.email.authenticity import InboundAuth, WayAuth

_SET_UP = ("lmtp", "imap", "mailgun", "postmark", "sendgrid", "ses")  # as settings name them


class WaysIn(Protocol):
    """What of an installation's settings says who wrote a mail; it has what ``_SET_UP`` names."""

    @property
    def inbound_auth(self) -> InboundAuth: ...
    @property
    def inbound_auth_ways(self) -> Mapping[str, WayAuth]: ...


def unchecked_ways(settings: WaysIn) -> tuple[str, ...]:
    """Return the open ways whose mail is believed by its reply address alone.

    SMTP is always open; a command only where its mode is named, for nothing else tells of one.
    """
    own = settings.inbound_auth_ways
    ways = ["smtp", *(way for way in _SET_UP if getattr(settings, way) is not None)]
    modes = {way: own[way].mode if way in own else settings.inbound_auth for way in ways}
    if "pipe" in own:
        modes["pipe"] = own["pipe"].mode
    return tuple(way for way, mode in modes.items() if mode is InboundAuth.OFF)
