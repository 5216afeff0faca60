"""The API for programs, version 1, and the page that explains it."""

from fastapi import APIRouter

from signoff.web.api import flows, health, lessons, reference, requests, runs

router = APIRouter()
for _part in (health, flows, runs, requests, lessons, reference):
    router.include_router(_part.router)
