"""What a store of runs must be able to do. Four methods; all text is JSON it need not read.

Three older methods will do as well (KeepsStates), with the limits that by_state.py names.
Whoever writes a store proves it with signoff.testing.persistence.FlowPersistenceContract.
"""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable


class StoredRun(NamedTuple):
    """A run as it was stored: its head, its whole log, and how often it was saved."""

    id: str
    status: str
    version: int
    head: str
    entries: Sequence[str]


class Claim(NamedTuple):
    """How an answer fared.

    ``is_won``: this answer is the one. ``answer``: the answer that holds, this
    one or the earlier. ``version``: the run's version, now reserved for the
    caller; None where another process is advancing the run.
    """

    is_won: bool
    answer: str
    version: int | None


@runtime_checkable
class FlowPersistence(Protocol):
    """A store of runs. Every method is one transaction."""

    def save_run(self, run: StoredRun, *, n_known: int) -> None:
        """Store a run: replace status and head, append ``entries`` after the ``n_known`` stored.

        ``run.version`` is the version this save follows; the stored one becomes
        one more. 0 means a run that was never stored. ``n_known`` of 0 begins
        the log anew and forgets the answers of a run that had this id before.
        Raises: RunBusy, where the stored version is another.
        """
        ...

    def load_run(self, run_id: str) -> StoredRun | None:
        """Return a run with its whole log, or None."""
        ...

    def claim(self, run_id: str, key: str, answer: str) -> Claim:
        """Store the answer to a question unless there is one, and reserve the run.

        Raises: NothingPending, where there is no such run.
        """
        ...

    def answers(self, run_id: str) -> Mapping[str, str]:
        """Return every answer of a run by its question's key."""
        ...


def keeps_runs(store: object) -> bool:
    """Say whether ``store`` has the methods of FlowPersistence, and not only inherits them.

    A class has none to call: they are its objects'.
    """
    if isinstance(store, type):
        return False
    own = getattr(store, "save_run", None)
    # A subclass of the protocol inherits its methods, which do nothing.
    return own is not None and getattr(own, "__func__", own) is not FlowPersistence.save_run


def seems_a_store(thing: object) -> bool:
    """Say whether an object or a class has what any store has, whole or not."""
    return hasattr(thing, "save_run") or hasattr(thing, "save_state")


@runtime_checkable
class KeepsStates(Protocol):
    """The least a store can do: keep one JSON-able dict per run. Runs in it pause and resume."""

    def init_db(self) -> None:
        """Make what the store needs; called before its first use by a flow, more than once."""
        ...

    def save_state(self, flow_uuid: str, method_name: str, state_data: dict[str, Any]) -> None:
        """Keep ``state_data`` for the run, in place of what was kept before."""
        ...

    def load_state(self, flow_uuid: str) -> dict[str, Any] | None:
        """Return what was kept last for the run, or None."""
        ...
