"""One run and the store it is kept in: what is saved when, and whose answer holds.

The engine calls ``after_step``; the host calls the rest. Nothing here runs a
step or talks to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from signoff.errors import AlreadyAnswered, NothingPending, RunBusy, RunCancelled
from signoff.flow.answers import answer_text, read_answer
from signoff.flow.persistence.besides import FindsAnswers, KeepsDecisions
from signoff.flow.persistence.protocol import Claim, FlowPersistence, StoredRun
from signoff.flow.record import Answered, Handed, Record, RunStatus
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from signoff.flow.reports import StepReport


class Checkpoints:
    """A run's place in its store. ``version`` 0 means it was never stored.

    ``every``: save after each method; ``methods``: only after these.
    """

    def __init__(
        self,
        find_store: Callable[[], FlowPersistence],
        *,
        every: bool = False,
        methods: frozenset[str] = frozenset(),
    ) -> None:
        self._find_store = find_store
        self._store: FlowPersistence | None = None
        self.every = every
        self.methods = methods
        self.version = 0
        self.n_known = 0
        self.saved: tuple[RunStatus, int] | None = None

    @property
    def store(self) -> FlowPersistence:
        """Where the run is kept; looked for when it is first needed, which many runs never do."""
        if self._store is None:
            self._store = self._find_store()
        return self._store

    @property
    def is_asked_for(self) -> bool:
        """Say whether the author wants steps saved, not only pauses."""
        return self.every or bool(self.methods)

    @property
    def watches_steps(self) -> bool:
        """Say whether any step may have to be saved: where asked for, or where one fails."""
        return self.is_asked_for or self.version > 0

    async def after_step(self, record: Record, report: StepReport | None) -> None:
        """Save after a method or a consumed answer, where the author asked for it."""
        is_named = report is not None and report.method in self.methods
        # A failure is kept wherever the run is, so that nothing its siblings did is lost.
        has_failed = record.status is RunStatus.FAILED and self.version > 0
        if self.every or is_named or has_failed:
            self.save(record)

    def save(self, record: Record) -> None:
        """Store the record as it is.

        Raises: FlowStorageError for a value that cannot be kept, RunBusy for a lost race.
        """
        entries = record.entries_text()
        run = StoredRun(
            record.run_id,
            record.status.value,
            self.version,
            record.head_text(),
            entries[self.n_known :],
        )
        self.store.save_run(run, n_known=self.n_known)
        self.version += 1
        self.n_known = len(entries)
        self.saved = (record.status, record.seq)

    def holds(self, record: Record) -> bool:
        """Say whether a record that has come to rest was saved as it is, by its last step."""
        return self.saved == (record.status, record.seq) and self.n_known == len(record.log)

    def load(self, run_id: str) -> Record | None:
        """Return the stored record and take its place in the store, or None."""
        stored = self.store.load_run(run_id)
        if stored is None:
            return None
        from signoff.flow import record_text  # noqa: PLC0415 - see record.py

        record = record_text.read_parts(stored.head, stored.entries)
        # The head is whole; the row's status may be that of somebody who tried to go on.
        if record.status is not RunStatus.CANCELLED:
            record.status = RunStatus(stored.status)
        self.version, self.n_known = stored.version, len(stored.entries)
        return record

    def begin_anew(self) -> None:
        """Let the next save replace the log of an earlier run of this id."""
        self.n_known = 0

    def keep_offers(self, record: Record, key: str) -> None:
        """Store what ``record`` offers by force, before the answer to ``key`` is claimed.

        Killed between the claim and the next save, it then still offers what was answered.
        Raises: AlreadyAnswered, RunBusy.
        """
        try:
            self.save(record)
        except RunBusy:
            held = self.store.answers(record.run_id).get(key)
            if held is None:
                raise
            claim = Claim(is_won=False, answer=held, version=None)
            raise already_answered(record.run_id, key, claim) from None

    def claim(self, record: Record, key: str, response: Response) -> Record:
        """Make ``response`` the one answer and return the newest record, now ours to advance.

        Raises: AlreadyAnswered, naming who and when; RunBusy, where the answer was
        recorded but another process is advancing the run and will take it up.
        """
        claim = self.store.claim(record.run_id, key, answer_text(response))
        if not claim.is_won:
            raise already_answered(record.run_id, key, claim)
        if claim.version is None:
            raise RunBusy(
                f"The answer to {key} of run {record.run_id} is recorded. Another process is "
                "advancing the run and takes it up when it comes to rest. If that process died, "
                f"call kickoff(inputs={{'id': {record.run_id!r}}}) to go on from what is stored."
            )
        if claim.version == self.version + 1:
            self.version = claim.version
            return record
        fresh = self.load(record.run_id)
        if fresh is None:
            raise NothingPending(
                f"Run {record.run_id} is no longer stored. The answer has nothing to go on from. "
                "Start a new run."
            )
        if fresh.status is RunStatus.CANCELLED:
            raise was_cancelled(fresh)
        return fresh

    def unconsumed(self, record: Record) -> dict[str, Response]:
        """Return answers that others recorded and this record still waits for, ours to consume."""
        if not (self.version and record.pauses):
            return {}
        if isinstance(self.store, FindsAnswers):
            stored = self.store.answers_to(record.run_id, record.pauses)
        else:
            stored = self.store.answers(record.run_id)
        found = {key: read_answer(stored[key]) for key in record.pauses if key in stored}
        if not (found and self._is_ours(record)):
            return {}
        if isinstance(self.store, KeepsDecisions):
            # Claimed while the run was on its way to where it stands now, and is stored as.
            self.store.keep_heads(record.run_id, found)
        return found

    def _is_ours(self, record: Record) -> bool:
        """Reserve the run, unless whoever answered has: two must not run what follows."""
        if record.status is RunStatus.RUNNING:
            return True
        rested_as = record.status
        record.status = RunStatus.RUNNING
        try:
            self.save(record)
        except RunBusy:
            record.status = rested_as
            return False
        return True


def already_answered(run_id: str, key: str, claim: Claim) -> AlreadyAnswered:
    """Return the error that tells a latecomer what holds."""
    held = read_answer(claim.answer)
    return AlreadyAnswered(
        f"{key} of run {run_id} was answered before: "
        f"{_said(held.responder, held.outcome, held.channel, held.at)}. That answer holds; "
        "this one was not recorded. If the run did not go on since, call "
        f"kickoff(inputs={{'id': {run_id!r}}})."
    )


def was_cancelled(record: Record) -> RunCancelled:
    """Return the error that tells whoever wants to go on with a cancelled run."""
    return RunCancelled(
        f"Run {record.run_id} was cancelled. What its finished steps did stands; its questions "
        "are closed and nothing of it will run. Start a new run if the work is wanted after all."
    )


def taken(record: Record, answered: Answered | Handed) -> AlreadyAnswered:
    """Return the error that tells a latecomer about an answer the run has gone on from."""
    said = "a flow inside of this one has the answer"
    if isinstance(answered, Answered):
        held = answered.result
        said = _said(held.responder, held.outcome, held.channel, held.timestamp)
    return AlreadyAnswered(
        f"{answered.key} of run {record.run_id} was answered before, and waits no more: {said}. "
        "That answer holds and the run has gone on from it; nothing was changed. Read what came "
        f"of it in the run's history; it is {record.status.value} now.{_how_to_go_on(record)}"
    )


def _how_to_go_on(record: Record) -> str:
    if record.status not in {RunStatus.RUNNING, RunStatus.FAILED}:
        return ""
    stopped = "" if record.status is RunStatus.FAILED else "If the process that ran it is gone: "
    return f" {stopped}kickoff(inputs={{'id': {record.run_id!r}}}) goes on after its last step."


def _said(who: str | None, outcome: str | None, channel: str | None, at: datetime) -> str:
    said = f"said {outcome!r}" if outcome else "answered in words"
    return f"{who or 'somebody'} {said} by {channel} at {at:%Y-%m-%d %H:%M:%S} UTC"
