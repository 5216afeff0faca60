"""A postman who keeps what he is given, or fails as told."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage

from signoff.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class Posted:
    """One mail that was handed over."""

    message: EmailMessage
    envelope_from: str
    recipient: str


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
