"""Which rule is for a request: the first that matches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from signoff.inbox.policy import Match, Policy, RoutingRule
from signoff.inbox.request import Ask
from signoff.inbox.routing.condition import judge, same
from signoff.inbox.routing.condition_text import read_condition


@dataclass(frozen=True, slots=True)
class Matched:
    """The rule that was taken, None where none matches.

    ``unsure`` says of rules in front of it whose condition could not be judged why that was.
    """

    rule: RoutingRule | None
    unsure: tuple[str, ...] = ()


def find_rule(policy: Policy, ask: Ask, *, flow: str) -> Matched:
    """Return the first rule that matches a question of the flow served as ``flow``."""
    unsure: list[str] = []
    for rule in policy.routing_rules:
        if not _fits_names(rule.match, ask, flow):
            continue
        if rule.match.state is None:
            return Matched(rule, tuple(unsure))
        verdict = judge(read_condition(rule.match.state), ask.state)
        if verdict.holds:
            return Matched(rule, tuple(unsure))
        if verdict.gaps:
            unsure.append(f"Rule {rule.name!r} was passed over: {', '.join(verdict.gaps)}.")
    return Matched(None, tuple(unsure))


@lru_cache(maxsize=4096)
def fits(pattern: str, text: str) -> bool:
    """Say whether a text is as a pattern says: ``*`` any signs, ``?`` one, case counts.

    Takes a time that grows with the product of both lengths at most, whatever they are.
    """
    at, star, resume = 0, -1, 0
    n = 0
    while n < len(text):
        sign = pattern[at] if at < len(pattern) else ""
        if sign == "*":
            star, resume = at, n
            at += 1
        elif sign in ("?", text[n]) and sign:
            at += 1
            n += 1
        elif star >= 0:  # let the last star take one sign more
            resume += 1
            at, n = star + 1, resume
        else:
            return False
    return not pattern[at:].strip("*")


def _fits_names(match: Match, ask: Ask, flow: str) -> bool:
    return (
        fits(match.method_name, ask.method)
        and fits(match.flow, flow)
        and set(match.outcomes) <= set(ask.outcomes)
        and all(
            name in ask.metadata and same(wanted, ask.metadata[name])
            for name, wanted in match.metadata.items()
        )
    )
