"""What flows remember: ``flow.memory``, and the library's own book of lessons.

Loaded when a flow's memory is first used, never by ``import signoff``.
"""

from __future__ import annotations

from signoff.flow.memory.sqlite import SQLiteLessonBook

__all__ = ["SQLiteLessonBook"]
