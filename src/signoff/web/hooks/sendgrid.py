"""Where SendGrid hands over mail."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from signoff.channels.email.providers.accounts import SharedSecret
from signoff.channels.email.providers.forms import FORM_TYPES
from signoff.channels.email.providers.sendgrid import read_sendgrid
from signoff.web.hooks.calls import accept, check_secret, content_type, judging

PATH = "/hooks/sendgrid"


def router(shared: SharedSecret) -> APIRouter:
    """Return the address, for calls that know the secret."""
    found = APIRouter(include_in_schema=False)

    @found.post(PATH)
    async def sendgrid(request: Request) -> Response:
        kind = content_type(request, FORM_TYPES)
        with judging("sendgrid"):
            check_secret(request, shared.secret)
        return await run_in_threadpool(_take, request, await request.body(), kind)

    return found


def _take(request: Request, body: bytes, kind: str) -> Response:
    with judging("sendgrid"):
        mail = read_sendgrid(body, kind)
        return accept(request, mail, way="sendgrid")
