"""What kind of thing an author gave as ``llm=``, found without loading a model library.

An object of a library is known by that library being loaded already.
"""

from __future__ import annotations

import inspect
import sys
from enum import Enum, auto

from signoff.errors import UnknownModel
from signoff.interpret.model.names import FORMS, parse_name


class Kind(Enum):
    """The ways to name or give a model."""

    NAME = auto()
    MODEL = auto()  # of pydantic-ai
    AGENT = auto()  # of pydantic-ai: its model is used, not its tools and instructions
    CALLED = auto()  # .call(messages) -> str
    FUNCTION = auto()  # (prompt) -> str


def find_kind(llm: object) -> Kind | None:
    """Return what ``llm`` is, or None where it is nothing that can be asked."""
    if isinstance(llm, str):
        return Kind.NAME
    if isinstance(llm, type):
        return None
    if _is_of(llm, "pydantic_ai.models", "Model"):
        return Kind.MODEL
    if _is_of(llm, "pydantic_ai.agent", "AbstractAgent"):
        return Kind.AGENT
    if callable(getattr(llm, "call", None)):
        return Kind.CALLED
    # One that waits would need a loop of its own, and may need the author's.
    return Kind.FUNCTION if callable(llm) and not inspect.iscoroutinefunction(llm) else None


def check_llm(llm: object) -> None:
    """Hold that ``llm`` is None, a model, or a name that says which; no model library is loaded.

    Raises: UnknownModel, which says what to write instead.
    """
    if llm is None:
        return
    if isinstance(llm, str):
        parse_name(llm)
    elif find_kind(llm) is None:
        raise UnknownModel(
            f"llm={llm!r} is no model. Nothing was built or asked with it. Write {FORMS}."
        )


def name_of(llm: object) -> str:
    """Return what a model is called in a log."""
    if isinstance(llm, str):
        return llm
    return str(getattr(llm, "__qualname__", None) or type(llm).__qualname__)


def _is_of(llm: object, module: str, kind: str) -> bool:
    loaded = getattr(sys.modules.get(module), kind, None)
    return isinstance(loaded, type) and isinstance(llm, loaded)
