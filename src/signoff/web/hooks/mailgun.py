"""Where Mailgun hands over mail."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from signoff.channels.email.providers.accounts import MailgunAccount
from signoff.channels.email.providers.forms import FORM_TYPES
from signoff.channels.email.providers.mailgun import read_mailgun
from signoff.web.hooks.calls import accept, content_type, judging
from signoff.web.seam import app_of

# Mailgun sends the mail as it came only to an address that ends so.
PATH = "/hooks/mailgun/mime"


def router(account: MailgunAccount) -> APIRouter:
    """Return the address, for calls that are signed with this account's key."""
    found = APIRouter(include_in_schema=False)

    @found.post(PATH)
    async def mailgun(request: Request) -> Response:
        kind = content_type(request, FORM_TYPES)
        return await run_in_threadpool(_take, request, await request.body(), kind, account)

    return found


def _take(request: Request, body: bytes, kind: str, account: MailgunAccount) -> Response:
    with judging("mailgun"):
        mail = read_mailgun(body, kind, account=account, now=app_of(request).clock.now())
        return accept(request, mail, way="mailgun")
