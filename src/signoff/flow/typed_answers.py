"""Answers that must have a form: the fields of a model the author chose.

A person's answer comes as JSON; it becomes the author's type here, or is
refused in words a person can act on. Nothing of it is guessed.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from signoff.errors import AnswerInvalid
from signoff.flow.human_feedback import Review
from signoff.flow.plain import plain
from signoff.flow.state import is_model

_KINDS: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
}


class Question(Protocol):
    """What is asked: a pause of a run, or the ask of a stored request."""

    @property
    def key(self) -> str: ...


def typed(review: Review, pause: Question, answer: object, feedback: str) -> Any:  # noqa: ANN401 - the author's type
    """Return ``answer``, or the JSON object in ``feedback``, as the review's response_model.

    Raises: AnswerInvalid, naming the fields.
    """
    model = review.response_model
    if isinstance(answer, model):
        return answer
    given = object_in(feedback) if answer is None else answer
    if not isinstance(given, Mapping):
        raise _invalid(pause, model, "it is no JSON object with its fields")
    try:
        return model.model_validate(given) if is_model(model) else model(**given)
    except (TypeError, ValueError) as error:
        problems = _problems(error)
        why = "; ".join(f"{at}: {what}" if at else what for at, what in problems)
        by_field: dict[str, str] = {}
        for at, what in problems:
            name, _, inside = at.partition(".")
            by_field.setdefault(name, f"{inside}: {what}" if inside else what)
        raise _invalid(pause, model, why, by_field, dict(problems)) from error


def as_plain(value: object) -> Mapping[str, Any]:
    """Return a typed answer as plain JSON, from which ``typed`` makes the same again."""
    if not is_model(type(value)):
        shown: Mapping[str, Any] = plain(value)
        return shown
    model: Any = value
    shown = model.model_dump(mode="json")
    try:
        type(model).model_validate(shown)
    except ValueError:  # its fields have other names in JSON
        shown = model.model_dump(mode="json", by_alias=True)
    return shown


def schema_of(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a class, duck-typed
    """Return what an answer must look like, as JSON Schema."""
    if is_model(model):
        shown: dict[str, Any] = model.model_json_schema()
        return shown
    fields = dataclasses.fields(model)
    hints = _hints(model)
    missing = dataclasses.MISSING
    return {
        "title": model.__name__,
        "type": "object",
        "properties": {f.name: _field_schema(f, hints.get(f.name)) for f in fields if f.init},
        "required": [
            f.name
            for f in fields
            if f.init and f.default is missing and f.default_factory is missing
        ],
    }


def _hints(model: type) -> dict[str, Any]:
    try:
        return get_type_hints(model)
    except (NameError, TypeError):
        return {}  # a hint names what is not there: the fields are then of any kind


def _field_schema(field: dataclasses.Field[Any], hint: object) -> dict[str, Any]:
    """Return what a dataclass says of a field, as far as JSON Schema has a word for it."""
    said = {"title": field.name, **_kind_schema(hint)}
    if field.default is not dataclasses.MISSING:
        said["default"] = plain(field.default)
    return said


def _kind_schema(hint: object) -> dict[str, Any]:
    if isinstance(hint, type) and hint in _KINDS:
        return {"type": _KINDS[hint]}
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(arguments)}
    if get_origin(hint) is list:
        items = _kind_schema(arguments[0]) if arguments else {}
        return {"type": "array", "items": items}
    rest = [one for one in arguments if one is not type(None)]
    if get_origin(hint) in {Union, UnionType} and len(rest) == 1:
        return _kind_schema(rest[0])
    return {}


def object_in(text: str) -> object:
    """Return the JSON object in a text; None where there is none."""
    span = _object_span(text)
    return None if span is None else json.loads(text[slice(*span)])


def words_around(text: str) -> str:
    """Return what stands around the JSON object in ``text``: the words that decide."""
    span = _object_span(text)
    return text if span is None else f"{text[: span[0]].rstrip(' :')}{text[span[1] :]}".strip()


def _object_span(text: str) -> tuple[int, int] | None:
    begin, end = text.find("{"), text.rfind("}") + 1
    try:
        json.loads(text[begin:end] if begin >= 0 else "")
    except (ValueError, RecursionError):
        return None
    return begin, end


def _problems(error: Exception) -> list[tuple[str, str]]:
    """Return what is wrong and where: ``amount``, ``lines.0.price``, or "" for the whole."""
    errors = getattr(error, "errors", None)
    if errors is None:
        return [("", str(error))]
    return [(".".join(map(str, one["loc"])), one["msg"]) for one in errors()]


def _invalid(
    pause: Question,
    model: Any,  # noqa: ANN401 - a class
    why: str,
    problems: Mapping[str, str] | None = None,
    paths: Mapping[str, str] | None = None,
) -> AnswerInvalid:
    names = ", ".join(schema_of(model)["properties"])
    return AnswerInvalid(
        f"The answer to {pause.key} is no {model.__name__}: {why}. The question stays open. "
        f"Answer with a JSON object that has: {names}.",
        problems=problems or {"": why},
        paths=paths,
    )
