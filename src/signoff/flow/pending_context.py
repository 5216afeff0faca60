"""A question as its provider sees it.

Apart from async_feedback.py: a process that only resumes a run asks nothing and does not load it.
"""

# No __future__.annotations: a dataclass searches annotations that are texts, at each start.
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from signoff.flow.config import flow_config
from signoff.flow.plain import plain

if TYPE_CHECKING:
    from signoff.inbox.pre_review import PreReview


def _now() -> datetime:
    return flow_config.clock.now()


@dataclass
class PendingFeedbackContext:
    """One question as its provider sees it.

    ``key`` names the question within the run; ``request_id`` names it in the
    world: ``"{flow_id}/{key}"``. Both are accepted by ``Flow.resume``.
    ``response_schema`` is the JSON Schema of a typed answer. ``pre_review``
    says what lessons made of the output before it is shown, None where there
    was none to apply.
    """

    flow_id: str
    flow_class: str
    method_name: str
    method_output: Any
    message: str
    emit: list[str] | None = None
    default_outcome: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    llm: str | None = None
    requested_at: datetime = field(default_factory=_now)
    key: str = ""
    approving: list[str] | None = None
    editable: bool = False
    response_schema: dict[str, Any] | None = None
    pre_review: "PreReview | None" = None

    @property
    def request_id(self) -> str:
        """Return the question's name outside of its run."""
        return f"{self.flow_id}/{self.key}"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON; what JSON cannot say becomes its text."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["requested_at"] = self.requested_at.isoformat()
        shown: dict[str, Any] = plain(values)
        return shown

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the context of a ``to_dict``; unknown keys are passed over."""
        names = {f.name for f in fields(cls)}
        known = {name: value for name, value in data.items() if name in names}
        for name in ("flow_id", "flow_class", "method_name", "method_output", "message"):
            known.setdefault(name, None if name == "method_output" else "")
        at = known.get("requested_at")
        if isinstance(at, str):
            at = datetime.fromisoformat(at)
            known["requested_at"] = at if at.tzinfo else at.replace(tzinfo=UTC)
        before = known.get("pre_review")
        if isinstance(before, Mapping):
            from signoff.inbox.pre_review import AppliedLesson, PreReview  # noqa: PLC0415 - see asks.py

            lessons = tuple(AppliedLesson(**lesson) for lesson in before["lessons"])
            known["pre_review"] = PreReview(before["original"], lessons, before["note"])
        return cls(**known)
