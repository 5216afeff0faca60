"""FAKES WE SHIP, so that users test as we do: a clock, a postman, a hand-driven job queue.

The store is never faked: an embedded SQLite is quick enough and cannot lie.
"""

from signoff.testing.clock import FakeClock
from signoff.testing.postman import RecordingPostman
from signoff.testing.queue import ManualQueue
from signoff.testing.workbench import Workbench, open_workbench

__all__ = ["FakeClock", "ManualQueue", "RecordingPostman", "Workbench", "open_workbench"]
