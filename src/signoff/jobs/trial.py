"""A request that only tests the way of a mail: who runs the server asks for it, a person answers.

It is a run like any other, so that what works for it works for all. Its flow is
served everywhere and listed nowhere. Only the command starts it, and the settings
page of those who manage requests, a few times an hour: whoever may start flows
must not be able to have mail sent to any address.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from signoff.errors import ConfigurationError
from signoff.flow.decorators import listen, start
from signoff.flow.flow import Flow
from signoff.flow.human_feedback import human_feedback
from signoff.inbox.address import reachable_address
from signoff.inbox.request import TRIAL_FLOW
from signoff.jobs.start import start_run
from signoff.store.runs import Run
from signoff.store.unit_of_work import UnitOfWork


class Trial(Flow[dict[str, Any]]):
    """Ask whether a mail came; end with the answer."""

    @start()
    @human_feedback(
        message="Did this mail reach you, and is it well readable?",
        emit=["received", "looks_wrong"],
        metadata={"title": "Test request"},
    )
    def question(self) -> str:
        """Say what this is."""
        return (
            f"{self.state['starter']} tests whether people get the requests of signoff and can "
            "answer them. Nothing depends on what you answer. It is recorded, and you get a "
            "confirmation."
        )

    @listen("received")
    def end_well(self) -> str:
        """Keep what came of it."""
        return "received"

    @listen("looks_wrong")
    def end_badly(self) -> str:
        """Keep what came of it."""
        return "looks wrong"


BUILT_IN: Mapping[str, type[Flow[Any]]] = {TRIAL_FLOW: Trial}


def start_trial(
    unit: UnitOfWork, *, address: str, deployment: str | None, starter: str, now: datetime
) -> str:
    """Add a run that asks ``address`` and return its id. The caller commits.

    Raises: AddressInvalid; ConfigurationError, where it is not clear of which deployment it is.
    """
    return start_run(
        unit,
        flows=BUILT_IN,
        deployment_id=_deployment_id(unit.deployments.names(), deployment),
        flow=TRIAL_FLOW,
        inputs={"address": reachable_address(address), "starter": starter},
        starter=starter,
        now=now,
    )


def address_of(run: Run) -> str | None:
    """Return whom a test asks; None for any other run."""
    return str(run.inputs["address"]) if run.flow == TRIAL_FLOW else None


def _deployment_id(names: Mapping[str, str], chosen: str | None) -> str:
    if chosen is not None and chosen in names:
        return names[chosen]
    if chosen is None and len(names) == 1:
        return next(iter(names.values()))
    there = ", ".join(names) or "none"
    named = "no deployment was named" if chosen is None else f"{chosen!r} is no deployment"
    raise ConfigurationError(
        f"It is not clear whose test this is: {named}, and there are these: "
        f"{there}. Nothing was sent. Name one of them with --deployment; `signoff serve` makes one "
        "of each file."
    )
