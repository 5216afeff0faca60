"""Every error a caller may want to catch, as one tree; they stand below in its order.

One long file, since it is one list: a package of rooms took every import of signoff a
twentieth longer, and named each error twice more.

SignoffError
  FlowError                 the author's flow cannot be built or advanced
    FlowDefinitionError     (also ValueError) found when the class is made
      UnknownModel          llm= names no model that can be told
    InputsInvalid           (also ValueError) what a run is started with does not fit its state
    FlowStorageError        (also ValueError) a value or a state that cannot be kept
    FlowChanged             a paused run no longer fits the code it would resume into
    NothingPending          (also ValueError) there is no question to answer
    AlreadyAnswered         (also ValueError) somebody answered before
    AnswerInvalid           (also ValueError) an answer has not the form the question asks for
    RunBusy                 another process is advancing the run
    RunCancelled            the run was cancelled and never goes on
    RunOver                 a run that has ended cannot be cancelled
    ForkRefused             a run cannot be forked at that decision
    NobodyToAsk             the question went to a terminal with nobody at it
    TooManyCalls            (also RecursionError) a method ran more often than it may
    TaskOutputInvalid       (also ValueError) what an agent returned is not what its task asks for
    LearningFailed          lessons could not be used or learned, and learn_strict says to stop
  RequestError              a request cannot do what was asked of it
    RequestNotFound
    RequestClosed           answered, expired or cancelled before this
    UnknownOutcome          the answer names no offered outcome
    UnclearReply            the words decide nothing; the person is asked again
    ContentChanged          what was answered is not what is asked any more
    PlanRefuses             how the request is to be decided does not allow this
    NothingToUndo           there is no answer that could still be taken back
    ExecutionNotPending     a crew does not wait for a person at this task
    RemarkInvalid           (also ValueError) words beside a request that are not kept
    RequestExpired          nobody answered in time, and the run fails
    DeadlineInvalid         (also ValueError) a request's time cannot be changed so
  RunNotFound
  FlowNotFound
  TaskNotFound              a crew has no task of this id
  ModelFailed               a model gave no answer that can be used
  MailNotFound              no mail of the local mailbox has this id
  LessonNotFound            no lesson has this id
  FactNotFound              no fact of the trail has this number
  LessonClosed              a lesson that stands as it does cannot do this
  LessonInvalid             (also ValueError) this is no lesson's text, or no lesson to merge into
  AccessError               who asks is not known, or asks from the wrong place
    NotSignedIn             no session and no token, or one that is over
    NotAllowed              who asks is known, but may not do this
    SignInLinkSpent         the link was used, is over, or never was
    SignInRefused           no person and password that belong together
    SignInUnavailable       the identity provider cannot be used now
    TooManyTries            too much was tried in too short a time (``retry_after_s``)
    CallbackNotFound        the callback address is none that we gave out
    CallbackSpent           the callback address gives no right to answer any more
    ForeignOrigin           another site sent this in a signed-in person's name
    NotYours                somebody else is asked, or has claimed it
    FourEyes                who started the run approves their own request
    NotProved               it is less sure who answers than the route wants
    NotActive               the account of who acts, or is to be asked, was closed
    CallNotProved           a mail provider's call proves nothing (``reason`` says why)
    CallNotChecked          whether a provider made the call could not be found out now
  AccountError              people, roles or tokens cannot be changed so
    PersonNotFound          nobody with an account has this id or address
    RoleNotFound            no role has this name
    TokenNotFound           no token of the caller's has this id or name
    AlreadyThere            there is one like it
    LastOwner               nobody would be left who can manage people
    RoleInvalid             (also ValueError) this is no role, or these are no permissions
    PersonInvalid           (also ValueError) this is no name, language, zone or password
  DeploymentNotFound
  WebhookNotFound           no webhook, or none of its deliveries, has this id
  WebhookInvalid            (also ValueError) a webhook cannot be set up so (``field``)
  PolicyInvalid             (also ValueError) a policy cannot be meant so (``problems``)
  PolicyChanged             somebody else changed the policy meanwhile (``version``)
  VersionMissing            a change does not say which version it was made from
  KeyInvalid                (also ValueError) an Idempotency-Key is not what one must be
  KeyReused                 an Idempotency-Key came with another call before
  KeyBusy                   the call with this Idempotency-Key is still under way
  KeySpent                  the call with this Idempotency-Key was done, its answer is lost
  ApiProblem                a server refused a call for a reason that has no error of its own
  ApiUnreachable            a server did not answer, or not as a signoff
  FiguresInvalid            (also ValueError) what figures are asked of cannot be counted over
  GroupNotFound             the policy has no group of this name
  DelegationNotFound        no delegation has this id
  DelegationInvalid         (also ValueError) nobody can answer for another so
  TicketError               the address a mail came to proves nothing (``reason`` says why)
  DeliveryError             a channel could not reach the person (``permanent``)
  UnreadableReply           something came in that answers no request
  DnsUnavailable            DNS gave no answer about a sender; it is asked again later
  RepliesInvalid            (also ValueError) a file of labelled replies cannot be judged
  SealBroken                a sealed secret cannot be read again
  AuditUnreadable           (also ValueError) a file is no export of a trail, or a key is none
  RedactionRefused          words are still needed, so they were not taken out
  ConfigurationError        signoff cannot start as it is set up
    DatabaseTooNew          a newer signoff has been at this database
    FlowsNotLoaded          the author's module does not import
    PortTaken
    FolderNotWritable
    AddressInvalid          (also ValueError) text that is not exactly one mail address

A message has three sentences: what happened, with which value; what holds
now; what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class SignoffError(Exception):
    """Base of all errors raised by signoff."""


class FlowError(SignoffError):
    """The author's flow cannot be built or advanced."""


class FlowDefinitionError(FlowError, ValueError):
    """A flow class contradicts itself; raised while the class is made."""


class UnknownModel(FlowDefinitionError):
    """``llm=`` is no model, or a name that does not say whose."""


class InputsInvalid(FlowError, ValueError):
    """What a run is to be started with does not fit the flow's state."""


class FlowStorageError(FlowError, ValueError):
    """A value cannot be stored faithfully, or stored text cannot be read back."""


class FlowChanged(FlowError):
    """A paused run no longer fits the code it would resume into."""


class NothingPending(FlowError, ValueError):
    """There is no question to answer."""


class AlreadyAnswered(FlowError, ValueError):
    """Somebody answered before; the first answer holds."""


class AnswerInvalid(FlowError, ValueError):
    """An answer lacks the fields of a response_model, or edits what may not be edited.

    ``problems``: what is wrong with each field, by its name; under ``""`` what
    is wrong with the whole; empty where fields are not the matter. ``paths``:
    the same by the places within fields, ``lines.0.price``, as far as known.
    """

    def __init__(
        self,
        message: str,
        *,
        problems: Mapping[str, str] | None = None,
        paths: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.problems = dict(problems or {})
        self.paths = dict(paths or self.problems)


class RunBusy(FlowError):
    """Another process is advancing the run, or has since this one read it."""


class RunCancelled(FlowError):
    """The run was cancelled: nothing of it will run, and its questions are closed."""


class RunOver(FlowError):
    """A run that has ended cannot do what was asked of it."""


class ForkRefused(FlowError):
    """A run cannot be forked at the decision that was named."""


class NobodyToAsk(FlowError):
    """The question went to a terminal whose input has ended."""


class TooManyCalls(FlowError, RecursionError):
    """A method ran more often than ``max_method_calls`` allows."""


class TaskOutputInvalid(FlowError, ValueError):
    """What an agent returned is not what its task asks for; the task is not done.

    ``why``: what is wrong with it, as the agent may be told.
    """

    def __init__(self, message: str, *, why: str = "") -> None:
        super().__init__(message)
        self.why = why


class LearningFailed(FlowError):
    """Lessons could not be used or learned, and the author lets that stop a run (learn_strict)."""


class RequestError(SignoffError):
    """A request cannot do what was asked of it."""


class RequestNotFound(RequestError):
    """No request has this id."""


class RequestClosed(RequestError):
    """The request was already answered, expired or cancelled."""


class UnknownOutcome(RequestError):
    """The answer names an outcome that the request does not offer."""


class UnclearReply(RequestError):
    """The words decide nothing; the request stays pending."""


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


class RunNotFound(SignoffError):
    """No run has this id."""


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
    """A person's name, language, zone or password is not what it must be."""


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


class ConfigurationError(SignoffError):
    """Signoff cannot start as it is set up."""


class DatabaseTooNew(ConfigurationError):
    """A newer signoff has been at this database."""


class FlowsNotLoaded(ConfigurationError):
    """The author's module does not import, or holds no flow."""


class PortTaken(ConfigurationError):
    """Another program listens where signoff should."""


class FolderNotWritable(ConfigurationError):
    """The data folder cannot be written."""


class AddressInvalid(ConfigurationError, ValueError):
    """The text is not exactly one mail address."""
