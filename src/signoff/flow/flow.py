"""The class authors inherit from.

It compiles the graph when a subclass is made, holds the state of one run, and
hands kickoff and resume to the host. What it refuses to know: how a run is
advanced (engine.py), how it is stored (checkpoints.py), who is asked (host.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Self, TypeVar

from signoff import ids
from signoff.errors import FlowChanged, FlowError, NothingPending
from signoff.flow import dispatch, drive
from signoff.flow.asks import ask_of
from signoff.flow.async_feedback import HumanFeedbackPending, PendingFeedbackContext, context_of
from signoff.flow.checkpoints import Checkpoints
from signoff.flow.conditions import and_, or_
from signoff.flow.decorators import listen, router, start
from signoff.flow.graph import Graph, compile_graph
from signoff.flow.host import Host, checked_words, respond
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.persistence import default_store
from signoff.flow.persistence.decorator import PERSIST, Persisted
from signoff.flow.persistence.protocol import FlowPersistence
from signoff.flow.record import Pause, Record, RunStatus
from signoff.flow.state import known_types, make_state, merged, state_type_of, stored_name, with_id

__all__ = ["Flow", "and_", "listen", "new_record", "or_", "router", "start"]

StateT = TypeVar("StateT")


class Flow(Generic[StateT]):
    """A flow. Give ``Flow[YourState]`` a dataclass or a pydantic model, or use a dict.

    ``name`` overrides the class's name. ``max_method_calls`` ends a loop
    without end. ``initial_state`` may hold a dict, a state class or a state.
    """

    name: str | None = None
    initial_state: Any = None
    max_method_calls: int = 10_000

    signoff_graph: ClassVar[Graph]
    signoff_state_type: ClassVar[type] = dict
    signoff_record: Record | None = None
    signoff_checkpoints: Checkpoints | None = None
    _signoff_answering: str | None = None
    _signoff_persistence: FlowPersistence | None = None
    _signoff_inputs: Mapping[str, Any] = {}
    _signoff_used: bool = False

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - for other bases
        """Compile the graph; every mistake in the class is raised here."""
        super().__init_subclass__(**kwargs)
        cls.signoff_graph = compile_graph(cls, _reserved())
        kind = with_id(state_type_of(cls))
        if kind is not dict:
            known_types[stored_name(kind)] = kind
        cls.signoff_state_type = kind

    def __init__(
        self,
        persistence: FlowPersistence | None = None,
        *,
        max_method_calls: int | None = None,
        **inputs: Any,  # noqa: ANN401 - the author's fields
    ) -> None:
        self._signoff_persistence = persistence
        self._signoff_inputs = inputs
        if max_method_calls is not None:
            self.max_method_calls = max_method_calls

    # What the author reads.

    @property
    def state(self) -> StateT:
        """The state of the run; before a kickoff, that of the run to come."""
        state: StateT = self._record().state
        return state

    @property
    def flow_id(self) -> str:
        """The id of the run."""
        return self._record().run_id

    @property
    def human_feedback_history(self) -> list[HumanFeedbackResult]:
        """Every judgement of this run, oldest first, legs before a pause included."""
        return self._record().history

    @property
    def last_human_feedback(self) -> HumanFeedbackResult | None:
        """The latest judgement, or None."""
        history = self._record().history
        return history[-1] if history else None

    @property
    def method_outputs(self) -> list[Any]:
        """The output of every finished method, in order of completion."""
        return list(self._record().outputs())

    @property
    def pending_feedback(self) -> PendingFeedbackContext | None:
        """The oldest open question, or None."""
        return next(iter(self.pending_feedbacks), None)

    @property
    def pending_feedbacks(self) -> list[PendingFeedbackContext]:
        """Every open question, oldest first."""
        record = self._record()
        return [context_of(record, pause) for pause in record.pauses.values()]

    @property
    def signoff_waiting(self) -> dict[str, HumanFeedbackPending]:
        """What providers raised for the questions that wait, by key."""
        waiting: dict[str, HumanFeedbackPending] = vars(self).setdefault("_signoff_waiting", {})
        return waiting

    # Starting a run.

    def kickoff(self, inputs: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Run until every branch has ended or waits.

        Returns the output of the method that finished last, or the
        HumanFeedbackPending of a question that waits. ``inputs["id"]`` names
        the run; with persistence, a stored run of that id goes on where it
        stood, and one that ended begins anew with its state.
        """
        return drive.run_sync(lambda: self._kickoff(inputs or {}))

    async def kickoff_async(self, inputs: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Do what ``kickoff`` does, on the running loop."""
        return await drive.run_async(self._kickoff(inputs or {}))

    akickoff = kickoff_async

    # Going on with a run.

    @classmethod
    def from_pending(
        cls,
        flow_id: str,
        persistence: FlowPersistence | None = None,
        *,
        force: bool = False,
        **kwargs: Any,  # noqa: ANN401 - the subclass's own arguments
    ) -> Self:
        """Return a flow that stands where the stored run waits.

        ``flow_id`` is the run's id or a question's ``request_id``.
        Raises: NothingPending, where no question waits; FlowChanged, where the
        code no longer fits what waits (``force=True`` resumes nevertheless).
        """
        run_id, _, key = flow_id.partition("/")
        flow = cls(persistence=persistence, **kwargs)
        checkpoints = flow._checkpoints()
        record = checkpoints.load(run_id)
        if record is None or not record.pauses:
            raise NothingPending(
                f"No pending feedback found for flow_id: {flow_id}. Nothing was changed. "
                "Check the id and the database it was stored in; a question that was answered "
                "waits no more."
            )
        if not force:
            check_fits(cls, record)
        flow.signoff_record, flow._signoff_used = record, True
        flow._signoff_answering = key or None
        return flow

    def resume(self, feedback: str = "", *, key: str | None = None, responder: str = "") -> Any:  # noqa: ANN401 - the author's result
        """Answer the open question and go on. ``key`` says which, where several are open.

        Raises: AlreadyAnswered, UnclearReply (the question stays open),
        NothingPending, RunBusy.
        """
        if drive.is_in_loop():
            raise RuntimeError(
                "resume() cannot be called from within an async context, where an event loop is "
                "running. Nothing was answered. Use: await flow.resume_async(feedback)"
            )
        return drive.run_sync(lambda: self._resume(feedback, key, responder))

    async def resume_async(
        self, feedback: str = "", *, key: str | None = None, responder: str = ""
    ) -> Any:  # noqa: ANN401 - the author's result
        """Do what ``resume`` does, on the running loop."""
        return await drive.run_async(self._resume(feedback, key, responder))

    # How it is done.

    def _kickoff(self, inputs: Mapping[str, Any]) -> drive.Work:
        stored = self._stored_run(inputs)
        if stored is not None and stored.status is not RunStatus.ENDED:
            return self._go_on(stored)
        if stored is not None:
            assert self.signoff_checkpoints is not None  # noqa: S101 - it loaded the run
            self.signoff_checkpoints.begin_anew()
            state = merged(stored.state, inputs)
        else:
            state = self._fresh_state(inputs)
        self._signoff_used = True
        self.signoff_waiting.clear()
        record = started(type(self), state)
        return self._host().go(record, {}, notified=frozenset())

    def _go_on(self, record: Record) -> drive.Work:
        check_fits(type(self), record)
        self.signoff_record, self._signoff_used = record, True
        checkpoints = self._checkpoints()
        record.status = RunStatus.RUNNING
        checkpoints.save(record)  # from here on, a process that still works on it is refused
        responses = checkpoints.unconsumed(record)
        return self._host().go(record, responses, notified=frozenset())

    def _stored_run(self, inputs: Mapping[str, Any]) -> Record | None:
        self.signoff_checkpoints = None
        checkpoints = self._checkpoints()
        if "id" not in inputs or not self._keeps_runs():
            return None
        return checkpoints.load(str(inputs["id"]))

    def _fresh_state(self, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's
        # What was set on flow.state before the first kickoff belongs to that run.
        if self.signoff_record is not None and not self._signoff_used:
            return merged(self.signoff_record.state, inputs)
        return self._new_state({**self._signoff_inputs, **inputs})

    def _new_state(self, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's
        return make_state(
            self.signoff_state_type, self.initial_state, run_id=ids.new_id(), inputs=inputs
        )

    def _resume(self, feedback: str, key: str | None, responder: str) -> drive.Work:
        words = checked_words(feedback, "resume()")
        record = self._record()
        pause = self._pause(record, key or self._signoff_answering)
        response = respond(
            self, ask_of(record, pause), pause, words, channel="resume", responder=responder
        )
        checkpoints = self._checkpoints()
        if checkpoints.version:
            record = checkpoints.claim(record, pause.key, response)
        self._signoff_answering = None
        notified = frozenset(record.pauses)
        return self._host().go(record, {pause.key: response}, notified=notified)

    def _pause(self, record: Record, key: str | None) -> Pause:
        if key is not None:
            key = key.rpartition("/")[2]
            if key in record.pauses:
                return record.pauses[key]
        elif len(record.pauses) == 1:
            return next(iter(record.pauses.values()))
        elif record.pauses:
            raise FlowError(
                f"{len(record.pauses)} questions of run {record.run_id} are open: "
                f"{', '.join(record.pauses)}. None was answered. "
                f"Say which: resume(feedback, key={next(iter(record.pauses))!r})."
            )
        raise NothingPending(
            f"No pending feedback context{f' for {key!r}' if key else ''} in run {record.run_id}. "
            "Nothing was changed. Call kickoff() first, or from_pending(flow_id)."
        )

    def _record(self) -> Record:
        if self.signoff_record is None:
            self.signoff_record = started(type(self), self._new_state(self._signoff_inputs))
        return self.signoff_record

    def _host(self) -> Host:
        return Host(self, self._checkpoints(), stores_always=self._keeps_runs())

    def _keeps_runs(self) -> bool:
        return self._signoff_persistence is not None or bool(self._persist_marks())

    def _persist_marks(self) -> dict[str, Persisted]:
        """Return @persist marks: "" for the class, else by method."""
        own: Persisted | None = getattr(type(self), PERSIST, None)
        marks = {} if own is None else {"": own}
        for name in self.signoff_graph.methods:
            mark = getattr(getattr(type(self), name), PERSIST, None)
            if mark is not None:
                marks[name] = mark
        return marks

    def _checkpoints(self) -> Checkpoints:
        if self.signoff_checkpoints is None:
            marks = self._persist_marks()
            stores = (mark.persistence for mark in marks.values())
            told = self._signoff_persistence or next(filter(None, stores), None)
            self.signoff_checkpoints = Checkpoints(
                store=told or _default_store(), every="" in marks, methods=frozenset(marks)
            )
        return self.signoff_checkpoints


def new_record(
    flow_class: type[Flow[Any]],
    *,
    run_id: str | None = None,
    inputs: Mapping[str, Any] | None = None,
) -> Record:
    """Return the record of a run that is to begin.

    Raises: FlowStorageError (a ValueError), where the inputs do not fit the state.
    """
    given = dict(inputs or {})
    run_id = run_id or str(given.get("id") or ids.new_id())
    given["id"] = run_id
    kind, initial = flow_class.signoff_state_type, flow_class.initial_state
    return started(flow_class, make_state(kind, initial, run_id=run_id, inputs=given), run_id)


def started(flow_class: type[Flow[Any]], state: Any, run_id: str | None = None) -> Record:  # noqa: ANN401
    """Return a record with the flow's starts on its agenda."""
    own = state.get("id") if isinstance(state, dict) else getattr(state, "id", None)
    record = Record(
        run_id=run_id or str(own or ids.new_id()),
        flow=f"{flow_class.__module__}:{flow_class.__qualname__}",
        state=state,
    )
    dispatch.schedule_starts(flow_class.signoff_graph, record)
    return record


def check_fits(flow_class: type[Flow[Any]], record: Record) -> None:
    """Raise FlowChanged where what waits in ``record`` has no place in the class any more."""
    methods = flow_class.signoff_graph.methods
    due = [step.method for step in record.agenda.values()]
    changes = [f"the step {name!r} is gone" for name in due if name not in methods]
    for pause in record.pauses.values():
        method = methods.get(pause.method)
        if method is None or method.review is None:
            changes.append(f"the question {pause.method!r} is gone")
        elif set(method.review.outcomes) != set(pause.outcomes):
            changes.append(
                f"{pause.method!r} offered {', '.join(pause.outcomes) or 'no outcome'} and now "
                f"offers {', '.join(method.review.outcomes) or 'no outcome'}"
            )
    if changes:
        raise FlowChanged(
            f"{flow_class.__name__} no longer fits run {record.run_id}: {'; '.join(changes)}. "
            "The run stays as it is. Deploy the code it was paused with, or resume it "
            "nevertheless with from_pending(flow_id, force=True)."
        )


def _default_store() -> FlowPersistence:
    return default_store()


def _reserved() -> frozenset[str]:
    return frozenset(name for name in vars(Flow) if not name.startswith("__"))
