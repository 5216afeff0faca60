"""The words of a crew's API: those that clients of CrewAI's API know, and additions.

Members may be added here; none is ever renamed, and what a client sends beyond
them is not refused, as other servers of this API know more.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from signoff.channels.webhook.crew_bodies import EVENTS, PENDING
from signoff.channels.webhook.destination import LONGEST
from signoff.interpret.normal import is_blank
from signoff.jobs.calls.crew_hooks import Wanted
from signoff.store.crew_hooks import HookKind
from signoff.web.api.schemas import Inputs, Words

_RUN = "0198f2a4-7c1e-7a50-9d3b-5f0e2c8a1b47"
_REQUEST = "0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"
_URL = "https://your-server.example.com/webhooks"
_MAX_FEEDBACK = 100_000
_TASK = "research_task"


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


def _header_text(text: str) -> str:
    if is_blank(text) or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("use visible ASCII characters, without blanks")
    return text


def _user_name(text: str) -> str:
    if ":" in text or not text.isprintable():
        raise ValueError("a user's name has no colon and no control character")
    return text


Url = Annotated[Annotated[str, Field(max_length=LONGEST)] | None, BeforeValidator(_none_if_empty)]
Meta = Annotated[Inputs, BeforeValidator(lambda value: {} if value is None else value)]


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="allow", populate_by_name=True)


class Bearer(_Lenient):
    """Calls carry `Authorization: Bearer TOKEN`."""

    strategy: Literal["bearer"] = Field(examples=["bearer"])
    token: Annotated[str, Field(max_length=4000), AfterValidator(_header_text)] = Field(
        examples=["my-secret-token"]
    )

    @property
    def header(self) -> str:
        """The Authorization header of each call."""
        return f"Bearer {self.token}"


class Basic(_Lenient):
    """Calls carry a user's name and password."""

    strategy: Literal["basic"] = Field(examples=["basic"])
    username: Annotated[Words, Field(max_length=500), AfterValidator(_user_name)] = Field(
        examples=["signoff"]
    )
    password: Annotated[Words, Field(max_length=500)] = Field(examples=["my-secret-password"])

    @property
    def header(self) -> str:
        """The Authorization header of each call."""
        proof = f"{self.username}:{self.password}".encode()
        return f"Basic {base64.b64encode(proof).decode()}"


Authentication = Annotated[Bearer | Basic, Field(discriminator="strategy")]


class HumanInputWebhook(_Lenient):
    """Who is told that a person must look at an output."""

    url: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        examples=[f"{_URL}/human-input"]
    )
    authentication: Authentication | None = Field(
        default=None,
        examples=[{"strategy": "bearer", "token": "my-secret-token"}],
        description="How our calls prove themselves, besides their signature.",
    )


class EventsWebhook(_Lenient):
    """Who is told of events."""

    url: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        examples=[f"{_URL}/events"]
    )
    events: Annotated[
        tuple[Annotated[Words, Field(max_length=100)], ...], Field(max_length=200)
    ] = Field(
        examples=[["crew_kickoff_started", "task_completed"]],
        description=f"Of what: {', '.join(EVENTS)}. Other names are never sent.",
    )
    realtime: bool = Field(
        default=False,
        examples=[False],
        description="Whether each event is told at once; otherwise together, when the crew waits "
        "for a person or has ended.",
    )
    authentication: Authentication | None = Field(
        default=None,
        examples=[{"strategy": "bearer", "token": "my-secret-token"}],
        description="How our calls prove themselves, besides their signature.",
    )


class _Webhooks(_Lenient):
    """Whom a caller wants told."""

    task_webhook_url: Url = Field(
        default=None,
        alias="taskWebhookUrl",
        examples=[f"{_URL}/task"],
        description="Is told of every task that is done.",
    )
    step_webhook_url: Url = Field(
        default=None,
        alias="stepWebhookUrl",
        examples=[f"{_URL}/step"],
        description="Is told of every step that an agent tells.",
    )
    crew_webhook_url: Url = Field(
        default=None,
        alias="crewWebhookUrl",
        examples=[f"{_URL}/crew"],
        description="Is told when the crew has done all its tasks.",
    )
    human_input_webhook: HumanInputWebhook | None = Field(
        default=None,
        alias="humanInputWebhook",
        examples=[{"url": f"{_URL}/human-input"}],
        description="Is told, in every round, that a person must look at an output.",
    )
    webhooks: EventsWebhook | None = Field(
        default=None,
        examples=[{"url": f"{_URL}/events", "events": ["task_completed"]}],
        description="Is told of events.",
    )

    def wanted(self) -> list[Wanted]:
        """Return the addresses that are named."""
        urls = (
            (HookKind.TASK, self.task_webhook_url),
            (HookKind.STEP, self.step_webhook_url),
            (HookKind.CREW, self.crew_webhook_url),
        )
        found = [Wanted(kind, url) for kind, url in urls if url]
        asked, told = self.human_input_webhook, self.webhooks
        if asked is not None:
            found.append(Wanted(HookKind.HUMAN_INPUT, asked.url, _header(asked.authentication)))
        if told is not None:
            auth = _header(told.authentication)
            events = tuple(dict.fromkeys(told.events))
            found.append(Wanted(HookKind.EVENTS, told.url, auth, events, told.realtime))
        return found

    def not_understood(self) -> list[str]:
        """Return what was sent and means nothing here, as sentences."""
        said = [f"{name!r} means nothing here." for name in self.model_extra or {}]
        unknown = [name for name in (self.webhooks.events if self.webhooks else ())
                   if name not in EVENTS]  # fmt: skip
        if unknown:
            said.append(f"Events that are never sent here: {', '.join(unknown)}.")
        return said


class CrewKickoff(_Webhooks):
    """What a run of a crew is started with."""

    inputs: Inputs = Field(
        default_factory=dict,
        examples=[{"topic": "Windmills"}],
        description="A value for every name that `GET /inputs` lists.",
    )
    meta: Meta = Field(
        default_factory=dict,
        examples=[{"requestId": "user-request-12345"}],
        description="Comes back in every call to your webhooks.",
    )


class CrewResume(_Webhooks):
    """What a person says of an output."""

    execution_id: Words = Field(examples=[_RUN], description="The `kickoff_id`.")
    task_id: Words = Field(examples=[_TASK], description="The task whose output it is.")
    human_feedback: Annotated[Words, Field(max_length=_MAX_FEEDBACK)] = Field(
        examples=["Good. Name a source for each number."],
        description="What the person wrote. All of it is given to the agents.",
    )
    is_approve: bool = Field(
        examples=[True],
        description="Whether the crew goes on; otherwise the task is done again.",
    )
    request_id: Annotated[Words | None, BeforeValidator(_none_if_empty)] = Field(
        default=None,
        examples=[_REQUEST],
        description="The `request_id` that came with the output that was looked at. The answer "
        "then counts for that output only; without it, for the one the task waits with now.",
    )
    inherit_webhooks: bool = Field(
        default=False,
        examples=[False],
        description="Whether webhooks that are not named again are told all the same.",
    )


class CrewInputs(BaseModel):
    """The inputs that a crew needs."""

    inputs: tuple[str, ...] = Field(examples=[["topic", "readers"]])


class CrewStarted(BaseModel):
    """A run that was started."""

    kickoff_id: str = Field(examples=[_RUN])
    warnings: tuple[str, ...] | None = Field(
        default=None, examples=[["'trainingFilename' means nothing here."]]
    )


class CrewProgress(BaseModel):
    """How far a run is."""

    completed_tasks: int = Field(examples=[1])
    total_tasks: int = Field(examples=[3])


class ExecutionRunning(BaseModel):
    """A run that goes on. What comes after `progress` is there while it waits for a person."""

    status: Literal["running"] = Field(examples=["running"])
    current_task: str = Field(examples=[_TASK])
    progress: CrewProgress
    state: str | None = Field(default=None, examples=[PENDING])
    task_id: str | None = Field(default=None, examples=[_TASK])
    task_output: str | None = Field(default=None, examples=["- Windmills: in use for long."])
    request_id: str | None = Field(default=None, examples=[_REQUEST])


class CrewTaskResult(BaseModel):
    """A task that is done; `execution_time` in seconds of work."""

    task_id: str = Field(examples=[_TASK])
    output: str = Field(examples=["- Windmills: in use for long."])
    agent: str = Field(examples=["Researcher"])
    execution_time: float = Field(examples=[45.2])


class ExecutionResult(BaseModel):
    """What a crew came to."""

    output: str = Field(examples=["# Windmills"])
    tasks: tuple[CrewTaskResult, ...]


class ExecutionCompleted(BaseModel):
    """A run in which all tasks are done; `execution_time` in seconds of work."""

    status: Literal["completed"] = Field(examples=["completed"])
    result: ExecutionResult
    execution_time: float = Field(examples=[108.5])


class ExecutionError(BaseModel):
    """A run that failed or was cancelled."""

    status: Literal["error"] = Field(examples=["error"])
    error: str = Field(examples=["ConnectionError: the model does not answer"])
    execution_time: float = Field(examples=[23.1])


ResumeStatus = Literal["resumed", "retrying", "completed", "counted"]
Execution = ExecutionRunning | ExecutionCompleted | ExecutionError


class Resumed(BaseModel):
    """What an answer came to; `counted` where others must agree before the crew goes on."""

    status: ResumeStatus = Field(examples=["resumed"])
    message: str = Field(examples=["Task 'research_task' is approved; the crew goes on."])
    warnings: tuple[str, ...] | None = Field(
        default=None,
        examples=[["taskWebhookUrl was not given again: it is told nothing more of this run."]],
    )


def _header(given: Bearer | Basic | None) -> str | None:
    return None if given is None else given.header


NAMES: dict[HookKind, str] = {
    HookKind.TASK: "taskWebhookUrl",
    HookKind.STEP: "stepWebhookUrl",
    HookKind.CREW: "crewWebhookUrl",
    HookKind.HUMAN_INPUT: "humanInputWebhook",
    HookKind.EVENTS: "webhooks",
}


def anything(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a stored result
    """Return a stored JSON object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}
