"""What @human_feedback refuses while the class is made, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum
from typing import Any

from signoff.errors import FlowDefinitionError
from signoff.flow.config import flow_config
from signoff.flow.routes import named_by
from signoff.flow.state import is_model


def check_told_apart(outcomes: tuple[str, ...]) -> None:
    """Hold that no two outcomes are the same word to a person: no reply could choose one."""
    from signoff.inbox.outcome_names import MARKS  # noqa: PLC0415 - no import signoff needs it

    found: dict[str, str] = {}
    for outcome in outcomes:
        word = " ".join(re.split(r"[\s_-]+", outcome.casefold().strip(MARKS)))
        if word in found:
            raise _refused(
                "emit",
                list(outcomes),
                f"People write {found[word]!r} and {outcome!r} alike, so no reply could choose "
                "one. Let names differ in more than case, blanks and marks",
            )
        found[word] = outcome


def check_default(default_outcome: str | None, outcomes: tuple[str, ...]) -> None:
    """Hold that the outcome of an empty answer is offered."""
    if default_outcome is None or default_outcome in outcomes:
        return
    rule = (
        f"default_outcome must be one of: {', '.join(outcomes)}"
        if outcomes
        else "default_outcome requires emit"
    )
    raise _refused("default_outcome", default_outcome, rule)


def check_message(message: object) -> None:
    """Hold that the question is text, and says something."""
    if not isinstance(message, str) or not message.strip():
        raise _refused(
            "message",
            message,
            "Write the question as a string: @human_feedback(message='Publish this?')",
        )


def checked_metadata(metadata: object) -> dict[str, Any]:
    """Return a copy of what goes with the request, by name."""
    if metadata is None:
        return {}
    if not isinstance(metadata, Mapping):
        raise _refused("metadata", metadata, "Give it a dict: metadata={'risk': 'high'}")
    return dict(metadata)


def check_provider(provider: object) -> None:
    """Hold that who asks can ask."""
    if isinstance(provider, type):
        raise FlowDefinitionError(
            f"@human_feedback was given provider={provider.__qualname__}, a class. The flow was "
            f"not built. Give it an object: provider={provider.__name__}()."
        )
    if provider is not None and not callable(getattr(provider, "request_feedback", None)):
        raise FlowDefinitionError(
            f"@human_feedback was given provider={provider!r}, which has no request_feedback. "
            "The flow was not built. Give it an object with request_feedback(context, flow)."
        )


def check_llm(llm: object) -> None:
    """Hold that a model is one, or a name that says whose; an application's own names are its own.

    Raises: UnknownModel.
    """
    if llm is None or flow_config.outcome_classifier or flow_config.llm_factory:
        return
    from signoff.interpret import model  # noqa: PLC0415 - `import signoff` does without

    model.check_llm(llm)


def checked_approving(
    approving: Sequence[str | Enum] | None, outcomes: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the outcomes that permit something; None where the author does not say."""
    if approving is None:
        return None
    named = () if isinstance(approving, str) else tuple(map(named_by, approving))
    if isinstance(approving, str) or not outcomes or not set(named) <= set(outcomes):
        offered = f"of: {', '.join(outcomes)}" if outcomes else "of emit, which is missing"
        raise _refused("approving", approving, f"approving is a list of outcomes {offered}")
    return named


def check_response_model(model: object) -> None:
    """Hold that a typed answer has a type that can check it."""
    if getattr(model, "__pydantic_root_model__", False):
        raise _refused("response_model", model, "Give it a model with fields, which a form can ask")
    if model is None or is_model(model):
        return
    if isinstance(model, type) and hasattr(model, "__dataclass_fields__"):
        return
    raise _refused("response_model", model, "Give it a pydantic model or a dataclass, as a class")


def check_editable(editable: object) -> None:
    """Hold that it is True or False; a name would mean nothing."""
    if not isinstance(editable, bool):
        raise _refused("editable", editable, "Write editable=True, or leave it out")


def checked_assignees(assignees: object) -> tuple[str, ...]:
    """Return who is asked: mail addresses, or names of people and groups."""
    if assignees is None:
        return ()
    named = (assignees,) if isinstance(assignees, str) else assignees
    if isinstance(named, list | tuple) and named:
        texts = [name.strip() for name in named if isinstance(name, str) and name.strip()]
        if len(set(texts)) == len(named):
            return tuple(texts)
    raise _refused(
        "assignees",
        assignees,
        "assignees is a list of different addresses or names: assignees=['ana@example.com']",
    )


def check_quorum(quorum: object, assignees: tuple[str, ...]) -> None:
    """Hold that so many answers can be given."""
    if type(quorum) is not int or quorum < 1:
        raise _refused("quorum", quorum, "quorum is the number of answers that decide: 1 or more")
    if quorum > 1 and not assignees:
        raise _refused("quorum", quorum, "Say who is asked as well: assignees=[...]")
    are_people = all("@" in name for name in assignees)
    if quorum > 1 and are_people and quorum > len(assignees):
        raise _refused("quorum", quorum, f"Only {len(assignees)} are asked; name more assignees")


def check_deadline(deadline: object) -> None:
    """Hold that it is a span of time, from when the question is asked."""
    if deadline is None or (isinstance(deadline, timedelta) and deadline > timedelta(0)):
        return
    raise _refused("deadline", deadline, "Give it a span of time: deadline=timedelta(days=2)")


def check_learning(learn: object, limit: object, source: object, strict: object) -> None:
    """Hold that lessons can be asked for as they are."""
    for name, value in (("learn", learn), ("learn_strict", strict)):
        if not isinstance(value, bool):
            raise _refused(name, value, f"Write {name}=True, or leave it out")
    if type(limit) is not int or limit < 0:
        raise _refused("learn_limit", limit, "It is a number of lessons: 0 or more")
    if not isinstance(source, str) or not source.strip():
        raise _refused("learn_source", source, "It is a text that marks these lessons: 'hitl'")


def check_on_timeout(
    on_timeout: object,
    deadline: timedelta | None,
    outcomes: tuple[str, ...],
    default_outcome: str | None,
) -> None:
    """Hold that what is to happen at the deadline can happen."""
    if on_timeout is None:
        return
    if deadline is None:
        raise _refused("on_timeout", on_timeout, "Say when: deadline=timedelta(days=2)")
    if on_timeout in outcomes or on_timeout == "expire":
        return
    if on_timeout != "default":
        known = ", ".join(map(repr, ("expire", "default", *outcomes)))
        raise _refused("on_timeout", on_timeout, f"Write one of: {known}")
    if default_outcome is None:
        raise _refused("on_timeout", on_timeout, "Say which outcome that is: default_outcome=...")


def _refused(name: str, value: object, rule: str) -> FlowDefinitionError:
    return FlowDefinitionError(
        f"@human_feedback was given {name}={value!r}. The flow was not built. {rule}."
    )
