"""A program that is killed in the middle of a step, and its flow.

Run with: database, file of marks, run id, the step to die in ("" for none), what to do.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from signoff import Flow, HumanFeedbackPending, human_feedback, listen, persist, start
from signoff.flow.persistence import SQLiteFlowPersistence

DATABASE, MARKS, RUN_ID, DIE_IN, WHAT = sys.argv[1:] if len(sys.argv) == 6 else ("x.db",) * 5
store = SQLiteFlowPersistence(DATABASE)


class Later:
    def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)


def mark(name):
    """Write down that a step ran; then die, if it is the one to die in."""
    with Path(MARKS).open("a") as marks:
        marks.write(f"{name}\n")
    if name == DIE_IN:
        os.kill(os.getpid(), signal.SIGKILL)


@persist(store)
class Payment(Flow):
    @start()
    def charge(self):
        mark("charge")
        return "charged"

    @listen(charge)
    @human_feedback(message="ship?", emit=["yes", "no"], provider=Later())
    def review(self):
        mark("review")
        return "text"

    @listen("yes")
    def ship(self, result):
        mark("ship")
        return f"shipped, said {result.feedback}"

    @listen(ship)
    def end(self, value):
        mark("end")
        return value


def main():
    if WHAT == "kickoff":
        came = Payment().kickoff(inputs={"id": RUN_ID})
    else:
        came = Payment.from_pending(RUN_ID).resume(WHAT)
    sys.stdout.write("waits" if isinstance(came, HumanFeedbackPending) else came)


if __name__ == "__main__":
    main()
