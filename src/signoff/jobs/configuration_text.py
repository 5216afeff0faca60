"""A configuration as people and programs write it: the policy and webhooks of each deployment.

`{"deployments": {name: {...policy, "webhooks": [{"name", "url", ...}]}}}`. A
deployment that is not named stays as it is, and so do its webhooks where no
list of them is given. Needs no database, so that a plan can be read anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from signoff.channels.webhook.setup_text import WantedWebhook, read_webhooks, webhook_json
from signoff.errors import PolicyInvalid
from signoff.inbox.policy import Policy
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.inbox.policy_text.fields import Fields
from signoff.inbox.storable import is_deeper

_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a deployment is to be; ``webhooks`` is None where they stay as they are."""

    policy: Policy
    webhooks: tuple[WantedWebhook, ...] | None = None


def read_configuration(
    raw: Mapping[str, Any],
    *,
    check_url: Callable[[str], object] = str,
    known: Collection[str] | None = None,
) -> dict[str, Wanted]:
    """Return how each named deployment is to be; ``known``: the names that there are, or None.

    Raises: PolicyInvalid, with every problem as ``{path: sentence}``.
    """
    problems: dict[str, str] = {}
    if is_deeper(raw, _DEEPEST):
        problems["deployments"] = f"It is nested more than {_DEEPEST} levels deep."
        raise _invalid(problems)
    fields = Fields(raw, "", problems)
    found = {}
    named = fields.take("deployments")
    if not isinstance(named, Mapping):
        fields.refuse("deployments", "It is no table of deployments by their names.")
    else:
        for name, table in named.items():
            if known is not None and name not in known:
                there = ", ".join(known) or "none until a server has started once"
                said = f"There is no deployment {name!r}. There are: {there}."
                problems[f"deployments.{name}"] = said
            found[str(name)] = _wanted(f"deployments.{name}", table, problems, check_url)
    fields.close()
    if problems:
        raise _invalid(problems)
    return found


def configuration_json(wanted: Mapping[str, Wanted]) -> dict[str, Any]:
    """Return what `read_configuration` reads as this."""
    return {"deployments": {name: _written(one) for name, one in wanted.items()}}


def configuration_tag(values: Mapping[str, Any]) -> str:
    """Return the entity tag of a configuration: strong, made of all that it says."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:40]}"'


def _written(wanted: Wanted) -> dict[str, Any]:
    written = policy_json(wanted.policy)
    if wanted.webhooks is not None:
        written["webhooks"] = [webhook_json(webhook) for webhook in wanted.webhooks]
    return written


def _wanted(
    path: str, table: object, problems: dict[str, str], check_url: Callable[[str], object]
) -> Wanted:
    if not isinstance(table, Mapping):
        problems[path] = "It is no table of a policy's fields."
        return Wanted(Policy())
    fields = Fields({"webhooks": table.get("webhooks")}, path, problems)
    listed = fields.tables("webhooks")
    webhooks = None if listed is None else read_webhooks(listed, check_url=check_url)
    rest = {name: value for name, value in table.items() if name != "webhooks"}
    try:
        policy = read_policy(rest)
    except PolicyInvalid as error:
        problems.update({f"{path}.{at}": said for at, said in error.problems.items()})
        policy = Policy()
    return Wanted(policy, webhooks)


def _invalid(problems: dict[str, str]) -> PolicyInvalid:
    named = "; ".join(f"{path}: {said.rstrip('.')}" for path, said in problems.items())
    return PolicyInvalid(
        f"The configuration has mistakes: {named}. Nothing was changed. Mend them all and send the "
        "whole again.",
        problems=problems,
    )
