"""Lists that a person keeps under a name: what an address asks for, and what they call it.

What may stand in such an address is the business of the page that reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from signoff import ids
from signoff.store.tables import saved_views

MOST_VIEWS = 30  # of one person
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """One list; ``query`` is what stands after the question mark of its address."""

    id: str
    name: str
    query: str


_MINE = (
    select(saved_views.c.id, saved_views.c.name, saved_views.c.query)
    .where(saved_views.c.person == bindparam("its_person"))
    .order_by(func.lower(saved_views.c.name), saved_views.c.id)
)


def list_views(connection: Connection, person: str) -> tuple[SavedView, ...]:
    """Return the lists of a person, by name."""
    found = connection.execute(_MINE, {"its_person": person})
    return tuple(SavedView(*row) for row in found)


def save_view(connection: Connection, person: str, name: str, query: str, *, now: datetime) -> bool:
    """Keep a list under a name, in the place of one of that name; say False where it is full."""
    values = {"query": query, "saved_at": now}
    own = (saved_views.c.person == person) & (saved_views.c.name == name)
    if connection.execute(update(saved_views).where(own).values(values)).rowcount:
        return True
    counted = select(func.count()).where(saved_views.c.person == person)
    if connection.execute(counted).scalar_one() >= MOST_VIEWS:
        return False
    row = {"id": ids.new_id(), "person": person, "name": name, **values}
    connection.execute(insert(saved_views).values(row))
    return True


def rename_view(connection: Connection, person: str, view_id: str, name: str) -> bool:
    """Call a list something else; say False where there is no such list, or another by that name.

    What is of another person is as if it were not there.
    """
    taken = select(saved_views.c.id).where(
        saved_views.c.person == person, saved_views.c.name == name, saved_views.c.id != view_id
    )
    if connection.execute(taken).first() is not None:
        return False
    change = update(saved_views).where(_is(person, view_id)).values(name=name)
    return connection.execute(change).rowcount == 1


def remove_view(connection: Connection, person: str, view_id: str) -> None:
    """Forget a list."""
    connection.execute(delete(saved_views).where(_is(person, view_id)))


def _is(person: str, view_id: str) -> ColumnElement[bool]:
    return (saved_views.c.id == view_id) & (saved_views.c.person == person)
