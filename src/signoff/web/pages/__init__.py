"""The screens. Every page works without a script; scripts add speed."""

from fastapi import APIRouter

from signoff.web.pages import (
    analytics,
    answer,
    audit,
    email_settings,
    guide,
    inbox,
    lessons,
    mailbox,
    palette,
    review,
    runs,
    settings,
)

router = APIRouter(include_in_schema=False)
for _part in (
    analytics,
    answer,
    audit,
    inbox,
    review,
    runs,
    lessons,
    mailbox,
    palette,
    guide,
    email_settings,
    settings,
):
    router.include_router(_part.router)
