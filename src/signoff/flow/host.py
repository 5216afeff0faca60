"""The library's small host: what the platform does with jobs and mail, in one process.

It advances a run, stores it where it must wait, gives each question to its
provider, and goes on with what the provider answered. It has no colour: it
yields what must be waited for, and drive.py does the waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from signoff.errors import AnswerInvalid, UnclearReply
from signoff.flow.answer import Answer, HumanFeedbackPending
from signoff.flow.asks import context_of, shown_hash
from signoff.flow.checkpoints import Checkpoints, was_cancelled
from signoff.flow.config import flow_config
from signoff.flow.drive import Call, Wait, Work
from signoff.flow.engine import Advanced, Steps, advance
from signoff.flow.graph import Graph
from signoff.flow.here import Leg
from signoff.flow.human_feedback import Review
from signoff.flow.judging import check_response
from signoff.flow.nesting import review_of
from signoff.flow.record import Pause, Record, RunStatus
from signoff.flow.routes import named_by
from signoff.inbox.response import Response, Source, Verification

if TYPE_CHECKING:
    from signoff.flow.pending_context import PendingFeedbackContext
    from signoff.flow.reports import StepReport


class Hosted(Steps, Protocol):
    """What the host needs of a flow."""

    @property
    def signoff_waiting(self) -> dict[str, HumanFeedbackPending]: ...


def find_provider(graph: Graph, method: str) -> Any:  # noqa: ANN401 - duck-typed by authors
    """Return the decorator's or the application's provider for a method, None for the console."""
    step = graph.methods.get(method)
    own = step.review.provider if step and step.review else None
    return own or flow_config.hitl_provider


def _provider(review: Review | None) -> Any:  # noqa: ANN401 - duck-typed by authors
    return (review and review.provider) or flow_config.hitl_provider or _console()


@cache
def _console() -> Any:  # noqa: ANN401 - see above
    from signoff.flow.console import ConsoleProvider  # noqa: PLC0415 - only where nobody else asks

    return ConsoleProvider()


class Host:
    """One kickoff or one resume of one run; ``inside``: the leg whose step has started it."""

    def __init__(
        self,
        flow: Hosted,
        checkpoints: Checkpoints,
        *,
        stores_always: bool,
        inside: Leg | None = None,
        watch: Callable[[Record, StepReport], None] | None = None,
    ) -> None:
        self.flow = flow
        self.checkpoints = checkpoints
        self.inside = inside
        self.watch = watch
        self.stores_always = stores_always
        self.is_stored = False
        self.learning: list[Any] = []  # what answers teach, on its way into the flow's memory

    def go(
        self, record: Record, responses: Mapping[str, Response], *, notified: frozenset[str]
    ) -> Work:
        """Advance and ask until nobody has anything left to say.

        Questions in ``notified`` were brought to their provider before.
        Returns the first question that waits, or the run's result.
        """
        advanced = yield from self._advance(record, responses)
        told = set(notified)
        while fresh := [key for key in advanced.record.pauses if key not in told]:
            key = fresh[0]
            told.add(key)
            response = yield from self._ask(advanced.record, key)
            if response is not None:
                record = self._claimed(advanced.record, key, response)
                yield from self._tell_recorded(record, key, response)
                advanced = yield from self._advance(record, {key: response})
        if self.flow.signoff_is_cancelled:
            yield from self._advance(advanced.record, {})
        if self.learning:
            yield Call(_learning().finish, (self.learning,))
        return self._result(advanced)

    def _advance(
        self, record: Record, responses: Mapping[str, Response]
    ) -> Generator[Wait | Call, Any, Advanced]:
        """Advance, and again while others recorded answers in the meantime."""
        advanced: Advanced
        while True:
            self.is_stored = False
            save = self._saved if self.watch or self.checkpoints.watches_steps else None
            is_attended = self.inside is None or self.inside.is_attended
            if responses and is_attended:
                self.learning += _learned(self.flow, record, responses)
            leg = advance(
                self.flow,
                record,
                responses=responses,
                save=save,
                is_attended=is_attended,
                reports=self.watch is not None or bool(self.checkpoints.methods),
            )
            advanced = yield Wait(leg)
            waiting = self.flow.signoff_waiting
            for key in [key for key in waiting if key not in record.pauses]:
                del waiting[key]
            self.is_stored = self.checkpoints.holds(record)
            if self.checkpoints.version or self.checkpoints.is_asked_for:
                self._store(record)
            if advanced.status is RunStatus.CANCELLED:
                raise was_cancelled(record)
            responses = self.checkpoints.unconsumed(record)
            if not responses:
                return advanced

    def _ask(self, record: Record, key: str) -> Generator[Wait | Call, Any, Response | None]:
        """Bring one question to its provider; None where it is left waiting."""
        pause = record.pauses[key]
        review = review_of(self.flow.signoff_graph, pause)
        provider = _provider(review)
        # Save, then notify: a fast answer must find the question. A provider that always
        # answers before it returns needs no row, so a console run leaves no file behind.
        at_once = getattr(provider, "answers_at_once", False)
        if self.stores_always or self.inside or not at_once:
            self._store(record)
        if self.inside is not None and not (at_once and self.inside.is_attended):
            return None  # the parent asks, once it has stored this question too
        context = context_of(record, pause, review)
        try:
            words = yield Call(provider.request_feedback, (context, self.flow))
            return (yield from self._understood(words, pause, provider, context))
        except HumanFeedbackPending as pending:
            self._store(record)
            # A value from here on: with its traceback it would keep every frame of this leg.
            self.flow.signoff_waiting[key] = pending.with_traceback(None)
            return None

    def _understood(
        self,
        words: object,
        pause: Pause,
        provider: Any,  # noqa: ANN401 - duck-typed by authors
        context: PendingFeedbackContext,
    ) -> Generator[Wait | Call, Any, Response]:
        """Return the response that ``words`` are, asking again while they are unclear."""
        while True:
            checked = checked_words(words, type(provider).__name__)
            channel = getattr(provider, "channel", type(provider).__name__)
            try:
                response = yield from read_response(self.flow, pause, checked, channel=channel)
            except (UnclearReply, AnswerInvalid) as error:
                ask_again = getattr(provider, "ask_again", None)
                if ask_again is None:
                    raise
                why = error
                if isinstance(error, UnclearReply):
                    # Silence after doubt is doubt still: it takes no default.
                    pause = pause._replace(default_outcome=None)
            else:
                return response
            tell_refused = getattr(provider, "tell_refused", None)
            if tell_refused is not None:
                yield Call(tell_refused, (context, why))
            said = checked.feedback if isinstance(checked, Answer) else checked
            words = yield Call(ask_again, (context, self.flow, said))

    def _tell_recorded(
        self, record: Record, key: str, response: Response
    ) -> Generator[Wait | Call, Any, None]:
        """Tell a provider that answered at once what its answer came to."""
        pause = record.pauses[key]
        review = review_of(self.flow.signoff_graph, pause)
        provider = _provider(review)
        tell_recorded = getattr(provider, "tell_recorded", None)
        if tell_recorded is not None:
            yield Call(tell_recorded, (context_of(record, pause, review), response))

    def _claimed(self, record: Record, key: str, response: Response) -> Record:
        return self.checkpoints.claim(record, key, response) if self.checkpoints.version else record

    async def _saved(self, record: Record, report: StepReport | None) -> None:
        await self.checkpoints.after_step(record, report)
        if self.watch is not None and report is not None:
            self.watch(record, report)

    def _store(self, record: Record) -> None:
        if not self.is_stored:
            self.checkpoints.save(record)
            self.is_stored = True

    def _result(self, advanced: Advanced) -> Any:  # noqa: ANN401 - the author's result
        pauses, waiting = advanced.record.pauses, self.flow.signoff_waiting
        if not pauses:
            return advanced.result
        for key in pauses:
            if key in waiting:
                return waiting[key]
        oldest = next(iter(pauses.values()))
        review = review_of(self.flow.signoff_graph, oldest)
        return HumanFeedbackPending(context_of(advanced.record, oldest, review))


def _learned(flow: Steps, record: Record, responses: Mapping[str, Response]) -> list[Any]:
    """Begin to learn from answers that are consumed now; return what is under way."""
    begun: list[Any] = []
    for key, response in responses.items():
        pause = record.pauses.get(key)
        # A nested flow learns for itself, and the answer of a fork is somebody's what-if.
        if pause is None or pause.child is not None or response.channel == "fork":
            continue
        review = review_of(flow.signoff_graph, pause)
        if review is not None and review.learn:
            begun.append(_learning().start(flow, record, pause, review, response))
    return begun


def _learning() -> Any:  # noqa: ANN401 - a module
    # Loaded by flows that learn: most resume without it.
    return import_module("signoff.flow.learning")


def read_response(
    flow: Steps, pause: Pause, said: str | Answer, *, channel: str, responder: str = ""
) -> Generator[Wait | Call, Any, Response]:
    """Do what ``respond`` does, off the loop where words have to be read: that takes its time."""
    read = partial(respond, flow, pause, said, channel=channel, responder=responder)
    is_chosen = isinstance(said, Answer) and said.outcome is not None
    if is_chosen or not pause.outcomes:
        return read()
    response: Response = yield Call(read, ())
    return response


def respond(
    flow: Steps, pause: Pause, said: str | Answer, *, channel: str, responder: str = ""
) -> Response:
    """Return what was said as the response to what ``pause`` asks.

    Raises: UnclearReply, where outcomes are offered and the words name none;
    UnknownOutcome; AnswerInvalid, where it has not the form that is asked for.
    """
    review = review_of(flow.signoff_graph, pause)
    answer = said if isinstance(said, Answer) else Answer(said)
    record = flow.signoff_record
    edited = _edited(record, pause, review, answer)
    outcome, source = _decided(flow, pause, review, answer)
    fields = _fields(pause, review, answer)
    response = Response(
        request_id=f"{record.run_id if record else ''}/{pause.key}",
        feedback=answer.feedback,
        outcome=outcome,
        source=source,
        responder=answer.responder or responder,
        channel=channel,
        verification=Verification.NONE,
        at=flow_config.clock.now(),
        content_hash=shown_hash(record, pause) if record else "",
        text=answer.text,
        edited_output=edited,
        answer=fields,
    )
    check_response(review, pause, response)
    return response


def _edited(record: Record | None, pause: Pause, review: Review | None, answer: Answer) -> Any:  # noqa: ANN401 - the author's value
    """Return the edit as a value of the kind of the output, None where it changes nothing."""
    edited = answer.edited_output
    if edited is None or record is None or (review is not None and not review.editable):
        return edited
    from signoff.flow.edits import taken_edit  # noqa: PLC0415 - only where something was edited

    return taken_edit(pause.key, record.asked_value(pause), edited)


def _fields(pause: Pause, review: Review | None, answer: Answer) -> Mapping[str, Any] | None:
    """Return the fields of a typed answer, None where it is none."""
    model = review and review.response_model
    if model is None and answer.response is None:
        return None
    from signoff.flow import typed_answers  # noqa: PLC0415 - only where an answer has a form

    fields = answer.response
    if review is not None and model is not None:
        fields = typed_answers.typed(review, pause, fields, answer.feedback)
    return typed_answers.as_plain(fields)


def _decided(
    flow: Steps, pause: Pause, review: Review | None, answer: Answer
) -> tuple[str | None, Source]:
    """Return the outcome of an answer, None where it names none, and how it was found."""
    if answer.outcome is not None:
        return named_by(answer.outcome), Source.BUTTON
    if not pause.outcomes:
        return None, Source.FREE_TEXT
    from signoff.flow.reading import read_feedback  # noqa: PLC0415 - only where there is a choice
    from signoff.flow.typed_answers import words_around  # noqa: PLC0415 - see above

    has_form = review is not None and review.response_model is not None
    reading = read_feedback(
        words_around(answer.feedback) if has_form else answer.feedback,
        pause,
        llm=review.llm if review else pause.model,
        flow=flow,
        text=words_around(answer.text) if has_form else answer.text,
        approving=review.approving if review else None,
    )
    return reading.outcome, reading.source


def checked_words(words: object, who: str) -> str | Answer:
    """Return ``words`` if they are text, or an Answer.

    Raises: TypeError; nothing is made of None or of a dict, whose text nobody said.
    """
    if isinstance(words, str | Answer):
        return words
    raise TypeError(
        f"{who} answered with {words!r} ({type(words).__name__}), which is no text. No answer was "
        "recorded and the question stays open. Give the person's words as a string, or an Answer, "
        "as in Answer(outcome='approved'); a provider that has none yet raises "
        "HumanFeedbackPending."
    )
