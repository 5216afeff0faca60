"""A mailbox that is watched: mail for us is taken out of it, all other is left alone.

How far it was read is remembered by UID, not by what is marked as read: people
and programs may mark, move or delete what they like. A mail that is seen twice
is kept once by whoever keeps it. Nothing in the mailbox is changed unless the
operator said so.
"""

from __future__ import annotations

import logging
import os
import selectors
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from imapclient import DELETED, SEEN, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from signoff.channels.email.addressees import ADDRESSED_IN, ANSWERED_IN, find_sender, read_header
from signoff.channels.email.envelope import Cursor, Envelope
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.limits import MAX_OCTETS
from signoff.channels.email.said import said
from signoff.clock import Clock
from signoff.errors import ConfigurationError

logger = logging.getLogger(__name__)
# The library writes every line of the conversation into its log, and mails hold tickets.
logging.getLogger("imapclient").setLevel(logging.WARNING)

FIRST_LOOK = timedelta(days=30)  # how old mail may be in a mailbox that was never read before
HOLD = timedelta(days=1)  # how long a mail that its server cannot give is asked for
HOLD_AGAIN = timedelta(minutes=1)  # how long it is left alone in between
# IDLE is ended and begun anew this often, with a look at the mailbox in between: a mail that comes
# just as it begins is announced before anybody listens, and some servers forget whom to tell.
RENEW_S = 60.0
POLL_S = 60.0  # between looks, at a server without IDLE
BACKOFF_S = (1.0, 5.0, 15.0, 60.0, 300.0)
_PATIENT = 2  # the failure that counts as the first where the password is wrong
_TIMEOUT_S = 60.0
_BATCH = 50
_STOP_S = 10.0
_SIZE, _ARRIVED = "RFC822.SIZE", "INTERNALDATE"
_HEADER = f"BODY.PEEK[HEADER.FIELDS ({' '.join(ADDRESSED_IN + ANSWERED_IN).upper()})]"
_WHOLE = "BODY.PEEK[]"
_UNREACHABLE = (OSError, IMAPClientError, ConfigurationError)


class Keeper(Protocol):
    """Who takes mail, and remembers how far a mailbox was read."""

    def addressees(self, raw: bytes) -> tuple[str, ...]: ...
    def keep(self, envelope: Envelope) -> None: ...
    def cursor(self, place: str) -> Cursor | None: ...
    def move_cursor(self, place: str, cursor: Cursor) -> None: ...


def sign_in(account: ImapAccount) -> IMAPClient:
    """Return a signed-in client.

    Raises: OSError, imapclient's IMAPClientError (LoginError among them), ConfigurationError.
    """
    context = ssl.create_default_context() if account.security != "none" else None
    is_tls = account.security == "tls"
    client = IMAPClient(
        account.host,
        account.port,
        ssl=is_tls,
        ssl_context=context if is_tls else None,
        timeout=_TIMEOUT_S,
    )
    client.normalise_times = False  # aware, as the server wrote them
    try:
        if account.security == "starttls":
            client.starttls(context)
        password = account.read_password()
        # LOGIN is ASCII; PLAIN, which not every server takes, is UTF-8.
        is_plain = not f"{account.username}{password}".isascii()
        (client.plain_login if is_plain else client.login)(account.username, password)
    except BaseException:
        with suppress(OSError):  # of a connection whose TLS was refused: that is to be told
            client.shutdown()
        raise
    return client


class ImapWatch:
    """Watches one folder in a thread of its own.

    ``renew_s``, ``poll_s`` and ``backoff_s``: seconds, see the constants of the same names.
    """

    def __init__(
        self,
        account: ImapAccount,
        *,
        keeper: Keeper,
        clock: Clock,
        renew_s: float = RENEW_S,
        poll_s: float = POLL_S,
        backoff_s: Sequence[float] = BACKOFF_S,
    ) -> None:
        self._account = account
        self._keeper = keeper
        self._clock = clock
        self._renew_s = renew_s
        self._poll_s = poll_s
        self._backoff_s = backoff_s
        self._n_failed = 0
        self._held = _Held(uid_validity=0)
        self._one_by_one = False  # which of several mails ended the connection has to be found
        self._stopping = threading.Event()
        self._bell: tuple[int, int] | None = None  # a pipe that wakes who waits for news
        self._thread = threading.Thread(target=self.run_forever, name="imap-watch", daemon=True)

    def start(self) -> None:
        """Watch from now on; a mailbox that is not to be reached is tried again and again."""
        self._bell = os.pipe()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; what was not kept yet is found again at the next start."""
        self._stopping.set()
        if self._bell is None:
            return
        heard, rung = self._bell
        os.write(rung, b".")
        self._thread.join(_STOP_S)
        self._bell = None
        os.close(rung)
        os.close(heard)

    def run_forever(self) -> None:
        """Look, wait for news, look again, until stopped; connect anew after every failure."""
        while not self._stopping.is_set():
            try:
                self._watch()
            except _UNREACHABLE as error:
                what = "not reachable"
                if isinstance(error, LoginError):
                    what = "sign-in refused"
                    self._n_failed = max(self._n_failed, _PATIENT)  # or the account may be locked
                detail = {"place": self._account.place, "why": said(error)}
                logger.warning("mailbox: %s; replies wait there", what, extra=detail)
                self._wait_after_failure()
            except Exception:
                # A database that is away, or a server that answers nonsense: the mail waits.
                logger.exception("mailbox not read", extra={"place": self._account.place})
                self._wait_after_failure()

    def tick(self, client: IMAPClient) -> int:
        """Take what is new for us; return how many mails that were."""
        place, keeps = self._account.place, self._account.after == "keep"
        selected = client.select_folder(self._account.folder, readonly=keeps)
        uid_validity = int(selected[b"UIDVALIDITY"])
        cursor = self._keeper.cursor(place)
        is_known = cursor is not None and cursor.uid_validity == uid_validity
        last = cursor.last_uid if cursor is not None and is_known else 0
        if self._held.uid_validity != uid_validity:
            self._held = _Held(uid_validity)
        n_kept = 0
        uids, again = self._held.begin(self._new_uids(client, last), self._clock.now())
        size = 1 if self._one_by_one else _BATCH
        # Those that failed come last: some servers end the connection over each.
        for batch in (*_batches(uids, size), *_batches(again, 1)):
            self._held.release(batch)
            for uid, envelope in self._for_us(client, batch):
                self._keeper.keep(envelope)
                self._keeper.move_cursor(place, Cursor(uid_validity, self._held.passed([uid])))
                self._tidy(client, uid)
                n_kept += 1
            self._keeper.move_cursor(place, Cursor(uid_validity, self._held.passed(batch)))
        self._one_by_one = False
        return n_kept

    def _watch(self) -> None:
        with self.connect() as client:
            while not self._stopping.is_set():
                self.tick(client)
                self._n_failed = 0
                self._wait_for_news(client)

    def connect(self) -> IMAPClient:
        """Return a signed-in client; raises what ``sign_in`` does."""
        return sign_in(self._account)

    def _new_uids(self, client: IMAPClient, last: int) -> list[int]:
        criteria: list[Any] = ["UID", f"{last + 1}:*"]
        if last == 0:
            criteria += ["SINCE", (self._clock.now() - FIRST_LOOK).date()]
        # '5:*' names the last mail even where that is number 4.
        return sorted(uid for uid in client.search(criteria) if uid > last)

    def _for_us(self, client: IMAPClient, uids: Sequence[int]) -> Iterator[tuple[int, Envelope]]:
        about = self._fetch(client, uids, [_SIZE, _ARRIVED, _HEADER])
        for uid in uids:
            # A mail may be gone by now, or half-way: others use the mailbox too.
            facts = about.get(uid, {})
            recipients = self._keeper.addressees(_header_of(facts))
            if not recipients:
                continue
            if facts.get(_SIZE.encode(), 0) > MAX_OCTETS:
                logger.warning("mail too large", extra={"place": self._account.place, "uid": uid})
                continue
            raw = self._whole(client, uid)
            if raw:
                arrived_at = self._arrived_at(facts)
                sender = find_sender(read_header(raw))
                yield uid, Envelope(sender, recipients, raw, arrived_at, "imap")

    def _fetch(
        self, client: IMAPClient, uids: Sequence[int], what: list[str]
    ) -> dict[int, dict[bytes, Any]]:
        """Return of these mails what the server can give; one that it cannot is held back.

        It may be the mail, or a server that is unwell for a moment: neither must hold up the
        others, or lose it. Raises: IMAPClientAbortError, where the connection ended.
        """
        try:
            found: dict[int, dict[bytes, Any]] = client.fetch(uids, what)
        except IMAPClientError as error:
            is_over = isinstance(error, IMAPClientAbortError)
            if len(uids) > 1 and not is_over:
                one_by_one = [self._fetch(client, [uid], what) for uid in uids]
                return {uid: facts for one in one_by_one for uid, facts in one.items()}
            if len(uids) > 1:
                self._one_by_one = True
            else:
                self._hold(uids[0], error)
            if is_over:
                raise
            return {}
        return found

    def _hold(self, uid: int, error: Exception) -> None:
        is_held = self._held.hold(uid, self._clock.now())
        then = "it is asked for again" if is_held else "it is left there"
        detail = {"place": self._account.place, "uid": uid, "why": said(error)}
        logger.warning("mail not to be had; %s", then, extra=detail)

    def _whole(self, client: IMAPClient, uid: int) -> bytes:
        """Return a mail as it came; nothing, where it is gone or the server cannot give it."""
        raw = self._fetch(client, [uid], [_WHOLE]).get(uid, {}).get(b"BODY[]")
        return raw if isinstance(raw, bytes) else b""

    def _arrived_at(self, facts: dict[bytes, Any]) -> datetime:
        """Return when the mail came into the mailbox: it was in time even if we were not up."""
        now, arrived = self._clock.now(), facts.get(_ARRIVED.encode())
        if not isinstance(arrived, datetime) or arrived.tzinfo is None:
            return now
        return min(arrived.astimezone(UTC), now)

    def _tidy(self, client: IMAPClient, uid: int) -> None:
        """Do with a mail that was taken what the operator said."""
        account = self._account
        try:
            if account.after == "seen":
                client.add_flags([uid], [SEEN])
            elif account.move_to is not None and client.has_capability("MOVE"):
                client.move([uid], account.move_to)
            elif account.move_to is not None:
                client.copy([uid], account.move_to)
                _delete(client, uid)
            elif account.after == "delete":
                _delete(client, uid)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            # The answer is safe; a folder that is not there must not stop the next one.
            detail = {"place": account.place, "uid": uid, "why": said(error)}
            logger.warning("mail not tidied away", extra=detail)

    def _wait_for_news(self, client: IMAPClient) -> None:
        if not client.has_capability("IDLE"):
            self._stopping.wait(self._poll_s)
            return
        client.idle()
        connection = client.socket()
        with closing(selectors.DefaultSelector()) as selector:
            if self._bell is not None:
                selector.register(self._bell[0], selectors.EVENT_READ)
            selector.register(connection, selectors.EVENT_READ)
            # What TLS has decrypted already makes no socket readable.
            if not (isinstance(connection, ssl.SSLSocket) and connection.pending()):
                selector.select(self._renew_s)
        client.idle_done()  # and raises, where the news was that the connection is gone

    def _wait_after_failure(self) -> None:
        wait_s = self._backoff_s[min(self._n_failed, len(self._backoff_s) - 1)]
        self._n_failed += 1
        self._stopping.wait(wait_s)


class _Held:
    """Mails that their server could not give: they are asked for again, and the others go on.

    What is remembered of the mailbox stays before the first of them, so that a server of ours that
    starts anew asks for them too.
    """

    def __init__(self, uid_validity: int) -> None:
        self.uid_validity = uid_validity
        self._first: dict[int, datetime] = {}  # when it failed first
        self._again: dict[int, datetime] = {}  # of those that are held: when to ask again
        self._passed: set[int] = set()

    def begin(self, uids: Sequence[int], now: datetime) -> tuple[list[int], list[int]]:
        """Return which of all that may be new to look at, and which to try again."""
        there = set(uids)
        self._first = {uid: at for uid, at in self._first.items() if uid in there}
        self._again = {uid: at for uid, at in self._again.items() if uid in there}
        self._passed &= there
        new = [uid for uid in uids if uid not in self._passed and uid not in self._again]
        return new, sorted(uid for uid, at in self._again.items() if at <= now)

    def release(self, uids: Sequence[int]) -> None:
        """Hold these no longer: they are asked for now."""
        for uid in uids:
            self._again.pop(uid, None)

    def hold(self, uid: int, now: datetime) -> bool:
        """Hold one back; say False where that was done for long enough, and it is let go."""
        is_first = uid not in self._first
        is_held = now - self._first.setdefault(uid, now) < HOLD
        if is_held:
            self._again[uid] = now if is_first else now + HOLD_AGAIN
        return is_held

    def passed(self, uids: Sequence[int]) -> int:
        """Note that these were looked at; return how far the mailbox was read without a gap."""
        self._passed.update(uid for uid in uids if uid not in self._again)
        farthest = max([uids[-1], *self._passed])
        return min([farthest, *(uid - 1 for uid in self._again)])


def _header_of(facts: dict[bytes, Any]) -> bytes:
    """Return the fields that were asked for; servers write the name of the answer in many ways."""
    found = (value for name, value in facts.items() if name.upper().startswith(b"BODY[HEADER"))
    header = next(found, b"")
    return header if isinstance(header, bytes) else b""


def _delete(client: IMAPClient, uid: int) -> None:
    client.add_flags([uid], [DELETED])
    # Without UIDPLUS an expunge would remove what others have marked, too.
    if client.has_capability("UIDPLUS"):
        client.uid_expunge([uid])


def _batches(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), size):
        yield uids[start : start + size]
