"""The class authors inherit from.

It compiles the graph when a subclass is made and shows the author their run.
What it refuses to know: how a run begins and resumes (running.py), is
advanced (engine.py), is stored (checkpoints.py), and who is asked (host.py).
These are loaded by the first run, so that importing an author's module stays light.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self

from signoff.errors import FlowError
from signoff.events.listeners import bus
from signoff.flow.automatic_memory import AutomaticMemory
from signoff.flow.conditions import and_, or_
from signoff.flow.decorators import listen, router, start
from signoff.flow.graph import NO_STEPS, Graph, compile_graph
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.state import known_flows, known_types, state_type_of, stored_name, with_id

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from typing_extensions import TypeVar

    from signoff.flow.async_feedback import (
        Answer,
        HumanFeedbackPending,
        PendingFeedbackContext,
    )
    from signoff.flow.persistence.protocol import FlowPersistence, KeepsStates
    from signoff.flow.record import Record
    from signoff.flow.running import Run
    from signoff.flow.streaming import Stream

__all__ = ["Flow", "and_", "listen", "new_record", "or_", "provider_of", "router", "start"]

if TYPE_CHECKING:
    # So that a type checker reads a bare `Flow` as one whose state is a dict. Every checker
    # brings typing_extensions; running code must not need it.
    StateT = TypeVar("StateT", default=dict[str, Any])
else:
    from typing import TypeVar

    StateT = TypeVar("StateT")

# Conveniences that a step may be named after, and then takes the place of: they are plain
# verbs, and authors want them too. Nothing of ours calls them on a flow.
_FREE = frozenset({"ask", "cancel", "fork", "plot", "stream"})


class Flow(Generic[StateT]):
    """A flow. Give ``Flow[YourState]`` a dataclass or a pydantic model, or use a dict.

    ``name`` overrides the class's name. ``max_method_calls`` ends a loop
    without end. ``initial_state`` may hold a dict, a state class or a state.
    ``memory`` keeps what people taught it; assign another, or None.
    """

    name: str | None = None
    initial_state: Any = None
    input_provider: Any = None
    max_method_calls: int = 10_000
    memory: Any = AutomaticMemory()

    signoff_graph: ClassVar[Graph] = NO_STEPS
    signoff_state_type: ClassVar[type] = dict
    signoff_record: Record | None = None
    signoff_is_cancelled: bool = False
    _signoff_run: Run | None = None
    _signoff_persistence: FlowPersistence | KeepsStates | None = None
    _signoff_inputs: Mapping[str, Any] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - for other bases
        """Compile the graph; every mistake in the class is raised here."""
        super().__init_subclass__(**kwargs)
        cls.signoff_graph = compile_graph(cls, _reserved())
        kind = with_id(state_type_of(cls))
        if kind is not dict:
            known_types[stored_name(kind)] = kind
        cls.signoff_state_type = kind
        known_flows[f"{cls.__module__}:{cls.__qualname__}"] = cls

    def __init__(
        self,
        persistence: FlowPersistence | KeepsStates | None = None,
        *,
        max_method_calls: int | None = None,
        **inputs: Any,  # noqa: ANN401 - the author's fields
    ) -> None:
        self._signoff_persistence = persistence
        self._signoff_inputs = inputs
        if max_method_calls is not None:
            self.max_method_calls = max_method_calls
        if bus.listeners:
            from signoff.flow import telling  # noqa: PLC0415 - only where somebody listens

            telling.created(self)

    # What the author reads.

    @property
    def state(self) -> StateT:
        """The state of the run; before a kickoff, that of the run to come."""
        state: StateT = self._run().record.state
        return state

    @property
    def flow_id(self) -> str:
        """The id of the run."""
        return self._run().record.run_id

    @property
    def step_key(self) -> str:
        """A key for the step that runs now; repeated after a crash, a step has the same.

        Give it to a service that takes idempotency keys, and a repeated step
        has its effect once. Raises: FlowError, outside of a step.
        """
        from signoff.flow.here import find_here  # noqa: PLC0415 - see the module's docstring

        here = find_here()
        if here is None:
            raise FlowError(
                f"{type(self).__name__}.step_key was read outside of a step, where there is none. "
                "Nothing was changed. Read it in a method of the flow while the flow runs it."
            )
        return here.step_key

    @property
    def human_feedback_history(self) -> list[HumanFeedbackResult]:
        """Every judgement of this run, oldest first, legs before a pause included."""
        return self._run().record.history

    @property
    def last_human_feedback(self) -> HumanFeedbackResult | None:
        """The latest judgement, or None."""
        history = self.human_feedback_history
        return history[-1] if history else None

    @property
    def method_outputs(self) -> list[Any]:
        """The output of every finished method, in order of completion."""
        return list(self._run().record.outputs())

    @property
    def pending_feedback(self) -> PendingFeedbackContext | None:
        """The oldest open question, or None."""
        return next(iter(self.pending_feedbacks), None)

    @property
    def pending_feedbacks(self) -> list[PendingFeedbackContext]:
        """Every open question, oldest first."""
        return self._run().contexts()

    @property
    def signoff_waiting(self) -> dict[str, HumanFeedbackPending]:
        """What providers raised for the questions that wait, by key."""
        waiting: dict[str, HumanFeedbackPending] = vars(self).setdefault("_signoff_waiting", {})
        return waiting

    # Starting a run.

    def kickoff(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        restore_from_state_id: str | None = None,
    ) -> Any:  # noqa: ANN401 - the author's result
        """Run until every branch has ended or waits.

        Returns the output of the method that finished last, or the
        HumanFeedbackPending of a question that waits. ``inputs["id"]`` names
        the run; with persistence, a stored run of that id goes on where it
        stood, and one that ended begins anew with its state.
        ``restore_from_state_id`` names a stored run whose state a new run
        begins with; where none is stored, the run begins as ever.
        """
        from signoff.flow import drive  # noqa: PLC0415 - see the module's docstring

        return drive.run_sync(lambda: self._run().kickoff(inputs or {}, restore_from_state_id))

    async def kickoff_async(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        restore_from_state_id: str | None = None,
    ) -> Any:  # noqa: ANN401 - the author's result
        """Do what ``kickoff`` does, on the running loop."""
        from signoff.flow import drive  # noqa: PLC0415 - see the module's docstring

        return await drive.run_async(self._run().kickoff(inputs or {}, restore_from_state_id))

    akickoff = kickoff_async

    def kickoff_for_each(self, inputs_list: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Run once for each inputs, one after the other, each on a copy of this flow object.

        Returns what each kickoff would have. All come to rest before an error
        of one is raised; several are raised as a group.
        """
        from signoff.flow import many  # noqa: PLC0415 - see the module's docstring

        return many.for_each(self, inputs_list)

    async def kickoff_for_each_async(self, inputs_list: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Do what ``kickoff_for_each`` does, side by side on the running loop."""
        from signoff.flow import many  # noqa: PLC0415 - see the module's docstring

        return await many.for_each_async(self, inputs_list)

    def stream(self, inputs: Mapping[str, Any] | None = None) -> Stream:
        """Return a kickoff to iterate over: ``async for step in flow.stream(inputs)``.

        Each method is given as it finishes; afterwards ``stream.result`` is
        what kickoff would have returned.
        """
        from signoff.flow.streaming import Stream  # noqa: PLC0415 - see the module's docstring

        run = self._run()
        return Stream(lambda watch: run.stream(inputs or {}, watch), run.cancel)

    def ask(
        self,
        message: str,
        timeout: float | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> str | None:
        """Ask whoever is there now, and let this thread wait at most ``timeout`` seconds.

        ``input_provider`` asks, else ``flow_config.input_provider``, else the
        terminal. Returns None for an error, a time-out and for nobody.
        """
        from signoff.flow.asking import Asking  # noqa: PLC0415 - see the module's docstring

        return Asking(self, message, timeout, metadata or {}).now()

    async def ask_async(
        self,
        message: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the author's parameter, as in ask()
        metadata: Mapping[str, Any] | None = None,
    ) -> str | None:
        """Do what ``ask`` does, on the running loop."""
        from signoff.flow.asking import Asking  # noqa: PLC0415 - see the module's docstring

        return await Asking(self, message, timeout, metadata or {}).on_loop()

    def cancel(self) -> bool:
        """Cancel the run, from any thread or task, or from a step of its own.

        Methods that run are let finish, nothing new starts, and open questions
        are closed; whoever waits in kickoff or resume gets RunCancelled.
        Returns False where there is no run, or one that has ended.
        """
        return self._run().cancel()

    # Going on with a run.

    @classmethod
    def from_pending(
        cls,
        flow_id: str,
        persistence: FlowPersistence | KeepsStates | None = None,
        *,
        force: bool = False,
        **kwargs: Any,  # noqa: ANN401 - the subclass's own arguments
    ) -> Self:
        """Return a flow that stands where the stored run waits.

        ``flow_id`` is the run's id or a question's ``request_id``.
        Raises: NothingPending, where no question waits; FlowChanged, where the
        code no longer fits what waits (``force=True`` resumes nevertheless).
        """
        flow = cls(**kwargs) if persistence is None else cls(persistence=persistence, **kwargs)
        flow._run().load_pending(flow_id, force=force)  # noqa: SLF001 - of our own class
        return flow

    def resume(
        self, feedback: str | Answer = "", *, key: str | None = None, responder: str = ""
    ) -> Any:  # noqa: ANN401 - the author's result
        """Answer the open question and go on. ``key`` says which, where several are open.

        Raises: AlreadyAnswered, UnclearReply (the question stays open),
        NothingPending, RunBusy.
        """
        from signoff.flow import drive  # noqa: PLC0415 - see the module's docstring

        if drive.is_in_loop():
            raise RuntimeError(
                "resume() cannot be called from within an async context, where an event loop is "
                "running. Nothing was answered. Use: await flow.resume_async(feedback)"
            )
        return drive.run_sync(lambda: self._run().resume(feedback, key=key, responder=responder))

    async def resume_async(
        self, feedback: str | Answer = "", *, key: str | None = None, responder: str = ""
    ) -> Any:  # noqa: ANN401 - the author's result
        """Do what ``resume`` does, on the running loop."""
        from signoff.flow import drive  # noqa: PLC0415 - see the module's docstring

        return await drive.run_async(self._run().resume(feedback, key=key, responder=responder))

    @classmethod
    def fork(
        cls,
        run: str,
        *,
        at: str | HumanFeedbackResult | PendingFeedbackContext,
        answer: str | Answer | None = None,
        persistence: FlowPersistence | KeepsStates | None = None,
        force: bool = False,
        **kwargs: Any,  # noqa: ANN401 - the subclass's own arguments
    ) -> Self:
        """Return a flow that stands where the stored ``run`` was asked ``at``, under a new id.

        ``at`` is a question's key or ``request_id``, its context or its result. What was
        recorded before that decision is the new run's own; the old run stays as
        it is. ``answer`` answers the question and goes on; without it, it is
        open, for ``resume``. Warns: EffectsRepeat, naming the steps that may run.
        Raises: RunNotFound, NothingPending, UnclearReply, FlowChanged, and
        FlowStorageError, where the store keeps too little. Then nothing was made.
        """
        from signoff.flow import drive, forks  # noqa: PLC0415 - see the module's docstring

        if answer is not None and drive.is_in_loop():
            raise RuntimeError(
                "fork() cannot take an answer where an event loop is running. Nothing was forked. "
                "Use: flow = Flow.fork(run, at=...); await flow.resume_async(answer)"
            )
        flow = cls(**kwargs) if persistence is None else cls(persistence=persistence, **kwargs)
        going_on = forks.fork(flow._run(), run, at, answer=answer, force=force)  # noqa: SLF001
        if going_on is not None:
            drive.run_sync(going_on)
        return flow

    # Looking at the flow itself.

    @classmethod
    def plot(cls, filename: str | PathLike[str] = "signoff_flow", show: bool = True) -> Path:  # noqa: FBT001, FBT002 - the author's parameter
        """Draw the flow into one HTML file and return its path; ``show`` opens the browser.

        Raises: FolderNotWritable.
        """
        from signoff.flow.drawing.plot import plot  # noqa: PLC0415 - see the module's docstring
        from signoff.flow.structure import structure  # noqa: PLC0415 - see above

        path = plot(cls.signoff_graph, structure(cls), filename, show=show)
        if bus.listeners:
            from signoff.flow import telling  # noqa: PLC0415 - only where somebody listens

            telling.plotted(cls)
        return path

    @classmethod
    def to_mermaid(cls) -> str:
        """Return the flow as a Mermaid flowchart."""
        from signoff.flow.drawing.mermaid import mermaid  # noqa: PLC0415 - see above
        from signoff.flow.structure import structure  # noqa: PLC0415 - see above

        return mermaid(structure(cls))

    def _run(self) -> Run:
        if self._signoff_run is None:
            from signoff.flow import running  # noqa: PLC0415 - see the module's docstring

            self._signoff_run = running.Run(
                self, type(self), persistence=self._signoff_persistence, inputs=self._signoff_inputs
            )
        return self._signoff_run


def new_record(
    flow_class: type[Flow[Any]], *, run_id: str, inputs: Mapping[str, Any] | None = None
) -> Record:
    """Return the record of a run that is to begin, under ``run_id``.

    Raises: InputsInvalid (a ValueError), where the inputs do not fit the state.
    """
    from signoff.flow import running  # noqa: PLC0415 - see the module's docstring

    return running.new_record(flow_class, run_id=run_id, inputs=inputs or {})


def provider_of(flow_class: type[Flow[Any]], method: str) -> Any:  # noqa: ANN401 - duck-typed
    """Return who brings this method's question to a person: the decorator's provider, or
    the application's (flow_config.hitl_provider); None where neither names one.
    """  # noqa: D205 - one sentence
    from signoff.flow.host import find_provider  # noqa: PLC0415 - see the module's docstring

    return find_provider(flow_class.signoff_graph, method)


def _reserved() -> frozenset[str]:
    own = frozenset(name for name in vars(Flow) if not name.startswith("__"))
    return own - _FREE
