"""Whom a caller of a crew wants told, and what signs what they are told.

A secret is made here and leaves once, as what ``rotate_crew_secret`` returns;
what is kept is sealed. The caller commits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from signoff import ids
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.jobs.calls.signing import Sealer, new_secret, replaced
from signoff.jobs.calls.webhook_setup import Actor
from signoff.store.crew_hooks import CrewSecret, Hook, HookKind, about_crew_secret, about_hook
from signoff.store.unit_of_work import UnitOfWork

# What a caller must name again with every answer: their API has it so. Who is asked for a
# decision stays told of the next one.
NOT_CARRIED_OVER = (HookKind.TASK, HookKind.STEP, HookKind.CREW, HookKind.EVENTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that a caller names; ``auth`` is the Authorization header they want."""

    kind: HookKind
    url: str
    auth: str | None = None
    events: tuple[str, ...] = ()
    is_realtime: bool = True


def add_hooks(
    unit: UnitOfWork, run_id: str, wanted: Iterable[Wanted], sealer: Sealer, *, deployment_id: str
) -> None:
    """Tell these from now on; each takes the place of the one of its kind."""
    wanted = tuple(wanted)
    if not wanted:
        return
    if unit.crew_hooks.find_secret(deployment_id) is None:
        sealed = _sealed(deployment_id, new_secret(), sealer)
        unit.crew_hooks.put_secret(CrewSecret(deployment_id, sealed))
    unit.crew_hooks.end_hooks(run_id, [one.kind for one in wanted])
    for one in wanted:
        hook_id = ids.new_id()
        auth = one.auth and sealer.seal(one.auth.encode(), about=about_hook(hook_id))
        unit.crew_hooks.add_hook(
            Hook(hook_id, run_id, one.kind, one.url, auth, one.events, one.is_realtime)
        )


def change_hooks(
    unit: UnitOfWork,
    run_id: str,
    wanted: Iterable[Wanted],
    sealer: Sealer,
    *,
    deployment_id: str,
    inherit: bool,
) -> None:
    """Tell these from now on, and of the others only whom the caller need not name again.

    ``inherit``: whoever is not named again stays told.
    """
    if not inherit:
        unit.crew_hooks.end_hooks(run_id, NOT_CARRIED_OVER)
    add_hooks(unit, run_id, wanted, sealer, deployment_id=deployment_id)


def rotate_crew_secret(
    unit: UnitOfWork, deployment_id: str, sealer: Sealer, *, overlap: timedelta, by: Actor
) -> str:
    """Return a new secret, shown this once, that signs alone after ``overlap``.

    Until then the old one signs as before, and the new one in a header of its own.
    """
    secret = new_secret()
    sealed = _sealed(deployment_id, secret, sealer)
    before = unit.crew_hooks.find_secret(deployment_id)
    after = replaced(before, sealed, overlap=overlap, now=by.now)
    unit.crew_hooks.put_secret(CrewSecret(deployment_id, **after))
    data = {"deployment": deployment_id, "overlap_s": overlap.total_seconds()}
    unit.trail.add(
        AuditEvent(
            ids.new_id(), EventKind.CREW_SECRET_ROTATED, deployment_id, by.person, by.now, data=data
        )
    )
    return secret


def _sealed(deployment_id: str, secret: str, sealer: Sealer) -> str:
    return sealer.seal(secret.encode(), about=about_crew_secret(deployment_id))
