"""Secrets that must be read again, kept so that a copy of the database reads none.

AES-256-GCM, with keys in the data folder beside the database. A sealed text
names its key, so a key can be changed: new texts get the new one, old texts
open with the old one until `reseal` has gone through all PLACES. What a text
is about is sealed with it: a row's secret opens in no other row. This file
does not know what the secrets are for.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnClause, Connection, String, column, select, table, update

from signoff.errors import ConfigurationError, FolderNotWritable, SealBroken
from signoff.key_file import replace_key, write_key
from signoff.store.call_keys import about_answer
from signoff.store.crew_hooks import about_crew_secret, about_hook
from signoff.store.webhooks import about_secret

_MARK = "s1"
_OCTETS = 32
_NONCE = 12  # octets: what AES-GCM is made for; random, as 2^32 texts a key are far away
_FILE = "seal-keys.json"


@dataclass(frozen=True, slots=True)
class SealKeys:
    """AES-256 keys by their id; ``sealing`` is the one that new texts get."""

    by_id: Mapping[str, bytes]
    sealing: str


@dataclass(frozen=True, slots=True)
class Place:
    """A column of sealed texts; ``about`` says of a row's key what its text is about."""

    table: str
    key: str
    column: str
    about: Callable[[str], str]


# Whoever keeps sealed texts adds where, or a changed key leaves them behind.
PLACES: tuple[Place, ...] = (
    Place("webhook", "id", "secret", about_secret),
    Place("webhook", "id", "next_secret", about_secret),
    Place("call_key", "id", "answer", about_answer),
    Place("crew_hook", "id", "auth", about_hook),
    Place("crew_secret", "deployment_id", "secret", about_crew_secret),
    Place("crew_secret", "deployment_id", "next_secret", about_crew_secret),
)


class Sealer:
    """Seals secrets and opens them again.

    ``reread`` gets the keys anew, before something is sealed and where a text
    names one that is not known: another process may have changed them.
    """

    def __init__(self, keys: SealKeys, *, reread: Callable[[], SealKeys] | None = None) -> None:
        self._keys = keys
        self._reread = reread

    def seal(self, plain: bytes, *, about: str) -> str:
        """Return ``plain`` as a text that only `open` with the same ``about`` can read."""
        if self._reread is not None:
            self._keys = self._reread()  # an old key may be forgotten soon
        key_id, nonce = self._keys.sealing, secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._keys.by_id[key_id]).encrypt(nonce, plain, _bound(key_id, about))
        return f"{_MARK}.{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, text: str, *, about: str) -> bytes:
        """Return what was sealed.

        Raises: SealBroken, if the key is gone, or the text was changed or is about another thing.
        """
        mark, _, rest = text.partition(".")
        key_id, _, coded = rest.partition(".")
        key = self._key(key_id)
        if mark != _MARK or key is None:
            raise SealBroken(
                f"The secret of {about!r} was sealed with the key {key_id[:20]!r}, which is not in "
                f"{_FILE}. It was not read. Restore that file from a backup, or set the secret "
                "anew."
            )
        try:
            octets = base64.urlsafe_b64decode(coded)
            return AESGCM(key).decrypt(octets[:_NONCE], octets[_NONCE:], _bound(key_id, about))
        except (InvalidTag, ValueError) as error:
            raise SealBroken(
                f"The secret of {about!r} was changed where it is stored, or is that of another "
                "thing. It was not read. Set the secret anew."
            ) from error

    def is_current(self, text: str) -> bool:
        """Say whether a text was sealed with the key that seals now."""
        return text.startswith(f"{_MARK}.{self._keys.sealing}.")

    def _key(self, key_id: str) -> bytes | None:
        if key_id not in self._keys.by_id and self._reread is not None:
            self._keys = self._reread()
        return self._keys.by_id.get(key_id)


def open_sealer(folder: Path) -> Sealer:
    """Return what seals with the keys of a data folder; the first key is made where none is.

    Raises: ConfigurationError, FolderNotWritable.
    """
    path = folder / _FILE
    if not path.is_file():
        _write_first(path, _with_new_key({}))
    return Sealer(read_seal_keys(folder), reread=lambda: read_seal_keys(folder))


def read_seal_keys(folder: Path) -> SealKeys:
    """Return the keys of a data folder.

    Raises: ConfigurationError, for a file that is none of ours.
    """
    path = folder / _FILE
    try:
        found = json.loads(path.read_text("utf-8"))
        keys = {key_id: base64.b64decode(text) for key_id, text in found["keys"].items()}
        sealing = found["seals_with"]
        is_whole = sealing in keys and all(len(key) == _OCTETS for key in keys.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(path) from error
    if not is_whole:
        raise _unreadable(path)
    return SealKeys(keys, sealing)


def add_seal_key(folder: Path) -> SealKeys:
    """Make a new key that seals from now on; the ones before it go on opening.

    Raises: ConfigurationError, FolderNotWritable.
    """
    keys = _with_new_key(read_seal_keys(folder).by_id)
    _replace(folder / _FILE, keys)
    return keys


def drop_old_seal_keys(folder: Path) -> int:
    """Forget every key but the one that seals now; return how many went."""
    keys = read_seal_keys(folder)
    _replace(folder / _FILE, SealKeys({keys.sealing: keys.by_id[keys.sealing]}, keys.sealing))
    return len(keys.by_id) - 1


def reseal(connection: Connection, sealer: Sealer, places: tuple[Place, ...] = PLACES) -> int:
    """Seal with the newest key what an older one sealed; return how many texts.

    A text that changes meanwhile is left as it became. Raises: SealBroken.
    """
    return sum(_reseal(connection, sealer, place) for place in places)


def _reseal(connection: Connection, sealer: Sealer, place: Place) -> int:
    key: ColumnClause[str] = column(place.key, String())
    sealed: ColumnClause[str | None] = column(place.column, String())
    rows = table(place.table, key, sealed)
    n_done = 0
    for row in connection.execute(select(key, sealed).select_from(rows)).all():
        if row[1] is None or sealer.is_current(row[1]):
            continue
        about = place.about(row[0])
        anew = sealer.seal(sealer.open(row[1], about=about), about=about)
        unchanged = (key == row[0]) & (sealed == row[1])
        done = connection.execute(update(rows).where(unchanged).values({place.column: anew}))
        n_done += done.rowcount
    return n_done


def _bound(key_id: str, about: str) -> bytes:
    return f"{_MARK}.{key_id}.{about}".encode("utf-8", "surrogatepass")


def _with_new_key(keys: Mapping[str, bytes]) -> SealKeys:
    made = secrets.token_hex(4)
    return SealKeys({**keys, made: secrets.token_bytes(_OCTETS)}, made)


def _unreadable(path: Path) -> ConfigurationError:
    return ConfigurationError(
        f"The keys in {str(path)!r} cannot be read. Nothing was started. Restore the file from a "
        "backup; without it, the secrets it sealed must be set anew. Delete it only then."
    )


def _write_first(path: Path, keys: SealKeys) -> None:
    try:
        write_key(path, _octets(keys))  # where another process was faster, its keys are the keys
    except OSError as error:
        raise _unwritable(path, error) from error


def _replace(path: Path, keys: SealKeys) -> None:
    try:
        replace_key(path, _octets(keys))
    except OSError as error:
        raise _unwritable(path, error) from error


def _octets(keys: SealKeys) -> bytes:
    coded = {key_id: base64.b64encode(key).decode() for key_id, key in keys.by_id.items()}
    return json.dumps({"seals_with": keys.sealing, "keys": coded}, indent=2).encode()


def _unwritable(path: Path, error: OSError) -> FolderNotWritable:
    return FolderNotWritable(
        f"The keys {str(path)!r} cannot be written: {error.strerror}. No key was changed. "
        "Make the data folder writable."
    )
