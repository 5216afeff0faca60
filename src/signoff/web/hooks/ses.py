"""Where Amazon SES hands over mail, by way of SNS.

SNS asks once whether it may; it is answered only where the operator said so.
"""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from signoff.channels.email.providers.accounts import SesAccount
from signoff.channels.email.providers.ses import read_ses
from signoff.channels.email.providers.sns import SnsKind, SnsMessage, read_sns
from signoff.web.hooks.calls import accept, content_type, judging
from signoff.web.hooks.certificates import Certificates, Fetch
from signoff.web.seam import app_of

logger = logging.getLogger(__name__)

PATH = "/hooks/ses"
_TYPES = frozenset({"text/plain", "application/json"})  # SNS says the first, and sends the second


def router(account: SesAccount, *, fetch: Fetch) -> APIRouter:
    """Return the address, for what SNS signed of this account's topic."""
    found = APIRouter(include_in_schema=False)
    hook = _Hook(account, fetch)

    @found.post(PATH)
    async def ses(request: Request) -> Response:
        content_type(request, _TYPES)
        return await run_in_threadpool(hook.take, request, await request.body())

    return found


class _Hook:
    """Takes what SNS sends; keeps the certificates it has seen."""

    def __init__(self, account: SesAccount, fetch: Fetch) -> None:
        self._account = account
        self._fetch = fetch
        self._certificates = Certificates(fetch)

    def take(self, request: Request, body: bytes) -> Response:
        with judging("ses"):
            message = read_sns(
                body,
                topic=self._account.topic,
                find_certificate=self._certificates.find,
                now=app_of(request).clock.now(),
            )
            mail = read_ses(message.text) if message.kind is SnsKind.NOTIFICATION else None
            if mail is not None:
                return accept(request, mail, way="ses")
        self._note(message)
        return JSONResponse({"kept": 0})

    def _note(self, message: SnsMessage) -> None:
        facts = {"topic": self._account.topic, "kind": message.kind.value}
        if message.kind is SnsKind.SUBSCRIPTION and self._account.confirm == "yes":
            self._fetch(message.confirm_at)
            logger.info("subscription confirmed", extra=facts)
        elif message.kind is SnsKind.SUBSCRIPTION:
            logger.warning("subscription not confirmed: SIGNOFF_SES_CONFIRM is no", extra=facts)
        elif message.kind is SnsKind.UNSUBSCRIBED:
            logger.warning("subscription ended: no mail comes in from this topic", extra=facts)
        else:
            logger.info("notification without a mail", extra=facts)
