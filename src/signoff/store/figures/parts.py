"""The spans of one question as a table of its query, however many they are.

Bound, not spelled out as rows: a statement that has its values in it is written anew for every
page, which takes longer than the database takes to answer it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import CTE, BigInteger, Dialect, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

T = TypeVar("T")


def parts_of(dialect: Dialect, bounds: Sequence[tuple[T, T]], kind: TypeEngine[T]) -> CTE:
    """Return a table of spans: ``n``, counted from 0, and ``lo`` and ``hi`` of that kind."""
    if dialect.name == "sqlite":
        return _of_json(dialect, bounds, kind)
    lows, highs = ([bound[which] for bound in bounds] for which in (0, 1))
    both = (bindparam(None, one, type_=ARRAY(kind)) for one in (lows, highs))
    rows = func.unnest(*both).table_valued("lo", "hi", with_ordinality="place", name="part_row")
    rows = rows.render_derived()
    n = (rows.c.place - 1).label("n")
    return select(n, rows.c.lo, rows.c.hi).cte("parts")


def _of_json(dialect: Dialect, bounds: Sequence[tuple[T, T]], kind: TypeEngine[T]) -> CTE:
    # As the columns hold them that they are compared with.
    stored = kind.dialect_impl(dialect).bind_processor(dialect) or (lambda bound: bound)
    text = json.dumps([[stored(bound) for bound in both] for both in bounds])
    rows = func.json_each(text).table_valued("key", "value", name="part_row")
    lo, hi = (func.json_extract(rows.c.value, f"$[{which}]", type_=BigInteger) for which in (0, 1))
    return select(rows.c.key.label("n"), lo.label("lo"), hi.label("hi")).cte("parts")
