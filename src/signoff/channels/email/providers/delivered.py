"""What a provider's call comes to, whoever the provider is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.channels.email.limits import MAX_OCTETS
from signoff.errors import CallNotProved, UnreadableReply


@dataclass(frozen=True, slots=True)
class Once:
    """A token that may prove one call only; from ``until`` on it proves none anyway."""

    token: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Delivered:
    """A mail with its envelope as the provider noted it; ``sender`` '' is nobody, as of a bounce.

    ``once`` is given where the proof does not cover the mail, so that it must not be used again.
    """

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    once: Once | None = None


def check_raw(raw: bytes | None, *, where: str) -> bytes:
    """Return a mail that can be kept; ``where`` names the field it should stand in.

    Raises: UnreadableReply, ``reason`` 'not_raw' where the field is missing, 'no_mail' where it is
    empty, 'too_large'.
    """
    if raw is None:
        raise UnreadableReply(
            f"The call has no {where!r}, so it does not hold the mail as it came. Nothing was "
            "stored. Switch the provider to raw MIME; docs/how-to.md says where.",
            reason="not_raw",
        )
    if not raw.strip():
        raise UnreadableReply(
            f"The mail in {where!r} is empty. Nothing was stored. Send the mail as it came.",
            reason="no_mail",
        )
    if len(raw) > MAX_OCTETS:
        raise UnreadableReply(
            f"The mail has {len(raw):,} octets; the limit is {MAX_OCTETS:,}. Nothing was stored. "
            "Answer with a short plain reply, or on the request's page.",
            reason="too_large",
        )
    return raw


def broken_call(what: str) -> UnreadableReply:
    """Return the error of a call that is not what its content type says."""
    return UnreadableReply(
        f"The call cannot be read: {what}. Nothing was stored. Send what the provider's own "
        "documentation describes.",
        reason="broken",
    )


def not_proved(what: str, reason: str) -> CallNotProved:
    """Return the error of a call that anybody could have made; ``reason`` is a constant."""
    return CallNotProved(
        f"The call was refused because {what}. Nothing was stored. Compare the key in signoff's "
        "settings with the provider's, and the clocks of both.",
        reason=reason,
    )
