"""Reads groups and routing rules."""

from __future__ import annotations

import re
from collections.abc import Mapping

from signoff.inbox.policy import Assign, Choice, Group, Match, RoutingRule
from signoff.inbox.policy_text.fields import LONGEST_NAME, Fields, is_json, shown
from signoff.inbox.policy_text.timing import MOST_MINUTES, auto_response, ladder
from signoff.inbox.response import Verification
from signoff.inbox.routing.condition_text import ConditionInvalid, read_condition

LEVELS = (Verification.NONE, Verification.MATCHED, Verification.ALIGNED)
MOST_PEOPLE = 100
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,8})?")
_WHO = ("assign_from_input", "assign_to_email", "assign_to_group")
_LANGUAGE_RULE = "is no language. Write a code like 'en', 'de' or 'pt-BR'."

Groups = Mapping[str, Group]


def groups(named: list[tuple[str, Fields]]) -> Groups:
    """Return the groups by name, those with mistakes too: a rule may name them all the same."""
    return {name: _group(name, fields) for name, fields in named}


def _group(name: str, fields: Fields) -> Group:
    if "@" in name:
        fields.problems.setdefault(fields.path, "A group's name has no '@': addresses have one.")
    members = []
    for n, value in enumerate(fields.items("members")):
        member = fields.checked_address(f"members[{n}]", value)
        if member in members:
            fields.refuse(f"members[{n}]", f"{shown(value)} is a member already.")
        elif member is not None:
            members.append(member)
    if not fields.has("members") or fields.take("members") == []:
        fields.refuse("members", "A group needs one member at least.")
    choice = fields.one_of("choose", Choice) or Choice.ALL
    fields.close()
    return Group(name, tuple(members), choice)


def rules(tables: list[Fields], known: Groups) -> tuple[RoutingRule, ...]:
    """Return the rules, in order."""
    found: list[RoutingRule] = []
    for fields in tables:
        rule = _rule(fields, known)
        if rule.name in (other.name for other in found):
            fields.refuse("name", f"Another rule is called {shown(rule.name)}. Names are unique.")
        found.append(rule)
    return tuple(found)


def language(fields: Fields) -> str | None:
    """Return a language's code."""
    code = fields.text("language")
    if code is not None and not _LANGUAGE.fullmatch(code):
        fields.refuse("language", f"{shown(code)} {_LANGUAGE_RULE}")
    return code


def _rule(fields: Fields, known: Groups) -> RoutingRule:
    name = fields.text("name", longest=LONGEST_NAME)
    if not fields.has("name"):
        fields.refuse("name", "It is missing. Answers and reports call the rule by it.")
    match = fields.table("match")
    stages = _stages(fields, known)
    auto = fields.table("auto_response")
    steps = fields.tables("ladder")
    rule = RoutingRule(
        name=name or f"rule at {fields.path}",
        match=Match() if match is None else _match(match),
        stages=stages,
        is_four_eyes=fields.flag("four_eyes", otherwise=False),
        backup=fields.who("backup", known),
        sla_target_minutes=fields.number("sla_target_minutes", least=1, most=MOST_MINUTES),
        auto_response=None if auto is None else auto_response(auto),
        ladder=None if steps is None else ladder(steps, known),
        never_expires=fields.flag("never_expires", otherwise=False),
        minimum_verification=fields.one_of("minimum_verification", LEVELS),
        language=language(fields),
        bulk_outcomes=fields.texts("bulk_outcomes"),
    )
    fields.close()
    return rule


def _match(fields: Fields) -> Match:
    metadata = fields.take("metadata")
    if metadata is not None and not (isinstance(metadata, dict) and is_json(metadata)):
        fields.refuse("metadata", f"{shown(metadata)} is no table of JSON values.")
        metadata = None
    usual = Match()
    found = Match(
        method_name=_pattern(fields, "method_name") or usual.method_name,
        flow=_pattern(fields, "flow") or usual.flow,
        state=_condition(fields),
        metadata=metadata or {},
        outcomes=fields.texts("outcomes"),
    )
    fields.close()
    return found


def _pattern(fields: Fields, name: str) -> str | None:
    pattern = fields.text(name)
    if pattern is not None and set(pattern) & set("[]{}"):
        fields.refuse(name, f"{shown(pattern)}: a pattern knows only * (any signs) and ? (one).")
    return pattern


def _condition(fields: Fields) -> str | None:
    text = fields.text("state", longest=1000)
    if text is not None:
        try:
            read_condition(text)
        except ConditionInvalid as error:
            fields.refuse("state", str(error))
    return text


def _stages(fields: Fields, known: Groups) -> tuple[Assign, ...]:
    """Return who is asked: the rule's own fields are one stage, ``stages`` are several."""
    alone = _assign(fields, known)
    tables = fields.tables("stages")
    if tables is None:
        return () if alone is None else (alone,)
    if alone is not None:
        fields.refuse("stages", "Either the rule says who is asked or its stages do, not both.")
    if not tables:
        fields.refuse("stages", "It is empty. Leave it out, or give one stage at least.")
    found = []
    for table in tables:
        stage = _assign(table, known)
        table.close()
        if stage is None:
            table.problems.setdefault(
                table.path, f"It asks nobody. Give one of: {', '.join(_WHO)}."
            )
        else:
            found.append(stage)
    return tuple(found)


def _assign(fields: Fields, known: Groups) -> Assign | None:
    path = fields.text("assign_from_input")
    if path is not None and not all(path.split(".")):
        fields.refuse("assign_from_input", f"{shown(path)} is no path like 'order.owner_email'.")
    group = fields.text("assign_to_group")
    if group is not None and group not in known:
        there = f"There are: {', '.join(sorted(known))}." if known else "No group is defined."
        fields.refuse("assign_to_group", f"There is no group {shown(group)}. {there}")
    needed = fields.number("needed", least=1, most=MOST_PEOPLE)
    found = Assign(
        from_input=path,
        to_email=fields.address("assign_to_email"),
        to_group=group,
        needed=needed or 1,
        has_veto=fields.flag("veto", otherwise=True),
    )
    if any(fields.has(name) for name in _WHO):
        _check_needed(fields, found, known)
        return found
    for name in ("needed", "veto"):
        if fields.has(name):
            fields.refuse(
                name,
                f"It says how people decide, and nobody is named. Give one of: {', '.join(_WHO)}.",
            )
    return None


def _check_needed(fields: Fields, assign: Assign, known: Groups) -> None:
    """Hold that so many people can be found."""
    if assign.needed == 1:
        return
    group = known.get(assign.to_group or "")
    if group is not None and group.choice is Choice.FIRST_COME:
        fields.refuse("needed", f"Group {shown(group.name)} is first_come: one of it decides.")
    elif group is not None and len(group.members) < assign.needed:
        n = len(group.members)
        fields.refuse("needed", f"Group {shown(group.name)} has {n} members, so {n} at most.")
    elif group is None and assign.from_input is None and assign.to_email is not None:
        fields.refuse("needed", "One person is asked. Name a group, or leave this out.")
