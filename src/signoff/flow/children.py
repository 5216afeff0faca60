"""A flow that a step has started: where it is kept, where it stands, what it was begun with.

What becomes of its step and of its questions is the business of nesting.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from signoff.errors import FlowStorageError
from signoff.flow.codec import encode
from signoff.flow.record import Nested, Record
from signoff.flow.record_trees import dumps

if TYPE_CHECKING:
    from signoff.flow.checkpoints import Checkpoints


class ChildWaits(BaseException):
    """A child has open questions. No Exception, so that no ``except`` of an author stops it."""

    def __init__(self, child: Child) -> None:
        super().__init__(f"the nested flow {child.slot} waits for a person")
        self.child = child


class ChildrenWait(BaseException):
    """A step must wait, for these of the flows that it has started."""

    def __init__(self, children: list[Child]) -> None:
        super().__init__(f"{len(children)} nested flows wait for a person")
        self.children = children


class Child:
    """A flow that a step starts. ``slot`` names it within the parent's run: "step.number".

    ``record`` is there once it came to rest, ``is_over`` is done once its kickoff is over,
    by whatever end. ``digest`` is of what it is called with now, which may be other than what
    it was begun with.
    """

    def __init__(self, slot: str, run_id: str, known: Nested | None, digest: str) -> None:
        self.slot = slot
        self.run_id = run_id
        self.digest = digest
        self.is_known = known is not None
        self.nested = known or Nested(begun_with=digest)
        self.checkpoints: Checkpoints | None = None
        self.record: Record | None = None
        self.is_over: Future[None] = Future()
        self.is_over.set_running_or_notify_cancel()  # from here on no waiter can cancel it

    @property
    def waits(self) -> bool:
        """Say whether it has open questions."""
        return self.record is not None and bool(self.record.pauses)


def digest_of(flow_class: type, inputs: Mapping[str, Any]) -> str:
    """Return what tells a child from others of its step; "" where its inputs cannot be stored."""
    name = f"{flow_class.__module__}:{flow_class.__qualname__}"
    try:
        text = dumps([name, encode(dict(inputs), "inputs")])
    except FlowStorageError:
        return ""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
