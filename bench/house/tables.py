"""The numbers as Markdown tables, and where they stand in the page.

What the page says about them is written by people.
"""

from __future__ import annotations

import re

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
# measure, heading, factor, digits
_MEASURES = (
    ("corrections", "Corrections per review", 1, 2),
    ("right", "Right the first time, percent of reviews", 100, 0),
    ("regressions", "Regressions per 100 reviews", 100, 1),
    ("price", "The changed rule broken, percent of reviews", 100, 0),
    ("requests", "Requests to the model per review", 1, 2),
)
_WITH_DIFFERENCE = ("corrections", "price")  # of the others, `off` has next to nothing


def as_markdown(figures):
    """Return all tables."""
    parts = []
    for measure, heading, factor, digits in _MEASURES:
        parts += [f"### {heading}", table(figures, measure, factor, digits)]
        if measure in _WITH_DIFFERENCE:
            parts += [
                "Difference to off, taken within each seed:",
                table(figures, measure, factor, digits, key="minus_off"),
            ]
    parts += ["### Lessons in force at the end", book_table(figures)]
    return "\n\n".join(parts)


def table(figures, measure, factor, digits, *, key=None):
    """Return one table: a row for each arm, a column for each block of rounds."""
    arms = figures["arms"]
    blocks = arms["off"]["measures"][measure]["by_block"]
    heads = [f"rounds {block['from']}-{block['to']}" for block in blocks]
    rows = [["arm", *heads], ["---"] * (len(heads) + 1)]
    for name, arm in arms.items():
        if key and name == "off":
            continue
        cells = arm["measures"][measure]["by_block"]
        rows.append(
            [arm["label"], *[_said(c[key] if key else c, factor, digits, key) for c in cells]]
        )
    return _lines(rows)


def book_table(figures):
    """Return how many lessons the books held in the end."""
    rows = [["arm", "lessons", "rules said twice", "requests the model failed"], ["---"] * 4]
    for arm in figures["arms"].values():
        cells = [arm["book"][key] for key in ("n_active", "n_twice", "n_failed")]
        rows.append([arm["label"], *[_said(c, 1, 1, None) for c in cells]])
    return _lines(rows)


def put_into(page, tables):
    """Return the page with the tables between its two marks."""
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise SystemExit(f"The page has no {BEGIN} ... {END}. Nothing was written. Put both in.")
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _said(cell, factor, digits, key):
    sign = "+" if key else ""
    mean = f"{cell['mean'] * factor:{sign}.{digits}f}"
    half = cell["half"]
    around = "" if half is None else f" ± {half * factor:.{digits}f}"
    return re.sub(r"^[+-](?=0(\.0*)?$)", "", mean) + around


def _lines(rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
