"""Judge the typed answer and the edit of a person, with the flow's own type.

The same type judges again when the run goes on, so what is refused there is
refused here first, where the person can still mend it. The author's code runs
in here: never call it in a transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from signoff.errors import AnswerInvalid, SignoffError
from signoff.flow.human_feedback import Review
from signoff.flow.typed_answers import object_in, typed
from signoff.inbox.request import Ask, Request
from signoff.inbox.storable import storable

logger = logging.getLogger(__name__)

MAX_EDIT = 200_000  # characters of an edited text


def read_form(
    review: Review | None,
    request: Request,
    given: Mapping[str, Any] | None,
    *,
    words: str = "",
) -> Mapping[str, Any] | None:
    """Return the typed answer that is recorded: what was given, once the author's type takes it.

    ``review`` is what the flow's code says now, None where it is not served. Where nothing is
    given, the JSON object in ``words`` is, or an empty one: a type whose fields all have
    defaults takes that. Raises: AnswerInvalid, with the fields; nothing is recorded then.
    """
    ask = request.ask
    if review is None or review.response_model is None:
        _check_without_type(review, request, given)
        return None if ask.response_schema is None else dict(given or {})
    found = object_in(words) if given is None else given
    answer = dict(found) if isinstance(found, Mapping) else {}
    _check(review, ask, answer)
    return answer


def read_edit(review: Review | None, request: Request, edited: str | None) -> str | None:
    """Return what a person made of the content; None where that is what it was.

    Whether the question allows edits is the inbox's business. Raises: AnswerInvalid, where it is
    too long, or where the flow's code takes none any more.
    """
    if edited is None:
        return None
    if review is not None and not review.editable and request.ask.may_edit:
        raise AnswerInvalid(
            f"The flow of request {request.id} takes no edits any more. Nothing was recorded and "
            "it is as it was. Answer without the change, and say in words what is to be changed."
        )
    if len(edited) > MAX_EDIT:
        raise AnswerInvalid(
            f"The edited text has {len(edited):,} characters; {MAX_EDIT:,} are the most that can "
            f"be kept. Nothing was recorded and request {request.id} is as it was. Shorten it, or "
            "say in words what is to be changed.",
            problems={"edited_output": f"longer than {MAX_EDIT:,} characters"},
        )
    edited = storable(edited)
    return None if edited == request.ask.content else edited


def takes_nothing(review: Review | None, request: Request) -> bool:
    """Say whether a request can be answered by an outcome alone, as the clock would do it."""
    try:
        read_form(review, request, None)
    except AnswerInvalid:
        return False
    return True


def _check(review: Review, ask: Ask, answer: Mapping[str, Any]) -> None:
    try:
        typed(review, ask, answer, "")
    except SignoffError:
        raise
    except Exception as error:
        # The author's own check broke: nobody knows whether the answer is right.
        logger.exception("typed answer not checked", extra={"question": ask.key})
        why = f"{review.response_model.__name__} could not check it ({type(error).__name__})"
        raise AnswerInvalid(
            f"The answer to {ask.key} was not recorded: {why}. The question stays open. Tell the "
            "flow's author; the log says more.",
            problems={"": why},
        ) from error


def _check_without_type(
    review: Review | None, request: Request, given: Mapping[str, Any] | None
) -> None:
    """Refuse what nobody can check, and what nobody asked for."""
    has_form = request.ask.response_schema is not None
    if has_form and review is None:
        raise AnswerInvalid(
            f"The typed answer to request {request.id} cannot be checked: its flow "
            f"{request.flow!r} is not served now. Nothing was recorded and it stays open. Answer "
            "again when the flow is served."
        )
    if given is not None and not has_form:
        raise AnswerInvalid(
            f"Request {request.id} asks for no typed answer. Nothing was recorded and it stays "
            "open. Leave `answer` out.",
            problems={"answer": "this request asks for none"},
        )
