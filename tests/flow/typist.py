"""A person at a terminal, for tests: types the given lines, keeps all that was shown."""

from __future__ import annotations

from signoff import ConsoleProvider


class Typist:
    """Types ``lines`` one after the other; then the input ends. A line may be an error to raise."""

    def __init__(self, *lines, interactive=True, width=72):
        self.lines = list(lines)
        self.shown = []
        self.provider = ConsoleProvider(
            input_=self.read, print_=self.shown.append, interactive=interactive, width=width
        )

    def read(self, prompt):
        self.shown.append(prompt)
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        return line

    @property
    def screen(self):
        return "\n".join(self.shown)
