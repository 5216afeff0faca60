"""How somebody is asked again whose words decided nothing: twice, then never.

The first mail spells the choices out. The second is shorter and numbers them;
its delivery keeps which number means what. After that the request waits for
its deadline or for another way, and further replies are kept and shown.
Values in, values out: jobs/receive.py reads and writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from signoff.channels.email.numbers import Numbered, numberable
from signoff.inbox.delivery import ASKING, Delivery, Purpose
from signoff.inbox.request import Ask

MAX_ASKED = 2
MAX_QUOTED = 500  # characters of the person's words that we repeat


def next_mail(ask: Ask, words: str, written: Sequence[Delivery]) -> dict[str, Any] | None:
    """Return what the next mail must know, None where there is none any more.

    ``written`` is all that was written to this person about this request.
    """
    n_asked = sum(delivery.purpose is Purpose.ASK_BACK for delivery in written)
    if n_asked >= MAX_ASKED:
        return None
    data = told_back(words)
    if n_asked:
        data |= {"again": True, "numbered": list(numberable(ask.outcomes))}
    return data


def told_back(words: str) -> dict[str, Any]:
    """Return what a mail must know that says no more than that these words decided nothing."""
    return {"words": words[:MAX_QUOTED]}


def numbers_of(ask: Ask, references: Sequence[str], written: Sequence[Delivery]) -> Numbered | None:
    """Return what numbers mean in a reply, None where they mean nothing.

    They do where the mail that is answered gave them. ``references`` are the
    Message-IDs that the reply names, nearest first; where a mail server wrote
    others over ours, the last mail that asked is the one that is answered.
    """
    ours = {delivery.message_id: delivery for delivery in written}
    asked = [each for each in written if each.purpose in (*ASKING, Purpose.ASK_BACK)]
    known = [ours[reference] for reference in references if reference in ours]
    answered = next(iter(known or asked[-1:]), None)
    outcomes = answered.data.get("numbered") if answered else None
    return Numbered(tuple(outcomes), ask.approving) if outcomes else None
