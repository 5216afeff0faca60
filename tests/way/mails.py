"""Mails as people's clients write them."""

from email.message import EmailMessage
from email.utils import make_msgid


def reply_address(posted) -> str:
    """Where an answer to a mail goes."""
    return posted.message["Reply-To"].addresses[0].addr_spec


def reply_to(posted, text, *, sender=None, quote=True, **headers) -> bytes:
    """An answer to a mail that was sent, typed above the quoted original."""
    original = posted.message
    mail = EmailMessage()
    mail["From"] = sender or posted.recipient
    mail["To"] = reply_address(posted)
    mail["Subject"] = f"Re: {original['Subject']}"
    mail["In-Reply-To"] = original["Message-ID"]
    mail["References"] = original["Message-ID"]
    mail["Message-ID"] = make_msgid(domain="example.com")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    body = original.get_body(("plain",)).get_content()
    quoted = "".join(f"> {line}\n" for line in body.splitlines()) if quote else ""
    mail.set_content(f"{text}\n\nOn Mon, 7 Jan 2030 at 10:00, signoff wrote:\n{quoted}")
    # No client folds an id into encoded words, as the library does with a long one.
    return mail.as_bytes(policy=mail.policy.clone(max_line_length=None))


def text_of(posted) -> str:
    """The plain text of a mail."""
    return posted.message.get_body(("plain",)).get_content()
