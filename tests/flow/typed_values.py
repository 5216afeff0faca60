"""Types of an author, at the top level of a module as values that are stored must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, Flag, IntEnum, StrEnum
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, RootModel, field_validator

Item = TypeVar("Item")


class Colour(Enum):
    RED = "red"
    PAIR = (1, 2)


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Word(StrEnum):
    YES = "yes"


class Access(Flag):
    READ = 1
    WRITE = 2


class Point(NamedTuple):
    x: int
    y: Any = None


@dataclass
class Plain:
    name: str
    more: Any = None
    items: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frozen:
    key: str
    derived: str = field(init=False, default="")

    def __post_init__(self):
        object.__setattr__(self, "derived", self.key.upper())


class Model(BaseModel):
    name: str = "?"
    more: Any = None
    _secret: int = PrivateAttr(default=0)


class SubModel(Model):
    extra_field: int = 3


class Holder(BaseModel):
    """Declares the parent type; a subclass must come back as itself."""

    inner: Model


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str


class Aliased(BaseModel):
    inner: str = Field(alias="outerName")


class Doubling(BaseModel):
    """Its validator must not run a second time."""

    n: int

    @field_validator("n")
    @classmethod
    def double(cls, n):
        return n * 2


class Rooted(RootModel[list[int]]):
    """Has its value in no field of a name."""


class Classed(BaseModel):
    """Has fields that are called as what makes a model calls its own."""

    cls: int
    self: int = 1


class Named(Point):
    """Has a place for more than its values."""


@dataclass
class Failed(Exception):
    """Is more than its fields."""

    why: str


@dataclass
class Row(list[int]):
    head: str = ""


class Paged(BaseModel, Generic[Item]):
    items: list[Item]


class Folder(type(Path())):  # type: ignore[misc]
    """Comes back as no folder."""


class Opaque:
    """Has no faithful form."""
