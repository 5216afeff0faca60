"""The local mailbox: what a reviewer would get by mail, and a way to answer it.

A reply goes out as a real mail to our own SMTP door, so that trying signoff
without a mail server goes the very way it will go with one. A mail's HTML is
its sender's own: it is served apart, in a sandbox where nothing runs. A mail
is a key: whoever reads it can answer or sign in as the person it was sent to.
So each sees their own, and only who can manage people sees everybody's; a token
that may do less than its person sees none, for by a mail it could do more.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from markupsafe import escape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from signoff.app import App
from signoff.channels.email.mailbox import LocalMailbox, Opened, Summary
from signoff.channels.email.said import said
from signoff.errors import AddressInvalid, MailNotFound
from signoff.inbox.access import Permission
from signoff.inbox.address import canonical_address
from signoff.web.auth import Answering, Caller, Looking, SignedIn
from signoff.web.pages.parts import number_in, paged
from signoff.web.pages.render import page, remember
from signoff.web.pages.review.parts import text_part
from signoff.web.seam import app_of

router = APIRouter()

_MOST_MAILS = 40  # of a page
SMTP_TIMEOUT = 15.0  # seconds
MAX_REPLY = 20_000
_HEADERS = ("From", "To", "Reply-To", "Date")
_FORMS = {"html": "As its reader sees it", "text": "Plain text", "raw": "Source"}
_SANDBOX = (
    "allow-same-origin allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
_BODY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    f"base-uri 'none'; frame-ancestors 'self'; sandbox {_SANDBOX}"
)
_LINKS_LEAVE_THE_FRAME = '<base target="_top">'


@router.get("/mailbox")
def show_mailbox(request: Request, caller: Looking) -> Response:
    """List the mail that this person may see."""
    app = app_of(request)
    return _page(request, app, _seen(app, caller), None)


@router.get("/mailbox/{mail_id}")
def show_mail(request: Request, caller: Looking, mail_id: str, form: str = "") -> Response:
    """Show one mail beside the list."""
    app = app_of(request)
    return _page(request, app, _seen(app, caller), _opened(app, caller, mail_id), form=form)


@router.get("/mailbox/{mail_id}/body")
def show_body(request: Request, caller: Looking, mail_id: str) -> Response:
    """Return the HTML of a mail as it is, where it can do nothing."""
    mail = _opened(app_of(request), caller, mail_id)
    return HTMLResponse(
        _LINKS_LEAVE_THE_FRAME + mail.html, headers={"Content-Security-Policy": _BODY_POLICY}
    )


@router.get("/mailbox/{mail_id}/reply")
def show_again(mail_id: str, person: SignedIn) -> Response:
    """Lead back to the mail whoever reloads the page that could not send."""
    del person
    return RedirectResponse(f"/mailbox/{quote(mail_id)}", 303)


@router.post("/mailbox/{mail_id}/reply")
def reply(
    request: Request, caller: Answering, mail_id: str, text: Annotated[str, Form()] = ""
) -> Response:
    """Send a reply by SMTP, as the person the mail was sent to."""
    app = app_of(request)
    mails = _mailbox(app)
    opened = _opened(app, caller, mail_id)
    words = text.strip()[:MAX_REPLY]
    if not words:
        fault = "The reply is empty. Nothing was sent. Write at least one word, like: approved"
        return _page(request, app, _seen(app, caller), opened, fault=fault, status=422)
    sender, recipient, raw = mails.reply_to(mail_id, words)
    try:
        _send(app, sender, recipient, raw)
    except (OSError, smtplib.SMTPException) as error:
        fault = f"The mail was not taken: {said(error)}. Nothing was recorded. {_advice(error)}"
        return _page(request, app, _seen(app, caller), opened, fault=fault, text=text, status=502)
    response = RedirectResponse("/mailbox", 303)
    remember(response, "sent")
    return response


def _send(app: App, sender: str, recipient: str, raw: bytes) -> None:
    with smtplib.SMTP(
        app.settings.inbound_host, app.smtp_port or 0, timeout=SMTP_TIMEOUT
    ) as connection:
        connection.sendmail(sender, [recipient], raw)


def _advice(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "Answer the newest mail of this request, or decide on its page."
    return "Try again in a moment, or decide on the request's page."


def _mailbox(app: App) -> LocalMailbox:
    if app.mailbox is None:
        raise MailNotFound(
            "This signoff has no local mailbox: it sends its mail through a mail server. Nothing "
            "is kept here. Look into your own mail program."
        )
    return app.mailbox


def _seen(app: App, caller: Caller) -> Sequence[Summary]:
    mails = _mailbox(app).list()
    return [mail for mail in mails if _may_open(mail, caller)]


def _opened(app: App, caller: Caller, mail_id: str) -> Opened:
    opened = _mailbox(app).get(mail_id)
    if _may_open(opened.summary, caller):
        return opened
    raise MailNotFound(
        f"There is no mail {mail_id[:60]!r} to you. Nothing was changed. Open the mailbox to see "
        "which there are."
    )


def _may_open(mail: Summary, caller: Caller) -> bool:
    if caller.is_limited:
        return False
    return caller.may(Permission.PEOPLE) or _is_for(mail, caller)


def _is_for(mail: Summary, caller: Caller) -> bool:
    try:
        return canonical_address(mail.recipient) == caller.person
    except AddressInvalid:
        return False


def _page(  # noqa: PLR0913 - the states of one page
    request: Request,
    app: App,
    mails: Sequence[Summary],
    mail: Opened | None,
    *,
    form: str = "",
    fault: str = "",
    text: str = "",
    status: int = 200,
) -> Response:
    headers = dict(mail.headers) if mail else {}
    forms = [(name, said) for name, said in _FORMS.items() if name != "html" or _has_html(mail)]
    chosen = form if form in dict(forms) else forms[0][0]
    some, of_list = paged(request, mails, "mails", most=_MOST_MAILS, name="list_part")
    wanted = number_in(request.query_params.get("part", ""))
    piece, which = text_part(_body(mail, chosen), escape, wanted)
    return page(
        request,
        "mailbox.html",
        status=status,
        mails=some,
        list_part=of_list,
        part=which,
        mail=mail,
        sandbox=_SANDBOX,
        mail_headers=[(name, headers[name]) for name in _HEADERS if name in headers],
        forms=forms,
        form=chosen,
        body=piece.text,
        can_reply="Reply-To" in headers,
        smtp_port=app.smtp_port,
        fault=fault,
        text=text,
        here=f"/mailbox/{mail.summary.id}" if mail and fault else None,
    )


def _has_html(mail: Opened | None) -> bool:
    return mail is not None and bool(mail.html)


def _body(mail: Opened | None, form: str) -> str:
    if mail is None or form == "html":
        return ""
    return mail.text if form == "text" else mail.raw.decode("utf-8", "replace")
