"""A typed client for the API of a signoff server: ``Client``, and ``AsyncClient`` for async code.

It needs `signoff[client]` and nothing of the server. Refusals raise the errors
of `signoff.errors` that the server means, or ApiProblem.
"""

from signoff.errors.extras import needs_extra

try:
    from signoff.client.bridge import Client
    from signoff.client.calls import AsyncClient
    from signoff.client.values import (
        Deployment,
        Fact,
        FeedPage,
        Figures,
        Flow,
        Forked,
        Happening,
        HistoryItem,
        Policy,
        Recorded,
        Request,
        RequestSummary,
        RequestTime,
        Response,
        Run,
        RunDetail,
        Vote,
        Webhook,
        WebhookDelivery,
        WebhookWithSecret,
    )
except ModuleNotFoundError as error:
    raise needs_extra(error, what="signoff.client", extra="client") from error

__all__ = [
    "AsyncClient",
    "Client",
    "Deployment",
    "Fact",
    "FeedPage",
    "Figures",
    "Flow",
    "Forked",
    "Happening",
    "HistoryItem",
    "Policy",
    "Recorded",
    "Request",
    "RequestSummary",
    "RequestTime",
    "Response",
    "Run",
    "RunDetail",
    "Vote",
    "Webhook",
    "WebhookDelivery",
    "WebhookWithSecret",
]
