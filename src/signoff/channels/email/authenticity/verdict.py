"""What was found about a mail's sender: a level, and the facts for the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from signoff.inbox.response import Verification


class InboundAuth(StrEnum):
    """How incoming mail is authenticated.

    ``authserv-id``: our mail server's Authentication-Results, known by its name.
    ``microsoft365``: the same of a server that writes no name. ``verify``: we check the DKIM
    signature ourselves. ``off``: the ticket alone has to hold.
    """

    OFF = "off"
    AUTHSERV_ID = "authserv-id"
    MICROSOFT365 = "microsoft365"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a sender is proved.

    ``level`` is NONE where something speaks against the mail, MATCHED where nothing was found
    for it or against it, ALIGNED where it was authenticated for the author's own domain.
    ``is_enough``: by the installation's own choice, to record an answer.
    ``facts`` go into the trail: {"mode": str, "from": domain, "why": a constant} and what the
    mode looked at: "dkim" [{"domain": str, "result": str}], "dmarc" str, "header_from" domain.
    """

    level: Verification
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_enough: bool = False
