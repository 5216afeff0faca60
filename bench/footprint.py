"""W5: what it takes to have a contestant: distributions, megabytes, and the time of its import."""

from __future__ import annotations

import json
import subprocess

import measure

N_IMPORTS = 9

# Run under the contestant's interpreter: what it needs is found from its metadata.
PROBE = """
import importlib.metadata as metadata, importlib.util, json, re, sys
from pathlib import Path

def needs(name, seen):
    seen.add(name)
    for line in metadata.requires(name) or ():
        if "extra ==" in line:
            continue
        other = re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-")
        if other not in seen:
            try:
                metadata.distribution(other)
            except metadata.PackageNotFoundError:
                continue
            needs(other, seen)
    return seen

def size(name):
    files = [Path(file.locate()) for file in metadata.files(name) or ()]
    if not any(file.suffix == ".py" for file in files):  # installed from a working copy
        folder = Path(importlib.util.find_spec(name).origin).parent
        files = list(folder.rglob("*"))
    kept = [file for file in files if file.is_file() and file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in kept)

names = needs(sys.argv[1], set())
print(json.dumps({"dists": len(names), "mb": sum(map(size, names)) / 1e6}))
"""
ABOUT = """
import json
from contestants import {name} as one
print(json.dumps([one.Contestant.requires, one.Contestant.imports]))
"""
TIMED = """
import time
begun = time.perf_counter()
{imports}
print(time.perf_counter() - begun)
"""


def of(python, here, name, environment):
    """Return distributions, megabytes and import times of a contestant."""

    def out(*command):
        return subprocess.run(
            [python, "-c", *command],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=here,
        ).stdout

    requires, imports = json.loads(out(ABOUT.format(name=name)))
    _, bare = json.loads(out(ABOUT.format(name="floor")))
    times = [
        tuple(float(out(TIMED.format(imports=line))) for line in (bare, imports))
        for _ in range(N_IMPORTS)
    ]
    return json.loads(out(PROBE, requires)) | measure.summary(times[1:], unit="ms")
