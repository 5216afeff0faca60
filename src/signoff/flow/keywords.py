"""What a flow object is given by name: a parameter that is misspelt is no field of its state.

Every other name is an input, as in ``Flow(topic="bees")``, so a slip of the pen would be taken
for one, and the run be kept nowhere or loop on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.flow.persistence.protocol import seems_a_store
from signoff.flow.state import field_names

_PARAMETERS = ("persistence", "max_method_calls")


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
