"""One flow, many inputs: a run for each, with a flow object of its own.

Every run comes to rest before an error of one of them is told, so that the
first to fail takes nothing from the others.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from signoff.flow.children import ChildWaits

Inputs = Mapping[str, Any]

_OF_THE_RUN = ("signoff_record", "signoff_is_cancelled", "_signoff_run", "_signoff_waiting")


class Startable(Protocol):
    """A flow."""

    def kickoff(self, inputs: Inputs) -> Any: ...  # noqa: ANN401 - the author's result

    async def kickoff_async(self, inputs: Inputs) -> Any: ...  # noqa: ANN401 - the author's result


def for_each(flow: Startable, many: Iterable[Inputs]) -> list[Any]:
    """Run one after the other; return what came, in the order of the inputs."""
    came: list[Any] = []
    for inputs in many:
        try:
            came.append(_twin(flow).kickoff(inputs))
        except (Exception, ChildWaits) as error:  # noqa: BLE001 - raised when all are at rest
            came.append(_Failed(error))
    return _results(came)


async def for_each_async(flow: Startable, many: Iterable[Inputs]) -> list[Any]:
    """Run all side by side; return what came, in the order of the inputs."""
    return _results(await asyncio.gather(*(_caught(_twin(flow), inputs) for inputs in many)))


class _Failed:
    """An error as a value: a result of the author's may itself be an exception."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


async def _caught(flow: Startable, inputs: Inputs) -> Any:  # noqa: ANN401 - the author's result
    try:
        return await flow.kickoff_async(inputs)
    except (Exception, ChildWaits) as error:  # noqa: BLE001 - raised when all are at rest
        return _Failed(error)


def _twin(flow: Startable) -> Startable:
    """Return a copy without a run; what the author set on the flow is shared."""
    twin = copy.copy(flow)
    for name in _OF_THE_RUN:
        vars(twin).pop(name, None)
    return twin


def _results(came: list[Any]) -> list[Any]:
    errors = [one.error for one in came if isinstance(one, _Failed)]
    if not errors:
        return came
    if len(errors) == 1:
        raise errors[0]
    raise BaseExceptionGroup(f"{len(errors)} of {len(came)} runs came to no result", errors)
