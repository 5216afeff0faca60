"""The providers that may hand over mail, as an operator names them. Values only.

Each provider is off until its key is set. A secret that anybody could guess,
and a way of believing senders that no provider's mail can bear, are refused
before anything starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from signoff.errors import ConfigurationError

MIN_SECRET = 32
MAX_AGE_S = 300
TOPIC = re.compile(r"arn:(aws[a-z-]*):sns:([a-z0-9-]{4,40}):[0-9]{12}:[A-Za-z0-9_-]{1,256}")
_SES_AUTHSERV_ID = "amazonses.com"
_LONGEST_AGE_S = 86_400


@dataclass(frozen=True, slots=True)
class MailgunAccount:
    """``signing_key``: the account's HTTP webhook signing key. ``max_age``: seconds."""

    signing_key: str = field(repr=False)
    max_age: int = MAX_AGE_S


@dataclass(frozen=True, slots=True)
class SesAccount:
    """``topic``: the ARN of the one topic that is listened to. ``confirm``: 'yes' or 'no'."""

    topic: str
    confirm: str = "no"


@dataclass(frozen=True, slots=True)
class SharedSecret:
    """A provider that signs nothing, and is told a secret instead."""

    secret: str = field(repr=False)


Account = MailgunAccount | SesAccount | SharedSecret


def read_accounts(source: Mapping[str, str]) -> dict[str, Account | None]:
    """Return the provider of each name, None where it is off.

    Raises: ConfigurationError, naming the variable, its value and what is allowed.
    """
    return {
        "mailgun": _mailgun(source),
        "postmark": _shared_secret(source, "SIGNOFF_POSTMARK_SECRET"),
        "sendgrid": _shared_secret(source, "SIGNOFF_SENDGRID_SECRET"),
        "ses": _ses(source),
    }


def check_believed(providers: Iterable[str], *, mode: str, authserv_id: str | None) -> None:
    """Make sure that what a provider's mail says of its sender is not the sender's own word.

    ``providers``: the names of those that are on. ``mode``: how their mail is believed.
    Raises: ConfigurationError.
    """
    for provider in providers:
        if mode in ("off", "verify"):
            return
        stamps = provider == "ses" and mode == "authserv-id"
        if not stamps or (authserv_id or "").casefold() != _SES_AUTHSERV_ID:
            raise ConfigurationError(
                f"Mail from the provider {provider!r} is to be believed by {mode!r} (with "
                f"{authserv_id or 'no id'!r}), but what stands there is what its sender wrote. "
                f"Nothing was started. Set SIGNOFF_INBOUND_AUTH_WAYS to {provider}=verify, or for "
                f"Amazon SES to ses=authserv-id:{_SES_AUTHSERV_ID}; docs/how-to.md says why."
            )


def _mailgun(source: Mapping[str, str]) -> MailgunAccount | None:
    key = source.get("SIGNOFF_MAILGUN_SIGNING_KEY")
    age = source.get("SIGNOFF_MAILGUN_MAX_AGE") or str(MAX_AGE_S)
    if not (age.isascii() and age.isdigit() and 0 < int(age[:9]) <= _LONGEST_AGE_S):
        raise _wrong("SIGNOFF_MAILGUN_MAX_AGE", age, f"Write seconds, 1 to {_LONGEST_AGE_S}.")
    return MailgunAccount(key, int(age)) if key else None


def _ses(source: Mapping[str, str]) -> SesAccount | None:
    topic = source.get("SIGNOFF_SES_TOPIC")
    if topic and not TOPIC.fullmatch(topic):
        advice = "Write the topic's ARN, like arn:aws:sns:eu-west-1:123456789012:replies."
        raise _wrong("SIGNOFF_SES_TOPIC", topic, advice)
    confirm = source.get("SIGNOFF_SES_CONFIRM") or "no"
    if confirm not in ("yes", "no"):
        raise _wrong("SIGNOFF_SES_CONFIRM", confirm, "Write yes or no.")
    return SesAccount(topic, confirm) if topic else None


def _shared_secret(source: Mapping[str, str], variable: str) -> SharedSecret | None:
    secret = source.get(variable)
    if not secret:
        return None
    if len(secret) < MIN_SECRET:
        raise ConfigurationError(
            f"{variable} has {len(secret)} characters. Nothing was started. Give at least "
            f"{MIN_SECRET}, made by chance: `openssl rand -hex 32`."
        )
    return SharedSecret(secret)


def _wrong(variable: str, value: str, advice: str) -> ConfigurationError:
    return ConfigurationError(f"{variable} is {value!r}. Nothing was started. {advice}")
