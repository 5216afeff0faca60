"""Runs: the list, one run with its graph and story, and starting one."""

from fastapi import APIRouter

from signoff.web.pages.runs import listing, one, start

router = APIRouter()
for _part in (listing, one, start):
    router.include_router(_part.router)
