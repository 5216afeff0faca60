"""From raw octets to a mail that can be judged: who, which ticket, which words.

Nothing here believes what it reads. Limits come before parsing, parsing uses
the old, fast policy, and the few fields that matter are read again strictly.
What cannot be read beyond doubt is refused as a whole, with a reason, and the
raw mail stays with the caller. Whether the ticket holds and the sender is
authentic is decided elsewhere (ticket.py, authenticity.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message

from signoff.channels.email.author import read_name, read_sender
from signoff.channels.email.away import MAX_NOTICE, says_away
from signoff.channels.email.body import Body, read_body
from signoff.channels.email.fields import MAX_FIELD_CHARS, field_text, first_field, raw_fields
from signoff.channels.email.html_text import html_to_text
from signoff.channels.email.limits import check_limits
from signoff.channels.email.phrases import HTML_ONLY_NOTE
from signoff.channels.email.quotes import Ours
from signoff.channels.email.reply import (
    Line,
    feedback_line,
    normal_line,
    own_lines,
    sure_words,
    without_sent,
)
from signoff.channels.email.reports import Report, find_report
from signoff.channels.email.robots import REPORTS, STAND_INS, find_automatic, is_reaction
from signoff.channels.email.ticket import find_token, find_token_in_message_id
from signoff.errors import UnreadableReply

__all__ = ["Mail", "Ours", "read_mail"]

MAX_TOKENS = 10
_TRACE_FIELDS = (
    "X-Original-To",
    "Delivered-To",
    "X-Gm-Original-To",
    "Envelope-To",
    "X-Envelope-To",
)
_ADDRESS = re.compile(r"([^\s<>,;:\"()\[\]@]{1,80}@[A-Za-z0-9.-]{1,253})")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says, unjudged.

    ``sender`` is canonical; ``tokens`` come best source first; ``automatic``
    says why a machine must have written it. ``text`` is '' when the person
    wrote nothing, and ``empty_because`` then says what there was instead:
    'no_text', 'quote_only', 'attachment_only' or 'encrypted'. ``other_text`` is what the HTML part
    says where that is not what the plain part says. Of a machine's mail, ``report`` is what it
    reports of a mail of ours, and ``away_notice`` its words where it says that somebody is away.
    ``lines`` are what ``text`` was made of, where more of them may turn out to be the person's.
    ``n_left_behind``: what they attached beside it, which nobody reads. ``below_name``: lines of
    their signature that may be words, and are not in ``text``.
    """

    message_id: str
    sender: str
    subject: str
    tokens: tuple[str, ...]
    automatic: str | None
    text: str
    first_line: str
    references: tuple[str, ...]
    empty_because: str = ""
    other_text: str = ""
    report: Report | None = None
    away_notice: str = ""
    lines: tuple[Line, ...] = ()
    n_left_behind: int = 0
    below_name: str = ""

    def without(self, sent_lines: frozenset[str]) -> Mail:
        """Return the mail less the lines that we sent, once it is known which mail that was."""
        lines = self.lines
        text = sure_words(lines, sent_lines) if lines else without_sent(self.text, sent_lines)
        other = without_sent(self.other_text, sent_lines)
        because = "" if text else self.empty_because or "quote_only"
        return replace(
            self,
            text=text,
            first_line=feedback_line(text),
            empty_because=because,
            other_text=other if _differs(text, other) else "",
            below_name=without_sent(self.below_name, sent_lines),
        )

    def with_words_below(self) -> Mail:
        """Return the mail with the lines below its author's name as words of theirs."""
        text = "\n\n".join(filter(None, (self.text, self.below_name)))
        return replace(self, text=text, first_line=feedback_line(text), below_name="")


def read_mail(
    raw: bytes, *, recipients: Sequence[str], ours: Ours, envelope_from: str | None = None
) -> Mail:
    """Return the mail as values.

    ``recipients`` and ``envelope_from`` are the SMTP envelope ('' or '<>': sent by nobody).
    Raises: UnreadableReply, for what must be kept aside; ``reason`` is 'too_large',
    'too_many_headers', 'too_many_lines', 'too_many_parts', 'sender_missing', 'sender_ambiguous',
    'charset_refused' or 'broken'.
    """
    check_limits(raw)
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        return _read(message, raw, recipients, ours, envelope_from)
    except UnreadableReply:
        raise
    except Exception as error:
        # Hostile octets make the standard library's parser fail in any way, RecursionError too.
        raise UnreadableReply(
            f"The mail could not be parsed ({type(error).__name__}). It is kept unread and nothing "
            "was recorded. Answer with a short plain reply, or on the request's page.",
            reason="broken",
        ) from error


def _read(
    message: Message,
    raw: bytes,
    recipients: Sequence[str],
    ours: Ours,
    envelope_from: str | None,
) -> Mail:
    _check_header(message)
    body = read_body(message)
    report = find_report(message, raw, body)
    sender = _sender_of_report(message) if report else read_sender(message)
    name = read_name(message)
    lines, other, below = _words(body, ours, name)
    text = sure_words(lines)
    automatic = find_automatic(message, sender=sender, ours=ours, envelope_from=envelope_from)
    if report and automatic not in REPORTS:
        automatic = "delivery_report"
    if automatic is None and is_reaction(text):
        automatic = "reaction"
    references = tuple(dict.fromkeys(_message_ids(message, "In-Reply-To", "References")))
    subject = field_text(first_field(message, "Subject"))
    is_notice = automatic in STAND_INS and report is None
    return Mail(
        message_id=_message_id(message, raw),
        sender=sender,
        subject=subject,
        tokens=tuple(dict.fromkeys(_tokens(message, recipients, references, ours)))[:MAX_TOKENS],
        automatic=automatic,
        text=text,
        first_line=feedback_line(text),
        references=references,
        empty_because="" if text else _empty_because(body),
        other_text=other,
        report=report,
        away_notice=_away_notice(subject, text) if is_notice else "",
        lines=lines if any(line.after for line in lines) else (),
        n_left_behind=body.n_left_behind,
        below_name=below,
    )


def _check_header(message: Message) -> None:
    if any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        raise UnreadableReply(
            "The mail's header has a line that is no field, so header and text cannot be told "
            "apart. It is kept unread and nothing was recorded. Answer on the request's page.",
            reason="broken",
        )


def _sender_of_report(message: Message) -> str:
    """Return who reports, '' where that is no address: a report need not be anybody's."""
    try:
        return read_sender(message)
    except UnreadableReply:
        return ""


def _away_notice(subject: str, text: str) -> str:
    notice = f"{subject}\n{text}"[:MAX_NOTICE]
    return notice if says_away(notice) else ""


def _words(body: Body, ours: Ours, name: str) -> tuple[tuple[Line, ...], str, str]:
    """Return the person's lines, other words of the HTML part, and what may be words below a name.

    Where HTML stands beside the text and not in its place, both are the person's own. Beside what
    is encrypted, what can be read may be half of what they say: it counts for nothing.
    """
    if body.is_armoured:
        return (), "", ""
    has_html = bool(body.html.strip())
    only_points = has_html and HTML_ONLY_NOTE.match(body.text) is not None
    plain = "" if only_points else body.text
    lines, below = own_lines(plain, ours=ours, name=name)
    if not has_html:
        return lines, "", below
    text = sure_words(lines)
    marked_up, below_marked_up = own_lines(html_to_text(body.html), ours=ours, name=name)
    other = sure_words(marked_up)
    if not text and (other or not lines):
        return marked_up, "", below_marked_up
    if not _differs(text, other):
        return lines, "", below
    if body.is_twice:
        return lines, other, below
    return (*lines, *marked_up), "", "\n".join(filter(None, (below, below_marked_up)))


def _differs(text: str, other: str) -> bool:
    """Say whether two readings are not the same words, or not struck out alike."""
    return bool(other) and _bare(text) != _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[^\w~]+", "", "".join(map(normal_line, text.split("\n"))))


def _empty_because(body: Body) -> str:
    if body.encrypted:
        return "encrypted"
    if body.text.strip() or body.html.strip():
        return "quote_only"
    return "attachment_only" if body.n_attachments else "no_text"


def _message_id(message: Message, raw: bytes) -> str:
    found = _MESSAGE_ID.search(first_field(message, "Message-ID"))
    # Without an id a mail that is delivered twice is known again by its content.
    return found[0] if found else f"<{hashlib.sha256(raw).hexdigest()}@unidentified.invalid>"


def _message_ids(message: Message, *names: str) -> Iterator[str]:
    for name in names:
        for field in raw_fields(message, name):
            # Exchange and iOS separate with commas; the last ids are the nearest.
            yield from reversed(_MESSAGE_ID.findall(field[-4 * MAX_FIELD_CHARS :]))


def _tokens(
    message: Message, recipients: Sequence[str], references: Sequence[str], ours: Ours
) -> Iterator[str]:
    domains = {ours.domain.casefold(), ours.address.rpartition("@")[2].casefold()}
    fields = [*recipients[:100]]
    for name in (*_TRACE_FIELDS, "To", "Cc"):
        fields.extend(field[:MAX_FIELD_CHARS] for field in raw_fields(message, name))
    for field in fields:
        for address in _ADDRESS.findall(field):
            token = find_token(address)
            if token and address.rpartition("@")[2].casefold() in domains:
                yield token
    for reference in references:
        token = find_token_in_message_id(reference)
        if token and reference.strip("<>").rpartition("@")[2].casefold() in domains:
            yield token
