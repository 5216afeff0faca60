"""Which tests share a process, and which begin first.

xdist hands out tests one by one. Those that share something costly (a served
signoff and a Chromium, built fonts) go to one process together, for each
process would make it anew; and what takes long begins first, so that no
process is left alone with it at the end.
"""

from __future__ import annotations

from typing import Any

import pytest

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
    "tests/flow/test_legs.py",
    "tests/web/test_security_odd.py",
    "tests/interpret/test_replies.py",
    "tests/store/test_figures.py",
    "tests/store/test_tallies.py",
)


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


def put_long_ones_first(items: list[pytest.Item]) -> None:
    """Bring the tests of ``LONG`` to the front, longest first; the others keep their order."""

    def rank(item: pytest.Item) -> int:
        found = [place for place, begin in enumerate(LONG) if item.nodeid.startswith(begin)]
        return found[0] if found else len(LONG)

    items.sort(key=rank)


class Scheduling:
    """The plugin; registered where xdist is, for pytest refuses a hook that nobody declared."""

    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        from xdist.scheduler import LoadScopeScheduling

        class SharesOfWork(LoadScopeScheduling):  # type: ignore[misc]  # xdist shows no types
            def _split_scope(self, nodeid: str) -> str:
                return share_of(nodeid)

        return SharesOfWork(config, log)
