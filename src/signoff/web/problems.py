"""What a caller is told when something cannot be done.

Every error of ours and of the framework ends here and becomes a problem
document (RFC 9457) for programs, or a page for people: what happened, what
holds now, what to do next. The table below is also what the reference page
prints. What went wrong inside is logged, never sent.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from signoff import errors, ids
from signoff.web.auth import own_path
from signoff.web.pages.render import error_page
from signoff.web.security import CREWS, SAFE_METHODS, STATUS_HEADER, ServerStops

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/problems/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem; ``title`` says what happened, the same each time."""

    slug: str
    status: int
    title: str
    error: type[Exception] | None = None


KINDS = (
    Kind("not-signed-in", 401, "Nobody is signed in", errors.NotSignedIn),
    Kind("sign-in-refused", 401, "Nobody was signed in", errors.SignInRefused),
    Kind("not-allowed", 403, "You may not do this", errors.NotAllowed),
    Kind("person-not-found", 404, "There is no such person", errors.PersonNotFound),
    Kind("role-not-found", 404, "There is no such role", errors.RoleNotFound),
    Kind("token-not-found", 404, "There is no such token", errors.TokenNotFound),
    Kind("already-there", 409, "There is one like it", errors.AlreadyThere),
    Kind("last-owner", 409, "Nobody could manage people any more", errors.LastOwner),
    Kind("role-invalid", 422, "This is no role", errors.RoleInvalid),
    Kind(
        "person-invalid", 422, "This is no name, language, zone or password", errors.PersonInvalid
    ),
    Kind("too-many-tries", 429, "Too much was tried in too short a time", errors.TooManyTries),
    Kind("call-not-proved", 401, "The call proves nothing", errors.CallNotProved),
    Kind("foreign-origin", 403, "The change came from another site", errors.ForeignOrigin),
    Kind("request-not-found", 404, "There is no such request", errors.RequestNotFound),
    Kind("run-not-found", 404, "There is no such run", errors.RunNotFound),
    Kind("flow-not-found", 404, "There is no such flow", errors.FlowNotFound),
    Kind("task-not-found", 404, "There is no such task", errors.TaskNotFound),
    Kind("mail-not-found", 404, "There is no such mail", errors.MailNotFound),
    Kind("lesson-not-found", 404, "There is no such lesson", errors.LessonNotFound),
    Kind("fact-not-found", 404, "There is no such fact", errors.FactNotFound),
    Kind("not-yours", 403, "Somebody else is asked", errors.NotYours),
    Kind("four-eyes", 403, "Somebody else must approve this", errors.FourEyes),
    Kind("not-proved", 403, "It is not sure enough who answers", errors.NotProved),
    Kind("not-active", 403, "The account was closed", errors.NotActive),
    Kind("delegation-not-found", 404, "There is no such delegation", errors.DelegationNotFound),
    Kind("deployment-not-found", 404, "There is no such deployment", errors.DeploymentNotFound),
    Kind("webhook-not-found", 404, "There is no such webhook", errors.WebhookNotFound),
    Kind("callback-not-found", 404, "There is no such callback", errors.CallbackNotFound),
    Kind(
        "execution-not-pending", 400, "The crew waits for nobody here", errors.ExecutionNotPending
    ),
    Kind("run-busy", 409, "The run is being advanced", errors.RunBusy),
    Kind("run-over", 409, "The run has ended", errors.RunOver),
    Kind("fork-refused", 409, "The run cannot be forked there", errors.ForkRefused),
    Kind("request-closed", 409, "The request is closed", errors.RequestClosed),
    Kind("plan-refuses", 409, "The request's plan does not allow this", errors.PlanRefuses),
    Kind("nothing-to-undo", 409, "No answer can be taken back", errors.NothingToUndo),
    Kind("content-changed", 409, "The request shows something else now", errors.ContentChanged),
    Kind("lesson-closed", 409, "The lesson cannot do this as it stands", errors.LessonClosed),
    Kind("sign-in-link-spent", 410, "The sign-in link works no more", errors.SignInLinkSpent),
    Kind("deadline-invalid", 422, "The deadline cannot be moved so", errors.DeadlineInvalid),
    Kind("callback-spent", 410, "The callback answers nothing any more", errors.CallbackSpent),
    Kind("webhook-invalid", 422, "This is no webhook", errors.WebhookInvalid),
    Kind("unknown-outcome", 422, "The outcome is none of those offered", errors.UnknownOutcome),
    Kind("answer-invalid", 422, "The answer has not the form asked for", errors.AnswerInvalid),
    Kind("unclear-reply", 422, "The words decide nothing", errors.UnclearReply),
    Kind("remark-invalid", 422, "This is no remark", errors.RemarkInvalid),
    Kind("lesson-invalid", 422, "This is no lesson", errors.LessonInvalid),
    Kind("figures-invalid", 422, "These figures cannot be counted", errors.FiguresInvalid),
    Kind("address-invalid", 422, "This is not one mail address", errors.AddressInvalid),
    Kind("inputs-invalid", 422, "The inputs do not fit the flow", errors.InputsInvalid),
    Kind("policy-invalid", 422, "The policy cannot be meant so", errors.PolicyInvalid),
    Kind("group-not-found", 422, "There is no such group", errors.GroupNotFound),
    Kind("delegation-invalid", 422, "This is no delegation", errors.DelegationInvalid),
    Kind("value-not-storable", 422, "A value cannot be kept", errors.FlowStorageError),
    Kind("unreadable", 400, "The request cannot be read"),
    Kind("not-found", 404, "There is nothing at this address"),
    Kind("method-not-allowed", 405, "This address does not take this method"),
    Kind("key-invalid", 422, "This is no Idempotency-Key", errors.KeyInvalid),
    Kind("key-reused", 422, "The Idempotency-Key came with another call", errors.KeyReused),
    Kind("key-busy", 409, "The call with this key is under way", errors.KeyBusy),
    Kind("key-spent", 409, "The call was done, its answer is lost", errors.KeySpent),
    Kind("version-missing", 428, "The change names no version", errors.VersionMissing),
    Kind("policy-changed", 412, "The policy was changed meanwhile", errors.PolicyChanged),
    Kind("too-large", 413, "The body is too large"),
    Kind("media-type", 415, "This address does not take this content type"),
    Kind("foreign-host", 421, "This server has another name"),
    Kind("too-much-at-once", 503, "Too much is being sent at the same time"),
    Kind("invalid-fields", 422, "Fields are missing or wrong", RequestValidationError),
    Kind("internal", 500, "Something broke inside signoff"),
    Kind("sign-in-unavailable", 503, "Nobody can sign in that way now", errors.SignInUnavailable),
    Kind("call-not-checked", 503, "The call cannot be checked now", errors.CallNotChecked),
    Kind("unavailable", 503, "The database cannot be used", OperationalError),
    Kind("stopping", 503, "The server stops", ServerStops),
)
# Programs that were given a password keep it until they are asked for it in this way.
_CHALLENGES = {
    "not-signed-in": "Bearer",
    "sign-in-refused": "Bearer",
    "call-not-proved": 'Basic realm="signoff"',
}
_CREW_ERRORS = {400: "Invalid Request", 422: "Validation Error"}
_BY_ERROR = {kind.error: kind for kind in KINDS if kind.error is not None}
_BY_STATUS = {kind.status: kind for kind in KINDS if kind.error is None}
_SAID = {
    400: "The body cannot be read as what its Content-Type says. Nothing was done. "
    "Send valid JSON to the API, and forms from the pages.",
    404: "There is nothing at {path}. Nothing was done. Check the address, or start from the "
    "first page.",
    405: "{path} does not take {method}. Nothing was done. Use one of: {allow}.",
}
_PART = re.compile(r"\{(\w+)(?::\w+)?\}")  # of a route's path
_FIELDS_NAMED = 20
_PART_NAMED = 100  # characters
_STOCK_DETAIL = "There was an error parsing the body"  # FastAPI's word for every bad body
# A sentence ends where the next one starts, so `example.com.` within one does not split it.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z`'\"])")


class Explained(Exception):
    """An error with facts that a program may read: ``{"outcomes": ["approved", ...]}``."""

    def __init__(self, error: errors.SignoffError, **facts: Any) -> None:  # noqa: ANN401
        super().__init__(str(error))
        self.error = error
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem that somebody met; ``detail`` says what holds now and what to do."""

    kind: Kind
    detail: str
    facts: Mapping[str, Any]
    headers: Mapping[str, str]

    def document(self, instance: str) -> dict[str, Any]:
        """Return the members of RFC 9457, ours after them."""
        return {
            "type": TYPES + self.kind.slug,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": instance,
            **self.facts,
        }


def answer(request: Request, error: Exception) -> Response:
    """Return what tells this caller about this error."""
    problem = _problem(request, error)
    if _ends_a_stream(request, problem):
        # What tells EventSource to stop, without a line in the console.
        return Response(status_code=204, headers={STATUS_HEADER: str(problem.kind.status)})
    if not wants_page(request):
        document = problem.document(quote(request.url.path))
        if request.url.path.startswith(CREWS):
            document |= _as_crew_clients_know(problem)
        return JSONResponse(
            document,
            problem.kind.status,
            dict(problem.headers),
            media_type=MEDIA_TYPE,
        )
    if problem.kind.error is errors.NotSignedIn:
        return RedirectResponse(_sign_in_address(request), 303)
    return _page(request, problem)


def _ends_a_stream(request: Request, problem: Problem) -> bool:
    """Say whether a page listens for changes that the person may not see any more."""
    is_listening = request.headers.get("accept", "") == "text/event-stream"
    is_page = request.url.path == "/events"  # programs have a stream of their own, and statuses
    return is_page and is_listening and problem.kind.status in (401, 403)


def _as_crew_clients_know(problem: Problem) -> dict[str, Any]:
    """Return the members that clients of CrewAI's API read."""
    status = problem.kind.status
    phrase = _CREW_ERRORS.get(status) or HTTPStatus(status).phrase
    return {"error": phrase, "message": problem.detail}


def _page(request: Request, problem: Problem) -> Response:
    kind = problem.kind
    what, holds, next_step = _sentences(problem.detail)
    try:
        back = referring_path(request)
        page = error_page(request, kind.status, kind.title, what, holds, next_step, back=back)
    except Exception:
        # The page needs the database too, which may be what is broken.
        logger.exception("error page failed", extra={"path": _loggable_path(request)})
        return PlainTextResponse(f"{kind.title}. {problem.detail}", kind.status)
    page.headers.update(problem.headers)
    return page


def policy_tag(version: int) -> str:
    """Return the entity tag of a version of a policy: strong, as it names all that is in it."""
    return f'"{version}"'


def wants_page(request: Request) -> bool:
    """Say whether a person with a browser asks, rather than a program."""
    accepts = request.headers.get("accept", "")
    # Some clients of crews name HTML in every call they make.
    return "text/html" in accepts and not request.url.path.startswith(("/api/v", CREWS))


def _problem(request: Request, error: Exception) -> Problem:
    facts: Mapping[str, Any] = {}
    if isinstance(error, Explained):
        facts, error = error.facts, error.error
    if isinstance(error, RequestValidationError):
        return _invalid_fields(request, error)
    if isinstance(error, errors.PolicyInvalid):
        facts = {"errors": [{"field": at, "problem": said} for at, said in error.problems.items()]}
    if isinstance(error, errors.AnswerInvalid):
        paths = error.paths.items()
        facts = {"errors": [{"field": at, "problem": said} for at, said in paths]}
    if isinstance(error, HTTPException):
        return _of_status(request, error)
    if isinstance(error, OperationalError):
        return _unavailable(request, error)
    kind = next((_BY_ERROR[base] for base in type(error).__mro__ if base in _BY_ERROR), None)
    if kind is None:
        return _internal(request, error)
    return Problem(kind, str(error), facts, _headers(kind, error))


def _headers(kind: Kind, error: Exception) -> dict[str, str]:
    challenge = _CHALLENGES.get(kind.slug)
    headers = {} if challenge is None else {"WWW-Authenticate": challenge}
    if isinstance(error, errors.PolicyChanged) and error.version is not None:
        headers["ETag"] = policy_tag(error.version)
    if isinstance(error, errors.KeyBusy):
        headers["Retry-After"] = "1"
    if isinstance(error, errors.TooManyTries):
        headers["Retry-After"] = str(error.retry_after_s)
    return headers


def _of_status(request: Request, error: HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status_code)
    phrase = HTTPStatus(error.status_code).phrase
    if kind is None:
        kind = Kind(phrase.lower().replace(" ", "-"), error.status_code, phrase)
    headers = dict(error.headers or {})
    detail = str(error.detail)
    if detail in (phrase, _STOCK_DETAIL):
        # The framework's own word says nothing; ours says what to do.
        said = _SAID.get(error.status_code, f"{phrase}. Nothing was done.")
        allow = headers.get("Allow", headers.get("allow", ""))
        detail = said.format(path=request.url.path[:200], method=request.method, allow=allow)
    return Problem(kind, detail, {}, headers)


def _invalid_fields(request: Request, error: RequestValidationError) -> Problem:
    broken = next((item for item in error.errors() if item["type"] == "json_invalid"), None)
    if broken is not None:
        said = f"The body is not JSON: {broken['ctx']['error']} at character {broken['loc'][-1]}."
        detail = f"{said} Nothing was done. Mend the body and send it again."
        return Problem(_BY_ERROR[RequestValidationError], detail, {}, {})
    wrong = error.errors()
    if any(item["loc"] == ("body",) and isinstance(item["input"], bytes) for item in wrong):
        return _not_json(request)
    found = [
        {"field": _place(item["loc"]), "problem": _said_of(item)} for item in wrong[:_FIELDS_NAMED]
    ]
    named = "; ".join(f"{item['field']}: {item['problem']}" for item in found)
    if len(wrong) > len(found):
        named += f"; and {len(wrong) - len(found)} more"
    detail = f"Not valid: {named}. Nothing was done. Mend these fields and send it again."
    return Problem(_BY_ERROR[RequestValidationError], detail, {"errors": found}, {})


def _not_json(request: Request) -> Problem:
    """Return the problem of a body that nothing said was JSON; it was not looked into."""
    sent_as = request.headers.get("content-type")
    said = "without a Content-Type" if sent_as is None else f"as {sent_as[:100]!r}"
    detail = (
        f"The body came {said}, so it was not read as JSON. Nothing was done. Send it again with "
        "`Content-Type: application/json`."
    )
    found = [{"field": "body", "problem": f"It came {said}, not as JSON"}]
    return Problem(_BY_ERROR[RequestValidationError], detail, {"errors": found}, {})


def _place(parts: Iterable[int | str]) -> str:
    """Return where something is wrong. A name that nobody knows may be as long as the body."""
    return ".".join(str(part)[:_PART_NAMED] for part in parts)


def _said_of(item: Mapping[str, Any]) -> str:
    """Return what is wrong with a field; the framework counts a checked text in items."""
    limits, found = item.get("ctx", {}), item.get("input")
    if isinstance(found, str) and item["type"] in ("too_long", "too_short"):
        is_long = item["type"] == "too_long"
        n = limits["max_length" if is_long else "min_length"]
        noun = "character" if n == 1 else "characters"
        return f"Should have at {'most' if is_long else 'least'} {n} {noun}, not {len(found)}"
    return str(item["msg"]).removeprefix("Value error, ")


def _unavailable(request: Request, error: OperationalError) -> Problem:
    logger.error("database unavailable", exc_info=error, extra={"path": _loggable_path(request)})
    detail = (
        "The database cannot be reached right now, or its disk is full: the server's log says "
        "which. Nothing was stored by halves, but what you asked for may have been done. Look, and "
        "if it was not, try again in a moment."
    )
    return Problem(_BY_ERROR[OperationalError], detail, {}, {"Retry-After": "5"})


def _internal(request: Request, error: Exception) -> Problem:
    incident = ids.new_id()
    logger.error(
        "request failed",
        exc_info=error,
        extra={"incident": incident, "path": _loggable_path(request), "method": request.method},
    )
    detail = (
        f"An error of our own is in the log as {incident}. What was not finished was not kept. "
        "Try again; if it happens again, give that id to whoever runs this signoff."
    )
    return Problem(_BY_STATUS[500], detail, {"incident": incident}, {})


def _loggable_path(request: Request) -> str:
    """Return a path as the log may have it: with ids, and without the secrets of links."""
    asked: Mapping[str, Any] = request.path_params
    template = getattr(request.scope.get("route"), "path", "nothing of ours")
    return _PART.sub(lambda at: str(asked[at[1]]) if at[1].endswith("_id") else at[0], template)


def _sign_in_address(request: Request) -> str:
    # After a form the page it stood on is the place to come back to.
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method not in SAFE_METHODS:
        here = referring_path(request)
    target = own_path(here)
    return "/sign-in" if target == "/" else f"/sign-in?next={quote(target, safe='')}"


def referring_path(request: Request) -> str:
    """Return the page of ours that a request came from, or the first page."""
    referrer = urlsplit(request.headers.get("referer", ""))
    if referrer.netloc != request.headers.get("host"):
        return "/"
    return own_path(referrer.path + (f"?{referrer.query}" if referrer.query else ""))


def _sentences(text: str) -> tuple[str, str, str]:
    """Return what happened, what holds now, what to do next."""
    first, *rest = _BETWEEN_SENTENCES.split(text)
    if not rest:
        return first, "", ""
    return first, " ".join(rest[:-1]), rest[-1]
