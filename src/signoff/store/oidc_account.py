"""An identity provider that signs people in, as an operator names it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from signoff.errors import ConfigurationError

_PREFIX = "SIGNOFF_OIDC_"


@dataclass(frozen=True, slots=True)
class OidcAccount:
    """One OpenID Connect provider, and us as its client.

    ``domains``: whoever has an address there is let in with the role beside it, and gets an
    account; everybody else needs an account before.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    name: str = "single sign-on"
    domains: Mapping[str, str] = field(default_factory=dict)


def read_oidc_account(source: Mapping[str, str]) -> OidcAccount | None:
    """Return the provider of the environment, None where none is named.

    Raises: ConfigurationError, naming the variable, its value and what is allowed.
    """
    issuer = source.get(f"{_PREFIX}ISSUER", "").strip()
    client_id = source.get(f"{_PREFIX}CLIENT_ID", "").strip()
    domains = _domains(source.get(f"{_PREFIX}DOMAINS", ""))
    if not issuer and not client_id:
        return None
    if not (issuer and client_id):
        raise ConfigurationError(
            f"SIGNOFF_OIDC_ISSUER is {issuer!r} and SIGNOFF_OIDC_CLIENT_ID is {client_id!r}. "
            "Nothing was started. Give both, or neither."
        )
    parts = urlsplit(issuer)
    is_local = parts.scheme == "http" and _is_loopback(parts.hostname or "")
    if not (parts.scheme == "https" or is_local) or not parts.hostname or parts.query:
        raise ConfigurationError(
            f"SIGNOFF_OIDC_ISSUER is {issuer!r}, which is no issuer. Nothing was started. Write "
            "its https address, as the provider gives it; http is for this machine only."
        )
    return OidcAccount(
        issuer=issuer,
        client_id=client_id,
        client_secret=source.get(f"{_PREFIX}CLIENT_SECRET") or None,
        name=source.get(f"{_PREFIX}NAME", "").strip()[:60] or "single sign-on",
        domains=domains,
    )


def _domains(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in filter(None, (item.strip() for item in text.split(","))):
        domain, _, role = (part.strip() for part in item.partition("="))
        if not domain or not role or "@" in domain or "." not in domain:
            raise ConfigurationError(
                f"SIGNOFF_OIDC_DOMAINS has {item!r}, which is not a domain and a role. Nothing was "
                "started. Write it like example.com=reviewer, with commas between several."
            )
        found[domain.lower()] = role
    return found


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
