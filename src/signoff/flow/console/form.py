"""A typed answer, asked for field by field.

It reads what is typed as the field's kind and asks again where it is none of
it. Whether the whole is a valid answer, the author's type decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from signoff.flow.console.fields import Field, NotThat, fields_of
from signoff.flow.console.folding import folded
from signoff.flow.console.shown import in_line
from signoff.flow.console.terminal import DIM, END_DIM, Terminal

_NOTHING = object()


class Form:
    """The fields of one typed answer; ``name``: how the question is called in an error."""

    def __init__(self, terminal: Terminal, schema: Mapping[str, Any], name: str) -> None:
        self.terminal = terminal
        self.title = in_line(str(schema.get("title") or "the answer"))
        self.fields = fields_of(schema)
        self.name = name
        self._given: dict[str, Any] = {}

    def fill(self) -> Mapping[str, Any]:
        """Ask for every field; return what was given, as plain JSON."""
        n = len(self.fields)
        count = f"{n} field{'' if n == 1 else 's'}"
        self.terminal.say("", f"Now {self.title}: {count}, or one JSON object with all of them.")
        return self._ask(self.fields)

    def keep(self, typed: str) -> None:
        """Take the fields of a JSON object, if it is one, as given."""
        self._given = _object(typed) or {}

    def mend(self, problems: Mapping[str, str]) -> Mapping[str, Any]:
        """Show what is wrong, by field, and ask for these fields again.

        A problem under ``""`` is of the whole: every field is asked for again.
        """
        names = {field.name for field in self.fields}
        self.terminal.say("", "That is not valid yet:")
        for name, what in problems.items():
            lines = folded(in_line(f"{name}: {what}" if name else what), self.terminal.width - 2)
            self.terminal.say(*(f"  {line}" for line in lines))
        wrong = [field for field in self.fields if field.name in problems]
        # Enter keeps what was given before, so of what was wrong nothing is kept.
        kept = names - set(problems)
        self._given = {name: value for name, value in self._given.items() if name in kept}
        return self._ask(wrong if set(problems) <= names else self.fields)

    def _ask(self, fields: list[Field]) -> Mapping[str, Any]:
        for number, field in enumerate(fields):
            if field.description:
                what = folded(in_line(field.description), self.terminal.width - 2)
                self.terminal.say(*(f"  {DIM}{line}{END_DIM}" for line in what))
            whole = self._ask_one(field, may_be_whole=number == 0)
            if whole is not None:
                self._given = whole
                break
        return dict(self._given)

    def _ask_one(self, field: Field, *, may_be_whole: bool) -> dict[str, Any] | None:
        """Ask until the field has a value or may do without; return a whole answer, if one came."""
        before = self._given.get(field.name, _NOTHING)
        prompt = field.prompt if before is _NOTHING else field.prompt_with(before)
        while True:
            typed = self._typed(prompt)
            whole = _object(typed)
            if may_be_whole and whole is not None and not field.is_object:
                return whole
            if not typed and before is not _NOTHING:
                return None
            if not typed and not field.is_required:
                return None
            try:
                self._given[field.name] = field.value(typed)
            except NotThat as problem:
                self.terminal.say(f"  {problem}")
            else:
                return None

    def _typed(self, prompt: str) -> str:
        """Return what is typed; an object may come in several lines, an empty one ends it."""
        typed = self.terminal.text(prompt, self.name)
        while typed.startswith("{") and _object(typed) is None:
            more = self.terminal.line("... ", self.name)
            if not more:
                break
            typed = f"{typed}\n{more}"
        return typed


def _object(typed: str) -> dict[str, Any] | None:
    try:
        value = json.loads(typed)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
