"""A run told step by step, to whoever iterates over it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from signoff.errors import FlowError, RunCancelled
from signoff.flow import drive
from signoff.flow.record import Asked, Done, Record
from signoff.flow.reports import StepReport


class FinishedStep(NamedTuple):
    """A method that has returned. ``trigger`` fired it, None for a start."""

    seq: int
    method: str
    trigger: str | None
    output: Any
    started_at: datetime
    finished_at: datetime


Watch = Callable[[Record, StepReport], None]


class Stream:
    """Iterate once, with ``async for``; then ``result`` is what kickoff would have returned.

    An error of a step comes out of the iteration after the steps that ended
    beside it. Leaving the iteration early cancels the run.
    """

    def __init__(self, begin: Callable[[Watch], drive.Work], cancel: Callable[[], object]) -> None:
        self._begin = begin
        self._cancel = cancel
        self._came: list[Any] = []

    @property
    def result(self) -> Any:  # noqa: ANN401 - the author's result
        """What came of the run. Raises: FlowError, before the iteration has ended."""
        if not self._came:
            raise FlowError(
                "The result of a stream was read before its end, where there is none. Nothing was "
                "changed; a stream that was left early has cancelled its run. Iterate to the end "
                "first: async for step in stream: ..."
            )
        return self._came[0]

    async def __aiter__(self) -> AsyncIterator[FinishedStep]:
        steps: asyncio.Queue[FinishedStep | None] = asyncio.Queue()

        def watch(record: Record, report: StepReport) -> None:
            step = _finished(record, report)
            if step is not None:
                steps.put_nowait(step)

        run = asyncio.create_task(drive.run_async(self._begin(watch)))
        run.add_done_callback(lambda _: steps.put_nowait(None))
        try:
            while (step := await steps.get()) is not None:
                yield step
            self._came.append(run.result())
        finally:
            if not run.done():
                self._cancel()
                with suppress(RunCancelled):
                    await run


def _finished(record: Record, report: StepReport) -> FinishedStep | None:
    """Return the step a report is about; None where it failed, or waits for a nested flow."""
    last = record.log[-1] if record.log else None
    waits = any(step.method == report.method for step in record.resting.values())
    if report.error or waits or not isinstance(last, Done | Asked):
        return None
    return FinishedStep(
        report.seq,
        report.method,
        report.trigger,
        last.value,
        report.started_at,
        report.finished_at,
    )
