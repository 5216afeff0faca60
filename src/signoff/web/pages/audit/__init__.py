"""The audit trail as a page: who decided what, and whether the record is whole."""

from signoff.web.pages.audit.page import router

__all__ = ["router"]
