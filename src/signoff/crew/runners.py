"""How an agent is called: a function, sync or async, or an agent with a ``run()``.

The second way is pydantic-ai's, met by its shape and never imported: ``run(prompt)`` gives an
``output``, a ``usage`` and the messages between the agent and its model.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from signoff.crew.call import TaskCall
from signoff.crew.results import TaskResult, TokenUsage
from signoff.flow.state import is_model


async def run_agent(run: Any, call: TaskCall) -> object:  # noqa: ANN401 - duck-typed by authors
    """Call an agent and return what it returned; its error comes out unchanged."""
    if callable(run):
        return await _called(run, call)
    return await _prompted(run, call)


async def _called(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
    """Call on the loop what is async, and in a thread what might wait."""
    as_method = getattr(function, "__call__", None)  # noqa: B004 - an object may be called so
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(as_method):
        return await function(*arguments, **named)
    value, error = await asyncio.to_thread(_caught, function, arguments, named)
    if error is not None:
        raise error
    return await value if inspect.isawaitable(value) else value


def _caught(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]
) -> tuple[Any, BaseException | None]:
    # As a value: a future refuses some exceptions (StopIteration) and would never end.
    try:
        return function(*arguments, **named), None
    except BaseException as error:  # noqa: BLE001 - raised again on the loop's side
        return None, error


async def _prompted(agent: Any, call: TaskCall) -> TaskResult:  # noqa: ANN401 - duck-typed
    named = {}
    if is_model(call.output_type) and "output_type" in inspect.signature(agent.run).parameters:
        named["output_type"] = call.output_type
    came = await _called(agent.run, call.prompt, **named)
    thoughts = list(_steps_told(came, call))
    output = getattr(came, "output", came)
    return TaskResult(output, _usage(came), "\n\n".join(thoughts))


def _usage(came: object) -> TokenUsage | None:
    told = getattr(came, "usage", None)
    if callable(told) and not hasattr(told, "input_tokens"):
        told = told()  # a method once, a value now
    if told is None:
        return None
    prompt = int(getattr(told, "input_tokens", 0) or 0)
    completion = int(getattr(told, "output_tokens", 0) or 0)
    return TokenUsage(
        total_tokens=prompt + completion,
        prompt_tokens=prompt,
        completion_tokens=completion,
        cached_prompt_tokens=int(getattr(told, "cache_read_tokens", 0) or 0),
        successful_requests=int(getattr(told, "requests", 0) or 0),
    )


def _steps_told(came: object, call: TaskCall) -> Iterator[str]:
    """Tell the steps that the messages show, and yield what was thought."""
    messages = getattr(came, "new_messages", None)
    parts = [part for message in messages() for part in message.parts] if messages else []
    asked: dict[str, Any] = {}
    thought = ""
    for part in parts:
        kind = getattr(part, "part_kind", "")
        if kind == "thinking":
            thought = part.content
            yield thought
        elif kind == "tool-call":
            asked[part.tool_call_id] = part.args
        elif kind == "tool-return":
            call.emit_step(
                prompt=call.prompt,
                thought=thought,
                tool=part.tool_name,
                tool_input=asked.get(part.tool_call_id),
                result=part.content,
            )
