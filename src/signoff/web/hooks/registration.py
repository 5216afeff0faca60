"""Which providers' addresses this installation has."""

from __future__ import annotations

from fastapi import APIRouter

from signoff.settings import Settings
from signoff.web.hooks import mailgun, postmark, sendgrid, ses
from signoff.web.hooks.certificates import Fetch


def routers(settings: Settings, *, fetch: Fetch) -> list[APIRouter]:
    """Return the addresses of the providers that are switched on.

    ``fetch`` gets what an address of SNS holds.
    """
    found = []
    if settings.mailgun is not None:
        found.append(mailgun.router(settings.mailgun))
    if settings.postmark is not None:
        found.append(postmark.router(settings.postmark))
    if settings.sendgrid is not None:
        found.append(sendgrid.router(settings.sendgrid))
    if settings.ses is not None:
        found.append(ses.router(settings.ses, fetch=fetch))
    return found


def addresses(settings: Settings) -> list[str]:
    """Return the paths of the addresses that ``routers`` makes, secrets left out."""
    accounts = {
        mailgun.PATH: settings.mailgun,
        postmark.PATH: settings.postmark,
        sendgrid.PATH: settings.sendgrid,
        ses.PATH: settings.ses,
    }
    return [path for path, account in accounts.items() if account is not None]
