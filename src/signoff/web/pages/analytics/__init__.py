"""Figures as a page: how long people take, how much there is, and how it is decided."""

from signoff.web.pages.analytics.page import router

__all__ = ["router"]
