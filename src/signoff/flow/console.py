"""Ask the person at the terminal.

It prints, reads one line, and says plainly when nobody is there. What the
line means is decided elsewhere; where it was unclear, it is asked again with
the choices spelled out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Protocol

from signoff.errors import NobodyToAsk

RULE = "=" * 50


class Question(Protocol):
    """What the console shows of a question."""

    flow_id: str
    method_name: str
    method_output: Any
    message: str
    emit: list[str] | None
    default_outcome: str | None
    response_schema: dict[str, Any] | None


class ConsoleProvider:
    """Blocks until a line is typed. ``input_`` and ``print_`` are for other terminals."""

    answers_at_once = True
    channel = "console"

    def __init__(
        self,
        *,
        input_: Callable[[str], str] | None = None,
        print_: Callable[[str], object] | None = None,
    ) -> None:
        self._input = input_
        self._print = print_

    def request_feedback(self, context: Question, flow: object) -> str:
        """Show the output and the question, return what was typed."""
        del flow
        self._say("", RULE, "OUTPUT FOR REVIEW:", RULE, str(context.method_output), RULE, "")
        self._say(context.message, "(Press Enter to skip, or type your feedback)", "")
        return self._read(context)

    def request_input(self, message: str, flow: object, metadata: object = None) -> str:
        """Show a step's question, return what was typed."""
        del flow, metadata
        self._say("", message)
        return self._line("Your answer: ", message)

    def ask_again(self, context: Question, flow: object, feedback: str) -> str:
        """Spell the choices out and return what was typed now."""
        del flow
        shown = repr(feedback[:200]) if feedback.strip() else "An empty answer"
        self._say("", f"{shown} decides nothing yet. Type {_wanted(context)}.")
        return self._read(context)

    def _read(self, context: Question) -> str:
        return self._line("Your feedback: ", f"{context.method_name} of run {context.flow_id}")

    def _line(self, prompt: str, question: str) -> str:
        # Looked up at the call: a program may have replaced input() since this was made.
        read = self._input or (input if sys.stdin else _read_nothing)
        try:
            return read(prompt).strip()
        except (EOFError, OSError) as error:
            raise NobodyToAsk(
                f"Nobody can answer {question!r} here: the terminal's input is at its end. "
                "No answer was recorded; the run did not go on. "
                "Run it in a terminal, or give @human_feedback a provider that waits."
            ) from error

    def _say(self, *lines: str) -> None:
        say = self._print or print
        for line in lines:
            say(line)


def _read_nothing(_prompt: str) -> str:
    raise EOFError


def _wanted(context: Question) -> str:
    choices = f"one of: {', '.join(context.emit)}" if context.emit else ""
    schema = context.response_schema
    fields = f"a JSON object with: {', '.join(schema['properties'])}" if schema else ""
    return ", then a colon and ".join(part for part in (choices, fields) if part)
