"""Measure signoff against the floor and, where their environments exist, against its peers.

    python bench/run.py [--venvs DIR] [--only signoff,burr] [--workloads W1,W3]
                        [--turns 40] [--big] [--json FILE]

Every measurement is a process of its own, and in it contestant and floor take
turns. DIR holds an environment per peer (DIR/burr/bin/python); a peer without
one is passed over. See docs/benchmarks.md for what the numbers mean.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import footprint
import measure

HERE = Path(__file__).resolve().parent
CONTESTANTS = (
    "signoff", "burr", "langgraph", "crewai", "dbos", "pydantic_graph", "workflows"
)  # fmt: skip
WORKLOADS = ("W1", "W2", "W3", "W3b", "W4", "W5", "W6", "W7")
QUIET = {
    "ANONYMIZED_TELEMETRY": "false",
    "BURR_TELEMETRY_ENABLED": "false",
    "CREWAI_DISABLE_TELEMETRY": "true",
    "CREWAI_DISABLE_TRACKING": "true",
    "CREWAI_DISABLE_VERSION_CHECK": "true",
    "CREWAI_TRACING_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
    "PYTHONWARNINGS": "ignore",
}
FEW, MANY = 10_000, 100_000
N_COLD = 9
TRIPS = (20, 60)


class Bench:
    """One round of measurements."""

    def __init__(self, asked, scratch):
        self.asked = asked
        self.scratch = scratch
        self.environment = {**os.environ, **QUIET, "HOME": str(scratch)}
        # An installed package has its bytecode: all find theirs here from the second start on.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")

    def python_of(self, name):
        """Return the interpreter a contestant runs under, None where there is none."""
        if name == "signoff":
            return sys.executable
        place = self.asked.venvs / name / "bin" / "python" if self.asked.venvs else None
        return str(place) if place and place.exists() else None

    def measured(self, name, workload):
        """Return the numbers of one contestant in one workload."""
        if workload == "W3b":
            return self.cold(name)
        if workload == "W5":
            return footprint.of(self.python_of(name), HERE, name, self.environment)
        arguments = ["--turns", str(self.asked.turns)]
        if workload == "W4":
            arguments += ["--many", str(MANY if self.asked.big else FEW)]
        if workload == "W7":
            arguments += ["--many", str(FEW if self.asked.big else 1_000)]
        came = self.job(name, workload, *arguments)
        if workload in {"W3", "W6"} and "left_out" not in came:
            came["syncs"] = self.syncs(name, "trips" if workload == "W3" else "steps")
        return came

    def job(self, name, workload, *arguments, before=(), folder=None):
        """Run job.py in a process of its own and return what it printed."""
        place = folder or Path(tempfile.mkdtemp(dir=self.scratch))
        command = [*before, self.python_of(name), str(HERE / "job.py"), name, workload]
        done = subprocess.run(
            [*command, "--folder", str(place), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
        )
        if folder is None:
            shutil.rmtree(place)
        if done.returncode:
            return {"left_out": done.stderr.strip().splitlines()[-1][:200]}
        return json.loads(done.stdout.splitlines()[-1])

    def cold(self, name):
        """W3b: resume in a fresh process, against a process that imports and reads one row."""
        pairs = []
        for _ in range(N_COLD):
            folder = Path(tempfile.mkdtemp(dir=self.scratch))
            pair = []
            for who in ("floor", name):
                place = folder / who
                place.mkdir()
                # The floor runs under the contestant's interpreter: both start the same Python.
                python = self.python_of(name)
                ends = [python, str(HERE / "job.py"), who]
                waits = self._out([*ends, "wait", "--folder", str(place)])
                if "id" not in waits:
                    return waits
                resume = [*ends, "resume", "--folder", str(place), "--run-id", waits["id"]]
                begun = time.perf_counter()
                came = self._out(resume)
                pair.append(time.perf_counter() - begun)
                if "left_out" in came:
                    return came
            pairs.append(tuple(pair))
        return measure.summary(pairs[1:], unit="ms") | {"load": measure.load()}

    def _out(self, command):
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=self.environment
        )
        if done.returncode:
            return {"left_out": done.stderr.strip().splitlines()[-1][:200]}
        return json.loads(done.stdout.splitlines()[-1])

    def syncs(self, name, what):
        """Return fsync and fdatasync calls per trip or step; None where strace is absent."""
        if shutil.which("strace") is None:
            return None
        counts = []
        for n in TRIPS:
            report = self.scratch / "strace"
            before = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(report)]
            came = self.job(name, what, "--turns", str(n), before=before)
            if "left_out" in came:
                return None
            counts.append(_calls(report.read_text()))
        # The difference of two runs: what opening the store costs is in both.
        return (counts[1] - counts[0]) / (TRIPS[1] - TRIPS[0])


def _calls(report):
    """Return the sum of the calls column of ``strace -c``."""
    lines = [line.split() for line in report.splitlines()]
    return sum(int(line[3]) for line in lines if line and line[-1] in {"fsync", "fdatasync"})


def main():
    asked = _asked()
    found = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        bench = Bench(asked, Path(scratch))
        for workload in asked.workloads:
            for name in asked.only:
                if bench.python_of(name) is None:
                    continue
                came = bench.measured(name, workload)
                found.setdefault(workload, {})[name] = came
                sys.stderr.write(f"{workload:4} {name:10} load {measure.load()}\n")
    about = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "cores": os.cpu_count(),
        "load": measure.load(),
        "strace": shutil.which("strace") is not None,
    }
    if asked.json:
        asked.json.write_text(json.dumps({"about": about, "found": found}, indent=1) + "\n")
    sys.stdout.write(table(found, about))


def table(found, about):
    """Return the numbers as a Markdown table."""
    lines = ["| workload | who | measured | against the floor | more |", "|---|---|---|---|---|"]
    for workload, contestants in found.items():
        lines += [f"| {workload} | {name} | {_row(c)} |" for name, c in contestants.items()]
    facts = ", ".join(f"{key} {value}" for key, value in about.items())
    if not about["strace"]:
        facts += "; syncs were not counted, for there is no strace here"
    return "\n".join(lines) + f"\n\n{facts}\n"


def _row(came):
    if "left_out" in came:
        return f"- | - | left out: {came['left_out']}"
    cells = {"measured": "", "ratio": ""}
    if "median" in came:
        cells["measured"] = f"{came['median']:.3g} {came['unit']}"
        cells["ratio"] = f"{came['ratio']:.2f} x {came['floor']:.3g}"
    told = {"unit", "median", "ratio", "floor", "load", "best"}
    more = ", ".join(f"{key} {_short(value)}" for key, value in came.items() if key not in told)
    return f"{cells['measured']} | {cells['ratio']} | {more}"


def _short(value):
    if isinstance(value, dict):
        return " / ".join(f"{key}: {_short(item)}" for key, item in value.items())
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _asked():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venvs", type=Path)
    parser.add_argument("--only", type=lambda text: text.split(","), default=CONTESTANTS)
    parser.add_argument("--workloads", type=lambda text: text.split(","), default=WORKLOADS)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--big", action="store_true", help="W4 to 100,000 runs, W7 to 10,000")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
