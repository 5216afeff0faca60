"""Reads a whole policy, and holds its parts against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff.errors import PolicyInvalid
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep
from signoff.inbox.policy import AutoResponse, Policy, Retention
from signoff.inbox.policy_text.fields import LONGEST_NAME, Fields
from signoff.inbox.policy_text.rules import LEVELS, groups, language, rules
from signoff.inbox.policy_text.timing import MOST_MINUTES, auto_response, calendar, ladder
from signoff.inbox.storable import is_deeper

_MOST_DAYS = 36500
_MOST_UNDO_S = 24 * 60 * 60
_DEEPEST = 20
_SHOWN_PROBLEMS = 5


def read_policy(raw: Mapping[str, Any], *, is_kept: bool = False) -> Policy:
    """Return the policy that JSON or TOML values say.

    ``is_kept``: it is one that is stored, which an earlier release may have taken.
    Raises: PolicyInvalid, with every problem as ``{path: sentence}``.
    """
    problems: dict[str, str] = {}
    if is_deeper(raw, _DEEPEST):  # before anything looks into it, which would go as deep
        raise _invalid({"policy": f"It is nested more than {_DEEPEST} levels deep."})
    fields = Fields(raw, "", problems)
    known = groups(fields.named_tables("groups"))
    auto, hours, kept = (fields.table(name) for name in ("auto_response", "calendar", "retention"))
    policy = Policy(
        email_notifications=fields.flag("email_notifications", otherwise=True),
        sla_target_minutes=fields.number("sla_target_minutes", least=1, most=MOST_MINUTES),
        auto_response=AutoResponse() if auto is None else auto_response(auto),
        ladder=ladder(fields.tables("ladder") or [], known),
        backup=fields.who("backup", known),
        calendar=None if hours is None else calendar(hours, is_kept=is_kept),
        undo_seconds=fields.number("undo_seconds", least=0, most=_MOST_UNDO_S) or 0,
        groups=tuple(known.values()),
        routing_rules=rules(fields.tables("routing_rules") or [], known),
        sender_name=_sender_name(fields),
        language=language(fields),
        minimum_verification=fields.one_of("minimum_verification", LEVELS),
        retention=Retention() if kept is None else _retention(kept),
    )
    fields.close()
    _check_time(policy, problems)
    if problems:
        raise _invalid(problems)
    return policy


def _sender_name(fields: Fields) -> str | None:
    name = fields.text("sender_name", longest=LONGEST_NAME)
    if name is not None and not name.isprintable():
        fields.refuse("sender_name", "It stands in a mail's header: write it on one line.")
    return name


def _retention(fields: Fields) -> Retention:
    found = Retention(
        closed_days=fields.number("closed_days", least=1, most=_MOST_DAYS),
        raw_mail_days=fields.number("raw_mail_days", least=1, most=_MOST_DAYS),
    )
    fields.close()
    return found


def _check_time(policy: Policy, problems: dict[str, str]) -> None:
    """Hold that one thing closes a request, and that approving unasked is said in so many words."""
    whole = policy.auto_response
    _check_end("", policy.ladder, whole, whole, problems)
    for n, rule in enumerate(policy.routing_rules):
        auto = rule.auto_response
        steps = rule.ladder or ()
        _check_end(f"routing_rules[{n}].", steps, auto, auto or whole, problems)
        if rule.never_expires and auto is not None and auto.closes:
            said = (
                "The rule never expires, and its auto_response is enabled. Leave one of them out."
            )
            problems.setdefault(f"routing_rules[{n}].never_expires", said)


def _check_end(
    where: str,
    steps: tuple[LadderStep, ...],
    auto: AutoResponse | None,
    holding: AutoResponse,
    problems: dict[str, str],
) -> None:
    final = next((step for step in steps if step.act in FINAL_ACTS), None)
    if final is not None and auto is not None and auto.closes:
        said = f"It ends with {final.act.value!r} and auto_response is enabled: keep one of them."
        problems.setdefault(f"{where}ladder", said)
    elif final is not None and auto is not None and auto.is_enabled:
        _check_before(f"{where}auto_response.timeout_minutes", auto, final, problems)
    if final is not None and final.act is Act.APPROVE and not holding.allows_approval:
        said = "'approve' approves nothing unless auto_response.allow_approval is true as well."
        problems.setdefault(f"{where}ladder", said)


def _check_before(
    path: str, auto: AutoResponse, final: LadderStep, problems: dict[str, str]
) -> None:
    if auto.timeout_minutes >= final.after_minutes:
        said = (
            f"After {auto.timeout_minutes} minutes nobody is left to ask: the ladder's "
            f"{final.act.value!r} closes the request after {final.after_minutes}."
        )
        problems.setdefault(path, said)


def _invalid(problems: dict[str, str]) -> PolicyInvalid:
    first = list(problems.items())[:_SHOWN_PROBLEMS]
    named = "; ".join(f"{path}: {said.rstrip('.')}" for path, said in first)
    n = len(problems)
    more = f"; and {n - len(first)} more" if n > len(first) else ""
    what = "1 problem" if n == 1 else f"{n} problems"
    return PolicyInvalid(
        f"The policy has {what}: {named}{more}. The policy that was there holds. "
        "Mend it and send the whole again.",
        problems=problems,
    )
