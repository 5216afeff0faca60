"""A test that hangs says where, and fails, instead of holding CI until its time is up.

pytest's own watch starts and ends a thread with each test, half a millisecond of the processor for
each of thousands. This one is wound up every few seconds.
"""

from __future__ import annotations

import faulthandler
import os
import time

import pytest

_HANGS_S = 240
_WOUND_UP_EVERY_S = 10


class HangWatch:
    """The plugin: ends this process once a test has taken four minutes, and prints where it stood."""

    def __init__(self) -> None:
        self._said_to = os.fdopen(os.dup(2), "w")  # while a test runs, pytest keeps what goes to 2
        self._due = 0.0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> None:
        """Count from the beginning of this test, if it is not counted from a moment ago."""
        now = time.monotonic()
        if now >= self._due:
            faulthandler.dump_traceback_later(_HANGS_S, exit=True, file=self._said_to)
            self._due = now + _WOUND_UP_EVERY_S

    def pytest_enter_pdb(self) -> None:
        """Give whoever looks all the time they want."""
        faulthandler.cancel_dump_traceback_later()

    def pytest_unconfigure(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._said_to.close()
