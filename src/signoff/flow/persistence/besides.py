"""What a store of runs may do besides; loaded by a run that pauses, not by every import."""

from collections.abc import Iterable, Mapping
from typing import Protocol, runtime_checkable


@runtime_checkable
class FindsAnswers(Protocol):
    """What a store may do besides, so that a loop of many rounds does not read all it was told."""

    def answers_to(self, run_id: str, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the answers to these questions of a run, by key."""
        ...


@runtime_checkable
class KeepsDecisions(Protocol):
    """What a store must be able to do besides, so that a run can be forked at a past decision.

    ``claim`` then keeps, with an answer to a run that is not running, the head
    the run has at that moment. Prove it with signoff.testing.persistence.KeepsDecisionsContract.
    """

    def keep_heads(self, run_id: str, keys: Iterable[str]) -> None:
        """Keep the head the run has now with the answers to ``keys``: they are consumed next."""
        ...

    def head_at(self, run_id: str, key: str) -> str | None:
        """Return the head that was kept with an answer, None where there is none."""
        ...
