"""What a method listens to: a name, or names joined by or_ and and_.

A condition is a tree of three values. It refuses to know methods, runs and
what has happened so far: it only answers which names it holds, and whether a
set of names seen satisfies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any

from signoff.errors import FlowDefinitionError
from signoff.flow.routes import named_by


class Name:
    """One method's name or one outcome; both live in one namespace."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label

    def __repr__(self) -> str:
        return repr(self.label)


class _Branches:  # plain classes: `import signoff` makes these, and a dataclass loads slower
    __slots__ = ("branches",)

    def __init__(self, branches: tuple[Condition, ...]) -> None:
        self.branches = branches

    def __repr__(self) -> str:
        return f"{type(self).__name__.lower()}_{self.branches!r}"


class Or(_Branches):
    """Any branch will do."""

    __slots__ = ()


class And(_Branches):
    """Every branch must have happened."""

    __slots__ = ()


Condition = Name | Or | And
Trigger = str | Enum | Callable[..., Any] | Condition


def or_(*triggers: Trigger) -> Or:
    """Listen to any of ``triggers``: names, methods or further conditions."""
    return Or(_branches("or_", triggers))


def and_(*triggers: Trigger) -> And:
    """Listen to all of ``triggers`` together, each seen since the last time."""
    return And(_branches("and_", triggers))


def condition(trigger: object, *, where: str) -> Condition:
    """Return ``trigger`` as a condition tree.

    Raises: FlowDefinitionError, for anything that names nothing; ``where`` says
    which decorator was given it.
    """
    if isinstance(trigger, Name | Or | And):
        return trigger
    trigger = named_by(trigger)
    if isinstance(trigger, str) and trigger:
        return Name(trigger)
    name = getattr(trigger, "__name__", None)
    if callable(trigger) and isinstance(name, str) and not isinstance(trigger, type):
        return Name(name)
    raise FlowDefinitionError(
        f"{where} was given {trigger!r} ({type(trigger).__name__}), which names nothing. "
        "The flow was not built. Give it a method, a method's name, an outcome, or "
        "or_(...) / and_(...) of these."
    )


# With a stack of their own: a program may nest conditions deeper than Python calls.
def labels(tree: Condition) -> Iterator[str]:
    """Yield every name in the tree, as often as it is written."""
    todo = [tree]
    while todo:
        one = todo.pop()
        if isinstance(one, Name):
            yield one.label
        else:
            todo.extend(reversed(one.branches))


def satisfied_by(tree: Condition, seen: AbstractSet[str]) -> bool:
    """Say whether the names in ``seen`` are enough."""
    todo, found = [(tree, False)], list[bool]()
    while todo:
        one, are_branches_found = todo.pop()
        if isinstance(one, Name):
            found.append(one.label in seen)
        elif are_branches_found:
            enough = any if isinstance(one, Or) else all
            found[-len(one.branches) :] = [enough(found[-len(one.branches) :])]
        else:
            todo.append((one, True))
            todo.extend((branch, False) for branch in one.branches)
    return found.pop()


def parts(tree: Condition) -> Iterator[Name | And]:
    """Yield what can fire by itself: names, and joins as a whole."""
    todo = [tree]
    while todo:
        one = todo.pop()
        if isinstance(one, Or):
            todo.extend(reversed(one.branches))
        else:
            yield one


def _branches(where: str, triggers: tuple[Trigger, ...]) -> tuple[Condition, ...]:
    if not triggers:
        raise FlowDefinitionError(
            f"{where}() was given nothing to listen to. The flow was not built. "
            f"Name at least one method or outcome: {where}('draft', 'revise')."
        )
    return tuple(condition(trigger, where=where) for trigger in triggers)
