"""From a question to an answer that fits its form: mode after mode, each with two tries.

A tool call is surest, then a JSON schema, then JSON asked for in words, then
one word. Whatever a model says instead counts as no answer. What is asked,
and of whom, is not known here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from signoff.errors import ModelFailed
from signoff.interpret.model.forms import misfits, read_object
from signoff.interpret.model.speakers import Mode, ModeRefused, NoUse, Prompt, Speaker, TryAgain

MAX_TRIES = 2  # requests in one mode
MAX_REQUESTS = 6  # requests for one question
_THINKS, _THOUGHT = "<think>", "</think>"
_FENCE = "```"

ReadWord = Callable[[str], dict[str, Any] | None]


class Climb:
    """One question put to one speaker.

    ``read_word`` makes an answer of a plain text, or None; where it is not
    given, no plain text is asked for.
    """

    def __init__(
        self, speaker: Speaker, prompt: Prompt, *, read_word: ReadWord | None = None
    ) -> None:
        self.speaker = speaker
        self.prompt = prompt
        self.read_word = read_word
        self.n_requests = 0
        self.reasons: list[str] = []

    def answer(self) -> dict[str, Any]:
        """Return an object that fits the form.

        Raises: ModelFailed, with the reason for each try.
        """
        for mode in self.speaker.modes:
            if mode is Mode.TEXT and self.read_word is None:
                continue
            try:
                found = self._found(mode)
            except ModeRefused as refused:
                self.reasons.append(f"{mode}: {refused}")
                continue
            except (NoUse, TryAgain) as end:
                self.reasons.append(f"{mode}: {end}")
                break
            if found is not None:
                return found
        raise ModelFailed(
            f"The model gave no answer that can be used, in {self.n_requests} requests "
            f"({'; '.join(self.reasons)}). Nothing is taken from it. "
            "Look at the model's server, or name another model."
        )

    def _found(self, mode: Mode) -> dict[str, Any] | None:
        complaint = ""
        broken: TryAgain | None = None
        for _ in range(min(MAX_TRIES, MAX_REQUESTS - self.n_requests)):
            self.n_requests += 1
            try:
                said = self.speaker.say(mode, worded(self.prompt, mode, complaint))
            except TryAgain as again:
                broken = again
                continue
            broken = None
            value = self._read(said, mode)
            if value is None:  # words instead of the form: asking for the form again is no use
                self.reasons.append(f"{mode}: not the form that was asked for")
                return None
            complaint = "; ".join(misfits(value, self.prompt.form)[:3])
            if not complaint:
                return value
            self.reasons.append(f"{mode}: {complaint}")
        if broken is not None:
            raise broken
        return None

    def _read(self, said: dict[str, Any] | str, mode: Mode) -> dict[str, Any] | None:
        if isinstance(said, dict):
            return said
        text = _without_thoughts(said).strip()
        value = read_object(_unfenced(text))
        if value is None and mode is Mode.TEXT and self.read_word is not None:
            value = self.read_word(text)
        return value


# No patterns: what a model repeats, they would try from each of its places.


def _without_thoughts(said: str) -> str:
    kept, at = [], 0
    while (begin := said.find(_THINKS, at)) >= 0 and (end := said.find(_THOUGHT, begin)) >= 0:
        kept.append(said[at:begin])
        at = end + len(_THOUGHT)
    return "".join([*kept, said[at:]])


def _unfenced(text: str) -> str:
    is_fenced = text.startswith(_FENCE) and text.endswith(_FENCE) and len(text) >= 2 * len(_FENCE)
    return text[3:-3].removeprefix("json").strip() if is_fenced else text


def worded(prompt: Prompt, mode: Mode, complaint: str) -> Prompt:
    """Return the prompt as this mode needs it, with what was wrong with the last answer."""
    instructions = prompt.instructions
    if mode is Mode.JSON:
        instructions += (
            "\n\nAnswer with one JSON object and nothing else. It must fit this JSON Schema:\n"
            f"{json.dumps(prompt.form, ensure_ascii=False)}"
        )
    elif mode is Mode.TEXT:
        instructions += f"\n\n{prompt.word_wanted}"
    else:
        instructions += "\n\nGive your answer in the form that is asked for, never in prose."
    if complaint:
        instructions += f"\n\nYour last answer could not be used: {complaint}. Answer again."
    return prompt._replace(instructions=instructions)
