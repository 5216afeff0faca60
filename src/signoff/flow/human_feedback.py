"""@human_feedback: the mark on a method whose result a person must judge.

It says what is asked, which outcomes are offered and who brings the question
to a person. How the question travels and what words mean is not known here.
"""

# No __future__.annotations: a dataclass searches annotations that are texts, at each start.
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar

from signoff.errors import FlowDefinitionError
from signoff.flow import review_checks
from signoff.flow.config import flow_config
from signoff.flow.decorators import checked_outcomes
from signoff.flow.routes import named_by
from signoff.flow.value import Value

if TYPE_CHECKING:
    from signoff.inbox.pre_review import AppliedLesson

REVIEW = "__signoff_review__"

MethodT = TypeVar("MethodT", bound=Callable[..., Any])


def _now() -> datetime:
    return flow_config.clock.now()


@dataclass(eq=False, repr=False)  # both are below: made for 15 fields, they slow down each start
class HumanFeedbackResult:
    """What a person said about a method's output.

    ``outcome`` is None where none was offered. ``timestamp`` is aware UTC.
    ``outcome_source`` says how the outcome was found (see inbox.response.Source).
    ``output`` is what the person was shown, ``edited_output`` what they made
    of it, None where they changed nothing. ``response`` is the typed answer,
    where a response_model asked for one; ``text`` is all the person wrote.
    ``original_output`` is what the method returned and ``lessons`` are those
    that changed it before it was shown; None and empty where none did.
    """

    output: Any
    feedback: str
    outcome: str | None = None
    timestamp: datetime = field(default_factory=_now)
    method_name: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    request_id: str | None = None
    responder: str | None = None
    channel: str | None = None
    outcome_source: str | None = None
    edited_output: Any = None
    response: Any = None
    text: str = ""
    original_output: Any = None
    lessons: "tuple[AppliedLesson, ...]" = ()

    def __post_init__(self) -> None:
        """Read a naive timestamp as UTC."""
        if self.timestamp.tzinfo is None:
            self.timestamp = self.timestamp.replace(tzinfo=UTC)

    def __eq__(self, other: object) -> bool:
        return vars(other) == vars(self) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # its fields change

    @recursive_repr()  # an output may hold its own judgement
    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({fields})"


class Review(Value):
    """What the decorator was told. ``on_timeout``: "expire", "default" or an outcome."""

    message: str
    outcomes: tuple[str, ...]
    default_outcome: str | None
    metadata: Mapping[str, Any]
    provider: Any
    llm: Any
    learn: bool
    approving: tuple[str, ...] | None = None
    response_model: Any = None
    editable: bool = False
    assignees: tuple[str, ...] = ()
    quorum: int = 1
    deadline: timedelta | None = None
    on_timeout: str | None = None
    learn_limit: int = 5
    learn_source: str = "hitl"
    learn_strict: bool = False

    @property
    def model(self) -> str | None:
        """The model's name, for the record; a live model object is named by its class."""
        if self.llm is None or isinstance(self.llm, str):
            return self.llm
        names = (getattr(self.llm, name, None) for name in ("model", "model_name"))
        known = (name for name in names if isinstance(name, str) and name)
        return next(known, type(self.llm).__name__)


def human_feedback(  # noqa: PLR0913, PLR0917 - the author's parameters, in the order authors know
    message: str,
    emit: Sequence[str | Enum] | None = None,
    llm: Any = None,  # noqa: ANN401 - a name or any model object
    default_outcome: str | Enum | None = None,
    metadata: Mapping[str, Any] | None = None,
    provider: Any = None,  # noqa: ANN401 - checked below; authors pass duck-typed objects
    learn: bool = False,  # noqa: FBT001, FBT002 - the author's parameter
    learn_limit: int = 5,
    learn_source: str = "hitl",
    learn_strict: bool = False,  # noqa: FBT001, FBT002 - the author's parameter
    *,
    approving: Sequence[str | Enum] | None = None,
    response_model: type | None = None,
    editable: bool = False,
    assignees: str | Sequence[str] | None = None,
    quorum: int = 1,
    deadline: timedelta | None = None,
    on_timeout: str | Enum | None = None,
) -> Callable[[MethodT], MethodT]:
    """Pause after the method until a person has judged its result.

    With ``emit`` the answer is one of these outcomes, and the outcome is what
    listeners listen to; without it any words will do. ``default_outcome`` is
    for an empty answer, never for an unclear one. ``approving`` names the
    outcomes that permit something. With ``response_model`` the answer must
    have its fields; with ``editable`` it may change the output. ``assignees``,
    ``quorum``, ``deadline`` and ``on_timeout`` are for the platform, which
    knows people and time.

    With ``learn``, lessons of earlier answers improve the output before it is
    shown, at most ``learn_limit`` of them besides pinned ones, and this answer
    teaches more (docs/learning.md). ``learn_source`` marks them in the memory.
    A failure of either is logged; with ``learn_strict`` it is raised.
    """
    outcomes = () if emit is None else checked_outcomes(emit, where="@human_feedback")
    review_checks.check_told_apart(outcomes)
    default: str | None = named_by(default_outcome)
    at_deadline: str | None = named_by(on_timeout)
    review_checks.check_default(default, outcomes)
    review_checks.check_message(message)
    review_checks.check_provider(provider)
    review_checks.check_llm(llm)
    review_checks.check_response_model(response_model)
    review_checks.check_editable(editable)
    asked = review_checks.checked_assignees(assignees)
    review_checks.check_quorum(quorum, asked)
    review_checks.check_deadline(deadline)
    review_checks.check_on_timeout(at_deadline, deadline, outcomes, default)
    review_checks.check_learning(learn, learn_limit, learn_source, learn_strict)
    review = Review(
        message=message,
        outcomes=outcomes,
        default_outcome=default,
        metadata=review_checks.checked_metadata(metadata),
        provider=provider,
        llm=llm,
        learn=learn,
        approving=review_checks.checked_approving(approving, outcomes),
        response_model=response_model,
        editable=editable,
        assignees=asked,
        quorum=quorum,
        deadline=deadline,
        on_timeout=at_deadline,
        learn_limit=learn_limit,
        learn_source=learn_source,
        learn_strict=learn_strict,
    )
    return _marking(review)


def _marking(review: Review) -> Callable[[MethodT], MethodT]:
    def mark(method: MethodT) -> MethodT:
        if REVIEW in method.__dict__:
            raise FlowDefinitionError(
                f"{method.__name__!r} has two @human_feedback decorators. The flow was not built. "
                "Keep one; ask the second question in a method that listens to this one."
            )
        method.__dict__[REVIEW] = review
        return method

    return mark
