"""One thread that learns while flows go on.

It lives as long as there is something to do. The interpreter waits for it
before it ends, so what is on its way when a program is done is not lost.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable


class Task:
    """Something to be done; ``error`` is what it raised, if it did."""

    def __init__(self, about: str, work: Callable[[], None]) -> None:
        self.about = about
        self.work = work
        self.is_done = threading.Event()
        self.error: BaseException | None = None

    def do(self) -> None:
        """Do it; an error is kept for whoever waits."""
        try:
            self.work()
        except BaseException as error:  # noqa: BLE001 - kept; others wait for this thread too
            self.error = error


class Background:
    """Does tasks one after the other, in the order they came in."""

    def __init__(self) -> None:
        self._begin_anew()
        # A child of fork() has none of its parent's threads, and must not do its parent's work.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin_anew)

    def _begin_anew(self) -> None:
        self._lock = threading.Lock()
        self._due: deque[Task] = deque()
        self._is_working = False

    def start(self, about: str, work: Callable[[], None]) -> Task:
        """Put something on the list and return at once. ``about`` is what one can wait for."""
        task = Task(about, work)
        with self._lock:
            self._due.append(task)
            if not self._is_working:
                threading.Thread(target=self._work, name="signoff-lessons").start()
                self._is_working = True
        return task

    def wait_for(self, about: str, *, seconds: float) -> bool:
        """Wait for what is on the list about this; return False where time ran out."""
        with self._lock:
            tasks = [task for task in self._due if task.about == about]
        return wait_for(tasks, seconds=seconds)

    def wait_for_all(self) -> None:
        """Wait for everything on the list."""
        with self._lock:
            tasks = list(self._due)
        for task in tasks:
            task.is_done.wait()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._due:
                    self._is_working = False
                    return
                task = self._due[0]
            task.do()
            with self._lock:
                self._due.popleft()
            task.is_done.set()


def wait_for(tasks: Iterable[Task], *, seconds: float) -> bool:
    """Wait at most ``seconds`` for all of the tasks; return False where time ran out."""
    ends_at = time.monotonic() + seconds
    return all(task.is_done.wait(max(0.0, ends_at - time.monotonic())) for task in tasks)


background = Background()
