"""One letter as a MIME message: plain text first and complete, HTML as good as the dashboard.

Values in, an EmailMessage out; nothing is looked up and nothing is sent. The
same letter gives the same mail, so one that is tried again is the same one.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

import jinja2

from signoff.channels.email.choices import spoken
from signoff.channels.email.content import Content, content_of
from signoff.channels.email.letter import Letter, Sender
from signoff.channels.email.looks import COLOURS, FONT, MONO
from signoff.channels.email.pictures import Picture
from signoff.channels.email.reply import normal_line
from signoff.channels.email.sentences import listed
from signoff.channels.email.wire import header_text
from signoff.channels.email.wording import Wording, word
from signoff.errors import DeliveryError
from signoff.inbox.address import canonical_address
from signoff.inbox.delivery import Purpose

__all__ = ["Letter", "Sender", "compose", "message_id", "sent_lines"]

MAX_REFERENCES = 10
_ANSWERS = frozenset(
    {Purpose.CONFIRMATION, Purpose.REFUSAL, Purpose.ASK_BACK, Purpose.COUNTED, Purpose.DONE}
)
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("signoff.channels.email", "templates"),
    autoescape=jinja2.select_autoescape(["html"]),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def compose(letter: Letter, *, sender: Sender) -> EmailMessage:
    """Return the mail of a letter.

    Raises: DeliveryError (permanent), where it cannot be addressed.
    """
    wording = word(letter)
    sender = replace(sender, name=letter.delivery.data.get("sender_name") or sender.name)
    message = EmailMessage(policy=policy.SMTP)
    _address(message, letter, sender)
    if letter.reply_address and not wording.is_for_stranger:
        name = header_text(sender.name)
        message["Reply-To"] = Address(name, addr_spec=letter.reply_address)
    message["Subject"] = header_text(wording.subject)
    _thread(message, letter)
    if letter.receipt:
        # For programs that look through a mailbox later; people read it in the text.
        message["Signoff-Receipt"] = header_text(letter.receipt)
    content = _content(letter, wording)
    html, pictures = html_of(letter, wording, content)
    message.set_content(text_of(letter, wording, content))
    message.add_alternative(html, subtype="html")
    _attach(message, pictures)
    # Last: setting the content would take it away again.
    message["Content-Language"] = wording.words.language
    return message


def message_id(delivery_id: str, reply_domain: str, *, token: str | None = None) -> str:
    """Return the Message-ID of a delivery, the same at every attempt.

    With a ticket it carries the ticket too, so that an answer is known by what it refers to even
    where the mail program lost the reply address.
    """
    if token is None:
        return f"<{delivery_id}@{reply_domain}>"
    number = int.from_bytes(hashlib.sha256(delivery_id.encode()).digest()[:5])
    return f"<rq.{token}.{number}@{reply_domain}>"


def sent_lines(letter: Letter) -> frozenset[str]:
    """Return the lines of a letter's text as ``Ours.sent_lines`` wants them.

    An outcome is never among them: content that has the word 'approved' on a line of its own must
    not make that answer impossible. Neither is what we repeat of the person's own words: they may
    be said again.
    """
    wording = word(letter)
    wording = replace(wording, echo="…" if wording.echo else "")  # the line above it is ours
    text = text_of(letter, wording, _content(letter, wording))
    lines = map(normal_line, text.split("\n"))
    outcomes = letter.request.ask.outcomes if letter.request else ()
    spoken_outcomes = {normal_line(spoken(outcome)) for outcome in outcomes} | set(outcomes)
    return frozenset(line for line in lines if line and line.strip(".!") not in spoken_outcomes)


def text_of(letter: Letter, wording: Wording, content: Content) -> str:
    """Return the plain text part."""
    template = _TEMPLATES.get_template("letter.txt")
    return template.render(
        wording=wording,
        letter=letter,
        content=content.text.split("\n"),
        is_cut=content.is_cut,
        listed=listed(letter, wording),
        words=wording.words,
    )


def html_of(letter: Letter, wording: Wording, content: Content) -> tuple[str, tuple[Picture, ...]]:
    """Return the HTML part, cut to what mail programs show, and the pictures in it."""
    body, is_cut, pictures = content.html()
    template = _TEMPLATES.get_template("letter.html")
    html = template.render(
        wording=wording,
        letter=letter,
        content=body,
        is_cut=is_cut or content.is_cut,
        words=wording.words,
        light={name: pair[0] for name, pair in COLOURS.items()},
        dark={name: pair[1] for name, pair in COLOURS.items()},
        font=FONT,
        mono=MONO,
    )
    return html, pictures


def _content(letter: Letter, wording: Wording) -> Content:
    return content_of(letter.request if wording.shows_content else None, wording.words)


def _attach(message: EmailMessage, pictures: tuple[Picture, ...]) -> None:
    """Put pictures beside the HTML, as parts of the mail that it names."""
    html = message.get_body(("html",))
    if not isinstance(html, EmailMessage):
        return
    for n, picture in enumerate(pictures, start=1):
        html.add_related(
            picture.octets,
            maintype="image",
            subtype=picture.subtype,
            cid=f"<{picture.content_id}>",
            disposition="inline",
            filename=f"image-{n}.{picture.subtype}",
        )


def _address(message: EmailMessage, letter: Letter, sender: Sender) -> None:
    try:
        recipient = canonical_address(letter.delivery.address)
        message["From"] = Address(header_text(sender.name), addr_spec=sender.address)
        _refuse_ourselves(recipient, sender)
        local, _, domain = recipient.rpartition("@")
        message["To"] = Address(username=local, domain=domain)
    except (ValueError, IndexError) as error:
        raise DeliveryError(
            f"{letter.delivery.address[:120]!r} cannot be written to: {error}. No mail was made. "
            "Name one plain mail address in the flow.",
            permanent=True,
        ) from error


def _refuse_ourselves(recipient: str, sender: Sender) -> None:
    if sender.receives(recipient):
        raise DeliveryError(
            f"{recipient[:120]!r} is where replies to signoff come in. No mail was made: it would "
            "answer itself. Name the address of a person in the flow.",
            permanent=True,
        )


def _thread(message: EmailMessage, letter: Letter) -> None:
    delivery = letter.delivery
    message["Date"] = delivery.created_at
    message["Message-ID"] = _id(delivery.message_id)
    if delivery.in_reply_to:
        message["In-Reply-To"] = _id(delivery.in_reply_to)
    if delivery.references:
        kept = dict.fromkeys(map(_id, delivery.references[-MAX_REFERENCES:]))
        message["References"] = " ".join(kept)
    is_answer = delivery.purpose in _ANSWERS
    message["Auto-Submitted"] = "auto-replied" if is_answer else "auto-generated"
    # Not 'All': a report that the mail could not be delivered is wanted.
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply, DR, RN, NRN"


def _id(message_id: str) -> str:
    """Return an id that came from outside as nothing but an id."""
    inner = "".join(c for c in message_id if "!" <= c <= "~" and c not in '<>(),;"\\')
    return f"<{inner[:300].replace('=?', '=')}>"
