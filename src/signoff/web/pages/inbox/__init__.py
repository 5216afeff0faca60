"""The inbox: what waits, what was decided, lists one keeps, and many decided at once."""

from fastapi import APIRouter

from signoff.web.pages.inbox import bulk, listing, views

router = APIRouter()
for _part in (listing, bulk, views):
    router.include_router(_part.router)
