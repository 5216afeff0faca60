"""Where Postmark hands over mail."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from signoff.channels.email.providers.accounts import SharedSecret
from signoff.channels.email.providers.postmark import read_postmark
from signoff.web.hooks.calls import accept, check_secret, content_type, judging

PATH = "/hooks/postmark"


def router(shared: SharedSecret) -> APIRouter:
    """Return the address, for calls that know the secret."""
    found = APIRouter(include_in_schema=False)

    @found.post(PATH)
    async def postmark(request: Request) -> Response:
        content_type(request, {"application/json"})
        with judging("postmark"):
            check_secret(request, shared.secret)
        return await run_in_threadpool(_take, request, await request.body())

    return found


def _take(request: Request, body: bytes) -> Response:
    with judging("postmark"):
        mail = read_postmark(body)
        return accept(request, mail, way="postmark")
