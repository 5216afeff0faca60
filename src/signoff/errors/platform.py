"""Errors that only a platform raises, or a program that calls one over HTTP.

Apart from the others, so that a process which runs flows and no server need not make them.
They are imported from signoff.errors, whose docstring draws the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.errors import ConfigurationError, RequestError, SignoffError


class RequestNotFound(RequestError):
    """No request has this id."""


class RequestClosed(RequestError):
    """The request was already answered, expired or cancelled."""


class ContentChanged(RequestError):
    """The answer is bound to other content than the request shows."""


class PlanRefuses(RequestError):
    """How the request is to be decided does not allow this: too few people would be left, say."""


class NothingToUndo(RequestError):
    """The request has no answer, or one that is final."""


class ExecutionNotPending(RequestError):
    """A crew's run does not wait for a person at this task, or not any more."""


class RemarkInvalid(RequestError, ValueError):
    """Words beside a request are none, too many, or come after its words were taken out."""


class RequestExpired(RequestError):
    """Nobody answered in time, and the plan says that the run fails then."""


class DeadlineInvalid(RequestError, ValueError):
    """A request has no time that could be changed, or not in this way."""


class FlowNotFound(SignoffError):
    """No served flow has this name."""


class TaskNotFound(SignoffError):
    """No task of the crew has this id."""


class ModelFailed(SignoffError):
    """A model refused, broke, was too slow, or answered in another form than was asked for."""


class MailNotFound(SignoffError):
    """No mail of the local mailbox has this id."""


class LessonNotFound(SignoffError):
    """No lesson has this id."""


class FactNotFound(SignoffError):
    """No fact of the trail that may be seen has this number."""


class LessonClosed(SignoffError):
    """The lesson is merged, or not active: this cannot be done to it."""


class LessonInvalid(SignoffError, ValueError):
    """A lesson's text is empty or too long, or it is to be merged into itself."""


class AccessError(SignoffError):
    """Who asks is not known, or asks from the wrong place."""


class NotSignedIn(AccessError):
    """Neither a session nor a token says who this is."""


class NotAllowed(AccessError):
    """Who asks is known, but has no role, or their token no scope, that allows this."""


class SignInLinkSpent(AccessError):
    """The sign-in link was used, is over, or never was."""


class SignInRefused(AccessError):
    """No active person has this address and this password."""


class SignInUnavailable(AccessError):
    """The identity provider does not answer, or not as one; another way in may work."""


class TooManyTries(AccessError):
    """Too much was tried in too short a time; it may be tried again in ``retry_after_s``."""

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class CallbackNotFound(AccessError):
    """The callback address is none that we gave out, or that of a webhook that was removed."""


class CallbackSpent(AccessError):
    """The callback address is over, or its webhook may not answer any more."""


class ForeignOrigin(AccessError):
    """A request that changes something came from another site, or does not say from where."""


class NotYours(AccessError):
    """Somebody else is asked, or has claimed the request: ``claimed_by``, None if nobody has."""

    def __init__(self, message: str, *, claimed_by: str | None = None) -> None:
        super().__init__(message)
        self.claimed_by = claimed_by


class FourEyes(AccessError):
    """Who started the run approves what somebody else must approve."""


class NotProved(AccessError):
    """It is less sure who answers than the route wants; the request stays pending."""


class NotActive(AccessError):
    """The account of who acts, or of who is to be asked, was closed."""


class CallNotProved(AccessError):
    """A mail provider's call is unsigned, stale or repeated; ``reason`` is a constant."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class CallNotChecked(AccessError):
    """What a provider's call is checked with could not be fetched; it may be made again."""


class AccountError(SignoffError):
    """People, roles or tokens cannot be changed so."""


class PersonNotFound(AccountError):
    """Nobody with an account has this id or address."""


class RoleNotFound(AccountError):
    """No role has this name, or nobody has it by this id."""


class TokenNotFound(AccountError):
    """No token that the caller may see has this id or name."""


class AlreadyThere(AccountError):
    """A person, role or token like this one exists."""


class LastOwner(AccountError):
    """Nobody would be left who can manage people."""


class RoleInvalid(AccountError, ValueError):
    """A role's name is none, or what it is to allow are no permissions."""


class PersonInvalid(AccountError, ValueError):
    """A person's name, language, zone or password is not what it must be; ``field`` names which.

    '' where it is told about one thing alone.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class DeploymentNotFound(SignoffError):
    """No deployment has this id."""


class WebhookNotFound(SignoffError):
    """No webhook, or none of its deliveries, has this id."""


class WebhookInvalid(SignoffError, ValueError):
    """A webhook cannot be set up so; ``field`` names what is wrong."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class PolicyInvalid(SignoffError, ValueError):
    """A policy says what cannot be meant; ``problems`` are sentences by the path of the field."""

    def __init__(self, message: str, *, problems: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.problems = dict(problems or {})


class PolicyChanged(SignoffError):
    """The policy is at another version than the change was made for: ``version``, if known."""

    def __init__(self, message: str, *, version: int | None = None) -> None:
        super().__init__(message)
        self.version = version


class VersionMissing(SignoffError):
    """A change of a policy does not say which version it was made from."""


class KeyInvalid(SignoffError, ValueError):
    """An Idempotency-Key is empty, too long or holds signs that it may not."""


class KeyReused(SignoffError):
    """An Idempotency-Key came with another call before: another address or another body."""


class KeyBusy(SignoffError):
    """The call that came with this Idempotency-Key first is still under way."""


class KeySpent(SignoffError):
    """The call with this Idempotency-Key was done and its answer lost; it is not done twice."""


class ApiProblem(SignoffError):
    """A server refused a call: the members of its problem document (RFC 9457).

    ``type`` is a URI reference, ``status`` the HTTP status, ``fields`` what is wrong with each
    field by its path, ``facts`` all other members.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.type = str(document.get("type", "about:blank"))
        self.title = str(document.get("title", ""))
        self.status = int(document.get("status", 0))
        self.detail = str(document.get("detail", ""))
        listed = document.get("errors") or ()
        self.fields = {str(one["field"]): str(one["problem"]) for one in listed}
        known = {"type", "title", "status", "detail", "errors"}
        self.facts = {name: value for name, value in document.items() if name not in known}
        super().__init__(self.detail or self.title)


class ApiUnreachable(SignoffError):
    """A server could not be reached, or what answered is no signoff."""


class FiguresInvalid(SignoffError, ValueError):
    """What figures are asked of is no span of days, no zone or no deployment."""


class GroupNotFound(SignoffError):
    """The policy has no group of this name."""


class DelegationNotFound(SignoffError):
    """No delegation has this id."""


class DelegationInvalid(SignoffError, ValueError):
    """A delegation names one person twice, or a time that is over or no time at all."""


class TicketError(SignoffError):
    """A reply ticket proves nothing; ``reason`` is a constant the caller may branch on."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class DeliveryError(SignoffError):
    """A channel could not reach the person; ``permanent`` says whether to try again."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class UnreadableReply(SignoffError):
    """Something came in that answers no request; ``reason`` is a constant for the record."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class DnsUnavailable(SignoffError):
    """DNS gave no answer; what depends on it is tried again."""


class RepliesInvalid(SignoffError, ValueError):
    """A file of labelled replies cannot be read, or a line of it is not what it must be."""


class SealBroken(SignoffError):
    """A sealed secret cannot be opened: its key is gone, or what is stored was changed."""


class AuditUnreadable(SignoffError, ValueError):
    """A file, or a line of it, is no export of a trail; or a key is none."""


class RedactionRefused(SignoffError):
    """What the words are about still goes on, or nothing has this name."""


class FlowsNotLoaded(ConfigurationError):
    """The author's module does not import, or holds no flow."""


class PortTaken(ConfigurationError):
    """Another program listens where signoff should."""


class FolderNotWritable(ConfigurationError):
    """The data folder cannot be written."""


class AddressInvalid(ConfigurationError, ValueError):
    """The text is not exactly one mail address."""
