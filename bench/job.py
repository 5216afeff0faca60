"""One measurement in a process of its own; prints one JSON object on its last line.

    python bench/job.py signoff W3 --folder PLACE [--turns 40] [--many 10000]

``wait`` and ``resume`` are the two halves of W3b. run.py calls this; alone it
is for looking at one number.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import sys
from pathlib import Path

import measure
import workloads
from contestants import floor


def main():
    asked = _asked()
    one = importlib.import_module(f"contestants.{asked.contestant}").Contestant()
    if asked.plain_provider:
        one.has_plain_provider = True
    # Some libraries print panels; the result has standard output to itself.
    out, sys.stdout = sys.stdout, sys.stderr
    before = measure.load()
    came = asyncio.run(_work(one, asked))
    came |= {"load": f"{before} -> {measure.load()}"}
    out.write(json.dumps(came) + "\n")


async def _work(one, asked):
    if asked.workload == "wait":
        return {"id": await workloads.wait_in(one, asked.folder / "w3b.db")}
    if asked.workload == "resume":
        await workloads.resume_in(one, asked.folder / "w3b.db", asked.run_id)
        return {}
    if not hasattr(one, workloads.NEEDS.get(asked.workload, "name")):
        return {"left_out": f"{one.name} has no {workloads.NEEDS[asked.workload]}"}
    work = workloads.WORKLOADS[asked.workload]
    more = {"many": asked.many} if asked.many else {}
    return await work(one, floor.Contestant(), asked.folder, turns=asked.turns, **more)


def _asked():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("contestant")
    parser.add_argument("workload")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--many", type=int)
    parser.add_argument("--run-id")
    parser.add_argument("--plain-provider", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
