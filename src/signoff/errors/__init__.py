"""Every error a caller may want to catch, as one tree. Import all of them from here.

Those that a process which only runs flows can meet stand below; all others stand in platform.py,
in the tree's order too, and are loaded when the first of them is named.

SignoffError
  FlowError                 the author's flow cannot be built or advanced
    FlowDefinitionError     (also ValueError) found when the class is made, or by its run
      UnknownModel          llm= names no model that can be told
    InputsInvalid           (also ValueError) what a run is started with does not fit its state
    FlowStorageError        (also ValueError) a value or a state that cannot be kept
    FlowChanged             a paused run no longer fits the code it would resume into
    NothingPending          (also ValueError) there is no question to answer
    AlreadyAnswered         (also ValueError) somebody answered before
    AnswerInvalid           (also ValueError) an answer has not the form the question asks for
    RunBusy                 another process, or another call on the same flow, advances the run
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
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from signoff.errors.platform import *  # noqa: F403 - all of them


class SignoffError(Exception):
    """Base of all errors raised by signoff."""


class FlowError(SignoffError):
    """The author's flow cannot be built or advanced."""


class FlowDefinitionError(FlowError, ValueError):
    """A flow class contradicts itself; raised while the class is made, or by a run of it."""


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
    """Another process is advancing the run, or has since this one read it; or this object is."""


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


class UnknownOutcome(RequestError):
    """The answer names an outcome that the request does not offer."""


class UnclearReply(RequestError):
    """The words decide nothing; the request stays pending."""


class RunNotFound(SignoffError):
    """No run has this id."""


class ConfigurationError(SignoffError):
    """Signoff cannot start as it is set up."""


class DatabaseTooNew(ConfigurationError):
    """A newer signoff has been at this database."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    everywhere = {**vars(import_module(f"{__name__}.platform")), **globals()}
    errors = {its: found for its, found in everywhere.items() if _is_error(found)}
    if name == "__all__":  # asked for by import *, which is to find them all
        return sorted(errors)
    if name not in errors:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = errors[name]
    return errors[name]


def _is_error(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, SignoffError)
