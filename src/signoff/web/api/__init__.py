"""The API for programs, version 1, and the page that explains it."""

from fastapi import APIRouter

from signoff.web.api import (
    callbacks,
    deadlines,
    flows,
    health,
    lessons,
    reference,
    requests,
    runs,
    webhooks,
)

router = APIRouter()
for _part in (health, flows, runs, requests, deadlines, lessons, webhooks, callbacks, reference):
    router.include_router(_part.router)
