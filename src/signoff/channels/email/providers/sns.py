"""Whether a message is Amazon SNS's own, and from the one topic that is ours.

Anybody with an AWS account can have SNS sign messages of a topic of theirs,
so the topic is checked first, and the certificate may only come from SNS in
the region of that topic: the whole address is prescribed but for its last
part. Fetching is the caller's.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate

from signoff.channels.email.providers.accounts import TOPIC
from signoff.channels.email.providers.delivered import broken_call, not_proved
from signoff.channels.email.providers.json_calls import read_object

MAX_AGE = timedelta(hours=1, minutes=5)  # SNS tries again for up to an hour, with the same message
_CERTIFICATE = re.compile(r"/SimpleNotificationService-[A-Za-z0-9]{1,80}\.pem")
_SIGNED_NOTICE = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
_SIGNED_CHANGE = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")


class SnsKind(StrEnum):
    """What SNS has to say."""

    NOTIFICATION = "Notification"
    SUBSCRIPTION = "SubscriptionConfirmation"
    UNSUBSCRIBED = "UnsubscribeConfirmation"


@dataclass(frozen=True, slots=True)
class SnsMessage:
    """A message that SNS signed; ``confirm_at`` is '' where there is nothing to confirm."""

    kind: SnsKind
    text: str
    confirm_at: str


def read_sns(
    body: bytes, *, topic: str, find_certificate: Callable[[str], bytes], now: datetime
) -> SnsMessage:
    """Return a message of our topic that SNS signed.

    ``find_certificate`` returns the PEM behind an address that was checked to be SNS's.
    Raises: CallNotProved, ``reason`` 'topic', 'certificate', 'signature' or 'stale';
    UnreadableReply; what ``find_certificate`` raises.
    """
    message = read_object(body, what="the call")
    try:
        kind = SnsKind(message.get("Type", ""))
    except ValueError as error:
        # So does "raw message delivery", which must be off: nothing is signed with it.
        raise broken_call(
            "its Type is none of SNS's; 'raw message delivery' must be off"
        ) from error
    if message.get("TopicArn") != topic:
        raise not_proved("it is not of the topic in SIGNOFF_SES_TOPIC", "topic")
    address = _certificate_address(message.get("SigningCertURL"), topic)
    _check_signature(message, _signed_text(message, kind), find_certificate(address), now)
    _check_age(str(message["Timestamp"]), now)
    confirm_at = _confirm_address(message, topic) if kind is SnsKind.SUBSCRIPTION else ""
    return SnsMessage(kind, str(message["Message"]), confirm_at)


def sns_host(topic: str) -> str:
    """Return the only host that speaks for SNS in the region of a topic."""
    found = TOPIC.fullmatch(topic)
    if found is None:
        raise not_proved("SIGNOFF_SES_TOPIC is no topic", "topic")
    partition, region = found.groups()
    return f"sns.{region}.amazonaws.com" + (".cn" if partition == "aws-cn" else "")


def _certificate_address(address: object, topic: str) -> str:
    parts = _parts(address, topic)
    if parts is None or parts.query or not _CERTIFICATE.fullmatch(parts.path):
        # A query would let others choose what the same host answers.
        raise not_proved(f"its certificate is not at {sns_host(topic)}", "certificate")
    return parts.geturl()


def _confirm_address(message: dict[str, Any], topic: str) -> str:
    parts = _parts(message.get("SubscribeURL"), topic)
    asked = {} if parts is None else parse_qs(parts.query)
    wanted = {"Action": ["ConfirmSubscription"], "TopicArn": [topic]}
    if parts is None or any(asked.get(name) != value for name, value in wanted.items()):
        raise not_proved(f"its address to confirm is not at {sns_host(topic)}", "certificate")
    return parts.geturl()


def _parts(address: object, topic: str) -> SplitResult | None:
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return None
    # The whole netloc: no port, no user before an @.
    is_theirs = parts.scheme == "https" and parts.netloc == sns_host(topic) and not parts.fragment
    return parts if is_theirs else None


def _signed_text(message: dict[str, Any], kind: SnsKind) -> bytes:
    names = _SIGNED_NOTICE if kind is SnsKind.NOTIFICATION else _SIGNED_CHANGE
    lines = []
    for name in names:
        value = message.get(name)
        if value is None and name == "Subject":
            continue
        if not isinstance(value, str):
            raise broken_call(f"its {name} is no text")
        lines.append(f"{name}\n{value}\n")
    return "".join(lines).encode("utf-8", "replace")


def _check_signature(message: dict[str, Any], signed: bytes, pem: bytes, now: datetime) -> None:
    # SHA-1 is what SNS signs with until a topic's SignatureVersion is set to 2.
    digest = {"1": SHA1, "2": SHA256}.get(str(message.get("SignatureVersion")))
    if digest is None:
        raise not_proved("its SignatureVersion is neither 1 nor 2", "signature")
    try:
        certificate = load_pem_x509_certificate(pem)
    except ValueError as error:
        raise not_proved("what is at its certificate's address is none", "certificate") from error
    key = certificate.public_key()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise not_proved("its certificate is not valid now", "certificate")
    if not isinstance(key, RSAPublicKey):
        raise not_proved("its certificate holds no RSA key", "certificate")
    try:
        key.verify(_signature(message), signed, PKCS1v15(), digest())
    except InvalidSignature as error:
        raise not_proved("its signature is not of its certificate", "signature") from error


def _signature(message: dict[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(message.get("Signature")), validate=True)
    except (binascii.Error, ValueError) as error:
        raise not_proved("its signature is no base64", "signature") from error


def _check_age(timestamp: str, now: datetime) -> None:
    try:
        at = datetime.fromisoformat(timestamp)
    except ValueError as error:
        raise not_proved("its Timestamp is no time", "stale") from error
    if at.tzinfo is None or abs(now - at) > MAX_AGE:
        raise not_proved(f"it was sent at {timestamp[:40]}", "stale")
