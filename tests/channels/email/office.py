"""What stands behind a way in, told what to do by a test."""

from __future__ import annotations

import threading

from signoff.channels.email.ticket import find_token


class Office:
    """Keeps mail to tickets at reply.corp.test, and can be told to fail."""

    def __init__(self):
        self.kept = []
        self.fails = False
        self._changed = threading.Condition()

    def is_ours(self, address):
        return address.lower().endswith("@reply.corp.test")

    def refuse(self, address):
        return None if find_token(address) else "550 5.1.1 No such reply address"

    def keep(self, envelope):
        if self.fails:
            raise OSError("disk full")
        with self._changed:
            self.kept.append(envelope)
            self._changed.notify_all()

    def wait_for(self, n):
        """Wait until so many mails were kept; return them."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.kept) >= n, timeout=20), self.kept
            return list(self.kept)
