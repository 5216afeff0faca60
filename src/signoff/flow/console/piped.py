"""A question where lines come from a pipe or a program: bare, and one line an answer.

What scripts compare with stays as it is: nothing is folded, styled or
numbered unless the words before were unclear twice.
"""

from __future__ import annotations

from signoff.errors import AnswerInvalid
from signoff.flow.console.opening import as_it_is, changes, opening
from signoff.flow.console.question import Choices, Question, called
from signoff.flow.console.shown import in_line, visible
from signoff.flow.console.terminal import Terminal
from signoff.inbox.response import Response, Source


class PipedReview:
    """One question, from its first words to what was recorded."""

    def __init__(self, terminal: Terminal, question: Question) -> None:
        self.terminal = terminal
        self.question = question
        self.choices = Choices(question)
        self.n_unclear = 0

    def show(self) -> None:
        """Show the output and the question."""
        self.terminal.say(*opening(self.question, self.terminal.columns, as_it_is))
        self.terminal.say(*changes(self.question))
        self.terminal.say(visible(self.question.message))
        decides = not self.choices.names or self.choices.default is not None
        enter = "Press Enter to skip, or type your feedback" if decides else "Type your feedback"
        self.terminal.say(f"({enter})", "")

    def ask(self) -> str:
        """Show the question, return what was typed."""
        self.show()
        return self._read()

    def ask_again(self, said: str) -> str:
        """Spell the choices out, the second time with numbers; return what was typed now."""
        self.n_unclear += 1
        shown = repr(said[:200]) if said.strip() else "An empty answer"
        is_numbered = self.n_unclear > 1 and self.choices.names and self.choices.are_numbered
        if self.question.response_schema or not is_numbered:
            self.terminal.say("", f"{shown} decides nothing yet. Type {self._wanted()}.")
            return self._read()
        numbered = [f"{n} {in_line(name)}" for n, name in enumerate(self.choices.names, 1)]
        self.terminal.say("", f"Still unclear: {shown}. Type one number: {', '.join(numbered)}.")
        typed = self._read()
        return self.choices.find(typed) or self.choices.named(typed)

    def refused(self, error: Exception) -> None:
        """Say what a typed answer lacked."""
        if isinstance(error, AnswerInvalid):
            self.terminal.say("", in_line(str(error)))

    def recorded(self, response: Response, of: str = "") -> None:
        """Say which outcome silence came to; what was typed needs no echo here.

        ``of``: the question, where another was asked since.
        """
        if response.source is Source.DEFAULT and response.outcome is not None:
            name = in_line(response.outcome)
            recorded = f"Recorded for {in_line(of)}" if of else "Recorded"
            self.terminal.say("", f"{recorded}: {name} (the default, as nothing was typed).")

    def _read(self) -> str:
        return self.terminal.line("Your feedback: ", called(self.question))

    def _wanted(self) -> str:
        names = ", ".join(map(in_line, self.choices.names))
        choices = f"one of: {names}" if names else ""
        schema = self.question.response_schema
        fields = f"a JSON object with: {', '.join(schema['properties'])}" if schema else ""
        return ", then a colon and ".join(part for part in (choices, fields) if part)
