"""The output in the person's own editor, and back.

The text comes back as it was saved, or not at all. Whether an edit is allowed
is not known here.
"""

from __future__ import annotations

import difflib
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from signoff.flow.console.shown import as_json, in_line, visible
from signoff.flow.console.terminal import BOLD, DIM, END_BOLD, END_DIM, Terminal

_LONGEST_DIFF = 40
_SHOWN = {"+": (BOLD, END_BOLD), "-": (DIM, END_DIM), "@": (DIM, END_DIM)}


class Edit:
    """What the person makes of one output; ``output`` is None until they changed something."""

    def __init__(self, terminal: Terminal, name: str, output: object) -> None:
        self.terminal = terminal
        self.name = name
        self.shown = output
        self.is_text = isinstance(output, str)
        self.output: Any = None
        self._before = output if isinstance(output, str) else as_json(output)
        self._draft = self._before

    def open(self) -> None:
        """Open the editor; show what was changed, or why nothing was."""
        named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
        command = next(filter(None, named), None)
        if not command:
            self._say("No editor is set. Nothing was changed. Set VISUAL or EDITOR, as in:")
            self.terminal.say("  EDITOR=nano python your_flow.py")
            return
        try:
            after = self._saved(command)
        except KeyboardInterrupt:  # whoever stops the editor has not left the question
            self._say("The editor was left. Nothing was changed.")
            return
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            why = in_line(_why(error, command))
            self._say(f"The edit was not taken: {why}. Nothing was changed.")
            return
        self._draft = after
        self._take(after)

    def _saved(self, command: str) -> str:
        """Return what the editor left in the file."""
        with tempfile.TemporaryDirectory(prefix="signoff-") as folder:
            kind = "md" if self.is_text else "json"
            file = Path(folder) / f"{self.name}.{kind}"
            file.write_text(self._draft, encoding="utf-8", errors="surrogatepass", newline="")
            # The person's own command, on their own machine; no shell reads it.
            subprocess.run([*shlex.split(command), str(file)], check=True)  # noqa: S603
            with file.open(encoding="utf-8", errors="surrogatepass", newline="") as saved:
                return saved.read()

    def _take(self, after: str) -> None:
        from signoff.flow.edits import fitted_edit  # noqa: PLC0415 - only where something is edited

        # Editors end a file with a new line, asked or not.
        if not self._before.endswith("\n"):
            after = after.removesuffix("\n").removesuffix("\r")
        if after == self._before:
            self.output = None
            self._say("Nothing was changed.")
            return
        try:
            # The same fitting that judges the answer: it is refused here, where it can be mended.
            self.output = fitted_edit(self.shown, after)
        except ValueError as error:
            self.output = None
            where = in_line(str(error))
            self._say(f"The edit was not taken, as it does not fit: {where}.")
            self.terminal.say("Type e to mend it (your text is kept), or answer without the edit.")
            return
        if self.output is None:  # another layout of the same JSON
            self._say("Nothing was changed.")
            return
        self.terminal.say("", *self._difference(after), "")
        self.terminal.say("Your edit goes with your answer. Type e to change it again.")

    def _difference(self, after: str) -> list[str]:
        before, now = visible(self._before).splitlines(), visible(after).splitlines()
        lines = list(difflib.unified_diff(before, now, lineterm="", n=1))[2:]
        shown = [_styled(line) for line in lines[:_LONGEST_DIFF]]
        n_more = len(lines) - len(shown)
        return [*shown, f"... and {n_more} more lines of changes"] if n_more else shown

    def _say(self, line: str) -> None:
        self.terminal.say("", line)


def _why(error: Exception, command: str) -> str:
    """Say in a person's words why an editor brought no text back."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"{command} ended with exit code {error.returncode}"
    if isinstance(error, UnicodeDecodeError):
        return "what was saved is not in UTF-8"
    if not isinstance(error, OSError):
        return f"{command} is no command ({error})"
    if error.filename == shlex.split(command)[0]:
        return f"{command} cannot be opened ({error.strerror})"
    return f"what was saved cannot be read ({error.strerror})"


def _styled(line: str) -> str:
    begin, end = _SHOWN.get(line[:1], ("", ""))
    return f"{begin}{line}{end}"
