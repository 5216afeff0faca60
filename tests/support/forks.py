"""The one context that the suite's servers are forked in, from a process that is warm.

multiprocessing has one such process for all of a program's contexts, and the last list of what it
imports first holds: a second list, anywhere, would let every server start cold.
"""

from __future__ import annotations

import multiprocessing

RUN_FOLDER = "SUITE_RUN_FOLDER"  # tells that process where the run has its PostgreSQL
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.support.served", "tests.way.warm"])
