"""An answer to a crew over its API: what it decides, and who is told from then on.

It goes the way of every answer (app.answer), so of two that come by different
ways one counts; the other learns who was first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from signoff.app import App
from signoff.channels.webhook.destination import read_destination
from signoff.crew import progress_of
from signoff.crew.made import CrewFlow
from signoff.crew.task import APPROVED, NEEDS_REVISION
from signoff.errors import (
    ExecutionNotPending,
    RequestClosed,
    TaskNotFound,
    WebhookInvalid,
)
from signoff.inbox import lifecycle
from signoff.inbox.agreement import Decided
from signoff.inbox.request import Request
from signoff.jobs.answer import Answer, Taken
from signoff.jobs.calls.crew_hooks import NOT_CARRIED_OVER, Wanted, change_hooks
from signoff.store.queries import RunRow
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api.requests import CHANNEL
from signoff.web.auth import Caller
from signoff.web.crew_api import schemas


@dataclass(frozen=True, slots=True)
class Resume:
    """One call of `POST /resume`."""

    app: App
    crew: type[CrewFlow]
    run: RunRow
    caller: Caller
    given: schemas.CrewResume

    def __call__(self) -> schemas.Resumed:
        """Record the answer and say what follows.

        Raises: TaskNotFound, ExecutionNotPending, WebhookInvalid, NotYours and its kind.
        """
        given = self.given
        wanted = given.wanted()
        check_addresses(self.app, wanted)
        answer = Answer(
            request_id=self._asked(),
            feedback=given.human_feedback,
            outcome=APPROVED if given.is_approve else NEEDS_REVISION,
            responder=self.caller.person,
            channel=CHANNEL,
            verification=self.caller.verification,
            may_override=self.caller.may_override,
        )
        warnings = given.not_understood()

        def noted(unit: UnitOfWork, taken: Taken) -> None:
            if isinstance(taken.verdict, Decided):
                warnings.extend(self._change_hooks(unit, wanted))

        try:
            taken = self.app.answer(answer, also=noted)
        except RequestClosed as error:
            raise ExecutionNotPending(str(error)) from error
        status, message = self._said(taken)
        said = {"warnings": tuple(warnings)} if warnings else {}
        return schemas.Resumed(status=status, message=message, **said)

    def _asked(self) -> str:
        """Return the request that is to be answered."""
        task_id = self.given.task_id
        if task_id not in [task.task_id for task in self.crew.signoff_tasks]:
            known = ", ".join(task.task_id for task in self.crew.signoff_tasks)
            raise TaskNotFound(
                f"There is no task {task_id[:120]!r} in crew {self.run.flow!r}. Nothing was "
                f"recorded. Its tasks: {known}."
            )
        with self.app.unit() as unit:
            asked = [one for one in unit.requests.of_run(self.run.id) if one.ask.method == task_id]
            if not asked:
                raise self._too_early(unit)
            request = self._looked_at(asked)
            try:
                lifecycle.check_open(unit, request)
            except RequestClosed as error:
                raise ExecutionNotPending(str(error)) from error
        return request.id

    def _looked_at(self, asked: Sequence[Request]) -> Request:
        """Return the request whose output the caller saw; the last where they do not say.

        Outputs change from round to round: a yes to one must never count for another.
        """
        request_id = self.given.request_id
        if request_id is None:
            return asked[-1]
        for one in asked:
            if one.id == request_id:
                return one
        raise ExecutionNotPending(
            f"Request {request_id[:60]!r} does not ask about task {self.given.task_id!r} of "
            f"execution {self.run.id}. Nothing was recorded. Take the request_id from "
            "humanInputWebhook or /status."
        )

    def _too_early(self, unit: UnitOfWork) -> ExecutionNotPending:
        pending = unit.requests.pending_of_run(self.run.id)
        waits = f"waits at {pending[0].ask.method!r}" if pending else "does not wait"
        return ExecutionNotPending(
            f"Execution {self.run.id} is {self.run.status} and {waits}; nobody was asked "
            f"about task {self.given.task_id!r} yet. Nothing was recorded. See where it stands at "
            "/status."
        )

    def _change_hooks(self, unit: UnitOfWork, wanted: list[Wanted]) -> list[str]:
        """Tell from now on whom the answer names; return whom it thereby forgets, as sentences."""
        given, run_id = self.given, self.run.id
        if wanted and unit.crew_hooks.n_done(run_id) is None:
            # Started in the dashboard or as a fork: who answers is its first caller.
            progress = progress_of(self.crew, unit.runs.find_record(run_id))
            unit.crew_hooks.start(run_id, {}, n_done=progress.completed_tasks)
        before = {hook.kind for hook in unit.crew_hooks.hooks_of([run_id])}
        change_hooks(
            unit,
            run_id,
            wanted,
            self.app.sealer,
            deployment_id=self.app.deployment_id,
            inherit=given.inherit_webhooks,
        )
        if given.inherit_webhooks:
            return []
        lost = before.intersection(NOT_CARRIED_OVER) - {one.kind for one in wanted}
        return [
            f"{schemas.NAMES[kind]} was not given again: it is told nothing more of this run. Give "
            "it with every resume, or send inherit_webhooks."
            for kind in NOT_CARRIED_OVER
            if kind in lost
        ]

    def _said(self, taken: Taken) -> tuple[schemas.ResumeStatus, str]:
        task_id = self.given.task_id
        if not isinstance(taken.verdict, Decided):
            return "counted", f"Your answer to task {task_id!r} is counted; others must agree."
        if taken.response.outcome != APPROVED:
            return "retrying", f"Task {task_id!r} is done again with your feedback."
        if task_id == self.crew.signoff_tasks[-1].task_id:
            return "completed", f"Task {task_id!r} is approved. It was the last one."
        return "resumed", f"Task {task_id!r} is approved; the crew goes on."


def check_addresses(app: App, wanted: Iterable[Wanted]) -> None:
    """Raise WebhookInvalid, naming the field, where an address may not be called."""
    sender = app.webhook_sender
    for one in wanted:
        try:
            read_destination(one.url, allowed=sender.allowed, is_development=sender.is_development)
        except WebhookInvalid as error:
            name = schemas.NAMES[one.kind]
            raise WebhookInvalid(f"{name}: {error}", field=name) from error
