"""Calls of those who run a deployment: policies, webhooks, figures, the trail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import httpx2

from signoff.client.values import (
    Applied,
    Deployment,
    Fact,
    Figures,
    Page,
    Policy,
    Webhook,
    WebhookDelivery,
    WebhookWithSecret,
    read,
    read_items,
)
from signoff.client.wire import Wire, part

_ANY = "*"


class OperatorCalls:
    """What needs `manage_human_feedback`, or `read_audit` for the trail."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def deployments(self) -> tuple[Deployment, ...]:
        """Return the deployments in which the caller has a role."""
        answer = await self._wire.call("GET", "/deployments")
        return read_items(Deployment, answer.json())

    async def get_policy(self, deployment: str) -> Policy:
        """Return the policy of a deployment, by its name or id."""
        answer = await self._wire.call("GET", f"/deployments/{part(deployment)}/policy")
        return _policy(answer)

    async def put_policy(
        self, deployment: str, values: Mapping[str, Any], *, tag: str = _ANY
    ) -> Policy:
        """Replace a policy; ``tag`` is that of the one it was made from.

        Raises: PolicyChanged, where somebody was faster; PolicyInvalid.
        """
        return await self._change_policy("PUT", deployment, values, tag)

    async def patch_policy(
        self, deployment: str, patch: Mapping[str, Any], *, tag: str = _ANY
    ) -> Policy:
        """Change a part of a policy (RFC 7396: None takes a field away). Raises: as put_policy."""
        return await self._change_policy("PATCH", deployment, patch, tag)

    async def get_configuration(self) -> Policy:
        """Return what `signoff.toml` says of all deployments that the caller manages."""
        answer = await self._wire.call("GET", "/configuration")
        return _policy(answer)

    async def put_configuration(
        self, values: Mapping[str, Any], *, tag: str = _ANY
    ) -> tuple[WebhookWithSecret, ...]:
        """Make all of it so, or nothing; return the webhooks that are new, with their secrets.

        Raises: PolicyChanged, PolicyInvalid, DeploymentNotFound.
        """
        headers = {"If-Match": tag}
        answer = await self._wire.call("PUT", "/configuration", json=values, headers=headers)
        return read(Applied, answer.json()).added_webhooks

    async def webhooks(self, deployment_id: str) -> tuple[Webhook, ...]:
        """Return the webhooks of a deployment, oldest first."""
        answer = await self._wire.call("GET", f"/deployments/{part(deployment_id)}/webhooks")
        return read_items(Webhook, answer.json())

    async def add_webhook(
        self,
        deployment_id: str,
        *,
        name: str,
        url: str,
        events: Sequence[str] | None = None,
        options: Mapping[str, bool | int] | None = None,
    ) -> WebhookWithSecret:
        """Add a webhook and return it with its secret, which is shown this once.

        ``options``: is_active, may_answer, n_retries.
        """
        given: dict[str, object] = {"name": name, "url": url, **(options or {})}
        if events is not None:
            given["events"] = list(events)
        answer = await self._wire.call(
            "POST", f"/deployments/{part(deployment_id)}/webhooks", json=given
        )
        return read(WebhookWithSecret, answer.json())

    async def change_webhook(self, webhook_id: str, changes: Mapping[str, object]) -> Webhook:
        """Change name, url, events, is_active, may_answer or n_retries of a webhook."""
        answer = await self._wire.call("PATCH", f"/webhooks/{part(webhook_id)}", json=dict(changes))
        return read(Webhook, answer.json())

    async def remove_webhook(self, webhook_id: str) -> None:
        """Remove a webhook and its secret."""
        await self._wire.call("DELETE", f"/webhooks/{part(webhook_id)}", expects=None)

    async def rotate_webhook(
        self, webhook_id: str, *, overlap_hours: int = 24
    ) -> WebhookWithSecret:
        """Give a webhook a new secret; the old one goes on signing for ``overlap_hours``."""
        body = {"overlap_hours": overlap_hours}
        answer = await self._wire.call("POST", f"/webhooks/{part(webhook_id)}/rotate", json=body)
        return read(WebhookWithSecret, answer.json())

    async def webhook_deliveries(
        self, webhook_id: str, *, status: str | None = None
    ) -> AsyncIterator[WebhookDelivery]:
        """Yield the calls to a webhook, newest first."""
        path = f"/webhooks/{part(webhook_id)}/deliveries"
        async for one in pages(self._wire, path, {"status": status}):
            yield read(WebhookDelivery, one)

    async def redeliver(self, webhook_id: str, delivery_id: str) -> WebhookDelivery:
        """Have a call made once more."""
        path = f"/webhooks/{part(webhook_id)}/deliveries/{part(delivery_id)}/redeliver"
        return read(WebhookDelivery, (await self._wire.call("POST", path)).json())

    async def figures(
        self,
        sheet: str,
        *,
        since: date | None = None,
        until: date | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Figures:
        """Return a sheet of figures.

        It is response-times, volume, outcomes, sla, channels, ratings or backlog. ``since`` and
        ``until`` are days, the last one included; ``query``: zone, flow, reviewer, deployment, by,
        each, clock.
        """
        days = {"from": _day(since), "to": _day(until)}
        answer = await self._wire.call(
            "GET", f"/analytics/{part(sheet)}", query={**(query or {}), **days}
        )
        return read(Figures, answer.json())

    async def summary(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        """Return the figures of some days, of as many before, and what waits now, as JSON.

        ``query``: zone, flow, reviewer, deployment.
        """
        days = {"from": _day(since), "to": _day(until)}
        answer = await self._wire.call("GET", "/analytics/summary", query={**(query or {}), **days})
        found: Mapping[str, Any] = answer.json()
        return found

    async def audit(
        self,
        *,
        kind: str | None = None,
        actor: str | None = None,
        run_id: str | None = None,
        request_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterator[Fact]:
        """Yield facts of the trail, oldest first."""
        query = {
            "kind": kind,
            "actor": actor,
            "run": run_id,
            "request": request_id,
            "from": None if since is None else since.isoformat(),
            "to": None if until is None else until.isoformat(),
        }
        async for one in pages(self._wire, "/audit", query):
            yield read(Fact, one)

    async def evidence(self, run_id: str) -> bytes:
        """Return what proves how a run was decided, as a zip archive."""
        path = f"/runs/{part(run_id)}/evidence"
        return (await self._wire.call("GET", path, expects="application/zip")).content

    async def _change_policy(
        self, method: str, deployment: str, values: Mapping[str, Any], tag: str
    ) -> Policy:
        path = f"/deployments/{part(deployment)}/policy"
        answer = await self._wire.call(method, path, json=values, headers={"If-Match": tag})
        return _policy(answer)


async def pages(
    wire: Wire, path: str, query: Mapping[str, object], *, size: int = 200
) -> AsyncIterator[Any]:
    """Yield the items of a list, page by page."""
    after: object = None
    while True:
        answer = await wire.call("GET", path, query={**query, "limit": size, "after": after})
        page = read(Page, answer.json())
        for item in page.items:
            yield item
        after = page.next
        if after is None:
            return


def _policy(answer: httpx2.Response) -> Policy:
    given = answer.headers.get("etag")
    # A proxy that compresses answers calls their tags weak; what they name is the same version.
    tag = {} if given is None else {"tag": given.removeprefix("W/")}
    return read(Policy, {"values": answer.json(), **tag})


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
