"""Put a question to whatever an author gave as ``llm``, within a time, and never hang on it.

Each question has a thread of its own: it works beside a running event loop,
and one that hangs is left behind, not waited for.
"""

from __future__ import annotations

import contextvars
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from signoff.errors import ModelFailed, UnknownModel
from signoff.interpret.model import questions, readiness, spoken
from signoff.interpret.model.forms import check_form
from signoff.interpret.model.kinds import Kind, check_llm, find_kind, name_of
from signoff.interpret.model.ladder import Climb, ReadWord
from signoff.interpret.model.speakers import NoUse, Prompt, Speaker

logger = logging.getLogger(__name__)

READING_SECONDS = 10.0  # a person may be waiting at a terminal
FILLING_SECONDS = 60.0  # a text may have to be written anew
_GRACE_SECONDS = 0.5  # for the thread to close its connection once its time is up


def can_ask(llm: object) -> bool:
    """Return whether a model is given and all that asking it needs is here.

    What is missing is logged once for each model, with what to do. No network is used.
    """
    if llm is None:
        return False
    try:
        check_llm(llm)
    except UnknownModel as unknown:
        readiness.tell_not_asked(name_of(llm), str(unknown))
        return False
    return readiness.is_ready(llm)


def classify(
    llm: object,
    feedback: str,
    outcomes: Sequence[str],
    message: str,
    *,
    seconds: float | None = None,
) -> str | None:
    """Return which of ``outcomes`` the model takes ``feedback`` for.

    None where the model finds it unclear, cannot be asked, or failed; a failure
    is logged, not raised. ``seconds`` is the time for the whole, by default
    SIGNOFF_LLM_TIMEOUT or 10.
    """
    if not outcomes or not can_ask(llm):
        return None
    prompt = questions.outcome_prompt(feedback, outcomes, message)
    choices = prompt.form["properties"]["outcome"]["enum"]
    try:
        answer = _asked(
            llm,
            prompt,
            _seconds(seconds, READING_SECONDS),
            read_word=lambda word: questions.read_choice(word, choices),
        )
    except ModelFailed as failed:
        logger.warning("model decided nothing: %s", failed, extra={"model": name_of(llm)})
        # Its causes may quote what a server or the author's code wrote.
        logger.debug("why the model decided nothing", exc_info=failed)
        return None
    outcome: str = answer["outcome"]
    return None if outcome == questions.UNCLEAR else outcome


def fill(
    llm: object,
    *,
    instructions: str,
    material: Mapping[str, str],
    form: Mapping[str, Any],
    seconds: float | None = None,
) -> dict[str, Any]:
    """Return an object that fits ``form``, a JSON Schema of an object, made from ``material``.

    ``material`` is other people's text, by names that ``instructions`` use; it
    is sent encoded, apart from them. ``seconds`` is the time for the whole, by
    default SIGNOFF_LLM_TIMEOUT or 60.
    Raises: ModelFailed, with the reason; ValueError, for a form that cannot be checked.
    """
    check_form(form)
    if not can_ask(llm):
        raise ModelFailed(
            f"The model {name_of(llm)} cannot be asked. Nothing was sent. "
            "Look in the log for what is missing."
        )
    prompt = questions.form_prompt(instructions, material, form)
    return _asked(llm, prompt, _seconds(seconds, FILLING_SECONDS))


def _asked(
    llm: object, prompt: Prompt, seconds: float, *, read_word: ReadWord | None = None
) -> dict[str, Any]:
    if len(prompt.data) > questions.MAX_DATA:
        raise ModelFailed(
            f"The text has {len(prompt.data)} characters, and {questions.MAX_DATA} may be sent. "
            "Nothing was sent: what is cut off might say the opposite. Decide without the model."
        )
    make = _speaker_maker(llm, seconds)

    def ask() -> dict[str, Any]:
        with make() as speaker:
            return Climb(speaker, prompt, read_word=read_word).answer()

    return _within(seconds, ask)


def _speaker_maker(llm: object, seconds: float) -> Callable[[], AbstractContextManager[Speaker]]:
    """Return what opens the way to a model; libraries load here, before the time runs."""
    kind = find_kind(llm)
    if kind is Kind.CALLED:
        return lambda: nullcontext(spoken.called(llm))
    if kind is Kind.FUNCTION:
        return lambda: nullcontext(spoken.function(llm))
    try:
        from signoff.interpret.model.client import LibraryModel  # noqa: PLC0415 - loads the library
    except ImportError as other:
        raise ModelFailed(
            f"The model library that is installed is not the one we know ({other}). Nothing was "
            "sent. Run: pip install 'signoff[llm]'"
        ) from other

    return lambda: LibraryModel(llm, seconds)


def _within(seconds: float, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    came: list[dict[str, Any] | BaseException] = []

    def run() -> None:
        try:
            came.append(ask())
        except BaseException as error:  # noqa: BLE001 - told apart below, in the caller's thread
            came.append(error)

    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(run,), name="signoff-model", daemon=True)
    thread.start()
    thread.join(seconds + _GRACE_SECONDS)
    end = came[0] if came else NoUse(f"no answer within {seconds:g} seconds")
    if isinstance(end, dict):
        return end
    if isinstance(end, ModelFailed):
        raise end
    why = str(end) if isinstance(end, NoUse) else type(end).__name__
    raise ModelFailed(
        f"The model could not be asked ({why}). Nothing is taken from it. "
        "Look at the model's server and its key, or name another model."
    ) from end


def _seconds(given: float | None, default: float) -> float:
    if given is not None:
        return given
    text = os.environ.get("SIGNOFF_LLM_TIMEOUT", "")
    if not text:
        return default
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds < threading.TIMEOUT_MAX:
        return seconds
    readiness.tell_once(
        f"SIGNOFF_LLM_TIMEOUT: {text!r} is no number of seconds; {default:g} are taken"
    )
    return default
