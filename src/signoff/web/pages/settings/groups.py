"""Groups of people, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.errors import AddressInvalid, DelegationInvalid, NotYours
from signoff.inbox.delegation import new_delegation
from signoff.inbox.policy import Choice
from signoff.jobs.stand_in import delegate, end_delegation
from signoff.web.auth import Managing
from signoff.web.handing_over import check_may_hand_over
from signoff.web.pages.octets import octets_of
from signoff.web.pages.parts import number_in, paged
from signoff.web.pages.settings.frame import Row, opened, section
from signoff.web.pages.settings.keeping import Held, Refused, Text, held, keep, replaced, saved
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_CHOICES = (
    (Choice.ALL.value, "Everybody"),
    (Choice.ROUND_ROBIN.value, "One in turn"),
    (Choice.LEAST_LOADED.value, "Whoever has least to do"),
    (Choice.FIRST_COME.value, "Everybody; the first to take it has it"),
)
_ADDRESS = "/settings/groups"
_MAX_TYPED = 400
_MOST_DELEGATIONS, _MOST_KNOWN = 8, 100
_GROUP_OCTETS = 1_700  # of the markup around a group


@router.get(_ADDRESS)
def show_groups(request: Request, caller: Managing) -> Response:
    """Show the groups, and who stands in for whom."""
    del caller
    return _shown(request, held(app_of(request)))


@router.post(_ADDRESS)
def keep_groups(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep the groups as they were typed; a name that is changed is changed in the rules, too."""
    app, rows = app_of(request), typed.rows("groups")
    names = [name for row in rows if (name := row.text("name"))]
    others = held(app).text.get("groups", {}).keys() - {row.raw("was") for row in rows}
    twice = next((name for name in names if names.count(name) > 1 or name in others), None)
    if twice is not None:
        now, said = held(app), f"Two groups are called {twice[:60]!r}. Names are unique."
        refused = Refused(now.text, now.version, 422, {f"groups.{twice}": said})
        return _shown(request, refused, rows=rows)
    kept = keep(app, caller, typed.number("version"), lambda before: _with_groups(before, rows))
    part = f"?part={number_in(typed.text('part') or '')}" if typed.has("part") else ""
    return saved(f"{_ADDRESS}{part}") if kept is None else _shown(request, kept, rows=rows)


@router.get(f"{_ADDRESS}/delegations")
def show_again(caller: Managing) -> Response:
    """Lead back whoever reloads the page that answered the form."""
    del caller
    return RedirectResponse(f"{_ADDRESS}#delegations", 303)


@router.post(f"{_ADDRESS}/delegations")
def change_delegations(request: Request, caller: Managing, typed: Form) -> Response:
    """Let somebody stand in for another, or end that."""
    app = app_of(request)
    now = app.clock.now()
    with app.unit() as unit:
        here = unit.members.organisation_of(app.deployment_id)
        if typed.has("end"):
            found = unit.delegations.get(typed.text("end") or "", organisation_id=here)
            end_delegation(unit, found, by=caller.person, now=now)
            unit.commit()
            return saved(f"{_ADDRESS}#delegations", "ended")
        try:
            made = new_delegation(
                typed.text("person") or "",
                typed.text("delegate") or "",
                starts_at=_midnight(typed.text("starts_on")),
                ends_at=_midnight(typed.text("ends_on"), days=1) or now,
                by=caller.person,
                now=now,
            )
            check_may_hand_over(unit, caller, made.person, organisation_id=here)
        except (AddressInvalid, DelegationInvalid, NotYours) as wrong:
            return _shown(request, held(app), typed=typed, fault=str(wrong))
        delegate(app.asked, unit, made, now=now)
        unit.commit()
    return saved(f"{_ADDRESS}#delegations", "stands_in")


def _with_groups(before: Text, rows: list[Typed]) -> Text:
    there: Text = before.get("groups", {})
    # With those that stand on other pages.
    found: dict[str | None, tuple[str, object]] = {name: (name, there[name]) for name in there}
    renamed = {}
    for row in rows:
        name, was, members = row.text("name") or "", row.raw("was") or None, row.names("members")
        if not name:
            found.pop(was, None)
            if was is not None or not members:
                continue
        if was is not None and was != name:
            renamed[was] = name
        found[was or name] = (name, {"members": members, "choose": row.text("choose")})
    rules = [_renamed(rule, renamed) for rule in before.get("routing_rules", [])]
    backup = before.get("backup")
    return replaced(
        before,
        {
            "groups": dict(found.values()),
            "routing_rules": rules,
            "backup": renamed.get(str(backup), backup),
            "ladder": _renamed(before.get("ladder", []), renamed),
        },
    )


def _renamed(value: object, names: dict[str, str]) -> object:
    """Return a part of the policy in which groups are called by their new names."""
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: names.get(one, one)
        if key in ("assign_to_group", "backup", "who") and isinstance(one, str)
        else _renamed(one, names)
        if key in ("stages", "ladder")
        else one
        for key, one in value.items()
    }


def _midnight(day: str | None, *, days: int = 0) -> datetime | None:
    """Return when a day begins in UTC, or so many days later; None for no day."""
    try:
        begins = datetime.combine(date.fromisoformat(day or ""), time(0), UTC)
        return begins + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def _shown(
    request: Request,
    now: Held | Refused,
    *,
    rows: Sequence[Typed] = (),
    typed: Typed | None = None,
    fault: str = "",
) -> Response:
    app = app_of(request)
    with app.unit() as unit:
        here = unit.members.organisation_of(app.deployment_id)
        delegations = unit.delegations.list(now=app.clock.now(), organisation_id=here)
        known = [one.address for one in unit.members.list_people(here)]
    names = ("person", "delegate", "starts_on", "ends_on")
    stored, which = paged(request, _stored(now), "groups", octets_of=_drawn_octets)
    standing_in, of_them = paged(
        request, delegations, "people", most=_MOST_DELEGATIONS, name="delegations_part"
    )
    answer = section(
        request,
        "groups.html",
        now,
        groups=_rows(rows) if rows else [*stored, Row()],
        part=None if rows else which,
        choices=_CHOICES,
        delegations=standing_in,
        delegations_part=of_them,
        known=known[:_MOST_KNOWN],
        typed={name: (typed.text(name) or "")[:_MAX_TYPED] if typed else "" for name in names},
        fault_said=fault,
        here=_ADDRESS,
    )
    if fault:
        answer.status_code = 422
    return answer


def _stored(now: Held | Refused) -> list[Row]:
    groups = now.text.get("groups", {})
    return [Row(opened(group), name=name, was=name) for name, group in groups.items()]


def _drawn_octets(group: Row) -> int:
    members = "\n".join(group["members"] or ())
    return _GROUP_OCTETS + 4 * len(str(group["name"])) + octets_of(members)


def _rows(typed: Sequence[Typed]) -> list[Row]:
    return [
        Row(
            name=row.text("name"),
            was=row.text("was"),
            members=row.names("members"),
            choose=row.text("choose"),
        )
        for row in typed
    ]
