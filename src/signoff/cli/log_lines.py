"""How the log looks: a line says when, how bad, what, and the facts that belong to it.

A fault that lasts, such as a database that is away, is met again many times a second. It is told
once a minute, with how often it came meanwhile; nothing that differs in its facts is left out.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from signoff.cli.words import visible

_EVERY_S = 60.0
_MOST_KNOWN = 1000
# What a record has without anybody's doing; all else was given as a fact. The last is uvicorn's.
_USUAL = {
    *vars(logging.makeLogRecord({})),
    *("message", "asctime", "n_repeats", "taskName", "color_message"),
}
_QUEUE = "dbos"  # the queue's own logger says what it met in its words, and its facts are its own


def log_to_stderr(level: str) -> None:
    """Log from ``level`` on (``warning``); ``debug`` repeats everything, with every traceback."""
    handler = logging.StreamHandler()
    whole = level == "debug"
    handler.setFormatter(LogLines(whole=whole))
    if not whole:
        handler.addFilter(OnceAMinute())
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # The queue would write to stderr itself, in a form of its own, unless it finds a handler.
    logging.getLogger(_QUEUE).addHandler(logging.NullHandler())


class LogLines(logging.Formatter):
    """A record as one line, with the traceback below where it says more than the line.

    A database that is away has no traceback: where it was missed is not why.
    """

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        said = visible(self._said(record))
        facts = " ".join(f"{name}={visible(str(fact))}" for name, fact in _facts(record).items())
        line = f"{at} {record.levelname} {record.name}: {said}{facts and f' ({facts})'}"
        missed = None if self._whole else _missed_database(record)
        if missed is not None:
            line += f": {visible(missed)}"
        n_repeats = getattr(record, "n_repeats", 0)
        if n_repeats:
            line += f" [and {n_repeats} times more since it was last told]"
        if record.exc_info and missed is None:
            line += f"\n{self.formatException(record.exc_info)}"
        return line

    def _said(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        return said if self._whole or record.name != _QUEUE else said.partition("\n")[0]


class OnceAMinute(logging.Filter):
    """Lets through what was not told for a minute, and counts what it holds back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._told: dict[Hashable, tuple[float, int]] = {}
        self._one_at_a_time = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        key = _same(record)
        if key is None:
            return True
        with self._one_at_a_time:
            now = self._now()
            told_at, n_repeats = self._told.get(key, (-_EVERY_S, 0))
            if now - told_at < _EVERY_S:
                self._told[key] = told_at, n_repeats + 1
                return False
            record.n_repeats = n_repeats
            self._told.pop(key, None)  # so that who was told first stands first
            if len(self._told) >= _MOST_KNOWN:
                del self._told[next(iter(self._told))]
            self._told[key] = now, 0
        return True


def _same(record: logging.LogRecord) -> Hashable:
    """Return what two records share that tell of the same fault; None where each is told."""
    place = record.name, record.pathname, record.lineno
    if record.name == _QUEUE:
        return place
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return None
    facts = tuple((name, str(fact)) for name, fact in _facts(record).items())
    return *place, facts, type(error), str(error)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    if record.name == _QUEUE:
        return {}
    found = vars(record).items()
    return {name: fact for name, fact in found if name not in _USUAL and fact is not None}


def _missed_database(record: logging.LogRecord) -> str | None:
    """Return the database's own words where it could not be reached or written; else None."""
    error = record.exc_info[1] if record.exc_info else None
    return said_by_database(error, "OperationalError")


def said_by_database(error: BaseException | None, kind: str = "DBAPIError") -> str | None:
    """Return on one line what a database said, for an error of it of this kind; else None."""
    known = sys.modules.get("sqlalchemy.exc")  # where it is not loaded, there is no database
    if known is None or not isinstance(error, getattr(known, kind)):
        return None
    return " ".join(str(getattr(error, "orig", error)).split())
