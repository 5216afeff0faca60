"""The trigger table of a flow, made once with its class.

Everything the engine asks about a method is answered here by one look-up:
which methods a name fires, whether a method takes a value, waits, routes or
asks. Every mistake an author can make in a class is found here, not on the
third day of a run.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any

from signoff.errors import FlowDefinitionError
from signoff.flow import decorators
from signoff.flow.conditions import And, Condition, Name, Or, labels, parts
from signoff.flow.human_feedback import REVIEW, Review
from signoff.flow.persistence.decorator import PERSIST, Persisted
from signoff.flow.routes import annotated_labels
from signoff.flow.value import Value

# A start with a parameter of this name gets the input of that name: what a trigger brought.
PAYLOAD = "crewai_trigger_payload"

_YIELDS = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


class FlowWarning(UserWarning):
    """Something in a flow class that is allowed and probably not meant."""


class Part(Value):
    """A part of a condition that can fire by itself. ``n_needed``: how many of its names
    must be seen, where counting is enough; None where ``tree`` must be asked.
    """  # noqa: D205 - the second sentence belongs to the first

    labels: frozenset[str]
    tree: Condition
    n_needed: int | None


class Method(Value):
    """One step of the flow, as the engine sees it.

    ``outcomes`` is None for a router that may return any label; ``hints`` are
    then the texts its code holds. ``once``: an or_ of several names fires once
    until something re-arms it. ``joins``: some part of its condition is an and_.
    ``takes_payload``: a start that is called with the input of that name.
    """

    name: str
    condition: Condition | None
    is_start: bool
    is_router: bool
    outcomes: tuple[str, ...] | None
    hints: frozenset[str]
    review: Review | None
    takes_value: bool
    takes_payload: bool
    is_async: bool
    once: bool
    joins: bool
    parts: tuple[Part, ...]

    @property
    def routes(self) -> bool:
        """Say whether its result fires outcomes, by code or by a person."""
        return self.is_router or bool(self.review and self.review.outcomes)


class Graph(Value):
    """All steps of one flow class.

    ``listeners`` has routers before plain listeners; ``persisted`` the marks of @persist.
    """

    name: str
    methods: Mapping[str, Method]
    starts: tuple[str, ...]
    listeners: Mapping[str, tuple[Method, ...]]
    persisted: Mapping[str, Persisted]

    def why_no_start(self, called: str, holds: str) -> str:
        """Say why no run could begin, and what ``holds`` now; "" where one can."""
        if self.starts or not self.methods:
            return ""
        return (
            f"{called} has no method with @start(), so nothing of it would run. {holds} "
            f"Put @start() on the first of: {', '.join(self.methods)}."
        )


NO_STEPS = Graph(name="Flow", methods={}, starts=(), listeners={}, persisted={})


def compile_graph(flow_class: type, reserved: frozenset[str]) -> Graph:
    """Read the marks of ``flow_class`` and return its graph.

    Raises: FlowDefinitionError, with what to write instead.
    """
    methods: dict[str, Method] = {}
    persisted: dict[str, Persisted] = {}
    for name, marks, function in _marked(flow_class):
        methods[name] = _read(flow_class, name, marks, function)
        if PERSIST in vars(function):  # an override says anew whether it is persisted
            persisted[name] = vars(function)[PERSIST]
    for name in methods.keys() & reserved:
        raise FlowDefinitionError(
            f"{flow_class.__name__}.{name} is a step named like a part of Flow itself. "
            "The flow was not built. Rename the step."
        )
    _check_triggers(flow_class.__name__, methods)
    _check_outcomes(flow_class.__name__, methods)
    starts = [method for method in methods.values() if method.is_start]
    # A flow whose starts all wait for an outcome would never begin.
    begin = [method for method in starts if method.condition is None] or starts
    return Graph(
        name=flow_class.__name__,
        methods=methods,
        starts=tuple(method.name for method in begin),
        listeners=_table(methods),
        persisted=persisted,
    )


def _marked(flow_class: type) -> Iterator[tuple[str, dict[str, Any], FunctionType]]:
    """Yield steps in order of first definition; an override without marks keeps the role."""
    marks: dict[str, dict[str, Any]] = {}
    for klass in reversed(flow_class.__mro__):
        for name, value in vars(klass).items():
            _check_parentheses(klass, name, value)
            _check_unwrapped(klass, name, value)
            own = _marks_of(value)
            if own:
                marks[name] = own
    for name, kept in marks.items():
        function = inspect.getattr_static(flow_class, name)
        if isinstance(function, FunctionType):
            yield name, kept, function


def _marks_of(value: object) -> dict[str, Any]:
    if not isinstance(value, FunctionType):
        return {}
    return {key: mark for key, mark in vars(value).items() if key.startswith("__signoff_")}


def _check_parentheses(klass: type, name: str, value: object) -> None:
    if isinstance(value, FunctionType) and value.__module__ == decorators.__name__:
        decorator = value.__qualname__.partition(".")[0]
        raise FlowDefinitionError(
            f"{klass.__name__}.{name} is decorated with a bare @{decorator}. The flow was not "
            f"built. Write @{decorator}(...) with parentheses."
        )


def _check_unwrapped(klass: type, name: str, value: object) -> None:
    inner = getattr(value, "__func__", None) or getattr(value, "fget", None)
    if _marks_of(inner):
        raise FlowDefinitionError(
            f"{klass.__name__}.{name} is a step and a {type(value).__name__}, so nothing would "
            f"ever run it. The flow was not built. Make it a plain method: def {name}(self)."
        )


def _read(flow_class: type, name: str, marks: dict[str, Any], function: FunctionType) -> Method:
    where = f"{flow_class.__name__}.{name}"
    tree: Condition | None = marks.get(decorators.LISTEN)
    review: Review | None = marks.get(REVIEW)
    is_start = decorators.START in marks
    is_router = decorators.ROUTER in marks
    _check_step(
        where,
        function,
        is_run=is_start or tree is not None,
        routes_twice=is_router and review is not None,
    )
    outcomes = _outcomes(marks, review, function, is_router=is_router)
    is_plain = not is_router and not (review and review.outcomes)
    own_parts = () if tree is None else tuple(map(_part, parts(tree)))
    return Method(
        name=name,
        condition=tree,
        is_start=is_start,
        is_router=is_router,
        outcomes=outcomes,
        hints=frozenset() if outcomes is not None else frozenset(_texts(function.__code__)),
        review=review,
        takes_value=_takes_value(where, function, is_start=is_start and tree is None),
        takes_payload=is_start and tree is None and _takes_payload(function),
        is_async=inspect.iscoroutinefunction(function),
        once=is_plain and isinstance(tree, Or) and len(set(labels(tree))) > 1,
        joins=any(part.n_needed != 1 for part in own_parts),
        parts=own_parts,
    )


def _check_step(where: str, function: FunctionType, *, is_run: bool, routes_twice: bool) -> None:
    if not is_run:
        raise FlowDefinitionError(
            f"{where} has no trigger, so nothing would ever run it. The flow was not built. "
            "Add @start() or @listen(...)."
        )
    if routes_twice:
        raise FlowDefinitionError(
            f"{where} is a @router and has @human_feedback: two things would name what runs next. "
            "The flow was not built. Remove @router, and let emit name the outcomes."
        )
    if function.__code__.co_flags & _YIELDS:
        raise FlowDefinitionError(
            f"{where} has a yield, so calling it would run nothing of it. The flow was not built. "
            "Return one value; parts of it go to self.state, or to a queue of yours."
        )


def _outcomes(
    marks: dict[str, Any],
    review: Review | None,
    function: FunctionType,
    *,
    is_router: bool,
) -> tuple[str, ...] | None:
    if not is_router:
        return review.outcomes if review else ()
    declared: tuple[str, ...] | None = marks.get(decorators.OUTCOMES)
    return declared or annotated_labels(function)


def _texts(code: CodeType) -> Iterator[str]:
    """Yield a function's string constants: what an undeclared router can be meant to return."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def _takes_value(where: str, function: FunctionType, *, is_start: bool) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters or parameters[0].kind is inspect.Parameter.KEYWORD_ONLY:
        raise FlowDefinitionError(
            f"{where} has no self, so it could not be called. The flow was not built. "
            f"Write def {function.__name__}(self)."
        )
    del parameters[0]
    if is_start and _takes_payload(function):
        del parameters[0]
    required = [
        p for p in parameters
        if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]  # fmt: skip
    n_allowed = 0 if is_start else 1
    if len(required) > n_allowed or any(p.kind is p.KEYWORD_ONLY for p in required):
        gets = "nothing" if is_start else "one value, the result of what fired it"
        raise FlowDefinitionError(
            f"{where} asks for {', '.join(p.name for p in required)}, but it is called with "
            f"{gets}. The flow was not built. Read further values from self.state."
        )
    return not is_start and any(p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters)


def _takes_payload(function: FunctionType) -> bool:
    first = list(inspect.signature(function).parameters.values())[1:2]
    return bool(first) and first[0].name == PAYLOAD and first[0].kind is not first[0].KEYWORD_ONLY


def _part(tree: Name | And) -> Part:
    names = frozenset(labels(tree))
    is_plain = isinstance(tree, Name) or all(isinstance(b, Name) for b in tree.branches)
    return Part(labels=names, tree=tree, n_needed=len(names) if is_plain else None)


def _check_triggers(flow_name: str, methods: Mapping[str, Method]) -> None:
    producible = set(methods)
    is_open = False
    for method in methods.values():
        producible.update(method.outcomes or method.hints)
        is_open = is_open or method.outcomes is None
    declared = {outcome for method in methods.values() for outcome in method.outcomes or ()}
    known = sorted(declared.union(methods))
    for method in methods.values():
        heard = set() if method.condition is None else set(labels(method.condition))
        if method.name in heard:
            raise FlowDefinitionError(
                f"{flow_name}.{method.name} listens to its own name. The flow was not built. "
                "Methods and outcomes share their names: rename the method, or the outcome it "
                "should listen to."
            )
        _check_heard(f"{flow_name}.{method.name}", heard - producible, known, is_open=is_open)


def _check_heard(where: str, unknown: set[str], known: list[str], *, is_open: bool) -> None:
    if not unknown:
        return
    found = (
        f"{where} listens to {', '.join(map(repr, sorted(unknown)))}, which nothing in this "
        f"class produces. Known names: {', '.join(known)}."
    )
    if not is_open:
        raise FlowDefinitionError(f"{found} The flow was not built. Listen to a known name.")
    message = (
        f"{found} It runs only if a @router returns it; declare that with @router(emit=[...])."
    )
    warnings.warn(message, FlowWarning, stacklevel=5)


def _check_outcomes(flow_name: str, methods: Mapping[str, Method]) -> None:
    """Refuse an outcome that cannot be told from its method's end, and warn of a forgotten one.

    Forgotten is one that ends its branch although others of the same method go on.
    """
    heard = {label for m in methods.values() if m.condition for label in labels(m.condition)}
    for method in methods.values():
        outcomes = method.outcomes or ()
        if method.name in outcomes and len(outcomes) > 1:
            raise FlowDefinitionError(
                f"{flow_name}.{method.name} may come to {method.name!r}, its own name. What "
                "listens to that would run after every other outcome, too. The flow was not built. "
                "Rename the method, or the outcome."
            )
        unheard = [outcome for outcome in outcomes if outcome not in heard]
        if not unheard or len(unheard) == len(outcomes) or method.name in heard:
            continue
        message = (
            f"{flow_name}.{method.name} may come to {', '.join(map(repr, unheard))}, and nothing "
            "in this class listens to that: nothing follows then. Write the step that is to "
            f"follow, with @listen({unheard[0]!r}), or one for every outcome, with "
            f"@listen({method.name!r})."
        )
        warnings.warn(message, FlowWarning, stacklevel=4)


def _table(methods: Mapping[str, Method]) -> Mapping[str, tuple[Method, ...]]:
    table: dict[str, list[Method]] = {}
    for method in methods.values():
        heard = () if method.condition is None else labels(method.condition)
        for label in dict.fromkeys(heard):
            table.setdefault(label, []).append(method)
    return {
        label: tuple(sorted(heard_by, key=lambda method: not method.routes))
        for label, heard_by in table.items()
    }
