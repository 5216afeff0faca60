"""What a flow is started from, as a JSON Schema, and what does not fit it.

A flow's inputs are the fields of its state; a crew's are the placeholders of
its tasks' texts. A state that is a plain dict takes whatever it is given, and
has no schema.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from signoff.crew import inputs_of
from signoff.crew.made import CrewFlow
from signoff.flow.flow import Flow
from signoff.flow.plain import plain
from signoff.flow.state import is_model
from signoff.flow.typed_answers import schema_of

_RUN_ID = "id"  # a field of every state, given by the platform


def inputs_schema(flow: type[Flow[Any]]) -> dict[str, Any] | None:
    """Return the JSON Schema of a flow's inputs, None where anything may be given."""
    if issubclass(flow, CrewFlow):
        names = inputs_of(flow)
        fields = {name: {"type": "string", "title": name} for name in names}
        return {"type": "object", "properties": fields, "required": list(names)}
    kind = flow.signoff_state_type
    if not (is_model(kind) or dataclasses.is_dataclass(kind)):
        return None
    try:
        schema = schema_of(kind)
    except (TypeError, ValueError):
        return None  # a field that JSON Schema has no word for: the inputs are written as JSON
    fields = {name: said for name, said in schema.get("properties", {}).items() if name != _RUN_ID}
    initial = flow.initial_state
    begins = {} if initial is None or isinstance(initial, type) else plain(initial)
    for name in begins if isinstance(begins, Mapping) else ():
        if name in fields:
            fields[name] = {**fields[name], "default": begins[name]}
    needed = [name for name in schema.get("required", ()) if name in fields and name not in begins]
    return {**schema, "properties": fields, "required": needed}


def input_problems(error: BaseException) -> dict[str, str]:
    """Return what is wrong with each input, by its path; under "" what no field is named for.

    ``error`` says that inputs do not fit; its cause may hold what the author's model said.
    """
    cause: BaseException | None = error
    while cause is not None:
        listed = getattr(cause, "errors", None)
        if callable(listed):
            return {".".join(map(str, one["loc"])): _sentence(one["msg"]) for one in listed()}
        cause = cause.__cause__
    return {"": str(error)}


def _sentence(said: str) -> str:
    return said if said.endswith(".") else f"{said}."
