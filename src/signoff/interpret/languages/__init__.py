"""The languages, one module each; which words there are, and nothing of what is decided.

A module here with a LANGUAGE in it is a language. To add one, add its file.
So that it may read sentences of plain facts beside an approval, give it phrases
of Kind.FACT over slots of harmless words, as en_facts does; what no such list
may hold is in tests/interpret/test_facts.py.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from signoff.interpret.language import Language


@cache
def all_languages() -> tuple[Language, ...]:
    """Return every language there is, by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(module.LANGUAGE for module in modules if hasattr(module, "LANGUAGE"))
