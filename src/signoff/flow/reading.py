"""What a person's words decide for a question: one reader for console, provider and resume."""

from __future__ import annotations

import inspect
import logging

from signoff.flow.config import flow_config
from signoff.flow.record import Pause
from signoff.inbox.response import Source
from signoff.interpret.outcome import Reading, read_outcome

logger = logging.getLogger(__name__)


def read_feedback(
    feedback: str, pause: Pause, *, llm: object, flow: object, text: str = ""
) -> Reading:
    """Return the outcome that ``feedback`` names, or None for 'ask again'.

    The application's classifier is asked only where exact reading leaves the
    words open, and only an offered outcome is taken from it. ``text``: all
    the person wrote, where that is more.
    """
    reading = read_outcome(
        feedback,
        pause.outcomes,
        default_outcome=pause.default_outcome,
        message=pause.message,
        text=text,
    )
    classify = flow_config.outcome_classifier
    is_open = reading.outcome is None and pause.outcomes and feedback.strip()
    if not is_open or classify is None:
        return reading
    try:
        said = _plain_result(
            classify(feedback=feedback, outcomes=list(pause.outcomes), llm=_made(llm), flow=flow)
        )
    except Exception:
        # A model that is away decides nothing, and nothing of the run is lost: the person is asked.
        logger.exception("outcome not classified", extra={"question": pause.key})
        return reading
    if isinstance(said, str) and said in pause.outcomes:
        return Reading(said, Source.MODEL)
    return reading


def _plain_result(said: object) -> object:
    if not inspect.iscoroutine(said):
        return said
    said.close()
    raise TypeError("flow_config.outcome_classifier is a coroutine function; give a plain one")


def _made(llm: object) -> object:
    make = flow_config.llm_factory
    return make(llm) if make is not None and isinstance(llm, str) else llm
