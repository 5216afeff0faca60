"""What the operators of deployments decided, one policy each.

A version counts the changes: who sends a change says which version they had
before them, and learns it if somebody else was faster.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, update

from signoff.errors import PolicyChanged
from signoff.inbox.policy import Policy
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.store.deployments import get_row
from signoff.store.known import Known
from signoff.store.tables import deployments


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A deployment's policy; ``version`` is 1 before the first change."""

    policy: Policy
    version: int


class Policies:
    """The policies, as one open transaction sees them."""

    def __init__(self, connection: Connection, known: Known | None = None) -> None:
        self._connection = connection
        self._known = known or Known()

    def get(self, deployment_id: str) -> StoredPolicy:
        """Return the policy of a deployment; one that nobody wrote is as usual."""
        row = get_row(self._connection, self._known, deployment_id)
        return StoredPolicy(_policy(row.policy_text), row.settings_version)

    def put(self, deployment_id: str, policy: Policy, *, expected_version: int | None) -> int:
        """Store a policy and return its version; None takes the place of whatever is there.

        Raises: PolicyChanged, where the version is another than expected.
        """
        change = update(deployments).where(deployments.c.id == deployment_id)
        if expected_version is not None:
            change = change.where(deployments.c.settings_version == expected_version)
        changed = self._connection.execute(
            change.values(
                settings=policy_json(policy), settings_version=deployments.c.settings_version + 1
            )
        )
        self._known.forget()
        version = self.get(deployment_id).version
        if changed.rowcount != 1:
            raise PolicyChanged(
                f"The policy is at version {version}; the change was made for version "
                f"{expected_version}. Nothing was changed. Look at what it says now, then send "
                "the change again.",
                version=version,
            )
        return version


@lru_cache(maxsize=64)
def _policy(text: str) -> Policy:
    # By the text, not by the version: a version that was rolled back may come to mean another.
    return read_policy(json.loads(text), is_kept=True)
