"""An edit changes what the person changed, and nothing else; else it is refused."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import BaseModel, field_validator

from signoff.flow.edits import fitted_edit
from signoff.flow.plain import plain
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


@dataclass
class Journey:
    to: str
    first: Visit
    others: list[Visit]


class Booked(BaseModel):
    on: date
    n: int


VISIT = Visit("a", datetime(2026, 3, 1, 9, tzinfo=UTC), Decimal("1.5"))


@pytest.mark.parametrize(("at", "fee"), [("2026-03-02", "1.5"), ("2026-03-01T09:00Z", "NaN")])
def test_keeps_a_zone_and_finite_amounts(at, fee):
    with pytest.raises(Misfit):
        fitted_edit(VISIT, {"title": "a", "at": at, "fee": fee})


def test_may_write_a_time_in_another_way_and_keeps_what_stands_beside():
    VISIT.room = 4

    made = fitted_edit(VISIT, {"title": "b", "at": "2026-03-01T09:00:00+00:00", "fee": "1.5"})

    assert (made.title, made.at, made.room) == ("b", VISIT.at, 4)


def journey() -> tuple[Journey, dict]:
    """A value with classes inside of it, and what a person is shown of it."""
    nine, ten = (Visit(name, datetime(2026, 3, 1, 9, tzinfo=UTC), Decimal(2)) for name in "ab")
    made = Journey("Lyon", nine, [ten])
    return made, plain(made)


def test_reaches_dates_and_amounts_of_a_class_inside_a_class():
    output, tree = journey()
    tree["first"]["fee"] = "3.50"
    tree["others"][0]["at"] = "2026-04-02T09:00Z"
    tree["others"].append({"title": "c", "at": "2026-05-03T09:00Z", "fee": "4"})

    made = fitted_edit(output, tree)

    assert made.first == replace(output.first, fee=Decimal("3.50"))
    assert made.others == [
        replace(output.others[0], at=datetime(2026, 4, 2, 9, tzinfo=UTC)),
        Visit("c", datetime(2026, 5, 3, 9, tzinfo=UTC), Decimal(4)),
    ]


def test_reaches_a_model_inside_a_dict():
    output = {"day": Booked(on=date(2026, 3, 1), n=2), "was": [Sum(5)]}

    made = fitted_edit(output, {**plain(output), "day": {"on": "2026-03-02", "n": 2}})

    assert made == {"day": Booked(on=date(2026, 3, 2), n=2), "was": [Sum(5)]}


@pytest.mark.parametrize(
    ("key", "edit", "place"),
    [
        ("day", {"on": "soon", "n": 2}, r"the output\.day\.on: "),
        ("day", {"on": "2026-03-01", "n": 2, "x": 1}, r"the output\.day has no place for 'x'"),
        ("day", "2026-03-01", r"the output\.day is a Booked, and the edit has no fields"),
        ("sum", {"net": 5, "gross": 6}, r"the output\.sum\.gross cannot be kept"),
        ("sum", {"net": "5", "gross": 10}, r"the output\.sum\.net is no int"),
        ("sum", {"net": 5}, r"the output\.sum lacks 'gross'"),
    ],
)
def test_names_the_place_inside(key, edit, place):
    output = {"day": Booked(on=date(2026, 3, 1), n=2), "sum": Sum(5)}

    with pytest.raises(Misfit, match=place):
        fitted_edit(output, {**plain(output), key: edit})
