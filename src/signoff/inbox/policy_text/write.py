"""Writes a policy as JSON values, without what is as usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.inbox.plan_text import calendar_json, step_json
from signoff.inbox.policy import Assign, AutoResponse, Group, Match, Policy, RoutingRule

_SAME = ("email_notifications", "sla_target_minutes", "backup", "undo_seconds", "sender_name")


def policy_json(policy: Policy) -> dict[str, Any]:
    """Return what ``read_policy`` reads as this policy; field names as the documentation has."""
    written: dict[str, Any] = {name: getattr(policy, name) for name in _SAME}
    written["language"] = policy.language
    if policy.minimum_verification is not None:
        written["minimum_verification"] = policy.minimum_verification.value
    if policy.auto_response != AutoResponse():
        written["auto_response"] = _auto_json(policy.auto_response)
    written["ladder"] = [step_json(step) for step in policy.ladder]
    if policy.calendar is not None:
        written["calendar"] = calendar_json(policy.calendar)
    written["retention"] = _without_gaps(
        {
            "closed_days": policy.retention.closed_days,
            "raw_mail_days": policy.retention.raw_mail_days,
        }
    )
    written["groups"] = {group.name: _group_json(group) for group in policy.groups}
    written["routing_rules"] = [_rule_json(rule) for rule in policy.routing_rules]
    return _without_gaps(written)


def _without_gaps(written: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: TOML has no null."""
    return {name: value for name, value in written.items() if value not in (None, [], {})}


def _group_json(group: Group) -> dict[str, Any]:
    return {"members": list(group.members), "choose": group.choice.value}


def _auto_json(auto: AutoResponse) -> dict[str, Any]:
    return _without_gaps(
        {
            "enabled": auto.is_enabled,
            "timeout_minutes": auto.timeout_minutes,
            "strategy": auto.strategy.value,
            "default_outcome": auto.default_outcome,
            "allow_approval": auto.allows_approval,
        }
    )


def _rule_json(rule: RoutingRule) -> dict[str, Any]:
    written: dict[str, Any] = {"name": rule.name, "match": _match_json(rule.match)}
    if len(rule.stages) == 1:
        written |= _assign_json(rule.stages[0])
    else:
        written["stages"] = [_assign_json(stage) for stage in rule.stages]
    written |= {
        "four_eyes": rule.is_four_eyes or None,
        "backup": rule.backup,
        "sla_target_minutes": rule.sla_target_minutes,
        "auto_response": rule.auto_response and _auto_json(rule.auto_response),
        "never_expires": rule.never_expires or None,
        "minimum_verification": rule.minimum_verification and rule.minimum_verification.value,
        "language": rule.language,
        "bulk_outcomes": list(rule.bulk_outcomes) or None,
    }
    written = _without_gaps(written)
    if rule.ladder is not None:  # an empty one says that the policy's does not hold
        written["ladder"] = [step_json(step) for step in rule.ladder]
    return written


def _match_json(match: Match) -> dict[str, Any]:
    usual = Match()
    return _without_gaps(
        {
            "method_name": match.method_name if match.method_name != usual.method_name else None,
            "flow": match.flow if match.flow != usual.flow else None,
            "state": match.state,
            "metadata": dict(match.metadata),
            "outcomes": list(match.outcomes),
        }
    )


def _assign_json(assign: Assign) -> dict[str, Any]:
    return _without_gaps(
        {
            "assign_from_input": assign.from_input,
            "assign_to_email": assign.to_email,
            "assign_to_group": assign.to_group,
            "needed": assign.needed if assign.needed != 1 else None,
            "veto": None if assign.has_veto else False,
        }
    )
