"""Which process collects which tests, which tests share a process, and which begin first.

Collecting costs a process as much as a hundred tests, so each file is collected by two processes,
not by all, and its tests go to whichever of the two is free. Who has collected begins at once, and
waits for no other. Tests are handed out one by one, but those that share something costly (a served
signoff and a Chromium, built fonts) go to one process together, for each process would make it anew;
and what takes long begins first, so that no process is left alone with it at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Generator, Iterator, Sequence
from itertools import chain, zip_longest
from typing import Any

import pytest
from xdist.workermanage import parse_tx_spec_config

TOGETHER = (
    "tests/browser/test_looks.py",
    "tests/frame/test_fonts.py",
    "tests/frame/test_wheel.py",
    "tests/jobs/test_engine.py",  # it waits: all processes at once would leave the processor idle
    "tests/mail/test_doctor.py",
    "tests/mail/test_real_mail.py",
    "tests/web/test_api_reference.py",
)
# These share a Chromium, too, so that no third process starts one. The looks take half of the time
# of all that need it: in one process with these they would be the last to end.
WITH_A_BROWSER = ("tests/browser/", "tests/frame/test_browser.py")
# What these read is read once for each case, as [held].
TOGETHER_BY_CASE = ("tests/interpret/test_replies.py",)
LONG = (
    "tests/way/test_crash.py",
    "tests/browser/",
    "tests/jobs/test_engine.py",
    "tests/mail/",
    "tests/way/",
    "tests/channels/email/test_reading.py",
    "tests/flow/test_durability.py",
    "tests/flow/test_legs.py",
    "tests/crew/",
    "tests/cli/",
    "tests/web/test_security_odd.py",
    "tests/web/test_xss.py",
    "tests/interpret/test_replies.py",
    "tests/store/test_figures.py",
    "tests/store/test_tallies.py",
)

# A process begins a test when it knows its next one; with a third it need not wait to be told.
_AHEAD = 2


def share_of(nodeid: str) -> str:
    """Return the name of what is handed out at once: some files, a file's tests of one case, or one test.

    By path, not by xdist's group marks: with pytest 9.2, xdist 3.8 passes over them.
    """
    file, _, test = nodeid.partition("::")
    if file in TOGETHER_BY_CASE:
        return f"{file}[{test.partition('[')[2]}"
    if file in TOGETHER:
        return file
    return WITH_A_BROWSER[0] if file.startswith(WITH_A_BROWSER) else nodeid


def collects(process: int, n_processes: int, file: str) -> bool:
    """Say whether the process with this number, from 0, collects a file (by its path from the root).

    Two do, so that neither must wait for the other; one that replaces a process that died does, too.
    """
    place = zlib.crc32(share_of(file).encode())
    first = place % n_processes
    step = 1 + place // n_processes % max(n_processes - 1, 1)
    return process >= n_processes or process in (first, (first + step) % n_processes)


def _rank(nodeid: str) -> int:
    return next((place for place, begin in enumerate(LONG) if nodeid.startswith(begin)), len(LONG))


def put_long_ones_first(items: list[pytest.Item]) -> None:
    """Bring the tests of ``LONG`` to the front, longest first; the others keep their order."""
    items.sort(key=lambda item: _rank(item.nodeid))


class Handing:
    """Hands shares of tests to processes that collected them: what xdist asks of a scheduler."""

    def __init__(self, n_processes: int, session: pytest.Session) -> None:
        self._n_processes = n_processes
        self._session = session
        self._collected: dict[Any, dict[str, int]] = {}  # of each process: its tests' numbers
        self._numbered: dict[Any, Sequence[str]] = {}
        self._has_begun = False
        self._waiting: dict[str, list[str]] = {}  # by share, in the order to begin
        self._given: set[str] = set()  # what was handed out: it runs, or has ended
        self._handed: dict[Any, dict[str, None]] = {}  # of each process: its tests not ended yet

    @property
    def nodes(self) -> list[Any]:
        return list(self._handed)

    @property
    def collection_is_completed(self) -> bool:
        return len(self._collected) >= self._n_processes

    @property
    def has_pending(self) -> bool:
        return bool(self._waiting) or any(self._handed.values())

    @property
    def is_all_done(self) -> bool:
        """Whether every test that was collected has ended, or its process died in it."""
        return self._has_begun and not self.has_pending

    @property
    def tests_finished(self) -> bool:
        # The last test of a process begins when it is told that no other follows.
        is_handed_out = self._has_begun and not self._waiting
        return is_handed_out and all(len(tests) < 2 for tests in self._handed.values())

    def add_node(self, node: Any) -> None:
        self._handed[node] = {}

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        self._numbered[node] = collection
        self._collected[node] = {nodeid: number for number, nodeid in enumerate(collection)}
        if not self._has_begun:
            self._line_up()
        self._hand(node)

    def schedule(self) -> None:
        """Say how many tests there are, when all have collected: each was handed its first by then."""
        if not self._has_begun:
            self._has_begun = True
            self._say_how_many(len(set(self._all_in_turn())))

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        del self._handed[node][self._numbered[node][item_index]]
        self._hand(node)

    def remove_node(self, node: Any) -> str | None:
        """Take back what a process leaves undone; return the test that it died in."""
        left = list(self._handed.pop(node))
        if not left:
            return None
        died_in, *others = left
        self._given.difference_update(others)
        for nodeid in others:
            self._waiting.setdefault(share_of(nodeid), []).append(nodeid)
        return died_in

    def _line_up(self) -> None:
        """Put what is known and was not handed out yet in the order to begin."""
        self._waiting = {}
        for nodeid in sorted(self._all_in_turn(), key=_rank):
            if nodeid not in self._given:
                self._waiting.setdefault(share_of(nodeid), []).append(nodeid)

    def _say_how_many(self, n_tests: int) -> None:
        """Correct what xdist takes from one process, and prints: here, each collects a part."""
        self._session.testscollected = n_tests
        terminal = self._session.config.pluginmanager.getplugin("terminalreporter")
        if terminal:
            terminal.ensure_newline()  # tests have ended already
            terminal.write_line(f"each collected a part: {n_tests} tests in all")

    def _all_in_turn(self) -> Iterator[str]:
        """Yield each test once, in the processes' own orders: each has some of the last ones, too."""
        in_turn = chain.from_iterable(zip_longest(*self._numbered.values()))
        return iter(dict.fromkeys(nodeid for nodeid in in_turn if nodeid is not None))

    def _hand(self, node: Any) -> None:
        """Let a process know what it does next; tell it to end where there is nothing that it can do."""
        numbers, handed = self._collected.get(node), self._handed[node]
        if numbers is None or node.shutting_down:
            return
        while len(handed) <= _AHEAD:
            share = self._first_within(numbers)
            if share is None:
                node.shutdown()
                return
            tests = self._waiting.pop(share)
            self._given.update(tests)
            handed |= dict.fromkeys(tests)
            node.send_runtest_some([numbers[nodeid] for nodeid in tests])

    def _first_within(self, numbers: Container[str]) -> str | None:
        # The whole share: of its files, all processes collect those that the command line names.
        shares = self._waiting.items()
        return next((name for name, tests in shares if all(t in numbers for t in tests)), None)


class Scheduling:
    """The plugin; registered where xdist is, for pytest refuses a hook that nobody declared."""

    handing: Handing | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self._session = session

    def pytest_xdist_make_scheduler(self, config: pytest.Config) -> Handing:
        self.handing = Handing(len(parse_tx_spec_config(config)), self._session)
        return self.handing

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Fail a run that ends with tests undone: xdist gives up when too many processes died."""
        done = yield
        if self.handing and not self.handing.is_all_done:
            session.shouldfail = "not all tests were run: too many processes died"
            raise session.Failed(session.shouldfail)
        return done
