"""The record of one run: everything needed to go on, and nothing that must be replayed.

Small facts that change (state, agenda, joins) are the head; what happened is
an append-only log. A store that saves after every step writes the head again
and adds the new entries, so a step costs the same in a long run as in a short
one. Reading a record back is the business of record_text.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.record_parts import (
    ANSWERS,
    QUESTIONS,
    Answered,
    Asked,
    Done,
    Entry,
    Handed,
    Nested,
    Pause,
    PreReviewed,
    RunStatus,
    Source,
    Step,
)
from signoff.flow.record_trees import entry_text, head_text, nested_trees, pause_tree

__all__ = [
    "ANSWERS",
    "Answered",
    "Asked",
    "Done",
    "Entry",
    "Handed",
    "Nested",
    "Pause",
    "PreReviewed",
    "Record",
    "RunStatus",
    "Source",
    "Step",
]


class Record:
    """One run, live. The engine alone changes it.

    ``fired`` holds, per or_-listener, the chain it fired for; ``seen`` holds,
    per join ("method/part"), the names seen since it last fired. ``resting``
    holds steps whose nested flows wait, ``nested`` these flows.
    """

    def __init__(self, run_id: str, flow: str, state: Any) -> None:  # noqa: ANN401 - the author's
        self.run_id = run_id
        self.flow = flow
        self.state = state
        self.status = RunStatus.RUNNING
        self.seq = 0
        self.n_scheduled = 0
        self.agenda: dict[int, Step] = {}
        self.pauses: dict[str, Pause] = {}
        self.calls: dict[str, int] = {}
        self.asked: dict[str, int] = {}
        self.seen: dict[str, dict[str, None]] = {}
        self.fired: dict[str, int] = {}
        self.resting: dict[int, Step] = {}
        self.nested: dict[str, Nested] = {}
        self.log: list[Entry] = []
        self.history: list[HumanFeedbackResult] = []
        self.texts: list[str] = []

    def __repr__(self) -> str:
        # Short: tasks that hold a record are written out by asyncio, in places that run often.
        return f"<Record {self.run_id} {self.status.value} after {len(self.log)} entries>"

    def rest_status(self) -> RunStatus:
        """Return the status of the run once nothing is due."""
        return RunStatus.WAITING if self.pauses else RunStatus.ENDED

    def withdraw(self, key: str) -> None:
        """Ask a question no more: a newer version of it is asked."""
        del self.pauses[key]

    def append(self, entry: Entry) -> int:
        """Add to the log and return the entry's index."""
        self.log.append(entry)
        if isinstance(entry, Answered):
            self.history.append(entry.result)
        return len(self.log) - 1

    def schedule(self, method: str, trigger: str | None, source: Source | None, chain: int) -> None:
        """Put a method on the agenda."""
        self.n_scheduled += 1
        self.agenda[self.n_scheduled] = Step(self.n_scheduled, method, trigger, source, chain)

    def value_of(self, source: Source | None) -> Any:  # noqa: ANN401 - the author's value
        """Return the argument a step is called with."""
        if source is None:
            return None
        entry = self.log[source.entry]
        if isinstance(entry, Answered):
            return entry.result.outcome if source.part == "outcome" else entry.result
        return None if isinstance(entry, Handed) else entry.value

    def asked_value(self, pause: Pause) -> Any:  # noqa: ANN401 - the author's value
        """Return the output a person is asked to judge."""
        entry = self.log[pause.asked]
        return None if isinstance(entry, ANSWERS) else entry.value

    def pre_review_of(self, pause: Pause) -> PreReviewed | None:
        """Return what lessons did to the output a person is asked to judge."""
        entry = self.log[pause.asked]
        return entry.pre_review if isinstance(entry, Asked) else None

    def outputs(self) -> Iterator[Any]:
        """Yield the output of every finished method, in order of completion."""
        for entry in self.log:
            if not isinstance(entry, QUESTIONS):
                yield self._output(entry)

    def last_output(self) -> Any:  # noqa: ANN401 - the author's value
        """Return the output of the method that finished last, None if none did."""
        for entry in reversed(self.log):
            if not isinstance(entry, QUESTIONS):
                return self._output(entry)
        return None

    def _output(self, entry: Done | Answered) -> Any:  # noqa: ANN401 - the author's value
        if isinstance(entry, Done):
            return entry.value
        # With outcomes, the method keeps its own result; without, the judgement is the result.
        return entry.result.output if entry.result.outcome is not None else entry.result

    def was_answered(self, key: str) -> bool:
        """Say whether this question was asked and its answer consumed."""
        return any(isinstance(e, ANSWERS) and e.key == key for e in self.log)

    def cancel(self) -> None:
        """Close every question and take everything that is due off the agenda."""
        self.status = RunStatus.CANCELLED
        for part in (self.agenda, self.resting, self.nested, self.pauses):
            part.clear()

    def head_text(self) -> str:
        """Return the part that is written again at every save, as versioned JSON.

        Raises: FlowStorageError, naming the path ("state.customer.lock").
        """
        parts: dict[str, Any] = {
            "id": self.run_id,
            "flow": self.flow,
            "status": self.status,
            "seq": self.seq,
            "next": self.n_scheduled,
        }
        if self.agenda:
            parts["agenda"] = list(self.agenda.values())
        if self.pauses:
            parts["pauses"] = [pause_tree(pause) for pause in self.pauses.values()]
        if self.seen:
            parts["seen"] = {name: list(names) for name, names in self.seen.items() if names}
        if self.fired:
            parts["fired"] = self.fired
        if self.nested:
            parts["resting"] = list(self.resting.values())
            parts["nested"] = nested_trees(self.nested)
        return head_text(parts, self.state)

    def entries_text(self) -> list[str]:
        """Return the whole log, one JSON text per entry; known entries are not encoded again."""
        for entry in self.log[len(self.texts) :]:
            self.texts.append(entry_text(entry))
        return self.texts

    def to_text(self) -> str:
        """Return the whole record as versioned JSON: ``{"v": 1, "head": ..., "log": [...]}``.

        Raises: FlowStorageError, naming the path of a value that cannot be kept.
        """
        return f'{{"v":1,"head":{self.head_text()},"log":[{",".join(self.entries_text())}]}}'
