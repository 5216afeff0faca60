"""What a mail server reports about a mail that we sent: it failed, it is late, it was unwanted.

Standard reports (RFC 3464, RFC 5965) are read by their fields, others by the
few sentences that the servers of the last decades write. A report is never an
answer, whatever it quotes. Which delivery it is about, and what follows, is
decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from signoff.channels.email.body import Body
from signoff.channels.email.fields import field_text, first_field
from signoff.channels.email.html_text import html_to_text

MAX_PARTS = 60
MAX_DETAIL = 300
MAX_SEARCHED = 400_000  # octets or characters; a report names its mail long before
_ID = re.compile(rb"<([^<>\s@]{1,200}@[A-Za-z0-9.-]{1,253})>")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_LATE = re.compile(
    r"delayed|will (?:be retried|keep trying|try again|continue)|still trying|"
    r"not yet been delivered|temporary (?:failure|problem)|"
    r"do not need to (?:resend|retry)|verzögert|retardé|retrasad|atrasad|遅延",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"(?:could not|cannot|can't|couldn't|wasn't able to|was not able to|unable to) (?:be )?"
    r"(?:deliver|reach)|undeliver|delivery (?:to the following .{0,40})?(?:has )?failed|"
    r"delivery (?:status notification \(failure\)|failure)|returned (?:mail|to sender)|"
    r"permanent (?:fatal )?error|giving up|user unknown|no such user|mailbox unavailable|"
    r"unzustellbar|nicht zugestellt|non (?:remis|distribué)|no se (?:pudo|ha podido) entregar|"
    r"não (?:foi possível entregar|entregue)|配信不能|配信できません",
    re.IGNORECASE,
)


class Fate(StrEnum):
    """What became of the mail that a report is about."""

    FAILED = "failed"
    LATE = "late"
    UNWANTED = "unwanted"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``status`` is like '5.1.1', '' where none is given; ``detail`` is one line.

    ``message_ids`` are all ids found anywhere in it, ours among them if it names our mail.
    """

    fate: Fate
    status: str
    detail: str
    message_ids: tuple[str, ...]


def find_report(message: Message, raw: bytes, body: Body) -> Report | None:
    """Return what a mail reports about another mail, or None where it is no report."""
    found = _standard(message) or _spoken(message, body)
    if found is None:
        return None
    fate, status, detail = found
    return Report(fate, status, _one_line(detail), _message_ids(raw))


def _standard(message: Message) -> tuple[Fate, str, str] | None:
    if message.get_content_type() != "multipart/report":
        return None
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            return _complaint(part)
        if kind in ("message/delivery-status", "message/global-delivery-status"):
            return _delivery(_groups(part))
        if kind == "message/disposition-notification":
            return Fate.FINE, "", "read receipt"
    return None


def _complaint(part: Message) -> tuple[Fate, str, str]:
    said = re.search(r"^feedback-type:\s*([\w-]{1,40})", _text(part), re.IGNORECASE | re.MULTILINE)
    kind = said[1].casefold() if said else "abuse"
    is_praise = kind == "not-spam"
    return (Fate.FINE if is_praise else Fate.UNWANTED), "", f"feedback report: {kind}"


def _delivery(groups: Sequence[Message]) -> tuple[Fate, str, str]:
    """Return the worst that happened to any recipient; our mails have one each."""
    judged = [_recipient(group) for group in groups if group.get("Action") or group.get("Status")]
    worst = (Fate.FAILED, Fate.LATE, Fate.FINE)
    return min(judged, key=lambda each: worst.index(each[0]), default=(Fate.FINE, "", ""))


def _recipient(group: Message) -> tuple[Fate, str, str]:
    action = first_field(group, "Action").split("(")[0].strip().casefold()
    status = _status(first_field(group, "Status"))
    diagnosis = field_text(first_field(group, "Diagnostic-Code")) or status
    if action in ("delivered", "relayed", "expanded"):
        return Fate.FINE, status, diagnosis
    # 'failed' is the server's last word (RFC 3464, 2.3.3), even if the reason was a passing one.
    is_lost = action == "failed" or (not action and status.startswith("5"))
    return (Fate.FAILED if is_lost else Fate.LATE), status, diagnosis


def _spoken(message: Message, body: Body) -> tuple[Fate, str, str] | None:
    """Read a report that keeps to no standard, as qmail, Exim and many appliances send them."""
    subject = field_text(first_field(message, "Subject"))
    names_failed = bool(first_field(message, "X-Failed-Recipients"))
    is_from_daemon = _DAEMON.search(field_text(first_field(message, "From"))) is not None
    if not names_failed and not is_from_daemon:
        return None
    text = (body.text or html_to_text(body.html))[:MAX_SEARCHED]
    head = f"{subject}\n{text}"
    status = _status(head)
    lost = _LOST.search(head)
    is_late = _LATE.search(head) is not None and not status.startswith("5")
    if is_late and not names_failed:
        return Fate.LATE, status, subject
    code = _REPLY_CODE.search(head)
    if names_failed or lost or status.startswith("5") or (code and code[1] == "5"):
        return Fate.FAILED, status, _line_around(text, lost, subject)
    return None


def _line_around(text: str, found: re.Match[str] | None, fallback: str) -> str:
    told = next((line for line in text.split("\n")[:200] if _STATUS.search(line)), "")
    if told or found is None:
        return told or fallback
    return found[0] if found[0] in fallback else f"{fallback}: {found[0]}"


def _status(text: str) -> str:
    found = _STATUS.search(text)
    return found[1] if found else ""


def _parts(message: Message) -> Iterator[Message]:
    parts = message.get_payload()
    if isinstance(parts, list):
        yield from (part for part in parts[:MAX_PARTS] if isinstance(part, Message))


def _groups(part: Message) -> list[Message]:
    """Return the blocks of fields of a delivery status, one for the mail, one per recipient."""
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return []
    return [block for block in blocks[:MAX_PARTS] if isinstance(block, Message)]


def _text(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list):
        return "\n".join(f"{block}" for block in inner[:2])[:MAX_SEARCHED]
    return str(inner)[:MAX_SEARCHED]


def _message_ids(raw: bytes) -> tuple[str, ...]:
    found = dict.fromkeys(each[0] for each in _ID.finditer(raw[:MAX_SEARCHED]))
    return tuple(each.decode("ascii", "replace") for each in found)[:100]


def _one_line(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.split())[:MAX_DETAIL]
