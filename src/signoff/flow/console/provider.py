"""The provider: one terminal, and one review for each question that is open at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from signoff.flow.answer import Answer
from signoff.flow.console.piped import PipedReview
from signoff.flow.console.question import Question, called
from signoff.flow.console.shown import visible
from signoff.flow.console.terminal import Terminal
from signoff.inbox.response import Response


class _Review(Protocol):
    def show(self) -> None: ...
    def ask(self) -> str | Answer: ...
    def ask_again(self, said: str) -> str | Answer: ...
    def refused(self, error: Exception) -> None: ...
    def recorded(self, response: Response, of: str = "") -> None: ...


class ConsoleProvider:
    """Blocks until an answer is typed.

    ``input_`` and ``print_`` are for other terminals. ``interactive``: whether
    a person sits there who can be shown choices, a form and an editor; None
    for what sys.stdin and sys.stdout say. ``width``: cells in a line, None for
    the terminal's. Ctrl-C goes through as KeyboardInterrupt and records
    nothing.
    """

    answers_at_once = True
    channel = "console"

    def __init__(
        self,
        *,
        input_: Callable[[str], str] | None = None,
        print_: Callable[[str], object] | None = None,
        interactive: bool | None = None,
        width: int | None = None,
    ) -> None:
        self._terminal = Terminal(input_, print_, interactive=interactive, width=width)
        self._open: dict[str, _Review] = {}

    def request_feedback(self, context: Question, flow: object) -> str | Answer:
        """Show the output and the question, return what was typed.

        Raises: NobodyToAsk, where the input is at its end.
        """
        del flow
        with self._terminal.turn(_id(context)):
            self._open.pop(_id(context), None)
            return self._typed(context, self._opened(context).ask)

    def ask_again(self, context: Question, flow: object, feedback: str) -> str | Answer:
        """Ask in other words, return what was typed now.

        Raises: NobodyToAsk, where the input is at its end.
        """
        del flow
        with self._terminal.turn(_id(context)) as is_other_between:
            review = self._opened(context)
            if is_other_between:
                review.show()
            return self._typed(context, lambda: review.ask_again(feedback))

    def tell_refused(self, context: Question, error: Exception) -> None:
        """Keep why an answer was not taken; ``ask_again`` follows."""
        self._opened(context).refused(error)

    def tell_recorded(self, context: Question, response: Response) -> None:
        """Say what was recorded, where that is not plainly what was typed."""
        review = self._open.pop(_id(context), None)
        if review is not None:
            is_last = self._terminal.turns.last == _id(context)
            review.recorded(response, "" if is_last else called(context))

    def request_input(self, message: str, flow: object, metadata: object = None) -> str:
        """Show a step's question, return what was typed.

        Raises: NobodyToAsk, where the input is at its end.
        """
        del flow, metadata
        with self._terminal.turn(""):
            self._terminal.say("", visible(message))
            self._terminal.begin()
            return self._terminal.line("Your answer: ", message)

    def _opened(self, question: Question) -> _Review:
        review = self._open.get(_id(question))
        if review is None:
            self._open[_id(question)] = review = self._review(question)
        return review

    def _review(self, question: Question) -> _Review:
        if not self._terminal.is_live:
            return PipedReview(self._terminal, question)
        from signoff.flow.console.live import LiveReview  # noqa: PLC0415 - only where one sits

        return LiveReview(self._terminal, question)

    def _typed(self, question: Question, ask: Callable[[], str | Answer]) -> str | Answer:
        try:
            return ask()
        except BaseException as error:
            self._open.pop(_id(question), None)
            if isinstance(error, KeyboardInterrupt) and self._terminal.is_live:
                self._terminal.say("", "", "Left without an answer. Nothing was recorded.")
            raise


def _id(question: Question) -> str:
    return f"{question.flow_id}/{question.key}"
