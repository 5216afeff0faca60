"""The words the API speaks about the trail, described for their readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_AT = "2026-03-02T09:14:07Z"


class ExportFormat(StrEnum):
    """How the trail is written down."""

    JSONL = "jsonl"
    CSV = "csv"


class _Sent(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Fact(_Sent):
    """One fact of the trail, with its place in the chain."""

    seq: int = Field(examples=[42], description="Its number: the order of the commits, no gaps.")
    id: str = Field(examples=["0198f2a4-9d40-7b11-8c2e-6f1a4b7d3e52"])
    kind: str = Field(examples=["request.answered"])
    subject: str = Field(examples=[_REQUEST], description="The id of what it happened to.")
    actor: str = Field(
        examples=["ana@example.com"],
        description="Who did it; `redacted` where words were taken out.",
    )
    at: datetime = Field(examples=[_AT])
    run_id: str | None = Field(examples=["0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"])
    request_id: str | None = Field(examples=[_REQUEST])
    data: Mapping[str, Any] = Field(examples=[{"outcome": "approved", "channel": "email"}])
    hash: str = Field(examples=[_HASH], description="SHA-256 of this fact and all before it.")
    redacted_at: datetime | None = Field(
        examples=[None], description="When the words about people were taken out of it."
    )


class FactPage(_Sent):
    """Facts, oldest first."""

    items: tuple[Fact, ...]
    next: int | None = Field(
        examples=[42], description="Pass it as `after` for the next page; null on the last."
    )


class SignedHead(_Sent):
    """That a key vouched for the trail up to a fact."""

    seq: int = Field(examples=[42])
    hash: str = Field(examples=[_HASH])
    at: datetime = Field(examples=[_AT])
    key_id: str = Field(examples=["6c1f0b2a9d3e4f58"])
    signature: str = Field(examples=["mQ=="], description="Ed25519, in base64.")


class Head(_Sent):
    """Where the trail ends now, and what vouches for it."""

    seq: int = Field(examples=[57], description="The number of the last fact; 0 before the first.")
    hash: str | None = Field(examples=[_HASH], description="Its hash: keep it, to compare later.")
    checkpoint: SignedHead | None = Field(description="The newest signature; null before that.")
    public_key: str = Field(
        examples=["-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA...\n-----END PUBLIC KEY-----\n"],
        description="What checks signatures, as PEM.",
    )
