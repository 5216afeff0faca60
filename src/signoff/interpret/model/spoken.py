"""Ask what is no library's model: an object with ``call(messages)``, or a function of a prompt.

It runs the author's code and takes back text, whatever is behind it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from signoff.interpret.model.speakers import Mode, NoUse, Prompt


class SpokenModel:
    """A model that takes words and gives words; ``say`` blocks as long as the author's code."""

    modes = (Mode.JSON, Mode.TEXT)

    def __init__(self, speak: Callable[[Prompt], object]) -> None:
        self.speak = speak

    def say(self, mode: Mode, prompt: Prompt) -> dict[str, Any] | str:
        """Return the text that the author's code answers with. Raises: NoUse."""
        del mode  # the prompt says it in words
        try:
            said = self.speak(prompt)
        except Exception as error:  # the author's code may raise anything; the reading goes on
            raise NoUse(f"it raised {type(error).__name__}") from error
        if inspect.iscoroutine(said):
            said.close()
            raise NoUse("it is a coroutine function; give a plain one")
        if not isinstance(said, str):
            raise NoUse(f"it answered with {type(said).__name__}, which is no text")
        return said


def called(llm: Any) -> SpokenModel:  # noqa: ANN401 - duck-typed by authors
    """Return the speaker for an object with ``call(messages)``, messages being role and content."""
    return SpokenModel(
        lambda prompt: llm.call(
            [
                {"role": "system", "content": prompt.instructions},
                {"role": "user", "content": prompt.data},
            ]
        )
    )


def function(llm: Any) -> SpokenModel:  # noqa: ANN401 - duck-typed by authors
    """Return the speaker for a function of one prompt."""
    return SpokenModel(lambda prompt: llm(f"{prompt.instructions}\n\n{prompt.data}"))
