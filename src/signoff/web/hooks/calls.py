"""What every provider's call goes through, whoever the provider is.

The order matters: content type, then the secret where one is shared, and only
then the body, so that a stranger costs little.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from signoff.channels.email.providers.delivered import Delivered, not_proved
from signoff.errors import CallNotProved, UnreadableReply
from signoff.jobs.hand_over import take_mail
from signoff.web.seam import app_of

logger = logging.getLogger(__name__)


def content_type(request: Request, allowed: Collection[str]) -> str:
    """Return the Content-Type of a call, with its options.

    Raises: HTTPException 415.
    """
    said = request.headers.get("content-type", "")
    if said.partition(";")[0].strip().lower() not in allowed:
        raise HTTPException(
            415,
            f"The call's Content-Type is {said[:100]!r}. Nothing was stored. "
            f"Send {' or '.join(sorted(allowed))}.",
        )
    return said


def check_secret(request: Request, secret: str) -> None:
    """Let a call pass that knows the secret: as ``?secret=``, or as password of basic auth.

    Raises: CallNotProved, ``reason`` 'secret'.
    """
    given = [request.query_params.get("secret", ""), _password(request)]
    # Both are compared, always: how long it takes says nothing.
    known = [hmac.compare_digest(one.encode(), secret.encode()) for one in given]
    if not any(known):
        raise not_proved("it does not carry our secret", "secret")


def accept(request: Request, mail: Delivered, *, way: str) -> Response:
    """Keep the mail of a call that is proved; say for how many addresses of ours it was.

    Raises: CallNotProved, ``reason`` 'repeated'.
    """
    app = app_of(request)
    n_kept = take_mail(app.doorkeeper, mail, way=way, now=app.clock.now())
    if n_kept == 0:
        facts = {"way": way, "n_bytes": len(mail.raw), "n_recipients": len(mail.recipients)}
        logger.info("mail dropped: it is for none of our addresses", extra=facts)
    return JSONResponse({"kept": n_kept})


@contextmanager
def judging(way: str) -> Iterator[None]:
    """Log a call that is refused, with the reason and never with what was in it.

    Raises: HTTPException 413 or 400 for a call that holds no mail we can keep.
    """
    try:
        yield
    except CallNotProved as error:
        logger.warning("call refused", extra={"way": way, "reason": error.reason})
        raise
    except UnreadableReply as error:
        logger.warning("call refused", extra={"way": way, "reason": error.reason})
        raise HTTPException(413 if error.reason == "too_large" else 400, str(error)) from error


def _password(request: Request) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
