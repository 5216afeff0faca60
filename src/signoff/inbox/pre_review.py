"""What lessons made of an output before a person saw it.

It goes with the question, so that the person sees what was changed and by
which lesson. How lessons are learned and applied is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppliedLesson:
    """A lesson as it was when it changed an output."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PreReview:
    """What was done to an output before it was shown.

    ``original`` is the output as the method returned it, as text. ``lessons``
    are those that changed it; empty where it was shown as it is. ``note`` says
    what a reader should know besides: why nothing was changed, for one.
    """

    original: str
    lessons: tuple[AppliedLesson, ...] = ()
    note: str = ""
