"""What the OpenAPI document says beyond what the routes say of themselves.

The framework describes bodies and parameters; who may call, and what a
refusal looks like, is said here once for all routes.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from signoff.settings import Settings
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import cookie_name
from signoff.web.problems import KINDS, MEDIA_TYPE, TYPES
from signoff.web.seam import app_of_web
from signoff.web.security import CREWS

SCHEMA_PATH = f"{PREFIX}/openapi.json"
_DESCRIPTION = (
    "Start flows, see what they wait for, and answer. Every call but `health` needs an API token "
    "(`Authorization: Bearer sgn_...`) or a signed-in browser. Instants are RFC 3339 in UTC. "
    "Whatever cannot be done is refused with a problem document (RFC 9457) that says what "
    "happened, what holds now and what to do next."
)
_MEANT = {
    400: "The body is not JSON, or the address holds U+0000.",
    401: "Nobody is signed in, and no valid token was sent.",
    403: "The caller may not do this, or the change came from another site.",
    404: "There is no such thing.",
    409: "The request is closed, or shows something else now.",
    410: "The link works no more.",
    412: "It was changed since the version that the change was made from.",
    413: "The body is too large.",
    422: "A value is missing, wrong, or decides nothing.",
    428: "The change does not say which version it was made from.",
    429: "Too much was tried in too short a time; `Retry-After` says when to go on.",
}
_KEY_PARAMETER: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes the call safe to send again for 24 hours: with the same key it is done "
    "once, and answered the same.",
    "schema": {
        "type": "string",
        "pattern": "^[A-Za-z0-9._:-]{1,200}$",
        "examples": ["0198f2a4-d27b-7c38-9e41-8a6f0c5b3d19"],
    },
}
_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "Why something was refused (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Which kind of problem; its address explains it.",
            "enum": [TYPES + kind.slug for kind in KINDS],
            "examples": [f"{TYPES}request-closed"],
        },
        "title": {
            "type": "string",
            "description": "What happened, the same for each problem of this kind.",
            "examples": ["The request is closed"],
        },
        "status": {
            "type": "integer",
            "description": "The HTTP status.",
            "examples": [409],
        },
        "detail": {
            "type": "string",
            "description": "What happened this time, what holds now, what to do next.",
            "examples": ["Request 0198f2a4 is answered: ana@example.com gave 'approved' by email."],
        },
        "instance": {
            "type": "string",
            "format": "uri-reference",
            "description": "The address that was called.",
            "examples": ["/api/v1/requests/0198f2a4/respond"],
        },
        "outcomes": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The outcomes on offer, where none of them was given.",
            "examples": [["approved", "needs_revision"]],
        },
        "flows": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The flows there are, where another was named.",
            "examples": [["content_approval"]],
        },
        "errors": {
            "type": "array",
            "description": "The fields that are missing or wrong.",
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {
                    "field": {"type": "string", "examples": ["body.inputs"]},
                    "problem": {"type": "string", "examples": ["Input should be an object"]},
                },
            },
            "examples": [[{"field": "body.inputs", "problem": "Input should be an object"}]],
        },
        "incident": {
            "type": "string",
            "description": "Under which id an error of our own is in the log.",
            "examples": ["0198f2a4-81b3-7e02-b6c4-3a9d7f5e2c10"],
        },
    },
}


def refuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how a route may refuse, for the framework's ``responses``."""
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": _MEANT[status], "content": {MEDIA_TYPE: problem}}
        for status in statuses
    }


def describe(web: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, made once."""
    if web.openapi_schema is None:
        web.openapi_schema = document_of(web, app_of_web(web).settings)
    return web.openapi_schema


def operation_name(route: APIRoute) -> str:
    """Return what generated clients call a route."""
    return route.name


def document_of(web: FastAPI, settings: Settings) -> dict[str, Any]:
    """Return the OpenAPI document of these routes, in an installation that is set up so."""
    schema = get_openapi(
        title="signoff API",
        version=version("signoff"),
        summary="Human sign-off in automated work.",
        description=_DESCRIPTION,
        routes=web.routes,
    )
    parts = schema["components"]
    parts["schemas"]["Problem"] = _PROBLEM_SCHEMA
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "An API token, `sgn_...`."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie_name(settings),
            "description": "A signed-in browser. Changes must come from a page of this signoff.",
        },
    }
    schema["security"] = [{"token": []}, {"session": []}]
    _forget_stock_errors(schema)
    _say_what_any_call_may_meet(schema)
    _say_what_may_be_repeated(schema)
    return schema


def _say_what_any_call_may_meet(schema: dict[str, Any]) -> None:
    for methods in schema["paths"].values():
        for operation in methods.values():
            said = refuses(400)[400]
            operation["responses"] = dict(sorted({"400": said, **operation["responses"]}.items()))


def _say_what_may_be_repeated(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        operation = methods.get("post")
        if (
            operation is None
            or operation.get("security") == []
            or not path.startswith((PREFIX, CREWS))
        ):
            continue
        operation.setdefault("parameters", []).append(_KEY_PARAMETER)
        for status, said in refuses(409, 422).items():
            operation["responses"].setdefault(str(status), said)


def _forget_stock_errors(schema: dict[str, Any]) -> None:
    # The framework promises its own error shape wherever there is a parameter; we never send it.
    for methods in schema["paths"].values():
        for operation in methods.values():
            if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                del operation["responses"]["422"]
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
