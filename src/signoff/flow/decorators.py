"""The author's marks on methods: @start, @listen, @router.

A decorator writes down what it was told and gives the same function back, so
the order of decorators means nothing. What the marks amount to is decided
once, in graph.py, when the class is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Never, TypeVar

from signoff.errors import FlowDefinitionError
from signoff.flow.conditions import Condition, Trigger, condition
from signoff.flow.routes import named_by

START = "__signoff_start__"
LISTEN = "__signoff_listen__"
ROUTER = "__signoff_router__"
OUTCOMES = "__signoff_outcomes__"

MethodT = TypeVar("MethodT", bound=Callable[..., Any])


def start(trigger: Trigger | None = None, *more: Never) -> Callable[[MethodT], MethodT]:
    """Mark a method the run begins with, or that ``trigger`` begins later."""
    _refuse_more(trigger, more, where="@start")
    begins_at = None if trigger is None else _checked(trigger, "@start")

    def mark(method: MethodT) -> MethodT:
        return _write(method, {START: True, LISTEN: begins_at}, where="@start")

    return mark


def listen(trigger: Trigger, *more: Never) -> Callable[[MethodT], MethodT]:
    """Mark a method that runs after ``trigger`` and gets its result."""
    _refuse_more(trigger, more, where="@listen")
    heard = _checked(trigger, "@listen")

    def mark(method: MethodT) -> MethodT:
        return _write(method, {LISTEN: heard}, where="@listen")

    return mark


def router(
    trigger: Trigger | None = None, *more: Never, emit: Sequence[str | Enum] | None = None
) -> Callable[[MethodT], MethodT]:
    """Mark a method whose result names what runs next.

    ``emit`` declares the possible results, so that a listener nobody can
    reach is found when the class is made.
    """
    _refuse_more(trigger, more, where="@router")
    marks: dict[str, Any] = {ROUTER: True}
    if trigger is not None:
        marks[LISTEN] = _checked(trigger, "@router")
    if emit is not None:
        marks[OUTCOMES] = checked_outcomes(emit, where="@router")

    def mark(method: MethodT) -> MethodT:
        return _write(method, marks, where="@router")

    return mark


def checked_outcomes(emit: Sequence[str | Enum], *, where: str) -> tuple[str, ...]:
    """Return ``emit`` as a tuple of different, non-empty names, in the author's order."""
    # A set has another order in each process: people would find their buttons elsewhere.
    given = () if isinstance(emit, str | set | frozenset) else emit
    outcomes: tuple[object, ...] = tuple(map(named_by, given))
    named = [o for o in outcomes if isinstance(o, str) and o.strip()]
    if not outcomes or len(set(named)) < len(outcomes):
        raise FlowDefinitionError(
            f"{where} was given emit={emit!r}. The flow was not built. "
            "emit is a list of different, non-empty names, in the order people see them: "
            "emit=['approved', 'rejected']."
        )
    return tuple(named)


def _refuse_more(trigger: object, more: tuple[object, ...], *, where: str) -> None:
    """Raise where several triggers stand side by side: any, or all, it does not say."""
    if more:
        heard = [_checked(one, where) for one in (trigger, *more)]  # what is none is told of first
        names = ", ".join(map(repr, heard))
        raise FlowDefinitionError(
            f"{where} was given {len(heard)} triggers. The flow was not built. Say whether any "
            f"of them will do or all are needed: {where}(or_({names})) or {where}(and_({names}))."
        )


def _checked(trigger: object, where: str) -> Condition:
    if hasattr(trigger, "__code__") and getattr(trigger, "__name__", "") == "<lambda>":
        raise FlowDefinitionError(
            f"{where} was given a lambda, which has no name to listen to. The flow was not built. "
            "Name a method or an outcome."
        )
    return condition(trigger, where=where)


def _write(method: MethodT, marks: dict[str, Any], *, where: str) -> MethodT:
    if not hasattr(method, "__code__"):
        raise FlowDefinitionError(
            f"{where} was put on {method!r}, which is no method. The flow was not built. "
            f"Write {where}(...) with its parentheses above a method of a Flow."
        )
    if marks.keys() & method.__dict__.keys():
        raise FlowDefinitionError(
            f"{getattr(method, '__name__', method)!r} has two decorators that say when it runs "
            f"({where} is one). The flow was not built. A method is either a start or a "
            "listener: keep one decorator, and join several triggers with or_()."
        )
    method.__dict__.update(marks)
    return method
