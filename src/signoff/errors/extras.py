"""What to install where a part of signoff needs more than the library alone brings."""

from __future__ import annotations


def needs_extra(error: ModuleNotFoundError, *, what: str, extra: str) -> ModuleNotFoundError:
    """Return ``error``, which says what is missing, with what to do; still one of an import."""
    return ModuleNotFoundError(
        f"{what} needs {error.name}, which is not installed. Nothing was loaded. "
        f'Run: pip install "signoff[{extra}]"',
        name=error.name,
        path=error.path,
    )
