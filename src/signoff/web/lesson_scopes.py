"""A lesson's scope in the words people know: the name a flow is served under.

Lessons belong to a flow's class, which may run within the steps of others and
be served under no name at all; then the class's own name is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.flow.flow import Flow


def served_name(flows: Mapping[str, type[Flow[Any]]], class_name: str) -> str:
    """Return the name that the flow of a lesson is served under, else its class's."""
    names = {flow.__name__: name for name, flow in flows.items()}
    return names.get(class_name, class_name)


def class_name(flows: Mapping[str, type[Flow[Any]]], name: str) -> str:
    """Return the class's name of a flow that people call ``name``."""
    return flows[name].__name__ if name in flows else name
