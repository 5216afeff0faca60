"""What a person may do to the policy of a deployment, with its fact on record. The caller commits.

Which of its fields were changed is kept, never what was written there: the
trail outlives the people whose addresses stand in a policy.
"""

from __future__ import annotations

from datetime import datetime

from signoff import ids
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.policy import Policy
from signoff.inbox.policy_changes import changed_paths, changes
from signoff.inbox.policy_text import policy_json
from signoff.store.policies import StoredPolicy
from signoff.store.unit_of_work import UnitOfWork


def change_policy(
    unit: UnitOfWork,
    deployment_id: str,
    policy: Policy,
    *,
    expected_version: int | None,
    by: str,
    now: datetime,
) -> StoredPolicy:
    """Store a policy and return it as it is kept; one that says the same keeps its version.

    Raises: PolicyChanged, where the version is another than expected (None: any).
    """
    before = unit.policies.get(deployment_id)
    found = changes(policy_json(before.policy), policy_json(policy))
    if not found and expected_version in (None, before.version):
        return before
    version = unit.policies.put(deployment_id, policy, expected_version=expected_version)
    data = {"paths": changed_paths(found), "version": version}
    unit.trail.add(
        AuditEvent(ids.new_id(), EventKind.POLICY_CHANGED, deployment_id, by, now, data=data)
    )
    return StoredPolicy(policy, version)
