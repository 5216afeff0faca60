"""The screens. Every page works without a script; scripts add speed."""

from fastapi import APIRouter

from signoff.web.pages import answer, inbox, lessons, mailbox, review, runs

router = APIRouter(include_in_schema=False)
for _part in (answer, inbox, review, runs, lessons, mailbox):
    router.include_router(_part.router)
