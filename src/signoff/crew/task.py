"""One piece of work for one agent, and whether a person looks at it before the crew goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from signoff.crew.agent import Agent
from signoff.errors import FlowDefinitionError
from signoff.flow.state import is_model

APPROVED = "approved"
NEEDS_REVISION = "needs_revision"

_ID = re.compile(r"[\w-]{1,100}")
_N_WORDS = 6  # of a description, in the id made from it


class Task:
    """A task. ``description`` and ``expected_output`` may hold ``{placeholders}``.

    With ``human_input`` a person approves the output, or says what must change
    and the agent does it again. ``context`` names the tasks whose outputs the
    agent is given: without it the one before, ``[]`` for none. With ``output_json`` or
    ``output_pydantic`` the output must fit that model; ``output_json=dict`` is any
    JSON object. ``task_id`` is the name, or made from the description.

    Raises: FlowDefinitionError, naming the field that is wrong.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the author's parameters, in the order authors know
        self,
        description: str,
        expected_output: str,
        agent: Agent,
        human_input: bool = False,  # noqa: FBT001, FBT002 - the author's parameter
        context: Sequence[Task] | None = None,
        output_json: type | None = None,
        output_pydantic: type | None = None,
        name: str | None = None,
    ) -> None:
        for field, text in (("description", description), ("expected_output", expected_output)):
            _check_text(field, text)
        if not isinstance(agent, Agent):
            raise _wrong("agent", agent, "an Agent")
        if not isinstance(human_input, bool):
            raise _wrong("human_input", human_input, "True or False")
        self.description = description
        self.expected_output = expected_output
        self.agent = agent
        self.human_input = human_input
        self.context = _checked_context(context)
        self.output_json: type | None = _checked_model("output_json", output_json, or_dict=True)
        self.output_pydantic: type | None = _checked_model("output_pydantic", output_pydantic)
        if output_json is not None and output_pydantic is not None:
            raise FlowDefinitionError(
                f"Task {_shown(description)} has output_json and output_pydantic. "
                "The task was not made. Keep one; output_pydantic gives the dict as well."
            )
        self.name = name or ""
        self.task_id = _id_of(name, description)

    def __repr__(self) -> str:
        return f"<Task {self.task_id}>"

    @property
    def model(self) -> type | None:
        """The class the output must fit: a model, ``dict``, or None for text."""
        return self.output_json or self.output_pydantic

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that may hold placeholders, the agent's included."""
        return self.description, self.expected_output, *self.agent.texts


def _id_of(name: object, description: str) -> str:
    if name is not None:
        if isinstance(name, str) and _ID.fullmatch(name):
            return name
        raise _wrong("name", name, "1 to 100 letters, digits, '_' and '-': it is the task's id")
    words = re.findall(r"\w+", re.sub(r"[{}]", " ", description).lower())
    made = "_".join(words[:_N_WORDS])[:60].strip("_")
    if not made:
        raise _wrong("description", description, "at least one word; or give the task a name")
    return made


def _check_text(field: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip():
        raise _wrong(field, text, "text that is not empty")


def _checked_context(context: Sequence[Task] | None) -> tuple[Task, ...] | None:
    if context is None:
        return None
    if isinstance(context, list | tuple) and all(isinstance(task, Task) for task in context):
        return tuple(context)
    raise _wrong("context", context, "a list of Tasks, [] for none")


def _checked_model(field: str, model: Any, *, or_dict: bool = False) -> Any:  # noqa: ANN401
    if model is None or is_model(model) or (or_dict and model is dict):
        return model
    raise _wrong(field, model, "a pydantic model" + (", or dict" if or_dict else ""))


def _wrong(field: str, value: object, allowed: str) -> FlowDefinitionError:
    return FlowDefinitionError(
        f"Task was given {field}={_shown(value)}. The task was not made. Give {allowed}."
    )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:117]}..."  # noqa: PLR2004 - a line
