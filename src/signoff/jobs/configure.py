"""Make deployments as a configuration says: all of it in one transaction, each part on record.

The caller commits. A webhook is known by its name; one that is new gets a
secret, which is returned this once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from signoff.channels.webhook.setup_text import WantedWebhook
from signoff.errors import DeploymentNotFound, PolicyChanged, WebhookInvalid
from signoff.jobs.calls import webhook_setup
from signoff.jobs.calls.signing import Sealer
from signoff.jobs.calls.webhook_setup import Actor
from signoff.jobs.configuration_text import (
    Wanted,
    configuration_json,
    configuration_tag,
    read_configuration,
)
from signoff.jobs.policy_setup import change_policy
from signoff.store.unit_of_work import UnitOfWork
from signoff.store.webhooks import Webhook

Ids = Mapping[str, str]  # of deployments, by their names
Added = tuple[Webhook, str]
_FIELDS = ("url", "events", "is_active", "may_answer", "n_retries")


def configuration(unit: UnitOfWork, deployments: Ids) -> dict[str, Any]:
    """Return what is configured now, as `read_configuration` reads it."""
    found = {
        name: Wanted(
            unit.policies.get(deployment_id).policy,
            tuple(map(_wanted, unit.webhooks.of_deployment(deployment_id))),
        )
        for name, deployment_id in deployments.items()
    }
    return configuration_json(found)


def configure(  # noqa: PLR0913 - who, what, where, from which state, and with which keys
    unit: UnitOfWork,
    deployments: Ids,
    raw: Mapping[str, Any],
    *,
    tag: str | None,
    sealer: Sealer,
    by: Actor,
    check_url: Callable[[str], object],
) -> tuple[Added, ...]:
    """Make all of it so; return the webhooks that are new, each with its secret.

    ``tag`` is that of the configuration that ``raw`` was made from (None: any).
    Raises: PolicyInvalid, PolicyChanged, DeploymentNotFound, WebhookInvalid.
    """
    wanted = read_configuration(raw, check_url=check_url)
    missing = [name for name in wanted if name not in deployments]
    if missing:
        raise DeploymentNotFound(
            f"There is no deployment {missing[0][:120]!r} that you manage. Nothing was changed. "
            f"There are: {', '.join(deployments) or 'none until a server has started once'}."
        )
    now_tag = configuration_tag(configuration(unit, deployments))
    if tag not in (None, now_tag):
        raise PolicyChanged(
            "The configuration was changed since it was read. Nothing was changed. Look at the "
            "plan anew, then apply it again."
        )
    added: list[Added] = []
    for name, one in wanted.items():
        deployment_id = deployments[name]
        version = unit.policies.get(deployment_id).version
        change_policy(
            unit, deployment_id, one.policy, expected_version=version, by=by.person, now=by.now
        )
        if one.webhooks is not None:
            added += _webhooks(unit, deployment_id, one.webhooks, sealer, by)
    return tuple(added)


def _webhooks(
    unit: UnitOfWork,
    deployment_id: str,
    wanted: tuple[WantedWebhook, ...],
    sealer: Sealer,
    by: Actor,
) -> list[Added]:
    there: dict[str, Webhook] = {}
    for webhook in unit.webhooks.of_deployment(deployment_id):
        if webhook.name in there:
            raise WebhookInvalid(
                f"Two webhooks are called {webhook.name!r}, so a configuration cannot tell them "
                "apart. Nothing was changed. Give one of them another name first.",
                field="name",
            )
        there[webhook.name] = webhook
    names = {one.name for one in wanted}
    for name in there.keys() - names:
        webhook_setup.remove_webhook(unit, there[name].id, by=by)
    added = []
    for one in wanted:
        if one.name in there:
            changes = {field: getattr(one, field) for field in _FIELDS}
            webhook_setup.change_webhook(unit, there[one.name].id, changes, by=by)
        else:
            draft = _draft(deployment_id, one, by)
            added.append(webhook_setup.add_webhook(unit, draft, sealer, by=by))
    return added


def _draft(deployment_id: str, wanted: WantedWebhook, by: Actor) -> Webhook:
    return Webhook(
        id="",
        deployment_id=deployment_id,
        name=wanted.name,
        secret="",
        added_by=by.person,
        added_at=by.now,
        **{field: getattr(wanted, field) for field in _FIELDS},
    )


def _wanted(webhook: Webhook) -> WantedWebhook:
    return WantedWebhook(webhook.name, **{field: getattr(webhook, field) for field in _FIELDS})
