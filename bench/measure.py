"""The clock, the pairs and the arithmetic: the same for everybody who is measured.

Contestant and floor take turns within one process, so that a slow moment of a
shared machine falls on both. A ratio is taken within each turn; what is
reported is the median of these.
"""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

DRAFT_BYTES = 1024


def draft():
    """Return a state whose compact JSON is 1,024 bytes."""
    state = {"title": "draft", "n": 7, "tags": ["a", "b"], "text": ""}
    n_free = DRAFT_BYTES - len(json.dumps(state, separators=(",", ":")))
    words = "the quick review of a slow draft "
    state["text"] = (words * (n_free // len(words) + 1))[:n_free]
    return state


async def seconds(work, *, expected=None):
    """Return how long ``work()`` took; fail where it returns anything else than ``expected``."""
    begun = time.perf_counter()
    came = await work()
    took = time.perf_counter() - begun
    if expected is not None and came != expected:
        raise AssertionError(f"expected {expected!r}, came {came!r}")
    return took


async def in_turns(one, other, *, n_turns):
    """Return the seconds of ``one`` and ``other``, turn by turn, after three turns to warm up."""
    pairs = []
    for turn in range(-3, n_turns):
        pair = (await one(), await other())
        if turn >= 0:
            pairs.append(pair)
    return pairs


def summary(pairs, *, scale=1.0, unit="us"):
    """Return median and best of both sides and the median ratio; ``scale`` divides a turn."""
    factor = {"us": 1e6, "ms": 1e3}[unit] / scale
    floor = [pair[0] * factor for pair in pairs]
    taken = [pair[1] * factor for pair in pairs]
    return {
        "unit": unit,
        "floor": statistics.median(floor),
        "median": statistics.median(taken),
        "best": min(taken),
        "ratio": statistics.median(b / a for a, b in zip(floor, taken, strict=True)),
    }


def memory(key):
    """Return kilobytes of this process: VmRSS now, VmHWM at most; None where unknown."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines[key].split()[0])


def load():
    """Return the machine's load averages as text."""
    place = Path("/proc/loadavg")
    return " ".join(place.read_text().split()[:3]) if place.exists() else "unknown"
