"""What vouches for the chain: an Ed25519 key in the data folder, and what it signs.

Whoever can write to the database could seal a whole chain anew. They cannot
sign for it without this key, nor change what was signed and taken elsewhere
before. No table and no transaction is known here, so that a chain can be
checked far from the server with the public key alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from signoff.errors import AuditUnreadable, ConfigurationError, FolderNotWritable
from signoff.inbox.chain import FORM, Receipt, instant
from signoff.key_file import write_key

KEY_FILE = "audit.key"
PUBLIC_FILE = "audit.pub"
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That a key vouched for a receipt at an instant; ``signature`` is base64."""

    receipt: Receipt
    at: datetime
    key_id: str
    signature: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What checks signatures; ``id`` is the start of its SHA-256."""

    key: Ed25519PublicKey

    @property
    def id(self) -> str:
        """Which key it is, in 16 hexadecimal digits."""
        raw = self.key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return hashlib.sha256(raw).hexdigest()[:_ID_DIGITS]

    @property
    def pem(self) -> str:
        """The key as a file holds it."""
        return self.key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode("ascii")

    def vouches(self, checkpoint: Checkpoint) -> bool:
        """Say whether the signature is this key's, and of this checkpoint."""
        text = _signed(checkpoint.receipt, checkpoint.at)
        return checkpoint.key_id == self.id and self.has_signed(text, checkpoint.signature)

    def has_signed(self, text: bytes, signature: str) -> bool:
        """Say whether the signature (base64) is this key's, and of this text."""
        try:
            self.key.verify(base64.b64decode(signature, validate=True), text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The installation's own key."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        """What others check its signatures with."""
        return PublicKey(self.key.public_key())

    def sign(self, receipt: Receipt, *, at: datetime) -> Checkpoint:
        """Vouch for the chain as it ends with this receipt."""
        return Checkpoint(receipt, at, self.public.id, self._sign(_signed(receipt, at)))

    def sign_files(self, files: Mapping[str, str]) -> dict[str, Any]:
        """Vouch for files by their SHA-256.

        Return {"files": {name: hex}, "key_id": hex, "signature": base64}.
        """
        signature = self._sign(_listed(files))
        return {"files": dict(files), "key_id": self.public.id, "signature": signature}

    def _sign(self, text: bytes) -> str:
        return base64.b64encode(self.key.sign(text)).decode("ascii")


def read_signing_key(folder: Path) -> SigningKey:
    """Return the key of a data folder, made if there is none; its public part lies beside it.

    That of another key is kept under a name of its own: it checks what was signed before.
    Raises: ConfigurationError, FolderNotWritable.
    """
    path = folder / KEY_FILE
    try:
        _make(path)
        found = _load(path)
        _publish(folder / PUBLIC_FILE, found.public)
    except OSError as error:
        raise FolderNotWritable(
            f"The audit key {str(path)!r} cannot be written: {error.strerror}. Nothing was "
            "started. Make the data folder writable."
        ) from error
    return found


def read_public_key(text: bytes, *, source: str) -> PublicKey:
    """Return the public key that a PEM file holds; ``source`` names it in errors.

    Raises: AuditUnreadable.
    """
    try:
        found = serialization.load_pem_public_key(text)
    except ValueError as error:
        raise _no_key(source) from error
    if not isinstance(found, Ed25519PublicKey):
        raise _no_key(source)
    return PublicKey(found)


def checkpoint_json(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return {"seq": int, "hash": hex, "at": RFC 3339, "key_id": hex, "signature": base64}."""
    return {
        "seq": checkpoint.receipt.seq,
        "hash": checkpoint.receipt.hash,
        "at": instant(checkpoint.at),
        "key_id": checkpoint.key_id,
        "signature": checkpoint.signature,
    }


def checkpoint_from(raw: Mapping[str, Any]) -> Checkpoint:
    """Return what ``checkpoint_json`` wrote. Raises: AuditUnreadable."""
    try:
        at = datetime.fromisoformat(raw["at"])
        receipt = Receipt(int(raw["seq"]), str(raw["hash"]))
        return Checkpoint(receipt, at, str(raw["key_id"]), str(raw["signature"]))
    except (KeyError, TypeError, ValueError) as error:
        raise AuditUnreadable(
            f"A checkpoint is not complete: {type(error).__name__} {error}. Nothing was checked. "
            "Take the export again."
        ) from error


def verify_manifest(key: PublicKey, manifest: Mapping[str, Any]) -> bool:
    """Say whether what ``sign_files`` wrote is this key's."""
    files, signature = manifest.get("files"), manifest.get("signature")
    if not isinstance(files, dict) or not isinstance(signature, str):
        return False
    return key.has_signed(_listed(files), signature)


def _listed(files: Mapping[str, str]) -> bytes:
    listed = json.dumps(dict(files), sort_keys=True, separators=(",", ":"))
    return f"{FORM} bundle\n{listed}\n".encode("ascii")


def _signed(receipt: Receipt, at: datetime) -> bytes:
    return f"{FORM} checkpoint\n{receipt}\n{instant(at)}\n".encode("ascii")


def _make(path: Path) -> None:
    if path.exists():
        return
    made = Ed25519PrivateKey.generate()
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_key(path, made.private_bytes(serialization.Encoding.PEM, *form))


def _publish(path: Path, key: PublicKey) -> None:
    before = path.read_bytes() if path.exists() else b""
    if before.decode("ascii", "replace") == key.pem:
        return
    if before:
        digest = hashlib.sha256(before).hexdigest()[:_ID_DIGITS]
        path.with_name(f"{path.stem}-{digest}{path.suffix}").write_bytes(before)
    path.write_text(key.pem, encoding="ascii")


def _load(path: Path) -> SigningKey:
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (TypeError, ValueError) as error:
        raise _broken(path) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise _broken(path)
    return SigningKey(found)


def _broken(path: Path) -> ConfigurationError:
    return ConfigurationError(
        f"The audit key {str(path)!r} is no Ed25519 key. Nothing was started. Restore it from a "
        "backup; or move it away: a new one is made, and checkpoints signed before can be checked "
        "with the old audit.pub only."
    )


def _no_key(source: str) -> AuditUnreadable:
    return AuditUnreadable(
        f"{source} holds no Ed25519 public key. Nothing was checked. Give the audit.pub of the "
        "server's data folder."
    )
