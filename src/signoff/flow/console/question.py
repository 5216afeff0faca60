"""What the console needs of a question, and the choices it offers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

_NUMBER = re.compile(r"\d+")
# The colons of either width: a Japanese or Chinese keyboard types the wide one.
_LABELLED = re.compile(r"([^:\uff1a]+)[:\uff1a](.*)", re.DOTALL)


class Question(Protocol):
    """What the console shows of a question."""

    flow_id: str
    method_name: str
    method_output: Any
    message: str
    emit: list[str] | None
    default_outcome: str | None
    approving: list[str] | None
    key: str
    editable: bool
    response_schema: dict[str, Any] | None


def called(question: Question) -> str:
    """Return what tells this question from others."""
    return f"{question.method_name} of run {question.flow_id}"


class Lesson(Protocol):
    """A lesson that changed an output."""

    @property
    def text(self) -> str: ...


class Changed(Protocol):
    """What lessons made of an output before it was shown."""

    @property
    def original(self) -> str: ...
    @property
    def lessons(self) -> Sequence[Lesson]: ...
    @property
    def note(self) -> str: ...


class Choices:
    """The outcomes, by number and by name."""

    def __init__(self, question: Question) -> None:
        self.names = list(question.emit or [])
        self.default = question.default_outcome
        self.approving = question.approving
        # An outcome that is a number itself would be taken for another's.
        self.are_numbered = not any(name.strip().isdigit() for name in self.names)

    def find(self, said: str) -> str | None:
        """Return the outcome whose number, or whose very name, is all that was typed."""
        if self.are_numbered and (number := number_in(said)) is not None:
            return self.names[number - 1] if 0 < number <= len(self.names) else None
        same = [name for name in self.names if _folded(name) == _folded(said)]
        return same[0] if len(same) == 1 else None

    def named(self, said: str) -> str:
        """Return ``2: too long`` with the outcome's name in the place of its number."""
        parts = _LABELLED.fullmatch(said)
        found = self.find(parts[1]) if parts and number_in(parts[1]) is not None else None
        if parts is None or found is None or self._may_be_another(found, parts[2]):
            return said
        return f"{found}:{parts[2]}"

    def _may_be_another(self, chosen: str, words: str) -> bool:
        """Say whether a second number may be a second choice; only an approval is so delicate."""
        from signoff.interpret import permits  # noqa: PLC0415 - a script that imports us reads no words

        if not permits(chosen, self.approving):
            return False
        return any(self.find(number) for number in _NUMBER.findall(words))


def number_in(said: str) -> int | None:
    """Return the number that ``said`` is: ``2``, ``2.`` or ``2)``, in digits of any width."""
    import unicodedata  # noqa: PLC0415 - it loads large tables

    digits = unicodedata.normalize("NFKC", said.strip()).rstrip(".)")
    return int(digits[:4]) if digits.isdecimal() and digits.isascii() else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split()).rstrip(".!")
