"""What somebody who is new sets up, one step after the other, and how far they are.

Each step is found to be done, never ticked, but for one: nobody can see from
here whether a copy of the keys lies somewhere safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from signoff.app import App
from signoff.store.beginnings import Beginnings, beginnings
from signoff.store.unit_of_work import UnitOfWork

COOKIE = "guide"


class Guide(StrEnum):
    """What a person said of the guide; their browser keeps it."""

    KEPT = "kept"  # the keys are copied
    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up; ``href`` and ``act`` lead to where it is done."""

    name: str
    about: str
    is_done: bool
    href: str = ""
    act: str = ""
    command: str = ""
    do: str = ""


def n_left(app: App, unit: UnitOfWork, cookies: Mapping[str, str]) -> int:
    """Return how many steps are left for whoever has not sent the guide away."""
    if cookies.get(COOKIE) == Guide.HIDDEN:
        return 0
    return sum(not step.is_done for step in steps_of(app, unit, cookies))


def steps_of(app: App, unit: UnitOfWork, cookies: Mapping[str, str]) -> Sequence[Step]:
    """Return the steps in the order in which one takes them."""
    has_copy = cookies.get(COOKIE) == Guide.KEPT
    begun = beginnings(unit.connection, app.deployment_id)
    has_rule = bool(unit.policies.get(app.deployment_id).policy.routing_rules)
    return [
        *_first_run(app, begun),
        *_mail(app, begun),
        *_people(begun, has_rule=has_rule),
        _keys(app, has_copy=has_copy),
    ]


def _first_run(app: App, begun: Beginnings) -> list[Step]:
    return [
        Step(
            "Serve a flow",
            "Start signoff with the file that your flows are in.",
            bool(app.flows),
            command="signoff serve my_flows.py",
        ),
        Step(
            "Start a run",
            "It goes on until a person must decide, then it waits.",
            begun.has_run,
            "/start",
            "Start a run",
        ),
        Step(
            "Answer a request",
            "Press one of its outcomes; the flow goes on from there.",
            begun.has_answer,
            "/inbox?scope=everyone",
            "Open the inbox",
        ),
    ]


def _mail(app: App, begun: Beginnings) -> list[Step]:
    return [
        Step(
            "Send mail through your own server",
            "Until then every mail stays on this machine, in the local mailbox.",
            not app.settings.is_local,
            "/settings/email",
            "Look at the mail settings",
        ),
        Step(
            "Have a request answered by mail",
            "Reply to its mail in your own words; signoff finds the outcome in them.",
            begun.has_mail_answer,
            "/mailbox" if app.mailbox is not None else "/settings/email",
            "Open the mailbox" if app.mailbox is not None else "Send a test request",
        ),
    ]


def _people(begun: Beginnings, *, has_rule: bool) -> list[Step]:
    return [
        Step(
            "Invite those who decide",
            "They come in by a link in a mail. Whoever is only asked by mail needs no account.",
            begun.n_people > 1,
            "/settings/people",
            "Add a person",
        ),
        Step(
            "Say who is asked for what",
            "Without a rule every request goes to whoever owns this signoff.",
            has_rule,
            "/settings/routing/rule",
            "Write a rule",
        ),
    ]


def _keys(app: App, *, has_copy: bool) -> Step:
    return Step(
        "Keep a copy of the keys",
        "Without them sealed secrets cannot be read again and open mails cannot be answered. "
        "Copy the folder's key files to a place that this machine cannot reach.",
        has_copy,
        act="I have a copy",
        do=Guide.KEPT.value,
        command=str(app.settings.data_dir),
    )
