"""Whether somebody may answer a request now; each refusal says who may, or what was decided.

Rules only: what an answer comes to once it may be given is lifecycle's and
agreement's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from signoff.errors import ContentChanged, FourEyes, NotProved, NotYours, RequestClosed
from signoff.inbox.agreement import Permits
from signoff.inbox.plan import Plan
from signoff.inbox.request import Request, RequestStatus
from signoff.inbox.response import Response, Verification, by_way
from signoff.inbox.unit import Unit

# From unsure to sure; a session and a token prove the same.
_SURENESS = {
    Verification.NONE: 0,
    Verification.MATCHED: 1,
    Verification.ALIGNED: 2,
    Verification.SESSION: 3,
    Verification.TOKEN: 3,
}


def check_open(unit: Unit, request: Request, *, content_hash: str = "") -> None:
    """Accept a request that can be answered and shows what ``content_hash`` is of, if it is given.

    Raises: ContentChanged, RequestClosed.
    """
    if content_hash not in ("", request.ask.content_hash()):
        raise ContentChanged(
            f"Request {request.id} shows something else now than what was answered. Nothing was "
            "recorded and the request is as it was. Look at it again, then answer."
        )
    if request.status is not RequestStatus.PENDING:
        raise closed(unit, request)


def closed(unit: Unit, request: Request) -> RequestClosed:
    """Return the error that tells a latecomer what was decided, by whom and when."""
    response = unit.requests.find_response(request.id)
    if response is not None:
        said = f"{response.outcome!r}" if response.outcome else "an answer in words"
        return RequestClosed(
            f"Request {request.id} is answered: {response.responder} gave {said} "
            f"{by_way(response.channel)} at {response.at:%Y-%m-%d %H:%M} UTC. That answer stands; "
            "yours was not recorded. Ask the flow's owner to start a new run if it must change."
        )
    if request.superseded_by is not None:
        at = f" since {request.closed_at:%Y-%m-%d %H:%M} UTC" if request.closed_at else ""
        return RequestClosed(
            f"Request {request.id} shows an old version{at}: there is a newer one. Nothing was "
            f"recorded. Answer the newer one, at /requests/{request.superseded_by}."
        )
    return RequestClosed(
        f"Request {request.id} is {request.status}. Nothing was recorded. "
        "Start a new run if the question is open again."
    )


def check_asked(
    request: Request, person: str, asked: Sequence[str], *, may_override: bool = False
) -> None:
    """Accept somebody who is asked, where nobody else has claimed the request.

    Raises: NotYours.
    """
    if may_override:
        return
    if person not in asked:
        raise NotYours(
            f"Request {request.id} is asked of {', '.join(asked) or 'nobody'}, not of {person}. "
            "Nothing was recorded and it waits as it is. Ask one of them to answer it, or "
            "somebody who manages requests to reassign it."
        )
    check_unclaimed(request, person)


def check_unclaimed(request: Request, person: str) -> None:
    """Accept a request that nobody but ``person`` has claimed. Raises: NotYours."""
    if request.claimed_by in (None, person):
        return
    at = f" at {request.claimed_at:%Y-%m-%d %H:%M} UTC" if request.claimed_at else ""
    raise NotYours(
        f"Request {request.id} was claimed by {request.claimed_by}{at}. Nothing was recorded and "
        f"it waits for them. Ask {request.claimed_by} to answer or to release it.",
        claimed_by=request.claimed_by,
    )


def check_fit(
    request: Request,
    plan: Plan,
    response: Response,
    *,
    permits: Permits,
    whose: Callable[[str], str] = str,
) -> None:
    """Accept an answer that is proved as far as the plan asks, and is not an approval of one's own.

    ``whose`` returns the person behind an address, who may have several.
    Raises: NotProved, FourEyes.
    """
    least = plan.minimum_verification
    if least is not None and _SURENESS[response.verification] < _SURENESS[least]:
        raise NotProved(
            f"An answer to request {request.id} must be proved as {least.value}; yours is "
            f"{response.verification.value}. Nothing was recorded and it waits as it is. Sign in "
            f"and answer at /requests/{request.id}."
        )
    if whose(response.responder) not in {whose(starter) for starter in plan.starters}:
        return
    if response.outcome is None or permits(response.outcome):
        said = f"{response.outcome!r}" if response.outcome else "an answer"
        own = plan.starter is not None and whose(plan.starter) == whose(response.responder)
        run = "the run that" if own else "a run whose fork"
        raise FourEyes(
            f"{response.responder} started {run} asks request {request.id} and gave {said}, "
            "which somebody else must give: the route asks for four eyes. Nothing was recorded and "
            "it waits as it is. Let somebody else answer; to refuse is open to you."
        )
