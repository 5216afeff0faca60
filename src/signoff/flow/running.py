"""What kickoff and resume do: find or begin the record of a run, then hand it to the host.

Loaded by the first run of a process, not by ``import signoff``.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from signoff import ids
from signoff.errors import FlowError, NothingPending, RunBusy
from signoff.events.listeners import bus
from signoff.flow import dispatch, nesting
from signoff.flow.answer import Answer
from signoff.flow.asks import context_of
from signoff.flow.checkpoints import Checkpoints, taken, was_cancelled
from signoff.flow.children import Child
from signoff.flow.drive import Work
from signoff.flow.fitting import check_class, fit
from signoff.flow.here import Here, find_here
from signoff.flow.host import Host, Hosted, checked_words, read_response
from signoff.flow.keywords import check_keywords
from signoff.flow.nesting import NestStore
from signoff.flow.persistence.decorator import marks_of
from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates, keeps_runs
from signoff.flow.record import ANSWERS, Pause, Record, RunStatus
from signoff.flow.state import make_state, merged, named_id, renamed
from signoff.inbox.response import Response

if TYPE_CHECKING:
    from signoff.flow.pending_context import PendingFeedbackContext
    from signoff.flow.streaming import Watch

# type[Flow], which no protocol can describe; flow.py imports this module.
FlowClass = Any


class Run:
    """One flow object's dealings with its run and with the store it is kept in."""

    def __init__(
        self,
        flow: Hosted,
        flow_class: FlowClass,
        *,
        persistence: FlowPersistence | KeepsStates | None,
        inputs: Mapping[str, Any],
    ) -> None:
        self.flow = flow
        self.flow_class = flow_class
        self.inputs = inputs
        self.is_used = self.is_driving = False
        self.is_forced = False  # whether to go on although the code has changed
        self.watch: Watch | None = None
        self.answering: str | None = None
        self.untold: frozenset[str] = frozenset()  # open questions no provider knows of
        check_keywords(flow_class, inputs)
        marks = marks_of(flow_class)
        told = persistence or next((m.persistence for m in marks.values() if m.persistence), None)
        self.keeps_runs = persistence is not None or bool(marks)
        self.store = None if told is None else _whole(told)
        self.every = "" in marks
        self.methods = frozenset(marks) - {""}
        self.checkpoints = self.new_checkpoints()

    def new_checkpoints(self) -> Checkpoints:
        """Return a place in the store for a run that was not stored yet."""
        return Checkpoints(self.own_store, every=self.every, methods=self.methods)

    def own_store(self) -> FlowPersistence:
        """Return the store the flow was told, else the default one."""
        if self.store is not None:
            return self.store
        from signoff.flow.persistence.default import default_store  # noqa: PLC0415 - only then

        return default_store()

    @property
    def record(self) -> Record:
        """The record of the run; before a kickoff, that of the run to come."""
        if self.flow.signoff_record is None:
            self.flow.signoff_record = started(self.flow_class, self._new_state(self.inputs))
        return self.flow.signoff_record

    def kickoff(self, inputs: Mapping[str, Any], restored_from: str | None = None) -> Work:
        """Begin a run, or go on with the stored one that ``inputs["id"]`` names.

        ``restored_from``: the run whose state the new one begins with, if it is stored.
        """
        dispatch.check_begins(self.flow_class.signoff_graph, inputs)
        return self._alone(lambda: self._kickoff(inputs, restored_from))

    def _kickoff(self, inputs: Mapping[str, Any], restored_from: str | None) -> Work:
        self.flow.signoff_is_cancelled = self.is_forced = False
        self.untold = frozenset()
        restored = None
        if restored_from is not None:
            restored = self._stored(self.new_checkpoints(), restored_from)
        here = find_here()
        if here is not None and here.leg.flow is not self.flow:
            return self._as_child(here, inputs, restored)
        self.checkpoints = self.new_checkpoints()
        stored = self._stored(self.checkpoints, named_id(inputs))
        return self._begin(self._host(), inputs, stored, restored)

    def stream(self, inputs: Mapping[str, Any], watch: Watch) -> Work:
        """Do what kickoff does, and show ``watch`` every step that is done."""
        self.watch = watch
        try:
            return (yield from self.kickoff(inputs))
        finally:
            self.watch = None

    def _begin(
        self, host: Host, inputs: Mapping[str, Any], stored: Record | None, restored: Record | None
    ) -> Work:
        if stored is not None and stored.status is RunStatus.CANCELLED:
            raise was_cancelled(stored)
        if stored is not None and stored.status is not RunStatus.ENDED:
            return self._go_on(stored, host)
        if stored is not None:
            self.checkpoints.begin_anew()
        named = named_id(inputs)  # of the run: its state need not have a field for it
        run_id = None if named is None else str(named)
        if restored is not None:
            state = renamed(restored.state, run_id or ids.new_id())
            state = merged(state, inputs)
        elif stored is not None:
            state = merged(stored.state, inputs)
        else:
            state = self._fresh_state(inputs)
        if isinstance(state, dict):
            _check_inputs(self.flow_class, inputs, state)
        self.is_used = True
        self.flow.signoff_waiting.clear()
        record = started(self.flow_class, state, run_id)
        return host.go(record, {}, notified=frozenset())

    def _as_child(self, here: Here, inputs: Mapping[str, Any], restored: Record | None) -> Work:
        """Run as part of the step that runs here; where this must wait, the step waits too."""
        child = nesting.child_of(here, self.flow_class, inputs)
        try:
            return (yield from self._within(here, child, inputs, restored))
        finally:
            child.is_over.set_result(None)

    def _within(
        self, here: Here, child: Child, inputs: Mapping[str, Any], restored: Record | None
    ) -> Work:
        vars(self.flow)["_signoff_around"] = here.leg.flow  # whose memory it shares
        outer = vars(here.leg.flow).get("_signoff_run")
        self.is_forced = outer is not None and outer.is_forced
        own = self.own_store() if self.keeps_runs else None
        store: FlowPersistence = own or NestStore(child.nested)
        self.checkpoints = Checkpoints(lambda: store, every=self.every, methods=self.methods)
        child.checkpoints = self.checkpoints
        for key, answer in child.nested.answers.items():
            store.claim(child.run_id, key, answer)
        stored = self.checkpoints.load(child.run_id)
        if stored is not None and stored.status is RunStatus.ENDED and child.is_known:
            self.flow.signoff_record = child.record = stored
            self.is_used = True
            return stored.last_output()
        host = Host(
            self.flow,
            self.checkpoints,
            stores_always=self.keeps_runs,
            inside=here.leg,
            watch=self.watch,
        )
        came = yield from self._begin(host, {**inputs, "id": child.run_id}, stored, restored)
        child.record = self.record
        if child.record.pauses:
            nesting.leave_waiting(child)
        return came

    def cancel(self) -> bool:
        """Cancel what runs or waits; False where there is nothing to cancel."""
        record = self.flow.signoff_record
        # A record that we did not begin is another host's, which advances it: a served flow.
        if self.is_driving or (record is not None and not self.is_used):
            self.flow.signoff_is_cancelled = True
            return True
        over = (RunStatus.ENDED, RunStatus.CANCELLED)
        if record is None or not self.is_used or record.status in over:
            return False
        record.cancel()
        if self.checkpoints.version:
            self.checkpoints.save(record)
        if bus.listeners:
            from signoff.flow import telling  # noqa: PLC0415 - only where somebody listens

            telling.leg_ends(self.flow, record)
        return True

    def _alone(self, begin: Callable[[], Work]) -> Work:
        """Drive a run that begins now. Raises: RunBusy, where this object has one under way.

        Two runs would share one state, and each act on the other's.
        """
        # setdefault: of two threads, one finds its own.
        if self.is_driving or vars(self).setdefault("beginning", begin) is not begin:
            name = self.flow_class.__name__
            raise RunBusy(
                f"{name} was kicked off while a run of the same object is under way. No run was "
                f"started; that run goes on. Make an object for each run, {name}().kickoff(...), "
                "or use kickoff_for_each."
            )
        try:
            return (yield from self._driven(begin()))
        finally:
            vars(self).pop("beginning")

    def _driven(self, work: Work) -> Work:
        self.is_driving = True
        try:
            return (yield from work)
        finally:
            self.is_driving = False

    def resume(self, feedback: str | Answer, *, key: str | None, responder: str) -> Work:
        """Answer a question that waits, and go on."""
        words = checked_words(feedback, "resume()")
        self.flow.signoff_is_cancelled = False
        pause = self._pause(self.record, key or self.answering)
        return self._answered(pause, words, responder)

    def _answered(self, pause: Pause, words: str | Answer, responder: str) -> Work:
        response = yield from read_response(
            self.flow, pause, words, channel="resume", responder=responder
        )
        return (yield from self.go_on_with(pause, response))

    def go_on_with(self, pause: Pause, response: Response) -> Work:
        """Make ``response`` the answer to a question of this run, and go on."""
        record = self.record
        if self.checkpoints.version:
            if self.is_forced and record.status is not RunStatus.RUNNING:
                self.checkpoints.keep_offers(record, pause.key)
            record = self.checkpoints.claim(record, pause.key, response)
        self.answering = None
        notified = frozenset(record.pauses) - self.untold
        self.untold = frozenset()
        return self._driven(self._host().go(record, {pause.key: response}, notified=notified))

    def load_pending(self, flow_id: str, *, force: bool) -> None:
        """Stand where the stored run waits.

        Raises: TypeError, for what is no text: a context or what kickoff returned.
        """
        if not isinstance(flow_id, str):
            raise TypeError(
                f"from_pending() was given a {type(flow_id).__name__}, which is no id. Nothing was "
                "changed. Give it the flow_id or the request_id, as text: of what kickoff returned "
                "that is pending.context.flow_id."
            )
        record, key = self.checkpoints.load(flow_id), ""
        if record is None and "/" in flow_id:  # a request_id; the run's own id may have slashes
            run_id, _, key = flow_id.rpartition("/")
            record = self.checkpoints.load(run_id)
        if record is not None:
            _check_open(record, key)
        if record is None or not record.pauses:
            raise NothingPending(
                f"No pending feedback found for flow_id: {flow_id}. Nothing was changed. "
                "Check the id and the database it was stored in; a question that was answered "
                "waits no more."
            )
        fit(self.flow_class, record, self.checkpoints.store, is_forced=force)
        self.flow.signoff_record, self.is_used, self.is_forced = record, True, force
        self.answering = key or None

    def contexts(self) -> list[PendingFeedbackContext]:
        """Return every open question, oldest first."""
        record, graph = self.record, self.flow.signoff_graph
        return [context_of(record, p, nesting.review_of(graph, p)) for p in record.pauses.values()]

    def _go_on(self, record: Record, host: Host) -> Work:
        fit(self.flow_class, record, self.checkpoints.store, is_forced=self.is_forced)
        self.flow.signoff_record, self.is_used = record, True
        record.status = RunStatus.RUNNING
        self.checkpoints.save(record)  # from here on, a process that still works on it is refused
        responses = self.checkpoints.unconsumed(record)
        return host.go(record, responses, notified=frozenset())

    def _stored(self, checkpoints: Checkpoints, run_id: object) -> Record | None:
        if run_id is None:
            return None
        if not self.keeps_runs and not _has_default_store():
            return None  # a kickoff alone must not make the default database
        record = checkpoints.load(str(run_id))
        if record is not None:
            check_class(self.flow_class, record)
        return record

    def _fresh_state(self, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's
        # What was set on flow.state before the first kickoff belongs to that run.
        if self.flow.signoff_record is not None and not self.is_used:
            return merged(self.flow.signoff_record.state, inputs)
        return self._new_state({**self.inputs, **inputs})

    def _new_state(self, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the author's
        return _new_state(self.flow_class, ids.new_id(), inputs)

    def _pause(self, record: Record, key: str | None) -> Pause:
        if record.status is RunStatus.CANCELLED:
            raise was_cancelled(record)
        if key is not None:
            key = key.rpartition("/")[2]
            _check_open(record, key)
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
        way_on = "Call kickoff() first, or from_pending(flow_id)."
        if record.pauses:
            way_on = f"Open are: {', '.join(record.pauses)}."
        raise NothingPending(
            f"No pending feedback context{f' for {key!r}' if key else ''} in run {record.run_id}. "
            f"Nothing was changed. {way_on}"
        )

    def _host(self) -> Host:
        return Host(self.flow, self.checkpoints, stores_always=self.keeps_runs, watch=self.watch)


def new_record(flow_class: FlowClass, *, run_id: str, inputs: Mapping[str, Any]) -> Record:
    """Return the record of a run that is to begin, under ``run_id``."""
    _check_inputs(flow_class, inputs, inputs)
    state = _new_state(flow_class, run_id, {**inputs, "id": run_id})
    return started(flow_class, state, run_id)


def _new_state(flow_class: FlowClass, run_id: str, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401
    initial = flow_class.initial_state
    if initial is not None:
        # A copy: what one run does to its state is not the next run's beginning.
        initial = copy.deepcopy(initial)
    return make_state(flow_class.signoff_state_type, initial, run_id=run_id, inputs=inputs)


def _check_inputs(
    flow_class: FlowClass, inputs: Mapping[str, Any], known: Mapping[str, Any]
) -> None:
    """Let a flow that is made of something else, a crew, say what a run must be given."""
    check = getattr(flow_class, "signoff_check_inputs", None)
    if check is not None:
        check(inputs, known)


def started(flow_class: FlowClass, state: Any, run_id: str | None = None) -> Record:  # noqa: ANN401
    """Return a record with the flow's starts on its agenda."""
    own = named_id(state if isinstance(state, dict) else {"id": getattr(state, "id", None)})
    record = Record(
        run_id=run_id or (ids.new_id() if own is None else str(own)),
        flow=f"{flow_class.__module__}:{flow_class.__qualname__}",
        state=state,
    )
    dispatch.schedule_starts(flow_class.signoff_graph, record)
    return record


def _check_open(record: Record, key: str) -> None:
    """Raise RunCancelled or AlreadyAnswered where that is why nothing waits for an answer."""
    if record.status is RunStatus.CANCELLED:
        raise was_cancelled(record)
    answers = [entry for entry in record.log if isinstance(entry, ANSWERS)]
    said = [entry for entry in answers if entry.key == key]
    if not key and not record.pauses:
        said = answers
    if said:
        raise taken(record, said[-1])


def _has_default_store() -> bool:
    from signoff.flow.persistence.place import default_path  # noqa: PLC0415 - only then

    return default_path().exists()


def _whole(store: FlowPersistence | KeepsStates) -> FlowPersistence:
    if keeps_runs(store):
        return cast("FlowPersistence", store)
    from signoff.flow.persistence.by_state import whole_runs  # noqa: PLC0415 - a rare kind of store

    return whole_runs(store)
