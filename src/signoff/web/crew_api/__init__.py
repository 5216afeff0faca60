"""A crew over HTTP, for programs that were written for CrewAI's API."""

from signoff.web.crew_api.routes import router

__all__ = ["router"]
