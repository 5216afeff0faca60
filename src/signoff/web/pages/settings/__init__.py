"""Settings: what the people who run a deployment decide, one file per section.

Each section is a form with its own Save. What is refused comes back as it was
typed, with a sentence beside the field.
"""

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from signoff.web.auth import Looking
from signoff.web.pages.places import ACCOUNT, settings_sections
from signoff.web.pages.render import may_do
from signoff.web.pages.settings.account import router as account
from signoff.web.pages.settings.deadlines import router as deadlines
from signoff.web.pages.settings.groups import router as groups
from signoff.web.pages.settings.notifications import router as notifications
from signoff.web.pages.settings.people import router as people
from signoff.web.pages.settings.policy_json import router as policy_json
from signoff.web.pages.settings.retention import router as retention
from signoff.web.pages.settings.roles import router as roles
from signoff.web.pages.settings.routing import router as routing
from signoff.web.pages.settings.rule import router as rule
from signoff.web.pages.settings.tokens import router as tokens
from signoff.web.pages.settings.webhook import router as webhook
from signoff.web.pages.settings.webhooks import router as webhooks

router = APIRouter()
for _part in (
    routing,
    rule,
    groups,
    deadlines,
    notifications,
    webhooks,
    webhook,
    retention,
    policy_json,
    people,
    roles,
    tokens,
    account,
):
    router.include_router(_part)


@router.get("/settings")
def lead_in(caller: Looking) -> RedirectResponse:
    """Lead to the first section that somebody may open; to their account where there is none."""
    first = next(iter(settings_sections(may_do(caller))), ACCOUNT)
    return RedirectResponse(first.href, status_code=303)
