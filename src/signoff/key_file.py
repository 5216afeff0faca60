"""A file with a key, which is there whole or not at all, whenever the power goes.

A key that was lost after it had signed is a mail that nobody can answer, and half a key is a server
that does not start.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_key(path: Path, octets: bytes) -> bool:
    """Put a key where none is yet, for its owner alone to read; False where there is one.

    Raises: OSError, and nothing was made.
    """
    if path.exists():  # and then a disk that is full, or may only be read, is no matter
        return False
    draft = _drafted(path, octets)
    try:
        # Two processes may start at once: a link is made only where there is none yet.
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    _sync_folder(path.parent)
    return True


def replace_key(path: Path, octets: bytes) -> None:
    """Put a key where another is, at one stroke.

    Raises: OSError, and the other stays.
    """
    draft = _drafted(path, octets)
    try:
        draft.replace(path)
    except OSError:
        draft.unlink()
        raise
    _sync_folder(path.parent)


def _drafted(path: Path, octets: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
