"""Signs that a machine wrote a mail: such a mail never answers, whatever it says.

Out-of-office notes, bounces, lists, receipts and our own mail coming back.
The first sign found is returned as a constant reason; whether anybody is told
is the caller's business.
"""

from __future__ import annotations

import re
from email.message import Message

from signoff.channels.email.fields import field_text, first_field, raw_fields
from signoff.channels.email.quotes import Ours
from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address

REPORTS = frozenset({"delivery_report", "read_receipt", "complaint"})
# Signs of a program that answers in its owner's place; a list or a calendar does not.
STAND_INS = frozenset({"auto_submitted", "auto_reply", "away", "null_sender", "bulk"})
_AUTO_FIELDS = re.compile(
    r"(?:x-)?auto-?(?:response|replied|reply|generated|respond|responder|responded)$|"
    r"x-autorespond(?:er)?$|x-autoreply(?:-from)?$|x-mail-autoreply$|x-vacation$|x-cron-env$|"
    r".*(?:holidayreply|machinegenerated).*",
    re.IGNORECASE,
)
_REACTED = re.compile(
    r"\W{0,10}.{0,80}\breacted (?:to your (?:message|e-?mail)|via \w+)", re.IGNORECASE
)
_ROBOT_SENDERS = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|autoresponder)(?:[+-].*)?",
    re.IGNORECASE,
)
_AWAY_SUBJECT = re.compile(
    r"\s*(?:auto(?:matic)?[ -]?(?:reply|response|responder)|out of (?:the )?office|ooo:|"
    r"automatische (?:antwort|abwesenheit)|abwesenheitsnotiz|abwesend|abwesenheit|"
    r"réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|"
    r"resposta automática|risposta automatica|fuori ufficio|automatisch antwoord|afwezig|"
    r"autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|автоматический ответ|"
    r"автоответ|automatyczna odpowiedź|automatická odpověď|自动回复|自動回覆|自動応答|不在通知|"
    r"자동 회신|부재중)",
    re.IGNORECASE,
)
# A filter that lets mail through once somebody clicked: it asks us, and decides nothing.
_CHALLENGE_SUBJECT = re.compile(
    r"\s*(?:re: )?(?:\W{0,3})(?:please )?(?:confirm|verify|authenticate)(?: that)? "
    r"(?:your (?:e-?mail|message|address|identity|delivery)|you (?:are|sent))|"
    r"\s*(?:sender (?:verification|confirmation|authentication)|message verification|"
    r"(?:your )?(?:e-?mail|message) (?:is being held|requires? (?:verification|confirmation))|"
    r"\[?challenge\W)",
    re.IGNORECASE,
)
_LONGEST_FIELD = 80  # no name in the pattern is longer
_REACTIONS = frozenset({"vnd.google.email-reaction+json"})
_MAX_PARTS = 60  # a meeting's answer or a reaction is among the first
_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})


def find_automatic(
    message: Message, *, sender: str, ours: Ours, envelope_from: str | None
) -> str | None:
    """Return why the mail counts as written by a machine, or None for a person's mail."""
    checks = (
        _report(message),
        _from_nobody(message, envelope_from),
        _declared(message),
        _from_robot(sender, ours),
        _listed(message),
        _away(message),
        _challenge(message),
    )
    return next((reason for reason in checks if reason), None)


def is_reaction(text: str) -> bool:
    """Say whether the text only reports a tap on a smiley ('Ana reacted to your message')."""
    return _REACTED.match(text) is not None


def _field(message: Message, name: str) -> str:
    return first_field(message, name)[:500].strip().casefold()


def _from_nobody(message: Message, envelope_from: str | None) -> str | None:
    path = _field(message, "Return-Path")
    return "null_sender" if envelope_from in ("", "<>") or path == "<>" else None


def _declared(message: Message) -> str | None:
    for field in raw_fields(message, "Auto-Submitted"):
        value = re.sub(r"\([^)]{0,200}\)", "", field[:500]).split(";")[0]
        if value.strip().casefold() not in ("", "no"):
            return "auto_submitted"
    # Exchange asks others to suppress answers to ordinary mail too: that field proves nothing.
    if any(_AUTO_FIELDS.match(name) for name in message if len(name) < _LONGEST_FIELD):
        return "auto_reply"
    return None


def _report(message: Message) -> str | None:
    kind = message.get_content_type()
    if kind == "multipart/report":
        report = str(message.get_param("report-type", "")).casefold()
        known = {"disposition-notification": "read_receipt", "feedback-report": "complaint"}
        return known.get(report, "delivery_report")
    if message.get("X-Failed-Recipients"):
        return "delivery_report"
    if kind == "text/calendar" or any(
        part.get_content_type() == "text/calendar" for part in _first_parts(message)
    ):
        return "calendar"
    if any(part.get_content_subtype() in _REACTIONS for part in _first_parts(message)):
        return "reaction"
    return None


def _first_parts(message: Message) -> list[Message]:
    """Return the parts of a mail and the parts of these, but no mail inside it."""
    found, level = list[Message](), [message]
    for _ in range(3):
        level = [part for each in level for part in _children(each)][:_MAX_PARTS]
        found += level
    return found


def _children(message: Message) -> list[Message]:
    parts = message.get_payload() if message.get_content_maintype() == "multipart" else None
    return [part for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []


def _from_robot(sender: str, ours: Ours) -> str | None:
    local = sender.rpartition("@")[0]
    try:
        own_address = canonical_address(ours.address)
    except AddressInvalid:
        own_address = ours.address.casefold()
    if sender == own_address or ours.owns(sender):
        return "loop"
    return "robot_sender" if _ROBOT_SENDERS.fullmatch(local) else None


def _listed(message: Message) -> str | None:
    if _field(message, "Precedence") in _PRECEDENCE:
        return "bulk"
    return "mailing_list" if message.get("List-Id") or message.get("List-Unsubscribe") else None


def _away(message: Message) -> str | None:
    if message.get("X-MS-Exchange-Inbox-Rules-Loop"):
        return "auto_reply"
    return "away" if _AWAY_SUBJECT.match(field_text(first_field(message, "Subject"))) else None


def _challenge(message: Message) -> str | None:
    subject = field_text(first_field(message, "Subject"))
    return "challenge" if _CHALLENGE_SUBJECT.match(subject) else None
