"""Rules tried on the newest requests: what each would match, who would get what.

Nothing is stored. What is shown is what jobs/simulate finds, cut to what a
page can hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signoff.app import App
from signoff.inbox.policy import Policy
from signoff.jobs.simulate import Replayed, Tally, simulate

N_TRIED = 200
_N_ROWS = 40
_N_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Trial:
    """What a policy would have made of past requests; ``rows`` are those that change, first."""

    n_requests: int
    n_changed: int
    people: Sequence[Tally]
    rows: Sequence[Replayed]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class Matches:
    """How many of the newest requests a rule is for, and the newest of them."""

    n: int
    n_requests: int
    example: Replayed | None


def try_policy(app: App, policy: Policy) -> Trial:
    """Replay the newest requests with a policy."""
    with app.reading() as connection:
        found = simulate(connection, app.deployment_id, policy, limit=N_TRIED)
    changed_first = sorted(found.items, key=lambda one: not one.is_changed)
    return Trial(
        n_requests=len(found.items),
        n_changed=found.n_changed,
        people=found.people[:_N_PEOPLE],
        rows=changed_first[:_N_ROWS],
        n_left_out=max(0, len(found.items) - _N_ROWS),
    )


def matches(app: App, policy: Policy) -> Mapping[str, Matches]:
    """Return by rule what it is for: a request goes by the first rule that matches it."""
    with app.reading() as connection:
        found = simulate(connection, app.deployment_id, policy, limit=N_TRIED).items
    counted = Counter(one.would_be_rule for one in found)
    newest: dict[str | None, Replayed] = {}
    for one in found:
        newest.setdefault(one.would_be_rule, one)
    return {
        rule.name: Matches(counted[rule.name], len(found), newest.get(rule.name))
        for rule in policy.routing_rules
    }
