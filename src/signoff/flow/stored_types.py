"""Classes by the name they are stored under, and models made again without running their code.

The only place that turns stored text into a class. A name is accepted only if
the class found there is of the kind the stored value was.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cached_property
from importlib import import_module
from pathlib import PurePath
from typing import Any

from signoff.errors import FlowStorageError
from signoff.flow.state import known_flows, known_types, stored_name, with_id


def name_of(kind: type, path: str) -> str:
    """Return the name ``kind`` is stored under.

    Raises: FlowStorageError, where the name would not lead back to this class.
    """
    name = stored_name(kind)
    if known_types.get(name) is kind or _loaded(name) is kind:
        return name
    way_out = "Define the class at the top level of a module."
    if kind.__qualname__.endswith("]"):
        way_out = f"Give it a name at the top level of a module: class Named({kind.__qualname__})."
    raise FlowStorageError(
        f"{path} cannot be stored: its class {kind.__qualname__} cannot be imported again from "
        f"{kind.__module__}. Nothing of this step was stored. {way_out}"
    )


def find_type(name: str, accepts: Callable[[type], bool]) -> Any:  # noqa: ANN401 - a class
    """Return the class stored as ``name``.

    Raises: FlowStorageError, where it is gone or of another kind now.
    """
    known = known_types.get(name)
    if known is not None:
        return known
    plain = name.removesuffix("+id")
    kind = _found(plain)
    if isinstance(kind, type) and accepts(kind):
        return kind if plain == name else with_id(kind)
    gone = "no such class is there now"
    if isinstance(kind, type):
        gone = "the class of that name is of another kind now"
    raise FlowStorageError(
        f"A stored value is a {name}, and {gone}. The run stays as it is. "
        f"Put the class back, or leave an alias of that name in {plain.partition(':')[0]}."
    )


def _found(name: str) -> object:
    """Return what is called ``module:qualname`` here, None where nothing is."""
    module, _, qualname = name.partition(":")
    kind = _imported(module, qualname)
    return _beside_a_flow(qualname) if kind is None and module == "__main__" else kind


def _imported(module: str, qualname: str) -> object:
    """Return what a module calls ``qualname``, None where it does not, or does not import."""
    if module not in sys.modules and module == _programs_name():
        # Imported, the program would run once more, and have each of its classes twice.
        return _loaded(f"__main__:{qualname}")
    try:
        import_module(module)
    except ImportError:
        return None
    return _loaded(f"{module}:{qualname}")


def _programs_name() -> str:
    """Return what the running program is called where it is imported."""
    main = sys.modules["__main__"]
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    if spec is not None:
        name: str = spec.name
        return name
    return PurePath(file).stem if file else ""


def _beside_a_flow(qualname: str) -> object:
    """Return what a program stored as its own, as a process knows it that imports its flow."""
    modules = {flow.__module__ for flow in known_flows.values()}
    found = {id(each): each for m in modules if (each := _loaded(f"{m}:{qualname}")) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def find_flow(name: str) -> Any | None:  # noqa: ANN401 - a Flow class; flow.py is above this module
    """Return the flow class called ``module:qualname``, None where it is gone."""
    kind = None if name in known_flows else _found(name)
    return known_flows.get(name) or (kind if hasattr(kind, "signoff_graph") else None)


def make_model(
    kind: Any,  # noqa: ANN401 - a pydantic class, duck-typed
    values: dict[str, Any],
    fields_set: set[str],
    extra: dict[str, Any],
    private: dict[str, Any],
) -> Any:  # noqa: ANN401 - an instance of kind
    """Return a model with exactly these values; validators do not run a second time."""
    missing = [
        name
        for name, field in kind.model_fields.items()
        if name not in values and field.is_required()
    ]
    if missing:
        raise FlowStorageError(
            f"The stored {kind.__name__} has no {', '.join(missing)}, which its class now "
            "requires. The run stays as it is. Give the new field a default."
        )
    if kind.model_config.get("extra") != "allow":
        refuse_lost(kind, values.keys() - kind.model_fields.keys())
    # By keyword a field called cls, or the root of a RootModel, would meet a parameter.
    by_keyword = {n: v for n, v in values.items() if n not in {"cls", "root"}}
    root = (values["root"],) if getattr(kind, "__pydantic_root_model__", False) else ()
    fresh = kind.model_construct(*root, fields_set, **by_keyword)
    held = {**fresh.__dict__, **values}
    object.__setattr__(fresh, "__dict__", {n: held[n] for n in kind.model_fields if n in held})
    if extra:
        object.__setattr__(fresh, "__pydantic_extra__", extra)
    if private:
        object.__setattr__(fresh, "__pydantic_private__", private)
    return fresh


def refuse_lost(kind: type, names: Iterable[str]) -> None:
    """Raise where a stored value has fields that its class does not have any more.

    A renamed field would come back as its default, and a run would go on with another
    value than a person approved. What is cached on a model is computed again.
    """
    lost = sorted(n for n in names if not isinstance(getattr(kind, n, None), cached_property))
    if lost:
        raise FlowStorageError(
            f"The stored {kind.__name__} has {', '.join(lost)}, which its class no longer has. "
            "The run stays as it is, so that no value is lost. Leave the field in the class until "
            "the runs that were stored with it have ended."
        )


def _loaded(name: str) -> object:
    module, _, qualname = name.partition(":")
    found: object = sys.modules.get(module)
    for part in qualname.split("."):
        found = getattr(found, part, None)
    return found
