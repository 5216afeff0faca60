"""The keys that sign reply addresses, one file each, and how they are changed.

A new key signs from the next start on; the ones before it verify what they
signed until that would have expired anyway. Key ids go round from 0 to 15, so
that a key can be changed as often as somebody wants. Deleting a file revokes
all that it signed, at the next start.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from signoff.channels.email.ticket import N_KEYS, TicketKeys
from signoff.errors import ConfigurationError, FolderNotWritable
from signoff.key_file import write_key

OCTETS = 32
MAX_KEPT = N_KEYS - 1  # a gap says where the round ends


@dataclass(frozen=True, slots=True)
class Rotation:
    """What changing the key did: which signs now, which verify besides, which are gone."""

    signs: int
    kept: tuple[int, ...]
    dropped: tuple[int, ...]


def key_file(folder: Path, key_id: int) -> Path:
    """Return where a key is kept; the first is the installation's secret."""
    return folder / ("secret.key" if key_id == 0 else f"secret-{key_id}.key")


def has_keys(folder: Path) -> bool:
    """Say whether there is any key."""
    return bool(_ids(folder))


def read_ticket_keys(folder: Path) -> TicketKeys:
    """Return the keys of a data folder, of which there is one at least; the newest signs.

    Raises: ConfigurationError, for a key of a wrong length.
    """
    masters = {key_id: _read(key_file(folder, key_id)) for key_id in _ids(folder)}
    return TicketKeys(masters, signing=_newest(masters))


def rotate_key(folder: Path, *, now: datetime, ticket_life: timedelta) -> Rotation:
    """Make a new key that signs from the next start on.

    Keys that signed nothing for ``ticket_life`` and a day are deleted.
    Raises: ConfigurationError, where every other key may still be needed; FolderNotWritable.
    """
    keys = _ids(folder)
    masters = {key_id: _read(key_file(folder, key_id)) for key_id in keys}
    newest = _newest(masters)
    dropped = tuple(
        key_id
        for key_id in keys
        if key_id != newest and _retired_at(folder, key_id) + ticket_life < now - timedelta(days=1)
    )
    kept = tuple(key_id for key_id in keys if key_id not in dropped)
    if len(kept) >= MAX_KEPT:
        raise ConfigurationError(
            f"{len(kept)} keys in {str(folder)!r} may still be needed by mails that wait for an "
            "answer. No key was made. Delete the oldest secret-N.key, which revokes what it "
            "signed, or wait until its reply addresses have expired."
        )
    made = (newest + 1) % N_KEYS
    for key_id in dropped:
        key_file(folder, key_id).unlink()
    _write(key_file(folder, made))
    return Rotation(made, kept, dropped)


def _ids(folder: Path) -> tuple[int, ...]:
    return tuple(key_id for key_id in range(N_KEYS) if key_file(folder, key_id).is_file())


def _newest(masters: Mapping[int, bytes]) -> int:
    """Return the key at the end of the round: no key follows it.

    Deleting one in the middle leaves two ends; the one before the widest gap is the newest.
    """
    ends = [key_id for key_id in masters if (key_id + 1) % N_KEYS not in masters]
    if not ends:
        raise ConfigurationError(
            f"There are keys with all ids from 0 to {N_KEYS - 1}. Nothing was started. "
            "Delete the oldest, which revokes what it signed."
        )
    return max(ends, key=lambda end: _gap(end, masters))


def _gap(end: int, masters: Mapping[int, bytes]) -> int:
    return next(n for n in range(1, N_KEYS + 1) if (end + n) % N_KEYS in masters)


def _retired_at(folder: Path, key_id: int) -> datetime:
    """Return when a key signed last: when the next one after it was made."""
    following = ((key_id + n) % N_KEYS for n in range(1, N_KEYS))
    successor = next(n for n in following if key_file(folder, n).is_file())
    return datetime.fromtimestamp(key_file(folder, successor).stat().st_mtime, UTC)


def _read(path: Path) -> bytes:
    octets = path.read_bytes()
    if len(octets) != OCTETS:
        raise ConfigurationError(
            f"The key {str(path)!r} has {len(octets)} bytes instead of {OCTETS}. Nothing was "
            "started. Restore it from a backup. Deleting it revokes every reply address it signed."
        )
    return octets


def _write(path: Path) -> None:
    try:
        is_new = write_key(path, secrets.token_bytes(OCTETS))
    except OSError as error:
        raise FolderNotWritable(
            f"The key {str(path)!r} cannot be written: {error.strerror}. The key before it goes on "
            "signing. Make the data folder writable, with room on its disk."
        ) from error
    if not is_new:
        raise ConfigurationError(
            f"The key {str(path)!r} was made by somebody else just now. No other was made. Look "
            "whether that is enough."
        )
