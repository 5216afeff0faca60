"""Lines out and lines in, and what this terminal can do.

Text that others wrote goes through shown.visible() before it comes here. What
is asked, and what an answer means, is not known here.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from signoff.errors import NobodyToAsk

# Stand-ins for styles; shown.visible() leaves none of these in what others wrote.
BOLD, END_BOLD, DIM, END_DIM = "\x01", "\x02", "\x03", "\x04"
_STYLED = {1: "\x1b[1m", 2: "\x1b[22m", 3: "\x1b[2m", 4: "\x1b[22m"}
_UNSTYLED = dict.fromkeys(_STYLED)

BLOCK = '"""'
WIDEST = 100  # longer lines are hard to read, however wide the window is
_SAME_PASTE = 0.05  # seconds: the next line of a paste is there by then, and of a person not


class Turns:
    """Lets one question at a time have a terminal: what is typed can mean no other."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.last = ""
        self._is_told = False

    @contextmanager
    def of(self, question: str, tell: Callable[[], object]) -> Iterator[bool]:
        """Wait for the others, then keep them waiting; say whether one was asked in between.

        ``question`` is empty for a step's own, which may be over while its prompt still stands:
        behind that, ``tell`` is called once.
        """
        if not self._lock.acquire(blocking=False):
            if not self.last and not self._is_told:
                self._is_told = True
                tell()
            self._lock.acquire()
        try:
            is_other, self.last, self._is_told = self.last != question, question, False
            yield is_other
        finally:
            self._lock.release()


_of_this_process = Turns()


class Terminal:
    """Where lines are shown and read; ``None`` for what is found out at each question."""

    def __init__(
        self,
        input_: Callable[[str], str] | None = None,
        print_: Callable[[str], object] | None = None,
        *,
        interactive: bool | None = None,
        width: int | None = None,
    ) -> None:
        self._input = input_
        self._print = print_
        self._interactive = interactive
        self._width = width
        # However many providers there are, the process has one terminal.
        self.turns = Turns() if input_ or print_ else _of_this_process

    @property
    def is_live(self) -> bool:
        """Say whether a person sits there, who sees what is asked before they type."""
        if self._interactive is not None:
            return self._interactive
        if self._input or self._print:
            return False
        return _is_tty(sys.stdin) and _is_tty(sys.stdout)

    @property
    def columns(self) -> int:
        """How many cells there are before the terminal breaks a line."""
        if self._width is None:
            import shutil  # noqa: PLC0415 - of no use to a pipe

            return max(20, shutil.get_terminal_size().columns)
        return self._width

    @property
    def width(self) -> int:
        """How many cells a line of ours has at most."""
        return min(self.columns, WIDEST)

    @property
    def is_styled(self) -> bool:
        """Say whether bold and dim are shown: NO_COLOR and TERM=dumb are respected."""
        if self._print or os.environ.get("NO_COLOR") or not _is_tty(sys.stdout):
            return False
        return os.environ.get("TERM", "dumb") not in {"", "dumb"} or "WT_SESSION" in os.environ

    def say(self, *lines: str) -> None:
        """Show lines, each with its styles or without."""
        styles = _STYLED if self.is_styled else _UNSTYLED
        for line in lines:
            shown = line.translate(styles)
            if self._print:
                self._print(shown)
            else:
                print(_encodable(shown))  # noqa: T201 - this is the terminal

    def turn(self, question: str) -> AbstractContextManager[bool]:
        """Return what holds this terminal for a question; see Turns.of."""
        return self.turns.of(question, self._tell_of_another)

    def _tell_of_another(self) -> None:
        self.say("", "(Another question waits. It comes once this line is ended: press Enter.)")

    def begin(self) -> None:
        """Drop what was typed before now: it answers nothing that was not shown yet."""
        if not self._has_more(within=0):
            return
        import termios  # noqa: PLC0415 - where there is more to read, there is a terminal

        try:
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
        except termios.error:
            return  # the terminal went away; whoever reads a line now says so
        self.say("(What was typed before this question came was dropped.)", "")

    def line(self, prompt: str, question: str) -> str:
        """Return what is typed after ``prompt``, without the blanks around it.

        Raises: NobodyToAsk, where the input is at its end.
        """
        # input() is looked up at the call: a program may have replaced it since.
        read = self._input or (_typed if sys.stdin else _read_nothing)
        if self.is_live and not self._input:
            _edit_lines()
        try:
            return read(prompt).strip()
        except UnicodeDecodeError as error:
            raise NobodyToAsk(
                f"What came for {question!r} cannot be read: it is not in {error.encoding}. No "
                "answer was recorded; the run did not go on. Send it in that encoding, or name "
                "the one it has in PYTHONIOENCODING."
            ) from error
        except (EOFError, OSError) as error:
            if self.is_live:
                self.say("")
            raise NobodyToAsk(
                f"Nobody can answer {question!r} here: the terminal's input is at its end. "
                "No answer was recorded; the run did not go on. "
                "Run it in a terminal, or give @human_feedback a provider that waits."
            ) from error

    def text(self, prompt: str, question: str) -> str:
        """Return a line, or the lines between two of ``BLOCK``.

        Raises: NobodyToAsk, where the input is at its end.
        """
        line = self.line(prompt, question)
        if not line.startswith(BLOCK):
            return line
        lines = [line.removeprefix(BLOCK)]
        while not lines[-1].endswith(BLOCK):
            lines.append(self.line("... ", question))
        lines[-1] = lines[-1].removesuffix(BLOCK)
        return "\n".join(lines).strip()

    def pasted(self, prompt: str, question: str) -> str:
        """Return what ``text`` does, with the lines that come at once after it: one paste.

        Raises: NobodyToAsk, where the input is at its end.
        """
        lines = [self.text(prompt, question)]
        while self._has_more(within=_SAME_PASTE):
            lines.append(self.line("... ", question))
        return "\n".join(lines).strip()

    def _has_more(self, *, within: float) -> bool:
        """Say whether a line was typed that nobody has read; ``within``: seconds to wait for it."""
        if self._input or not (self.is_live and _is_tty(sys.stdin)):
            return False
        import select  # noqa: PLC0415 - of no use to a pipe

        try:
            return bool(select.select([sys.stdin], [], [], within)[0])
        except (OSError, ValueError):  # Windows can tell it of no terminal
            return False


def _is_tty(stream: object) -> bool:
    ask = getattr(stream, "isatty", None)
    try:
        return bool(ask and ask())
    except ValueError:  # it was closed
        return False


def _encodable(line: str) -> str:
    """Return ``line`` with what this terminal's encoding lacks written out."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return line.encode(encoding, "backslashreplace").decode(encoding)


def _typed(prompt: str) -> str:
    return input(_encodable(prompt))


def _read_nothing(_prompt: str) -> str:
    raise EOFError


def _edit_lines() -> None:
    """Let input() know arrow keys, and take a pasted text as one answer, where that can be had."""
    try:
        import readline  # noqa: PLC0415 - it changes how input() reads, so only at a live terminal
    except ImportError:
        return  # Windows has line editing of its own
    if "libedit" not in (readline.__doc__ or ""):
        # Without it the second line of a pasted text would answer the next question.
        readline.parse_and_bind("set enable-bracketed-paste on")
