"""What a person's words decide for a question: one reader for every door.

The rules read first. Where they are silent the application's classifier is
asked, or else the model that the author named. What either says is held
against the words once more by interpret.outcome.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from signoff.flow.config import flow_config
from signoff.interpret import model
from signoff.interpret.model.legible import is_legible
from signoff.interpret.outcome import Reading, permits, read_outcome

logger = logging.getLogger(__name__)

Classify = Callable[[str, Sequence[str], str], str | None]


class Question(Protocol):
    """What was asked: a pause of a run, or the ask of a stored request."""

    @property
    def key(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def outcomes(self) -> tuple[str, ...]: ...
    @property
    def default_outcome(self) -> str | None: ...


def read_feedback(
    feedback: str,
    question: Question,
    *,
    llm: object,
    flow: object = None,
    text: str = "",
    approving: Sequence[str] | None = None,
) -> Reading:
    """Return the outcome that ``feedback`` names, or None for 'ask again'.

    ``text`` is all the person wrote, where that is more. ``approving`` are the
    outcomes that permit something; None: guessed from their names. ``flow`` is
    for the application's classifier. It may take as long as a model does:
    never call it in a transaction, or on an event loop.
    """
    return read_outcome(
        feedback,
        question.outcomes,
        default_outcome=question.default_outcome,
        message=question.message,
        approving=approving,
        text=text,
        classify=_reader(feedback, question, llm, flow, approving),
    )


def _reader(
    feedback: str,
    question: Question,
    llm: object,
    flow: object,
    approving: Sequence[str] | None,
) -> Classify | None:
    """Return who reads what the rules leave open: the application, or the author's model."""
    by_application = flow_config.outcome_classifier
    if by_application is None and llm is None and flow_config.llm is None:
        return None

    def read(words: str, outcomes: Sequence[str], message: str) -> str | None:
        try:
            if by_application is None:
                found = model.classify(
                    live_model(llm), words, outcomes, message, seconds=flow_config.llm_timeout
                )
                return None if _is_beyond_us(found, words, approving) else found
            said = by_application(
                feedback=feedback, outcomes=list(question.outcomes), llm=live_model(llm), flow=flow
            )
            return _plain_result(said)
        except Exception:
            # The application's code that fails decides nothing, and nothing of the run is lost:
            # the person is asked again.
            logger.exception("outcome not classified", extra={"question": question.key})
            return None

    return read


def _is_beyond_us(outcome: str | None, words: str, approving: Sequence[str] | None) -> bool:
    """Say whether a model permits something in words whose doubts we could not read."""
    if outcome is None or not permits(outcome, approving) or is_legible(words):
        return False
    logger.warning("a model's approval is not taken: no language we can read doubt in")
    return True


def _plain_result(said: object) -> str | None:
    if inspect.iscoroutine(said):
        said.close()
        raise TypeError("flow_config.outcome_classifier is a coroutine function; give a plain one")
    return said if isinstance(said, str) else None


def live_model(llm: object) -> object:
    """Return what to ask: the application's model where none is named, made by its factory."""
    make, named = flow_config.llm_factory, flow_config.llm if llm is None else llm
    return make(named) if make is not None and isinstance(named, str) else named
