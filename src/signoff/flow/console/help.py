"""What can be typed at the console, on request."""

from __future__ import annotations

from collections.abc import Mapping

from signoff.flow.console.question import Choices
from signoff.flow.console.shown import in_line
from signoff.flow.console.terminal import BLOCK

_KEYS = {
    "e": "opens the output in your editor; decide after it",
    "o": "shows the output as it was before lessons changed it",
}


def help_rows(
    choices: Choices, commands: Mapping[str, str], *, has_form: bool
) -> list[tuple[str, str]]:
    """Return each thing that can be typed, and what it does."""
    rows = [("words", _words(choices))]
    if choices.names and choices.are_numbered:
        n = len(choices.names)
        rows.append(
            ("1" if n == 1 else f"1 to {n}", 'takes that choice; with words: "1: as agreed"')
        )
    rows.append(("Enter", _enter(choices)))
    rows.append((BLOCK, f"begins an answer of several lines; {BLOCK} ends it"))
    rows += [(key, _KEYS[key]) for key in commands if key in _KEYS]
    if has_form:
        rows.append(("{...}", "a JSON object fills in the whole form"))
    return [*rows, ("Ctrl-C", "leaves; nothing is recorded")]


def _words(choices: Choices) -> str:
    if not choices.names:
        return "your feedback, as it is"
    return "your feedback, read as one of the choices; if that is in doubt, you are asked"


def _enter(choices: Choices) -> str:
    if not choices.names:
        return "skips: no feedback"
    if choices.default is None:
        return "decides nothing here"
    return f"takes {in_line(choices.default)}"
