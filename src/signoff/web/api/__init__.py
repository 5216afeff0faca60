"""The API for programs, version 1, and the page that explains it."""

from fastapi import APIRouter

from signoff.web.api import (
    analytics,
    audit,
    callbacks,
    deadlines,
    deployments,
    flows,
    health,
    lessons,
    people,
    policy,
    reference,
    request_acts,
    requests,
    routing,
    runs,
    tokens,
    webhooks,
)

router = APIRouter()
for _part in (
    health,
    flows,
    runs,
    requests,
    request_acts,
    deadlines,
    routing,
    lessons,
    deployments,
    policy,
    webhooks,
    callbacks,
    people,
    tokens,
    analytics,
    audit,
    reference,
):
    router.include_router(_part.router)
