"""What the ladder needs of anything it asks, and how an asking can fail.

A speaker puts one question in one mode and returns what came back, unjudged.
It knows nothing of outcomes, and does not try twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol


class Mode(StrEnum):
    """The ways to get an answer of a given form, surest first."""

    TOOL = "tool"
    SCHEMA = "schema"
    JSON = "json"
    TEXT = "text"


class Prompt(NamedTuple):
    """What is asked.

    ``instructions`` are ours; ``data`` is other people's words, encoded; ``form``
    is the JSON Schema of the answer; ``word_wanted`` asks for it in one word.
    """

    instructions: str
    data: str
    form: Mapping[str, Any]
    word_wanted: str = ""


class ModeRefused(Exception):
    """The model cannot or will not in this mode; another may do."""


class TryAgain(Exception):
    """It broke on the way; once more may help, another mode will not."""


class NoUse(Exception):
    """Nothing that can be done now will bring an answer; the text says why, without quoting."""


class Speaker(Protocol):
    """One model, for the length of one question."""

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes it knows, surest first."""

    def say(self, mode: Mode, prompt: Prompt) -> dict[str, Any] | str:
        """Return the object that a tool was called with, or the text that came.

        Raises: ModeRefused, TryAgain, NoUse.
        """
