"""What an agent returned, as the text, the dict and the model that a task asks for.

What does not fit is refused with the reason; nothing is guessed to make it fit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from signoff.crew.results import TaskResult
from signoff.crew.task import Task
from signoff.errors import TaskOutputInvalid
from signoff.flow.plain import plain
from signoff.flow.state import is_model

_FENCE = re.compile(r"```[a-zA-Z]*\s*")


class Made(NamedTuple):
    """An output in its three forms; ``stored`` is the one that is kept and shown."""

    text: str
    tree: dict[str, Any] | None = None
    model: Any = None

    @property
    def stored(self) -> str | dict[str, Any]:
        """Return the dict where there is one, else the text."""
        return self.text if self.tree is None else self.tree


def as_result(came: object) -> TaskResult:
    """Return what an agent returned as a TaskResult."""
    return came if isinstance(came, TaskResult) else TaskResult(came)


def made_of(task: Task, output: object) -> Made:
    """Return an agent's output as ``task`` asks for it.

    Raises: TaskOutputInvalid.
    """
    kind = task.model
    if kind is None:
        return _free(task, output)
    tree = _tree(task, output)
    if kind is dict:
        return Made(_json(tree), tree)
    try:
        model = kind.model_validate(tree)  # type: ignore[attr-defined]
    except ValueError as error:  # pydantic's own derives from it
        raise _invalid(
            task, f"does not fit {kind.__name__}: {' '.join(str(error).split())}"
        ) from error
    fitting = model.model_dump(mode="json")
    return Made(_json(fitting), fitting, model)


def remade(task: Task, stored: object) -> Made:
    """Return a stored output in its forms; a model that has changed since is left out."""
    if isinstance(stored, str):
        return Made(stored)
    tree = dict(stored) if isinstance(stored, Mapping) else {}
    model = None
    if task.model is not None and is_model(task.model):
        try:
            model = task.model.model_validate(tree)  # type: ignore[attr-defined]
        except ValueError:
            model = None  # the code changed while the run waited: text and dict still hold
    return Made(_json(tree), tree, model)


def _free(task: Task, output: object) -> Made:
    if isinstance(output, str):
        return Made(str(output))
    if isinstance(output, Mapping) or is_model(type(output)):
        tree = _tree(task, output)
        return Made(_json(tree), tree)
    raise _invalid(task, f"is {_shown(output)}, which is neither text nor a dict")


def _tree(task: Task, output: object) -> dict[str, Any]:
    """Return the JSON object that ``output`` is, or says."""
    if is_model(type(output)):
        dumped: dict[str, Any] = output.model_dump(mode="json")  # type: ignore[attr-defined]
        return dumped
    if isinstance(output, str):
        output = _parsed(task, output)
    if isinstance(output, Mapping):
        tree: dict[str, Any] = plain(output)
        return tree
    raise _invalid(task, f"is {_shown(output)}, and a JSON object was asked for")


def _parsed(task: Task, text: str) -> object:
    try:
        parsed: object = json.loads(_unfenced(text))
    except (ValueError, RecursionError) as error:
        raise _invalid(
            task, f"is no JSON ({error}), and a JSON object was asked for: {_shown(text)}"
        ) from error
    return parsed


def _unfenced(text: str) -> str:
    """Return what stands between a first and a last line of fences: models like to wrap JSON so."""
    first, _, rest = text.strip().partition("\n")
    inside, _, last = rest.rpartition("\n")
    return inside if _FENCE.fullmatch(first) and last.strip() == "```" else text


def _invalid(task: Task, why: str) -> TaskOutputInvalid:
    return TaskOutputInvalid(
        f"The output of task {task.task_id!r} {why}. The task is not done; those before it are "
        "kept. Have its agent return what the task asks for, then go on with the run.",
        why=why,
    )


def _json(tree: Mapping[str, Any]) -> str:
    return json.dumps(tree, indent=2, ensure_ascii=False)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:197]}..."  # noqa: PLR2004 - a line or two
