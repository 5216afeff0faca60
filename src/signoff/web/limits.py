"""How often something may be tried, counted in this process's memory.

What is counted is who tries (their network address) and whom they try to be, as
a hash; old counts are dropped first when there are too many. Several processes
each count on their own: the limits slow guessing down, secrets are what keeps it out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock

from starlette.requests import Request

from signoff.errors import TooManyTries
from signoff.store.people import digest

_MOST_KEPT = 20_000  # counts, of some hundred octets each
_LONGEST_IN_SECONDS = 120  # what is longer is said in minutes


@dataclass(frozen=True, slots=True)
class Rule:
    """At most ``n`` times ``per`` a time, for each client, or each client and subject."""

    name: str
    n: int
    per: timedelta
    n_client: int


_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)
PASSWORD = Rule("password", 10, _QUARTER, n_client=60)
LINK = Rule("link", 5, _HOUR, n_client=30)
OIDC = Rule("oidc", 60, _QUARTER, n_client=60)
ANSWER = Rule("answer", 30, timedelta(minutes=10), n_client=300)


class Limiter:
    """Counts tries; ``now`` is asked at each."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._buckets: OrderedDict[tuple[str, ...], tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, request: Request, rule: Rule, subject: str = "") -> None:
        """Count one try of whoever sent this request, at ``subject``.

        Raises: TooManyTries.
        """
        client = client_of(request)
        wait = self._take((rule.name, client), rule.n_client, rule.per)
        if subject and not wait:  # who is kept out already adds no counts of their own making
            wait = self._take((rule.name, client, digest(subject)), rule.n, rule.per)
        if wait > 0:
            seconds = int(wait) + 1
            raise TooManyTries(
                f"This was tried too often from {client}. Nothing was done. "
                f"Try again in {_said(seconds)}.",
                retry_after_s=seconds,
            )

    def _take(self, key: tuple[str, ...], n: int, per: timedelta) -> float:
        """Take one from a bucket that fills evenly; return how long to wait (s), 0 for not."""
        now, each = self._now(), per.total_seconds() / n
        with self._lock:
            left, at = self._buckets.pop(key, (float(n), now))
            left = min(float(n), left + (now - at).total_seconds() / each)
            is_there = left >= 1
            self._buckets[key] = (left - 1 if is_there else left, now)
            while len(self._buckets) > _MOST_KEPT:
                self._buckets.popitem(last=False)
        return 0.0 if is_there else (1 - left) * each


def limiter_of(request: Request) -> Limiter:
    """Return the limiter of the application that answers this request."""
    found = request.app.state.limiter
    if not isinstance(found, Limiter):
        raise TypeError(f"{found!r} is not a Limiter. Nothing was answered. Call create_web(app).")
    return found


def client_of(request: Request) -> str:
    """Return the network address of who sent a request; of IPv6 the network, as one has many."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host or "nowhere"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)


def _said(seconds: int) -> str:
    """Return a time to wait as people say it."""
    if seconds <= _LONGEST_IN_SECONDS:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"
