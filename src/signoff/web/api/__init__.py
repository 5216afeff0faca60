"""The API for programs, version 1, and the page that explains it."""

from fastapi import APIRouter

from signoff.web.api import (
    analytics,
    audit,
    callbacks,
    configuration,
    crew_calls,
    deadlines,
    delegations,
    deployments,
    feed,
    flows,
    health,
    lessons,
    people,
    policy,
    reference,
    remarks,
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
    feed,  # before the requests: its address would be the id of one
    requests,
    request_acts,
    remarks,
    deadlines,
    delegations,
    routing,
    lessons,
    deployments,
    policy,
    configuration,
    webhooks,
    callbacks,
    crew_calls,
    people,
    tokens,
    analytics,
    audit,
    reference,
):
    router.include_router(_part.router)
