"""One routing rule: made, changed, tried on past requests, taken away."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from signoff.web.auth import Managing
from signoff.web.pages.settings.frame import section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, saved, try_out
from signoff.web.pages.settings.rule_form import (
    drop_rule,
    place_of,
    put_rule,
    rule_form,
    rule_of,
)
from signoff.web.pages.settings.trying import Trial, matches, try_policy
from signoff.web.pages.settings.typed import Form, Typed
from signoff.web.seam import app_of

router = APIRouter()

_LIST = "/settings/routing"


@router.get("/settings/routing/rule")
def show_rule(request: Request, caller: Managing, name: str = "") -> Response:
    """Show a rule as a form; without a name, an empty one."""
    del caller
    now = held(app_of(request))
    rules = now.text.get("routing_rules", [])
    place = next((n for n, one in enumerate(rules) if one["name"] == name), None)
    if place is None and name:
        return RedirectResponse(_LIST, 303)
    rule = {} if place is None else rules[place]
    return _shown(request, now, rule, place=len(rules) if place is None else place, was=name)


@router.post("/settings/routing/rule")
def change_rule(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep a rule as it was typed, try it on past requests, or take it away."""
    app, was = app_of(request), (typed.raw("was") or None)
    if typed.has("remove"):
        gone = typed.raw("remove")
        refused = keep(app, caller, typed.number("version"), lambda now: drop_rule(now, gone))
        return saved(_LIST, "removed") if refused is None else _again(request, refused, typed)
    rule = rule_of(typed)
    if typed.text("do") != "save":
        return _tried(request, typed)
    refused = keep(app, caller, typed.number("version"), lambda now: put_rule(now, rule, was))
    if refused is None:
        return saved(f"{_LIST}/rule?name={quote(str(rule['name']), safe='')}")
    return _again(request, refused, typed)


def _again(request: Request, refused: Refused, typed: Typed) -> Response:
    """Show the form as it was typed, with what was wrong."""
    rule, was = rule_of(typed), (typed.raw("was") or None)
    place = place_of(put_rule(held(app_of(request)).text, rule, was), rule)
    return _shown(request, refused, rule, place=place, was=was or "")


def _tried(request: Request, typed: Typed) -> Response:
    """Show what the rule would do, in its place among the others. Nothing is kept."""
    app, rule, was = app_of(request), rule_of(typed), (typed.raw("was") or None)
    now = held(app)
    text = put_rule(now.text, rule, was)
    place = place_of(text, rule)
    policy, problems = try_out(text)
    version = typed.number("version")
    if policy is None or not isinstance(version, int):
        refused = Refused(text, now.version, 422, problems)
        return _shown(request, refused, rule, place=place, was=was or "")
    trial = try_policy(app, policy) if typed.text("do") == "try" else None
    return _shown(
        request, Held(text, version, policy), rule, place=place, was=was or "", trial=trial
    )


def _shown(
    request: Request,
    now: Held | Refused,
    rule: dict[str, object],
    *,
    place: int,
    was: str,
    trial: Trial | None = None,
) -> Response:
    app = app_of(request)
    name = str(rule.get("name") or "")
    found = matches(app, now.policy).get(name) if isinstance(now, Held) and name else None
    return section(
        request,
        "rule.html",
        now,
        rule=rule_form(rule),
        at=f"routing_rules[{place}]",
        was=was,
        n=place + 1,
        found=found,
        trial=trial,
        group_names=[("", "No group"), *((each, each) for each in now.text.get("groups", {}))],
    )
