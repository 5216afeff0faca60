"""What reading alone must find in the mails of cases.py, whatever is done with them later."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from signoff.channels.email.incoming import read_mail
from signoff.channels.email.quotes import Ours
from signoff.channels.email.ticket import TicketKeys, TicketPurpose
from signoff.errors import UnreadableReply
from tests.channels.email.cases import CASES, ELSEWHERE
from tests.channels.email.machine_mails import Asked

ROOT = Path(__file__).parents[3]
EXPIRES_AT = datetime(2030, 1, 14, tzinfo=UTC)
TOKEN = TicketKeys({0: b"k" * 32}).sign(
    "0123456789abcdef", "ana@example.com", purpose=TicketPurpose.REPLY, expires_at=EXPIRES_AT
)
OURS = Ours("reply.signoff.localhost", "signoff@signoff.localhost", "signoff")


def test_every_number_has_its_case():
    assert {case.number for case in CASES} | set(ELSEWHERE) == set(range(49, 94))
    for number, path in ELSEWHERE.items():
        assert f"Case {number}" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_machine_is_known_and_a_person_is_read(case):
    domain = OURS.domain
    asked = Asked(
        "ana@example.com",
        f"{TOKEN}@{domain}",
        f"bounce+{TOKEN}@{domain}",
        f"<rq.{TOKEN}.1@{domain}>",
    )
    to = asked.bounce if case.to_bounce else asked.reply
    sender = "" if case.from_nobody else "x@y.test"

    def read():
        return read_mail(case.raw(asked), recipients=[to], ours=OURS, envelope_from=sender)

    if case.verdict == "quarantined":
        with pytest.raises(UnreadableReply) as caught:
            read()
        assert caught.value.reason == case.reason
        return
    mail = read()

    assert mail.tokens == (TOKEN,)
    assert mail.automatic == (case.reason if case.verdict == "ignored" else None)
    if case.verdict in ("recorded", "unclear"):
        assert mail.first_line
    if case.feedback is not None:
        assert mail.first_line == case.feedback
    if case.verdict == "refused":
        assert mail.first_line == ""
        assert case.reason in ("empty", mail.empty_because)
