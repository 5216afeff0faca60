"""@persist: save a run after every method, or after chosen ones. Bare or called, both work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from signoff.errors import FlowDefinitionError
from signoff.flow.persistence.protocol import seems_a_store

if TYPE_CHECKING:
    from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates

PERSIST = "__signoff_persist__"

TargetT = TypeVar("TargetT", bound=Callable[..., Any])


class Persisted:
    """What @persist was told; without a store the default one is used."""

    def __init__(self, persistence: FlowPersistence | KeepsStates | None) -> None:
        self.persistence = persistence


@overload
def persist(target: TargetT) -> TargetT: ...
@overload
def persist(
    target: FlowPersistence | KeepsStates | None = None,
    *,
    persistence: FlowPersistence | KeepsStates | None = None,
    verbose: bool = False,
) -> Callable[[TargetT], TargetT]: ...
def persist(
    target: Any = None,
    *,
    persistence: FlowPersistence | KeepsStates | None = None,
    verbose: bool = False,
) -> Any:
    """Save the run after every method of a class, or after this method."""
    del verbose  # accepted; the log of the process tells what is saved
    is_bare = hasattr(target, "__code__") or (isinstance(target, type) and not _is_store(target))
    store = persistence if persistence is not None or is_bare else target
    if store is not None and (isinstance(store, type) or not seems_a_store(store)):
        from signoff.flow.persistence.by_state import way_out  # noqa: PLC0415 - only where refused

        raise FlowDefinitionError(
            f"@persist was given {store!r}, which cannot keep runs. The flow was not built. "
            f"{way_out(store)}"
        )
    told = Persisted(store)
    return _mark(target, told) if is_bare else lambda marked: _mark(marked, told)


def _is_store(kind: type) -> bool:
    # A flow may have a save_state() of its author's own.
    return seems_a_store(kind) and not hasattr(kind, "signoff_graph")


def marks_of(flow_class: Any) -> Mapping[str, Persisted]:  # noqa: ANN401 - type[Flow]
    """Return @persist marks: "" for the class, else by method."""
    by_method: Mapping[str, Persisted] = flow_class.signoff_graph.persisted
    own: Persisted | None = getattr(flow_class, PERSIST, None)
    return by_method if own is None else {"": own, **by_method}


def _mark(target: TargetT, told: Persisted) -> TargetT:
    setattr(target, PERSIST, told)
    return target
