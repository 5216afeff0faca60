"""The screens. Every page works without a script; scripts add speed."""

from fastapi import APIRouter

from signoff.web.pages import (
    answer,
    email_settings,
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
    answer,
    inbox,
    review,
    runs,
    lessons,
    mailbox,
    palette,
    email_settings,
    settings,
):
    router.include_router(_part.router)
