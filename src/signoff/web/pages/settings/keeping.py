"""Change a part of the policy from a form, and say what was wrong where it could not be kept.

A form knows the version that it was made from. Where somebody else was faster,
nothing is lost: the page comes back with what was typed, what is different
now, and the version from which saving works.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import RedirectResponse, Response

from signoff.app import App
from signoff.errors import PolicyChanged, PolicyInvalid
from signoff.inbox.policy import Policy
from signoff.inbox.policy_changes import Change, changes
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.jobs.policy_setup import change_policy
from signoff.web.auth import Caller
from signoff.web.pages.render import remember

Text = dict[str, Any]
_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Held:
    """The policy as it is now: its text form, and its version."""

    text: Text
    version: int
    policy: Policy


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a change was not kept: ``problems`` by path, or what is ``different`` from now."""

    text: Text
    version: int
    status: int
    problems: Mapping[str, str] = field(default_factory=dict)
    different: tuple[Change, ...] = ()


def held(app: App) -> Held:
    """Return the policy of the deployment that answers."""
    with app.unit() as unit:
        stored = unit.policies.get(app.deployment_id)
    return Held(policy_json(stored.policy), stored.version, stored.policy)


def keep(
    app: App, caller: Caller, version: object, change: Callable[[Text], Text]
) -> Refused | None:
    """Store the policy as ``change`` makes it of the text form; return why not, None if it is."""
    with app.unit() as unit:
        stored = unit.policies.get(app.deployment_id)
        before = policy_json(stored.policy)
        wanted = change(before)
        try:
            policy = read_policy(wanted)
        except PolicyInvalid as error:
            return Refused(wanted, stored.version, 422, problems=error.problems)
        different = changes(before, policy_json(policy))
        if not different:
            return None
        stale = Refused(wanted, stored.version, 409, different=different[:_MOST_SHOWN])
        if version != stored.version:
            return stale
        try:
            change_policy(
                unit,
                app.deployment_id,
                policy,
                expected_version=stored.version,
                by=caller.person,
                now=app.clock.now(),
            )
        except PolicyChanged:  # in this very moment: the next look finds what it was
            return stale
        unit.commit()
    return None


def try_out(change: Text) -> tuple[Policy | None, Mapping[str, str]]:
    """Return the policy that a text form says, or its problems."""
    try:
        return read_policy(change), {}
    except PolicyInvalid as error:
        return None, error.problems


def replaced(before: Text, parts: Mapping[str, Any]) -> Text:
    """Return the text form with other parts; None takes one away."""
    return {name: value for name, value in {**before, **parts}.items() if value is not None}


def saved(address: str, what: str = "saved") -> Response:
    """Lead to where the change shows, and say once what was done."""
    response = RedirectResponse(address, 303)
    remember(response, "settings", what)
    return response
