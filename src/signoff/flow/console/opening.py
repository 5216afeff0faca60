"""The head of every question at the console: the output, and what was done to it before."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from signoff.flow.console.question import Changed, Question
from signoff.flow.console.shown import RULE, guarded, in_line, text_of
from signoff.flow.console.terminal import DIM, END_DIM

_RULE = f"{DIM}{RULE}{END_DIM}"


def opening(question: Question, columns: int, layout: Callable[[object], list[str]]) -> list[str]:
    """Return the lines before the message; ``layout``: the lines of an output."""
    shown = guarded(layout(question.method_output), columns)
    return ["", _RULE, "OUTPUT FOR REVIEW:", _RULE, *shown, _RULE, ""]


def as_it_is(output: object) -> list[str]:
    """Return an output's lines, unfolded."""
    return text_of(output).split("\n")


def changed(question: Question) -> Changed | None:
    """Return what lessons made of the output, None where nothing did."""
    return cast("Changed | None", getattr(question, "pre_review", None))


def changes(question: Question) -> list[str]:
    """Return the lines that say what lessons changed, and a blank one; none where nothing."""
    change = changed(question)
    if change is None:
        return []
    lines = []
    if change.lessons:
        n = len(change.lessons)
        lines.append(f"Changed before you see it, by {n} lesson{'s' if n > 1 else ''}:")
        lines += [f"  - {in_line(lesson.text)}" for lesson in change.lessons]
    if change.note:
        lines.append(f"({in_line(change.note)})")
    return [*lines, ""] if lines else []
