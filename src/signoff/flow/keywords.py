"""What a flow object is given by name: a parameter that is misspelt is no field of its state.

Every other name is an input, as in ``Flow(topic="bees")``, so a slip of the pen would be taken
for one, and the run be kept nowhere or loop on. A kickoff takes its inputs as one dict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from signoff.flow.persistence.protocol import seems_a_store
from signoff.flow.state import field_names

_PARAMETERS = ("persistence", "max_method_calls")
_Kickoff = TypeVar("_Kickoff", bound=Callable[..., Any])


def takes_inputs_as_dict(method: _Kickoff) -> _Kickoff:
    """Let a kickoff that is given its inputs by name say how they are given.

    Its signature stays as it is for type checkers and editors, which know the mistake already.
    The method raises TypeError then.
    """
    name, code = method.__name__, method.__code__
    known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]

    def check(flow: object, named: Mapping[str, Any]) -> None:
        strange = [each for each in named if each not in known]
        if strange:
            raise TypeError(
                f"{type(flow).__name__}.{name}() was given {', '.join(strange)} by name; it takes "
                f"{' and '.join(known)}. No run was started. Write inputs as one dict: "
                f"{name}(inputs={{{strange[0]!r}: ...}})."
            )

    if iscoroutinefunction(method):

        @wraps(method)
        async def checked_async(self: object, *given: Any, **named: Any) -> Any:  # noqa: ANN401
            check(self, named)
            return await method(self, *given, **named)

        return checked_async  # type: ignore[return-value]

    @wraps(method)
    def checked(self: object, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        check(self, named)
        return method(self, *given, **named)

    return checked  # type: ignore[return-value]


def check_keywords(flow_class: Any, given: Mapping[str, Any]) -> None:  # noqa: ANN401 - type[Flow]
    """Raise TypeError for a name that is almost a parameter's, or that holds a store.

    A field of the state that has such a name is one.
    """
    for name, value in given.items():
        meant = _meant(name, value)
        if not meant or name in field_names(flow_class.signoff_state_type):
            continue
        raise TypeError(
            f"{flow_class.__name__} was given {name}={value!r}, which would be an input of that "
            f"name. No run was started. Write {meant}=..., or, if it is meant as an input, give it "
            f"to kickoff(inputs={{{name!r}: ...}})."
        )


def _meant(name: str, value: object) -> str:
    # Of its class: an object that stands in for another in a test has whatever is asked for.
    kind = value if isinstance(value, type) else type(value)
    if seems_a_store(kind):
        return "persistence"
    from difflib import get_close_matches  # noqa: PLC0415 - only where a flow is given inputs

    return next(iter(get_close_matches(name, _PARAMETERS, n=1, cutoff=0.9)), "")
