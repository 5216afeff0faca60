"""Mails as people's clients write them."""


def reply_address(posted) -> str:
    """Where an answer to a mail goes."""
    return posted.message["Reply-To"].addresses[0].addr_spec


def reply_to(posted, text, *, sender="", quote=True, **headers) -> bytes:
    """An answer to a mail that was sent, typed above the quoted original."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return posted.reply(text, sender=sender, quote=quote, headers=named)


def text_of(posted) -> str:
    """The plain text of a mail."""
    return posted.message.get_body(("plain",)).get_content()
