"""One run told as a story: branches, a join, two open questions, a loop; and ways to die in it.

Also a program: it tells the story with a kill -9 at one statement after the other.
Run with: a folder for the databases.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from signoff import Flow, HumanFeedbackPending, and_, human_feedback, listen, or_, persist, start
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.flow.record_text import read_parts

RUN = "case-1"
ANSWERS = {"review#1": "again", "review#2": "yes", "notes#1": "fine"}


class Waits:
    def request_feedback(self, context, flow):
        raise HumanFeedbackPending(context=context)


@persist
class Story(Flow):
    """``mark`` is called with the name of every method that ran."""

    mark = staticmethod(lambda name: None)

    @start()
    async def begin(self):
        self.mark("begin")
        self.state["seen"] = ["begin"]
        return ("begun", 1)

    @listen(begin)
    async def left(self, value):
        self.mark("left")
        return "left"

    @listen(begin)
    def right(self):
        self.mark("right")
        return "right"

    @listen(begin)
    @human_feedback(message="Notes?", provider=Waits())
    async def notes(self):
        self.mark("notes")
        return "notes"

    @listen(or_(and_(left, right), "again"))
    @human_feedback(message="Good?", emit=["yes", "again"], provider=Waits())
    async def review(self):
        self.mark("review")
        self.state["seen"] = [*self.state["seen"], "review"]
        return {"draft": len(self.state["seen"])}

    @listen(and_("yes", notes))
    async def ship(self, value):
        self.mark("ship")
        return "shipped"

    @listen(ship)
    def close(self, value):
        self.mark("close")
        return f"{value} and closed"


# Methods that are under way at the same time: one crash may repeat any of a group.
GROUPS = [{"begin"}, {"left", "right", "notes"}, {"review"}, {"ship"}, {"close"}]


def tell(store, mark):
    """Live once: begin the run or go on with it, answer all that is asked; return its end."""
    stored = store.load_run(RUN)
    if stored is None or stored.status != "ended":
        came = told_by(mark)(persistence=store).kickoff({"id": RUN})
        while isinstance(came, HumanFeedbackPending):
            key = came.context.key
            came = told_by(mark).from_pending(RUN, store).resume(ANSWERS[key], key=key)
    return end_of(store)


def told_by(mark):
    """Return the story with its marks set; the same name, so that it is the same flow."""
    return type("Story", (Story,), {"mark": staticmethod(mark), "__qualname__": "Story"})


def end_of(store):
    """Return what is stored in the end, in plain JSON."""
    stored = store.load_run(RUN)
    record = read_parts(stored.head, stored.entries)
    return {
        "status": stored.status,
        "state": record.state,
        "history": sorted([r.request_id, r.feedback, r.outcome] for r in record.history),
        "outputs": sorted(repr(o) for o in record.outputs() if isinstance(o, str | tuple | dict)),
        "result": record.last_output(),
        "open": [*record.agenda, *record.pauses],
    }


def repeated(marks, usual):
    """Return the methods that ran more often than they usually do, each as often as that."""
    return list((Counter(marks) - Counter(usual)).elements())


class Walked(SQLiteFlowPersistence):
    """A store that comes upon ``die`` before or after its n-th statement."""

    def __init__(self, path, *, at=0, when="before", die=None):
        # kill -9 takes nothing that SQLite handed to the system; only a power cut needs the sync.
        super().__init__(path, synchronous="NORMAL")
        self.at, self.when, self.die = at, when, die
        self.n_statements = 0

    def _connected(self):
        return Watched(super()._connected(), self)

    def passes(self, run):
        """Count a statement, run it, and die at the right moment."""
        self.n_statements += 1
        if self.n_statements == self.at and self.when == "before":
            self.die()
        done = run()
        if self.n_statements == self.at:
            self.die()
        return done


class Watched:
    """A connection whose statements are counted."""

    def __init__(self, db, store):
        self.db, self.store = db, store

    def execute(self, *arguments):
        return self.store.passes(lambda: self.db.execute(*arguments))

    def executemany(self, *arguments):
        return self.store.passes(lambda: self.db.executemany(*arguments))

    def close(self):
        self.db.close()


def in_child(work):
    """Run ``work`` in a forked process; return its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - a child must end here, whatever happened
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
    return os.waitpid(child, 0)[1]


def walk(folder):
    """Yield, for every statement, what was left by a run killed there and finished later."""
    n = 0
    status = signal.SIGKILL
    while status == signal.SIGKILL:
        n += 1
        place = folder / str(n)
        place.mkdir()

        def mark(name, place=place):
            with (place / "marks").open("a") as marks:
                marks.write(f"{name}\n")

        def life(at, place=place, mark=mark):
            die = lambda: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
            store = Walked(place / "runs.db", at=at, die=die)
            (place / "end").write_text(json.dumps(tell(store, mark)))

        status = in_child(lambda life=life, n=n: life(n))
        again = in_child(lambda life=life: life(0))
        yield {
            "n": n,
            "killed": status == signal.SIGKILL,
            "status": [status, again],
            "end": json.loads((place / "end").read_text()),
            "marks": (place / "marks").read_text().split(),
        }


def main():
    for seen in walk(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main()
