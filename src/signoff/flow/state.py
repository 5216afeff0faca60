"""The author's state: made at the start of a run, with its inputs, as the type they chose.

Knows dict, dataclass and pydantic's way of validating (by its methods, never
by importing it). Refuses to know how a state is stored.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args, get_origin
from weakref import WeakValueDictionary

from signoff.errors import FlowDefinitionError, InputsInvalid

# State types by the name they are stored under, so that a state class that was made
# inside a function, or by with_id, is found again. The flow classes keep them alive.
known_types: WeakValueDictionary[str, type] = WeakValueDictionary()
# Flow classes likewise: the one that asks inside of a step is found by its name.
known_flows: WeakValueDictionary[str, type] = WeakValueDictionary()


def stored_name(kind: type) -> str:
    """Return the name under which values of ``kind`` are stored: ``module:qualname``."""
    name = f"{kind.__module__}:{kind.__qualname__}"
    return f"{name}+id" if "__signoff_with_id__" in vars(kind) else name


def is_model(kind: object) -> bool:
    """Say whether ``kind`` is a class that validates the pydantic way."""
    return (
        isinstance(kind, type) and hasattr(kind, "model_validate") and hasattr(kind, "model_dump")
    )


def state_type_of(flow_class: type) -> type:
    """Return the type a flow's state has: from Flow[...], from initial_state, or dict."""
    for klass in flow_class.__mro__:
        for argument in _flow_arguments(klass):
            origin = get_origin(argument) or argument
            if isinstance(origin, type):
                return _checked(flow_class, origin)
            if not isinstance(origin, TypeVar):
                raise FlowDefinitionError(
                    f"{flow_class.__name__} wants a state of {_written(origin)}, which is no type. "
                    "The flow was not built. Write the class itself in the brackets, and define it "
                    "above the flow: Flow[YourState]."
                )
    initial = getattr(flow_class, "initial_state", None)
    if initial is None:
        return dict
    return _checked(flow_class, initial if isinstance(initial, type) else type(initial))


def _written(argument: Any) -> str:  # noqa: ANN401 - whatever stands in the brackets
    return repr(getattr(argument, "__forward_arg__", argument))[:200]


def _flow_arguments(klass: type) -> Iterator[Any]:
    """Yield what stands in the brackets of ``Flow[...]``, or of a base derived from Flow."""
    for base in vars(klass).get("__orig_bases__", ()):
        if hasattr(get_origin(base), "signoff_state_type"):
            yield from get_args(base)


def with_id(kind: type) -> type:
    """Return ``kind`` or, for a model without an id, a subclass of it that has one."""
    if not is_model(kind) or "id" in kind.model_fields:  # type: ignore[attr-defined]
        return kind
    known = known_types.get(f"{stored_name(kind)}+id")
    if known is not None and kind in known.__bases__:
        return known
    names = {
        "__module__": kind.__module__,
        "__qualname__": kind.__qualname__,
        "__doc__": kind.__doc__,
        "__annotations__": {"id": str},
        "__signoff_with_id__": True,
        "id": "",
    }
    made = type(kind)(kind.__name__, (kind,), names)
    known_types[stored_name(made)] = made
    return made


def named_id(fields: Mapping[str, Any]) -> object | None:
    """Return the id that inputs or a state name, None where they name none; 0 is an id."""
    named: object = fields.get("id")
    return None if named is None or named == "" else named


def make_state(kind: type, initial: object, *, run_id: str, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's type
    """Return a state of type ``kind`` with the fields of ``initial`` and ``inputs``.

    Raises: InputsInvalid (a ValueError), where the inputs do not fit.
    """
    given = {**_fields(initial), **inputs}
    named = named_id(inputs)
    given["id"] = run_id if named is None else named
    if issubclass(kind, dict):
        return given
    taken = {
        key: name if name in given else key
        for name, key in _keys(kind).items()
        if name in given or key in given
    }
    fitting = {key: given[name] for key, name in taken.items()}
    try:
        if is_model(kind):
            # What is no field is told as well: the model says whether it may be given.
            known = {"id", *taken.values()}
            fitting.update((name, held) for name, held in inputs.items() if name not in known)
            return kind.model_validate(fitting)  # type: ignore[attr-defined]
        return kind(**fitting)
    except (TypeError, ValueError) as error:
        raise InputsInvalid(
            f"Invalid inputs for structured state {kind.__name__}: {error}. "
            "No run was started. Give kickoff inputs that fit the state's fields."
        ) from error


def _fields(initial: object) -> dict[str, Any]:
    if initial is None or isinstance(initial, type):
        return {}
    if isinstance(initial, Mapping):
        return dict(initial)
    return dict(vars(initial))


def field_names(kind: type) -> frozenset[str]:
    """Return the names a state of this type takes inputs by; a dict takes any, and names none."""
    if issubclass(kind, dict):
        return frozenset()
    keys = _keys(kind)
    return frozenset(keys).union(keys.values())


def _keys(kind: type) -> dict[str, str]:
    """Return, by field, the name it is given under: a model may ask for an alias."""
    if is_model(kind):
        fields = kind.model_fields  # type: ignore[attr-defined]
        return {
            name: field.validation_alias if isinstance(field.validation_alias, str) else name
            for name, field in fields.items()
        }
    return {field.name: field.name for field in dataclasses.fields(kind) if field.init}


def _checked(flow_class: type, kind: type) -> type:
    if issubclass(kind, dict) or is_model(kind) or dataclasses.is_dataclass(kind):
        return kind
    raise FlowDefinitionError(
        f"{flow_class.__name__} wants a state of type {kind.__name__}. The flow was not built. "
        "A state is a dict, a dataclass or a pydantic model."
    )


def renamed(state: Any, run_id: str) -> Any:  # noqa: ANN401 - the author's type
    """Return a copy of ``state`` that belongs to another run; nothing is validated again."""
    if isinstance(state, dict):
        return {**state, "id": run_id}
    if is_model(type(state)):
        return state.model_copy(update={"id": run_id})
    copied = copy.copy(state)
    if any(field.name == "id" for field in dataclasses.fields(state)):
        object.__setattr__(copied, "id", run_id)  # the class may be frozen
    return copied


def merged(state: Any, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's type
    """Return ``state`` with ``inputs`` merged in; a dict is changed in place.

    Raises: InputsInvalid (a ValueError), where the inputs do not fit.
    """
    if isinstance(state, dict):
        state.update(inputs)
        return state
    run_id = str(getattr(state, "id", ""))
    # Validators need not be fit to run twice: what is already there is left alone.
    news = {name: value for name, value in inputs.items() if (name, value) != ("id", run_id)}
    return make_state(type(state), state, run_id=run_id, inputs=news) if news else state
