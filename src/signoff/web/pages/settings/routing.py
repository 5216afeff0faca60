"""The routing rules in their order, and how they are moved; each is changed on its own page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.web.auth import Managing
from signoff.web.pages.parts import paged
from signoff.web.pages.settings.frame import section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, saved
from signoff.web.pages.settings.rule_form import move_rule, summary
from signoff.web.pages.settings.trying import matches
from signoff.web.pages.settings.typed import Form
from signoff.web.seam import app_of

router = APIRouter()

_MOST_RULES = 40  # of a page


@router.get("/settings/routing")
def show_rules(request: Request, caller: Managing) -> Response:
    """List the rules in the order in which they are tried."""
    del caller
    return _shown(request, held(app_of(request)))


@router.post("/settings/routing")
def move(request: Request, caller: Managing, typed: Form) -> Response:
    """Move a rule up or down."""
    app = app_of(request)
    name, step = typed.raw("up"), -1
    if not name:
        name, step = typed.raw("down"), 1
    refused = keep(
        app, caller, typed.number("version"), lambda before: move_rule(before, name, step)
    )
    if refused is not None:
        return _shown(request, refused)
    rules = held(app).text.get("routing_rules", [])
    here = next((n for n, one in enumerate(rules, 1) if one["name"] == name), 1)
    part = "" if here <= _MOST_RULES else f"?part={-(-here // _MOST_RULES)}"
    return saved(f"/settings/routing{part}#rule-{here}", "moved")


def _shown(request: Request, now: Held | Refused) -> Response:
    app = app_of(request)
    holds = held(app)
    rules = holds.text.get("routing_rules", [])
    some, which = paged(request, list(enumerate(rules, 1)), "rules", most=_MOST_RULES)
    return section(
        request,
        "routing.html",
        now,
        rules=[(n, rule["name"], *summary(rule)) for n, rule in some],
        n_rules=len(rules),
        part=which,
        matches=matches(app, holds.policy),
    )
