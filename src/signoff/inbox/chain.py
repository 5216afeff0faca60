"""What makes the trail a chain: each fact is sealed onto the one before it.

Three hashes are nested, so that one part can be shown while another stays
closed. The *digest* commits to the words about people (who did it, and what
the data say) under a salt: without the salt it tells nothing, so words can be
taken out later and the chain still holds. The *body* covers the fact with its
digest, the *hash* covers number, body and the hash before. Form 1 never
changes: what was sealed once must be checkable for ever. Salts and facts come
as arguments; where links are kept is the business of store/trail.py.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from signoff.errors import AuditUnreadable
from signoff.inbox.audit import AuditEvent
from signoff.inbox.storable import storable

FORM = "signoff.audit/1"
GENESIS = "0" * 64  # what the first link stands on
REDACTED = "redacted"  # in the place of an actor whose name was taken out
_HEX = re.compile(r"[0-9a-f]{64}")
_RECEIPT = re.compile(r"(?<![0-9a-f:])([1-9][0-9]{0,17}):([0-9a-f]{64})(?![0-9a-f])")

# Data that name no person and quote nobody: they stay readable when words are taken out.
FACTS = frozenset(
    {
        "channel",
        "content_hash",
        "deployment",
        "flow",
        "method",
        "minutes",
        "n",
        "n_bytes",
        "n_reminded",
        "outcome",
        "override",
        "purpose",
        "read_by",
        "revision",
        "role",
        "seqs",
        "source",
        "stage",
        "status",
        "superseded_by",
        "verification",
        "way",
        "why_redacted",
    }
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a fact is number ``seq`` of the trail, and the hash of all up to it (hex)."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Link:
    """One sealed fact. ``salt`` is None once its words were taken out, at ``redacted_at``."""

    seq: int
    id: str
    kind: str
    subject: str
    actor: str
    at: datetime
    run_id: str | None
    request_id: str | None
    data: Mapping[str, Any]
    salt: str | None
    digest: str
    prev_hash: str
    hash: str
    redacted_at: datetime | None = None

    @property
    def receipt(self) -> Receipt:
        """What proves later that this link was here."""
        return Receipt(self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class Closed:
    """A link of which only its place is shown: somebody else's, in an export for one run."""

    seq: int
    body: str


def seal(event: AuditEvent, *, seq: int, prev_hash: str, salt: str) -> Link:
    """Return the fact as link ``seq`` after the one with ``prev_hash``; ``salt`` is used once."""
    link = enclose(event, salt=salt)
    sealed = hash_of(seq, body_of(link), prev_hash)
    return replace(link, seq=seq, prev_hash=prev_hash, hash=sealed)


def enclose(event: AuditEvent, *, salt: str) -> Link:
    """Return the fact with its words committed to, still without a place in the chain."""
    data = _as_kept(event.data)
    return Link(
        seq=0,
        id=event.id,
        kind=event.kind.value,
        subject=event.subject,
        actor=event.actor,
        at=event.at,
        run_id=event.run_id,
        request_id=event.request_id,
        data=data,
        salt=salt,
        digest=digest_of(salt, event.actor, data),
        prev_hash="",
        hash="",
    )


def redact(link: Link, *, at: datetime) -> Link:
    """Return the link without its words about people; its hashes are what they were."""
    return replace(link, actor=REDACTED, data=facts_of(link.data), salt=None, redacted_at=at)


def facts_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a fact's data names no person and quotes nobody."""
    return {key: value for key, value in data.items() if key in FACTS and _is_plain(value)}


def digest_of(salt: str, actor: str, data: Mapping[str, Any]) -> str:
    """Return the commitment to who did it and to all data (hex)."""
    return _sha256([salt, actor, data])


def body_of(link: Link) -> str:
    """Return the hash of the fact itself, words about people by their digest (hex)."""
    return _sha256(
        [
            link.id,
            link.kind,
            link.subject,
            instant(link.at),
            link.run_id,
            link.request_id,
            facts_of(link.data),
            link.digest,
        ]
    )


def hash_of(seq: int, body: str, prev_hash: str) -> str:
    """Return the hash of a link and, by the one before it, of all before it (hex)."""
    return _sha256([FORM, seq, body, prev_hash])


def is_redacted_form(link: Link) -> bool:
    """Say whether a link without salt shows no more than it may."""
    return link.actor == REDACTED and facts_of(link.data) == link.data


def instant(at: datetime) -> str:
    """Return an instant as the chain and its exports write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link_json(link: Link) -> dict[str, Any]:
    """Return what a line of an export holds.

    {"seq": int, "id", "kind", "subject", "actor": str, "at": RFC 3339, "run_id", "request_id":
    str or null, "data": object, "salt": hex or null, "digest", "prev_hash", "hash": hex,
    "redacted_at": RFC 3339 or null}.
    """
    values = {name: getattr(link, name) for name in Link.__slots__}
    redacted_at = None if link.redacted_at is None else instant(link.redacted_at)
    return {**values, "at": instant(link.at), "data": dict(link.data), "redacted_at": redacted_at}


def closed_json(link: Link) -> dict[str, Any]:
    """Return a line that shows the place of a link and nothing of it: {"seq": int, "body": hex}."""
    return {"seq": link.seq, "body": body_of(link)}


def line_from(raw: object) -> Link | Closed:
    """Return what a line of an export holds.

    Raises: AuditUnreadable, for what is no such line.
    """
    try:
        if not isinstance(raw, dict):
            raise TypeError("it is no object")  # noqa: TRY301 - one place says what is wrong
        if set(raw) == {"seq", "body"}:
            return Closed(_seq(raw["seq"]), _hex(raw["body"]))
        return _link_from(raw)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise AuditUnreadable(
            f"A line is no fact of a trail: {type(error).__name__} {error}. Nothing was checked "
            "from there on. Give a file that `signoff audit export --format jsonl` or `signoff "
            "audit bundle` wrote."
        ) from error


def find_receipts(text: str) -> list[Receipt]:
    """Return every receipt that stands in a text, as `SEQ:HASH`, in order."""
    return [Receipt(int(seq), found) for seq, found in _RECEIPT.findall(text)]


def _link_from(raw: Mapping[str, Any]) -> Link:
    given = {name: raw[name] for name in Link.__slots__}
    if not isinstance(given["data"], dict):
        raise TypeError("data is no object")
    for name in ("id", "kind", "subject", "actor"):
        if not isinstance(given[name], str):
            raise TypeError(f"{name} is no text")
    for name in ("run_id", "request_id", "salt"):
        if not isinstance(given[name], str | None):
            raise TypeError(f"{name} is no text")
    redacted_at = given["redacted_at"]
    given["seq"] = _seq(given["seq"])
    given |= {name: _hex(given[name]) for name in ("digest", "prev_hash", "hash")}
    given["at"] = _instant_from(given["at"])
    given["redacted_at"] = None if redacted_at is None else _instant_from(redacted_at)
    return Link(**given)


def _instant_from(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no zone")
    return at.astimezone(UTC)


def _seq(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"seq is {value!r}")
    return value


def _hex(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError(f"{value!r} is no SHA-256")
    return value


def _as_kept(data: Mapping[str, Any]) -> dict[str, Any]:
    # The hash must be of what is read back: JSON has no tuples and no keys but text.
    kept: dict[str, Any] = json.loads(storable(json.dumps(dict(data), ensure_ascii=False)))
    return kept


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | None)


def _sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
