"""A postman who keeps what he is given, or fails as told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid

from signoff.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class Posted:
    """One mail that was handed over."""

    message: EmailMessage
    envelope_from: str
    recipient: str

    def reply(
        self,
        words: str,
        *,
        sender: str = "",
        quote: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return an answer as mail programs write it, the words above the quoted mail.

        It is from the recipient, or from ``sender``; ``headers`` come besides.
        """
        mail = EmailMessage()
        mail["From"] = sender or self.recipient
        mail["To"] = self.message["Reply-To"]
        mail["Subject"] = f"Re: {self.message['Subject']}"
        mail["In-Reply-To"] = mail["References"] = self.message["Message-ID"]
        mail["Message-ID"] = make_msgid(domain="example.com")
        for name, value in (headers or {}).items():
            mail[name] = value
        body = self.message.get_body(("plain",))
        lines = body.get_content().splitlines() if body and quote else []
        quoted = "".join(f"> {line}\n" for line in lines)
        mail.set_content(f"{words}\n\nOn Mon, 7 Jan 2030 at 10:00, signoff wrote:\n{quoted}")
        # No mail program folds an id into encoded words, as the library does with a long one.
        return mail.as_bytes(policy=mail.policy.clone(max_line_length=None))


class RecordingPostman:
    """Keeps every mail; ``fail_with`` makes the next ones fail."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.fail_with: DeliveryError | None = None

    async def send(self, message: EmailMessage, *, envelope_from: str, recipient: str) -> str:
        """Keep a mail. Raises: DeliveryError, if told to."""
        if self.fail_with is not None:
            raise self.fail_with
        self.posted.append(Posted(message, envelope_from, recipient))
        return "250 kept"
