"""An edit changes what the person changed, and nothing else; else it is refused."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pydantic import BaseModel, field_validator

from signoff.flow.edits import fitted_edit
from signoff.flow.reshaping import Misfit


@dataclass
class Sum:
    net: int
    gross: int = 0

    def __post_init__(self):
        self.gross = self.net * 2


@dataclass
class Offer:
    title: str
    price: float

    def __post_init__(self):
        self.price *= 2


class Counted(BaseModel):
    title: str
    n: int

    @field_validator("n")
    @classmethod
    def up(cls, n):
        return n + 1


@dataclass
class Visit:
    title: str
    at: datetime
    fee: Decimal


@pytest.mark.parametrize(
    ("output", "edit", "field"),
    [
        (Sum(5), {"net": 5, "gross": 6}, "gross"),  # lost: it is computed
        (Offer("a", 5.0), {"title": "b", "price": 10.0}, "price"),  # changed by nobody
        (Counted(title="a", n=1), {"title": "b", "n": 2}, "n"),
    ],
)
def test_is_refused_where_the_class_makes_another_value_of_it(output, edit, field):
    with pytest.raises(Misfit, match=rf"the output.{field} cannot be kept"):
        fitted_edit(output, edit)


VISIT = Visit("a", datetime(2026, 3, 1, 9, tzinfo=UTC), Decimal("1.5"))


@pytest.mark.parametrize(("at", "fee"), [("2026-03-02", "1.5"), ("2026-03-01T09:00Z", "NaN")])
def test_keeps_a_zone_and_finite_amounts(at, fee):
    with pytest.raises(Misfit):
        fitted_edit(VISIT, {"title": "a", "at": at, "fee": fee})


def test_may_write_a_time_in_another_way_and_keeps_what_stands_beside():
    VISIT.room = 4

    made = fitted_edit(VISIT, {"title": "b", "at": "2026-03-01T09:00:00+00:00", "fee": "1.5"})

    assert (made.title, made.at, made.room) == ("b", VISIT.at, 4)
