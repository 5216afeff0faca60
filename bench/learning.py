"""Measure what learning from feedback does, with a simulated reviewer and a simulated model.

    python bench/learning.py [--seeds 30] [--rounds 30] [--json FILE]
                             [--page FILE] [--picture FILE]

Prints the tables. --page puts them into a page, between its marks; --picture
draws the curves. What it proves and what it does not: docs/learning-measured.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from house import figures, picture, tables, trial


def main():
    asked = _asked()
    changes_at = asked.rounds // 2 + 1
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="signoff-learning-") as folder:
        trials = _all_trials(Path(folder), asked.seeds, asked.rounds, changes_at)
    found = figures.summed_up(trials, n_rounds=asked.rounds, changes_at=changes_at)
    _write(asked, found)
    print(f"\n{asked.seeds} seeds took {time.perf_counter() - began:.0f} s.")  # noqa: T201


def _all_trials(folder, n_seeds, n_rounds, changes_at):
    """Return every arm's trials, seed by seed: a slow moment falls on all arms."""
    trials = {arm.name: [] for arm in trial.ARMS}
    for seed in range(n_seeds):
        sys.stderr.write(f"\rseed {seed + 1} of {n_seeds}")
        for arm in trial.ARMS:
            came = trial.run(arm, seed, folder, n_rounds=n_rounds, changes_at=changes_at)
            trials[arm.name].append(came)
    sys.stderr.write("\n")
    return trials


def _write(asked, found):
    made = tables.as_markdown(found)
    print(made)  # noqa: T201
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if asked.page:
        page = asked.page.read_text(encoding="utf-8")
        asked.page.write_text(tables.put_into(page, made), encoding="utf-8")
    if asked.picture:
        asked.picture.parent.mkdir(parents=True, exist_ok=True)
        asked.picture.write_text(picture.drawn(found), encoding="utf-8")


def _asked():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=_at_least(2), default=30)
    parser.add_argument("--rounds", type=_at_least(4), default=30)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--picture", type=Path)
    return parser.parse_args()


def _at_least(least):
    def number(text):
        if int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is less than {least}")
        return int(text)

    return number


if __name__ == "__main__":
    main()
