"""Values that the mail tests speak of: one flow, one question, one reviewer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from signoff.channels.email.compose import Letter, Sender, message_id
from signoff.channels.email.quotes import Ours
from signoff.channels.email.ticket import TicketKeys, TicketPurpose
from signoff.inbox.delivery import Delivery, Purpose
from signoff.inbox.request import Ask, Request

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CONTENT = """# Our spring offer

All plans are **20 %** cheaper until the end of May.

| plan | before | now |
|---|--:|--:|
| Team | 40 | 32 |

approved
"""


class FixedClock:
    def __init__(self, at=NOW):
        self.at = at

    def now(self):
        return self.at


class Given:
    """Makes letters and mails; everything has a default that is plain and valid."""

    now = NOW
    address = "ana@example.com"
    sender = Sender("signoff@corp.test", "signoff", "reply.corp.test")
    ours = Ours("reply.corp.test", "signoff@corp.test", "signoff")
    keys = TicketKeys({0: b"k" * 32})
    expires_at = NOW + timedelta(days=7)
    clock = FixedClock()
    answer_url = f"https://signoff.example.com/answer/{'w2' * 20}"

    def token(self, address=address, purpose=TicketPurpose.REPLY, ticket_id="0123456789abcdef"):
        return self.keys.sign(ticket_id, address, purpose=purpose, expires_at=self.expires_at)

    def request(self, **changes):
        ask = Ask(
            key="review#1",
            method="review",
            message="May this go to all customers?",
            content=CONTENT,
            outcomes=("approved", "needs_revision", "rejected"),
        )
        return Request("r1", "run1", "spring_offer", replace(ask, **changes), self.address, NOW)

    def letter(
        self,
        purpose=Purpose.REQUEST,
        *,
        data=None,
        request=None,
        response=None,
        owner=None,
        **changes,
    ):
        token = self.token()
        delivery = Delivery(
            id="d1",
            request_id="r1",
            purpose=purpose,
            channel="email",
            address=self.address,
            message_id=message_id("d1", "reply.corp.test", token=token),
            created_at=NOW,
            data=data or {},
        )
        return Letter(
            delivery=replace(delivery, **changes),
            request=request or self.request(),
            reply_address=f"{token}@reply.corp.test",
            review_url="https://signoff.example.com/requests/r1",
            expires_at=self.expires_at,
            response=response,
            owner=owner,
            answer_url=self.answer_url,
        )

    def mail(self, body="approved", *, sender=address, to=None, headers="", kind="text/plain"):
        to = to or f"{self.token()}@reply.corp.test"
        head = (
            f"From: {sender}\r\nTo: {to}\r\nSubject: Re: Review\r\nMessage-ID: <1@example.com>\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n"
            f"Content-Transfer-Encoding: 8bit\r\n{headers}\r\n"
        )
        return (head + body.replace("\n", "\r\n")).encode("utf-8", "surrogateescape")


@pytest.fixture
def given():
    return Given()
