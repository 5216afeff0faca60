"""Whether all that asking a model needs is here: its library, and a key where one is needed.

It looks without loading and without sending, and says once what is missing.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import threading

from signoff.interpret.model.kinds import Kind, find_kind, name_of
from signoff.interpret.model.names import Provider, parse_name

logger = logging.getLogger(__name__)

_told: set[str] = set()
_telling = threading.Lock()


def is_ready(llm: object) -> bool:
    """Return whether ``llm``, which is a model or the name of one, can be asked now."""
    name = getattr(llm, "model", None) if find_kind(llm) is Kind.AGENT else llm
    if not isinstance(name, str):
        return True
    missing = _missing(parse_name(name).provider)
    if missing:
        tell_not_asked(name_of(llm), missing)
    return not missing


def tell_not_asked(model: str, why: str) -> None:
    """Log what keeps a model from being asked, once in a process."""
    tell_once(f"model not asked: {model}: {why}")


def tell_once(what: str) -> None:
    """Log a warning, once in a process."""
    with _telling:
        if what in _told:
            return
        _told.add(what)
    logger.warning("%s", what)


def _missing(provider: Provider) -> str:
    if not _is_installed("pydantic_ai") or not _is_installed("openai"):
        return "no model library is installed; run: pip install 'signoff[llm]'"
    if not _is_installed(provider.library):
        extra = f"pydantic-ai-slim[{provider.name}]"
        return f"the library of {provider.name} is not installed; run: pip install '{extra}'"
    if provider.keys and not any(os.environ.get(key) for key in provider.keys):
        return f"there is no key; set {' or '.join(provider.keys)}"
    return ""


def _is_installed(library: str) -> bool:
    try:
        return importlib.util.find_spec(library) is not None
    except ModuleNotFoundError:  # the package around it is not there either
        return False
