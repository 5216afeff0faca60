"""The whole policy as JSON, and the simulator: what it would have made of past requests."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from signoff.web.auth import Managing
from signoff.web.pages.octets import octets_of
from signoff.web.pages.render import pretty
from signoff.web.pages.settings.frame import section
from signoff.web.pages.settings.keeping import Held, Refused, held, keep, saved, try_out
from signoff.web.pages.settings.trying import Trial, try_policy
from signoff.web.pages.settings.typed import Form
from signoff.web.seam import app_of

router = APIRouter()

_MOST_OCTETS = 20_000  # of HTML: a longer policy is sent as a file
_NO_UTF_8 = "The file is no text in UTF-8. Nothing was saved. Keep it as UTF-8, and send it again."


@router.get("/settings/policy")
def show_policy(request: Request, caller: Managing) -> Response:
    """Show the policy as programs read and write it."""
    del caller
    now = held(app_of(request))
    return _shown(request, now, pretty(now.text))


@router.post("/settings/policy")
def change_policy(request: Request, caller: Managing, typed: Form) -> Response:
    """Keep the policy that was typed, or try it on past requests."""
    app, words = app_of(request), typed.raw("policy") or typed.raw("policy_file")
    now, wanted, fault = held(app), *_read(words)
    if "\ufffd" in words and not typed.raw("policy"):
        wanted, fault = None, _NO_UTF_8
    if wanted is None:
        return _shown(request, Refused(now.text, now.version, 422, {"policy": fault}), words)
    if typed.text("do") == "try":
        policy, problems = try_out(wanted)
        version = typed.number("version")
        if policy is None or not isinstance(version, int):
            return _shown(request, Refused(now.text, now.version, 422, problems), words)
        return _shown(request, Held(wanted, version, policy), words, try_policy(app, policy))
    refused = keep(app, caller, typed.number("version"), lambda _: wanted)
    return saved("/settings/policy") if refused is None else _shown(request, refused, words)


def _read(words: str) -> tuple[dict[str, Any] | None, str]:
    try:
        found = json.loads(words)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return None, f"It is no JSON: {error.msg}, at {where}. Nothing was saved. Mend it there."
    except (ValueError, RecursionError):
        return None, "Its numbers are too long, or it is nested too deep. Nothing was saved."
    if not isinstance(found, dict):
        return None, "It is no JSON object. Nothing was saved. Write it within { and }."
    return found, ""


def _shown(
    request: Request, now: Held | Refused, words: str, trial: Trial | None = None
) -> Response:
    is_long = octets_of(words) > _MOST_OCTETS
    here = app_of(request).deployment_id
    return section(
        request, "policy.html", now, typed=words, trial=trial, is_long=is_long, deployment_id=here
    )
