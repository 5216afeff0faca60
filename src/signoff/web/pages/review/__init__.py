"""The page on which a request is decided, and everything that can be done there besides."""

from fastapi import APIRouter

from signoff.web.pages.review import acts, decide, editing, page

router = APIRouter()
for _part in (page, decide, editing, acts):
    router.include_router(_part.router)
