"""What the trials came to: means over seeds, and how sure they are.

A seed is one sample: its rounds are not independent, since a book of lessons
goes through them. Arms share their notes, so a difference between arms is
taken within each seed.
"""

from __future__ import annotations

import math
import statistics
from itertools import pairwise

from .model import CHANCES
from .trial import ARMS, Review

SURE = 0.95
_N_SLICES = 400  # of the curve, for its area; even
_FAR = 100_000.0


def summed_up(trials, *, n_rounds, changes_at):
    """Return all numbers as plain JSON. ``trials``: by the arm's name, one for each seed.

    {"arms": {name: {"label", "measures": {measure: {"by_round": [cell], "by_block": [{"from",
    "to", "mean", "half", "minus_off": {"mean", "half"}}]}}, "book": {...}, "seeds": [[[...]]]}}};
    "half" is half the width of the interval, None for one seed.
    """
    blocks = blocks_of(n_rounds, changes_at)
    return {
        "n_seeds": len(trials[ARMS[0].name]),
        "n_rounds": n_rounds,
        "changes_at": changes_at,
        "chances": CHANCES,
        "arms": {arm.name: _of_arm(arm, trials, blocks) for arm in ARMS},
    }


def blocks_of(n_rounds, changes_at):
    """Return the first and last rounds that are looked at together, counted from 1."""
    end = n_rounds + 1
    edges = {1, min(6, changes_at), changes_at, min(changes_at + 5, end), end}
    return [(first, after - 1) for first, after in pairwise(sorted(edges))]


def cell(samples):
    """Return the mean of samples and half the width of its interval (Student's t)."""
    n = len(samples)
    half = t_value(n - 1) * statistics.stdev(samples) / math.sqrt(n) if n > 1 else None
    return {"mean": statistics.fmean(samples), "half": half}


def t_value(freedom):
    """Return what Student's t stays below, on both sides, in SURE of all cases."""
    low, high = 0.0, _FAR
    while high - low > 1e-6 * max(1.0, low):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < SURE else (low, middle)
    return (low + high) / 2


def _within(t, freedom):
    """Return how often Student's t is between -t and t, by Simpson's rule over its angle.

    With t = sqrt(freedom) * tan(angle) the density is a power of the cosine, and its end is near.
    """
    end = math.atan(t / math.sqrt(freedom))
    width = end / _N_SLICES
    heights = [math.cos(i * width) ** (freedom - 1) for i in range(_N_SLICES + 1)]
    area = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    return 2 * scale * area * width / 3


def _of_arm(arm, trials, blocks):
    own, off = trials[arm.name], trials[ARMS[0].name]
    return {
        "label": arm.label,
        "measures": {
            measure: _of_measure(_rounds(own, measure), _rounds(off, measure), blocks)
            for measure in Review._fields
        },
        "book": {
            name: cell([getattr(trial, name) for trial in own])
            for name in ("n_active", "n_twice", "n_failed")
        },
        "seeds": [[list(review) for review in trial.reviews] for trial in own],
    }


def _rounds(trials, measure):
    """Return one list of numbers for each seed."""
    return [[getattr(review, measure) for review in trial.reviews] for trial in trials]


def _of_measure(own, off, blocks):
    by_block = []
    for first, last in blocks:
        mine = [statistics.fmean(rounds[first - 1 : last]) for rounds in own]
        theirs = [statistics.fmean(rounds[first - 1 : last]) for rounds in off]
        less = cell([a - b for a, b in zip(mine, theirs, strict=True)])
        by_block.append({"from": first, "to": last, **cell(mine), "minus_off": less})
    by_round = [cell(list(samples)) for samples in zip(*own, strict=True)]
    return {"by_round": by_round, "by_block": by_block}
