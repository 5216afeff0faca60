"""Fetching what SNS keeps at an address: a certificate, or a confirmation.

Which addresses may be fetched is checked before (providers/sns.py). Redirects
are not followed, or the check would be worth nothing.
"""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from signoff.errors import CallNotChecked

Fetch = Callable[[str], bytes]

_TIMEOUT_S = 10.0
_MAX_OCTETS = 100_000
_MAX_KEPT = 8
_BEGIN = b"-----BEGIN CERTIFICATE-----"


def fetch_https(address: str) -> bytes:
    """Return what is at an ``https`` address.

    Raises: CallNotChecked.
    """
    if not address.startswith("https://"):
        raise _unreachable(address, "it is no https address")
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=ssl.create_default_context()), _NoRedirect()
    )
    try:
        with opener.open(address, timeout=_TIMEOUT_S) as answer:
            content: bytes = answer.read(_MAX_OCTETS)
    except (OSError, HTTPException) as error:
        raise _unreachable(address, str(error)) from error
    return content


class Certificates:
    """Certificates that were fetched before; SNS changes its own about once a year."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._kept: dict[str, bytes] = {}

    def find(self, address: str) -> bytes:
        """Return the certificate at an address.

        Raises: CallNotChecked.
        """
        found = self._kept.get(address)
        if found is None:
            found = self._fetch(address)
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            # A page that stands in for an answer today must not be believed to be one tomorrow.
            if _BEGIN in found:
                self._kept[address] = found
        return found


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirect for the failure that it is here."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - as the library calls it
        """Return no request to go on with."""


def _unreachable(address: str, why: str) -> CallNotChecked:
    host = address.split("/")[2] if address.count("/") > 1 else address
    return CallNotChecked(
        f"{host[:200]} could not be asked about the call: {why}. Nothing was stored. "
        "Let this server reach it over HTTPS; the provider tries again."
    )
