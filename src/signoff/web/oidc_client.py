"""What is asked of an identity provider over HTTP, and whether what it answers is true.

Authorization code flow with PKCE (OpenID Connect Core 3.1, RFC 7636). An ID
token is believed only with a signature of the issuer's published keys, for
us, now, and for this very attempt. Who may come in is not known here.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from signoff.errors import SignInRefused, SignInUnavailable
from signoff.store.oidc_account import OidcAccount

_SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
_TIMEOUT = 10.0  # seconds
_LARGEST = 1_000_000  # octets of an answer
_KEPT_FOR = timedelta(hours=1)
_LEEWAY = 60  # seconds that two clocks may differ


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in: what only the browser that began it can know."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says somebody is."""

    subject: str
    email: str
    name: str


def new_attempt() -> Attempt:
    """Return fresh secrets for one try."""
    return Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))


def open_http() -> httpx2.Client:
    """Return what speaks HTTP, for all that one try to sign in asks: making it takes 20 ms."""
    return httpx2.Client(timeout=_TIMEOUT, follow_redirects=False)


@dataclass
class OidcClient:
    """One provider, as we are known there; ``now`` is asked when tokens are judged."""

    account: OidcAccount
    callback: str
    now: Callable[[], datetime]
    http: Callable[[], httpx2.Client] = open_http
    _found: Mapping[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _found_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    def begin(self, attempt: Attempt) -> str:
        """Return where to send the browser.

        Raises: SignInUnavailable.
        """
        challenge = hashlib.sha256(attempt.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.account.client_id,
            "redirect_uri": self.callback,
            "scope": "openid email profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        metadata = self._kept()
        if metadata is None:
            with self.http() as http:
                metadata = self._metadata(http)
        address = str(metadata["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def finish(self, attempt: Attempt, code: str) -> Identity:
        """Return who came back with ``code``.

        Raises: SignInRefused, SignInUnavailable.
        """
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": attempt.verifier,
        }
        with self.http() as http:
            tokens = self._exchange(http, sent)
            claims = self._claims(http, str(tokens.get("id_token", "")), attempt)
            if not claims.get("email") and tokens.get("access_token"):
                claims = {**claims, **self._userinfo(http, str(tokens["access_token"]), claims)}
        if not claims.get("email") or claims.get("email_verified") not in (True, "true"):
            raise _refused("the provider gives no mail address of yours that it has verified")
        return Identity(str(claims["sub"]), str(claims["email"]), str(claims.get("name") or ""))

    def _exchange(self, http: httpx2.Client, sent: dict[str, str]) -> Mapping[str, Any]:
        metadata = self._metadata(http)
        ways = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        client_id, secret = self.account.client_id, self.account.client_secret
        auth = None
        if secret is None or ("client_secret_basic" not in ways and "client_secret_post" in ways):
            sent |= {"client_id": client_id} | ({"client_secret": secret} if secret else {})
        else:
            auth = (quote(client_id, safe=""), quote(secret, safe=""))  # RFC 6749, 2.3.1
        return _fetch(http, "POST", str(metadata["token_endpoint"]), data=sent, auth=auth)

    def _claims(self, http: httpx2.Client, id_token: str, attempt: Attempt) -> Mapping[str, Any]:
        rules = JWTClaimsRegistry(
            now=lambda: int(self.now().timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.account.issuer},
            aud={"essential": True, "value": self.account.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            try:
                token = jwt.decode(id_token, self._key_set(http), algorithms=_SIGNED_WITH)
            except (JoseError, ValueError):
                # The provider may have changed its keys.
                keys = self._key_set(http, anew=True)
                token = jwt.decode(id_token, keys, algorithms=_SIGNED_WITH)
            rules.validate(token.claims)
        except (JoseError, ValueError) as error:
            raise _refused(f"the provider's word does not prove itself ({error})") from error
        audiences = token.claims["aud"]
        is_shared = isinstance(audiences, list) and len(audiences) > 1
        if is_shared and token.claims.get("azp") != self.account.client_id:
            raise _refused("the provider's word was meant for another program")
        return token.claims

    def _userinfo(
        self, http: httpx2.Client, access_token: str, claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        endpoint = self._metadata(http).get("userinfo_endpoint")
        if not endpoint:
            return {}
        headers = {"Authorization": f"Bearer {access_token}"}
        told = _fetch(http, "GET", str(endpoint), headers=headers)
        if told.get("sub") != claims["sub"]:
            raise _refused("the provider told of somebody else")
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    def _key_set(self, http: httpx2.Client, *, anew: bool = False) -> KeySet:
        metadata = self._metadata(http)
        with self._lock:
            if self._keys is None or anew:
                told = _fetch(http, "GET", str(metadata["jwks_uri"]))
                self._keys = KeySet.import_key_set(told)  # type: ignore[arg-type]
            return self._keys

    def _kept(self) -> Mapping[str, Any] | None:
        """Return what the provider said of itself within the hour, if it did."""
        is_fresh = self._found_at is not None and self.now() < self._found_at + _KEPT_FOR
        return self._found if is_fresh else None

    def _metadata(self, http: httpx2.Client) -> Mapping[str, Any]:
        with self._lock:
            if self._kept() is None:
                self._found, self._found_at = self._discover(http), self.now()
                self._keys = None
            return self._found

    def _discover(self, http: httpx2.Client) -> Mapping[str, Any]:
        issuer = self.account.issuer
        address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        found = _fetch(http, "GET", address)
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != issuer or any(not found.get(name) for name in needed):
            raise _unavailable(
                f"{address} is not that of the issuer {issuer!r}: it says {found.get('issuer')!r}"
            )
        return found


def _fetch(
    http: httpx2.Client,
    method: str,
    address: str,
    **options: Any,  # noqa: ANN401
) -> Mapping[str, Any]:
    try:
        answer = http.request(method, address, **options)
    except httpx2.HTTPError as error:
        raise _unavailable(f"{address} does not answer ({type(error).__name__})") from error
    if answer.status_code in (400, 401) and method == "POST":
        raise _refused("the provider did not take the code it sent; it works once only")
    told = _json(answer) if len(answer.content) <= _LARGEST else None
    if answer.status_code != httpx2.codes.OK or not isinstance(told, dict):
        raise _unavailable(f"{address} answered with {answer.status_code} and no JSON object")
    return told


def _json(answer: httpx2.Response) -> object:
    try:
        return answer.json()
    except ValueError:
        return None


def _refused(why: str) -> SignInRefused:
    return SignInRefused(
        f"Nobody was signed in, because {why}. Nothing else happened. Try again from the sign-in "
        "page, or ask whoever runs this signoff."
    )


def _unavailable(why: str) -> SignInUnavailable:
    return SignInUnavailable(
        f"The identity provider cannot be used: {why}. Nobody was signed in. "
        "Try again in a moment, or come in another way."
    )
