"""One routing rule as a form: which fields it has, and what they say in the policy's text.

A rule is known by its name, not by its place: places change while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from signoff.web.pages.settings.frame import Row, filled, opened
from signoff.web.pages.settings.keeping import Text
from signoff.web.pages.settings.timing import auto_of, ladder_of, spare
from signoff.web.pages.settings.typed import Typed, metadata_lines, metadata_of

_STAGE = ("assign_from_input", "assign_to_email", "assign_to_group")


def rule_of(typed: Typed) -> Text:
    """Return the rule that was typed."""
    rule = {
        "name": typed.text("name"),
        "match": _match_of(typed),
        "four_eyes": typed.has("four_eyes") or None,
        "backup": typed.text("backup"),
        "sla_target_minutes": typed.minutes("sla_target_minutes"),
        "never_expires": typed.has("never_expires") or None,
        "auto_response": auto_of(typed, is_enabled=typed.has("auto.enabled"))
        if typed.has("own_auto")
        else None,
        "ladder": ladder_of(typed) if typed.has("own_ladder") else None,
        "minimum_verification": typed.text("minimum_verification"),
        "language": typed.text("language"),
        "bulk_outcomes": typed.lines("bulk_outcomes") or None,
        **_people_of(typed),
    }
    return spare(rule)


def rule_form(rule: Mapping[str, Any]) -> Row:
    """Return what the form shows of a rule, stored or typed."""
    match = opened(rule.get("match"))
    metadata = match["metadata"]
    stages = rule.get("stages", [rule])
    return Row(
        rule,
        match=match,
        metadata=metadata_lines(metadata) if isinstance(metadata, dict) else "",
        outcomes="\n".join(map(str, match["outcomes"] or ())),
        bulk="\n".join(map(str, rule.get("bulk_outcomes") or ())),
        stages=filled(stages, 1),
        is_one="stages" not in rule,
        own_auto=rule.get("auto_response") is not None,
        auto=opened(rule.get("auto_response")),
        own_ladder="ladder" in rule,
        ladder=filled(rule.get("ladder"), 2),
    )


def put_rule(before: Text, rule: Text, was: str | None) -> Text:
    """Return the policy's text with a rule in the place of the one it was; a new one comes last."""
    rules = [*_rules(before)]
    places = [n for n, one in enumerate(rules) if was is not None and one["name"] == was]
    if places:
        rules[places[0]] = rule
    else:
        rules.append(rule)
    return {**before, "routing_rules": rules}


def place_of(text: Text, rule: Text) -> int:
    """Return where a rule stands that was put into a text."""
    return next(n for n, one in enumerate(_rules(text)) if one is rule)


def drop_rule(before: Text, name: str) -> Text:
    """Return the policy's text without a rule."""
    return {**before, "routing_rules": [one for one in _rules(before) if one["name"] != name]}


def move_rule(before: Text, name: str, step: int) -> Text:
    """Return the policy's text with a rule one place further up (-1) or down (1)."""
    rules = [*_rules(before)]
    here = next((n for n, one in enumerate(rules) if one["name"] == name), None)
    if here is not None and 0 <= here + step < len(rules):
        rules.insert(here + step, rules.pop(here))
    return {**before, "routing_rules": rules}


def summary(rule: Mapping[str, Any]) -> tuple[str, str]:
    """Return a stored rule in words: for which requests it is, and who is asked."""
    match = opened(rule.get("match"))
    parts = [match["method_name"] or "every step"]
    parts += [f"of {match['flow']}"] if match["flow"] else []
    parts += [f"where {match['state']}"] if match["state"] else []
    parts += [f"with {key}: {value}" for key, value in (match["metadata"] or {}).items()]
    parts += [f"offering {', '.join(match['outcomes'])}"] if match["outcomes"] else []
    stages = [said for stage in rule.get("stages", [rule]) if (said := _asks(stage))]
    ends = " and not who started it" if rule.get("four_eyes") else ""
    return " ".join(parts), (", then ".join(stages) or "whom the flow names") + ends


def _asks(stage: Mapping[str, Any]) -> str:
    sources = [
        f"the address in {stage['assign_from_input']}" if "assign_from_input" in stage else "",
        stage.get("assign_to_email", ""),
        f"group {stage['assign_to_group']}" if "assign_to_group" in stage else "",
    ]
    who = ", else ".join(source for source in sources if source)
    needed = stage.get("needed", 1)
    return f"{needed} of {who}" if who and needed != 1 else who


def _rules(text: Text) -> Sequence[Text]:
    found: Sequence[Text] = text.get("routing_rules", [])
    return found


def _match_of(typed: Typed) -> Text:
    return spare(
        {
            "method_name": typed.text("match.method_name"),
            "flow": typed.text("match.flow"),
            "state": typed.text("match.state"),
            "metadata": metadata_of(typed.lines("match.metadata")) or None,
            "outcomes": typed.lines("match.outcomes") or None,
        }
    )


def _people_of(typed: Typed) -> Text:
    """Return who is asked: one stage is said by the rule itself."""
    rows = [row for row in typed.rows("stages") if any(row.text(name) for name in _STAGE)]
    stages = [
        spare(
            {
                **{name: row.text(name) for name in _STAGE},
                "needed": row.number("needed"),
                "veto": False if row.text("veto") == "no" else None,
            }
        )
        for row in rows
    ]
    if len(stages) > 1:
        return {"stages": stages}
    return stages[0] if stages else {}
