"""Runs: the list, one run with its graph and story, starting, forking and cancelling one."""

from fastapi import APIRouter

from signoff.web.pages.runs import cancel, fork, listing, one, start

router = APIRouter()
for _part in (listing, one, start, fork, cancel):
    router.include_router(_part.router)
